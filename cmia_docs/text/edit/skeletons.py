"""The first text of a new document: the skeleton of its act type, with its title filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from cmia_docs.text.format.file_format import parse
from cmia_docs.text.format.inline import escape
from cmia_docs.text.ids import with_ids
from cmia_docs.text.model import Text, Unit, UnitKind

PLACEHOLDER = "{title}"


def initial_texts(
    languages: tuple[str, ...], titles: Mapping[str, str], skeletons: Mapping[str, str]
) -> dict[str, Text]:
    """A text for each language, made from the skeletons by language.

    A language without a skeleton gets the units of the first language, to be translated; without any
    skeleton the text is a title. Where a title is missing in a language, the first language's is used.
    """
    first = languages[0]
    fallback = titles.get(first) or next(iter(titles.values()))
    base = _filled(skeletons.get(first), first, fallback)
    texts = {first: base}
    for language in languages[1:]:
        title = titles.get(language) or fallback
        source = skeletons.get(language)
        texts[language] = (
            _filled(source, language, title, base) if source else _retitled(base, language, title)
        )
    return texts


def _filled(source: str | None, language: str, title: str, like: Text | None = None) -> Text:
    text = (
        parse(source, language) if source else Text(language, (Unit("t1", UnitKind.TITLE, "", PLACEHOLDER),))
    )
    words = escape(title)
    units = (replace(unit, text=unit.text.replace(PLACEHOLDER, words)) for unit in text.units)
    return with_ids(Text(language, tuple(units)), like)


def _retitled(base: Text, language: str, title: str) -> Text:
    units = (
        replace(unit, text=escape(title)) if unit.kind is UnitKind.TITLE and index == 0 else unit
        for index, unit in enumerate(base.units)
    )
    return Text(language, tuple(units))
