"""Sessions: the calendar, one session with its agenda, and documents put on the agenda or taken off."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import DateField, SelectField, StringField
from wtforms.validators import InputRequired, Optional

from cmia_docs.actions.sessions import sessions
from cmia_docs.errors import Invalid, NotFound
from cmia_docs.models import CouncilSession
from cmia_docs.queries.sessions.sessions import all_sessions
from cmia_docs.reasons import Reason
from cmia_docs.rules import fields
from cmia_docs.rules.permissions import Permission
from cmia_docs.rules.stored_words import CITY_FIELD
from cmia_docs.rules.workflow import Action
from cmia_docs.web.document.action_forms import SeenForm, action_page, respond_to_form
from cmia_docs.web.document.layout import state_of_council
from cmia_docs.web.review.agreement import ReasonForm
from cmia_docs.web.sessions.view import session_name, session_page, sessions_page
from cmia_docs.web.shared.access import requires
from cmia_docs.web.shared.context import actor, council, reads, work
from cmia_docs.web.shared.forms import Form, options, refuse_in, with_fields
from cmia_docs.web.shared.labels import language_name
from cmia_docs.web.shared.page_parts import Link
from cmia_docs.web.shared.responses import PageResponse

blueprint = Blueprint("sessions", __name__)


class SessionForm(Form):
    """A session to come. A field for the city in each of the council's languages is added."""

    begins_on = DateField(lazy_gettext("First day"), [InputRequired()])
    ends_on = DateField(
        lazy_gettext("Last day"),
        [Optional()],
        description=lazy_gettext("Leave it empty for a session of one day."),
    )
    chair_state = SelectField(lazy_gettext("Chairing state"), [InputRequired()])
    title = StringField(lazy_gettext("Title"))


class TableForm(SeenForm):
    """The session on whose agenda the document is put."""

    session = SelectField(lazy_gettext("Session"), [InputRequired()], coerce=int)


@blueprint.get("/sessions")
@requires(Permission.SIGNED_IN)
def index() -> str:
    """Sessions to come, the next first, and those that are over, the last first."""
    return render_template("web/sessions/index.html", page=sessions_page())


@blueprint.route("/sessions/new", methods=["GET", "POST"])
@requires(Permission.PLAN_SESSIONS)
def plan() -> PageResponse:
    """Add a session to the calendar."""
    form = _session_form()
    if form.validate_on_submit():
        try:
            with work() as w:
                planned = sessions.plan_session(
                    w,
                    begins_on=fields.day(form.begins_on.data, "begins_on"),
                    ends_on=fields.day(form.ends_on.data, "ends_on") if form.ends_on.data else None,
                    cities=typed_cities(form),
                    chair_state=form.chair_state.data,
                    title=form.title.data or "",
                    only_new=True,
                )
        except Invalid as error:
            refuse_in(form, error)
        else:
            flash(_("The session is planned."), "success")
            return redirect(url_for("sessions.show", session_id=planned.id))
    page = render_template("web/sessions/plan.html", form=form)
    return page, 422 if form.is_submitted() else 200


@blueprint.get("/sessions/<int:session_id>")
@requires(Permission.SIGNED_IN)
def show(session_id: int) -> str:
    """One session with the documents on its agenda that the person may know of."""
    row = reads().get(CouncilSession, session_id)
    if row is None:
        raise NotFound(Reason.SESSION_UNKNOWN)
    return render_template("web/sessions/show.html", page=session_page(row))


@blueprint.route("/documents/<int:document_id>/table", methods=["GET", "POST"])
@requires(Action.TABLE)
def table_document(document_id: int) -> PageResponse:
    """Put the agreed text on the agenda of a session."""
    form = TableForm()
    form.session.choices = options(
        (row.id, session_name(row)) for row, _count in all_sessions(reads(), actor())
    )
    return respond_to_form(
        form,
        Action.TABLE,
        lambda w: sessions.table(w, document_id, seen=form.saw, session_id=form.session.data),
        action_page(
            form,
            _("Put on the agenda"),
            _("Put on the agenda"),
            intro=_("Exactly this agreed text will go to the session.")
            if form.session.choices
            else _("No session is planned yet. Plan one first."),
            more=Link(_("Plan a session"), url_for("sessions.plan")),
        ),
        _("The document is on the agenda."),
    )


@blueprint.route("/documents/<int:document_id>/defer", methods=["GET", "POST"])
@requires(Action.DEFER)
def defer(document_id: int) -> PageResponse:
    """Take the text off the agenda, with the reason; it stays agreed."""
    form = ReasonForm()
    return respond_to_form(
        form,
        Action.DEFER,
        lambda w: sessions.defer(w, document_id, seen=form.saw, reason=form.reason.data or ""),
        action_page(
            form,
            _("Remove from the agenda"),
            _("Remove from the agenda"),
            intro=_("The text stays agreed and waits for another session."),
        ),
        _("The document was removed from the agenda."),
    )


def typed_cities(form: Form) -> dict[str, str]:
    """The city by language, from the fields of `city_fields`."""
    return {code: form[f"{CITY_FIELD}_{code}"].data or "" for code in council().languages}


def city_fields() -> dict[str, StringField]:
    """A field for the city in each language of the council; that of the working language is required."""
    working = council().working_language
    return {
        f"{CITY_FIELD}_{code}": StringField(
            _("Place (%(language)s)", language=language_name(code)),
            [InputRequired()] if code == working else [],
        )
        for code in council().languages
    }


def _session_form() -> SessionForm:
    form: SessionForm = with_fields(SessionForm, city_fields())()
    form.chair_state.choices = options((code, state_of_council(code)) for code in council().members)
    return form
