"""The wording of notices: templates in templates/mail, filled in the recipient's language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from babel.dates import format_date
from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

_FALLBACK = "en"


class NoticeTemplates:
    """Renders `<template>.<language>.txt`, English where that language has none. Text, never HTML."""

    def __init__(self, folder: Path, public_url: str) -> None:
        # Plain text needs no escaping; header lines are checked where the message is built.
        loader = FileSystemLoader(folder)
        self._forms = Environment(loader=loader, undefined=StrictUndefined, trim_blocks=True)  # noqa: S701
        self._forms.filters["day"] = _day
        self._public_url = public_url

    def fill(self, template: str, language: str, values: Mapping[str, object]) -> tuple[str, str]:
        """Subject (the first line) and body."""
        names = [f"{template}.{language}.txt", f"{template}.{_FALLBACK}.txt"]
        filled = self._forms.select_template(names).render(url=self._public_url, **values)
        subject, _, body = filled.partition("\n")
        return subject.strip(), body.strip() + "\n"


@pass_context
def _day(context: Context, iso: str) -> str:
    """A full date in the language of the notice: `23 December 2026`."""
    language = (context.name or "").split(".")[1]
    # British English writes the day first, as the pages do.
    locale = "en_GB" if language == _FALLBACK else language
    return str(format_date(date.fromisoformat(str(iso)), "long", locale=locale))
