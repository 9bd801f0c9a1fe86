"""Divides a text into the words and numbers that are indexed, with their offsets.

The index, the user's query and the marks in a snippet use the same tokens, so that they agree.
No word is left out as a stop word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import category, normalize

MAX_WORD = 64  # characters of a word that are used; real words are not longer


# Stress marks, soft hyphens and joiners inside a word belong to it (BMP only).
_INSIDE = "".join(c for c in map(chr, range(0x10000)) if category(c) in {"Mn", "Mc", "Me", "Cf"})
_UNSEEN = "".join(c for c in _INSIDE if category(c) == "Cf")
_SUPERSCRIPT = "⁰¹²³⁴-⁹"
_CHARACTER = rf"[^\W_{_SUPERSCRIPT}]"
_APOSTROPHES = "'’ʼ‘ʻ`´"
_RUN = rf"{_CHARACTER}+(?:[{_INSIDE}]+{_CHARACTER}*)*"
_ATOM = rf"{_RUN}(?:[{_APOSTROPHES}]{_RUN})*"
_DASHES = r"‐‑‒–—−\-"
# A full stop joins figures only (`ст.5` are two words). A range of years has blanks or none: `2014 – 2018`.
_JOIN = rf"[{_DASHES}/]|(?<=\d)\.(?=\d)|(?<=\d)[ \u00a0][{_DASHES}][ \u00a0](?=\d)"
_CHUNK = re.compile(rf"{_ATOM}(?:(?:{_JOIN}){_ATOM}|[{_SUPERSCRIPT}]+)*|[№§%‰°$€£¥₽₴₸₼₾֏]")
_PIECE = re.compile(rf"(?P<atom>{_ATOM})|(?P<raised>[{_SUPERSCRIPT}]+)|(?P<join>.)", re.DOTALL)
_UNIFORM_DASH = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_UNIFORM_APOSTROPHE = str.maketrans(dict.fromkeys(_APOSTROPHES, "'"))
_YO = str.maketrans("ё", "е")
# Vowel signs of Indian scripts are marks too, and stay: only accents that NFKC could not compose are stress.
_STRESS_OR_UNSEEN = re.compile(f"[\u0300-\u036f{_UNSEEN}]+")


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or symbol. `start` and `end` are character offsets in the source.

    `surface` is folded. Adjacent words have consecutive `position`s. A joined number such as
    `12-3`, `61-ФЗ` or `01.10.2013` has one position and comes first as a whole and then, with `part` set,
    as its parts.
    """

    surface: str
    start: int
    end: int
    position: int
    part: bool = False


def fold(word: str) -> str:
    """The form in which words are compared: NFKC, lower case, ё = е, no stress or invisible characters."""
    # Shortened first: normalizing and caching a word of megabytes would only cost time.
    return _fold(word[: 4 * MAX_WORD])


def number_key(number: str) -> str:
    """The form in which acts' numbers are compared: `№ 12–3 А` equals `12-3а`. Always encodable."""
    key = "".join(fold(number.replace("№", "").translate(_UNIFORM_DASH)).split())
    return key.encode(errors="ignore").decode()


@lru_cache(maxsize=1 << 15)
def _fold(word: str) -> str:
    composed = normalize("NFKC", word).casefold().translate(_UNIFORM_APOSTROPHE)
    return _STRESS_OR_UNSEEN.sub("", composed.translate(_YO))[:MAX_WORD]


def tokens(text: str) -> Iterator[Token]:
    """All tokens in the order of the text. Takes any string, even with lone surrogates."""
    position = 0
    for match in _CHUNK.finditer(text):
        for token in _tokens_of_chunk(match[0], match.start(), position):
            yield token
            position = token.position + 1


def whole_words(text: str) -> tuple[str, ...]:
    """The folded words of a text, a joined number as one: `Статья 5-1` gives `статья`, `5-1`."""
    return tuple(token.surface for token in tokens(text) if not token.part)


def _tokens_of_chunk(chunk: str, offset: int, position: int) -> Iterator[Token]:
    pieces = list(_PIECE.finditer(chunk))
    if len(pieces) == 1:
        surface = fold(chunk)
        if surface:
            yield Token(surface, offset, offset + len(chunk), position)
        return
    joined = _joined_number(pieces)
    if joined:
        yield Token(joined, offset, offset + len(chunk), position)
    for piece in pieces:
        surface = "" if piece["join"] else fold(piece[0])
        if surface:
            yield Token(surface, offset + piece.start(), offset + piece.end(), position, part=bool(joined))
            position += not joined


def _joined_number(pieces: list[re.Match[str]]) -> str:
    """A chunk with a figure as one token, dashes unified; empty for joined words and for very long chunks."""
    if len(pieces) > MAX_WORD or not any(character.isdigit() for piece in pieces for character in piece[0]):
        return ""
    whole = "".join(_folded_piece(piece) for piece in pieces)
    return whole if len(whole) <= MAX_WORD else ""


def _folded_piece(piece: re.Match[str]) -> str:
    if piece["join"]:
        return piece[0].strip().translate(_UNIFORM_DASH)
    # `23¹` means `23-1`; folded without a dash it would become article 231.
    return f"-{fold(piece[0])}" if piece["raised"] else fold(piece[0])
