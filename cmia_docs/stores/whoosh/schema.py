"""How an entry is stored in Whoosh: fields, terms, positions and weights.

The text of an entry is **one** field of base forms and one of exact forms; number, title and heading come
before the body in it, each with its weight at every occurrence. This is BM25F (weights are applied before
saturation), allows the words of a query to be in title and body, and needs one posting list per term instead
of four. Gaps between the parts prevent phrases across them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from whoosh import fields, formats

from cmia_docs import errors
from cmia_docs.reasons.search import SearchBadEntry
from cmia_docs.stores.search import Entry
from cmia_docs.text.search.morphology import terms
from cmia_docs.text.search.tokens import number_key, tokens

# Increase it when stored terms change: then old indexes are refused and rebuilt.
INDEX_FORMAT = 2

BASE, EXACT = "base", "exact"  # forms in the whole entry
TITLE_BASE, TITLE_EXACT = "title_base", "title_exact"
NUMBER = "number"
ID, GROUP, STORED = "id", "group", "stored"
WHOLE_NUMBER = "="  # prefix of an act's complete number

# The heading of an article says more about it than any number of mentions in another article.
_WEIGHTS = {"number": 12.0, "title": 10.0, "heading": 20.0, "body": 1.0}
_GAP = 100

Occurrences = dict[str, tuple[list[int], list[float]]]


class Terms(fields.FieldType):  # type: ignore[misc]  # Whoosh has no types
    """A field that stores given terms with positions and weights; Whoosh does no analysis."""

    def __init__(self) -> None:
        # Lengths are in `Record.length`, but without its own Whoosh looks for their file at each posting.
        super().__init__(formats.Positions(), analyzer=None, scorable=True)

    def index(self, value: Occurrences, **_options: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        for term, (positions, weights) in value.items():
            yield term.encode(), len(positions), sum(weights), self.format.encode(positions)


@dataclass(frozen=True, slots=True)
class Record:
    """The stored values of an entry, for filters and order. `date` is a number that increases with the date.

    `length` is the number of words, for BM25. `article` is unique, and the same in all languages.
    """

    id: str
    document: int
    scope: str
    language: str
    date: int
    length: int
    article: str
    index: int


def schema() -> fields.Schema:
    """The fields of both indexes."""
    return fields.Schema(
        id=fields.ID(unique=True),
        group=fields.ID(),
        stored=fields.STORED(),
        base=Terms(),
        exact=Terms(),
        title_base=Terms(),
        title_exact=Terms(),
        number=Terms(),
    )


def group_of(document: int, scope: str) -> str:
    """The term that all entries of a document's scope share."""
    return f"{document}/{scope}"


def document_of(entry: Entry) -> Mapping[str, object]:
    """The entry as a Whoosh document. Raises `Invalid` (`search.bad_entry`) if it cannot be encoded."""
    try:
        f"{entry.id}{entry.scope}{entry.language}".encode()
    except UnicodeEncodeError as error:
        raise errors.Invalid(SearchBadEntry(ascii(entry.id))) from error
    base, exact, length = _occurrences(entry, _WEIGHTS)
    _add_day(entry, base, exact)
    title_base, title_exact, _ = _occurrences(entry, {"title": 1.0})
    return {
        ID: entry.id,
        GROUP: group_of(entry.document, entry.scope),
        BASE: base,
        EXACT: exact,
        TITLE_BASE: title_base,
        TITLE_EXACT: title_exact,
        NUMBER: _number_terms(entry.number),
        STORED: (
            entry.id,
            entry.document,
            entry.scope,
            entry.language,
            _date(entry.sort_date),
            length,
            f"{group_of(entry.document, entry.scope)}/{entry.article or entry.id}",
            entry.index,
        ),
    }


def record_of(stored: Mapping[str, object]) -> Record:
    """The record that `document_of` stored."""
    return Record(*stored[STORED])  # type: ignore[misc]


def _occurrences(entry: Entry, weights: Mapping[str, float]) -> tuple[Occurrences, Occurrences, int]:
    base: Occurrences = {}
    exact: Occurrences = {}
    offset = length = 0
    for part, weight in weights.items():
        position = offset
        for token in tokens(getattr(entry, part)):
            position = offset + token.position
            length += 1
            _add(exact, token.surface, position, weight)
            for term in terms(token.surface, entry.language):
                _add(base, term, position, weight)
        offset = position + _GAP
    return base, exact, length


def _add_day(entry: Entry, base: Occurrences, exact: Occurrences) -> None:
    """Add the act's date as one word before all others; its parts would match numbers of articles."""
    if _date(entry.sort_date):
        day = entry.sort_date[:10]
        for occurrences, term in ((exact, day), (base, terms(day, entry.language)[0])):
            positions, weights = occurrences.setdefault(term, ([], []))
            positions.insert(0, 0)  # positions are stored as ascending differences
            weights.insert(0, _WEIGHTS["number"])


def _add(occurrences: Occurrences, term: str, position: int, weight: float) -> None:
    positions, weights = occurrences.setdefault(term, ([], []))
    positions.append(position)
    weights.append(weight)


def _number_terms(number: str) -> Occurrences:
    number_terms: Occurrences = {}
    for token in tokens(number):
        _add(number_terms, token.surface, token.position, 1.0)
    if key := number_key(number):
        _add(number_terms, WHOLE_NUMBER + key, 0, 1.0)
    return number_terms


def _date(sort_date: str) -> int:
    digits = sort_date[:10].replace("-", "")
    return int(digits) if digits.isdecimal() else 0
