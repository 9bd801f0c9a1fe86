"""The council's settings: names, languages, states, act types, what a missing reply means."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from cmia_docs.actions.council.council import configure
from cmia_docs.errors import Invalid, StaleRevision
from cmia_docs.queries.council import latest_changes, settings_event
from cmia_docs.rules.council import faults_in
from cmia_docs.rules.permissions import Permission
from cmia_docs.web.council.form import Entered, SettingsForm, entered, field_at, form_for, row_with
from cmia_docs.web.council.view import page_data
from cmia_docs.web.shared.access import requires
from cmia_docs.web.shared.context import council, reads, work
from cmia_docs.web.shared.refusal_messages import sentence_for

blueprint = Blueprint("council", __name__)
Answer = str | tuple[str, int] | Response
_LATEST = 5
_MOST_DIGITS = 18


@blueprint.get("/council")
@requires(Permission.CONFIGURE)
def settings() -> Answer:
    """The settings in force, as a form, and who changed them when."""
    return _page(form_for(council(), settings_event(reads())))


@blueprint.post("/council")
@requires(Permission.CONFIGURE)
def save() -> Answer:
    """Set them; all faults come back at once, each at its row, with everything that was typed."""
    form = form_for(council(), settings_event(reads()))
    sound = form.validate_on_submit()
    typed = entered(form)
    if not sound or _mark_faults(form, typed):
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
    log = url_for("events.index", kind="configure")
    data = page_data(form, latest_changes(reads(), _LATEST))
    return render_template("web/council/settings.html", form=form, log_url=log, **data)


def _seen() -> int:
    """Whatever is no number of an event is stale, and so is a form that came without its fields."""
    typed = request.form.get("seen", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= _MOST_DIGITS else 0


def _mark_faults(form: SettingsForm, typed: Entered) -> bool:
    faults = faults_in(typed.settings)
    for fault in faults:
        _mark(form, typed, fault)
    return bool(faults)


def _mark(form: SettingsForm, typed: Entered, error: Invalid) -> None:
    """Put the sentence at its field; of codes in use that would go, each at its own row."""
    where = str(error.details.get("field", ""))
    cells = [row_with(form, where, code) for code in _dropped(error)] or [field_at(form, typed, where)]
    for cell in dict.fromkeys(cells):
        cell.errors = [*cell.errors, sentence_for(error)]


def _dropped(error: Invalid) -> tuple[str, ...]:
    codes = error.details.get("codes", ())
    return codes if isinstance(codes, tuple) else ()


def _stale(form: SettingsForm, error: StaleRevision) -> tuple[str, int]:
    """Saved again, the form sets what it shows: whoever does that has been told."""
    form.seen.data = str(error.details["current"])
    flash(sentence_for(error), "warning")
    return _page(form), 409
