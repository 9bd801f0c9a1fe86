"""One line of the text file: which unit it begins, and how text is escaped that would begin one."""

from __future__ import annotations

import re

from cmia_docs.text.model import UnitKind
from cmia_docs.text.numbering.labels import body_label, heading_label

_WHITE = " \t\xa0"
_HASHES = {
    1: UnitKind.TITLE,
    2: UnitKind.SECTION,
    3: UnitKind.CHAPTER,
    4: UnitKind.ARTICLE,
    5: UnitKind.ANNEX,
}
_PREFIX = {kind: "#" * count for count, kind in _HASHES.items()} | {UnitKind.DASH: "-", UnitKind.QUOTE: ">"}
_HEADING = re.compile(r"(#{1,5})(?=[ \t]|$)")
_FOOTNOTE = re.compile(r"\[\^([\w-]{1,32})\]:(?=[ \t]|$)")
# Text that would be read as the beginning of another unit, with the backslashes that escape it.
_ESCAPABLE = re.compile(r"(\\*)(?:\||[->](?=[ \t]|$)|#{1,5}(?=[ \t]|$)|\[\^[\w-]{1,32}\]:(?=[ \t]|$))")
_ESCAPED_LABEL = re.compile(r"([^\s\\]{1,40}(?:[ \xa0][a-z]{3,9})?)(\\+)([.)])(?=[ \t\xa0]|$)")

Line = tuple[UnitKind, str, str]


def read_line(line: str) -> Line:
    """Kind, label and text of a line without spaces at its ends and without braces."""
    first = line[:1]
    if first == "#" and (hashes := _HEADING.match(line)):
        return _heading(_HASHES[len(hashes[1])], line[hashes.end() :].strip(" \t"))
    if first == "|":
        return UnitKind.TABLE, "", line
    if first == "-" and line[1:2] in {"", " ", "\t"}:
        return UnitKind.DASH, "", line[1:].strip(" \t")
    if first == ">" and line[1:2] in {"", " ", "\t"}:
        return UnitKind.QUOTE, "", line[1:].strip(" \t")
    if first == "[" and (note := _FOOTNOTE.match(line)):
        return UnitKind.FOOTNOTE, note[1], line[note.end() :].strip(" \t")
    if body := body_label(line):
        return body[0], body[1], line[len(body[1]) :].lstrip(_WHITE)
    return UnitKind.PARAGRAPH, "", unescape(line) if "\\" in line else line


def write_line(kind: UnitKind, label: str, text: str) -> str:
    """The line of a unit other than a table, as `read_line` reads it; text and label must be clean."""
    if kind is UnitKind.PARAGRAPH:
        return " ".join(filter(None, (label, escape(text))))
    prefix = f"[^{label}]:" if kind is UnitKind.FOOTNOTE else _PREFIX.get(kind, "")
    printed = "" if kind is UnitKind.FOOTNOTE else label
    return " ".join(filter(None, (prefix, printed, text)))


def escape(text: str) -> str:
    """A paragraph's text with a backslash where it would begin another unit: `1\\. January`, `\\# 5`."""
    if _ESCAPABLE.match(text):
        return f"\\{text}"
    if label := body_label(text):
        return _with_backslash(text, len(label[1]) - 1)
    if (match := _ESCAPED_LABEL.match(text)) and body_label(match[1] + match[3]):
        return _with_backslash(text, match.end(1))
    return text


def unescape(line: str) -> str:
    """The inverse of `escape`."""
    if line.startswith("\\") and _ESCAPABLE.match(line):
        return line[1:]
    if (match := _ESCAPED_LABEL.match(line)) and body_label(match[1] + match[3]):
        return line[: match.end(1)] + line[match.end(1) + 1 :]
    return line


def _heading(kind: UnitKind, content: str) -> Line:
    label = "" if kind is UnitKind.TITLE else heading_label(content)
    return kind, label, content[len(label) :].lstrip(_WHITE) if label else content


def _with_backslash(text: str, offset: int) -> str:
    return f"{text[:offset]}\\{text[offset:]}"
