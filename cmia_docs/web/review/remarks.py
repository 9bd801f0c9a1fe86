"""Remarks: the tab in text order, the form to make one, the answers, and the withdrawal of one."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response
from wtforms import RadioField, TextAreaField
from wtforms.validators import InputRequired

from cmia_docs.actions.review import remarks
from cmia_docs.errors import NotFound
from cmia_docs.queries.document.texts import texts_of
from cmia_docs.reasons import Reason
from cmia_docs.rules.permissions import Permission
from cmia_docs.rules.positions import DispositionKind
from cmia_docs.rules.workflow import Action
from cmia_docs.web.document.action_forms import (
    ActionPage,
    FormConflict,
    SeenForm,
    action_form,
    require_possible,
    respond_to_form,
)
from cmia_docs.web.document.layout import document_page, require_review, shown_revision
from cmia_docs.web.review.remark_form import RemarkForm, only_shows_element, prepare
from cmia_docs.web.review.remark_view import RemarkView, remark_view
from cmia_docs.web.review.remarks_view import remarks_page
from cmia_docs.web.review.visible_remarks import VisibleRemarks, visible_remarks
from cmia_docs.web.shared.access import document, requires
from cmia_docs.web.shared.context import services, work
from cmia_docs.web.shared.forms import options
from cmia_docs.web.shared.labels import DISPOSITIONS
from cmia_docs.web.shared.responses import PageResponse

blueprint = Blueprint("remarks", __name__, url_prefix="/documents/<int:document_id>/remarks")


class AnswerForm(SeenForm):
    """The answer to a remark."""

    kind = RadioField(
        lazy_gettext("Disposition"),
        [InputRequired()],
        choices=options((kind.value, word) for kind, word in DISPOSITIONS.items()),
    )
    reason = TextAreaField(
        lazy_gettext("Reason"),
        render_kw={"rows": 4},
        description=lazy_gettext("Required if the remark is rejected or partly accepted."),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPage(ActionPage):
    """For web/review/answer_remark.html."""

    remark: RemarkView


@blueprint.get("")
@requires(Permission.SEE)
def index(document_id: int) -> str:
    """The remarks on the text, in its order."""
    require_review()
    return document_page("web/review/remarks.html", "remarks", remarks_page())


@blueprint.route("/add", methods=["GET", "POST"])
@requires(Action.REMARK)
def add(document_id: int) -> PageResponse:
    """Make a remark or propose wording, on an element or on the whole text."""
    form = RemarkForm(unit=request.args.get("unit"), language=request.args.get("language"))
    if only_shows_element():
        require_possible(Action.REMARK)
        return _add_page(form, None), 200
    text = texts_of(services().drafts, document().slug, shown_revision()).get(form.language.data or "")
    return respond_to_form(
        form,
        Action.REMARK,
        lambda w: remarks.remark(
            w,
            document_id,
            seen=form.saw,
            language=form.language.data or "",
            unit_id=form.unit.data or "",
            body=form.body.data or "",
            wording=form.proposal(text),
            state=form.state.data or "",
        ),
        lambda conflict: _add_page(form, conflict),
        _("The remark is made."),
        url_for("remarks.index", document_id=document_id),
    )


@blueprint.route("/<int:remark_id>/answer", methods=["GET", "POST"])
@requires(Action.DISPOSE)
def answer(document_id: int, remark_id: int) -> PageResponse:
    """Answer a remark: it is accepted, accepted in part, rejected or noted."""
    visible = visible_remarks()
    _require_visible(visible, remark_id)
    before = visible.answers.get(remark_id)
    form = AnswerForm(kind=before and before.kind, reason=before and before.reason)
    return respond_to_form(
        form,
        Action.DISPOSE,
        lambda w: remarks.dispose(
            w,
            remark_id,
            seen=form.saw,
            kind=DispositionKind(form.kind.data),
            reason=form.reason.data or "",
            known=form.knew,
        ),
        lambda conflict: _answer_page(form, visible, remark_id, conflict),
        _("The remark is answered."),
        url_for("remarks.index", document_id=document_id, _anchor=f"r{remark_id}"),
    )


@blueprint.post("/<int:remark_id>/withdraw")
@requires(Action.WITHDRAW_REMARK)
def withdraw(document_id: int, remark_id: int) -> Response:
    """Withdraw a remark."""
    _require_visible(visible_remarks(), remark_id)
    with work() as w:
        remarks.withdraw_remark(w, remark_id)
    flash(_("The remark is withdrawn."), "success")
    return redirect(url_for("remarks.index", document_id=document_id, _anchor=f"r{remark_id}"))


def _require_visible(visible: VisibleRemarks, remark_id: int) -> None:
    """A remark of another document, or one that is not open to the person, does not exist here."""
    if all(row.id != remark_id for row in visible.rows):
        raise NotFound(Reason.REMARK_UNKNOWN)


def _add_page(form: RemarkForm, conflict: FormConflict | None) -> str:
    page = prepare(form, shown_revision(), conflict)
    return action_form("web/review/add_remark.html", form, page)


def _answer_page(
    form: AnswerForm, visible: VisibleRemarks, remark_id: int, conflict: FormConflict | None
) -> str:
    number, row = next((n, row) for n, row in enumerate(visible.rows, 1) if row.id == remark_id)
    form.kind.choices = options((kind.value, str(word).capitalize()) for kind, word in DISPOSITIONS.items())
    page = AnswerPage(
        title=_("Answer the remark"),
        button=_("Save the answer"),
        conflict=conflict,
        remark=remark_view(visible, row, number),
    )
    return action_form("web/review/answer_remark.html", form, page)
