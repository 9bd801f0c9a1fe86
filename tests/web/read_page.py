"""Reading a page as a person does: its words, its links, its forms and what is filled in."""

from __future__ import annotations

from html.parser import HTMLParser

from werkzeug.test import TestResponse

_VOID = frozenset({"input", "meta", "link", "br", "hr", "img", "path"})


class Reading(HTMLParser):
    """The main part of a page."""

    def __init__(self, answer: TestResponse) -> None:
        super().__init__()
        self.status = answer.status_code
        self.links: list[tuple[str, str]] = []
        """Label and address, in order."""
        self.fields: dict[str, list[str]] = {}
        """What a browser would send for each field."""
        self.options: dict[str, list[str]] = {}
        """The values that can be chosen in each select."""
        self.posts: list[str] = []
        """Addresses of forms that are posted."""
        self._words: list[str] = []
        self._open: list[str] = []
        self._labels: list[list[str]] = []
        self._select, self._area = "", ""
        self.feed(answer.get_data(as_text=True))

    @property
    def text(self) -> str:
        """All words, with single blanks."""
        return " ".join(" ".join(self._words).split())

    def value(self, name: str) -> str:
        """What one field holds; empty if it is not there or holds nothing."""
        return (self.fields.get(name) or [""])[-1]

    def link(self, label: str) -> str:
        """The address behind a label."""
        return next(url for words, url in self.links if words == label)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note links and fields."""
        if not self._inside("main") and tag != "main":
            return
        given = {name: value or "" for name, value in attrs}
        if tag not in _VOID:
            self._open.append(tag)
        if tag == "a":
            self.links.append(("", given.get("href", "")))
            self._labels.append([])
        if tag == "form" and given.get("method") == "post":
            self.posts.append(given.get("action", ""))
        if tag == "select":
            self._select = given["name"]
            self.options[self._select] = []
        if tag == "textarea":
            self._area = given["name"]
            self.fields.setdefault(self._area, []).append("")
        if tag == "option" and self._select:
            self.options[self._select].append(given.get("value", ""))
        self._fill_in(tag, given)

    def _fill_in(self, tag: str, given: dict[str, str]) -> None:
        if tag == "option" and self._select and "selected" in given:
            self.fields[self._select] = [given.get("value", "")]
        if tag == "input" and "name" in given:
            picked = given.get("type") not in ("checkbox", "radio") or "checked" in given
            if picked:
                self.fields.setdefault(given["name"], []).append(given.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        """Close what is open."""
        if tag not in self._open:
            return
        while self._open.pop() != tag:
            pass
        if tag == "a":
            self.links[-1] = (" ".join(" ".join(self._labels.pop()).split()), self.links[-1][1])
        if tag == "select":
            self._select = ""
        if tag == "textarea":
            # A browser leaves out the line break that follows the tag.
            self.fields[self._area][-1] = self.fields[self._area][-1].removeprefix("\r\n").removeprefix("\n")
            self._area = ""

    def handle_data(self, data: str) -> None:
        """Words, or what a text area holds."""
        if self._area:
            self.fields[self._area][-1] += data
        elif self._inside("main") and not self._inside("option") and not self._inside("style"):
            self._words.append(data)
            if self._labels:
                self._labels[-1].append(data)

    def _inside(self, tag: str) -> bool:
        return tag in self._open
