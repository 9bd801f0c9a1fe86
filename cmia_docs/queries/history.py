"""What happened to a document, as far as a person may know of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from cmia_docs.models import Event, Remark, Revision
from cmia_docs.queries.revisions import seen_revisions
from cmia_docs.rules.permissions import Scope
from cmia_docs.rules.workflow import Action

PAGE = 50

_A = Action
_OF_THE_REGISTER = (_A.CONFIRM_ADOPTION, _A.ENTER_INTO_FORCE, _A.AMEND, _A.SUPERSEDE, _A.REPEAL)
_OF_THE_REVIEW = (
    *(_A.CIRCULATE, _A.EXTEND, _A.GIVE_POSITION, _A.CLOSE_ROUND, _A.AGREE, _A.ACCEPT, _A.REOPEN),
    *(_A.TABLE, _A.DEFER, _A.PROPOSE_ADOPTION, _A.CANCEL_PROPOSAL, _A.WITHDRAW, *_OF_THE_REGISTER),
)
_ABOUT_REMARKS = (_A.REMARK, _A.WITHDRAW_REMARK, _A.DISPOSE)


@dataclass(frozen=True, slots=True)
class History:
    """The revisions a person sees, newest first, and one page of the events, newest first."""

    revisions: tuple[Revision, ...]
    events: tuple[Event, ...]
    page: int
    pages: int


def history_of(session: Session, document_id: int, scopes: Collection[Scope], page: int) -> History:
    """Three queries. A page beyond the last is the last."""
    revisions = seen_revisions(session, document_id, scopes)
    known = and_(Event.document_id == document_id, _known(document_id, scopes, revisions))
    total = session.scalar(select(func.count(Event.id)).where(known)) or 0
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 1), pages)
    query = select(Event).where(known).order_by(Event.id.desc()).limit(PAGE).offset((page - 1) * PAGE)
    return History(tuple(revisions), tuple(session.scalars(query)), page, pages)


def _known(
    document_id: int, scopes: Collection[Scope], revisions: Collection[Revision]
) -> ColumnElement[bool]:
    if Scope.WORKING in scopes:
        return Event.id.is_not(None)
    saved = Event.id.in_([revision.id for revision in revisions])
    if Scope.CIRCULATED not in scopes:
        return or_(saved, _is_one_of(_OF_THE_REGISTER))
    in_rounds = select(Remark.id).where(Remark.document_id == document_id, Remark.round_id.is_not(None))
    about_those = and_(
        _is_one_of(_ABOUT_REMARKS), or_(Event.id.in_(in_rounds), _remark_of(Event).in_(in_rounds))
    )
    return or_(saved, _is_one_of(_OF_THE_REVIEW), about_those)


def _is_one_of(actions: Collection[Action]) -> ColumnElement[bool]:
    return Event.kind.in_([action.value for action in actions])


def _remark_of(event: type[Event]) -> ColumnElement[int]:
    return event.data["remark"].as_integer()
