"""The secretariat's check: a draft submitted, what the check finds, and its return to the drafters."""

from __future__ import annotations

from flask import Blueprint
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from cmia_docs.actions.review import checking
from cmia_docs.queries.document.texts import texts_of
from cmia_docs.rules.permissions import Permission
from cmia_docs.rules.workflow import Action
from cmia_docs.text.check.checks import check as findings_in
from cmia_docs.web.document.action_forms import action_page, do_at_once, respond_to_form
from cmia_docs.web.document.layout import document_page, shown_revision
from cmia_docs.web.review.agreement import ReasonForm
from cmia_docs.web.review.findings_view import check_page
from cmia_docs.web.shared.access import document, requires
from cmia_docs.web.shared.context import services
from cmia_docs.web.shared.responses import PageResponse

blueprint = Blueprint("checking", __name__, url_prefix="/documents/<int:document_id>")


@blueprint.post("/submit")
@requires(Action.SUBMIT)
def submit(document_id: int) -> Response:
    """Submit the current revision to the secretariat."""
    return do_at_once(
        lambda w, seen: checking.submit(w, document_id, seen=seen),
        _("The document was submitted to the secretariat for its check."),
    )


@blueprint.get("/check")
@requires(Permission.SEE_WORKING)
def check(document_id: int) -> str:
    """What the checks find in the current revision, by element."""
    revision = shown_revision()
    texts = texts_of(services().drafts, document().slug, revision)
    return document_page(
        "web/review/check.html",
        "check",
        revision=revision,
        page=check_page(texts, findings_in(texts), revision.number),
    )


@blueprint.route("/return", methods=["GET", "POST"])
@requires(Action.RETURN)
def give_back(document_id: int) -> PageResponse:
    """Return the draft to its drafters, saying what has to be corrected."""
    form = ReasonForm()
    return respond_to_form(
        form,
        Action.RETURN,
        lambda w: checking.return_to_draft(w, document_id, seen=form.saw, reason=form.reason.data or ""),
        action_page(
            form,
            _("Return to drafter"),
            _("Return to drafter"),
            intro=_("Say what has to be corrected. The drafters receive it by mail."),
        ),
        _("The document was returned to its drafters."),
    )
