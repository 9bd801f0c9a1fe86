"""The dashboard: what waits for each person, with its one act, and nothing that they may not know of."""

from __future__ import annotations

import re

import pytest

from cmia_docs.actions.council import council
from cmia_docs.actions.document import documents
from cmia_docs.actions.review import checking, remarks
from cmia_docs.actions.review.remarks import dispose
from cmia_docs.actions.work import Work
from cmia_docs.cli.console import OPERATOR
from cmia_docs.rules.positions import DispositionKind, PositionKind
from cmia_docs.rules.workflow import Role
from tests.factories.council import SETTINGS
from tests.factories.stage import RUSSIAN, Stage
from tests.web.queries import counted
from tests.web.reading import words

CHANGED = RUSSIAN.replace("рекомендательный", "обязательный")
Row = tuple[int, str, str, str]


def rows(page: str, heading: str) -> list[Row]:
    """Of a section: document, why, label and address of the act."""
    section = page[page.index(f"<h2>{heading}") :].split("</section>")[0]
    found = []
    for row in re.findall(r"<li>\s*<div><span class=\"badge-state.*?</li>", section, flags=re.S):
        name = re.search(r'<a class="name" href="/documents/(\d+)"', row)
        why = re.findall(r"<span>(.*?)</span>", row.partition('<p class="sub">')[2].partition("</p>")[0])
        act = re.search(r'<a class="btn[^"]*" href="([^"]+)" aria-label="([^:"]+)', row)
        assert name
        found.append(
            (int(name[1]), why[1] if len(why) > 1 else "", act[2] if act else "", act[1] if act else "")
        )
    return found


def waiting(stage: Stage, who: str) -> list[Row]:
    """What waits for a person."""
    return rows(stage.client(who).get("/").text, "Waits for me")


def remark(stage: Stage, document_id: int, who: str = "belarus", state: str = "BY") -> int:
    """A state's remark in the open round."""
    with stage.work(who) as work:
        return remarks.remark(
            work,
            document_id,
            seen=stage.seen(document_id),
            language="ru",
            unit_id="c1",
            body="Уточнить",
            state=state,
        ).id


def test_the_public_starts_at_the_register(stage: Stage) -> None:
    answer = stage.client().get("/")
    assert (answer.status_code, answer.location) == (302, "/register")


@pytest.mark.parametrize("who", ["drafter", "secretary", "belarus", "expert", "chair"])
def test_nothing_waits_at_first(stage: Stage, who: str) -> None:
    page = words(stage.client(who).get("/").text)
    assert "Nothing waits for you" in page
    assert ("My drafts" in page) == (who in ("drafter", "expert"))
    assert ("New document" in page) == (who in ("drafter", "secretary"))


@pytest.mark.parametrize(
    ("who", "desks"),
    [
        ("administrator", ["/people", "/council", "/events", "/register"]),
        ("auditor", ["/events", "/register"]),
    ],
)
def test_who_takes_no_part_in_texts_is_shown_where_to_begin(stage: Stage, who: str, desks: list[str]) -> None:
    page = stage.client(who).get("/").text
    main = page[page.index("<main") : page.index("</main>")]
    assert re.findall(r'<a class="btn btn-secondary" href="([^"]+)"', main) == desks
    assert "position or answer" not in main
    assert "due-soon" not in main


def test_a_draft_without_a_drafter_waits_for_the_secretariat(stage: Stage) -> None:
    stage.draft()
    alone = stage.draft(drafter="secretary")
    assert waiting(stage, "secretary") == [
        (alone, "No drafter is named.", "Name a drafter", f"/documents/{alone}/people")
    ]


def test_a_submitted_one_waits_for_the_check(stage: Stage) -> None:
    document_id = stage.in_check()
    row = (document_id, "It was submitted for the check.", "Check", f"/documents/{document_id}/check")
    assert waiting(stage, "secretary") == waiting(stage, "second_secretary") == [row]
    assert waiting(stage, "drafter") == []


def test_a_returned_one_waits_for_its_drafters(stage: Stage) -> None:
    document_id = stage.in_check()
    with stage.work("secretary") as work:
        checking.return_to_draft(work, document_id, seen=stage.seen(document_id), reason="Дополните")
    assert [row[:3] for row in waiting(stage, "drafter")] == [
        (document_id, "The secretariat returned it.", "Edit")
    ]
    assert waiting(stage, "other_drafter") == []
    assert rows(stage.client("drafter").get("/").text, "My drafts") == []
    with stage.work("drafter") as work:
        checking.submit(work, document_id, seen=stage.seen(document_id))
    assert waiting(stage, "drafter") == []


def test_a_round_waits_for_the_states_that_have_not_answered(stage: Stage) -> None:
    document_id = stage.circulated()
    row = (
        document_id,
        "Your state is asked for its position.",
        "Give a position",
        f"/documents/{document_id}/positions/give",
    )
    assert waiting(stage, "belarus") == waiting(stage, "kazakhstan") == [row]
    assert waiting(stage, "kyrgyzstan") == waiting(stage, "secretary") == []
    stage.position(document_id, "belarus", "BY")
    assert (waiting(stage, "belarus"), waiting(stage, "kazakhstan")) == ([], [row])
    stage.clock.advance(days=40)
    page = stage.client("kazakhstan").get("/").text
    assert rows(page, "Waits for me") == [row]
    assert "Overdue:" in words(page)


@pytest.mark.parametrize("overdue", [False, True])
def test_a_round_that_is_complete_or_over_waits_to_be_closed(stage: Stage, overdue: bool) -> None:
    document_id = stage.circulated()
    stage.position(document_id, "belarus", "BY")
    if overdue:
        stage.clock.advance(days=31)
    else:
        stage.position(document_id, "kazakhstan", "KZ")
    why = f"Answered: {1 if overdue else 2} of 2 states."
    assert waiting(stage, "secretary") == [
        (document_id, why, "Close the round", f"/documents/{document_id}/positions")
    ]


def test_on_its_due_date_a_round_is_still_open(stage: Stage) -> None:
    stage.circulated()
    stage.clock.advance(days=30)
    assert waiting(stage, "secretary") == []


def test_remarks_wait_for_answers_and_for_the_text(stage: Stage) -> None:
    document_id = stage.circulated()
    made = remark(stage, document_id)
    for who, state in (("belarus", "BY"), ("kazakhstan", "KZ")):
        stage.position(document_id, who, state)
    stage.close_round(document_id)
    answering = (
        document_id,
        "1 remark without an answer.",
        "Answer the remarks",
        f"/documents/{document_id}/remarks?open=1",
    )
    assert waiting(stage, "secretary") == [answering]
    assert [row[:3] for row in waiting(stage, "drafter")] == [(document_id, "1 remark was made.", "Edit")]
    stage.save(document_id, CHANGED)
    assert waiting(stage, "drafter") == []
    with stage.work("secretary") as work:
        dispose(work, made, seen=stage.seen(document_id), kind=DispositionKind.ACCEPTED)
    assert [row[2] for row in waiting(stage, "secretary")] == ["Start a new round"]


@pytest.mark.parametrize(
    ("kind", "label"),
    [
        (PositionKind.AGREED_WITH_REMARKS, "Mark as agreed"),
        (PositionKind.NOT_INTERESTED, "Mark as agreed"),
        (PositionKind.OBJECTION, "Start a new round"),
    ],
)
def test_a_consolidated_one_waits_for_what_the_positions_allow(
    stage: Stage, kind: PositionKind, label: str
) -> None:
    document_id = stage.circulated()
    stage.position(document_id, "belarus", "BY", PositionKind.OBJECTION, "Против")
    stage.position(document_id, "belarus", "BY", kind, "По существу")
    stage.position(document_id, "kazakhstan", "KZ")
    stage.close_round(document_id)
    assert [row[2] for row in waiting(stage, "secretary")] == [label]


@pytest.mark.parametrize(
    ("setting", "label"),
    [("blocks", "Start a new round"), ("agreed", "Mark as agreed"), ("does_not_block", "Mark as agreed")],
)
def test_a_missing_reply_means_what_the_council_has_set(stage: Stage, setting: str, label: str) -> None:
    with Work(stage.services, OPERATOR) as work:
        council.configure(work, SETTINGS | {"no_reply": setting})
    document_id = stage.circulated()
    stage.position(document_id, "belarus", "BY")
    stage.clock.advance(days=31)
    stage.close_round(document_id)
    assert [row[2] for row in waiting(stage, "secretary")] == [label]


def test_an_agreed_one_waits_for_a_session_and_then_for_a_proposal(stage: Stage) -> None:
    agreed, tabled = stage.agreed(), stage.tabled()
    assert waiting(stage, "secretary") == [
        (agreed, "It is agreed and waits for a session.", "Put on the agenda", f"/documents/{agreed}/table"),
        (
            tabled,
            "It is on the agenda of a session.",
            "Propose adoption",
            f"/documents/{tabled}/adoption/propose",
        ),
    ]


def test_a_proposal_waits_for_the_chair_of_that_session(stage: Stage) -> None:
    document_id = stage.proposed()
    found = {who: [row[:3] for row in waiting(stage, who)] for who in ("chair", "other_chair", "secretary")}
    row = (document_id, "Its adoption is proposed and waits for you.", "Confirm adoption")
    assert found == {"chair": [row], "other_chair": [], "secretary": []}


def test_my_drafts_are_those_i_am_named_on_and_that_are_on_their_way(stage: Stage) -> None:
    draft, sent = stage.draft(), stage.circulated()
    stage.adopted()
    stage.draft(drafter="other_drafter")
    with stage.work("secretary") as work:
        documents.assign(work, sent, stage.person("expert").id, Role.EXPERT)
    drafter = rows(stage.client("drafter").get("/").text, "My drafts")
    assert [(row[0], row[2]) for row in drafter] == [(sent, ""), (draft, "Edit")]
    expert = rows(stage.client("expert").get("/").text, "My drafts")
    assert [(row[0], row[2]) for row in expert] == [(sent, "")]


def test_due_soon_tells_whom_the_round_concerns(stage: Stage) -> None:
    stage.circulated()
    stage.clock.advance(days=20)
    for who, told in (
        ("belarus", True),
        ("drafter", True),
        ("secretary", True),
        ("kyrgyzstan", False),
        ("other_drafter", False),
        ("chair", False),
    ):
        page = words(stage.client(who).get("/").text)
        assert ("Due soon: 1 April 2026" in page or "Due date: 1 April 2026" in page) == told, who


def test_a_reviewer_reads_the_title_that_was_sent(stage: Stage) -> None:
    document_id = stage.consolidated()
    form = {
        "seen": stage.seen(document_id),
        "title_ru": "Второе",
        "title_en": "Second",
        "languages": ["ru", "en"],
        "initiator": "-",
    }
    stage.client("drafter").post(f"/documents/{document_id}/description", data=form)
    stage.circulate(document_id, ["KG"])
    assert "Second" in stage.client("kyrgyzstan").get("/").text
    assert "Second" not in stage.client("belarus").get("/documents").text


def test_it_needs_the_same_number_of_queries_however_much_waits(stage: Stage) -> None:
    stage.in_check()
    client = stage.client("secretary")
    with counted(stage) as few:
        client.get("/")
    for _n in range(3):
        stage.agreed()
        stage.circulated()
    stage.clock.advance(days=29)
    client = stage.client("secretary")
    with counted(stage) as many:
        page = client.get("/").text
    assert len(many) == len(few)
    assert len(rows(page, "Waits for me")) == 4


def test_what_ends_first_stands_first_and_what_waited_longest_next(stage: Stage) -> None:
    check = stage.in_check()
    stage.clock.advance(hours=1)
    later = stage.circulated()
    sooner = stage.in_check()
    stage.circulate(sooner, days=3)
    stage.clock.advance(days=35)
    assert [row[0] for row in waiting(stage, "secretary")] == [sooner, later, check]
