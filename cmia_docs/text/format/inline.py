"""The markup inside a unit: `**strong**`, `_em_`, `^sup^`, `~sub~`, references `[[b2]]`, note marks `[^f1]`.

A backslash before ASCII punctuation makes it plain, as in CommonMark. A mark that is opened and never closed
is plain text. `_` is a mark only at the edges of words, so that `some_name` and e-mail addresses stay;
superscripts and subscripts contain no spaces, as in Pandoc; runs of marks (`____`, a line for a signature)
are plain.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    """The kind of a piece of inline text."""

    PLAIN = "plain"
    STRONG = "strong"
    EM = "em"
    SUP = "sup"
    SUB = "sub"
    REFERENCE = "reference"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Inline:
    """A piece. `text` is plain text, the id of a reference or the label of a note; others have `children`."""

    mark: Mark
    text: str = ""
    children: tuple[Inline, ...] = ()


NOTE_MARK = re.compile(r"\[\^([\w-]{1,32})\]")
"""The mark of a note in inline source, with the note's label."""

_MARKUP = re.compile(r"[\\*_^~\[]")
_TOKEN = re.compile(
    r"\\[!-/:-@\[-`{-~]|\[\[(?P<reference>[a-z][a-z0-9-]{0,31})\]\]|\[\^(?P<note>[\w-]{1,32})\]"
    r"|(?P<run>\*+|_+|\^+|~+)|.[^\\*_^~\[]*",
    re.DOTALL,
)
_DELIMITERS = {"**": Mark.STRONG, "_": Mark.EM, "^": Mark.SUP, "~": Mark.SUB}
_WITHOUT_BLANKS = frozenset({Mark.SUP, Mark.SUB})


def parse_inline(source: str) -> tuple[Inline, ...]:
    """The pieces of `source` in order. Never fails; takes linear time."""
    if not _MARKUP.search(source):
        return (Inline(Mark.PLAIN, source),) if source else ()
    parser = _Parser(source)
    for token in _TOKEN.finditer(source):
        parser.take(token)
    return parser.end()


def plain(source: str, resolve: Callable[[str], str] | None = None) -> str:
    """`source` without markup and notes. `resolve` gives the words for a reference (by default its id)."""
    if not _MARKUP.search(source):
        return source
    return "".join(_words(parse_inline(source), resolve or str))


def references(source: str) -> list[str]:
    """The ids of the references in `source`, in order."""
    return [piece.text for piece in _flat(parse_inline(source)) if piece.mark is Mark.REFERENCE]


def notes(source: str) -> list[str]:
    """The labels of the note marks in `source`, in order."""
    return [piece.text for piece in _flat(parse_inline(source)) if piece.mark is Mark.NOTE]


def escape(words: str) -> str:
    """The inline source of plain `words`: `plain(escape(words)) == words`."""
    if plain(words) == words:
        return words
    return _MARKUP.sub(lambda match: f"\\{match[0]}", words)


@dataclass(slots=True)
class _Frame:
    """An open mark and its pieces so far."""

    mark: Mark
    delimiter: str
    pieces: list[Inline]


class _Parser:
    """The parser's stack of open marks. No mark is open twice: at most four are, so the time is linear."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._frames = [_Frame(Mark.PLAIN, "", [])]

    def take(self, token: re.Match[str]) -> None:
        """Process one token."""
        text = token[0]
        if token["reference"]:
            self._add(Inline(Mark.REFERENCE, token["reference"]))
        elif token["note"]:
            self._add(Inline(Mark.NOTE, token["note"]))
        elif token["run"] and text in _DELIMITERS:
            self._delimiter(text, token.start(), token.end())
        else:
            self._plain(text[1:] if len(text) == 2 and text[0] == "\\" else text)

    def end(self) -> tuple[Inline, ...]:
        """All pieces; marks that are still open become plain text."""
        self._make_plain(1)
        return _joined(self._frames[0].pieces)

    def _add(self, piece: Inline) -> None:
        self._frames[-1].pieces.append(piece)

    def _plain(self, text: str) -> None:
        if len(self._frames) > 1 and any(map(str.isspace, text)):
            for depth, frame in enumerate(self._frames):
                if frame.mark in _WITHOUT_BLANKS:
                    self._make_plain(depth)
                    break
        self._add(Inline(Mark.PLAIN, text))

    def _delimiter(self, text: str, start: int, end: int) -> None:
        mark = _DELIMITERS[text]
        before, after = self._source[start - 1 : start] or " ", self._source[end : end + 1] or " "
        depth = next((depth for depth, frame in enumerate(self._frames) if frame.mark is mark and depth), 0)
        if depth:
            closes = not before.isspace() and not (mark is Mark.EM and after.isalnum())
            if closes and (self._frames[-1].pieces or len(self._frames) - 1 > depth):
                self._close(depth)
                return
        elif not after.isspace() and not (mark is Mark.EM and before.isalnum()):
            self._frames.append(_Frame(mark, text, []))
            return
        self._add(Inline(Mark.PLAIN, text))

    def _close(self, depth: int) -> None:
        self._make_plain(depth + 1)
        frame = self._frames.pop()
        self._add(Inline(frame.mark, children=_joined(frame.pieces)))

    def _make_plain(self, depth: int) -> None:
        """Turn the frames from `depth` on into plain text."""
        while len(self._frames) > depth:
            frame = self._frames.pop()
            self._frames[-1].pieces += (Inline(Mark.PLAIN, frame.delimiter), *frame.pieces)


def _joined(pieces: Iterable[Inline]) -> tuple[Inline, ...]:
    """Adjacent plain pieces joined into one."""
    joined: list[Inline] = []
    words: list[str] = []
    for piece in pieces:
        if piece.mark is Mark.PLAIN:
            words.append(piece.text)
            continue
        if words:
            joined.append(Inline(Mark.PLAIN, "".join(words)))
            words.clear()
        joined.append(piece)
    if words:
        joined.append(Inline(Mark.PLAIN, "".join(words)))
    return tuple(joined)


def _flat(pieces: Iterable[Inline]) -> Iterable[Inline]:
    for piece in pieces:
        yield piece
        yield from _flat(piece.children)


def _words(pieces: Iterable[Inline], resolve: Callable[[str], str]) -> Iterable[str]:
    for piece in _flat(pieces):
        if piece.mark is Mark.PLAIN:
            yield piece.text
        elif piece.mark is Mark.REFERENCE:
            yield resolve(piece.text)
