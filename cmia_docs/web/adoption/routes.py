"""Adoption: the secretariat proposes one exact text, the chair reads it whole and confirms it."""

from __future__ import annotations

from flask import Blueprint
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import BooleanField, StringField
from wtforms.validators import InputRequired
from wtforms.widgets import HiddenInput

from cmia_docs.actions.adoption import adoption
from cmia_docs.errors import NotPossible
from cmia_docs.models import AdoptionProposal
from cmia_docs.queries.adoption.adoption import open_adoption_proposal
from cmia_docs.reasons import Reason
from cmia_docs.rules import fields
from cmia_docs.rules.stored_words import ADOPTION_PROPOSAL_FIELD
from cmia_docs.rules.workflow import Action
from cmia_docs.web.adoption.form import ProposeForm, propose_form, propose_page, typed_signatories
from cmia_docs.web.adoption.view import confirm_page
from cmia_docs.web.document.action_forms import (
    FormConflict,
    SeenForm,
    action_form,
    action_page,
    require_possible,
    respond_to_form,
)
from cmia_docs.web.review.agreement import ReasonForm
from cmia_docs.web.sessions.routes import typed_cities
from cmia_docs.web.shared.access import requires
from cmia_docs.web.shared.context import reads
from cmia_docs.web.shared.forms import IdField, put
from cmia_docs.web.shared.responses import PageResponse

blueprint = Blueprint("adoption", __name__, url_prefix="/documents/<int:document_id>/adoption")


class ConfirmForm(SeenForm):
    """The chair's confirmation of exactly the adoption proposal and the text that the page shows."""

    adoption_proposal_id = IdField(name=ADOPTION_PROPOSAL_FIELD, validators=[InputRequired()])
    text_sum = StringField(validators=[InputRequired()], widget=HiddenInput())
    read = BooleanField(lazy_gettext("I have read this text"), [InputRequired()])


@blueprint.route("/propose", methods=["GET", "POST"])
@requires(Action.PROPOSE_ADOPTION)
def propose(document_id: int) -> PageResponse:
    """Propose the tabled text for adoption."""
    require_possible(Action.PROPOSE_ADOPTION)
    form = propose_form()
    return respond_to_form(
        form,
        Action.PROPOSE_ADOPTION,
        lambda w: adoption.propose_adoption(
            w,
            document_id,
            seen=form.saw,
            number=form.number.data or "",
            adopted_on=fields.day(form.adopted_on.data, "adopted_on"),
            cities=typed_cities(form),
            signatories=typed_signatories(form),
        ),
        lambda conflict: _propose_page(form, conflict),
        _("The adoption is proposed. The chair confirms it."),
    )


@blueprint.route("/confirm", methods=["GET", "POST"])
@requires(Action.CONFIRM_ADOPTION)
def confirm(document_id: int) -> PageResponse:
    """Confirm the adoption of the text read."""
    form = ConfirmForm()
    return respond_to_form(
        form,
        Action.CONFIRM_ADOPTION,
        lambda w: adoption.confirm_adoption(
            w,
            document_id,
            adoption_proposal_id=form.adoption_proposal_id.data or 0,
            text_sum=form.text_sum.data or "",
        ),
        lambda conflict: _confirm_page(form, _open_adoption_proposal(document_id), conflict),
        _("The act is adopted and goes into the register."),
    )


@blueprint.route("/cancel", methods=["GET", "POST"])
@requires(Action.CANCEL_ADOPTION_PROPOSAL)
def cancel(document_id: int) -> PageResponse:
    """Cancel the adoption proposal, or refuse it, with the reason."""
    form = ReasonForm()
    return respond_to_form(
        form,
        Action.CANCEL_ADOPTION_PROPOSAL,
        lambda w: adoption.cancel_adoption_proposal(
            w, document_id, seen=form.saw, reason=form.reason.data or ""
        ),
        action_page(
            form,
            _("Cancel the adoption proposal"),
            _("Cancel the adoption proposal"),
            intro=_("The text stays on the agenda. It can be proposed again, deferred or returned."),
            danger=True,
        ),
        _("The adoption proposal is cancelled."),
    )


def _open_adoption_proposal(document_id: int) -> AdoptionProposal:
    adoption_proposal = open_adoption_proposal(reads(), document_id)
    if adoption_proposal is None:
        raise NotPossible(Reason.ADOPTION_NOT_PROPOSED)
    return adoption_proposal


def _propose_page(form: ProposeForm, conflict: FormConflict | None) -> str:
    return action_form("web/adoption/propose.html", form, propose_page(form, conflict))


def _confirm_page(
    form: ConfirmForm, adoption_proposal: AdoptionProposal, conflict: FormConflict | None
) -> str:
    if conflict:
        # The page shows another adoption proposal now, which the chair has not read yet.
        form.read.data = False
    put(form.adoption_proposal_id, adoption_proposal.id)
    put(form.text_sum, adoption_proposal.text_sum)
    return action_form("web/adoption/confirm.html", form, confirm_page(adoption_proposal, conflict))
