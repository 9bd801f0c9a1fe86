"""Which passwords are accepted: long and not common, with any characters (NIST SP 800-63B-4)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from zxcvbn import zxcvbn

from cmia_docs.errors import Invalid
from cmia_docs.reasons import Reason
from cmia_docs.reasons.council import PasswordTooLong, PasswordTooShort

SHORTEST_PASSWORD = 15
LONGEST_PASSWORD = 200
_CHECKED_LENGTH = 72
"""zxcvbn takes longer for longer passwords; one that is weak in its first 72 characters is refused."""
_STRONG_ENOUGH = 3
_OURS = ("cmia", "docs", "cmiadocs")
"""Words of this service, which attackers try first."""
_BETWEEN = re.compile(r"[\s.,_/-]+")
_CYRILLIC_KEYS, _LATIN_KEYS = "йцукенгшщзхъфывапролджэячсмитьбюё", "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
_ON_LATIN_KEYS = str.maketrans(_CYRILLIC_KEYS + _CYRILLIC_KEYS.upper(), _LATIN_KEYS + _LATIN_KEYS.upper())


def check_password(password: str, personal: Iterable[str] = ()) -> None:
    """Refuse a password that is too short, too long, common, or made of the person's own data."""
    if len(password) < SHORTEST_PASSWORD:
        raise Invalid(PasswordTooShort(SHORTEST_PASSWORD), field="password")
    if len(password) > LONGEST_PASSWORD:
        raise Invalid(PasswordTooLong(LONGEST_PASSWORD), field="password")
    parts = [part for entry in personal for part in (entry, *entry.replace("@", " ").split()) if part]
    if any(_score(form, (*parts, *_OURS)) < _STRONG_ENOUGH for form in _forms(password[:_CHECKED_LENGTH])):
        raise Invalid(Reason.PASSWORD_COMMON, field="password")


def _forms(password: str) -> Iterator[str]:
    """The forms in which a password may be guessed: as typed, without separators, and by its keys.

    zxcvbn neither sees that `password password` repeats a word, nor knows words in Cyrillic; but its lists
    have common Russian passwords as they are typed on a keyboard in the Latin layout.
    """
    joined = _BETWEEN.sub("", password)
    for typed in dict.fromkeys((password, joined)):
        yield from dict.fromkeys((typed, typed.translate(_ON_LATIN_KEYS)))


def _score(password: str, personal: Iterable[str]) -> int:
    """From 0 to 4; 0 for an empty one, which zxcvbn does not accept."""
    return int(zxcvbn(password, user_inputs=list(personal))["score"]) if password else 0
