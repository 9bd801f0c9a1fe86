"""Adoption: the secretariat proposes one exact text, a chair confirms that very text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from cmia_docs.actions.document.transition import (
    ActionInput,
    chairing_state,
    check,
    check_seen,
    current_revision,
    load_for_update,
    perform,
)
from cmia_docs.actions.follow_up.notices import drafters_of, holders_of, notify
from cmia_docs.actions.projections import applies
from cmia_docs.actions.work import Work
from cmia_docs.errors import Invalid, StaleRevision
from cmia_docs.models import Act, AdoptionProposal, Document, Event
from cmia_docs.queries.adoption.adoption import open_adoption_proposal
from cmia_docs.queries.council import council_of
from cmia_docs.reasons import Reason
from cmia_docs.reasons.council import CouncilUnknownState
from cmia_docs.reasons.documents import AdoptionNumberTaken
from cmia_docs.rules import fields
from cmia_docs.rules.adoption_payloads import (
    AdoptionConfirmed,
    AdoptionProposalCancelled,
    AdoptionProposed,
    Signatory,
)
from cmia_docs.rules.council import Council
from cmia_docs.rules.json_form import plain
from cmia_docs.rules.positions import SIGNING_RULES, Signing
from cmia_docs.rules.workflow import Action, Role


def propose_adoption(
    work: Work,
    document_id: int,
    *,
    seen: int,
    number: str,
    adopted_on: date,
    cities: Mapping[str, str],
    signatories: Iterable[Signatory],
) -> AdoptionProposal:
    """Propose to adopt the current text under a number and date, with how each state signs.

    Refused where the number is taken, the date is in the future, or no state signs.
    """
    document = load_for_update(work, document_id)
    check_seen(document, seen)
    number = fields.line(number, "number", longest=60)
    _check_number(work.db, number)
    council = council_of(work.db)
    if adopted_on > council.day_of(work.now):
        raise Invalid(Reason.ADOPTION_DATE_AHEAD, field="adopted_on")
    cities = fields.cities(cities, council.languages, council.working_language)
    revision = current_revision(work.db, document)
    event = perform(
        work,
        document,
        AdoptionProposed(
            commit=revision.commit,
            text_sum=revision.text_sum,
            number=number,
            adopted_on=adopted_on,
            cities=cities,
            session_id=document.session_id,
            signatories=_signatories(signatories, council.members),
        ),
    )
    chairs = holders_of(work, Role.CHAIR, [chairing_state(work.db, document)])
    notify(work, event, chairs, "adoption_proposed", document=str(document.id))
    return work.db.get_one(AdoptionProposal, event.id)


def cancel_adoption_proposal(work: Work, document_id: int, *, seen: int, reason: str) -> Event:
    """The secretariat cancels an adoption proposal, or the session's chair does; the text stays tabled."""
    reason = fields.block(reason, "reason", longest=5_000, required=False)
    document = load_for_update(work, document_id)
    check_seen(document, seen)
    given = ActionInput(reason=reason)
    adoption_proposal = _adoption_proposal_for(work, document, Action.CANCEL_ADOPTION_PROPOSAL, given)
    cancelled = AdoptionProposalCancelled(adoption_proposal_id=adoption_proposal.id, reason=reason)
    return perform(work, document, cancelled, given)


def confirm_adoption(work: Work, document_id: int, *, adoption_proposal_id: int, text_sum: str) -> Act:
    """Confirm the adoption proposal that the chair has read: `text_sum` is the sum shown to them.

    Refused for the person who proposed, and where it or the text is not the one that was read.
    """
    document = load_for_update(work, document_id)
    adoption_proposal = _adoption_proposal_for(work, document, Action.CONFIRM_ADOPTION, ActionInput())
    if adoption_proposal.id != adoption_proposal_id or adoption_proposal.text_sum != text_sum:
        raise StaleRevision(Reason.ADOPTION_OTHER_TEXT)
    _check_number(work.db, adoption_proposal.number)
    event = perform(work, document, _confirmed(adoption_proposal, document, council_of(work.db)))
    notify(work, event, drafters_of(work.db, document), "adopted", document=str(document.id))
    return work.db.get_one(Act, event.id)


def _check_number(db: Session, number: str) -> None:
    if db.scalar(select(exists().where(Act.number == number))):
        raise Invalid(AdoptionNumberTaken(number), field="number")


def _adoption_proposal_for(
    work: Work, document: Document, action: Action, given: ActionInput
) -> AdoptionProposal:
    """The open adoption proposal; where there is none, the refusal that the rules have for the action."""
    adoption_proposal = open_adoption_proposal(work.db, document.id)
    if adoption_proposal is None:
        check(work.db, work, document, action, given)
    assert adoption_proposal is not None  # noqa: S101 - both actions are refused where nothing is proposed
    return adoption_proposal


def _confirmed(
    adoption_proposal: AdoptionProposal, document: Document, council: Council
) -> AdoptionConfirmed:
    return AdoptionConfirmed(
        adoption_proposal_id=adoption_proposal.id,
        commit=adoption_proposal.commit,
        text_sum=adoption_proposal.text_sum,
        act_type=document.act_type,
        number=adoption_proposal.number,
        adopted_on=adoption_proposal.adopted_on,
        cities=adoption_proposal.cities,
        body=council.names,
        signatories=tuple(Signatory.from_json(row) for row in adoption_proposal.signatories),
    )


def _signatories(given: Iterable[Signatory], members: tuple[str, ...]) -> tuple[Signatory, ...]:
    by_state = {signatory.state: signatory for signatory in given}
    unknown = sorted(set(by_state) - set(members))
    if unknown:
        raise Invalid(CouncilUnknownState(unknown[0]))
    checked = []
    for state in members:
        signatory = by_state.get(state, Signatory(state, Signing.NOT_SIGNED))
        rule = SIGNING_RULES[signatory.signing]
        text = fields.block(signatory.text, f"text_{state}", longest=20_000, required=rule.needs_text)
        articles = fields.line(
            signatory.articles, f"articles_{state}", longest=200, required=rule.needs_articles
        )
        checked.append(Signatory(state, signatory.signing, text, articles))
    if not any(SIGNING_RULES[signatory.signing].signs for signatory in checked):
        raise Invalid(Reason.ADOPTION_NOBODY_SIGNS, field="signatories")
    return tuple(checked)


@applies(AdoptionProposed)
def _proposed(db: Session, event: Event, proposed: AdoptionProposed) -> None:
    db.add(
        AdoptionProposal(
            id=event.id,
            document_id=event.document_id,
            revision_id=event.revision_id,
            commit=proposed.commit,
            text_sum=proposed.text_sum,
            number=proposed.number,
            adopted_on=proposed.adopted_on,
            cities=dict(proposed.cities),
            session_id=proposed.session_id,
            signatories=plain(proposed.signatories),
            proposed_by=event.actor_id,
            proposer_name=event.actor_name,
            at=event.at,
        )
    )


@applies(AdoptionProposalCancelled)
def _cancelled(db: Session, event: Event, cancelled: AdoptionProposalCancelled) -> None:
    db.get_one(AdoptionProposal, cancelled.adoption_proposal_id).ended_at = event.at


@applies(AdoptionConfirmed)
def _adopted(db: Session, event: Event, confirmed: AdoptionConfirmed) -> None:
    adoption_proposal = db.get_one(AdoptionProposal, confirmed.adoption_proposal_id)
    adoption_proposal.ended_at, adoption_proposal.confirmed = event.at, True
    db.add(
        Act(
            id=event.id,
            document_id=event.document_id,
            revision_id=event.revision_id,
            adoption_proposal_id=adoption_proposal.id,
            act_type=confirmed.act_type,
            number=confirmed.number,
            adopted_on=confirmed.adopted_on,
            cities=dict(confirmed.cities),
            body=dict(confirmed.body),
            signatories=plain(confirmed.signatories),
            confirmed_by=event.actor_name,
            text_sum=confirmed.text_sum,
        )
    )
