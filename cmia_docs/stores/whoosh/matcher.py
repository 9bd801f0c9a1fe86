"""Evaluates a query tree on the posting lists of one segment.

Whoosh stores terms, postings and positions; set operations and BM25 are done here. Its own matchers took two
to three times as long where **all** matches are counted (which rules out an early end), and they add the
scores of the base forms of one ambiguous word, although only the best one should count.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from whoosh.reading import TermNotFound

from cmia_docs.stores.whoosh.readers import Segment, Snapshot
from cmia_docs.stores.whoosh.schema import BASE, EXACT, NUMBER, TITLE_BASE, TITLE_EXACT, WHOLE_NUMBER
from cmia_docs.text.search.morphology import query_terms
from cmia_docs.text.search.query_tree import (
    And,
    Everything,
    Not,
    Number,
    Or,
    Phrase,
    Prefix,
    Query,
    Title,
    Word,
)
from cmia_docs.text.search.tokens import number_key, whole_words

MAX_EXPANSIONS = 500  # words for one prefix; of more, the most frequent ones are searched
_K1, _B, _LONG = 2.5, 0.75, 2.0
_EXACT_BONUS = 0.05  # of the word's score: an exact form comes before other forms with the same score
_WHOLE_NUMBER_SCORE, _PART_NUMBER_SCORE = 100.0, 10.0

Scores = dict[int, float]  # by Whoosh's entry number in the segment
Within = Collection[int] | None  # a set or dict of the only entries to consider; None: all


@dataclass(frozen=True, slots=True)
class _Fields:
    base: str
    exact: str


_TEXT, _TITLE = _Fields(BASE, EXACT), _Fields(TITLE_BASE, TITLE_EXACT)


@dataclass(slots=True)
class Lookup:
    """Shared by all segments during one request: frequencies in the whole index and expanded prefixes."""

    snapshot: Snapshot
    wide_prefixes: set[str] = field(default_factory=set)
    _weights: dict[tuple[str, str], float] = field(default_factory=dict)
    _prefixes: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)

    def rarity(self, name: str, term: str) -> float:
        """BM25's inverse document frequency."""
        key = (name, term)
        if key not in self._weights:
            self._weights[key] = self._rarity(self.snapshot.frequency(name, term))
        return self._weights[key]

    def _rarity(self, frequency: int) -> float:
        # Frequencies count deleted entries too, so they may exceed the number of entries.
        entries = max(self.snapshot.entries, frequency)
        return math.log(1 + (entries - frequency + 0.5) / (frequency + 0.5))

    def expanded(self, name: str, start: str) -> tuple[str, ...]:
        """The words that begin with `start`, sorted; of too many, the most frequent."""
        key = (name, start)
        if key not in self._prefixes:
            words = {
                word
                for segment in self.snapshot.segments
                for word in _words_with_prefix(segment, name, start)
            }
            if len(words) > MAX_EXPANSIONS:
                self.wide_prefixes.add(start)
                words = set(
                    heapq.nlargest(MAX_EXPANSIONS, words, key=lambda w: (self._frequency(name, w), w))
                )
            self._prefixes[key] = tuple(sorted(words))
        return self._prefixes[key]

    def _frequency(self, name: str, word: str) -> int:
        return self.snapshot.frequency(name, word)


def matches(query: Query, segment: Segment, lookup: Lookup) -> Scores:
    """The matching entries of a segment, without deleted ones, and their scores."""
    return _Matcher(segment, lookup).evaluate(query, _TEXT, None)


def entries_with(term: str, name: str, segment: Segment) -> Iterator[int]:
    """The entries of a segment that contain a term, without deleted ones."""
    matcher = _postings(segment.reader, name, term)
    return iter(()) if matcher is None else iter(matcher.all_ids())


@dataclass(frozen=True, slots=True)
class _Matcher:
    segment: Segment
    lookup: Lookup

    def evaluate(self, query: Query, where: _Fields, within: Within) -> Scores:
        match query:
            case Word(word):
                return self._word(word, where, within)
            case Phrase(words):
                return self._phrase(words, where, within)
            case Prefix(start):
                return self._prefix(start, where, within)
            case Number(number):
                return self._number(number)
            case Title(inside):
                return self.evaluate(inside, _TITLE, within)
            case And(parts):
                return self._all_of(parts, where, within)
            case Or(parts):
                return _summed([self.evaluate(part, where, within) for part in parts])
            case Not(part):
                return self._all_of((Not(part),), where, within)
            case Everything():
                return dict.fromkeys(self.segment.reader.all_doc_ids(), 0.0)
        return {}

    def _all_of(self, parts: tuple[Query, ...], where: _Fields, within: Within) -> Scores:
        required: list[Query] = [part for part in parts if not isinstance(part, Not)]
        excluded = [part.part for part in parts if isinstance(part, Not)]
        # The rarest first: only its matches are read from the posting lists of the others.
        required.sort(key=lambda part: self._size(part, where))
        scores = self.evaluate(required[0] if required else Everything(), where, within)
        for part in required[1:]:
            part_scores = self.evaluate(part, where, scores)
            scores = {
                number: scores[number] + score for number, score in part_scores.items() if number in scores
            }
        for part in excluded:
            for number in self.evaluate(part, where, scores):
                scores.pop(number, None)
        return scores

    def _size(self, part: Query, where: _Fields) -> int:
        words = (part.word,) if isinstance(part, Word) else part.words if isinstance(part, Phrase) else ()
        sizes = [
            sum(self.segment.reader.doc_frequency(where.base, term) for term in self._terms(word))
            for word in words
        ]
        return min(sizes, default=len(self.segment.table.records))

    def _terms(self, word: str) -> tuple[str, ...]:
        return query_terms(word, self.lookup.snapshot.languages)

    def _word(self, word: str, where: _Fields, within: Within) -> Scores:
        best: Scores = {}
        for term in self._terms(word):
            rarity = self.lookup.rarity(where.base, term)
            for number, score in self._bm25(self._weights(where.base, term, within), rarity).items():
                if score > best.get(number, 0.0):
                    best[number] = score
        rarity = min((self.lookup.rarity(where.base, term) for term in self._terms(word)), default=0.0)
        for number, score in self._bm25(self._weights(where.exact, word, best), rarity).items():
            best[number] += _EXACT_BONUS * score
        for number in self._acts_numbered(word, best) if where is _TEXT else ():
            # The same score for all articles of the act: they are listed in its order.
            best[number] = _WHOLE_NUMBER_SCORE
        return best

    def _acts_numbered(self, word: str, within: Within) -> Iterable[int]:
        """The entries of the act with this number: they come before all acts that cite it."""
        # A plain figure is more likely the number of an article or a year.
        if word.isdecimal() or not any(character.isdigit() for character in word):
            return ()
        return self._weights(NUMBER, WHOLE_NUMBER + number_key(word), within)

    def _phrase(self, words: tuple[str, ...], where: _Fields, within: Within) -> Scores:
        scores = self._all_of(tuple(Word(word) for word in dict.fromkeys(words)), where, within)
        positions = {word: self._positions(word, where, scores) for word in set(words)}
        starts = positions[words[0]]
        for step, word in enumerate(words[1:], start=1):
            next_positions = positions[word]
            following = (
                (n, {p for p in before if p + step in next_positions[n]}) for n, before in starts.items()
            )
            starts = {number: left for number, left in following if left}
        return {number: scores[number] for number in starts}

    def _positions(self, word: str, where: _Fields, within: Collection[int]) -> dict[int, set[int]]:
        positions: dict[int, set[int]] = {}
        for term in self._terms(word):
            matcher = _postings(self.segment.reader, where.base, term)
            while matcher is not None and matcher.is_active():
                number = matcher.id()
                if number in within:
                    positions.setdefault(number, set()).update(matcher.value_as("positions"))
                matcher.next()
        return positions

    def _prefix(self, start: str, where: _Fields, within: Within) -> Scores:
        weights: Scores = {}
        for word in self.lookup.expanded(where.exact, start):
            for number, weight in self._weights(where.exact, word, within).items():
                weights[number] = weights.get(number, 0.0) + weight
        # Computing how rare the prefix is in the whole index would need another pass over its words.
        return self._bm25(weights, 1.0)

    def _number(self, number: str) -> Scores:
        parts = [set(self._weights(NUMBER, word, None)) for word in whole_words(number)]
        scores = dict.fromkeys(set.intersection(*parts) if parts else (), _PART_NUMBER_SCORE)
        whole = self._weights(NUMBER, WHOLE_NUMBER + number_key(number), None)
        return scores | dict.fromkeys(whole, _WHOLE_NUMBER_SCORE)

    def _weights(self, name: str, term: str, within: Within) -> Scores:
        matcher = _postings(self.segment.reader, name, term)
        weights: Scores = {}
        while matcher is not None and matcher.is_active():
            number = matcher.id()
            if within is None or number in within:
                weights[number] = matcher.weight()
            matcher.next()
        return weights

    def _bm25(self, weights: Mapping[int, float], rarity: float) -> Scores:
        records = self.segment.table.records
        # Only articles much longer than the average get a lower score: the articles of an act that is found
        # by its title have equal scores, and are listed as in the text.
        slope = _K1 * _B / (_LONG * self.lookup.snapshot.average_length)
        flat, minimum = _K1 * (1 - _B), _K1 * _B
        return {
            number: rarity
            * weight
            * (_K1 + 1)
            / (weight + flat + max(minimum, slope * records[number].length))
            for number, weight in weights.items()
        }


def _postings(reader: Any, name: str, term: str) -> Any:
    try:
        return reader.postings(name, term)
    except TermNotFound:
        return None


def _words_with_prefix(segment: Segment, name: str, start: str) -> Iterator[str]:
    return (word.decode() for word in segment.reader.expand_prefix(name, start))


def _summed(parts: list[Scores]) -> Scores:
    total: Scores = {}
    for part in parts:
        for number, score in part.items():
            total[number] = total.get(number, 0.0) + score
    return total
