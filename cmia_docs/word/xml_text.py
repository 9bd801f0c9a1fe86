"""What may stand in the XML of a Word file."""

from __future__ import annotations

import re

# XML 1.0, section 2.2, production 2: everything else makes the file unreadable.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(words: str) -> str:
    """The words, with U+FFFD (a visible mark) in the place of each character that XML cannot hold."""
    return _ILLEGAL.sub("\ufffd", words)


def one_line(words: str, longest: int = 255) -> str:
    """Legal words on one line, cut with an ellipsis; 255 is what the properties of a file hold."""
    line = " ".join(legal(words).split())
    return line if len(line) <= longest else line[: longest - 1] + "…"
