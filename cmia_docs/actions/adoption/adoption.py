"""Adoption: the secretariat proposes one exact text, a chair confirms that very text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from cmia_docs.actions.document.transition import (
    ActionInput,
    chairing_state,
    check_seen,
    current_revision,
    load_for_update,
    perform,
)
from cmia_docs.actions.follow_up.notices import drafters_of, holders_of, notify
from cmia_docs.actions.projections import applies
from cmia_docs.actions.work import Work
from cmia_docs.errors import Invalid, StaleRevision
from cmia_docs.models import Act, AdoptionProposal, Event
from cmia_docs.queries.adoption.adoption import open_adoption_proposal
from cmia_docs.queries.council import council_of
from cmia_docs.rules import fields
from cmia_docs.rules.positions import Signing
from cmia_docs.rules.workflow import Action, Role


@dataclass(frozen=True, slots=True)
class Signatory:
    """How a state stands to the act; `text` is its special opinion, or its reservation to `articles`."""

    state: str
    signing: Signing
    text: str = ""
    articles: str = ""


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

    Refused where the number is taken, the date lies ahead, or nobody signs.
    """
    document = load_for_update(work, document_id)
    check_seen(document, seen)
    number = fields.line(number, "number", longest=60)
    _check_number(work.db, number)
    council = council_of(work.db)
    if adopted_on > council.day_of(work.now):
        raise Invalid("adoption.date_ahead", field="adopted_on")
    kept_places = {
        code: place
        for code in council.languages
        if (place := fields.line(cities.get(code, ""), f"place_{code}", longest=200, required=False))
    }
    if council.working_language not in kept_places:
        raise Invalid("field.missing", field=f"place_{council.working_language}")
    revision = current_revision(work.db, document)
    event = perform(
        work,
        document,
        Action.PROPOSE_ADOPTION,
        commit=revision.commit,
        text_sum=revision.text_sum,
        number=number,
        adopted_on=adopted_on.isoformat(),
        places=kept_places,
        session=document.session_id,
        signatories=_signatories(signatories, council.members),
    )
    chairs = holders_of(work, Role.CHAIR, [chairing_state(work.db, document)])
    notify(work, event, chairs, "adoption_proposed", document=str(document.id))
    return work.db.get_one(AdoptionProposal, event.id)


def cancel_adoption_proposal(work: Work, document_id: int, *, seen: int, reason: str) -> Event:
    """Take a proposal back as secretariat, or refuse it as chair of the session; the text stays tabled."""
    reason = fields.block(reason, "reason", longest=5_000, required=False)
    document = load_for_update(work, document_id)
    check_seen(document, seen)
    proposal = open_adoption_proposal(work.db, document.id)
    return perform(
        work,
        document,
        Action.CANCEL_ADOPTION_PROPOSAL,
        ActionInput(reason=reason),
        proposal=None if proposal is None else proposal.id,
        reason=reason,
    )


def confirm_adoption(work: Work, document_id: int, *, adoption_proposal_id: int, text_sum: str) -> Act:
    """Confirm the proposal the chair has read: `text_sum` is the sum shown to them.

    Refused for the person who proposed, and where the proposal or the text is another than the one read.
    """
    document = load_for_update(work, document_id)
    proposal = open_adoption_proposal(work.db, document.id)
    if proposal is not None and (proposal.id != adoption_proposal_id or proposal.text_sum != text_sum):
        raise StaleRevision("adoption.other_text", current=document.current_id)
    council = council_of(work.db)
    data: dict[str, Any] = {}
    if proposal is not None:
        _check_number(work.db, proposal.number)
        data = {
            "proposal": proposal.id,
            "commit": proposal.commit,
            "text_sum": proposal.text_sum,
            "act_type": document.act_type,
            "number": proposal.number,
            "adopted_on": proposal.adopted_on.isoformat(),
            "places": proposal.cities,
            "body": dict(council.names),
            "signatories": proposal.signatories,
        }
    event = perform(work, document, Action.CONFIRM_ADOPTION, **data)
    notify(work, event, drafters_of(work.db, document), "adopted", document=str(document.id))
    return work.db.get_one(Act, event.id)


def _check_number(db: Session, number: str) -> None:
    if db.scalar(select(exists().where(Act.number == number))):
        raise Invalid("adoption.number_taken", field="number", number=number)


def _signatories(given: Iterable[Signatory], members: tuple[str, ...]) -> list[dict[str, str]]:
    by_state = {signatory.state: signatory for signatory in given}
    unknown = sorted(set(by_state) - set(members))
    if unknown:
        raise Invalid("council.unknown_state", state=unknown[0])
    rows = []
    for state in members:
        signatory = by_state.get(state, Signatory(state, Signing.NOT_SIGNED))
        needs_text = signatory.signing in (Signing.SPECIAL_OPINION, Signing.RESERVATION)
        text = fields.block(signatory.text, f"text_{state}", longest=20_000, required=needs_text)
        articles = fields.line(
            signatory.articles,
            f"articles_{state}",
            longest=200,
            required=signatory.signing is Signing.RESERVATION,
        )
        rows.append(
            asdict(Signatory(state, signatory.signing, text, articles)) | {"signing": signatory.signing.value}
        )
    if all(row["signing"] == Signing.NOT_SIGNED for row in rows):
        raise Invalid("adoption.nobody_signs", field="signatories")
    return rows


@applies(Action.PROPOSE_ADOPTION.value)
def _proposed(db: Session, event: Event) -> None:
    data = event.data
    db.add(
        AdoptionProposal(
            id=event.id,
            document_id=event.document_id,
            revision_id=event.revision_id,
            commit=data["commit"],
            text_sum=data["text_sum"],
            number=data["number"],
            adopted_on=date.fromisoformat(data["adopted_on"]),
            cities=data["places"],
            session_id=data["session"],
            signatories=data["signatories"],
            proposed_by=event.actor_id,
            proposer_name=event.actor_name,
            at=event.at,
        )
    )


@applies(Action.CANCEL_ADOPTION_PROPOSAL.value)
def _cancelled(db: Session, event: Event) -> None:
    db.get_one(AdoptionProposal, event.data["proposal"]).ended_at = event.at


@applies(Action.CONFIRM_ADOPTION.value)
def _adopted(db: Session, event: Event) -> None:
    data = event.data
    proposal = db.get_one(AdoptionProposal, data["proposal"])
    proposal.ended_at, proposal.confirmed = event.at, True
    db.add(
        Act(
            id=event.id,
            document_id=event.document_id,
            revision_id=event.revision_id,
            adoption_proposal_id=proposal.id,
            act_type=data["act_type"],
            number=data["number"],
            adopted_on=date.fromisoformat(data["adopted_on"]),
            cities=data["places"],
            body=data["body"],
            signatories=data["signatories"],
            confirmed_by=event.actor_name,
            text_sum=data["text_sum"],
        )
    )
