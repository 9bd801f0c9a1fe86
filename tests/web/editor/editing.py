"""The editor as a browser sends it in tests: the form of the page, with some fields changed."""

from __future__ import annotations

import re
from html import unescape

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.factories.product import Product

_INPUT = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
_AREA = re.compile(r'<textarea[^>]* id="([^"]+)" name="([^"]+)"[^>]*>\n(.*?)</textarea>', re.DOTALL)


def fields_of(page: str) -> dict[str, str]:
    """What the form of the editor's page would send if nothing were typed."""
    form = page[page.index('<form id="edit"') :]
    hidden = {name: unescape(value) for name, value in _INPUT.findall(form)}
    areas = {name: unescape(text) for _, name, text in _AREA.findall(form)}
    lines = {name: text.replace("\r\n", "\n") for name, text in areas.items()}
    return hidden | {name: text.replace("\n", "\r\n") for name, text in lines.items()}


class EditorPage:
    """One open page of the editor: `press("save", message="...")` sends its form as a browser would."""

    def __init__(self, product: Product, document_id: int, who: str = "drafter", query: str = "") -> None:
        self.client: FlaskClient = product.client(who)
        self.url = f"/documents/{document_id}/edit"
        self.answer = self.client.get(f"{self.url}{query}")
        self.query = query

    @property
    def page(self) -> str:
        """The page last shown."""
        return self.answer.text

    def fields(self) -> dict[str, str]:
        """What the form would send if nothing were typed."""
        return fields_of(self.page)

    def press(self, op: str, follow: bool = True, **typed: str) -> TestResponse:
        """Send the form with this button. `ru_c1="слово"` types into a unit; other names stay as such."""
        sent = self.fields() | {"op": op}
        for name, value in typed.items():
            language, _, unit = name.partition("_")
            sent[f"text.{language}.{unit}" if unit and len(language) == 2 else name] = value
        self.answer = self.client.post(f"{self.url}{self.query}", data=sent, follow_redirects=follow)
        return self.answer

    def autosave(self, **typed: str) -> TestResponse:
        """Send what script sends: the changed fields alone. The page stays as it is."""
        fields = self.fields()
        sent = {name: fields[name] for name in ("base", "version")}
        for name, value in typed.items():
            language, _, unit = name.partition("_")
            sent[f"text.{language}.{unit}"] = value
        return self.client.post(f"{self.url}/autosave", data=sent)

    def text(self, unit: str, language: str = "ru") -> str | None:
        """The content of a field of the page."""
        return self.fields().get(f"text.{language}.{unit}")

    def units(self) -> list[str]:
        """The ids of the units on the page, in order."""
        return re.findall(r'<div class="edit-unit[^"]*" id="([^"]+)"', self.page)

    def labels(self, language: str = "ru") -> list[str]:
        """The labels on the page in one language, in order."""
        return re.findall(rf'<span lang="{language}" aria-hidden="true">([^<]*)</span>', self.page)

    def alert(self) -> str:
        """The words of the box that says why a form came back."""
        match = re.search(r'<div class="note-box note-bad" role="alert".*?</div></div>', self.page, re.DOTALL)
        return " ".join(re.sub(r"<[^>]+>", " ", match[0]).split()) if match else ""
