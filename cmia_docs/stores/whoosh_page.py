"""From the matches of a query to the page that was asked for, and the counts for facets."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from cmia_docs.stores.search import Hit, SearchRequest, SearchResult, is_visible
from cmia_docs.stores.whoosh_match import Scores
from cmia_docs.stores.whoosh_readers import Kind, Table
from cmia_docs.text.query_tree import wanted

_Rank = tuple[float, float, str]


@dataclass(frozen=True, slots=True)
class Found:
    """The matches in one segment."""

    table: Table
    scores: Scores


def result(request: SearchRequest, found: list[Found], wide_prefixes: Set[str]) -> SearchResult:
    """Leaves out what is not visible, counts, narrows, sorts and cuts the page."""
    visible = {
        kind: count
        for kind, count in _count_by_kind(found).items()
        if is_visible(request.visible, kind.scope, kind.document)
    }
    asked = {kind: count for kind, count in visible.items() if _is_asked(request, kind)}
    return SearchResult(
        total=sum(asked.values()),
        hits=_page(request, found, asked.keys()),
        counts=_by_document(visible),
        terms=wanted(request.query),
        title_terms=wanted(request.query, titles=True),
        wide_prefixes=tuple(sorted(wide_prefixes)),
    )


def _count_by_kind(found: list[Found]) -> Counter[Kind]:
    counts: Counter[Kind] = Counter()
    for part in found:
        counts.update(map(part.table.kinds.__getitem__, part.scores))
    return counts


def _is_asked(request: SearchRequest, kind: Kind) -> bool:
    return (request.documents is None or kind.document in request.documents) and (
        request.languages is None or kind.language in request.languages
    )


def _by_document(counts: Mapping[Kind, int]) -> dict[tuple[int, str], int]:
    total: dict[tuple[int, str], int] = {}
    for kind, count in counts.items():
        key = (kind.document, kind.language)
        total[key] = total.get(key, 0) + count
    return total


def _page(request: SearchRequest, found: list[Found], asked: Set[Kind]) -> tuple[Hit, ...]:
    offset, limit = max(0, request.offset), max(0, request.limit)
    if not limit:
        return ()
    # Ranks end with the unique id, so hits themselves are never compared and ties are stable.
    best = heapq.nsmallest(offset + limit, _ranked(request, found, asked))
    return tuple(hit for _, hit in best[offset:])


def _ranked(request: SearchRequest, found: list[Found], asked: Set[Kind]) -> Iterator[tuple[_Rank, Hit]]:
    for part in found:
        kinds, records = part.table.kinds, part.table.records
        for number, score in part.scores.items():
            if kinds[number] in asked:
                record = records[number]
                hit = Hit(record.id, record.document, record.language, score)
                yield _rank(request, score, record.date, record.id), hit


def _rank(request: SearchRequest, score: float, date: int, entry: str) -> _Rank:
    return (-date, -score, entry) if request.order == "date" else (-score, -date, entry)
