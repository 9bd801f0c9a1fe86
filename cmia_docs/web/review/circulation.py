"""Circulation: one revision sent to states with a due date; the date extended; the round closed."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response
from wtforms import DateField, SelectMultipleField, TextAreaField
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from cmia_docs.actions.review import circulation
from cmia_docs.models import Round
from cmia_docs.queries.review.remarks import open_remarks
from cmia_docs.queries.review.rounds import latest_round
from cmia_docs.rules import fields
from cmia_docs.rules.workflow import Action
from cmia_docs.web.document.action_forms import SeenForm, action_page, do_at_once, respond_to_form
from cmia_docs.web.document.layout import state_of_council
from cmia_docs.web.shared.access import requires
from cmia_docs.web.shared.context import council, reads, today
from cmia_docs.web.shared.dates import clock_words
from cmia_docs.web.shared.forms import options
from cmia_docs.web.shared.responses import PageResponse

blueprint = Blueprint("circulation", __name__, url_prefix="/documents/<int:document_id>")
_USUAL_DAYS = 30


class CirculateForm(SeenForm):
    """The states that the text is sent to, and the day by which they answer."""

    due_on = DateField(lazy_gettext("Due date"), [InputRequired()])
    states = SelectMultipleField(
        lazy_gettext("States"), widget=ListWidget(prefix_label=False), option_widget=CheckboxInput()
    )
    note = TextAreaField(
        lazy_gettext("Note to the states"),
        render_kw={"rows": 4},
        description=lazy_gettext(
            "What they should know in addition to the text: what has changed, what they are asked to do."
        ),
    )


class ExtendForm(SeenForm):
    """A later due date."""

    due_on = DateField(lazy_gettext("New due date"), [InputRequired()])


@blueprint.route("/circulate", methods=["GET", "POST"])
@requires(Action.CIRCULATE)
def circulate(document_id: int) -> PageResponse:
    """Send the current revision to the states: by default those of the last round, at first all members."""
    before = latest_round(reads(), document_id)
    form = _circulate_form(before)
    return respond_to_form(
        form,
        Action.CIRCULATE,
        lambda w: circulation.circulate(
            w,
            document_id,
            seen=form.saw,
            due_on=fields.day(form.due_on.data, "due_on"),
            states=form.states.data or [],
            note=form.note.data or "",
        ),
        action_page(
            form,
            _("Circulate") if before is None else _("Start a new round"),
            _("Circulate"),
            intro=_(
                "This revision is frozen and sent to the states. Their positions apply to this revision only."
            ),
        ),
        _("The text was sent to the states."),
        url_for("positions.index", document_id=document_id),
    )


@blueprint.route("/extend", methods=["GET", "POST"])
@requires(Action.EXTEND)
def extend(document_id: int) -> PageResponse:
    """Set a later due date for the open round."""
    round_ = latest_round(reads(), document_id)
    form = ExtendForm(due_on=round_.due_on if round_ else None)
    form.due_on.description = _deadline_hint()
    return respond_to_form(
        form,
        Action.EXTEND,
        lambda w: circulation.extend(
            w, document_id, seen=form.saw, due_on=fields.day(form.due_on.data, "due_on")
        ),
        action_page(
            form,
            _("Extend the due date"),
            _("Extend"),
            intro=_("The states are informed by mail."),
        ),
        _("The due date is extended."),
        url_for("positions.index", document_id=document_id),
    )


@blueprint.post("/close-round")
@requires(Action.CLOSE_ROUND)
def close_round(document_id: int) -> Response:
    """Close the open round, and go to its remarks where any is unanswered."""
    unanswered = open_remarks(reads(), document_id) > 0
    return do_at_once(
        lambda w, seen: circulation.close_round(w, document_id, seen=seen),
        _("The round is closed. Every remark gets its answer now.")
        if unanswered
        else _("The round is closed."),
        url_for("remarks.index" if unanswered else "positions.index", document_id=document_id),
    )


def _circulate_form(before: Round | None) -> CirculateForm:
    """The form with the states of the round before chosen, at first all members."""
    addressed = list(council().members) if before is None else before.states
    form = CirculateForm(states=addressed, due_on=today() + timedelta(days=_USUAL_DAYS))
    form.due_on.description = _deadline_hint()
    form.states.choices = options((state.code, state_of_council(state.code)) for state in council().states)
    return form


def _deadline_hint() -> str:
    return str(
        _(
            "The states can answer until the end of that day, 24:00 (time zone: %(clock)s).",
            clock=clock_words(),
        )
    )
