"""Documents: created from a text, and the people named on them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from cmia_docs.actions.document.revisions import first_revision
from cmia_docs.actions.document.transition import load_for_update, perform
from cmia_docs.actions.projections import applies
from cmia_docs.actions.work import Work
from cmia_docs.errors import Invalid, NotAllowed
from cmia_docs.models import Assignment, Document, Event, Person, RoleGrant
from cmia_docs.queries.council import council_of
from cmia_docs.queries.document.event_log import begun_by
from cmia_docs.reasons import Reason
from cmia_docs.reasons.documents import DocumentSlugTaken
from cmia_docs.rules import fields
from cmia_docs.rules.description import Description
from cmia_docs.rules.document_payloads import Assigned, Created, Unassigned
from cmia_docs.rules.permissions import Permission, allowed
from cmia_docs.rules.workflow import Role, Stage
from cmia_docs.text.model import Text


def create(
    work: Work,
    *,
    description: Description,
    texts: Mapping[str, Text],
    message: str,
    slug: str = "",
    drafters: Iterable[int] = (),
    once: str = "",
) -> Document:
    """Create a document in `draft` with its first revision; the creator becomes a drafter of it.

    Refuses what `Description.checked` refuses, and a slug that is taken; without one, a free one is made from
    the title.
    `once` names the form: the same form, sent again by the same person, gives the same document.
    """
    if not allowed(work.actor, Permission.CREATE):
        raise NotAllowed(Reason.DOCUMENT_MAY_NOT_CREATE)
    description = description.checked(council_of(work.reads))
    if once and (known := begun_by(work.db, work.actor.id, once)):
        return work.db.get_one(Document, known)
    chosen = _free_slug(work.db, fields.slug(slug) if slug else "", description)
    event = work.record(
        Created(slug=chosen, once=once, description=description),
        stage=Stage.DRAFT.value,
    )
    document = work.db.get_one(Document, event.id)
    named = dict.fromkeys(drafters)
    if work.actor.id is not None and work.actor.has(Role.DRAFTER):
        named = {work.actor.id: None} | named
    for person_id in named:
        _name(work, document, person_id, Role.DRAFTER)
    first_revision(work, document, description, texts, message)
    return document


def assign(work: Work, document_id: int, person_id: int, role: Role) -> Event:
    """Name a drafter or expert, who has to hold that role; from then on they see the document."""
    document = load_for_update(work, document_id)
    return _name(work, document, person_id, role, by_rules=True)


def unassign(work: Work, document_id: int, person_id: int, role: Role) -> Event:
    """Take a drafter or expert off the document; what the person did stays."""
    document = load_for_update(work, document_id)
    if not _is_named(work.db, document.id, person_id, role):
        raise Invalid(Reason.ASSIGNMENT_UNKNOWN)
    return perform(work, document, Unassigned(person_id=person_id, role=role))


def _name(work: Work, document: Document, person_id: int, role: Role, by_rules: bool = False) -> Event:
    person = work.db.get(Person, person_id)
    holds_role = work.db.scalar(
        select(
            exists()
            .where(RoleGrant.person_id == person_id, RoleGrant.role == role.value)
            .where(or_(RoleGrant.until.is_(None), RoleGrant.until > work.now))
        )
    )
    if role not in (Role.DRAFTER, Role.EXPERT) or person is None or person.disabled_at or not holds_role:
        raise Invalid(Reason.ASSIGNMENT_PERSON, field="person")
    if _is_named(work.db, document.id, person_id, role):
        raise Invalid(Reason.ASSIGNMENT_ALREADY, field="person")
    assigned = Assigned(person_id=person_id, role=role)
    if by_rules:
        return perform(work, document, assigned)
    return work.record(assigned, document_id=document.id, stage=document.stage)


def _is_named(db: Session, document_id: int, person_id: int, role: Role) -> bool:
    return _assignment(db, document_id, person_id, role) is not None


def _assignment(db: Session, document_id: int, person_id: int, role: Role) -> Assignment | None:
    return db.scalar(
        select(Assignment).where(
            Assignment.document_id == document_id,
            Assignment.person_id == person_id,
            Assignment.role == role.value,
        )
    )


def _free_slug(db: Session, wanted: str, description: Description) -> str:
    def taken(slug: str) -> bool:
        return bool(db.scalar(select(exists().where(Document.slug == slug))))

    if wanted:
        if taken(wanted):
            raise Invalid(DocumentSlugTaken(wanted), field="slug")
        return wanted
    english_first = description.titles.get("en") or next(iter(description.titles.values()))
    base = fields.slug_from(english_first)
    candidates = (base if n == 1 else f"{base}-{n}" for n in range(1, 100_000))
    return next(slug for slug in candidates if not taken(slug))


@applies(Created)
def _created(db: Session, event: Event, created: Created) -> None:
    document = Document(
        id=event.id,
        slug=created.slug,
        stage=event.stage,
        created_at=event.at,
        changed_at=event.at,
    )
    document.describe(created.description)
    db.add(document)
    db.flush()


@applies(Assigned)
def _assigned(db: Session, event: Event, assigned: Assigned) -> None:
    db.add(Assignment(document_id=event.document_id, person_id=assigned.person_id, role=assigned.role.value))


@applies(Unassigned)
def _unassigned(db: Session, event: Event, unassigned: Unassigned) -> None:
    assert event.document_id is not None  # noqa: S101 - every UNASSIGN names its document
    db.delete(_assignment(db, event.document_id, unassigned.person_id, unassigned.role))
