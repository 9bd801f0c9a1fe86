"""What the page of the council's settings shows around its form."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from wtforms import Field, FormField

from cmia_docs.queries.council import SettingsChange
from cmia_docs.rules.positions import NoReply
from cmia_docs.web.council.form import ACT_TYPES, STATES, Row, SettingsForm, cells_of
from cmia_docs.web.shared.actor_labels import actor_label
from cmia_docs.web.shared.labels import NO_REPLIES, SETTINGS, language_name


def page_data(form: SettingsForm, changes: Iterable[SettingsChange]) -> dict[str, Any]:
    """Everything but the form itself; see templates/web/council/settings.html."""
    languages = [field.short_name for field in form["names"]]
    return {
        "fields": list(cells_of(form)),
        "names": list(zip(form["names"], form["short_names"], strict=True)),
        "tables": [_states(form, languages), _act_types(form, languages)],
        "no_replies": _no_replies(form),
        "changes": [_change(change) for change in changes],
    }


def _states(form: SettingsForm, languages: list[str]) -> dict[str, Any]:
    return {
        "id": STATES,
        "title": _("States and bodies"),
        "columns": [_("No."), _("Code"), _("Kind"), *map(_name_in, languages), _("Drop")],
        "rows": _rows(form[STATES], ["place", "code", "kind", "names", "drop"]),
    }


def _act_types(form: SettingsForm, languages: list[str]) -> dict[str, Any]:
    return {
        "id": ACT_TYPES,
        "title": _("Act types"),
        "columns": [
            _("No."),
            _("Code"),
            *map(_name_in, languages),
            _("Number pattern"),
            _("Sent to the states"),
            _("Drop"),
        ],
        "rows": _rows(form[ACT_TYPES], ["place", "code", "names", "number_pattern", "circulated", "drop"]),
    }


def _name_in(code: str) -> str:
    return str(_("Name (%(language)s)", language=language_name(code)))


def _rows(rows: Iterable[FormField[Row]], columns: list[str]) -> list[list[Field]]:
    """The fields of each row as they stand in its columns; under `names` there is one for each language."""
    return [[field for column in columns for field in _fields(row, column)] for row in rows]


def _fields(row: FormField[Row], column: str) -> Iterable[Field]:
    field = row[column]
    return field if isinstance(field, FormField) else [field]


def _no_replies(form: SettingsForm) -> list[tuple[Field, str, str]]:
    """Each choice with its words and what it means."""
    meanings = {
        NoReply.BLOCKS: _("Every state that was addressed has to answer this very text."),
        NoReply.AGREED: _(
            "When the round is closed after its due date, an agreement is recorded for every state that has "
            "not answered. Each of these positions says for ever that silence made it."
        ),
        NoReply.DOES_NOT_BLOCK: _(
            "The text can be agreed without an answer of that state, and no position is recorded for it."
        ),
    }
    words = [(str(NO_REPLIES[setting]), meanings[setting]) for setting in NoReply]
    return [(option, *said) for option, said in zip(form.no_reply, words, strict=True)]


def _change(change: SettingsChange) -> dict[str, Any]:
    entries = ", ".join(str(SETTINGS[entry]) for entry in change.entries)
    return {
        "at": change.event.at,
        "who": actor_label(change.event),
        "what": _("changed: %(entries)s", entries=entries) if entries else _("set up the council"),
        "sign": "gear",
    }
