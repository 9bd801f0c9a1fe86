"""What a document waits for, as conditions of SQL on the row of a `Document`, for the dashboard.

Conditions without a parameter are built once: to build one costs more than to use it.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import aliased

from cmia_docs.models import (
    AdoptionProposal,
    Assignment,
    CouncilSession,
    Disposition,
    Document,
    Event,
    Position,
    Remark,
    Revision,
    Round,
    RoundState,
)
from cmia_docs.queries.document.document_page import MOVES
from cmia_docs.queries.document.revisions import Condition
from cmia_docs.rules.permissions import Actor
from cmia_docs.rules.positions import BLOCKING
from cmia_docs.rules.workflow import Action, Role, Stage

Scalar = ColumnElement[Any]
_LastRound = aliased(Round)


def in_stage(stage: Stage) -> Condition:
    """The document is in this stage."""
    return Document.stage == stage.value


@cache
def latest_round_id() -> Scalar:
    """Id of the document's last round, open or closed."""
    round_ = aliased(Round)
    return _of_document(select(func.max(round_.id)).where(round_.document_id == Document.id))


def round_over(today: date) -> Condition:
    """The due date has passed, or every addressed state has answered."""
    round_ = _LastRound
    late = exists().where(round_.id == latest_round_id(), round_.due_on < today)
    return or_(late, all_answered())


@cache
def positions_given() -> Scalar:
    """How many states have answered in the last round."""
    return _of_document(
        select(func.count(Position.state.distinct())).where(Position.round_id == latest_round_id())
    )


def unanswered_by(actor: Actor) -> Condition:
    """A state of the person is addressed in the last round and has given no position in it."""
    answered = exists().where(Position.round_id == RoundState.round_id, Position.state == RoundState.state)
    return exists().where(
        RoundState.round_id == latest_round_id(),
        RoundState.state.in_(sorted(actor.states(Role.REVIEWER))),
        ~answered,
    )


@cache
def all_answered() -> Condition:
    """Every addressed state has answered in the last round."""
    return positions_given() == _addressed()


@cache
def objected() -> Condition:
    """Some state's latest position of the last round stands in the way of `agreed`."""
    later = aliased(Position)
    replaced = exists().where(
        later.round_id == Position.round_id, later.state == Position.state, later.id > Position.id
    )
    return exists().where(Position.round_id == latest_round_id(), Position.kind.in_(BLOCKING), ~replaced)


@cache
def text_as_circulated() -> Condition:
    """The current revision has the texts that the last round sent out."""
    round_ = aliased(Round)
    return exists().where(
        round_.id == latest_round_id(),
        Revision.id == Document.current_id,
        Revision.commit == round_.commit,
        Revision.text_sum == round_.text_sum,
    )


@cache
def remarked() -> Condition:
    """Remarks were made in the last round."""
    return remarks_of_round() > 0


@cache
def remarks_of_round() -> Scalar:
    """How many remarks were made in the last round and not taken back."""
    return _of_document(
        select(func.count(Remark.id)).where(
            Remark.round_id == latest_round_id(), Remark.withdrawn_at.is_(None)
        )
    )


@cache
def has_open_remarks() -> Condition:
    """Some remark has no answer."""
    return open_remarks() > 0


@cache
def open_remarks() -> Scalar:
    """How many remarks have no answer."""
    return _of_document(
        select(func.count(Remark.id)).where(Remark.document_id == Document.id, remark_is_open())
    )


def remark_is_open() -> ColumnElement[bool]:
    """The remark was not taken back and has no answer."""
    answered = exists().where(Disposition.remark_id == Remark.id)
    return Remark.withdrawn_at.is_(None) & ~answered


@cache
def returned() -> Condition:
    """The last move of the document was its return to the drafters."""
    last = (
        select(Event.kind)
        .where(Event.document_id == Document.id, Event.kind.in_(sorted(MOVES)))
        .order_by(Event.id.desc())
        .limit(1)
    )
    # Few documents ever were returned: this condition spares the others the search for their last move.
    ever = select(Event.document_id).where(Event.kind == Action.RETURN.value)
    return Document.id.in_(ever) & (_of_document(last) == Action.RETURN.value)


@cache
def has_drafter() -> Condition:
    """A drafter is named."""
    return exists().where(Assignment.document_id == Document.id, Assignment.role == Role.DRAFTER.value)


@cache
def proposed() -> Condition:
    """Adoption is proposed and waits for the chair."""
    return exists().where(AdoptionProposal.document_id == Document.id, AdoptionProposal.ended_at.is_(None))


def proposed_to(actor: Actor) -> Condition:
    """Adoption is proposed by somebody else and waits for the person as the chair of the session."""
    return exists().where(
        AdoptionProposal.document_id == Document.id,
        AdoptionProposal.ended_at.is_(None),
        or_(AdoptionProposal.proposed_by.is_(None), AdoptionProposal.proposed_by != actor.id),
        CouncilSession.id == Document.session_id,
        CouncilSession.chair_state.in_(sorted(actor.states(Role.CHAIR))),
    )


@cache
def _addressed() -> Scalar:
    return _of_document(select(func.count(RoundState.state)).where(RoundState.round_id == latest_round_id()))


def _of_document(query: Select[Any]) -> Scalar:
    return query.correlate(Document).scalar_subquery()
