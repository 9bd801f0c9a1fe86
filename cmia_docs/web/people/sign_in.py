"""Signing in and out, setting a password by invitation, one's own account."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask import session as cookie
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response
from wtforms import EmailField, PasswordField
from wtforms.validators import InputRequired, Length

from cmia_docs.actions.people import people
from cmia_docs.actions.people import sign_in as sign_in_actions
from cmia_docs.errors import Invalid
from cmia_docs.models import Person
from cmia_docs.reasons import Reason
from cmia_docs.rules.passwords import LONGEST_PASSWORD, SHORTEST_PASSWORD, check_password
from cmia_docs.rules.permissions import Permission
from cmia_docs.web.people.account_view import account_page, join_page
from cmia_docs.web.shared.access import requires
from cmia_docs.web.shared.context import SIGN_IN_COOKIE, actor, now, public_work, reads, sign_in_id, work
from cmia_docs.web.shared.forms import Form, refuse_in
from cmia_docs.web.shared.responses import PageResponse
from cmia_docs.web.shared.security import only_over_tls, safe_next

blueprint = Blueprint("signing_in", __name__)


class SignInForm(Form):
    """Address and password."""

    email = EmailField(lazy_gettext("Email"), [InputRequired(), Length(max=254)])
    password = PasswordField(lazy_gettext("Password"), [InputRequired(), Length(max=LONGEST_PASSWORD)])


class PasswordForm(Form):
    """A new password."""

    password = PasswordField(
        lazy_gettext("New password"),
        [InputRequired(), Length(max=LONGEST_PASSWORD)],
        description=lazy_gettext(
            "At least %(count)d characters; several unrelated words make a good one.", count=SHORTEST_PASSWORD
        ),
    )


class ChangeForm(PasswordForm):
    """A new password in place of the current one."""

    current = PasswordField(lazy_gettext("Current password"), [InputRequired(), Length(max=LONGEST_PASSWORD)])


@blueprint.route("/sign-in", methods=["GET", "POST"])
@requires(Permission.PUBLIC)
def sign_in() -> PageResponse:
    """The same answer for an unknown name as for a wrong password."""
    form = SignInForm()
    if not form.validate_on_submit():
        return render_template("web/people/login.html", form=form), 422 if form.is_submitted() else 200
    email, password = form.email.data or "", form.password.data or ""
    with public_work() as w:
        try_id = sign_in_actions.note_try(w, email=email, address=request.remote_addr or "")
    with public_work() as w:
        result = sign_in_actions.sign_in(
            w, try_id=try_id, email=email, password=password, browser=request.user_agent.string
        )
    if isinstance(result, sign_in_actions.Refusal):
        reason = Reason.SIGN_IN_LIMITED if result.limited else Reason.SIGN_IN_REFUSED
        refuse_in(form, Invalid(reason, field="email"))
        return render_template("web/people/login.html", form=form), 429 if result.limited else 422
    # A new identity: nothing of the old one stays valid, nor do its form tokens.
    cookie.clear()
    response = redirect(safe_next(request.args.get("next")) or url_for("dashboard.index"))
    response.set_cookie(SIGN_IN_COOKIE, result, httponly=True, samesite="Lax", secure=only_over_tls())
    return response


@blueprint.post("/sign-out")
@requires(Permission.SIGNED_IN)
def sign_out() -> Response:
    """End this sign-in."""
    current = sign_in_id()
    if current is not None:
        with work() as w:
            sign_in_actions.sign_out(w, current)
    cookie.clear()
    response = redirect(url_for("dashboard.index"))
    response.delete_cookie(SIGN_IN_COOKIE, httponly=True, samesite="Lax", secure=only_over_tls())
    return response


@blueprint.route("/join/<token>", methods=["GET", "POST"])
@requires(Permission.PUBLIC)
def join(token: str) -> PageResponse:
    """Set the password of an invited account."""
    form = PasswordForm()
    person = reads().get_one(Person, people.invitation_of(reads(), token, now()).person_id)
    if form.validate_on_submit():
        try:
            with public_work() as w:
                people.join(w, token, form.password.data or "")
        except Invalid as error:
            refuse_in(form, error)
        else:
            flash(_("Your password is set. Sign in with it."), "success")
            return redirect(url_for("signing_in.sign_in"))
    page = render_template("web/people/join.html", form=form, page=join_page(person))
    return page, 422 if form.is_submitted() else 200


@blueprint.get("/account")
@requires(Permission.SIGNED_IN)
def account() -> PageResponse:
    """One's own sign-ins and password."""
    return _account_page(ChangeForm())


@blueprint.post("/account/password")
@requires(Permission.SIGNED_IN)
def change_password() -> PageResponse:
    """Set another password; the person has to sign in again after that."""
    form = ChangeForm()
    if form.validate_on_submit():
        try:
            _change_password(current=form.current.data or "", new=form.password.data or "")
        except Invalid as error:
            refuse_in(form, error)
        else:
            flash(_("Your password is changed. Sign in with it."), "success")
            return redirect(url_for("signing_in.sign_in"))
    return _account_page(form), 422


@blueprint.post("/account/sign-ins/<int:other_id>/end")
@requires(Permission.SIGNED_IN)
def end(other_id: int) -> Response:
    """End one of one's own sign-ins, perhaps on a lost device."""
    with work() as w:
        sign_in_actions.sign_out(w, other_id)
    return redirect(url_for("signing_in.account"))


def _change_password(*, current: str, new: str) -> None:
    # Before the try is counted: to look for a good new password is not to guess the current one.
    check_password(new, (actor().email, actor().name))
    with work() as w:
        try_id = sign_in_actions.note_try(w, email=actor().email, address=request.remote_addr or "")
    with work() as w:
        sign_in_actions.change_password(w, try_id=try_id, current=current, new=new)


def _account_page(form: ChangeForm) -> str:
    return render_template("web/people/account.html", form=form, page=account_page())
