"""What a request works with: the services, the person, a reading database session, and units of work."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import date, datetime
from typing import cast

from flask import current_app, g, request
from sqlalchemy.orm import Session

from cmia_docs.actions.people import sign_in
from cmia_docs.actions.services import Services
from cmia_docs.actions.work import Work
from cmia_docs.errors import Refused
from cmia_docs.installation import Installation
from cmia_docs.queries.council import council_of
from cmia_docs.queries.document.grants import actor_of
from cmia_docs.rules.council import Council
from cmia_docs.rules.permissions import PUBLIC_READER, Actor
from cmia_docs.settings import Settings

SIGN_IN_COOKIE = "cmia_sign_in"
_NOTE_USE_SECONDS = 60


def installation() -> Installation:
    """The installation of the council that the request is for.

    The pages ask nowhere else: where one process is to serve several councils, this alone looks at the name
    of the host (docs/adr/020).
    """
    return cast(Installation, current_app.extensions["cmia_docs_installation"])


def services() -> Services:
    """The services of the council that the request is for."""
    return installation().services


def reads() -> Session:
    """The request's reading database session, opened at first use and closed with the request."""
    if "reads" not in g:
        g.reads = services().readers()
    return cast(Session, g.reads)


@contextmanager
def work(who: Actor | None = None) -> Iterator[Work]:
    """A unit of work of the request's person: `with work() as w: action(w, ...)`.

    After it the page reads everything again: the reading database session was opened before the action.
    """
    try:
        with Work(services(), who or actor(), g.request_id, None if who else sign_in_id()) as w:
            yield w
    finally:
        reads().rollback()


def judging() -> Work:
    """A unit of work that is not begun: to check whether an action would be possible."""
    return Work(services(), actor(), g.request_id)


def public_work() -> AbstractContextManager[Work]:
    """A unit of work of a person who is not signed in yet: signing in, joining."""
    return work(PUBLIC_READER)


def now() -> datetime:
    """The moment, by the services' clock."""
    return services().clock()


def today() -> date:
    """The day by the council's clock."""
    return day_of(now())


def day_of(at: datetime) -> date:
    """The day of a moment by the council's clock."""
    return council().day_of(at)


def actor() -> Actor:
    """The person of the request; the public reader where nobody is signed in or there is no database."""
    return cast(Actor, g.get("actor", PUBLIC_READER))


def sign_in_id() -> int | None:
    """The id of the sign-in that this request belongs to."""
    return cast("int | None", g.get("sign_in_id"))


def council() -> Council:
    """The council's settings."""
    if "council" not in g:
        g.council = council_of(reads())
    return cast(Council, g.council)


def load_person() -> None:
    """Before every request but those that read no store: find out who makes it."""
    if request.endpoint in ("static", "health.healthz"):
        return
    g.actor, g.sign_in_id, g.person_language = PUBLIC_READER, None, ""
    token = request.cookies.get(SIGN_IN_COOKIE, "")
    current = sign_in.signed_in(reads(), token, now()) if token else None
    if current is None:
        return
    g.person_language = current.person.language
    g.actor = actor_of(current.person, now())
    g.sign_in_id = current.id
    if (now() - current.seen_at).total_seconds() > _NOTE_USE_SECONDS:
        # Of minor importance: pages are still shown where nothing can be written.
        with suppress(Refused), Work(services(), g.actor, g.request_id, without_waiting=True) as w:
            sign_in.touch(w, current.id)


def close_reads(_error: BaseException | None = None) -> None:
    """End the reading database session."""
    db = g.pop("reads", None)
    if db is not None:
        db.close()


def installation_settings() -> Settings:
    """The settings of the installation."""
    return installation().settings
