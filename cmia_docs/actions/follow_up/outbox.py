"""Sending the stored notices: each at least once, and no action waits for it."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from cmia_docs.actions.follow_up.notices import title_in
from cmia_docs.actions.services import Services
from cmia_docs.errors import Invalid, Unavailable
from cmia_docs.fail_points import FailPoint, reached
from cmia_docs.models import Document, Event, Notice, Person
from cmia_docs.queries.council import council_of
from cmia_docs.queries.document.description import description_in
from cmia_docs.queries.document.grants import actor_of, rights_subject_of
from cmia_docs.rules.notices import MOST_TRIES
from cmia_docs.rules.permissions import sees
from cmia_docs.rules.stored_words import NOTICE_KEY
from cmia_docs.rules.zone import offset_after
from cmia_docs.stores.mail import why_not_sent

log = logging.getLogger(__name__)
_AT_ONCE = 50
_LONGEST_SUBJECT = 200
"""Characters; a longer subject, with a long title in it, is cut and stands complete above the body."""


def send_notices(services: Services) -> int:
    """Send the notices that are due; how many were sent. One that failed is tried again, ever later.

    When the mail server cannot be reached, the others are left to the next run: each try may take a minute,
    and events wait meanwhile to be written to git and to the register.
    """
    sent = 0
    while ids := _due(services):
        for notice_id in ids:
            try:
                sent += _send(services, notice_id)
            except Unavailable as error:
                log.warning("mail cannot be sent now: %s", why_not_sent(error))
                return sent
    return sent


def _due(services: Services) -> list[int]:
    query = (
        select(Notice.id)
        .where(Notice.sent_at.is_(None), Notice.attempts < MOST_TRIES)
        .where(or_(Notice.retry_at.is_(None), Notice.retry_at <= services.clock()))
        .order_by(Notice.id)
        .limit(_AT_ONCE)
    )
    with services.readers() as db:
        return list(db.scalars(query))


def _send(services: Services, notice_id: int) -> bool:
    """Whether it was sent. A failure is noted; a failure of the server, not of this notice, is raised."""
    with services.readers() as db:
        notice = db.get_one(Notice, notice_id)
        readable = _may_still_read(db, notice, services.clock())
        subject, body = _fill(db, services, notice) if readable else ("", "")
    if not readable:
        _forget(services, notice_id)
        return False
    try:
        services.mail.send(notice.to, subject, body, key=f"{NOTICE_KEY}-{notice_id}")
    except Unavailable:
        _note_failure(services, notice_id)
        raise
    except Invalid as error:
        log.warning("notice %d was not taken: %s", notice_id, error)
        _note_failure(services, notice_id)
        return False
    reached(FailPoint.NOTICE_SENT)
    with services.writers() as db, db.begin():
        stored = db.get_one(Notice, notice_id)
        stored.attempts += 1
        # The values are no longer needed, and an invitation's token must not stay in the database.
        stored.sent_at, stored.values = services.clock(), {}
    return True


def _may_still_read(db: Session, notice: Notice, now: datetime) -> bool:
    """Whether the reader may still know of the document: a role may have ended while the notice waited."""
    if "document" not in notice.values:
        return True
    person = db.scalars(select(Person).where(Person.email == notice.to)).one()
    document = db.get_one(Document, int(notice.values["document"]))
    return bool(sees(actor_of(person, now), rights_subject_of(db, document)))


def _forget(services: Services, notice_id: int) -> None:
    log.info("notice %d is not sent: its reader may not know of the document any more", notice_id)
    with services.writers() as db, db.begin():
        db.delete(db.get_one(Notice, notice_id))


def _note_failure(services: Services, notice_id: int) -> None:
    with services.writers() as db, db.begin():
        stored = db.get_one(Notice, notice_id)
        stored.attempts += 1
        if stored.attempts >= MOST_TRIES:
            stored.values = {}  # given up: its values are deleted as those of a notice that was sent
        stored.retry_at = services.clock() + timedelta(minutes=2 ** (stored.attempts - 1))


def _titles(db: Session, notice: Notice) -> Mapping[str, str]:
    """As they were in the revision that the event is about: a later title may not be for this reader."""
    revision_id = db.get_one(Event, notice.event_id).revision_id
    assert revision_id is not None  # noqa: S101 - notices about documents come of events on a revision
    return description_in(db, revision_id).titles


def _fill(db: Session, services: Services, notice: Notice) -> tuple[str, str]:
    values: dict[str, object] = dict(notice.values)
    if "document" in notice.values:
        values["title"] = title_in(_titles(db, notice), notice.language)
    if "due" in notice.values:
        values["clock"] = offset_after(date.fromisoformat(notice.values["due"]), council_of(db).zone)
    subject, body = services.notice_templates.fill(notice.template, notice.language, values)
    if len(subject) > _LONGEST_SUBJECT:
        return subject[: _LONGEST_SUBJECT - 1].rstrip() + "…", f"{subject}\n\n{body}"
    return subject, body
