"""The people named on a document: drafters and experts, whom the secretariat names and takes off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response
from wtforms import SelectField
from wtforms.validators import InputRequired

from cmia_docs.actions.document import documents
from cmia_docs.errors import Invalid
from cmia_docs.models import Assignment, Person
from cmia_docs.queries.document.assignments import candidates
from cmia_docs.queries.document.document_page import people_on
from cmia_docs.rules.workflow import Action, Role
from cmia_docs.web.document.action_forms import require_possible
from cmia_docs.web.document.description_form import choices
from cmia_docs.web.document.layout import document_head, shown_revision
from cmia_docs.web.shared.access import document, requires
from cmia_docs.web.shared.context import now, reads, work
from cmia_docs.web.shared.forms import Form, refuse_in

blueprint = Blueprint("assignments", __name__, url_prefix="/documents/<int:document_id>/people")
_ROLES = (Role.DRAFTER, Role.EXPERT)


class NameForm(Form):
    """The person to name."""

    person = SelectField(lazy_gettext("Person"), [InputRequired()])


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPerson:
    """A person named on the document; `url` takes them off."""

    name: str
    email: str
    disabled: bool
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleGroup:
    """The drafters or the experts of the document, and the form that names another at `url`."""

    role: str
    title: str
    people: Sequence[NamedPerson]
    form: NameForm
    button: str
    url: str


@dataclass(frozen=True, slots=True)
class AssignmentsPage:
    """For web/document/assignments.html."""

    groups: Sequence[PeopleGroup]


@blueprint.get("")
@requires(Action.ASSIGN)
def index(document_id: int) -> str:
    """Who is named, and who can be."""
    require_possible(Action.ASSIGN)
    return _page({role: _form(role) for role in _ROLES})


@blueprint.post("/<any(drafter, expert):role>")
@requires(Action.ASSIGN)
def name(document_id: int, role: str) -> Response | tuple[str, int]:
    """Name a drafter or expert; from then on they see the document."""
    forms = {each: _form(each) for each in _ROLES}
    form = forms[Role(role)]
    if form.validate_on_submit():
        try:
            with work() as w:
                documents.assign(w, document_id, int(form.person.data), Role(role))
        except Invalid as error:
            refuse_in(form, error)
        else:
            flash(_("The person is named."), "success")
            return redirect(url_for("assignments.index", document_id=document_id))
    return _page(forms), 422


@blueprint.post("/<any(drafter, expert):role>/<int:person_id>/take-off")
@requires(Action.UNASSIGN)
def take_off(document_id: int, role: str, person_id: int) -> Response:
    """Take a person off; what they did stays."""
    with work() as w:
        documents.unassign(w, document_id, person_id, Role(role))
    flash(_("The person was removed from the document."), "success")
    return redirect(url_for("assignments.index", document_id=document_id))


def _form(role: Role) -> NameForm:
    form = NameForm(prefix=role.value)
    people = candidates(reads(), document().id, role, now())
    form.person.choices = choices((str(person.id), f"{person.name}, {person.email}") for person in people)
    return form


def _page(forms: dict[Role, NameForm]) -> str:
    named = people_on(reads(), document().id)
    page = AssignmentsPage([_group(role, form, named) for role, form in forms.items()])
    head = document_head(shown_revision())
    return render_template("web/document/assignments.html", page=page, document=head)


def _group(role: Role, form: NameForm, named: Sequence[tuple[Assignment, Person]]) -> PeopleGroup:
    drafters = role is Role.DRAFTER
    return PeopleGroup(
        role=role.value,
        title=_("Drafters") if drafters else _("Expert group"),
        people=[_person(role, person) for assignment, person in named if assignment.role == role],
        form=form,
        button=_("Name a drafter") if drafters else _("Name an expert"),
        url=url_for("assignments.name", document_id=document().id, role=role.value),
    )


def _person(role: Role, person: Person) -> NamedPerson:
    return NamedPerson(
        name=person.name,
        email=person.email,
        disabled=person.disabled_at is not None,
        url=url_for("assignments.take_off", document_id=document().id, role=role.value, person_id=person.id),
    )
