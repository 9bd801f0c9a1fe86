"""Words typed with the wrong keyboard layout: `yfcktlcndj` is `наследство`."""

from __future__ import annotations

_LATIN_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,."
_RUSSIAN_KEYS = "йцукенгшщзхъфывапролджэячсмитьбю"
_TO_RUSSIAN = str.maketrans(_LATIN_KEYS, _RUSSIAN_KEYS)
_TO_LATIN = str.maketrans(_RUSSIAN_KEYS, _LATIN_KEYS)


def other_layout(word: str) -> str:
    """The folded word as the same keys type it in the other layout; unchanged where it has no such keys."""
    as_russian = word.translate(_TO_RUSSIAN)
    return as_russian if as_russian != word else word.translate(_TO_LATIN)
