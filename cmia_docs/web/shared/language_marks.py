"""The language of what people typed, as far as its letters tell it.

Nobody is asked in which language a remark, a reason or a name is written. A page in another language marks it
with the council's first language in the same script, so that a screen reader does not spell it out; words in
a script that no language of the council is written in, or in the page's own, are not marked.
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
"""Signs that are looked at: a script shows long before."""


def script_of(words: str) -> str | None:
    """The script of most of the letters (ISO 15924), none where there are no letters of a known one."""
    letters = (unicodedata.name(sign, "").partition(" ")[0] for sign in words[:_ENOUGH] if sign.isalpha())
    counted = Counter(name for name in letters if name in _SCRIPTS).most_common(1)
    return _SCRIPTS[counted[0][0]] if counted else None


def language_of(words: str) -> str | None:
    """The code of the language that words are marked with on this page, none where no mark is needed."""
    script = script_of(words)
    if script is None or script == _script_in_use(current_language()):
        return None
    return next((code for code in _languages() if _script_in_use(code) == script), None)


def lang_of(words: str | None) -> Markup:
    """The attribute ` lang="ru"` for the element around the words, or nothing. Markup speaks for itself."""
    code = None if isinstance(words, Markup) else language_of(words or "")
    return Markup(' lang="{}"').format(code) if code else Markup("")


def register_language_marks(app: Flask) -> None:
    """Give templates these two; macros have no other way to them."""
    app.jinja_env.globals.update(lang_of=lang_of, language_of=language_of)


def _script_in_use(code: str) -> str:
    likely = str(get_global("likely_subtags").get(code.partition("-")[0], ""))
    return next((part for part in likely.split("_") if len(part) == 4), "")


def _languages() -> tuple[str, ...]:
    # Before `flask init`, or while the database is away, pages still have to be drawn.
    try:
        return (*council().languages, *INTERFACE)
    except (Refused, SQLAlchemyError):
        return tuple(INTERFACE)
