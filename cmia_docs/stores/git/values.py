"""The values that the git store takes and returns. They do not depend on git's formats or processes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import NamedTuple

from cmia_docs.errors import Invalid, TooLarge
from cmia_docs.reasons import Reason
from cmia_docs.reasons.git import (
    GitBadTrailer,
    GitMessageTooLong,
    GitTimeBefore1970,
    GitTimeWithoutZone,
    GitTrailerTooLong,
)

MAX_MESSAGE = 100_000
"""Characters of a message; a longer text belongs in a file of the commit."""
MAX_NAME = 200

_TRAILER_KEY = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,63}")
# Unicode's Cc, and Cs: a lone surrogate cannot be encoded as UTF-8.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_REPLACEMENT = "\ufffd"
# Two format characters are needed to write several languages; others are invisible or change the direction.
_JOINERS = "\u200c\u200d"


@dataclass(frozen=True)
class Signature:
    """Who did something and when, as a commit stores it.

    Values that a commit cannot hold are replaced at once, so that a signature is always read back as it was
    written: `<`, `>`, control, bidi and invisible characters of name and address become U+FFFD, line breaks
    become spaces, the time is converted to UTC in whole seconds. `Invalid` for a time without a zone or
    before 1970. The exact name is in the database; here it must only be unable to forge a commit.
    """

    name: str
    email: str
    at: datetime

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise Invalid(GitTimeWithoutZone(self.at.isoformat()))
        at = self.at.astimezone(UTC).replace(microsecond=0)
        if at.timestamp() < 0:
            raise Invalid(GitTimeBefore1970(at.isoformat()))
        object.__setattr__(self, "at", at)
        object.__setattr__(self, "name", _harmless(self.name) or _REPLACEMENT)
        object.__setattr__(self, "email", _harmless(self.email).replace(" ", _REPLACEMENT))


@dataclass(frozen=True)
class CommitSpec:
    """A commit to be written. `files` maps paths to contents.

    Without `base` the files are the whole tree; with a commit's id as `base` they are added to its tree.
    `trailers` are single lines, stored in order; the message is stored unchanged.
    """

    files: Mapping[str, bytes]
    parents: tuple[str, ...]
    author: Signature
    committer: Signature
    message: str
    trailers: tuple[tuple[str, str], ...] = ()
    base: str | None = None


class RefMove(NamedTuple):
    """A ref by its full name, the commit that it is to point to, and the current one (None: no ref)."""

    name: str
    new: str
    old: str | None


@dataclass(frozen=True)
class CommitInfo:
    """A commit as it was read. `trailers` come only from the last paragraph, which the store itself wrote."""

    id: str
    tree: str
    parents: tuple[str, ...]
    author: Signature
    committer: Signature
    message: str
    trailers: tuple[tuple[str, str], ...] = field(default=())

    def trailer(self, key: str) -> str | None:
        """The value of the first trailer with this key, or None."""
        return next((value for name, value in self.trailers if name == key), None)


def checked_message(message: str) -> str:
    """The message unchanged; `Invalid` if it is blank or has control characters other than LF and tab."""
    if len(message) > MAX_MESSAGE:
        raise TooLarge(GitMessageTooLong(MAX_MESSAGE))
    if not message.strip():
        raise Invalid(Reason.GIT_MESSAGE_BLANK)
    if _CONTROL.search(message.replace("\n", "").replace("\t", "")):
        raise Invalid(Reason.GIT_MESSAGE_CONTROL_CHARACTER)
    return message


def checked_trailer(key: str, value: str) -> tuple[str, str]:
    """A trailer of one line; `Invalid` for a malformed key, a line break or spaces around the value."""
    if not _TRAILER_KEY.fullmatch(key):
        raise Invalid(GitBadTrailer(key[:80]))
    if len(value) > MAX_MESSAGE:
        raise TooLarge(GitTrailerTooLong(key=key, limit=MAX_MESSAGE))
    if value != value.strip() or _CONTROL.search(value):
        raise Invalid(GitBadTrailer(key))
    return key, value


def _harmless(words: str) -> str:
    if words.isprintable() and not set(words) & set("<>"):
        return " ".join(words[:MAX_NAME].split())
    shown = "".join(map(_harmless_character, words[:MAX_NAME]))
    return " ".join(shown.split())


def _harmless_character(character: str) -> str:
    if character.isspace():
        return " "
    if character in "<>" or _CONTROL.match(character):
        return _REPLACEMENT
    if unicodedata.category(character) == "Cf" and character not in _JOINERS:
        return _REPLACEMENT
    return character
