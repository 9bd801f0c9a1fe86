"""People: invited, given roles, their accounts closed and opened, by an administrator."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response
from wtforms import DateField, EmailField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional

from cmia_docs.actions import people
from cmia_docs.errors import Invalid, NotFound
from cmia_docs.models import Person
from cmia_docs.queries.people import Account, accounts
from cmia_docs.rules.permissions import Grant, Permission
from cmia_docs.rules.workflow import Role
from cmia_docs.web.access import requires
from cmia_docs.web.context import council, installation_settings, reads, work
from cmia_docs.web.forms import Form, refuse_in
from cmia_docs.web.lists import asked
from cmia_docs.web.moments import end_of_day
from cmia_docs.web.names import language_name, role_name
from cmia_docs.web.pages import in_language

blueprint = Blueprint("people", __name__)
Answer = str | tuple[str, int] | Response


class GrantForm(Form):
    """A role, for a state where it needs one."""

    role = SelectField(lazy_gettext("Role"), [InputRequired()])
    state = SelectField(
        lazy_gettext("State or body"),
        [Optional()],
        description=lazy_gettext("National reviewers and chairs act for a state."),
    )
    until = DateField(
        lazy_gettext("Until"),
        [Optional()],
        description=lazy_gettext("The last day, where it ends: an auditor's does."),
    )

    def offer(self) -> None:
        """Fill the choices."""
        self.role.choices = [("", ""), *((role.value, role_name(role)) for role in Role)]
        self.state.choices = [("", ""), *((s.code, in_language(s.names)) for s in council().states)]

    def grant(self) -> Grant:
        """What was chosen."""
        return Grant(Role(self.role.data), self.state.data or "")


class InviteForm(GrantForm):
    """A new account with its first role."""

    email = EmailField(lazy_gettext("Mail address"), [InputRequired(), Length(max=254)])
    name = StringField(lazy_gettext("Name"), [InputRequired(), Length(max=200)])
    language = SelectField(lazy_gettext("Language of the pages"), [InputRequired()])

    def offer(self) -> None:
        """Fill the choices."""
        super().offer()
        del self.until
        self.language.choices = [(code, language_name(code)) for code in council().languages]


@blueprint.get("/people")
@requires(Permission.MANAGE_PEOPLE)
def index() -> str:
    """All accounts."""
    words, role, state = asked("q"), asked("role", 20), asked("state", 10)
    states = [("", _("all")), *((s.code, in_language(s.names)) for s in council().states)]
    roles = [("", _("all")), *((r.value, role_name(r)) for r in Role)]
    return render_template(
        "web/people/list.html",
        people=[_shown(account) for account in accounts(reads(), words=words, role=role, state=state)],
        url=url_for("people.index"),
        invite_url=url_for("people.invite"),
        query={"name": "q", "label": _("Name or mail address"), "value": words},
        selects=[
            {"name": "state", "label": _("State or body"), "value": state, "options": states},
            {"name": "role", "label": _("Role"), "value": role, "options": roles},
        ],
    )


@blueprint.route("/people/invite", methods=["GET", "POST"])
@requires(Permission.MANAGE_PEOPLE)
def invite() -> Answer:
    """Invite somebody: the link goes to them by mail and is shown once."""
    form = InviteForm()
    form.offer()
    if form.validate_on_submit():
        try:
            with work() as w:
                person, token = people.invite(
                    w,
                    email=form.email.data or "",
                    name=form.name.data or "",
                    language=form.language.data,
                    grants=[form.grant()],
                )
        except Invalid as error:
            refuse_in(form, error)
        else:
            return _show_link(person.id, token)
    return render_template("web/people/invite.html", form=form), 422 if form.is_submitted() else 200


@blueprint.get("/people/<int:person_id>")
@requires(Permission.MANAGE_PEOPLE)
def show(person_id: int) -> Answer:
    """One account: its roles, and what can be done with it."""
    form = GrantForm()
    form.offer()
    return _person_page(person_id, form)


@blueprint.post("/people/<int:person_id>/roles")
@requires(Permission.MANAGE_PEOPLE)
def grant(person_id: int) -> Answer:
    """Give a role."""
    form = GrantForm()
    form.offer()
    if form.validate_on_submit():
        try:
            with work() as w:
                people.grant_role(w, person_id, form.grant(), end_of_day(form.until.data))
        except Invalid as error:
            refuse_in(form, error)
        else:
            return redirect(url_for("people.show", person_id=person_id))
    return _person_page(person_id, form), 422


@blueprint.post("/people/<int:person_id>/roles/<role>/revoke")
@blueprint.post("/people/<int:person_id>/roles/<role>/<state>/revoke")
@requires(Permission.MANAGE_PEOPLE)
def revoke(person_id: int, role: str, state: str = "") -> Response:
    """Take a role."""
    if role not in set(Role):
        raise NotFound("grant.unknown")
    with work() as w:
        people.revoke_role(w, person_id, Grant(Role(role), state))
    return redirect(url_for("people.show", person_id=person_id))


@blueprint.post("/people/<int:person_id>/<any(disable, enable):act>")
@requires(Permission.MANAGE_PEOPLE)
def switch(person_id: int, act: str) -> Response:
    """Close or open an account."""
    with work() as w:
        (people.disable if act == "disable" else people.enable)(w, person_id)
    return redirect(url_for("people.show", person_id=person_id))


@blueprint.post("/people/<int:person_id>/invite-again")
@requires(Permission.MANAGE_PEOPLE)
def invite_again(person_id: int) -> Answer:
    """A new link: the invitation was lost, or the password forgotten."""
    with work() as w:
        token = people.invite_again(w, person_id)
    return _show_link(person_id, token)


def _show_link(person_id: int, token: str) -> str:
    address = installation_settings().address
    flash(_("The invitation is on its way by mail. The link works once, for a week."), "success")
    return render_template(
        "web/people/invited.html", person=reads().get_one(Person, person_id), link=f"{address}/join/{token}"
    )


def _person_page(person_id: int, form: GrantForm) -> str:
    person = reads().get(Person, person_id)
    if person is None:
        raise NotFound("person.unknown")
    states = {state.code: in_language(state.names) for state in council().states}
    return render_template(
        "web/people/show.html",
        person=person,
        status=Account(person, None).status,
        form=form,
        states=states,
        role_name=role_name,
    )


def _shown(account: Account) -> dict[str, Any]:
    person = account.person
    states = {state.code: in_language(state.names) for state in council().states}
    return {
        "name": person.name,
        "email": person.email,
        "state": ", ".join(sorted({states.get(g.state, g.state) for g in person.grants if g.state})),
        "roles": ", ".join(dict.fromkeys(role_name(g.role) for g in person.grants)),
        "status": account.status,
        "seen": account.seen_at,
        "url": url_for("people.show", person_id=person.id),
        "acts": [],
    }
