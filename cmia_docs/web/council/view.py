"""The page of the council's settings, around its form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from wtforms import Field, FormField

from cmia_docs.queries.council import SettingsChange
from cmia_docs.rules.positions import NoReply
from cmia_docs.web.council.form import ACT_TYPES, STATES, SettingsForm, SettingsRow, cells_of
from cmia_docs.web.shared.actor_labels import actor_label
from cmia_docs.web.shared.labels import NO_REPLIES, SETTINGS, language_name
from cmia_docs.web.shared.page_parts import TimelineEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsTable:
    """A table with a field in each cell; the last column is a box that drops the row."""

    id: str
    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Field]]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoReplyChoice:
    """What a missing reply can mean: the radio button, its label, and an explanation."""

    option: Field
    label: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsPage:
    """For web/council/settings.html.

    `fields` are all that can be filled in; `names`: the fields of name and short name, by language.
    """

    fields: Sequence[Field]
    names: Sequence[tuple[Field, Field]]
    tables: Sequence[SettingsTable]
    no_replies: Sequence[NoReplyChoice]
    changes: Sequence[TimelineEntry]
    log_url: str


def settings_page(form: SettingsForm, changes: Iterable[SettingsChange], log_url: str) -> SettingsPage:
    """The page of a form; `log_url` leads to all changes."""
    languages = [field.short_name for field in form["names"]]
    return SettingsPage(
        fields=list(cells_of(form)),
        names=list(zip(form["names"], form["short_names"], strict=True)),
        tables=[_states(form, languages), _act_types(form, languages)],
        no_replies=_no_replies(form),
        changes=[_change(change) for change in changes],
        log_url=log_url,
    )


def _states(form: SettingsForm, languages: list[str]) -> SettingsTable:
    return SettingsTable(
        id=STATES,
        title=_("States and bodies"),
        columns=[_("No."), _("Code"), _("Kind"), *map(_name_in, languages), _("Remove")],
        rows=_rows(form[STATES], ["number", "code", "kind", "names", "drop"]),
    )


def _act_types(form: SettingsForm, languages: list[str]) -> SettingsTable:
    return SettingsTable(
        id=ACT_TYPES,
        title=_("Act types"),
        columns=[
            _("No."),
            _("Code"),
            *map(_name_in, languages),
            _("Number pattern"),
            _("Sent to the states"),
            _("Remove"),
        ],
        rows=_rows(form[ACT_TYPES], ["number", "code", "names", "number_pattern", "circulated", "drop"]),
    )


def _name_in(code: str) -> str:
    return str(_("Name (%(language)s)", language=language_name(code)))


def _rows(rows: Iterable[FormField[SettingsRow]], columns: list[str]) -> list[list[Field]]:
    """The fields of each row by its columns; `names` has one for each language."""
    return [[field for column in columns for field in _fields(row, column)] for row in rows]


def _fields(row: FormField[SettingsRow], column: str) -> Iterable[Field]:
    field = row[column]
    return field if isinstance(field, FormField) else [field]


def _no_replies(form: SettingsForm) -> list[NoReplyChoice]:
    meanings = {
        NoReply.BLOCKS: _("Every state that was addressed has to answer this very text."),
        NoReply.AGREED: _(
            "When the round is closed after its due date, an agreement is recorded for every state that "
            "has not answered. Each of these positions is always shown as agreed by silence."
        ),
        NoReply.DOES_NOT_BLOCK: _(
            "The text can be agreed without an answer of that state, and no position is recorded for it."
        ),
    }
    return [
        NoReplyChoice(option=option, label=str(NO_REPLIES[setting]), meaning=meanings[setting])
        for option, setting in zip(form.no_reply, NoReply, strict=True)
    ]


def _change(change: SettingsChange) -> TimelineEntry:
    entries = ", ".join(str(SETTINGS[entry]) for entry in change.entries)
    return TimelineEntry(
        at=change.event.at,
        who=actor_label(change.event),
        what=_("changed: %(entries)s", entries=entries) if entries else _("set up the council"),
        icon="gear",
    )
