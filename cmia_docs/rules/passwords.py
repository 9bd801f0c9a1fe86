"""Which passwords are taken: length counts, not composition, and none is common (NIST SP 800-63B-4)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from zxcvbn import zxcvbn

from cmia_docs.errors import Invalid
from cmia_docs.reasons import Reason
from cmia_docs.reasons.council import PasswordTooLong, PasswordTooShort

SHORTEST = 15
LONGEST = 200
_LOOKED_AT = 72
"""zxcvbn's work grows with length; a password that is weak in its first 72 characters is refused."""
_STRONG_ENOUGH = 3
_OURS = ("cmia", "docs", "cmiadocs")
"""Words of this service, which are the first that others try."""
_BETWEEN = re.compile(r"[\s.,_/-]+")
_CYRILLIC_KEYS, _LATIN_KEYS = "йцукенгшщзхъфывапролджэячсмитьбюё", "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
_ON_LATIN_KEYS = str.maketrans(_CYRILLIC_KEYS + _CYRILLIC_KEYS.upper(), _LATIN_KEYS + _LATIN_KEYS.upper())


def check_password(password: str, personal: Iterable[str] = ()) -> None:
    """Refuse a password that is too short, too long, common, or made of the person's own data."""
    if len(password) < SHORTEST:
        raise Invalid(PasswordTooShort(SHORTEST), field="password")
    if len(password) > LONGEST:
        raise Invalid(PasswordTooLong(LONGEST), field="password")
    parts = [part for entry in personal for part in (entry, *entry.replace("@", " ").split()) if part]
    if any(_score(form, (*parts, *_OURS)) < _STRONG_ENOUGH for form in _forms(password[:_LOOKED_AT])):
        raise Invalid(Reason.PASSWORD_COMMON, field="password")


def _forms(password: str) -> Iterator[str]:
    """A password as it may be guessed: as typed, without what parts its words, and by its keys.

    zxcvbn sees neither that `password password` repeats a word nor any word in Cyrillic; its lists do have
    the common Russian ones as they come out of a keyboard that was left in Latin.
    """
    joined = _BETWEEN.sub("", password)
    for typed in dict.fromkeys((password, joined)):
        yield from dict.fromkeys((typed, typed.translate(_ON_LATIN_KEYS)))


def _score(password: str, personal: Iterable[str]) -> int:
    """From 0 to 4; 0 for nothing at all, which zxcvbn takes for a fault."""
    return int(zxcvbn(password, user_inputs=list(personal))["score"]) if password else 0
