"""Sending the notices that acts have put down: at least once, and never in the way of an act."""

from __future__ import annotations

import logging
from datetime import timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from cmia_docs.actions.letters import title_of
from cmia_docs.actions.work import Services
from cmia_docs.errors import Invalid, Unavailable
from cmia_docs.models import Document, Letter

log = logging.getLogger(__name__)
_AT_ONCE = 50
_MOST_TRIES = 12
"""With a pause that doubles from a minute, the last try comes after about three days."""


def send_letters(services: Services) -> int:
    """Send what is due; how many went out. A letter that failed waits, and no longer than it has to."""
    now = services.clock()
    due = (
        select(Letter.id)
        .where(Letter.sent_at.is_(None), Letter.attempts < _MOST_TRIES)
        .where(or_(Letter.retry_at.is_(None), Letter.retry_at <= now))
        .order_by(Letter.id)
        .limit(_AT_ONCE)
    )
    with services.readers() as session:
        ids = session.scalars(due).all()
    return sum(_send(services, letter_id) for letter_id in ids)


def _send(services: Services, letter_id: int) -> bool:
    now = services.clock()
    with services.readers() as session:
        letter = session.get_one(Letter, letter_id)
        subject, body = _fill(session, services, letter)
    failed = False
    try:
        services.mail.send(letter.to, subject, body, key=f"letter-{letter_id}")
    except (Unavailable, Invalid) as error:
        failed = True
        log.warning("letter %d was not taken: %s", letter_id, error.reason)
    with services.writers() as session, session.begin():
        stored = session.get_one(Letter, letter_id)
        stored.attempts += 1
        if failed:
            stored.retry_at = now + timedelta(minutes=2 ** (stored.attempts - 1))
        else:
            # What the letter said is no longer needed, and an invitation's token must not stay.
            stored.sent_at, stored.values = now, {}
    return not failed


def _fill(session: Session, services: Services, letter: Letter) -> tuple[str, str]:
    values: dict[str, object] = dict(letter.values)
    if "document" in letter.values:
        document = session.get_one(Document, int(letter.values["document"]))
        values["title"] = title_of(document, letter.language)
    return services.letters.fill(letter.template, letter.language, values)
