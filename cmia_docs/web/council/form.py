"""The form of the council's settings: a row for each state and act type, with empty ones to add."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import BooleanField, Field, HiddenField, RadioField, SelectField, StringField

from cmia_docs.rules.council import Council, to_settings
from cmia_docs.rules.positions import NoReply
from cmia_docs.web.shared.forms import Form, options, with_fields
from cmia_docs.web.shared.labels import STATE_KINDS, language_name

STATES, ACT_TYPES = "states", "act_types"
_EMPTY_ROWS = 3
_MOST_ROWS = 200
_MOST_LANGUAGES = 12
_ROW = re.compile(rf"({STATES}|{ACT_TYPES})-(\d{{1,3}})-(.+)")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})?")


class _Asked:
    """Marks a field as one to fill in; whether it was is judged by the rules, with all other faults."""

    field_flags: ClassVar[dict[str, bool]] = {"required": True}

    def __call__(self, form: Form, field: Field) -> None:
        """Judge nothing."""


class SettingsForm(Form):
    """What stands once. `form_for` adds a field for each name and each cell of the tables."""

    seen = HiddenField()
    languages = StringField(
        lazy_gettext("Languages of texts"),
        [_Asked()],
        description=lazy_gettext("Codes with commas between them. The first one is the working language."),
    )
    time_zone = StringField(
        lazy_gettext("Time zone"),
        [_Asked()],
        description=lazy_gettext(
            "Area and city, such as Europe/Moscow, or UTC. Times are shown and days end by its clock, "
            "the due dates of open rounds too."
        ),
    )
    no_reply = RadioField(
        lazy_gettext("A state that does not answer by the due date"),
        choices=options((setting.value, setting.value) for setting in NoReply),
    )


@dataclass(frozen=True, slots=True)
class Entered:
    """What was typed, as settings, and from which row of the form each entry of a table comes."""

    settings: dict[str, Any]
    rows: Mapping[str, tuple[int, ...]]


def form_for(council: Council, event_id: int) -> SettingsForm:
    """The form as the settings stand, or as it was sent."""
    languages = _shown_languages(council)
    counts = {
        STATES: _rows_sent(STATES) or len(council.states) + _EMPTY_ROWS,
        ACT_TYPES: _rows_sent(ACT_TYPES) or len(council.act_types) + _EMPTY_ROWS,
    }
    fields: dict[str, Any] = {
        f"{entry}-{code}": StringField(_in_words(label, code), [_Asked()] if code == languages[0] else [])
        for entry, label in (("names", _("name").capitalize()), ("short_names", _("short name").capitalize()))
        for code in languages
    }
    for row in range(counts[STATES]):
        fields |= _state_fields(row, languages)
    for row in range(counts[ACT_TYPES]):
        fields |= _type_fields(row, languages)
    return with_fields(SettingsForm, fields)(data=_data(council, event_id))


def entered(form: SettingsForm) -> Entered:
    """The settings as typed: without rows left empty or to be dropped, in the order of their numbers."""
    rows = {table: _rows_in_order(form, table) for table in (STATES, ACT_TYPES)}
    settings = {
        "names": _names(form, "names"),
        "short_names": _names(form, "short_names"),
        "languages": languages_of(str(form.languages.data or "")),
        STATES: [_cells(form, STATES, row, ("code", "kind")) for row in rows[STATES]],
        ACT_TYPES: [
            _cells(form, ACT_TYPES, row, ("code", "number_pattern", "circulated")) for row in rows[ACT_TYPES]
        ],
        "no_reply": form.no_reply.data,
        "time_zone": str(form.time_zone.data or "").strip(),
    }
    return Entered(settings, rows)


def field_at(form: SettingsForm, typed: Entered, where: str) -> Field:
    """The field that a fault of the settings is about; its place in a table is that of the form's row."""
    found = _ROW.fullmatch(where)
    if found and int(found[2]) < len(typed.rows[found[1]]):
        where = f"{found[1]}-{typed.rows[found[1]][int(found[2])]}-{found[3]}"
    field: Field = form._fields.get(where, form.languages)
    return field


def row_with(form: SettingsForm, where: str, code: str) -> Field:
    """The cell of this code in the table that `where` names: a row that was to be dropped, though in use."""
    found = _ROW.fullmatch(where)
    cells: list[Field] = [
        field for name, field in form._fields.items() if found and _is_cell(name, found[1], "code")
    ]
    return next((cell for cell in cells if cell.data == code), form[where])


def languages_of(typed: str) -> list[str]:
    """The codes in a list that somebody typed."""
    return [code for code in re.split(r"[,;\s]+", typed) if code]


def _state_fields(row: int, languages: Iterable[str]) -> dict[str, Any]:
    kinds = options((kind, str(word)) for kind, word in STATE_KINDS.items())
    label, here = _("State or body, row %(row)d", row=row + 1), f"{STATES}-{row}"
    return (
        _common_fields(here, label)
        | {f"{here}-kind": SelectField(_of_row(label, _("kind")), choices=kinds, default="member")}
        | _name_fields(here, label, languages)
    )


def _type_fields(row: int, languages: Iterable[str]) -> dict[str, Any]:
    label, here = _("Act type, row %(row)d", row=row + 1), f"{ACT_TYPES}-{row}"
    return (
        _common_fields(here, label)
        | _name_fields(here, label, languages)
        | {
            f"{here}-number_pattern": StringField(_of_row(label, _("number pattern"))),
            f"{here}-circulated": BooleanField(_of_row(label, _("sent to the states")), default=True),
        }
    )


def _common_fields(here: str, label: str) -> dict[str, Any]:
    return {
        f"{here}-place": StringField(_of_row(label, _("place in lists"))),
        f"{here}-code": StringField(_of_row(label, _("code"))),
        f"{here}-drop": BooleanField(_of_row(label, _("drop"))),
    }


def _name_fields(here: str, label: str, languages: Iterable[str]) -> dict[str, Any]:
    named = _of_row(label, _("name"))
    return {f"{here}-names-{code}": StringField(_in_words(named, code)) for code in languages}


def _of_row(label: str, cell: str) -> str:
    return f"{label}: {cell}"


def _in_words(label: str, code: str) -> str:
    return f"{label} ({language_name(code)})"


def _data(council: Council, event_id: int) -> dict[str, Any]:
    settings = to_settings(council)
    data = {
        "seen": str(event_id),
        "languages": ", ".join(council.languages),
        "no_reply": council.no_reply.value,
        "time_zone": council.time_zone,
    }
    for entry in ("names", "short_names"):
        data |= {f"{entry}-{code}": name for code, name in settings[entry].items()}
    for table in (STATES, ACT_TYPES):
        for number, row in enumerate(settings[table]):
            data |= {f"{table}-{number}-names-{code}": name for code, name in row.pop("names").items()}
            data |= {f"{table}-{number}-{cell}": value for cell, value in row.items()}
            data[f"{table}-{number}-place"] = str(number + 1)
    return data


def _shown_languages(council: Council) -> list[str]:
    """Those in force, and those just typed, so that names can be given in a language before it is saved."""
    typed = [code for code in languages_of(request.form.get("languages", "")) if _LANGUAGE.fullmatch(code)]
    return list(dict.fromkeys([*council.languages, *typed]))[:_MOST_LANGUAGES]


def _rows_sent(table: str) -> int:
    return min(max(_row_numbers(request.form, table), default=-1) + 1, _MOST_ROWS)


def _row_numbers(names: Iterable[str], table: str) -> list[int]:
    return [int(found[2]) for name in names if (found := _ROW.fullmatch(name)) and found[1] == table]


def _rows_in_order(form: SettingsForm, table: str) -> tuple[int, ...]:
    used = [
        row
        for row in dict.fromkeys(_row_numbers(form._fields, table))
        if not form[f"{table}-{row}-drop"].data and _is_filled(form, table, row)
    ]
    return tuple(sorted(used, key=lambda row: (_place(form[f"{table}-{row}-place"].data), row)))


def _is_filled(form: SettingsForm, table: str, row: int) -> bool:
    cells = (name for name in form._fields if name.startswith(f"{table}-{row}-"))
    texts = (form[name] for name in cells if not name.endswith("-place"))
    return any((text.data or "").strip() for text in texts if isinstance(text, StringField))


def _place(typed: str | None) -> float:
    """Rows without a number come last."""
    text = (typed or "").strip()
    return float(text) if text.isascii() and text.isdigit() else float("inf")


def _cells(form: SettingsForm, table: str, row: int, cells: Iterable[str]) -> dict[str, Any]:
    here = f"{table}-{row}"
    values = {cell: form[f"{here}-{cell}"].data for cell in cells}
    typed = {cell: value.strip() if isinstance(value, str) else value for cell, value in values.items()}
    return typed | {"names": _names(form, f"{here}-names")}


def _names(form: SettingsForm, entry: str) -> dict[str, str]:
    start = f"{entry}-"
    return {
        name.removeprefix(start): field.data or ""
        for name, field in form._fields.items()
        if name.startswith(start)
    }


def _is_cell(name: str, table: str, cell: str) -> bool:
    found = _ROW.fullmatch(name)
    return found is not None and (found[1], found[3]) == (table, cell)
