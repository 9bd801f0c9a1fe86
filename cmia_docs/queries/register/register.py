"""The register of adopted acts: the list with its filters, and one act with its relations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, extract, func, or_, select
from sqlalchemy.orm import Session

from cmia_docs.errors import NotFound
from cmia_docs.models import Act, ActRelation, AdoptionProposal, CouncilSession, Document, Event, Revision
from cmia_docs.models.folding import Folded, folded
from cmia_docs.reasons import Reason

_MOST_WORDS = 12


@dataclass(frozen=True, slots=True)
class RegisterFilter:
    """What to show. Empty means any; each of the `words` has to be in a title or in the number."""

    act_type: str = ""
    year: int | None = None
    status: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Choices:
    """What the register can be filtered by: the values that it has."""

    types: tuple[str, ...]
    years: tuple[int, ...]
    statuses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Related:
    """That another act changes this one, or (`outgoing`) is changed by it.

    `number`, `slug` and `titles` are those of the other act; None where it is not in the register: then
    `reason` says which it is.
    """

    kind: str
    outgoing: bool
    on: date
    reason: str
    number: str | None = None
    slug: str | None = None
    titles: dict[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Published:
    """An adopted act: its row, its document and text, the session that adopted it, when it was confirmed."""

    act: Act
    document: Document
    revision: Revision
    session: CouncilSession | None
    confirmed_at: datetime


def choices(db: Session) -> Choices:
    """The values that the register has, for the filters."""
    year = extract("year", Act.adopted_on)
    query = select(Act.act_type, year, Document.stage).join(Document, Act.document_id == Document.id)
    rows = db.execute(query.distinct()).all()
    return Choices(
        tuple(sorted({act_type for act_type, _, _ in rows})),
        tuple(sorted({int(each) for _, each, _ in rows}, reverse=True)),
        tuple(sorted({stage for _, _, stage in rows})),
    )


def count_of(db: Session, filters: RegisterFilter, languages: Iterable[str]) -> int:
    """How many acts fit. The words are searched in the titles in these `languages`."""
    query = select(func.count(Act.id)).join(Document, Act.document_id == Document.id)
    return db.scalars(query.where(_wanted(filters, languages))).one()


def listed(
    db: Session, filters: RegisterFilter, languages: Iterable[str], *, offset: int, limit: int
) -> list[tuple[Act, Document]]:
    """A part of the acts that fit, newest first."""
    query = (
        select(Act, Document)
        .join(Document, Act.document_id == Document.id)
        .where(_wanted(filters, languages))
        .order_by(Act.adopted_on.desc(), Act.id.desc())
    )
    return [(row[0], row[1]) for row in db.execute(query.offset(offset).limit(limit))]


def published(db: Session, slug: str) -> Published:
    """The act with this short name. `NotFound` where the register has none, even if a draft has the name."""
    query = (
        select(Act, Document, Revision, CouncilSession, Event.at)
        .join(Document, Act.document_id == Document.id)
        .join(Revision, Act.revision_id == Revision.id)
        .join(AdoptionProposal, Act.adoption_proposal_id == AdoptionProposal.id)
        .join(Event, Event.id == Act.id)
        .outerjoin(CouncilSession, AdoptionProposal.session_id == CouncilSession.id)
        .where(Document.slug == slug)
    )
    row = db.execute(query).one_or_none()
    if row is None:
        raise NotFound(Reason.REGISTER_UNKNOWN)
    return Published(*row)


def relations_of(db: Session, act_id: int) -> list[Related]:
    """The later acts that change this one, then those that it changes; in the order they were recorded."""
    incoming = (
        select(ActRelation, Act.number, Document.slug, Document.titles)
        .outerjoin(Act, ActRelation.other_id == Act.id)
        .outerjoin(Document, Act.document_id == Document.id)
        .where(ActRelation.act_id == act_id)
        .order_by(ActRelation.id)
    )
    outgoing = (
        select(ActRelation, Act.number, Document.slug, Document.titles)
        .join(Act, ActRelation.act_id == Act.id)
        .join(Document, Act.document_id == Document.id)
        .where(ActRelation.other_id == act_id)
        .order_by(ActRelation.id)
    )
    return [
        Related(relation.kind, is_outgoing, relation.on, relation.reason, number, slug, titles)
        for is_outgoing, query in ((False, incoming), (True, outgoing))
        for relation, number, slug, titles in db.execute(query)
    ]


def latest_changes(db: Session, act_ids: Iterable[int]) -> dict[int, tuple[str, str | None]]:
    """By act that later ones changed: what the latest did, and its number if it is in the register."""
    query = (
        select(ActRelation.act_id, ActRelation.kind, Act.number)
        .outerjoin(Act, ActRelation.other_id == Act.id)
        .where(ActRelation.act_id.in_(list(act_ids)))
        .order_by(ActRelation.id)
    )
    return {act_id: (kind, number) for act_id, kind, number in db.execute(query)}


def _wanted(filters: RegisterFilter, languages: Iterable[str]) -> ColumnElement[bool]:
    conditions: list[ColumnElement[bool]] = [Act.id.is_not(None)]
    if filters.act_type:
        conditions.append(Act.act_type == filters.act_type)
    if filters.year is not None:
        conditions.append(extract("year", Act.adopted_on) == filters.year)
    if filters.status:
        conditions.append(Document.stage == filters.status)
    named = tuple(languages)
    for word in (folded(filters.words) or "").split()[:_MOST_WORDS]:
        titles = [Folded(Document.titles[code].as_string()) for code in named]
        conditions.append(
            or_(*(each.contains(word, autoescape=True) for each in (Folded(Act.number), *titles)))
        )
    return and_(*conditions)
