"""Every action on a document goes through here: rights, stage and guards are checked in no other place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from cmia_docs.actions.work import Work
from cmia_docs.errors import NotAllowed, NotFound, StaleRevision
from cmia_docs.models import AdoptionProposal, CouncilSession, Document, Event, Revision, Round
from cmia_docs.queries.adoption.adoption import open_adoption_proposal
from cmia_docs.queries.council import council_of
from cmia_docs.queries.document.texts import texts_of
from cmia_docs.queries.review.findings import TRANSLATION_CODES, blocking_findings
from cmia_docs.queries.review.remarks import open_remarks
from cmia_docs.queries.review.rounds import latest_round, tally_of
from cmia_docs.reasons import Reason
from cmia_docs.reasons.documents import ActDoneMeanwhile
from cmia_docs.rules.guards import Facts, Guard, require
from cmia_docs.rules.payload import ActionPayload
from cmia_docs.rules.permissions import holds, sees
from cmia_docs.rules.positions import blocking_silences
from cmia_docs.rules.workflow import Action, Role, Stage, transition


@dataclass(frozen=True, slots=True)
class ActionInput:
    """What the person entered, as far as guards check it."""

    reason: str = ""
    due_on: date | None = None
    addressed: tuple[str, ...] = ()
    session_id: int | None = None


def load_for_update(work: Work, document_id: int) -> Document:
    """The document as it is now, locked until the work ends; `NotFound` as in `read_document`."""
    document = work.db.get(Document, document_id, with_for_update=True, populate_existing=True)
    return _known(work, work.db, document)


def read_document(work: Work, document_id: int) -> Document:
    """The document without a lock, for reading. `NotFound` where the actor may not know of it."""
    return _known(work, work.reads, work.reads.get(Document, document_id))


def _known(work: Work, db: Session, document: Document | None) -> Document:
    if document is None or not sees(work.actor, work.rights_subject(db, document)):
        raise NotFound(Reason.DOCUMENT_UNKNOWN)
    return document


def current_revision(db: Session, document: Document) -> Revision:
    """The document's current revision; every document has one from the beginning."""
    return db.get_one(Revision, document.current_id)


def check_seen(document: Document, seen: int) -> None:
    """Refuse an action on a revision that is no longer the current one."""
    if document.current_id != seen:
        raise StaleRevision(Reason.REVISION_STALE, seen=seen, current=document.current_id)


def check_not_done(
    work: Work,
    document: Document,
    action: Action,
    known: int | None,
    same: Callable[[Event], bool] = lambda _event: True,
) -> None:
    """Refuse what somebody else has done since the page was made: nobody's answer is replaced unseen.

    `known` is the document's newest event at that time (None: not checked); `same` tells the events that do
    the same thing from others of their kind. `StaleRevision` naming who did it.
    """
    if known is None:
        return
    since = (
        select(Event)
        .where(Event.document_id == document.id, Event.id > known, Event.kind == action.value)
        .order_by(Event.id)
    )
    for event in work.db.scalars(since):
        if same(event):
            raise StaleRevision(ActDoneMeanwhile(event.actor_name))


def check(db: Session, work: Work, document: Document, action: Action, given: ActionInput) -> Stage:
    """Check an action without doing it: the stage it leads to; refuses with the first reason against it."""
    row = transition(Stage(document.stage), action)
    rights_subject = work.rights_subject(db, document)
    if not any(holds(work.actor, role, rights_subject) for role in row.roles):
        raise NotAllowed(Reason.WORKFLOW_NOT_YOUR_ROLE)
    require(row.guards, gather(db, work, document, row.guards, given))
    return row.next


def perform(
    work: Work,
    document: Document,
    payload: ActionPayload,
    given: ActionInput | None = None,
    *,
    revision_id: int | None = None,
    on_behalf_of: str = "",
) -> Event:
    """Do what the table allows: record the event with its rows, and move the document to its next stage."""
    next_stage = check(work.db, work, document, payload.kind, given or ActionInput())
    return work.record(
        payload,
        document_id=document.id,
        revision_id=document.current_id if revision_id is None else revision_id,
        stage=next_stage.value,
        on_behalf_of=on_behalf_of,
    )


_NEED_TYPE = {Guard.TYPE_CIRCULATES, Guard.TYPE_SKIPS_CIRCULATION}
_NEED_TEXT = {Guard.TEXT_NOT_EMPTY, Guard.TEXT_SOUND, Guard.TEXT_COMPLETE}
_NEED_ROUND = {Guard.ROUND_COMPLETE, Guard.TEXT_AS_CIRCULATED, Guard.NO_OBJECTION, Guard.NO_REPLY_MISSING}
_NEED_ADOPTION_PROPOSAL = {
    Guard.NOTHING_PROPOSED,
    Guard.SOMETHING_PROPOSED,
    Guard.SECOND_PERSON,
    Guard.CHAIRS_SESSION,
    Guard.CHAIRS_OR_PREPARES,
    Guard.SAME_SUMS,
}


def gather(
    db: Session, work: Work, document: Document, guards: tuple[Guard, ...], given: ActionInput
) -> Facts:
    """The facts that these guards need, and no others: reading texts costs more than all the rest."""
    wanted = set(guards)
    facts = Facts(
        reason=given.reason,
        addressed=given.addressed,
        session_named=given.session_id is not None and db.get(CouncilSession, given.session_id) is not None,
    )
    if Guard.DUE_AHEAD in wanted:
        today = council_of(db).day_of(work.now)
        facts = replace(facts, due_ahead=given.due_on is not None and given.due_on > today)
    if wanted & _NEED_TYPE:
        facts = replace(facts, type_circulates=council_of(db).act_type(document.act_type).circulated)
    if Guard.REMARKS_ANSWERED in wanted:
        facts = replace(facts, open_remarks=open_remarks(db, document.id))
    if wanted & _NEED_TEXT:
        facts = _with_text(facts, db, work, document)
    if wanted & _NEED_ROUND:
        facts = _with_round(facts, db, work, document)
    if wanted & _NEED_ADOPTION_PROPOSAL:
        facts = _with_adoption_proposal(facts, db, work, document)
    return facts


def _with_text(facts: Facts, db: Session, work: Work, document: Document) -> Facts:
    revision = current_revision(db, document)
    texts = texts_of(work.services.drafts, document.slug, revision)
    findings = blocking_findings(texts)
    return replace(
        facts,
        units=min((len(text.units) for text in texts.values()), default=0),
        findings=len(findings),
        translation_findings=sum(finding.code in TRANSLATION_CODES for finding in findings),
    )


def _with_round(facts: Facts, db: Session, work: Work, document: Document) -> Facts:
    round_: Round | None = latest_round(db, document.id)
    if round_ is None:
        return facts
    council = council_of(db)
    revision = current_revision(db, document)
    tally = tally_of(db, round_, revision)
    return replace(
        facts,
        missing_replies=tally.missing,
        due_passed=council.day_of(work.now) > round_.due_on,
        objections=tally.objections,
        blocking_silences=blocking_silences(tally, council.no_reply),
        text_as_circulated=(round_.commit, round_.text_sum) == (revision.commit, revision.text_sum),
    )


def chairing_state(db: Session, document: Document) -> str:
    """The state that chairs the session on whose agenda the document is."""
    return db.get_one(CouncilSession, document.session_id).chair_state


def _with_adoption_proposal(facts: Facts, db: Session, work: Work, document: Document) -> Facts:
    adoption_proposal: AdoptionProposal | None = open_adoption_proposal(db, document.id)
    if adoption_proposal is None:
        return facts
    revision = current_revision(db, document)
    return replace(
        facts,
        proposed=True,
        chairs_session=chairing_state(db, document) in work.actor.states(Role.CHAIR),
        prepares=work.actor.has(Role.SECRETARIAT),
        proposed_by_actor=adoption_proposal.proposed_by == work.actor.id,
        same_sums=(adoption_proposal.commit, adoption_proposal.text_sum)
        == (revision.commit, revision.text_sum),
    )
