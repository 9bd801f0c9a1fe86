"""Agreement: reached on one exact text, or without circulation; opened again; the document withdrawn."""

from __future__ import annotations

from flask import Blueprint
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response
from wtforms import TextAreaField

from cmia_docs.actions.review import agreement
from cmia_docs.rules.workflow import Action
from cmia_docs.web.document.action_forms import SeenForm, action_page, do_at_once, respond_to_form
from cmia_docs.web.shared.access import requires
from cmia_docs.web.shared.responses import PageResponse

blueprint = Blueprint("agreement", __name__, url_prefix="/documents/<int:document_id>")


class ReasonForm(SeenForm):
    """The form of an action that needs a reason."""

    reason = TextAreaField(lazy_gettext("Reason"), render_kw={"rows": 4, "required": True})


@blueprint.post("/agree")
@requires(Action.AGREE)
def agree(document_id: int) -> Response:
    """Declare the circulated text agreed."""
    return do_at_once(
        lambda w, seen: agreement.agree(w, document_id, seen=seen),
        _("The text is agreed. It can be put on the agenda of a session."),
    )


@blueprint.post("/accept")
@requires(Action.ACCEPT)
def accept(document_id: int) -> Response:
    """Accept a text whose type is not circulated: it is agreed without the states."""
    return do_at_once(
        lambda w, seen: agreement.accept(w, document_id, seen=seen),
        _("The text is accepted. It can be put on the agenda of a session."),
    )


@blueprint.route("/reopen", methods=["GET", "POST"])
@requires(Action.REOPEN)
def reopen(document_id: int) -> PageResponse:
    """Go back to consolidation, with the reason."""
    form = ReasonForm()
    return respond_to_form(
        form,
        Action.REOPEN,
        lambda w: agreement.reopen(w, document_id, seen=form.saw, reason=form.reason.data or ""),
        action_page(
            form,
            _("Reopen"),
            _("Reopen"),
            intro=_(
                "The text goes back to its drafters. If it is changed, it has to be sent to the states again."
            ),
        ),
        _("The document is open again."),
    )


@blueprint.route("/withdraw", methods=["GET", "POST"])
@requires(Action.WITHDRAW)
def withdraw(document_id: int) -> PageResponse:
    """End the work on the document for good, with the reason."""
    form = ReasonForm()
    return respond_to_form(
        form,
        Action.WITHDRAW,
        lambda w: agreement.withdraw(w, document_id, seen=form.saw, reason=form.reason.data or ""),
        action_page(
            form,
            _("Withdraw"),
            _("Withdraw"),
            intro=_("The document is withdrawn for good. Everything made so far is kept."),
            danger=True,
        ),
        _("The document is withdrawn."),
    )
