"""The dashboard: what waits for each person, with its one action, and nothing that they may not know of."""

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
from tests.factories.product import RUSSIAN, Product
from tests.web.queries import counted
from tests.web.reading import words

CHANGED = RUSSIAN.replace("рекомендательный", "обязательный")
Row = tuple[int, str, str, str]


def rows(page: str, heading: str) -> list[Row]:
    """Of a section: document, why, label and address of the action."""
    section = page[page.index(f"<h2>{heading}") :].split("</section>")[0]
    result = []
    for row in re.findall(r"<li>\s*<div><span class=\"badge-quiet.*?</li>", section, flags=re.S):
        name = re.search(r'<a class="name" href="/documents/(\d+)"', row)
        why = re.findall(r"<span>(.*?)</span>", row.partition('<p class="sub">')[2].partition("</p>")[0])
        action = re.search(r'<a class="btn[^"]*" href="([^"]+)" aria-label="([^:"]+)', row)
        assert name
        result.append(
            (
                int(name[1]),
                why[1] if len(why) > 1 else "",
                action[2] if action else "",
                action[1] if action else "",
            )
        )
    return result


def waiting(product: Product, who: str) -> list[Row]:
    """What waits for a person."""
    return rows(product.client(who).get("/").text, "Waiting for me")


def remark(product: Product, document_id: int, who: str = "belarus", state: str = "BY") -> int:
    """A state's remark in the open round."""
    with product.work(who) as work:
        return remarks.remark(
            work,
            document_id,
            seen=product.seen(document_id),
            language="ru",
            unit_id="c1",
            body="Уточнить",
            state=state,
        ).id


def test_the_public_starts_at_the_register(product: Product) -> None:
    answer = product.client().get("/")
    assert (answer.status_code, answer.location) == (302, "/register")


@pytest.mark.parametrize("who", ["drafter", "secretary", "belarus", "expert", "chair"])
def test_nothing_waits_at_first(product: Product, who: str) -> None:
    page = words(product.client(who).get("/").text)
    assert "Nothing is waiting for you" in page
    assert ("My drafts" in page) == (who in ("drafter", "expert"))
    assert ("New document" in page) == (who in ("drafter", "secretary"))


@pytest.mark.parametrize(
    ("who", "first_links"),
    [
        ("administrator", ["/people", "/council", "/events", "/register"]),
        ("auditor", ["/events", "/register"]),
    ],
)
def test_who_takes_no_part_in_texts_is_shown_where_to_begin(
    product: Product, who: str, first_links: list[str]
) -> None:
    page = product.client(who).get("/").text
    main = page[page.index("<main") : page.index("</main>")]
    assert re.findall(r'<a class="btn btn-secondary" href="([^"]+)"', main) == first_links
    assert "position or answer" not in main
    assert "due-soon" not in main


def test_a_draft_without_a_drafter_waits_for_the_secretariat(product: Product) -> None:
    product.draft()
    alone = product.draft(drafter="secretary")
    assert waiting(product, "secretary") == [
        (alone, "No drafter is named.", "Name a drafter", f"/documents/{alone}/people")
    ]


def test_a_submitted_one_waits_for_the_check(product: Product) -> None:
    document_id = product.in_check()
    row = (document_id, "It was submitted for the check.", "Check", f"/documents/{document_id}/check")
    assert waiting(product, "secretary") == waiting(product, "second_secretary") == [row]
    assert waiting(product, "drafter") == []


def test_a_returned_one_waits_for_its_drafters(product: Product) -> None:
    document_id = product.in_check()
    with product.work("secretary") as work:
        checking.return_to_draft(work, document_id, seen=product.seen(document_id), reason="Дополните")
    assert [row[:3] for row in waiting(product, "drafter")] == [
        (document_id, "The secretariat returned it.", "Edit")
    ]
    assert waiting(product, "other_drafter") == []
    assert rows(product.client("drafter").get("/").text, "My drafts") == []
    with product.work("drafter") as work:
        checking.submit(work, document_id, seen=product.seen(document_id))
    assert waiting(product, "drafter") == []


def test_a_round_waits_for_the_states_that_have_not_answered(product: Product) -> None:
    document_id = product.circulated()
    row = (
        document_id,
        "Your state is asked for its position.",
        "Give a position",
        f"/documents/{document_id}/positions/give",
    )
    assert waiting(product, "belarus") == waiting(product, "kazakhstan") == [row]
    assert waiting(product, "kyrgyzstan") == waiting(product, "secretary") == []
    product.position(document_id, "belarus", "BY")
    assert (waiting(product, "belarus"), waiting(product, "kazakhstan")) == ([], [row])
    product.clock.advance(days=40)
    page = product.client("kazakhstan").get("/").text
    assert rows(page, "Waiting for me") == [row]
    assert "Overdue:" in words(page)


@pytest.mark.parametrize("overdue", [False, True])
def test_a_round_that_is_complete_or_over_waits_to_be_closed(product: Product, overdue: bool) -> None:
    document_id = product.circulated()
    product.position(document_id, "belarus", "BY")
    if overdue:
        product.clock.advance(days=31)
    else:
        product.position(document_id, "kazakhstan", "KZ")
    why = f"Answered: {1 if overdue else 2} of 2 states."
    assert waiting(product, "secretary") == [
        (document_id, why, "Close the round", f"/documents/{document_id}/positions")
    ]


def test_on_its_due_date_a_round_is_still_open(product: Product) -> None:
    product.circulated()
    product.clock.advance(days=30)
    assert waiting(product, "secretary") == []


def test_remarks_wait_for_answers_and_for_the_text(product: Product) -> None:
    document_id = product.circulated()
    made = remark(product, document_id)
    for who, state in (("belarus", "BY"), ("kazakhstan", "KZ")):
        product.position(document_id, who, state)
    product.close_round(document_id)
    answering = (
        document_id,
        "1 remark without an answer.",
        "Answer the remarks",
        f"/documents/{document_id}/remarks?open=1",
    )
    assert waiting(product, "secretary") == [answering]
    assert [row[:3] for row in waiting(product, "drafter")] == [(document_id, "1 remark was made.", "Edit")]
    product.save(document_id, CHANGED)
    assert waiting(product, "drafter") == []
    with product.work("secretary") as work:
        dispose(work, made, seen=product.seen(document_id), kind=DispositionKind.ACCEPTED)
    assert [row[2] for row in waiting(product, "secretary")] == ["Start a new round"]


@pytest.mark.parametrize(
    ("kind", "label"),
    [
        (PositionKind.AGREED_WITH_REMARKS, "Mark as agreed"),
        (PositionKind.NOT_INTERESTED, "Mark as agreed"),
        (PositionKind.OBJECTION, "Start a new round"),
    ],
)
def test_a_consolidated_one_waits_for_what_the_positions_allow(
    product: Product, kind: PositionKind, label: str
) -> None:
    document_id = product.circulated()
    product.position(document_id, "belarus", "BY", PositionKind.OBJECTION, "Против")
    product.position(document_id, "belarus", "BY", kind, "По существу")
    product.position(document_id, "kazakhstan", "KZ")
    product.close_round(document_id)
    assert [row[2] for row in waiting(product, "secretary")] == [label]


@pytest.mark.parametrize(
    ("setting", "label"),
    [("blocks", "Start a new round"), ("agreed", "Mark as agreed"), ("does_not_block", "Mark as agreed")],
)
def test_a_missing_reply_means_what_the_council_has_set(product: Product, setting: str, label: str) -> None:
    with Work(product.services, OPERATOR) as work:
        council.configure(work, SETTINGS | {"no_reply": setting})
    document_id = product.circulated()
    product.position(document_id, "belarus", "BY")
    product.clock.advance(days=31)
    product.close_round(document_id)
    assert [row[2] for row in waiting(product, "secretary")] == [label]


def test_an_objection_that_was_taken_back_does_not_hold_a_text_up(product: Product) -> None:
    document_id = product.circulated()
    product.position(document_id, "belarus", "BY", PositionKind.OBJECTION, "Против")
    product.position(document_id, "belarus", "BY")
    product.position(document_id, "kazakhstan", "KZ")
    product.close_round(document_id)

    [(waits, _, label, _)] = waiting(product, "secretary")

    assert (waits, label) == (document_id, "Mark as agreed")


def test_an_agreed_one_waits_for_a_session_and_then_for_a_proposal(product: Product) -> None:
    agreed, tabled = product.agreed(), product.tabled()
    assert waiting(product, "secretary") == [
        (agreed, "It is agreed and waits for a session.", "Put on the agenda", f"/documents/{agreed}/table"),
        (
            tabled,
            "It is on the agenda of a session.",
            "Propose adoption",
            f"/documents/{tabled}/adoption/propose",
        ),
    ]


def test_a_proposal_waits_for_the_chair_of_that_session(product: Product) -> None:
    document_id = product.proposed()
    rows_of = {
        who: [row[:3] for row in waiting(product, who)] for who in ("chair", "other_chair", "secretary")
    }
    row = (document_id, "Its adoption is proposed and waits for your confirmation.", "Confirm adoption")
    assert rows_of == {"chair": [row], "other_chair": [], "secretary": []}


def test_my_drafts_are_those_i_am_named_on_and_that_are_on_their_way(product: Product) -> None:
    draft, sent = product.draft(), product.circulated()
    product.adopted()
    product.draft(drafter="other_drafter")
    with product.work("secretary") as work:
        documents.assign(work, sent, product.person("expert").id, Role.EXPERT)
    drafter = rows(product.client("drafter").get("/").text, "My drafts")
    assert [(row[0], row[2]) for row in drafter] == [(sent, ""), (draft, "Edit")]
    expert = rows(product.client("expert").get("/").text, "My drafts")
    assert [(row[0], row[2]) for row in expert] == [(sent, "")]


def test_due_soon_tells_whom_the_round_concerns(product: Product) -> None:
    product.circulated()
    product.clock.advance(days=20)
    for who, is_shown in (
        ("belarus", True),
        ("drafter", True),
        ("secretary", True),
        ("kyrgyzstan", False),
        ("other_drafter", False),
        ("chair", False),
    ):
        page = words(product.client(who).get("/").text)
        assert ("Due soon: 1 April 2026" in page or "Due date: 1 April 2026" in page) == is_shown, who


def test_a_reviewer_reads_the_title_that_was_sent(product: Product) -> None:
    document_id = product.consolidated()
    form = {
        "seen": product.seen(document_id),
        "title_ru": "Второе",
        "title_en": "Second",
        "languages": ["ru", "en"],
        "initiator": "-",
    }
    product.client("drafter").post(f"/documents/{document_id}/description", data=form)
    product.circulate(document_id, ["KG"])
    assert "Second" in product.client("kyrgyzstan").get("/").text
    assert "Second" not in product.client("belarus").get("/documents").text


def test_it_needs_the_same_number_of_queries_however_much_waits(product: Product) -> None:
    product.in_check()
    client = product.client("secretary")
    with counted(product) as few:
        client.get("/")
    for _n in range(3):
        product.agreed()
        product.circulated()
    product.clock.advance(days=29)
    client = product.client("secretary")
    with counted(product) as many:
        page = client.get("/").text
    assert len(many) == len(few)
    assert len(rows(page, "Waiting for me")) == 4


def test_what_ends_first_stands_first_and_what_waited_longest_next(product: Product) -> None:
    check = product.in_check()
    product.clock.advance(hours=1)
    later = product.circulated()
    sooner = product.in_check()
    product.circulate(sooner, days=3)
    product.clock.advance(days=35)
    assert [row[0] for row in waiting(product, "secretary")] == [sooner, later, check]
