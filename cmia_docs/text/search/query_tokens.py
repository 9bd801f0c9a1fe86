"""Cuts what a user typed for search into signs: words, phrases, operators, parentheses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

OPERATORS = {"AND": "and", "И": "and", "OR": "or", "ИЛИ": "or", "NOT": "not", "НЕ": "not"}
_FIELDS = {"number": "number", "номер": "number", "title": "title", "название": "title"}
_CLOSERS = {'"': '"', "«": "»", "“": "”", "„": "“”"}
_SIGN = re.compile(
    r"""
      (?P<space>\s+)
    | (?P<paren>[()])
    | (?P<quote>["«»“”„])
    | (?P<numero>№)
    | (?P<field>(?i:number|номер|title|название)):\s*
    | (?P<minus>(?<![^\s(])-(?=[^\s\-]))
    | (?P<piece>[^\s()"«»“”„№][^\s()"«»“”„]*)
    """,
    re.VERBOSE,
)


class Unreadable(Exception):
    """The query has no meaning as a query; `why` is a stable code."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class QueryToken(Enum):
    """The kinds of signs."""

    PIECE = auto()  # text without blanks
    PHRASE = auto()  # text that stood in quotation marks
    FIELD = auto()  # `number`, `title`, or `numero` for the sign №
    OPERATOR = auto()  # `and`, `or`, `not`
    OPEN = auto()
    CLOSE = auto()


@dataclass(frozen=True, slots=True)
class Item:
    """One sign and its text."""

    sign: QueryToken
    text: str


def signs(text: str) -> Iterator[Item]:
    """All signs in order. Raises `Unreadable` for quotation marks without a partner."""
    place = 0
    while match := _SIGN.match(text, place):
        place = match.end()
        if match["quote"]:
            inner, place = _quoted(text, match.start())
            yield Item(QueryToken.PHRASE, inner)
        elif match["paren"]:
            yield Item(QueryToken.OPEN if match["paren"] == "(" else QueryToken.CLOSE, match["paren"])
        elif match["numero"]:
            yield Item(QueryToken.FIELD, "numero")
        elif match["field"]:
            yield Item(QueryToken.FIELD, _FIELDS[match["field"].lower()])
        elif match["minus"]:
            yield Item(QueryToken.OPERATOR, "not")
        elif match["piece"]:
            yield _piece(match["piece"])


def _piece(text: str) -> Item:
    operator = OPERATORS.get(text)
    return Item(QueryToken.OPERATOR, operator) if operator else Item(QueryToken.PIECE, text)


def _quoted(text: str, start: int) -> tuple[str, int]:
    """What stands between the quotation mark at `start` and its partner, and where the text goes on."""
    opener = text[start]
    closers = _CLOSERS.get(opener)
    if closers is None:
        raise Unreadable("unbalanced_quotes")
    depth = 0
    for place in range(start, len(text)):
        if text[place] in closers and place > start:
            depth -= 1
        elif text[place] == opener:
            depth += 1
        if depth == 0:
            return text[start + 1 : place], place + 1
    raise Unreadable("unbalanced_quotes")
