"""The words of the product as `make messages` collects them, and the catalogues as they are."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po

from tests.paths import ROOT

CATALOGUES = {
    path.parts[-3]: path for path in sorted((ROOT / "cmia_docs" / "translations").glob("*/*/messages.po"))
}
"""The catalogue of each language of the pages, but for English, which the code has itself."""
GLOSSARY = ROOT / "docs" / "glossary.md"
# The keywords of `make messages`.
_KEYWORDS = {**DEFAULT_KEYWORDS, "_": None, "lazy_gettext": None, "ngettext": (1, 2)}
_PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|(?<!%)\{\w+\}")

Words = str | tuple[str, str]


@cache
def collected() -> frozenset[Words]:
    """Every msgid of code and pages; a pair where there is a plural."""
    mappings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["babel"]["mappings"]
    methods = [(mapping["pattern"], mapping["method"]) for mapping in mappings]
    options = {mapping["pattern"]: {"trimmed": mapping.get("trimmed", "")} for mapping in mappings}
    extracted = extract_from_dir(ROOT, methods, options, _KEYWORDS)
    messages = (message for _file, _line, message, _comments, _context in extracted)
    return frozenset(_words(message) for message in messages if message)


def _words(message: str | tuple[str, ...]) -> Words:
    return message if isinstance(message, str) else (message[0], message[1])


@cache
def catalogue(language: str) -> Catalog:
    """The catalogue of a language."""
    with CATALOGUES[language].open("rb") as file:
        return read_po(file, locale=language)


def messages(language: str) -> Iterator[Message]:
    """Its messages, without the head."""
    return (message for message in catalogue(language) if message.id)


def translations(message: Message) -> tuple[str, ...]:
    """The translated forms of a message: one, or one for each plural form."""
    forms = message.string
    return tuple(forms) if isinstance(forms, tuple | list) else (forms or "",)


def english(message: Message) -> str:
    """The English of a message; of one with a plural, the plural."""
    return message.id if isinstance(message.id, str) else message.id[-1]


def placeholders(sentence: str) -> list[str]:
    """What is filled in: `%(name)s`, `{time}`."""
    return sorted(_PLACEHOLDER.findall(sentence))


def glossary() -> dict[str, str]:
    """English term -> Russian term, of all tables of the glossary for users."""
    for_users = GLOSSARY.read_text("utf-8").partition("\n## Words in the code\n")[0]
    rows = re.findall(r"^\| ([^|]+?) \| ([^|]+?) \|", for_users, re.MULTILINE)
    return {english: russian for english, russian in rows if english not in ("English", "---")}


def hidden_in_f_strings() -> list[str]:
    """Where a word is translated inside an f-string: there it is not collected before Python 3.12."""
    lines = []
    for path in sorted((ROOT / "cmia_docs").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.JoinedStr) and any(_translates(inner) for inner in ast.walk(node)):
                lines.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    return lines


def _translates(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _KEYWORDS
