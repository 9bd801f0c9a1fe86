"""What happened to a document, as far as a person may know of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, or_, select, true
from sqlalchemy.orm import Session

from cmia_docs.models import Event, Remark, Revision
from cmia_docs.queries.document.document_page import MOVES, known_rounds
from cmia_docs.queries.document.revisions import seen_revisions
from cmia_docs.rules.permissions import Visibility
from cmia_docs.rules.stored_words import PAYLOAD_KEYS
from cmia_docs.rules.workflow import Action

EVENTS_A_PAGE = 25

_A = Action
_OF_THE_REGISTER = (_A.CONFIRM_ADOPTION, _A.ENTER_INTO_FORCE, _A.AMEND, _A.SUPERSEDE, _A.REPEAL)
OF_THE_WAY = (
    *(
        _A.AGREE,
        _A.ACCEPT,
        _A.REOPEN,
        _A.TABLE,
        _A.DEFER,
        _A.PROPOSE_ADOPTION,
        _A.CANCEL_ADOPTION_PROPOSAL,
        _A.WITHDRAW,
    ),
    *_OF_THE_REGISTER,
)
_IN_A_ROUND = (_A.EXTEND, _A.GIVE_POSITION, _A.CLOSE_ROUND, _A.REMARK)
_ON_A_REMARK = (_A.WITHDRAW_REMARK, _A.DISPOSE)


@dataclass(frozen=True, slots=True)
class History:
    """The revisions a person sees, newest first, and one page of the events, newest first."""

    revisions: tuple[Revision, ...]
    events: tuple[Event, ...]
    page: int
    pages: int


def history_of(db: Session, document_id: int, visibility: Visibility, page: int) -> History:
    """Three queries. A page number beyond the last gives the last page."""
    revisions = seen_revisions(db, document_id, visibility)
    known = and_(Event.document_id == document_id, _known(document_id, visibility, revisions))
    total = db.scalars(select(func.count(Event.id)).where(known)).one()
    pages = max(1, -(-total // EVENTS_A_PAGE))
    page = min(max(page, 1), pages)
    query = (
        select(Event)
        .where(known)
        .order_by(Event.id.desc())
        .limit(EVENTS_A_PAGE)
        .offset((page - 1) * EVENTS_A_PAGE)
    )
    return History(tuple(revisions), tuple(db.scalars(query)), page, pages)


def open_moves(db: Session, document_id: int, visibility: Visibility) -> frozenset[int]:
    """Ids of the events that moved the document to another stage and that the person may know of."""
    query = select(Event.id).where(
        Event.document_id == document_id, Event.kind.in_(MOVES), _known(document_id, visibility, ())
    )
    return frozenset(db.scalars(query))


def _known(document_id: int, visibility: Visibility, revisions: Collection[Revision]) -> ColumnElement[bool]:
    """The makers know of everything, the states of their rounds, everybody of the adoption.

    Returns to the drafters, assignments, and revisions that were never sent out stay among the makers.
    """
    if visibility.makes:
        return true()
    saved = Event.id.in_([revision.id for revision in revisions])
    if not visibility.reviews:
        return or_(saved, _is_one_of(*_OF_THE_REGISTER))
    rounds = known_rounds(document_id, visibility)
    remarks = select(Remark.id).where(Remark.round_id.in_(rounds))
    return or_(
        saved,
        _is_one_of(*OF_THE_WAY),
        and_(_is_one_of(Action.CIRCULATE), Event.id.in_(rounds)),
        and_(_is_one_of(*_IN_A_ROUND), Event.data[PAYLOAD_KEYS["round_id"]].as_integer().in_(rounds)),
        and_(_is_one_of(*_ON_A_REMARK), Event.data[PAYLOAD_KEYS["remark_id"]].as_integer().in_(remarks)),
    )


def _is_one_of(*actions: Action) -> ColumnElement[bool]:
    return Event.kind.in_([action.value for action in actions])
