"""A round is opened on one revision, extended and closed; what is refused names its field."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cmia_docs.actions.review import circulation
from cmia_docs.errors import Invalid, NotPossible, StaleRevision
from cmia_docs.models import Round
from cmia_docs.queries.review.rounds import latest_round
from tests.actions.refusals import refused
from tests.factories.council import CAST
from tests.factories.product import RUSSIAN, Product

IN_A_MONTH = timedelta(days=30)


def circulate(product: Product, document_id: int, note: str = "", days: int = 30) -> Round:
    """Send the current revision to Belarus, named twice, and Kazakhstan."""
    with product.work("secretary") as work:
        return circulation.circulate(
            work,
            document_id,
            seen=product.seen(document_id),
            due_on=(product.clock() + timedelta(days=days)).date(),
            states=["BY", "KZ", "BY"],
            note=note,
        )


def round_of(product: Product, document_id: int) -> Round | None:
    """The last round of the document."""
    with product.services.readers() as db:
        return latest_round(db, document_id)


def test_the_round_is_of_exactly_this_text(product: Product) -> None:
    document_id = product.in_check()
    revision = product.revision(document_id)

    circulate(product, document_id, note="Просим ответить")

    opened = round_of(product, document_id)
    assert opened is not None
    assert (opened.number, opened.commit, opened.text_sum) == (1, revision.commit, revision.text_sum)
    assert (opened.states, opened.note) == (["BY", "KZ"], "Просим ответить")
    assert opened.due_on == (product.clock() + IN_A_MONTH).date()
    assert product.document(document_id).stage == "circulated"


def test_its_reviewers_are_told_until_when(product: Product) -> None:
    document_id = product.in_check()
    product.follow_up()
    product.mail.sent.clear()

    circulate(product, document_id)
    product.follow_up()

    notices = {to: body for to, _subject, body in product.mail.sent}
    assert notices.keys() == {CAST["belarus"][1], CAST["kazakhstan"][1]}
    assert all(f"/documents/{document_id}/positions" in body for body in notices.values())


def test_the_next_round_has_the_next_number(product: Product) -> None:
    document_id = product.consolidated()
    product.save(document_id, RUSSIAN.replace("рекомендательный", "обязательный"))

    circulate(product, document_id)

    last = round_of(product, document_id)
    assert last is not None
    assert last.number == 2


@pytest.mark.parametrize(
    ("note", "days", "code", "field"),
    [
        ("а" * 5_001, 30, "field.too_long", "note"),
        ("", 0, "due.not_ahead", ""),  # of a guard: the form knows its field
        ("", -1, "due.not_ahead", ""),
    ],
)
def test_what_is_refused_names_its_field(
    product: Product, note: str, days: int, code: str, field: str
) -> None:
    document_id = product.in_check()

    with refused(Invalid, code, field=field):
        circulate(product, document_id, note, days)

    assert round_of(product, document_id) is None
    assert product.document(document_id).stage == "in_check"


def test_a_note_may_be_as_long_as_it_says(product: Product) -> None:
    document_id = product.in_check()
    assert circulate(product, document_id, "а" * 5_000).note == "а" * 5_000


def test_a_text_that_was_saved_meanwhile_is_not_sent(product: Product) -> None:
    document_id = product.in_check()
    with refused(StaleRevision, "revision.stale"), product.work("secretary") as work:
        circulation.circulate(
            work,
            document_id,
            seen=product.seen(document_id) - 1,
            due_on=(product.clock() + IN_A_MONTH).date(),
            states=["BY"],
        )


def test_a_due_date_is_only_extended(product: Product) -> None:
    document_id = product.circulated()
    due = round_of(product, document_id)
    assert due is not None

    for days in (0, -1):
        with (
            refused(Invalid, "due.not_later", field="due_on"),
            product.work("secretary") as work,
        ):
            later = due.due_on + timedelta(days=days)
            circulation.extend(work, document_id, seen=product.seen(document_id), due_on=later)
    with product.work("secretary") as work:
        later = due.due_on + timedelta(days=1)
        circulation.extend(work, document_id, seen=product.seen(document_id), due_on=later)

    extended = round_of(product, document_id)
    assert extended is not None
    assert extended.due_on == later


def test_it_is_not_closed_while_answers_may_come(product: Product) -> None:
    document_id = product.circulated()
    with (
        refused(NotPossible, "round.replies_missing_and_due_ahead"),
        product.work("secretary") as work,
    ):
        circulation.close_round(work, document_id, seen=product.seen(document_id))
    assert product.document(document_id).stage == "circulated"
