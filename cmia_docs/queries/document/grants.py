"""What a person's rights on a document depend on, read from the database."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BindParameter, Integer, bindparam, exists, literal, select, union_all
from sqlalchemy.orm import Session

from cmia_docs.models import Assignment, Document, Event, Person, RoundState, SignIn
from cmia_docs.rules.permissions import Actor, Grant, RightsSubject
from cmia_docs.rules.workflow import Action, Role, Stage


def actor_of(person: Person, now: datetime) -> Actor:
    """The person with their current roles; a disabled account has none."""
    grants = () if person.disabled_at else person.grants
    return Actor(
        id=person.id,
        name=person.name,
        email=person.email,
        grants=frozenset(
            Grant(Role(grant.role), grant.state)
            for grant in grants
            if grant.until is None or grant.until > now
        ),
    )


def still_holds(db: Session, actor: Actor, now: datetime, sign_in_id: int | None = None) -> bool:
    """Whether the person still has their account, their roles and their sign-in.

    True for people without an account, such as the operator at the machine.
    """
    if actor.id is None:
        return True
    sign_in = None if sign_in_id is None else db.get_one(SignIn, sign_in_id)
    if sign_in is not None and sign_in.revoked_at is not None:
        return False
    person = db.get(Person, actor.id)  # loaded with the sign-in
    return person is not None and person.disabled_at is None and actor.grants <= actor_of(person, now).grants


def rights_subject_of(db: Session, document: Document) -> RightsSubject:
    """What rights on this document depend on: one query, however much has happened to it."""
    rows = [
        (kind, person, word) for kind, person, word in db.execute(_RIGHTS_SUBJECT, {"document": document.id})
    ]
    return RightsSubject(
        stage=Stage(document.stage),
        drafters=frozenset(person for kind, person, role in rows if (kind, role) == (_NAMED, Role.DRAFTER)),
        experts=frozenset(person for kind, person, role in rows if (kind, role) == (_NAMED, Role.EXPERT)),
        addressed=frozenset(state for kind, _person, state in rows if kind == _ADDRESSED),
        ever_agreed=any(kind == _TABLED for kind, _person, _word in rows),
    )


_NAMED, _ADDRESSED, _TABLED = "named", "addressed", "tabled"
_ID: BindParameter[int] = bindparam("document", type_=Integer)
_RIGHTS_SUBJECT = union_all(
    select(literal(_NAMED), Assignment.person_id, Assignment.role).where(Assignment.document_id == _ID),
    select(literal(_ADDRESSED), literal(0), RoundState.state).where(RoundState.document_id == _ID).distinct(),
    select(literal(_TABLED), literal(0), literal("")).where(
        exists().where(Event.document_id == _ID, Event.kind == Action.TABLE.value)
    ),
)
"""Every action and every page needs this, some several times: one statement, built once."""
