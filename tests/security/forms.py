"""The forms of a page as a browser would send them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

Fields = dict[str, list[str]]


@dataclass
class Form:
    """Where it goes, and the fields with what they hold when nothing is touched."""

    action: str
    method: str
    fields: Fields = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    typed: set[str] = field(default_factory=set)
    """Of fields that words are typed into."""

    def add(self, name: str, value: str, sent: bool = True) -> None:
        """A control; `sent` is false for a box without its tick."""
        self.names.add(name)
        if sent:
            self.fields.setdefault(name, []).append(value)


class FormReader(HTMLParser):
    """Collects the forms of a page, also fields and buttons that name their form by `form=`."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._by_id: dict[str, Form] = {}
        self._open: Form | None = None
        self._select: tuple[Form, str, list[tuple[str, bool]]] | None = None
        self._area: tuple[Form, str] | None = None
        self._words = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a form or a control."""
        values = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._open = Form(values.get("action", ""), values.get("method", "get").lower())
            self.forms.append(self._open)
            self._by_id[values.get("id", "")] = self._open
            return
        form = self._by_id.get(values.get("form", "")) or self._open
        if tag == "option" and self._select:
            self._select[2].append((values.get("value", ""), "selected" in values))
        elif form is not None and values.get("name"):
            self._control(form, tag, values)

    def handle_data(self, data: str) -> None:
        """The words of a text area."""
        if self._area:
            self._words += data

    def handle_endtag(self, tag: str) -> None:
        """The end of a form or a control with content."""
        if tag == "form":
            self._open = None
        elif tag == "select" and self._select:
            form, name, options = self._select
            chosen = [value for value, selected in options if selected] or [v for v, _ in options[:1]]
            form.names.add(name)
            for value in chosen:
                form.add(name, value)
            self._select = None
        elif tag == "textarea" and self._area:
            # The line break right after the tag is no part of the content (HTML, 4.10.11).
            self._area[0].add(self._area[1], re.sub(r"\A\r?\n", "", self._words))
            self._area = None

    def _control(self, form: Form, tag: str, values: dict[str, str]) -> None:
        name, kind = values["name"], values.get("type", "text")
        if tag == "select":
            self._select = (form, name, [])
        elif tag == "textarea":
            self._area, self._words = (form, name), ""
            form.typed.add(name)
        elif tag == "button":
            form.add(name, values.get("value", ""), sent=False)
        elif tag == "input":
            if kind in ("text", "email", "date"):
                form.typed.add(name)
            form.add(name, values.get("value", "y"), kind not in ("checkbox", "radio") or "checked" in values)
