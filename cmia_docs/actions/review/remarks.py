"""Remarks and proposals on a unit of a text, and the answers to them."""

from __future__ import annotations

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from cmia_docs.actions.document.transition import (
    check_not_done,
    check_seen,
    current_revision,
    load_for_update,
    perform,
)
from cmia_docs.actions.projections import applies
from cmia_docs.actions.work import Work
from cmia_docs.errors import Invalid, NotAllowed, NotFound, NotPossible
from cmia_docs.models import Disposition, Document, Event, Remark, Revision, Round
from cmia_docs.queries.council import council_of
from cmia_docs.queries.document.texts import texts_of
from cmia_docs.queries.review.rounds import latest_round
from cmia_docs.reasons import Reason
from cmia_docs.rules import fields
from cmia_docs.rules.permissions import holds
from cmia_docs.rules.positions import DISPOSITION_RULES, DispositionKind
from cmia_docs.rules.review_payloads import Disposed, Remarked, RemarkWithdrawn
from cmia_docs.rules.workflow import Action, Role, Stage


def remark(
    work: Work,
    document_id: int,
    *,
    seen: int,
    language: str,
    unit_id: str,
    body: str,
    wording: str | None = None,
    state: str = "",
) -> Remark:
    """Make a remark on a unit of the revision seen, or on the whole text with an empty `unit_id`.

    With `wording` it is a proposal. A reviewer speaks for their own state; the secretariat may enter a remark
    from a state's letter; experts and drafters speak for themselves.
    """
    body = fields.block(body, "body", longest=20_000, required=wording is None)
    if wording is not None:
        wording = fields.block(wording, "wording", longest=50_000, required=False)
    document = load_for_update(work, document_id)
    round_ = _open_round(work, document)
    # Checked before the text is: a reviewer who was not addressed in this round may not see it.
    _check_speaker(work, document, round_, state)
    check_seen(document, seen)
    _check_anchor(work, document, language, unit_id)
    _check_new(
        work,
        Remark.round_id == (None if round_ is None else round_.id),
        *(Remark.revision_id == document.current_id, Remark.unit_id == unit_id),
        *(Remark.language == language, Remark.state == state),
        *(Remark.body == body, Remark.wording == wording),
    )
    event = perform(
        work,
        document,
        Remarked(
            round_id=None if round_ is None else round_.id,
            unit_id=unit_id,
            language=language,
            body=body,
            wording=wording,
        ),
        on_behalf_of=state,
    )
    return work.db.get_one(Remark, event.id)


def withdraw_remark(work: Work, remark_id: int) -> Event:
    """Take a remark back, as its author or as another reviewer of the same state. It stays on record."""
    stored, document = _load_remark(work, remark_id)
    own_state = bool(stored.state) and stored.state in work.actor.states(Role.REVIEWER)
    if stored.author_id != work.actor.id and not own_state:
        raise NotAllowed(Reason.REMARK_NOT_YOURS)
    if stored.withdrawn_at is not None:
        raise NotPossible(Reason.REMARK_WITHDRAWN)
    return perform(work, document, RemarkWithdrawn(remark_id=stored.id), revision_id=stored.revision_id)


def dispose(
    work: Work,
    remark_id: int,
    *,
    seen: int,
    kind: DispositionKind,
    reason: str = "",
    known: int | None = None,
) -> Disposition:
    """Answer a remark; the revision seen, which has to be the current one, is noted with the answer.

    A rejection or a partial acceptance needs its reason. A later answer replaces an earlier one, but not one
    that the person has not seen: see `check_not_done` for `known`.
    """
    reason = fields.block(reason, "reason", longest=20_000, required=DISPOSITION_RULES[kind].needs_reason)
    stored, document = _load_remark(work, remark_id)
    check_seen(document, seen)
    if stored.withdrawn_at is not None:
        raise NotPossible(Reason.REMARK_WITHDRAWN)
    check_not_done(
        work,
        document,
        Action.DISPOSE,
        known,
        lambda event: Disposed.from_json(event.data).remark_id == stored.id,
    )
    event = perform(work, document, Disposed(remark_id=stored.id, disposition=kind, reason=reason))
    return work.db.get_one(Disposition, event.id)


def _load_remark(work: Work, remark_id: int) -> tuple[Remark, Document]:
    stored = work.db.get(Remark, remark_id)
    if stored is None:
        raise NotFound(Reason.REMARK_UNKNOWN)
    return stored, load_for_update(work, stored.document_id)


def _open_round(work: Work, document: Document) -> Round | None:
    return latest_round(work.db, document.id) if document.stage == Stage.CIRCULATED.value else None


def _check_speaker(work: Work, document: Document, round_: Round | None, state: str) -> None:
    own = work.actor.states(Role.REVIEWER)
    if not state:
        if own and not _speaks_for_self(work, document):
            raise Invalid(Reason.REMARK_STATE_MISSING, field="state")
        return
    council_of(work.db).state(state)
    if state not in own and not work.actor.has(Role.SECRETARIAT):
        raise NotAllowed(Reason.REMARK_OTHER_STATE)
    if round_ is not None and state in own and state not in round_.states:
        raise Invalid(Reason.POSITION_STATE_NOT_ADDRESSED, field="state")


def _speaks_for_self(work: Work, document: Document) -> bool:
    """Whether the person is of the secretariat, or a drafter or expert of this document."""
    rights_subject = work.rights_subject(work.db, document)
    return any(
        holds(work.actor, role, rights_subject) for role in (Role.SECRETARIAT, Role.DRAFTER, Role.EXPERT)
    )


def _check_anchor(work: Work, document: Document, language: str, unit_id: str) -> None:
    revision: Revision = current_revision(work.db, document)
    text = texts_of(work.services.drafts, document.slug, revision).get(language)
    if text is None:
        raise Invalid(Reason.REMARK_LANGUAGE, field="language")
    if unit_id and all(unit.id != unit_id for unit in text.units):
        raise Invalid(Reason.REMARK_UNIT, field="unit")


def _check_new(work: Work, *same: ColumnElement[bool]) -> None:
    """Refuse a remark that the person has made already: a form that is sent twice makes one remark."""
    mine = (Remark.author_id == work.actor.id, Remark.withdrawn_at.is_(None))
    if work.db.scalar(select(exists().where(*mine, *same))):
        raise Invalid(Reason.REMARK_ALREADY_MADE, field="body")


@applies(Remarked)
def _remarked(db: Session, event: Event, remarked: Remarked) -> None:
    db.add(
        Remark(
            id=event.id,
            document_id=event.document_id,
            revision_id=event.revision_id,
            round_id=remarked.round_id,
            unit_id=remarked.unit_id,
            language=remarked.language,
            state=event.on_behalf_of,
            author_id=event.actor_id,
            author_name=event.actor_name,
            body=remarked.body,
            wording=remarked.wording,
            at=event.at,
        )
    )


@applies(RemarkWithdrawn)
def _withdrawn(db: Session, event: Event, withdrawn: RemarkWithdrawn) -> None:
    db.get_one(Remark, withdrawn.remark_id).withdrawn_at = event.at


@applies(Disposed)
def _disposed(db: Session, event: Event, disposed: Disposed) -> None:
    db.add(
        Disposition(
            id=event.id,
            remark_id=disposed.remark_id,
            document_id=event.document_id,
            kind=disposed.disposition.value,
            reason=disposed.reason,
            revision_id=event.revision_id,
            decided_by=event.actor_id,
            decider_name=event.actor_name,
            at=event.at,
        )
    )
