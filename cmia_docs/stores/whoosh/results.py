"""The result of a query from its matches: the requested page, and the counts for facets."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from cmia_docs.stores.search import IndexHit, SearchRequest, SearchResult, is_visible
from cmia_docs.stores.whoosh.matcher import Scores
from cmia_docs.stores.whoosh.readers import EntryKind, Table
from cmia_docs.stores.whoosh.schema import Record
from cmia_docs.text.search.query_tree import wanted

_Rank = tuple[float, float, int, int, str]


@dataclass(frozen=True, slots=True)
class SegmentMatches:
    """The matches in one segment."""

    table: Table
    scores: Scores


@dataclass(frozen=True, slots=True)
class _Best:
    """The language version of an article that is shown: its preference, its rank and its entry."""

    preference: int
    rank: _Rank
    record: Record
    score: float


def result(request: SearchRequest, matches: list[SegmentMatches], wide_prefixes: Set[str]) -> SearchResult:
    """Leaves out invisible entries, counts, restricts, sorts, and selects the page."""
    visible = {
        kind: count
        for kind, count in _count_by_kind(matches).items()
        if is_visible(request.visible, kind.scope, kind.document)
    }
    requested = {kind for kind in visible if _is_requested(request, kind)}
    best = _articles(request, matches, requested)
    restricted = len(requested) < len(visible)
    return SearchResult(
        total=len(best),
        hits=_page(request, best.values()),
        counts=_by_document(visible),
        articles=Counter(
            one.record.document
            for one in (_articles(request, matches, visible.keys()) if restricted else best).values()
        ),
        terms=wanted(request.query),
        title_terms=wanted(request.query, titles=True),
        wide_prefixes=tuple(sorted(wide_prefixes)),
    )


def _count_by_kind(matches: list[SegmentMatches]) -> Counter[EntryKind]:
    counts: Counter[EntryKind] = Counter()
    for part in matches:
        counts.update(map(part.table.kinds.__getitem__, part.scores))
    return counts


def _is_requested(request: SearchRequest, kind: EntryKind) -> bool:
    return (request.documents is None or kind.document in request.documents) and (
        request.languages is None or kind.language in request.languages
    )


def _by_document(counts: Mapping[EntryKind, int]) -> dict[tuple[int, str], int]:
    total: dict[tuple[int, str], int] = {}
    for kind, count in counts.items():
        key = (kind.document, kind.language)
        total[key] = total.get(key, 0) + count
    return total


def _page(request: SearchRequest, best: Iterable[_Best]) -> tuple[IndexHit, ...]:
    offset, limit = max(0, request.offset), max(0, request.limit)
    if not limit:
        return ()
    # Ranks end with the unique id, so that their order is stable.
    first = heapq.nsmallest(offset + limit, best, key=lambda one: one.rank)
    return tuple(
        IndexHit(one.record.id, one.record.document, one.record.language, one.score) for one in first[offset:]
    )


def _articles(
    request: SearchRequest, matches: list[SegmentMatches], selected: Set[EntryKind]
) -> dict[str, _Best]:
    """Each matching article once, in the preferred one of the languages that match."""
    best: dict[str, _Best] = {}
    preference = {language: number for number, language in enumerate(request.prefer)}
    for part in matches:
        kinds, records = part.table.kinds, part.table.records
        for number, score in part.scores.items():
            if kinds[number] not in selected:
                continue
            record = records[number]
            one = _Best(
                preference.get(record.language, len(preference)), _rank(request, score, record), record, score
            )
            other = best.get(record.article)
            if other is None or (one.preference, one.rank) < (other.preference, other.rank):
                best[record.article] = one
    return best


def _rank(request: SearchRequest, score: float, record: Record) -> _Rank:
    if request.order == "date":
        return (-record.date, -score, record.document, record.index, record.id)
    return (-score, -record.date, record.document, record.index, record.id)
