"""Divides a search query into tokens: words, phrases, operators, parentheses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

OPERATORS = {"AND": "and", "И": "and", "OR": "or", "ИЛИ": "or", "NOT": "not", "НЕ": "not"}
_FIELDS = {"number": "number", "номер": "number", "title": "title", "название": "title"}
_CLOSERS = {'"': '"', "«": "»", "“": "”", "„": "“”"}
_TOKEN = re.compile(
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
    """The query cannot be parsed; `why` is a stable code."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class TokenKind(Enum):
    """The kinds of tokens."""

    PIECE = auto()  # text without spaces
    PHRASE = auto()  # text in quotation marks
    FIELD = auto()  # `number`, `title`, or `numero` for the character №
    OPERATOR = auto()  # `and`, `or`, `not`
    OPEN = auto()
    CLOSE = auto()


@dataclass(frozen=True, slots=True)
class QueryToken:
    """One token and its text."""

    kind: TokenKind
    text: str


def query_tokens(text: str) -> Iterator[QueryToken]:
    """All tokens in order. Raises `Unreadable` for quotation marks that are not paired."""
    offset = 0
    while match := _TOKEN.match(text, offset):
        offset = match.end()
        if match["quote"]:
            inner, offset = _quoted(text, match.start())
            yield QueryToken(TokenKind.PHRASE, inner)
        elif match["paren"]:
            yield QueryToken(TokenKind.OPEN if match["paren"] == "(" else TokenKind.CLOSE, match["paren"])
        elif match["numero"]:
            yield QueryToken(TokenKind.FIELD, "numero")
        elif match["field"]:
            yield QueryToken(TokenKind.FIELD, _FIELDS[match["field"].lower()])
        elif match["minus"]:
            yield QueryToken(TokenKind.OPERATOR, "not")
        elif match["piece"]:
            yield _piece(match["piece"])


def _piece(text: str) -> QueryToken:
    operator = OPERATORS.get(text)
    return QueryToken(TokenKind.OPERATOR, operator) if operator else QueryToken(TokenKind.PIECE, text)


def _quoted(text: str, start: int) -> tuple[str, int]:
    """The text between the quotation mark at `start` and its counterpart, and the offset after it."""
    opener = text[start]
    closers = _CLOSERS.get(opener)
    if closers is None:
        raise Unreadable("unbalanced_quotes")
    depth = 0
    for offset in range(start, len(text)):
        if text[offset] in closers and offset > start:
            depth -= 1
        elif text[offset] == opener:
            depth += 1
        if depth == 0:
            return text[start + 1 : offset], offset + 1
    raise Unreadable("unbalanced_quotes")
