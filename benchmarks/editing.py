"""A drafter's browser in the editor: it sends the whole form, as the page does."""

from __future__ import annotations

import random

from benchmarks.server import Browser, Page
from benchmarks.texts import sentence
from benchmarks.town import DRAFTER, Town
from cmia_docs.text.model import Text


class Editor:
    """One document open in one browser. Each save changes one paragraph."""

    def __init__(
        self, port: int, town: Town, document_id: int, text: Text, email: str = DRAFTER, seed: int = 1
    ) -> None:
        self.browser = Browser(port)
        self.browser.sign_in(email)
        self._town, self._document_id = town, document_id
        self._address = f"/documents/{document_id}/edit"
        self.browser.get(self._address)
        self.fields = {f"text.ru.{unit.id}": unit.text for unit in text.units}
        self._paragraphs = [f"text.ru.{unit.id}" for unit in text.units if unit.id.startswith("c")]
        self._chance = random.Random(seed)  # noqa: S311 - nothing secret
        self.base = town.current(document_id)

    def form(self, words: str = "", only: int | None = None) -> dict[str, str]:
        """The form with one paragraph replaced: any one, or the one of this number."""
        at = self._chance.choice(self._paragraphs) if only is None else self._paragraphs[only]
        self.fields[at] = f"{words} {sentence(self._chance, 150)}".strip()
        return {"base": str(self.base), "version": "0", "op": "save", "message": "Правка", **self.fields}

    def send(self, form: dict[str, str]) -> Page:
        """Send it."""
        return self.browser.post(self._address, form)

    def go_on(self, late: Page) -> Page:
        """After the comparison: put both texts together, look at the editor, save again."""
        answer = self.browser.post(f"{self._address}/newer", late.hidden() | {"choice": "merged"})
        if answer.status != 302:
            return answer
        opened = self.browser.get(answer.location)
        return self.send(opened.hidden() | {"op": "save", "message": "Правка"})

    def renew(self) -> None:
        """Learn the current revision and its words, as the next page would tell."""
        self.base, text = self._town.current_text(self._document_id)
        self.fields = {f"text.ru.{unit.id}": unit.text for unit in text.units}
