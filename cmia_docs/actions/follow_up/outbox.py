"""Sending the notices that acts have put down: at least once, and never in the way of an act."""

from __future__ import annotations

import logging
from datetime import date, datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from cmia_docs.actions.follow_up.notices import title_in
from cmia_docs.actions.work import Services
from cmia_docs.errors import Invalid, Unavailable
from cmia_docs.fail_points import FailPoint, reached
from cmia_docs.models import Document, Event, Letter, Person
from cmia_docs.queries.council import council_of
from cmia_docs.queries.document.grants import actor_of, subject_of
from cmia_docs.rules.notices import MOST_TRIES
from cmia_docs.rules.permissions import sees
from cmia_docs.rules.zone import offset_after

log = logging.getLogger(__name__)
_AT_ONCE = 50
_LONGEST_SUBJECT = 200
"""Characters; a longer one, with a long title in it, stands whole at the top of the letter."""


def send_letters(services: Services) -> int:
    """Send what is due; how many went out. A letter that failed waits, and no longer than it has to.

    When the mail server cannot be reached the rest is left to the next run: each try may take a minute, and
    acts wait meanwhile for their place in git and in the register.
    """
    sent = 0
    while ids := _due(services):
        for letter_id in ids:
            try:
                sent += _send(services, letter_id)
            except Unavailable as error:
                log.warning("mail cannot be sent now: %s", error.details.get("why", error.reason))
                return sent
    return sent


def _due(services: Services) -> list[int]:
    query = (
        select(Letter.id)
        .where(Letter.sent_at.is_(None), Letter.attempts < MOST_TRIES)
        .where(or_(Letter.retry_at.is_(None), Letter.retry_at <= services.clock()))
        .order_by(Letter.id)
        .limit(_AT_ONCE)
    )
    with services.readers() as session:
        return list(session.scalars(query))


def _send(services: Services, letter_id: int) -> bool:
    """Whether it was taken. A failure is noted; one of the server rather than of the letter is raised."""
    with services.readers() as session:
        letter = session.get_one(Letter, letter_id)
        told = _may_be_told(session, letter, services.clock())
        subject, body = _fill(session, services, letter) if told else ("", "")
    if not told:
        _forget(services, letter_id)
        return False
    try:
        services.mail.send(letter.to, subject, body, key=f"letter-{letter_id}")
    except Unavailable:
        _note_failure(services, letter_id)
        raise
    except Invalid as error:
        log.warning("letter %d was not taken: %s", letter_id, error)
        _note_failure(services, letter_id)
        return False
    reached(FailPoint.LETTER_SENT)
    with services.writers() as session, session.begin():
        stored = session.get_one(Letter, letter_id)
        stored.attempts += 1
        # What the letter said is no longer needed, and an invitation's token must not stay.
        stored.sent_at, stored.values = services.clock(), {}
    return True


def _may_be_told(session: Session, letter: Letter, now: datetime) -> bool:
    """Whether the reader may still know of the document: a letter may wait for days, a role end meanwhile."""
    if "document" not in letter.values:
        return True
    person = session.scalars(select(Person).where(Person.email == letter.to)).one()
    document = session.get_one(Document, int(letter.values["document"]))
    return bool(sees(actor_of(person, now), subject_of(session, document)))


def _forget(services: Services, letter_id: int) -> None:
    log.info("letter %d is not sent: its reader may not know of the document any more", letter_id)
    with services.writers() as session, session.begin():
        session.delete(session.get_one(Letter, letter_id))


def _note_failure(services: Services, letter_id: int) -> None:
    with services.writers() as session, session.begin():
        stored = session.get_one(Letter, letter_id)
        stored.attempts += 1
        if stored.attempts >= MOST_TRIES:
            stored.values = {}  # given up: as of a letter sent, nothing of what it said may stay
        stored.retry_at = services.clock() + timedelta(minutes=2 ** (stored.attempts - 1))


def _titles(session: Session, letter: Letter) -> dict[str, str]:
    """As they stood in the revision that the act was about: a later title may not be for this reader."""
    revision_id = session.get_one(Event, letter.event_id).revision_id
    titles: dict[str, str] = session.get_one(Event, revision_id).data["titles"]
    return titles


def _fill(session: Session, services: Services, letter: Letter) -> tuple[str, str]:
    values: dict[str, object] = dict(letter.values)
    if "document" in letter.values:
        values["title"] = title_in(_titles(session, letter), letter.language)
    if "due" in letter.values:
        values["clock"] = offset_after(date.fromisoformat(letter.values["due"]), council_of(session).zone)
    subject, body = services.letters.fill(letter.template, letter.language, values)
    if len(subject) > _LONGEST_SUBJECT:
        return subject[: _LONGEST_SUBJECT - 1].rstrip() + "…", f"{subject}\n\n{body}"
    return subject, body
