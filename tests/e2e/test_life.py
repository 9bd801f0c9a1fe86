"""The whole life of an act, played by the people who lead it there, each in a browser of their own."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import people_do as do
from tests.e2e.conftest import Server, serving
from tests.soak import share

pytestmark = [pytest.mark.e2e, pytest.mark.soak]
LIVES = share("ways to play the life of an act", ("script", "no script", "keyboard"), 1)

TITLES = {"Russian": "Положение о нагрудном знаке Совета", "English": "Regulation on the Council's Badge"}
NUMBER = "СМВД/2026/7"
SUBJECT, NAME, BASIS = "Article 1, paragraph 1", "Article 1, paragraph 2", "Article 2, unnumbered paragraph 1"
WHO_1, WHO_2 = "Article 3, paragraph 1", "Article 3, paragraph 2"
VOTE_1, VOTE_2, COSTS = (
    "Article 4, paragraph 1",
    "Article 4, paragraph 2",
    "Article 5, unnumbered paragraph 1",
)
FIRST_TEXT: do.Words = {
    (
        SUBJECT,
        "Russian",
    ): "Настоящее Положение определяет, кто и за что награждается нагрудным знаком Совета.",
    (SUBJECT, "English"): "This Regulation determines who is awarded the badge of the Council, and for what.",
    (NAME, "Russian"): "Нагрудный знак Совета далее именуется «знак».",
    (NAME, "English"): "The badge of the Council is hereinafter referred to as “the badge”.",
    (BASIS, "Russian"): "Положение основано на решении глав государств от 19 января 1996 года.",
    (BASIS, "English"): "The Regulation is based on the decision of the heads of state of 19 January 1996.",
    ("Article 3", "Russian"): "Условия награждения",
    ("Article 3", "English"): "Conditions of the award",
    (WHO_1, "Russian"): "К награждению представляются сотрудники, прослужившие не менее десяти лет.",
    (WHO_1, "English"): "Officers who have served for at least ten years are put forward for the award.",
    (WHO_2, "Russian"): "Повторное награждение знаком не производится.",
    (WHO_2, "English"): "The badge is not awarded twice.",
    ("Article 4", "Russian"): "Решение и вручение",
    ("Article 4", "English"): "Decision and presentation",
    (VOTE_1, "Russian"): "Решение о награждении принимает председатель Совета.",
    (VOTE_1, "English"): "The award is decided by the chair of the Council.",
    (VOTE_2, "Russian"): "Знаки вручаются в торжественной обстановке.",
    (VOTE_2, "English"): "Badges are presented at a ceremony.",
    (COSTS, "Russian"): "Изготовление знаков оплачивает направляющее министерство.",
    (COSTS, "English"): "The making of badges is paid by the sending ministry.",
}
TEN_YEARS, FIFTEEN_YEARS = "не менее десяти лет", "не менее пятнадцати лет"
FIFTEEN = FIRST_TEXT[WHO_1, "Russian"].replace(TEN_YEARS, FIFTEEN_YEARS)
FIFTEEN_ENGLISH = FIRST_TEXT[WHO_1, "English"].replace("ten years", "fifteen years")
WHO_1_ID = "c3"


@dataclass(frozen=True)
class Cast:
    """Everybody at a screen of their own."""

    drafter: Page
    secretary: Page
    belarus: Page
    kazakhstan: Page
    chair: Page
    reader: Page


@pytest.mark.parametrize("how", [how for how in LIVES if how != "keyboard"])
def test_from_the_first_draft_to_the_register(
    visit: Callable[..., Page], prepared: Path, tmp_path: Path, how: str
) -> None:
    live(visit, prepared, tmp_path, script=how == "script")


def live(visit: Callable[..., Page], prepared: Path, folder: Path, script: bool = True) -> None:
    """Play it on a server of its own, with data in this folder."""
    data = folder / "var"
    shutil.copytree(prepared, data)
    people = ("drafter", "secretary", "belarus", "kazakhstan", "chair", None)
    with serving(data) as server:
        how = {"base_url": server.address, "java_script_enabled": script}
        _lived(Cast(*(visit(who, **how) for who in people)), server, folder)


def _lived(cast: Cast, server: Server, folder: Path) -> None:
    document = _written(cast.drafter)
    _checked_and_circulated(cast, document)
    _answered_by_two_states(cast, document)
    _changed_after_a_remark(cast, document)
    _agreed_in_round_two(cast, document)
    _adopted_by_two_people(cast, document)
    _search_by_another_word_form(cast.reader)
    _read_with_plain_git(cast.reader, server, folder / "clone")


def _written(drafter: Page) -> str:
    """A draft from the template, in both languages, with a revision that can be compared."""
    document = do.begin_document(drafter, "Regulation", TITLES)
    do.open_editor(drafter, document)
    do.press_tool(drafter, "Chapter II", "Delete Chapter II, with the 8 elements under it")
    do.write(drafter, FIRST_TEXT)
    do.save_revision(drafter, "Первая полная редакция")
    do.compare_with_the_one_before(drafter, document)
    expect(drafter.locator(".diff-unit.deleted")).to_have_count(9)
    expect(drafter.locator(".diff-unit#c1 ins").first).to_contain_text("who is awarded the badge")
    do.submit(drafter, document)
    return document


def _checked_and_circulated(cast: Cast, document: str) -> None:
    """The secretariat takes the draft from its dashboard, finds nothing wrong and sends it to two states."""
    do.take_up(cast.secretary, TITLES["English"], "Check")
    expect(cast.secretary.locator("main")).to_contain_text("The checks find nothing to correct")
    due = date.today() + timedelta(days=30)  # noqa: DTZ011 - typed into a form as people do
    do.circulate(cast.secretary, document, ["Belarus", "Kazakhstan"], due, "Просим ответить в срок.")
    assert do.matrix(cast.secretary, document) == {
        "Belarus": ["No reply"],
        "Kazakhstan": ["No reply"],
    }


def _answered_by_two_states(cast: Cast, document: str) -> None:
    """Belarus proposes other words and agrees with remarks, Kazakhstan agrees; the round is closed."""
    do.take_up(cast.belarus, TITLES["English"], "Give a position")
    do.propose_wording(cast.belarus, f"{document}?languages=ru", WHO_1_ID, "Десяти лет мало.", FIFTEEN)
    do.give_position(cast.belarus, document, "Agreed with remarks", "С учётом нашего замечания.")
    do.give_position(cast.kazakhstan, document, "Agreed")
    do.close_round(cast.secretary, document)


def _changed_after_a_remark(cast: Cast, document: str) -> None:
    """The remark is accepted and the text changed: what the states said was about another text."""
    do.answer_remark(cast.secretary, document, "Accepted", "Срок увеличен до пятнадцати лет.")
    assert do.matrix(cast.secretary, document) == {
        "Belarus": ["Agreed with remarks"],
        "Kazakhstan": ["Agreed"],
    }
    do.open_editor(cast.drafter, document)
    do.write(cast.drafter, {(WHO_1, "Russian"): FIFTEEN, (WHO_1, "English"): FIFTEEN_ENGLISH})
    do.save_revision(cast.drafter, "Учтено замечание Беларуси")
    assert do.matrix(cast.secretary, document) == {
        "Belarus": ["Agreed with remarks, Position lapsed"],
        "Kazakhstan": ["Agreed, Position lapsed"],
    }


def _agreed_in_round_two(cast: Cast, document: str) -> None:
    """The changed text goes to the same states, and both agree."""
    due = date.today() + timedelta(days=14)  # noqa: DTZ011
    do.circulate(cast.secretary, document, ["Belarus", "Kazakhstan"], due)
    for reviewer in (cast.belarus, cast.kazakhstan):
        do.give_position(reviewer, document, "Agreed")
    do.close_round(cast.secretary, document)
    do.mark_as_agreed(cast.secretary, document)


def _adopted_by_two_people(cast: Cast, document: str) -> None:
    """The secretariat proposes, the chair reads and confirms."""
    do.plan_session(
        cast.secretary,
        date.today(),  # noqa: DTZ011
        "Kazakhstan",
        {"Russian": "Астана", "English": "Astana"},
    )
    do.put_on_agenda(cast.secretary, document)
    do.propose_adoption(
        cast.secretary,
        document,
        NUMBER,
        {"Belarus": "Signed", "Kazakhstan": "Signed", "Kyrgyzstan": "Not signed"},
    )
    do.take_up(cast.chair, TITLES["English"], "Confirm adoption")
    expect(cast.chair.get_by_role("region", name="Russian")).to_contain_text(FIFTEEN_YEARS)
    do.confirm_adoption(cast.chair)
    expect(do.state_badge(cast.chair, "Adopted")).to_be_visible()


def _search_by_another_word_form(reader: Page) -> None:
    """«Торжественная обстановка» finds «в торжественной обстановке», at most 3 s after the adoption."""
    deadline = time.monotonic() + 3
    hit = reader.locator(".hit", has_text=TITLES["Russian"])
    do.search(reader, "торжественная обстановка")
    while not hit.count() and time.monotonic() < deadline:
        reader.reload()
    assert hit.locator("mark").all_inner_texts() == ["торжественной", "обстановке"]
    hit.get_by_role("link", name="Статья 4. Решение и вручение").click()
    expect(reader.get_by_role("heading", name="Статья 4. Решение и вручение")).to_be_in_viewport()
    expect(reader.locator("main")).to_contain_text(NUMBER)


def _read_with_plain_git(reader: Page, server: Server, folder: Path) -> None:
    """A clone made with nothing but git holds the text of the page, with the sums that the page shows."""
    subprocess.run(["git", "clone", "--quiet", f"{server.address}/register.git", folder], check=True)
    act = folder / reader.url.split("/register/")[1].split("/")[0]
    names = reader.locator("aside dt").filter(has_text=".md").all()
    shown = {name.inner_text(): name.locator("+ dd code").get_attribute("title") for name in names}
    assert shown == {path.name: sha256(path.read_bytes()).hexdigest() for path in act.glob("*.md")}
    assert FIFTEEN in (act / "ru.md").read_text("utf-8")
