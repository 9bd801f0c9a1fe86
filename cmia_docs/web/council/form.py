"""The form of the council's settings: a row for each state and act type, with empty ones to add."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    Field,
    FieldList,
    FormField,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
)
from wtforms.utils import unset_value

from cmia_docs.rules.council import Council, to_settings
from cmia_docs.rules.positions import NoReply
from cmia_docs.web.shared.forms import Form, options, with_fields
from cmia_docs.web.shared.labels import STATE_KINDS, language_name

STATES, ACT_TYPES = "states", "act_types"
_EMPTY_ROWS = 3
_MOST_ROWS = 200
_MOST_LANGUAGES = 12
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})?")


class _MarkedRequired:
    """Marks a field as required; the rules check it, together with everything else."""

    field_flags: ClassVar[dict[str, bool]] = {"required": True}

    def __call__(self, form: Form, field: Field) -> None:
        """Check nothing."""


class SettingsForm(Form):
    """The fields that are there once. `form_for` adds a field for each name, and the tables."""

    seen = HiddenField()
    languages = StringField(
        lazy_gettext("Languages of texts"),
        [_MarkedRequired()],
        description=lazy_gettext("Codes separated by commas. The first one is the working language."),
    )
    time_zone = StringField(
        lazy_gettext("Time zone"),
        [_MarkedRequired()],
        description=lazy_gettext(
            "Area and city, such as Europe/Moscow, or UTC. Times are shown and days end by its clock, "
            "the due dates of open rounds too."
        ),
    )
    no_reply = RadioField(
        lazy_gettext("A state that does not answer by the due date"),
        choices=options((setting.value, setting.value) for setting in NoReply),
    )


class _Part(Form):
    """A part of the form. The token against forged forms is in the whole, once."""

    class Meta(Form.Meta):
        """Without a token."""

        csrf = False


class SettingsRow(_Part):
    """What the rows of both tables have. `form_for` adds the rest. Rows are ordered by their `number`."""

    number = StringField(lazy_gettext("order in lists"), name="place")
    code = StringField(lazy_gettext("code"))
    drop = BooleanField(lazy_gettext("remove"))


class _Table(FieldList):  # type: ignore[type-arg] # generic in its stubs alone
    """The rows of one table; its label names a row by its number.

    A row in force that was not sent stays: only its box drops it. Of the indexes that are sent those of one
    to three digits count: FieldList alone would fail on `²` and on thousands of digits.
    """

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        """Take the rows that were sent, or those of `data`, with empty ones below."""
        prefix = re.compile(rf"{self.name}-[0-9]{{1,3}}-")
        sent = {match[0] for name in formdata or () if (match := prefix.match(name))}
        in_force = {f"{self.name}-{index}-" for index in range(len(data))}
        # Only the indexes are read here: each row takes its cells from the request, as all forms do.
        rows = MultiDict(dict.fromkeys(sent | in_force, "")) if formdata else None
        super().process(rows, data, extra_filters)
        for number, entry in enumerate(self, start=1):
            for cell in cells_of(entry):
                cell.label.text = f"{self.label.text % {'row': number}}: {cell.label.text}"


@dataclass(frozen=True, slots=True)
class Entered:
    """What was typed, as settings, and the row of the form that each entry of a table comes from."""

    settings: dict[str, Any]
    rows: Mapping[str, list[FormField[SettingsRow]]]


def form_for(council: Council, event_id: int) -> SettingsForm:
    """The form with the settings in force, or as it was sent."""
    languages = _shown_languages(council)
    kinds = options((kind, str(word)) for kind, word in STATE_KINDS.items())
    state = {
        "kind": SelectField(_("kind"), choices=kinds, default="member"),
        "names": _names(_("name"), languages),
    }
    act_type = {
        "names": _names(_("name"), languages),
        "number_pattern": StringField(_("number pattern")),
        "circulated": BooleanField(_("sent to the states"), default=True),
    }
    fields = {
        "names": _names(_("name").capitalize(), languages, required=languages[0]),
        "short_names": _names(_("short name").capitalize(), languages, required=languages[0]),
        STATES: _table(lazy_gettext("State or body, row %(row)d"), state, len(council.states)),
        ACT_TYPES: _table(lazy_gettext("Act type, row %(row)d"), act_type, len(council.act_types)),
    }
    return with_fields(SettingsForm, fields)(data=_settings_as_data(council, event_id))


def cells_of(form: Iterable[Field]) -> Iterator[Field]:
    """The fields to fill in, out of tables, rows and names, in the order in which they were made."""
    for field in form:
        if isinstance(field, FieldList | FormField):
            yield from cells_of(field)
        else:
            yield field


def entered(form: SettingsForm) -> Entered:
    """The settings as typed: rows in the order of their numbers, without those empty or to be dropped."""
    rows = {table: _rows_in_order(form[table]) for table in (STATES, ACT_TYPES)}
    settings = {
        "names": form["names"].data,
        "short_names": form["short_names"].data,
        "languages": languages_of(str(form.languages.data or "")),
        STATES: [_settings_of_row(row) for row in rows[STATES]],
        ACT_TYPES: [_settings_of_row(row) for row in rows[ACT_TYPES]],
        "no_reply": form.no_reply.data,
        "time_zone": str(form.time_zone.data or "").strip(),
    }
    return Entered(settings, rows)


def field_at(form: SettingsForm, typed: Entered, where: str) -> Field:
    """The field that a fault of the settings is about; an index in a table is that of the settings typed."""
    fields = {field.name: field for field in cells_of(form)}
    for table, rows in typed.rows.items():
        for index, row in enumerate(rows):
            prefix = f"{table}-{index}"
            fields |= {prefix + cell.name.removeprefix(row.name): cell for cell in cells_of(row)}
    return fields.get(where, form.languages)


def row_with(form: SettingsForm, where: str, code: str) -> Field:
    """The cell of this code in the table that `where` names: a row that was to be dropped, though in use."""
    table = where.partition("-")[0]
    cells = [row["code"] for row in form[table]] if table in (STATES, ACT_TYPES) else []
    return next((cell for cell in cells if cell.data == code), cells[0] if cells else form.languages)


def languages_of(typed: str) -> list[str]:
    """The codes in a list that somebody typed."""
    return [code for code in re.split(r"[,;\s]+", typed) if code]


def _names(label: str, languages: list[str], required: str = "") -> FormField[_Part]:
    """A field for the name in each language; that in one of them is `required`."""
    fields = {
        code: StringField(
            f"{label} ({language_name(code)})", [_MarkedRequired()] if code == required else [], default=""
        )
        for code in languages
    }
    return FormField(with_fields(_Part, fields))


def _table(label: str, cells: dict[str, Any], in_force: int) -> _Table:
    shown = in_force + _EMPTY_ROWS
    row = FormField(with_fields(SettingsRow, cells))
    return _Table(row, label, min_entries=shown, max_entries=max(shown, _MOST_ROWS))


def _settings_as_data(council: Council, event_id: int) -> dict[str, Any]:
    settings = to_settings(council)
    for table in (STATES, ACT_TYPES):
        settings[table] = [
            row | {"number": str(number)} for number, row in enumerate(settings[table], start=1)
        ]
    return settings | {
        "seen": str(event_id),
        "languages": ", ".join(council.languages),
        "time_zone": council.time_zone,
    }


def _shown_languages(council: Council) -> list[str]:
    """Those in force, and those just typed: names can be given in a language before it is saved."""
    typed = [code for code in languages_of(request.form.get("languages", "")) if _LANGUAGE.fullmatch(code)]
    return list(dict.fromkeys([*council.languages, *typed]))[:_MOST_LANGUAGES]


def _rows_in_order(table: _Table) -> list[FormField[SettingsRow]]:
    used = [row for row in table if not row["drop"].data and _is_filled(row)]
    return sorted(used, key=lambda row: _number(row["number"].data))


def _is_filled(row: FormField[SettingsRow]) -> bool:
    texts = [cell for cell in cells_of(row) if isinstance(cell, StringField) and cell is not row["number"]]
    return any((text.data or "").strip() for text in texts)


def _number(typed: str | None) -> float:
    """Rows without a number come last."""
    text = (typed or "").strip()
    return float(text) if text.isascii() and text.isdigit() else float("inf")


def _settings_of_row(row: FormField[SettingsRow]) -> dict[str, Any]:
    cells = {name: cell for name, cell in row.data.items() if name not in ("number", "drop")}
    return {name: cell.strip() if isinstance(cell, str) else cell for name, cell in cells.items()}
