"""The list of documents that a person may know of: filtered, in pages, the last changed first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select
from sqlalchemy.orm import Session

from cmia_docs.models import Act, Assignment, Document, Person, Round
from cmia_docs.models.folding import Folded, folded
from cmia_docs.queries.document.conditions import latest_round_id
from cmia_docs.queries.document.description import shown_field
from cmia_docs.queries.document.visibility import (
    SavedEvent,
    changed_at,
    known_to,
    knows_round,
    named,
    shown_id,
)
from cmia_docs.rules.description import Description
from cmia_docs.rules.permissions import Actor
from cmia_docs.rules.workflow import Role

DOCUMENTS_A_PAGE = 25
_MOST_WORDS = 12


@dataclass(frozen=True, slots=True)
class DocumentFilter:
    """What to show. Empty means any; `initiator` is a state's code, or `SECRETARIAT`."""

    SECRETARIAT = "-"

    stage: str = ""
    act_type: str = ""
    initiator: str = ""
    mine: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """One document, described as in the revision that the person sees."""

    document: Document
    description: Description
    number: str
    round: Round | None
    """The last one, where the person may know of it."""
    drafters: tuple[str, ...]
    changed_at: datetime
    """When something last happened to it that the person may know of."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the list."""

    total: int
    number: int
    count: int
    rows: tuple[Listed, ...]


def documents_page(
    db: Session, actor: Actor, filters: DocumentFilter, languages: Iterable[str], number: int
) -> Page:
    """One page, by three queries. A page number beyond the last gives the last page.

    The words are searched in the titles in these `languages`.
    """
    wanted = _wanted(actor, filters, tuple(languages))
    total: int = db.scalars(_known(select(func.count(Document.id)), actor).where(wanted)).one()
    count = max(1, -(-total // DOCUMENTS_A_PAGE))
    number = min(max(number, 1), count)
    query = _rows(actor, wanted, (number - 1) * DOCUMENTS_A_PAGE)
    selected = db.execute(query).all()
    names = drafters_of(db, [row[0].id for row in selected])
    rows = tuple(
        Listed(
            document,
            Description.from_json(data),
            act_number or "",
            round_,
            names.get(document.id, ()),
            changed_on,
        )
        for document, data, act_number, round_, changed_on in selected
    )
    return Page(total, number, count, rows)


def drafters_of(db: Session, document_ids: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """The names of the drafters by document, in the order of naming."""
    query = (
        select(Assignment.document_id, Person.name)
        .join(Person, Person.id == Assignment.person_id)
        .where(Assignment.document_id.in_(list(document_ids)), Assignment.role == Role.DRAFTER.value)
        .order_by(Assignment.id)
    )
    names: dict[int, tuple[str, ...]] = {}
    for document_id, name in db.execute(query):
        names[document_id] = (*names.get(document_id, ()), name)
    return names


def _rows(actor: Actor, wanted: ColumnElement[bool], offset: int) -> Select[Any]:
    """Documents as the person sees them, each with its number, its last round and when it changed.

    The page is selected by ids, and only its documents are read whole.
    """
    changed = changed_at(actor).label("changed")
    page = (
        _known(select(Document.id, changed), actor)
        .where(wanted)
        .order_by(changed.desc(), Document.id.desc())
        .limit(DOCUMENTS_A_PAGE)
        .offset(offset)
        .subquery()
    )
    return (
        select(Document, SavedEvent.data, Act.number, Round, page.c.changed)
        .join(page, page.c.id == Document.id)
        .join(SavedEvent, SavedEvent.id == shown_id(actor))
        .outerjoin(Act, Act.document_id == Document.id)
        .outerjoin(Round, (Round.id == latest_round_id()) & knows_round(actor))
        .order_by(page.c.changed.desc(), Document.id.desc())
    )


def _known(query: Select[Any], actor: Actor) -> Select[Any]:
    """Join the event that saved the revision shown; the secretariat always sees the current revision."""
    if actor.has(Role.SECRETARIAT):
        return query.select_from(Document)
    return query.select_from(Document).join(SavedEvent, SavedEvent.id == shown_id(actor))


def _wanted(actor: Actor, filters: DocumentFilter, languages: tuple[str, ...]) -> ColumnElement[bool]:
    conditions: list[ColumnElement[bool]] = [known_to(actor)]
    if filters.stage:
        conditions.append(Document.stage == filters.stage)
    if filters.act_type:
        conditions.append(shown_field(actor, "act_type") == filters.act_type)
    if filters.initiator:
        code = "" if filters.initiator == DocumentFilter.SECRETARIAT else filters.initiator
        conditions.append(shown_field(actor, "initiator") == code)
    if filters.mine:
        conditions.append(named(actor, Role.DRAFTER, Role.EXPERT))
    for word in (folded(filters.words) or "").split()[:_MOST_WORDS]:
        conditions.append(_in_a_title(actor, word, languages))
    return and_(*conditions)


def _in_a_title(actor: Actor, word: str, languages: tuple[str, ...]) -> ColumnElement[bool]:
    titles = (shown_field(actor, "titles", code) for code in languages)
    return or_(false(), *(Folded(title).contains(word, autoescape=True) for title in titles))
