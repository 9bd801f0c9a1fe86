"""The page of a comparison: the compared text, changes of the description, and links to other views."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from cmia_docs.queries.document.texts import texts_of
from cmia_docs.text.model import Text
from cmia_docs.web.compare.query import SIDE, WHOLE, ComparisonQuery, changed_languages
from cmia_docs.web.compare.view import ComparedRow, changes_only, compared
from cmia_docs.web.document.layout import described, state_of_council
from cmia_docs.web.shared.access import document
from cmia_docs.web.shared.change_link import revision_name
from cmia_docs.web.shared.context import services
from cmia_docs.web.shared.labels import language_name
from cmia_docs.web.shared.list_filters import select
from cmia_docs.web.shared.page_parts import Link, NavLink, Select
from cmia_docs.web.shared.text_view import ContentsEntry


@dataclass(frozen=True, slots=True)
class ChangedFact:
    """A part of the description that differs between the revisions; empty where one does not have it."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonPage:
    """For web/compare/show.html; `old` and `new` name the revisions, `language` is that of the text.

    `only_revision`: there is nothing to compare; `rows` are empty where the texts are the same; `counts` say
    how many units were changed, inserted, deleted or moved; `relabelled`: how many have another label;
    `hidden`: parameters to keep where others are compared; `elsewhere`: other languages that changed.
    """

    old: str
    new: str
    language: str
    only_revision: bool
    rows: Sequence[ComparedRow]
    sides: bool
    contents: Sequence[ContentsEntry]
    counts: Mapping[str, int]
    relabelled: int
    description: Sequence[ChangedFact]
    selects: Sequence[Select]
    hidden: Mapping[str, str]
    layouts: Sequence[NavLink]
    extents: Sequence[NavLink]
    elsewhere: Sequence[Link]


def comparison_page(query: ComparisonQuery) -> ComparisonPage:
    """The page of this comparison of the route's document."""
    result = compared(*_texts(query))
    rows = result.rows if query.whole else changes_only(result.rows, query.url(changes=WHOLE))
    return ComparisonPage(
        old=revision_name(query.old),
        new=revision_name(query.new),
        language=query.language,
        only_revision=len(query.seen) == 1,
        rows=[] if result.same else rows,
        sides=query.sides,
        contents=result.contents,
        counts=result.counts,
        relabelled=result.relabelled,
        description=[fact for fact in _description(query) if fact.old != fact.new],
        selects=_selects(query),
        hidden={"view": SIDE if query.sides else "inline", "changes": WHOLE if query.whole else "1"},
        layouts=_layouts(query),
        extents=_extents(query),
        elsewhere=_elsewhere(query),
    )


def _texts(query: ComparisonQuery) -> tuple[Text, Text]:
    store, slug = services().drafts, document().slug
    old, new = (texts_of(store, slug, revision).get(query.language) for revision in (query.old, query.new))
    return old or Text(query.language), new or Text(query.language)


def _layouts(query: ComparisonQuery) -> list[NavLink]:
    return [
        NavLink(_("Inline"), query.url(view="inline"), not query.sides),
        NavLink(_("Side by side"), query.url(view=SIDE), query.sides),
    ]


def _extents(query: ComparisonQuery) -> list[NavLink]:
    return [
        NavLink(_("Changes only"), query.url(changes="1"), not query.whole),
        NavLink(_("Whole text"), query.url(changes=WHOLE), query.whole),
    ]


def _elsewhere(query: ComparisonQuery) -> list[Link]:
    return [
        Link(language_name(code), query.url(language=code))
        for code in changed_languages(query.old, query.new)
        if code != query.language
    ]


def _selects(query: ComparisonQuery) -> list[Select]:
    revisions = [(str(revision.number), revision_name(revision)) for revision in query.seen]
    selects = [
        select("old", _("Old"), str(query.old.number), revisions),
        select("new", _("New"), str(query.new.number), revisions),
    ]
    if len(query.languages) > 1:
        languages = [(code, language_name(code).capitalize()) for code in query.languages]
        selects.append(select("language", _("Language"), query.language, languages))
    return selects


def _description(query: ComparisonQuery) -> Iterator[ChangedFact]:
    """The description of the document in both revisions."""
    old, new = described(query.old), described(query.new)
    for code in dict.fromkeys([*new.titles, *old.titles]):
        label = _("Title (%(language)s)", language=language_name(code))
        yield ChangedFact(label, old.titles.get(code, ""), new.titles.get(code, ""))
    yield ChangedFact(_("Languages"), _languages(old.languages), _languages(new.languages))
    yield ChangedFact(_("Authentic languages"), _languages(old.authentic), _languages(new.authentic))
    yield ChangedFact(_("initiator").capitalize(), _initiator(old.initiator), _initiator(new.initiator))


def _languages(codes: tuple[str, ...]) -> str:
    return ", ".join(language_name(code) for code in codes)


def _initiator(code: str) -> str:
    return state_of_council(code) if code else str(_("secretariat"))
