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


def check_password(password: str, personal: Iterable[str] = ()) -> None:
    """Refuse a password that is too short, too long, common, or made of the person's own data."""
    if len(password) < SHORTEST:
        raise Invalid("password.too_short", field="password", shortest=SHORTEST)
    if len(password) > LONGEST:
        raise Invalid("password.too_long", field="password", longest=LONGEST)
    parts = [part for entry in personal for part in (entry, *entry.replace("@", " ").split()) if part]
    if zxcvbn(password[:_LOOKED_AT], user_inputs=parts)["score"] < _STRONG_ENOUGH:
        raise Invalid("password.common", field="password")
