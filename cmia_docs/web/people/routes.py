"""Accounts: invitations, roles, and which accounts are closed."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from cmia_docs.actions.people import people, roles
from cmia_docs.errors import Invalid, NotAllowed, NotFound, NotPossible, StaleRevision
from cmia_docs.reasons import Reason
from cmia_docs.rules.permissions import Grant, Permission
from cmia_docs.rules.workflow import Role
from cmia_docs.web.people.forms import GrantForm, InviteForm
from cmia_docs.web.people.view import invited_page, people_page, person_page
from cmia_docs.web.shared.access import requires
from cmia_docs.web.shared.context import installation_settings, work
from cmia_docs.web.shared.forms import refuse_in
from cmia_docs.web.shared.refusal_messages import sentence_for
from cmia_docs.web.shared.responses import PageResponse

blueprint = Blueprint("people", __name__)


@blueprint.get("/people")
@requires(Permission.MANAGE_PEOPLE)
def index() -> str:
    """All accounts."""
    return render_template("web/people/list.html", page=people_page())


@blueprint.route("/people/invite", methods=["GET", "POST"])
@requires(Permission.MANAGE_PEOPLE)
def invite() -> PageResponse:
    """Invite a person: the link is sent to them by mail and shown once."""
    form = InviteForm()
    form.offer()
    if form.validate_on_submit():
        try:
            person_id, token = _invite(form)
        except (Invalid, StaleRevision) as error:
            refuse_in(form, error)
        else:
            return _show_link(person_id, token)
    return render_template("web/people/invite.html", form=form), 422 if form.is_submitted() else 200


@blueprint.get("/people/<int:person_id>")
@requires(Permission.MANAGE_PEOPLE)
def show(person_id: int) -> PageResponse:
    """One account: its roles, and what can be done with it."""
    form = GrantForm()
    form.offer()
    return _account(person_id, form)


@blueprint.post("/people/<int:person_id>/roles")
@requires(Permission.MANAGE_PEOPLE)
def grant(person_id: int) -> PageResponse:
    """Give a role."""
    form = GrantForm()
    form.offer()
    if form.validate_on_submit():
        try:
            with work() as w:
                roles.grant_role(w, person_id, form.grant(), form.ends_at())
        except (Invalid, StaleRevision, NotPossible) as error:
            refuse_in(form, error)
        else:
            flash(_("The role is given."), "success")
            return redirect(url_for("people.show", person_id=person_id))
    return _account(person_id, form), 422


@blueprint.post("/people/<int:person_id>/roles/<role>/revoke")
@blueprint.post("/people/<int:person_id>/roles/<role>/<state>/revoke")
@requires(Permission.MANAGE_PEOPLE)
def revoke(person_id: int, role: str, state: str = "") -> PageResponse:
    """Revoke a role."""
    if role not in set(Role):
        raise NotFound(Reason.GRANT_UNKNOWN)
    try:
        with work() as w:
            roles.revoke_role(w, person_id, Grant(Role(role), state))
    except (NotAllowed, NotPossible) as error:
        return _refused(person_id, error)
    flash(_("The role is revoked."), "success")
    return redirect(url_for("people.show", person_id=person_id))


@blueprint.post("/people/<int:person_id>/<any(disable, enable):action>")
@requires(Permission.MANAGE_PEOPLE)
def switch(person_id: int, action: str) -> PageResponse:
    """Close or open an account."""
    try:
        with work() as w:
            (people.disable if action == "disable" else people.enable)(w, person_id)
    except (NotAllowed, NotPossible) as error:
        return _refused(person_id, error)
    flash(_("The account is closed.") if action == "disable" else _("The account is open again."), "success")
    return redirect(url_for("people.show", person_id=person_id))


@blueprint.post("/people/<int:person_id>/invite-again")
@requires(Permission.MANAGE_PEOPLE)
def invite_again(person_id: int) -> PageResponse:
    """A new link: the invitation was lost, or the password forgotten."""
    try:
        with work() as w:
            token = people.invite_again(w, person_id)
    except NotPossible as error:
        return _refused(person_id, error)
    return _show_link(person_id, token)


def _invite(form: InviteForm) -> tuple[int, str]:
    with work() as w:
        person, token = people.invite(
            w,
            email=form.email.data or "",
            name=form.name.data or "",
            language=form.language.data,
            grants=[form.grant()],
            until=form.ends_at(),
        )
        return person.id, token


def _show_link(person_id: int, token: str) -> str:
    address = installation_settings().address
    flash(_("The invitation was sent by mail. The link works once, for a week."), "success")
    page = invited_page(person_id, f"{address}/join/{token}")
    return render_template("web/people/invited.html", page=page)


def _account(person_id: int, form: GrantForm) -> str:
    return render_template("web/people/show.html", form=form, page=person_page(person_id))


def _refused(person_id: int, error: NotAllowed | NotPossible) -> tuple[str, int]:
    """The page of the account, with the reason why the action was refused."""
    flash(sentence_for(error), "error")
    form = GrantForm(formdata=None)
    form.offer()
    return _account(person_id, form), 403 if isinstance(error, NotAllowed) else 409
