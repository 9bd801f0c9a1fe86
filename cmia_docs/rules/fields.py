"""What people type into single fields: taken exactly as it is, or refused with a reason, never changed.

Line ends are the only exception: browsers send CR LF for every line break, which is stored as LF.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date

from cmia_docs.errors import Invalid
from cmia_docs.reasons import Reason
from cmia_docs.reasons.council import FieldCharacter, FieldTooLong
from cmia_docs.rules.stored_words import CITY_FIELD

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
SLUG_LENGTH = 80
_LATIN = (
    "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch - y - e yu ya"  # ъ and ь give nothing
)
_CYRILLIC = dict(zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюя", _LATIN.replace("-", "").split(" "), strict=True))


def line(value: str, name: str, *, longest: int, required: bool = True) -> str:
    """One line of text without control, bidirectional-control or unassigned characters."""
    value = value.strip()
    if required and not value:
        raise Invalid(Reason.FIELD_MISSING, field=name)
    _refuse_length(value, name, longest)
    if value.isprintable():  # nearly all are; what is not may still be a space of another width
        return value
    for character in value:
        if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Cn", "Zl", "Zp", "Co"):
            raise Invalid(FieldCharacter(f"U+{ord(character):04X}"), field=name)
    return value


def block(value: str, name: str, *, longest: int, required: bool = True) -> str:
    """Several lines of text; tabs and line breaks are allowed, other control characters are not."""
    value = value.replace("\r\n", "\n").replace("\r", "\n").strip()
    if required and not value:
        raise Invalid(Reason.FIELD_MISSING, field=name)
    _refuse_length(value, name, longest)
    for character in value:
        if character not in "\n\t" and unicodedata.category(character) in ("Cc", "Cs", "Cn"):
            raise Invalid(FieldCharacter(f"U+{ord(character):04X}"), field=name)
    return value


def slug(value: str) -> str:
    """A document's short name in addresses and git: `[a-z0-9-]`, given once and never changed."""
    if not _SLUG.fullmatch(value) or len(value) > SLUG_LENGTH:
        raise Invalid(Reason.FIELD_SLUG, field="slug")
    return value


def slug_from(title: str) -> str:
    """A slug made from a title: Cyrillic is transliterated, the rest left out; else `document`."""
    latin = "".join(_CYRILLIC.get(character, character) for character in title.lower())
    folded = unicodedata.normalize("NFKD", latin).lower()
    words = re.findall(r"[a-z0-9]+", "".join(c for c in folded if not unicodedata.combining(c)))
    made = ""
    for word in words:
        if len(made) + len(word) > SLUG_LENGTH - 20:
            break
        made = f"{made}-{word}" if made else word
    return made or "document"


def titles(values: Mapping[str, str], languages: tuple[str, ...], working: str) -> dict[str, str]:
    """Titles by language; that in the working language is required."""
    return _by_language(values, "title", languages, working, longest=500)


def cities(values: Mapping[str, str], languages: tuple[str, ...], working: str) -> dict[str, str]:
    """Names of a city by language; that in the working language is required."""
    return _by_language(values, CITY_FIELD, languages, working, longest=200)


def _by_language(
    values: Mapping[str, str], name: str, languages: tuple[str, ...], working: str, *, longest: int
) -> dict[str, str]:
    """The lines that are not empty; their fields are called `title_ru`, `place_en`."""
    lines = {
        code: line(values.get(code, ""), f"{name}_{code}", longest=longest, required=code == working)
        for code in languages
    }
    return {code: value for code, value in lines.items() if value}


def day(value: str | date | None, name: str) -> date:
    """A date in ISO form, year 1900 to 2200."""
    try:
        parsed = value if isinstance(value, date) else date.fromisoformat(str(value or "").strip())
    except ValueError:
        raise Invalid(Reason.FIELD_DATE, field=name) from None
    if not 1900 <= parsed.year <= 2200:
        raise Invalid(Reason.FIELD_DATE, field=name)
    return parsed


def _refuse_length(value: str, name: str, longest: int) -> None:
    if len(value) > longest:
        raise Invalid(FieldTooLong(longest=longest, length=len(value)), field=name)
