"""The words of a page by language: text and named attributes, in the language its element is marked with."""

from __future__ import annotations

from html.parser import HTMLParser

# Elements without an end tag, and those whose text nobody reads as a sentence.
_VOID = frozenset({"input", "meta", "link", "img", "br", "hr", "path", "circle", "rect"})
_NO_WORDS = frozenset({"script", "style", "code", "kbd", "svg"})
_SPOKEN = frozenset({"aria-label", "title", "placeholder", "alt"})
# Attributes for scripts carry words, but for these.
_FOR_SCRIPTS = frozenset({"data-autosave", "data-copy", "data-theme-choice", "data-tools", "data-tools-url"})


class PageWords(HTMLParser):
    """`in_language("ru")` is all that the page says in elements of that language."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self._open: list[tuple[str, str, bool]] = []
        self._words: list[tuple[str, str]] = []
        self.feed(page)

    def in_language(self, language: str) -> list[str]:
        """Texts and attributes of the language, in the page's order."""
        return [words for code, words in self._words if code == language and words]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the language that begins here and what the attributes say."""
        attributes = {name: value or "" for name, value in attrs}
        _, outer, hushed = self._open[-1] if self._open else ("", "", False)
        language = attributes.get("lang", outer)
        if tag not in _VOID:
            self._open.append((tag, language, hushed or tag in _NO_WORDS))
        if not hushed and tag not in _NO_WORDS:
            self._words += [(language, value) for name, value in attributes.items() if _is_words(name)]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """`<path/>`: nothing stays open."""
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Back to the element around; elements may leave out their end."""
        if any(name == tag for name, _, _ in self._open):
            while self._open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Words between the tags."""
        if self._open and not self._open[-1][2]:
            self._words.append((self._open[-1][1], data.strip()))


def _is_words(attribute: str) -> bool:
    return attribute in _SPOKEN or (attribute.startswith("data-") and attribute not in _FOR_SCRIPTS)
