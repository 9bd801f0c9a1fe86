"""The council's settings: names, languages, states, act types, what a missing reply means."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from cmia_docs.actions.council.council import configure
from cmia_docs.errors import Invalid, StaleRevision
from cmia_docs.queries.council import latest_changes, settings_event
from cmia_docs.reasons.council import CouncilInUse
from cmia_docs.rules.council import faults_in
from cmia_docs.rules.permissions import Permission
from cmia_docs.web.council.form import Entered, SettingsForm, entered, field_at, form_for, row_with
from cmia_docs.web.council.view import settings_page
from cmia_docs.web.shared.access import requires
from cmia_docs.web.shared.context import council, reads, work
from cmia_docs.web.shared.refusal_messages import sentence_for
from cmia_docs.web.shared.responses import PageResponse

blueprint = Blueprint("council", __name__)
_LATEST = 5
_MOST_DIGITS = 18


@blueprint.get("/council")
@requires(Permission.CONFIGURE)
def settings() -> PageResponse:
    """The settings in force, as a form, and the latest changes."""
    return _page(form_for(council(), settings_event(reads())))


@blueprint.post("/council")
@requires(Permission.CONFIGURE)
def save() -> PageResponse:
    """Save them; all faults are shown at once, each at its row, with everything that was typed."""
    form = form_for(council(), settings_event(reads()))
    is_valid = form.validate_on_submit()
    typed = entered(form)
    if not is_valid or _mark_faults(form, typed):
        return _page(form), 422
    try:
        with work() as w:
            event = configure(w, typed.settings, seen=_seen())
    except Invalid as error:
        _mark(form, typed, error)
        return _page(form), 422
    except StaleRevision as error:
        return _stale(form, error)
    flash(_("The settings are saved.") if event else _("Nothing was changed."), "success")
    return redirect(url_for("council.settings"))


def _page(form: SettingsForm) -> str:
    log_url = url_for("events.index", kind="configure")
    page = settings_page(form, latest_changes(reads(), _LATEST), log_url)
    return render_template("web/council/settings.html", form=form, page=page)


def _seen() -> int:
    """The event that the form names; 0, which is stale, for what is no number or was not sent."""
    typed = request.form.get("seen", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= _MOST_DIGITS else 0


def _mark_faults(form: SettingsForm, typed: Entered) -> bool:
    faults = faults_in(typed.settings)
    for fault in faults:
        _mark(form, typed, fault)
    return bool(faults)


def _mark(form: SettingsForm, typed: Entered, error: Invalid) -> None:
    """Show the refusal at its field; where codes in use would be dropped, at the row of each."""
    dropped = error.reason.codes if isinstance(error.reason, CouncilInUse) else ()
    cells = [row_with(form, error.field, code) for code in dropped] or [field_at(form, typed, error.field)]
    for cell in dict.fromkeys(cells):
        cell.errors = [*cell.errors, sentence_for(error)]


def _stale(form: SettingsForm, error: StaleRevision) -> tuple[str, int]:
    """Warn of the change meanwhile; sent again, the form is saved as it is."""
    form.seen.data = str(error.current)
    flash(sentence_for(error), "warning")
    return _page(form), 409
