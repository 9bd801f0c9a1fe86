"""What somebody types into one unit: stored unchanged, or refused with a reason; never silently altered.

Only what nobody can see is changed without a message: spaces and line breaks at the ends, CR LF for LF,
empty lines and spaces at the ends of a table's lines, and the Unicode form (NFC). Anything else that the file
cannot hold is refused, so that the user decides.
"""

from __future__ import annotations

import unicodedata

from cmia_docs.errors import Invalid
from cmia_docs.reasons.documents import UnitCharacter, UnitLineBreak, UnitTableLine
from cmia_docs.text.format.normalize import clean
from cmia_docs.text.model import UnitKind

_ENDS = " \t\r\n"
_REPLACEMENT = "\ufffd"


def typed(kind: UnitKind, content: str) -> str:
    """The text of a unit of `kind` as it was typed, in a form that `normalize.clean` leaves unchanged.

    Refuses with Invalid `unit.line_break` (`lines`: how many there would be), `unit.table_line` (`line`: the
    first one that is no row), `unit.character` (`character`: such as U+0000, `position` from 1).
    """
    content = content.replace("\r\n", "\n").replace("\r", "\n").strip(_ENDS)
    _refuse_characters(content)
    if kind is UnitKind.TABLE:
        _refuse_other_lines(content)
    elif "\n" in content:
        raise Invalid(UnitLineBreak(str(len(lines_of(content)))))
    return clean(kind, content)


def lines_of(content: str) -> list[str]:
    """The typed lines that are not empty: the units that they would become."""
    lines = content.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [line.strip(_ENDS) for line in lines if line.strip(_ENDS)]


def _refuse_characters(content: str) -> None:
    """A browser cannot send control characters back; U+FFFD stands for a character that was lost."""
    if content.isprintable() and _REPLACEMENT not in content:
        return
    for position, character in enumerate(content, 1):
        if character in "\t\n":
            continue
        if unicodedata.category(character) in {"Cc", "Cs"} or character == _REPLACEMENT:
            raise Invalid(UnitCharacter(character=f"U+{ord(character):04X}", position=str(position)))


def _refuse_other_lines(content: str) -> None:
    for line in lines_of(content):
        if not line.startswith("|"):
            raise Invalid(UnitTableLine(line[:40]))
