"""The language of what people typed, as far as its script shows it.

The language of a remark, a reason or a name is not recorded. A page in another language marks such words with
the council's first language in the same script, so that a screen reader does not spell them out. Words in the
script of the page, or in one that no language of the council uses, are not marked.
"""

from __future__ import annotations

import unicodedata
from collections import Counter

from babel.core import get_global
from flask import Flask
from markupsafe import Markup
from sqlalchemy.exc import SQLAlchemyError

from cmia_docs.errors import Refused
from cmia_docs.web.shared.context import council
from cmia_docs.web.shared.languages import INTERFACE, current_language

_SCRIPTS = {
    "CYRILLIC": "Cyrl",
    "LATIN": "Latn",
    "ARMENIAN": "Armn",
    "GEORGIAN": "Geor",
    "ARABIC": "Arab",
    "GREEK": "Grek",
}
_ENOUGH = 400
"""Characters that are examined; the script is clear long before."""


def script_of(words: str) -> str | None:
    """The script of most characters (ISO 15924); None where none is of a known script."""
    alphabetic = (character for character in words[:_ENOUGH] if character.isalpha())
    names = (unicodedata.name(character, "").partition(" ")[0] for character in alphabetic)
    most_common = Counter(name for name in names if name in _SCRIPTS).most_common(1)
    return _SCRIPTS[most_common[0][0]] if most_common else None


def language_of(words: str) -> str | None:
    """The code of the language that the words are marked with on this page; None where no mark is needed."""
    script = script_of(words)
    if script is None or script == _script_in_use(current_language()):
        return None
    return next((code for code in _languages() if _script_in_use(code) == script), None)


def lang_of(words: str | None) -> Markup:
    """The attribute ` lang="ru"` for the element around the words, or nothing. Markup has its own marks."""
    code = None if isinstance(words, Markup) else language_of(words or "")
    return Markup(' lang="{}"').format(code) if code else Markup("")


def register_language_marks(app: Flask) -> None:
    """Give templates these two; imported macros get nothing from a view."""
    app.jinja_env.globals.update(lang_of=lang_of, language_of=language_of)


def _script_in_use(code: str) -> str:
    likely = str(get_global("likely_subtags").get(code.partition("-")[0], ""))
    return next((part for part in likely.split("_") if len(part) == 4), "")


def _languages() -> tuple[str, ...]:
    # Before `flask init`, and while the database does not answer, there are still error pages to show.
    try:
        return (*council().languages, *INTERFACE)
    except (Refused, SQLAlchemyError):
        return tuple(INTERFACE)
