"""What a plain text or Markdown file has to be before it is read as a text, for pages and commands."""

from __future__ import annotations

import unicodedata
from codecs import BOM_UTF8

from cmia_docs.actions.document.revisions import MOST_UNITS
from cmia_docs.errors import Invalid, TooLarge
from cmia_docs.reasons import Reason
from cmia_docs.reasons.documents import TextTooManyUnits, UploadCharacter, UploadNotText

_MOST_LINES = 3 * MOST_UNITS
"""Non-empty lines of a file: the lines of a wrapped text are joined to units, about three to one."""


def words_of(content: bytes, field: str = "file") -> str:
    """The text of a file, without a byte order mark.

    Refuses with Invalid: `upload.not_text` for what is not UTF-8 (`line`: the first that cannot be read, from
    1), `upload.empty`.
    """
    content = content.removeprefix(BOM_UTF8)
    try:
        source = content.decode()
    except UnicodeDecodeError as error:
        raise Invalid(UploadNotText(_line(content, error.start)), field=field) from None
    if "\0" in source:
        raise Invalid(UploadNotText(_line(content, content.index(b"\0"))), field=field)
    if not source.strip():
        raise Invalid(Reason.UPLOAD_EMPTY, field=field)
    return source


def check_file(source: str, language: str, field: str = "file") -> None:
    """Refuse characters that no text can contain, and files so long that reading them takes too much time."""
    lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if sum(bool(line.strip()) for line in lines) > _MOST_LINES:
        raise TooLarge(TextTooManyUnits(MOST_UNITS), field=field)
    for number, line in enumerate(lines, 1):
        if line.isprintable():
            continue
        for character in line:
            if character != "\t" and unicodedata.category(character) in {"Cc", "Cs"}:
                code = f"U+{ord(character):04X}"
                raise Invalid(UploadCharacter(line=number, character=code), field=field)


def _line(content: bytes, offset: int) -> int:
    """The number of the line that has the byte at an offset; lines end in CR LF, LF or CR."""
    before = content[:offset].replace(b"\r\n", b"\n")
    return before.count(b"\n") + before.count(b"\r") + 1
