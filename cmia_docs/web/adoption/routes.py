"""Adoption: the secretariat proposes one exact text, the chair reads it whole and confirms it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import BooleanField, StringField
from wtforms.validators import InputRequired
from wtforms.widgets import HiddenInput

from cmia_docs.actions.adoption import adoption
from cmia_docs.errors import NotPossible
from cmia_docs.models import AdoptionProposal
from cmia_docs.queries.adoption.adoption import open_adoption_proposal
from cmia_docs.rules import fields
from cmia_docs.rules.workflow import Action
from cmia_docs.web.adoption.form import ProposeForm, propose_form, signing_rows, typed_signatories
from cmia_docs.web.adoption.view import adoption_proposal_view
from cmia_docs.web.document.action_forms import (
    Answer,
    SeenForm,
    action_page,
    answer_form,
    form_page,
    require_possible,
)
from cmia_docs.web.document.available_actions import against
from cmia_docs.web.review.agreement import ReasonForm
from cmia_docs.web.sessions.routes import typed_places
from cmia_docs.web.shared.access import requires
from cmia_docs.web.shared.context import reads
from cmia_docs.web.shared.forms import IdField, put
from cmia_docs.web.shared.refusal_messages import sentence_for

blueprint = Blueprint("adoption", __name__, url_prefix="/documents/<int:document_id>/adoption")
View = dict[str, Any]


class ConfirmForm(SeenForm):
    """The chair's word on exactly the proposal and the text that the page shows."""

    proposal = IdField(validators=[InputRequired()])
    text_sum = StringField(validators=[InputRequired()], widget=HiddenInput())
    read = BooleanField(lazy_gettext("I have read this text"), [InputRequired()])


@blueprint.route("/propose", methods=["GET", "POST"])
@requires(Action.PROPOSE_ADOPTION)
def propose(document_id: int) -> Answer:
    """Propose the tabled text for adoption."""
    require_possible(Action.PROPOSE_ADOPTION)
    form = propose_form()
    return answer_form(
        form,
        Action.PROPOSE_ADOPTION,
        lambda w: adoption.propose_adoption(
            w,
            document_id,
            seen=form.saw,
            number=form.number.data or "",
            adopted_on=fields.day(form.adopted_on.data, "adopted_on"),
            cities=typed_places(form),
            signatories=typed_signatories(form),
        ),
        lambda conflict: _propose_page(form, conflict),
        _("The adoption is proposed. The chair confirms it."),
    )


@blueprint.route("/confirm", methods=["GET", "POST"])
@requires(Action.CONFIRM_ADOPTION)
def confirm(document_id: int) -> Answer:
    """Confirm the adoption of the text read."""
    form = ConfirmForm()
    return answer_form(
        form,
        Action.CONFIRM_ADOPTION,
        lambda w: adoption.confirm_adoption(
            w, document_id, adoption_proposal_id=form.proposal.data or 0, text_sum=form.text_sum.data or ""
        ),
        lambda conflict: _confirm_page(form, _proposed(document_id), conflict),
        _("The act is adopted and goes into the register."),
    )


@blueprint.route("/cancel", methods=["GET", "POST"])
@requires(Action.CANCEL_ADOPTION_PROPOSAL)
def cancel(document_id: int) -> Answer:
    """Take the proposal back, or refuse it, with the reason."""
    form = ReasonForm()
    return answer_form(
        form,
        Action.CANCEL_ADOPTION_PROPOSAL,
        lambda w: adoption.cancel_adoption_proposal(
            w, document_id, seen=form.saw, reason=form.reason.data or ""
        ),
        action_page(
            form,
            _("Cancel the proposal"),
            _("Cancel the proposal"),
            intro=_("The text stays on the agenda. It can be proposed again, deferred or returned."),
            danger=True,
        ),
        _("The proposal is cancelled."),
    )


def _proposed(document_id: int) -> AdoptionProposal:
    proposal = open_adoption_proposal(reads(), document_id)
    if proposal is None:
        raise NotPossible("adoption.not_proposed")
    return proposal


def _propose_page(form: ProposeForm, conflict: View | None) -> str:
    return form_page(
        "web/adoption/propose.html",
        form,
        _("Propose adoption"),
        conflict=conflict,
        button=_("Propose adoption"),
        rows=signing_rows(form),
        places=[field for field in form if field.short_name.startswith("place_")],
    )


def _confirm_page(form: ConfirmForm, proposal: AdoptionProposal, conflict: View | None) -> str:
    if conflict:
        # Another proposal lies before the chair now, and it has not been read yet.
        form.read.data = False
    put(form.proposal, proposal.id)
    put(form.text_sum, proposal.text_sum)
    refused = against(Action.CONFIRM_ADOPTION)
    return form_page(
        "web/adoption/confirm.html",
        form,
        _("Confirm adoption"),
        conflict=conflict,
        button=_("Confirm adoption"),
        cancel_url=url_for("adoption.cancel", document_id=proposal.document_id),
        why_not=sentence_for(refused) if refused else None,
        **adoption_proposal_view(proposal),
    )
