"""The legal status of an adopted act: in force from a day; amended, superseded or repealed by a later one."""

from __future__ import annotations

from flask import Blueprint
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import DateField, RadioField, SelectField, TextAreaField
from wtforms.validators import InputRequired

from cmia_docs.actions.adoption import legal_status
from cmia_docs.queries.adoption.adoption import other_acts
from cmia_docs.rules import fields
from cmia_docs.rules.workflow import Action
from cmia_docs.web.document.action_forms import SeenForm, action_page, respond_to_form
from cmia_docs.web.document.layout import title_in
from cmia_docs.web.shared.access import requires
from cmia_docs.web.shared.context import reads, today
from cmia_docs.web.shared.forms import options
from cmia_docs.web.shared.responses import PageResponse

blueprint = Blueprint("legal_status", __name__, url_prefix="/documents/<int:document_id>")
_NOT_HERE = 0


class InForceForm(SeenForm):
    """The day an act entered into force."""

    on = DateField(lazy_gettext("In force from"), [InputRequired()])


class LaterActForm(SeenForm):
    """What a later act does to this one."""

    action = RadioField(
        lazy_gettext("The later act"),
        [InputRequired()],
        choices=options(
            [
                (Action.AMEND.value, lazy_gettext("Amends this act")),
                (Action.SUPERSEDE.value, lazy_gettext("Supersedes this act")),
                (Action.REPEAL.value, lazy_gettext("Repeals this act")),
            ]
        ),
    )
    on = DateField(lazy_gettext("With effect from"), [InputRequired()])
    other = SelectField(
        lazy_gettext("The later act in the register"),
        coerce=int,
        description=lazy_gettext("If the later act is one of another body, name it in the reason below."),
    )
    reason = TextAreaField(
        lazy_gettext("By which act and provision"),
        [InputRequired()],
        render_kw={"rows": 3},
    )


@blueprint.route("/enter-into-force", methods=["GET", "POST"])
@requires(Action.ENTER_INTO_FORCE)
def enter_into_force(document_id: int) -> PageResponse:
    """Record the day the act entered into force."""
    form = InForceForm(on=today())
    return respond_to_form(
        form,
        Action.ENTER_INTO_FORCE,
        lambda w: legal_status.enter_into_force(w, document_id, on=fields.day(form.on.data, "on")),
        action_page(
            form,
            _("Enter into force"),
            _("Enter into force"),
            intro=_("The register shows the act as in force from this day."),
        ),
        _("The act is in force."),
    )


@blueprint.route("/later-act", methods=["GET", "POST"])
@requires(Action.AMEND)
def later_act(document_id: int) -> PageResponse:
    """Record that a later act amends, supersedes or repeals this one."""
    form = LaterActForm(on=today())
    form.other.choices = options([(_NOT_HERE, _("Not in this register")), *_register(document_id)])
    return respond_to_form(
        form,
        Action.AMEND,
        lambda w: legal_status.follow_later_act(
            w,
            document_id,
            Action(form.action.data),
            on=fields.day(form.on.data, "on"),
            reason=form.reason.data or "",
            other_id=form.other.data or None,
            known=form.knew,
        ),
        action_page(
            form,
            _("Record a change by a later act"),
            _("Record"),
            intro=_("The text of this act stays as it was adopted; the register shows its legal status."),
        ),
        _("The later act is recorded."),
    )


def _register(document_id: int) -> list[tuple[int, str]]:
    return [
        (act.id, f"{act.number} — {title_in(titles)[0]}") for act, titles in other_acts(reads(), document_id)
    ]
