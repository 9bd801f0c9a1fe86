"""Text that the XML of a Word file allows."""

from __future__ import annotations

import re

# XML 1.0, section 2.2, production 2: other characters make the file unreadable.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(words: str) -> str:
    """The words, with U+FFFD (a visible mark) for each character that XML does not allow."""
    return _ILLEGAL.sub("\ufffd", words)


def one_line(words: str, longest: int = 255) -> str:
    """Legal words on one line, shortened with an ellipsis; a file's properties hold 255 characters."""
    line = " ".join(legal(words).split())
    return line if len(line) <= longest else line[: longest - 1] + "…"
