"""Normalization before a text is read: Unicode form, line ends, byte order mark.

Nothing visible is ever removed here. A no-break space, a soft hyphen or a control character stays, so that
the checks can show it; only spaces and tabs at the ends of a unit and the line breaks inside it are removed.
"""

from __future__ import annotations

import re
import unicodedata

from cmia_docs.text.model import UnitKind

BYTE_ORDER_MARK = "\ufeff"
_BLANKS = " \t"
_SURROGATE = re.compile("[\ud800-\udfff]")
# Marks are in the first two planes of Unicode only; searching all planes would take a tenth of a second.
_MARKS = "".join(filter(unicodedata.combining, map(chr, range(0x20000))))
# The Stream-Safe Text Format of UAX #15 allows 30 marks in a row; real words have one or two.
_MANY_MARKS = re.compile(f"[{_MARKS}]{{31,}}")
# Searching for that set is slow. Searching first for 31 characters that are rare in our texts is fast.
_MANY_RARE = re.compile("[^\x00-\u02ff\u0370-\u0482\u0488-\u0590\u2000-\u206f\u2116]{31}")


def nfc(text: str) -> str:
    """`text` in Unicode Normalization Form C, in time linear in its length.

    Python's own function sorts marks by insertion: a megabyte of two alternating marks takes minutes. Long
    runs are therefore put in canonical order first, which gives an equivalent text (UAX #15, section 1.1).
    """
    if text.isascii():
        return text
    if _MANY_RARE.search(text):
        ordered = _MANY_MARKS.sub(lambda run: "".join(sorted(run[0], key=unicodedata.combining)), text)
        return unicodedata.normalize("NFC", ordered)
    return unicodedata.normalize("NFC", text)


def normal(source: str) -> str:
    """A whole file normalized: NFC, LF, no byte order mark at its start, no lone surrogates."""
    return _normal(source.removeprefix(BYTE_ORDER_MARK))


def _normal(text: str) -> str:
    """A lone surrogate, which cannot be written as UTF-8, becomes U+FFFD; the checks report it."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii() and _SURROGATE.search(text):
        text = _SURROGATE.sub("\ufffd", text)
    return nfc(text)


def clean(kind: UnitKind, text: str) -> str:
    """The text of one unit as the file can hold it: normalized, on one line, no spaces at its ends.

    A line break becomes a space, as in CommonMark. In a table the lines stay, each begins with a pipe and is
    not empty. `file_format.parse` returns exactly what this function returns.
    """
    text = _normal(text)
    if kind is UnitKind.TABLE:
        return _clean_table(text)
    if "\n" in text:
        # Not with a regular expression for spaces around a break: many spaces without a break take it
        # minutes.
        text = " ".join(line for part in text.split("\n") if (line := part.strip(_BLANKS)))
    return text.strip(_BLANKS)


def _clean_table(text: str) -> str:
    lines = (line.strip(_BLANKS) for line in text.split("\n"))
    rows = [line if line.startswith("|") else f"| {line} |" for line in lines if line]
    return "\n".join(rows) or "|"
