"""Which passwords are taken: length counts, not composition, and none is common (NIST SP 800-63B-4)."""

from __future__ import annotations

from collections.abc import Iterable

from zxcvbn import zxcvbn

from cmia_docs.errors import Invalid

SHORTEST = 15
LONGEST = 200
_LOOKED_AT = 72
"""zxcvbn's work grows with length; a password that is weak in its first 72 characters is refused."""
_STRONG_ENOUGH = 3
_KEYS = str.maketrans("йцукенгшщзхъфывапролджэячсмитьбю", "qwertyuiop[]asdfghjkl;'zxcvbnm,.")
"""The lists of common passwords are Latin: a row of the Russian keyboard stands there as its keys."""


def check_password(password: str, personal: Iterable[str] = ()) -> None:
    """Refuse a password that is too short, too long, common, or made of the person's own data."""
    if len(password) < SHORTEST:
        raise Invalid("password.too_short", field="password", shortest=SHORTEST)
    if len(password) > LONGEST:
        raise Invalid("password.too_long", field="password", longest=LONGEST)
    parts = [part for entry in personal for part in (entry, *entry.replace("@", " ").split()) if part]
    if any(_is_weak(written, parts) for written in _ways_to_write(password[:_LOOKED_AT])):
        raise Invalid("password.common", field="password")


def _ways_to_write(password: str) -> set[str]:
    """The password, without what only parts its words, and as the keys would type it in Latin letters."""
    joined = "".join(char for char in password if char.isalnum())
    return {password, joined, joined.lower().translate(_KEYS)}


def _is_weak(password: str, parts: list[str]) -> bool:
    return bool(zxcvbn(password, user_inputs=parts)["score"] < _STRONG_ENOUGH)
