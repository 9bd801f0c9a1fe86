"""An adoption proposal, as the chair reads it: all that goes into the register, and the whole text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from flask import url_for
from flask_babel import gettext as _

from cmia_docs.models import AdoptionProposal, CouncilSession, Revision
from cmia_docs.queries.document.texts import texts_of
from cmia_docs.rules.workflow import Action
from cmia_docs.text.model import Text
from cmia_docs.web.document.action_forms import ActionPage, FormConflict
from cmia_docs.web.document.available_actions import against
from cmia_docs.web.document.layout import described
from cmia_docs.web.register.signatories import SignatoryView, signatory_view
from cmia_docs.web.sessions.view import SessionView, session_view
from cmia_docs.web.shared.access import document
from cmia_docs.web.shared.context import reads, services
from cmia_docs.web.shared.labels import language_name
from cmia_docs.web.shared.refusal_messages import sentence_for
from cmia_docs.web.shared.text_view import UnitView, unit_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptionProposalView:
    """What is proposed, by whom and when. `cities`: language and name; `text_sum` is that of all texts."""

    number: str
    adopted_on: date
    cities: Sequence[tuple[str, str]]
    proposer: str
    at: datetime
    revision: int
    commit: str
    text_sum: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedText:
    """A language version, whole. `units` are those of the macro `text`."""

    language: str
    name: str
    authentic: bool
    sum: str
    units: Sequence[UnitView]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmPage(ActionPage):
    """For web/adoption/confirm.html. `why_not` says why this person cannot confirm, None where they can."""

    adoption_proposal: AdoptionProposalView
    session: SessionView | None
    signatories: Sequence[SignatoryView]
    texts: Sequence[ProposedText]
    cancel_url: str
    why_not: str | None


def confirm_page(adoption_proposal: AdoptionProposal, conflict: FormConflict | None) -> ConfirmPage:
    """The page around its form."""
    revision = reads().get_one(Revision, adoption_proposal.revision_id)
    refusal = against(Action.CONFIRM_ADOPTION)
    return ConfirmPage(
        title=_("Confirm adoption"),
        button=_("Confirm adoption"),
        conflict=conflict,
        adoption_proposal=_adoption_proposal(adoption_proposal, revision),
        session=_session(adoption_proposal),
        signatories=[signatory_view(entry) for entry in adoption_proposal.signatories],
        texts=_texts(revision),
        cancel_url=url_for("adoption.cancel", document_id=adoption_proposal.document_id),
        why_not=sentence_for(refusal) if refusal else None,
    )


def _adoption_proposal(adoption_proposal: AdoptionProposal, revision: Revision) -> AdoptionProposalView:
    return AdoptionProposalView(
        number=adoption_proposal.number,
        adopted_on=adoption_proposal.adopted_on,
        cities=list(adoption_proposal.cities.items()),
        proposer=adoption_proposal.proposer_name,
        at=adoption_proposal.at,
        revision=revision.number,
        commit=adoption_proposal.commit,
        text_sum=adoption_proposal.text_sum,
    )


def _session(adoption_proposal: AdoptionProposal) -> SessionView | None:
    row = reads().get(CouncilSession, adoption_proposal.session_id) if adoption_proposal.session_id else None
    return session_view(row) if row else None


def _texts(revision: Revision) -> list[ProposedText]:
    authentic = described(revision).authentic
    texts = texts_of(services().drafts, document().slug, revision)
    return [
        ProposedText(
            language=code,
            name=language_name(code).capitalize(),
            authentic=code in authentic,
            sum=revision.sums[code],
            units=_units(text, f"{code}-" if index else ""),
        )
        for index, (code, text) in enumerate(texts.items())
    ]


def _units(text: Text, prefix: str) -> list[UnitView]:
    """The units, without links. Ids are unique on a page: each version but the first prefixes its own."""
    return [replace(unit, id=f"{prefix}{unit.id}", permalink=None) for unit in unit_rows(text)]
