"""Remarks: the tab in text order, the form to make one, the answers, and taking one back."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response
from wtforms import RadioField, TextAreaField
from wtforms.validators import InputRequired

from cmia_docs.actions.review import remarks
from cmia_docs.errors import NotFound
from cmia_docs.queries.document.texts import texts_of
from cmia_docs.rules.permissions import Permission
from cmia_docs.rules.positions import DispositionKind
from cmia_docs.rules.workflow import Action
from cmia_docs.web.document.action_forms import Answer, SeenForm, answer_form, form_page, require_possible
from cmia_docs.web.document.available_actions import unavailable_actions
from cmia_docs.web.document.layout import document_page, require_review, shown_revision
from cmia_docs.web.review.remark_form import RemarkForm, only_shows_element, prepare
from cmia_docs.web.review.remarks_view import Remarks, remark_view, remarks_tab, visible_remarks
from cmia_docs.web.shared.access import document, requires
from cmia_docs.web.shared.context import services, work
from cmia_docs.web.shared.forms import options
from cmia_docs.web.shared.labels import DISPOSITIONS

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
        description=lazy_gettext("Needed where the remark is rejected or accepted in part."),
    )


@blueprint.get("")
@requires(Permission.SEE)
def index(document_id: int) -> str:
    """The remarks on the text, in its order."""
    require_review()
    blocked = unavailable_actions({Action.AGREE, Action.CIRCULATE})
    return document_page("web/review/remarks.html", "remarks", blocked=blocked, **remarks_tab())


@blueprint.route("/add", methods=["GET", "POST"])
@requires(Action.REMARK)
def add(document_id: int) -> Answer:
    """Make a remark or propose wording, on an element or on the whole text."""
    form = RemarkForm(unit=request.args.get("unit"), language=request.args.get("language"))
    if only_shows_element():
        require_possible(Action.REMARK)
        return _add_page(form, None), 200
    text = texts_of(services().drafts, document().slug, shown_revision()).get(form.language.data or "")
    return answer_form(
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
def answer(document_id: int, remark_id: int) -> Answer:
    """Answer a remark: accepted, in part, rejected, noted."""
    known = visible_remarks()
    _require_known(known, remark_id)
    before = known.answers.get(remark_id)
    form = AnswerForm(kind=before and before.kind, reason=before and before.reason)
    return answer_form(
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
        lambda conflict: _answer_page(form, known, remark_id, conflict),
        _("The remark is answered."),
        url_for("remarks.index", document_id=document_id, _anchor=f"r{remark_id}"),
    )


@blueprint.post("/<int:remark_id>/withdraw")
@requires(Action.WITHDRAW_REMARK)
def withdraw(document_id: int, remark_id: int) -> Response:
    """Take a remark back."""
    _require_known(visible_remarks(), remark_id)
    with work() as w:
        remarks.withdraw_remark(w, remark_id)
    flash(_("The remark is taken back."), "success")
    return redirect(url_for("remarks.index", document_id=document_id, _anchor=f"r{remark_id}"))


def _require_known(known: Remarks, remark_id: int) -> None:
    """A remark of another document, or one that is not open to the person, does not exist here."""
    if all(row.id != remark_id for row in known.rows):
        raise NotFound("remark.unknown")


def _add_page(form: RemarkForm, conflict: dict[str, Any] | None) -> str:
    around = prepare(form, shown_revision())
    return form_page(
        "web/review/add_remark.html",
        form,
        _("Make a remark"),
        conflict=conflict,
        button=_("Make the remark"),
        **around,
    )


def _answer_page(form: AnswerForm, known: Remarks, remark_id: int, conflict: dict[str, Any] | None) -> str:
    number, row = next((n, row) for n, row in enumerate(known.rows, 1) if row.id == remark_id)
    form.kind.choices = options((kind.value, str(word).capitalize()) for kind, word in DISPOSITIONS.items())
    return form_page(
        "web/review/answer_remark.html",
        form,
        _("Answer the remark"),
        conflict=conflict,
        button=_("Save the answer"),
        remark=remark_view(known, row, number),
    )
