"""`rules.permissions.sees` in SQL, for lists: which documents a person may know of, and what of each.

A test holds that both say the same of every person and every document.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, case, exists, false, func, or_, select, true
from sqlalchemy.orm import aliased

from cmia_docs.models import Assignment, Document, Event, Round, RoundState
from cmia_docs.queries.document.history import OF_THE_WAY
from cmia_docs.queries.document.revisions import Condition, froze, sent_to
from cmia_docs.rules.permissions import Actor
from cmia_docs.rules.workflow import PUBLISHED, Action, Role

SavedEvent = aliased(Event, name="saved")
"""The event that saved the revision that the person sees; join it `ON SavedEvent.id == shown_id(actor)`."""

published: Condition = Document.stage.in_(sorted(PUBLISHED))


def named(actor: Actor, *roles: Role) -> Condition:
    """The person is named on the document in one of these roles, and holds it."""
    held = [role.value for role in roles if actor.has(role)]
    if actor.id is None or not held:
        return false()
    return exists().where(
        Assignment.document_id == Document.id,
        Assignment.person_id == actor.id,
        Assignment.role.in_(held),
    )


def works_on(actor: Actor) -> Condition:
    """The person sees every revision."""
    return true() if actor.has(Role.SECRETARIAT) else named(actor, Role.DRAFTER, Role.EXPERT)


def was_addressed(actor: Actor) -> Condition:
    """The person sees what was circulated or tabled."""
    states = sorted(actor.states(Role.REVIEWER))
    ways: list[Condition] = []
    if states:
        ways.append(exists().where(RoundState.document_id == Document.id, RoundState.state.in_(states)))
    if actor.has(Role.CHAIR):
        ways.append(_tabled())
    return or_(false(), *ways)


def known_to(actor: Actor) -> Condition:
    """The person may know of the document at all."""
    return or_(published, works_on(actor), was_addressed(actor))


def shown_id(actor: Actor) -> ColumnElement[int | None]:
    """Id of the revision that the person sees: the current one, or else the last one that was frozen."""
    if actor.has(Role.SECRETARIAT):
        return Document.current_id.expression
    last_frozen = (
        select(func.max(Event.revision_id))
        .where(Event.document_id == Document.id, froze(_knows_round(actor)))
        .correlate(Document)
        .scalar_subquery()
    )
    return case((or_(published, works_on(actor)), Document.current_id), else_=last_frozen)


def knows_round(actor: Actor) -> Condition:
    """Of the row of a `Round` joined to its document: the person may know of it."""
    addressed = exists().where(
        RoundState.round_id == Round.id, RoundState.state.in_(sorted(actor.states(Role.REVIEWER)))
    )
    return or_(works_on(actor), addressed, _tabled() if actor.has(Role.CHAIR) else false())


def changed_at(actor: Actor) -> ColumnElement[Any]:
    """When something last happened to the document that the person may know of.

    People who only see what was sent out do not learn when the makers worked on it.
    """
    if actor.has(Role.SECRETARIAT):
        return Document.changed_at.expression
    last_known = (
        select(func.max(Event.at))
        .where(
            Event.document_id == Document.id,
            or_(froze(_knows_round(actor)), Event.kind.in_([action.value for action in OF_THE_WAY])),
        )
        .correlate(Document)
        .scalar_subquery()
    )
    return case((or_(published, works_on(actor)), Document.changed_at), else_=last_known)


def _knows_round(actor: Actor) -> Condition:
    """The same as `knows_round`, of the round that an event opened."""
    states = actor.states(Role.REVIEWER)
    return or_(sent_to(states), _tabled()) if actor.has(Role.CHAIR) else sent_to(states)


def _tabled() -> Condition:
    tabling = aliased(Event)
    return exists().where(tabling.document_id == Document.id, tabling.kind == Action.TABLE.value)
