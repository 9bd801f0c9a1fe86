"""Two people at one draft, and one person at two windows: nobody's words are lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import people_do as do
from tests.factories.council import CAST

pytestmark = pytest.mark.e2e
Visit = Callable[..., Page]

TITLES = {"Russian": "Положение о двух перьях", "English": "Regulation on Two Pens"}
FIRST, SECOND = "Article 1, paragraph 1", "Article 1, paragraph 2"
THIRD = "Article 2, unnumbered paragraph 1"


def test_the_second_save_shows_what_changed_and_keeps_what_was_typed(visit: Visit) -> None:
    drafter, other = visit("drafter"), visit("other_drafter")
    document = do.begin_document(drafter, "Regulation", TITLES)
    do.name_drafter(visit("secretary"), document, CAST["other_drafter"][0])
    do.open_editor(drafter, document)
    do.open_editor(other, document)

    do.write(drafter, {(FIRST, "Russian"): "Слова первого.", (SECOND, "Russian"): "Только первого."})
    do.save_revision(drafter, "Правка первого")
    do.write(other, {(FIRST, "Russian"): "Слова второго.", (THIRD, "Russian"): "Только второго."})
    do.press_save(other, "Правка второго")

    expect(other.get_by_role("heading", level=1)).to_have_text("The text changed since you opened it")
    theirs, mine = other.locator("#theirs-ru-c1"), other.locator("#mine-ru-c1")
    expect(theirs.locator("ins")).to_contain_text("Слова первого")
    expect(mine.locator("ins")).to_contain_text("Слова второго")
    conflict = other.get_by_role("group", name="Article 1, paragraph 1 Russian")
    conflict.get_by_role("radio", name="My wording").check()
    other.get_by_role("button", name="Continue with both texts merged").click()

    expect(do.element(other, FIRST, "Russian")).to_have_value("Слова второго.")
    expect(do.element(other, SECOND, "Russian")).to_have_value("Только первого.")
    expect(do.element(other, THIRD, "Russian")).to_have_value("Только второго.")
    expect(other.get_by_label("Message")).to_have_value("Правка второго")
    do.save_revision(other, "Правка второго")
    assert do.history(other, document) == ["Правка второго", "Правка первого", "Created from the template"]


def test_what_is_typed_survives_a_reload_and_another_machine(visit: Visit) -> None:
    page, elsewhere = visit("drafter"), visit("drafter")
    document = do.begin_document(page, "Regulation", TITLES)
    do.open_editor(page, document)

    do.write(page, {(FIRST, "Russian"): "Ещё не редакция."})
    do.wait_until_autosaved(page)
    page.reload()
    expect(do.element(page, FIRST, "Russian")).to_have_value("Ещё не редакция.")

    do.open_editor(elsewhere, document)
    expect(do.element(elsewhere, FIRST, "Russian")).to_have_value("Ещё не редакция.")
    assert do.history(elsewhere, document) == ["Created from the template"]


def test_two_windows_of_one_person_do_not_write_over_each_other(visit: Visit) -> None:
    left = visit("drafter")
    document = do.begin_document(left, "Regulation", TITLES)
    do.open_editor(left, document)
    right = left.context.new_page()
    do.open_editor(right, document)

    do.write(left, {(FIRST, "Russian"): "Слева.", (SECOND, "Russian"): "Только слева."})
    do.wait_until_autosaved(left)
    do.write(right, {(FIRST, "Russian"): "Справа."})
    do.press_save(right, "Из правого окна")

    unit = right.get_by_role("group", name=FIRST, exact=True)
    expect(unit).to_contain_text("In the other window: Слева.")
    expect(do.element(right, FIRST, "Russian")).to_have_value("Справа.")
    expect(do.element(right, SECOND, "Russian")).to_have_value("Только слева.")
    do.save_revision(right, "Из правого окна")
    do.open_editor(left, document)
    expect(do.element(left, FIRST, "Russian")).to_have_value("Справа.")
    expect(do.element(left, SECOND, "Russian")).to_have_value("Только слева.")
