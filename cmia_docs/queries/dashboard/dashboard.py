"""What a person has to do: at most one thing for each document, chosen by the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto
from typing import Any

from sqlalchemy import ColumnElement, case, null, select, true
from sqlalchemy.orm import Session

from cmia_docs.models import Document, Round, WorkingCopy
from cmia_docs.queries.document import conditions as is_
from cmia_docs.queries.document.visibility import SavedEvent, knows_round, named, shown_id
from cmia_docs.rules.council import Council
from cmia_docs.rules.description import Description
from cmia_docs.rules.permissions import Actor
from cmia_docs.rules.positions import NO_REPLY_RULES
from cmia_docs.rules.workflow import BEFORE_ADOPTION, Role, Stage

MOST = 50
DUE_SOON_DAYS = 14


class Need(Enum):
    """What the person has to do with a document."""

    CONFIRM = auto()
    GIVE_POSITION = auto()
    REVISE_RETURNED = auto()
    REVISE_BY_REMARKS = auto()
    NAME_DRAFTER = auto()
    CHECK = auto()
    CLOSE_ROUND = auto()
    ANSWER_REMARKS = auto()
    AGREE = auto()
    ACCEPT = auto()
    NEW_ROUND = auto()
    TABLE = auto()
    PROPOSE = auto()


@dataclass(frozen=True, slots=True)
class Waiting:
    """A document, described as in the revision that the person sees, and what they have to do with it."""

    document: Document
    description: Description
    need: Need | None
    round: Round | None
    count: int
    """Unanswered remarks, where they have to be answered; positions given, where a round has to be closed."""
    working_copy: WorkingCopy | None = None


def waiting_for(db: Session, actor: Actor, today: date, council: Council) -> list[Waiting]:
    """What the person has to do, by due date, then by how long it has waited; at most `MOST`.

    One query.
    """
    need = _need(actor, today, council)
    query = (
        select(Document, SavedEvent.data, need, Round, _count(need))
        .select_from(Document)
        .join(SavedEvent, SavedEvent.id == shown_id(actor))
        .outerjoin(Round, Round.id == is_.latest_round_id())
        .where(need.is_not(None))
        .order_by(
            case((Document.stage == Stage.CIRCULATED.value, Round.due_on)).asc().nulls_last(),
            Document.changed_at,
            Document.id,
        )
        .limit(MOST)
    )
    return [
        Waiting(document, Description.from_json(data), Need(word), round_, count or 0)
        for document, data, word, round_, count in db.execute(query)
    ]


def drafts_of(db: Session, actor: Actor) -> list[Waiting]:
    """Documents before adoption on which the person is named, the last changed first. One query."""
    latest = (
        select(Document.id)
        .where(named(actor, Role.DRAFTER, Role.EXPERT), Document.stage.in_(sorted(BEFORE_ADOPTION)))
        .order_by(Document.changed_at.desc(), Document.id.desc())
        .limit(MOST)
        .subquery()
    )
    # Only these rows are read whole: sorting thousands of working copies takes longer than all the rest.
    query = (
        select(Document, SavedEvent.data, Round, WorkingCopy)
        .join(latest, latest.c.id == Document.id)
        .join(SavedEvent, SavedEvent.id == Document.current_id)
        .outerjoin(Round, Round.id == is_.latest_round_id())
        .outerjoin(
            WorkingCopy, (WorkingCopy.document_id == Document.id) & (WorkingCopy.person_id == actor.id)
        )
        .order_by(Document.changed_at.desc(), Document.id.desc())
    )
    return [
        Waiting(document, Description.from_json(data), None, round_, 0, copy)
        for document, data, round_, copy in db.execute(query)
    ]


def due_soon(db: Session, actor: Actor, today: date) -> list[Waiting]:
    """Open rounds that the person may know of and that end soon or have ended. One query."""
    query = (
        select(Document, SavedEvent.data, Round)
        .select_from(Document)
        .join(SavedEvent, SavedEvent.id == shown_id(actor))
        .join(Round, Round.id == is_.latest_round_id())
        .where(
            Document.stage == Stage.CIRCULATED.value,
            Round.due_on <= today + timedelta(days=DUE_SOON_DAYS),
            knows_round(actor),
        )
        .order_by(Round.due_on, Document.id)
        .limit(MOST)
    )
    return [
        Waiting(document, Description.from_json(data), None, round_, 0)
        for document, data, round_ in db.execute(query)
    ]


def _need(actor: Actor, today: date, council: Council) -> ColumnElement[Any]:
    """The first thing that the person has to do with the document, or null."""
    rows = [
        *(_chair(actor) if actor.has(Role.CHAIR) else []),
        *(_reviewer(actor) if actor.has(Role.REVIEWER) else []),
        *(_drafter(actor) if actor.has(Role.DRAFTER) else []),
        *(_secretariat(today, council) if actor.has(Role.SECRETARIAT) else []),
    ]
    return case(*((condition, need.value) for condition, need in rows), else_=null()) if rows else null()


_Case = tuple[ColumnElement[bool], Need]


def _chair(actor: Actor) -> list[_Case]:
    return [(is_.in_stage(Stage.TABLED) & is_.proposed_to(actor), Need.CONFIRM)]


def _reviewer(actor: Actor) -> list[_Case]:
    return [(is_.in_stage(Stage.CIRCULATED) & is_.unanswered_by(actor), Need.GIVE_POSITION)]


def _drafter(actor: Actor) -> list[_Case]:
    mine = named(actor, Role.DRAFTER)
    return [
        (mine & is_.in_stage(Stage.DRAFT) & is_.returned(), Need.REVISE_RETURNED),
        (
            mine & is_.in_stage(Stage.CONSOLIDATION) & is_.remarked() & is_.text_as_circulated(),
            Need.REVISE_BY_REMARKS,
        ),
    ]


def _secretariat(today: date, council: Council) -> list[_Case]:
    consolidated = is_.in_stage(Stage.CONSOLIDATION)
    skips = Document.act_type.in_([kind.code for kind in council.act_types if not kind.circulated])
    reply_needed = NO_REPLY_RULES[council.no_reply].blocks
    agreed = is_.text_as_circulated() & ~is_.objected() & (is_.all_answered() if reply_needed else true())
    return [
        (is_.in_stage(Stage.DRAFT) & ~is_.has_drafter(), Need.NAME_DRAFTER),
        (is_.in_stage(Stage.IN_CHECK), Need.CHECK),
        (is_.in_stage(Stage.CIRCULATED) & is_.round_over(today), Need.CLOSE_ROUND),
        (consolidated & is_.has_open_remarks(), Need.ANSWER_REMARKS),
        (consolidated & skips, Need.ACCEPT),
        (consolidated & agreed, Need.AGREE),
        (consolidated, Need.NEW_ROUND),
        (is_.in_stage(Stage.AGREED), Need.TABLE),
        (is_.in_stage(Stage.TABLED) & ~is_.proposed(), Need.PROPOSE),
    ]


def _count(need: ColumnElement[Any]) -> ColumnElement[int | None]:
    return case(
        (need == Need.ANSWER_REMARKS.value, is_.open_remarks()),
        (need == Need.CLOSE_ROUND.value, is_.positions_given()),
        (need == Need.REVISE_BY_REMARKS.value, is_.remarks_of_round()),
        else_=null(),
    )
