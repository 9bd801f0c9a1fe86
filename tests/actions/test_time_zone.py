"""Days are the council's: when a round ends, which days are ahead; what is stored is in UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from cmia_docs.actions.adoption import adoption, legal_status
from cmia_docs.actions.council import council
from cmia_docs.actions.operation.verify import verify
from cmia_docs.actions.review import circulation
from cmia_docs.errors import Invalid, NotPossible
from cmia_docs.models import CouncilSettings, Event
from cmia_docs.queries.council import council_of, latest_changes
from cmia_docs.queries.review.rounds import positions_of
from cmia_docs.rules.adoption_payloads import Signatory
from cmia_docs.rules.positions import Signing
from tests.actions.refusals import refused
from tests.factories.council import SETTINGS
from tests.factories.product import Product
from tests.factories.zone import set_zone


def sent_until(product: Product, due_on: date) -> int:
    """A document sent to two states, of which one has answered."""
    document_id = product.in_check()
    send(product, document_id, due_on)
    product.position(document_id, "belarus", "BY")
    return document_id


def send(product: Product, document_id: int, due_on: date) -> None:
    """Circulate it."""
    with product.work("secretary") as work:
        circulation.circulate(
            work, document_id, seen=product.seen(document_id), due_on=due_on, states=["BY", "KZ"]
        )


@pytest.mark.parametrize(
    ("zone", "due_on", "last_second"),
    [
        ("UTC", date(2026, 3, 12), datetime(2026, 3, 12, 23, 59, 59, tzinfo=UTC)),
        ("Europe/Moscow", date(2026, 3, 12), datetime(2026, 3, 12, 20, 59, 59, tzinfo=UTC)),
        ("Europe/Chisinau", date(2026, 3, 12), datetime(2026, 3, 12, 21, 59, 59, tzinfo=UTC)),
        ("Europe/Chisinau", date(2026, 4, 12), datetime(2026, 4, 12, 20, 59, 59, tzinfo=UTC)),
        ("America/New_York", date(2026, 4, 12), datetime(2026, 4, 13, 3, 59, 59, tzinfo=UTC)),
    ],
)
def test_silence_speaks_when_the_last_day_is_over_there(
    product: Product, zone: str, due_on: date, last_second: datetime
) -> None:
    with product.work("administrator") as work:
        council.configure(work, SETTINGS | {"time_zone": zone, "no_reply": "agreed"})
    document_id = sent_until(product, due_on)

    product.clock.now = last_second
    with refused(NotPossible, "round.replies_missing_and_due_ahead"):
        product.close_round(document_id)
    product.clock.advance(seconds=1)
    product.close_round(document_id)

    with product.services.readers() as db:
        assert [(p.state, p.by_silence) for p in positions_of(db, document_id)] == [
            ("BY", False),
            ("KZ", True),
        ]


def test_a_due_date_is_after_today_there(product: Product) -> None:
    set_zone(product, "Europe/Moscow")
    document_id = product.in_check()
    product.clock.now = datetime(2026, 3, 2, 21, 0, tzinfo=UTC)  # midnight in Moscow: the 3rd begins

    with refused(Invalid, "due.not_ahead"):
        send(product, document_id, date(2026, 3, 3))
    send(product, document_id, date(2026, 3, 4))


def test_an_act_is_adopted_and_in_force_on_a_day_there(product: Product) -> None:
    set_zone(product, "Europe/Moscow")
    document_id = product.tabled()
    product.clock.now = datetime(2026, 3, 2, 20, 59, tzinfo=UTC)

    def propose() -> None:
        with product.work("secretary") as work:
            adoption.propose_adoption(
                work,
                document_id,
                seen=product.seen(document_id),
                number="СМВД/2026/1",
                adopted_on=date(2026, 3, 3),
                cities={"ru": "Астана"},
                signatories=[Signatory("BY", Signing.SIGNED)],
            )

    with refused(Invalid, "adoption.date_ahead"):
        propose()
    product.clock.advance(minutes=1)
    propose()


def test_an_act_enters_into_force_on_a_day_there(product: Product) -> None:
    set_zone(product, "Europe/Moscow")
    document_id = product.adopted()
    product.clock.now = datetime(2026, 3, 2, 20, 59, tzinfo=UTC)

    def enter() -> None:
        with product.work("secretary") as work:
            legal_status.enter_into_force(work, document_id, on=date(2026, 3, 3))

    with refused(Invalid, "standing.date_ahead"):
        enter()
    product.clock.advance(minutes=1)
    enter()


def test_notices_say_when_the_last_day_ends_there(product: Product) -> None:
    set_zone(product, "Europe/Chisinau")
    document_id = sent_until(product, date(2026, 3, 12))
    with product.work("secretary") as work:
        circulation.extend(work, document_id, seen=product.seen(document_id), due_on=date(2026, 4, 12))
    product.follow_up()

    bodies = [" ".join(body.split()) for to, _, body in product.mail.sent if to == "kz@cmia.test"]
    assert "по 12 марта 2026 г. включительно (до 24:00 UTC+2)." in bodies[0]
    assert "по 12 апреля 2026 г. включительно (до 24:00 UTC+3)." in bodies[1]


def test_settings_stored_before_there_was_a_zone_are_utc_and_stay_as_they_are(product: Product) -> None:
    with product.services.readers() as db:
        assert "time_zone" not in db.get_one(CouncilSettings, 1).settings
        assert council_of(db).time_zone == "UTC"

    with product.work("administrator") as work:
        assert council.configure(work, SETTINGS) is None
    with product.work("administrator") as work:
        assert council.configure(work, SETTINGS | {"time_zone": "UTC"}) is None


def test_a_zone_is_set_and_taken_back_and_both_are_logged(product: Product) -> None:
    set_zone(product, "Europe/Moscow")
    set_zone(product, "UTC")

    with product.services.readers() as db:
        back, there, first = latest_changes(db, 3)
        assert council_of(db).time_zone == "UTC"
    assert there.event.data["settings"] == first.event.data["settings"] | {"time_zone": "Europe/Moscow"}
    assert back.event.data["settings"] == first.event.data["settings"]
    assert (there.entries, back.entries) == (("time_zone",), ("time_zone",))


def test_what_is_stored_and_journaled_stays_in_utc(product: Product) -> None:
    set_zone(product, "Europe/Moscow")
    product.clock.now = datetime(2026, 3, 2, 22, 30, tzinfo=UTC)
    document_id = product.draft()
    product.follow_up()

    drafts = product.services.drafts
    head, journal = drafts.ref(f"refs/heads/{document_id}"), drafts.ref("refs/heads/journal")
    assert head is not None
    assert journal is not None
    assert drafts.commit_info(head).author.at.isoformat() == "2026-03-02T22:30:00+00:00"
    assert '"at":"2026-03-02T22:30:00+00:00"' in drafts.commit_info(journal).message.replace(": ", ":")
    with product.services.readers() as db:
        at = db.scalars(select(Event.at).order_by(Event.id.desc())).first()
        assert at is not None
        assert at.isoformat() == "2026-03-02T22:30:00+00:00"
    assert verify(product.services) == []
