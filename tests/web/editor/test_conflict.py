"""Others have saved while somebody was writing: both are compared, and nothing is lost whatever is chosen."""

from __future__ import annotations

import re

import pytest

from cmia_docs.actions.document import revisions
from cmia_docs.rules.description import Description
from tests.actions.editor.editing import editor_of, keep, save, words
from tests.factories.product import Product
from tests.web.editor.editing import EditorPage
from tests.web.reading import words as reads


def clash(product: Product) -> tuple[int, EditorPage]:
    """A drafter whose save is refused, since the secretariat has saved c2 and c3 meanwhile; c2 is in both."""
    document_id = product.draft()
    editor = EditorPage(product, document_id)
    keep(product, document_id, {"ru": {"c2": "Их решения.", "c3": "Их состав."}}, who="secretary")
    save(product, document_id, who="secretary", message="По замечаниям секретариата")
    editor.press("save", ru_c1="Моё назначение.", ru_c2="Мои решения.", message="Моя правка")
    return document_id, editor


def choose(editor: EditorPage, choice: str, **picks: str) -> EditorPage:
    """Press a button of the page that compares."""
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', editor.page))
    sent = hidden | {"choice": choice} | picks
    editor.answer = editor.client.post(f"{editor.url}/newer", data=sent, follow_redirects=True)
    return editor


def test_the_page_compares_both_and_asks_about_what_both_changed(product: Product) -> None:
    document_id, editor = clash(product)

    assert editor.answer.status_code == 409
    page = reads(editor.page)
    assert "The text changed since you opened it" in page
    assert "No. 2, Ольга Белова" in page
    assert "По замечаниям секретариата" in page
    assert "Both of you changed this 1 Article 1, paragraph 2 Russian My wording" in page
    assert "Мои решения." in page
    assert "Их решения." in page
    assert "Their wording" in page
    assert words(product, document_id, "c1") == "Моё назначение."
    assert product.revision(document_id).number == 2


def test_put_together_both_stand_in_the_text_and_mine_where_they_clash(product: Product) -> None:
    document_id, editor = clash(product)

    choose(editor, "merged")

    assert editor.answer.status_code == 200
    assert [editor.text(unit) for unit in ("c1", "c2", "c3")] == [
        "Моё назначение.",
        "Мои решения.",
        "Их состав.",
    ]
    assert 'value="Моя правка"' in editor.page
    editor.press("save", message="Вместе")
    assert product.revision(document_id).number == 3


def test_their_wording_can_be_chosen_where_both_changed(product: Product) -> None:
    _document_id, editor = clash(product)

    choose(editor, "merged", **{"pick.ru.c2": "theirs"})

    assert [editor.text(unit) for unit in ("c1", "c2", "c3")] == [
        "Моё назначение.",
        "Их решения.",
        "Их состав.",
    ]


def test_going_on_with_mine_alone_keeps_theirs_in_the_history(product: Product) -> None:
    document_id, editor = clash(product)

    choose(editor, "mine")

    assert editor.text("c2") == "Мои решения."
    assert (editor.text("c3") or "").startswith("В состав Совета")
    editor.press("save", message="Моё")
    assert product.revision(document_id).number == 3
    restored = EditorPage(product, document_id)
    restored.answer = restored.client.post(f"{restored.url}/restore/2", follow_redirects=True)
    assert restored.text("c3") == "Их состав."


def test_mine_is_thrown_away_only_after_a_second_yes(product: Product) -> None:
    document_id, editor = clash(product)

    editor.answer = editor.client.get(f"{editor.url}/discard")
    assert "Everything that you have typed since revision 1 will be deleted." in reads(editor.page)
    assert "Моё назначение." in reads(editor.page)
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', editor.page))
    editor.answer = editor.client.post(f"{editor.url}/discard", data=hidden, follow_redirects=True)

    assert "The working copy is discarded." in reads(editor.page)
    assert editor.text("c2") == "Их решения."
    assert editor_of(product, document_id).copy is None


def test_a_comparison_that_is_older_than_the_text_is_shown_anew(product: Product) -> None:
    document_id, editor = clash(product)
    keep(product, document_id, {"ru": {"c3": "Ещё раз их."}}, who="secretary")
    save(product, document_id, who="secretary")

    choose(editor, "merged")

    assert editor.answer.status_code == 409
    assert "No. 3, Ольга Белова" in reads(editor.page)
    assert 'name="message" value="Моя правка"' in editor.page
    assert words(product, document_id, "c1") == "Моё назначение."


@pytest.mark.parametrize("current", ["0", "999999", "nonsense"])
def test_a_comparison_with_a_revision_that_is_not_current_is_shown_anew(
    product: Product, current: str
) -> None:
    document_id, editor = clash(product)

    choose(editor, "merged", current=current)

    assert editor.answer.status_code == 409
    assert words(product, document_id, "c1") == "Моё назначение."


def test_a_choice_that_is_none_changes_nothing(product: Product) -> None:
    document_id, editor = clash(product)

    choose(editor, "nonsense")

    assert editor.answer.status_code == 422
    assert words(product, document_id, "c1") == "Моё назначение."


def test_the_editor_says_that_there_is_a_newer_revision(product: Product) -> None:
    document_id, _editor = clash(product)

    editor = EditorPage(product, document_id)
    assert "Ольга Белова has saved revision 2 since. Your text starts from revision 1." in reads(editor.page)
    editor.press("newer", ru_c3="И моё тоже.")

    assert editor.answer.status_code == 200
    assert "Both of you changed this 2" in reads(editor.page)


def test_without_anything_to_compare_the_page_leads_back(product: Product) -> None:
    document_id = product.draft()
    client = product.client("drafter")

    for address in ("newer", "discard"):
        answer = client.get(f"/documents/{document_id}/edit/{address}")
        assert (answer.status_code, answer.location) == (302, f"/documents/{document_id}/edit")


def test_a_language_taken_off_the_document_is_named(product: Product) -> None:
    document_id = product.draft()
    keep(product, document_id, {"en": {"c1": "My words."}})
    with product.work("secretary") as work:
        described = product.document(document_id).description
        russian = Description(described.act_type, {"ru": "Положение"}, ("ru",), ("ru",), described.initiator)
        revisions.save(
            work,
            document_id,
            seen=product.seen(document_id),
            texts={"ru": editor_of(product, document_id, "secretary").texts["ru"]},
            message="Только русский текст",
            description=russian,
        )

    editor = EditorPage(product, document_id)
    editor.press("newer")

    assert "so your text in them is not carried over: English." in reads(editor.page)
    assert "My words." in editor.client.get(f"{editor.url}/working-copy/en.md").text
