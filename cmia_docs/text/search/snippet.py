"""Shows why a text was found: its best passage, with the words that were asked for marked.

Plain values in and out. HTML is not made here, so nothing in a text can become markup by way of a mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cmia_docs.text.search.morphology import terms as terms_of
from cmia_docs.text.search.query_tree import Wanted
from cmia_docs.text.search.tokens import Token, tokens

MAX_CHARACTERS = 500_000  # of a text are looked at; a longer article is no article
_BLANKS = re.compile(r"\s+")
_LEAD = 4  # a passage begins at most a quarter of its length before the first mark
_SENTENCE_END = re.compile(r"[.!?;:]\s+|\n\s*")

Parts = tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Snippet:
    """A passage as (text, is it marked) in order; blanks are single.

    `cut_before` and `cut_after` say that the text goes on there: the page prints its ellipsis.
    """

    parts: Parts
    cut_before: bool = False
    cut_after: bool = False


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    of: str  # what was asked for, to tell how many different things a passage shows


def snippet(body: str, terms: Wanted, language: str, length: int = 240) -> Snippet:
    """The passage of about `length` characters that shows most of what was asked for, whole words only.

    Inflected forms, phrases and beginnings are marked. Without any match: the beginning of the text.
    """
    body = body[:MAX_CHARACTERS]
    marks = _marks(body, terms, language)
    start, end = _best_passage(body, marks, max(length, 1))
    inside = [mark for mark in marks if start <= mark.start and mark.end <= end]
    parts = _cut_into_parts(body, inside, start, end)
    return Snippet(parts, bool(body[:start].strip()), bool(body[end:].strip()))


def mark(text: str, terms: Wanted, language: str) -> Parts:
    """A whole text, such as a heading or title, with marks."""
    text = text[:MAX_CHARACTERS]
    return _cut_into_parts(text, _marks(text, terms, language), 0, len(text))


def _marks(text: str, wanted: Wanted, language: str) -> list[_Mark]:
    """Non-overlapping marks in the order of the text; the longer one wins."""
    found = list(tokens(text))
    marks = [*_phrase_marks(found, wanted.phrases, language), *_word_marks(found, wanted, language)]
    marks.sort(key=lambda mark: (mark.start, -mark.end))
    kept: list[_Mark] = []
    for candidate in marks:
        if not kept or candidate.start >= kept[-1].end:
            kept.append(candidate)
    return kept


def _word_marks(found: Sequence[Token], wanted: Wanted, language: str) -> Iterable[_Mark]:
    asked = {term: word for word in sorted(wanted.words) for term in terms_of(word, language)}
    prefixes = tuple(sorted(wanted.prefixes))
    for token in found:
        hits = [asked[term] for term in terms_of(token.surface, language) if term in asked]
        if hits:
            yield _Mark(token.start, token.end, hits[0])
        elif prefixes and token.surface.startswith(prefixes):
            yield _Mark(token.start, token.end, next(p for p in prefixes if token.surface.startswith(p)))


def _phrase_marks(
    found: Sequence[Token], phrases: Iterable[tuple[str, ...]], language: str
) -> Iterable[_Mark]:
    whole = [token for token in found if not token.part]
    token_terms = [frozenset(terms_of(token.surface, language)) for token in whole] if phrases else []
    for phrase in sorted(phrases):
        asked = [frozenset(terms_of(word, language)) for word in phrase]
        for place in range(len(whole) - len(phrase) + 1):
            if all(asked[step] & token_terms[place + step] for step in range(len(phrase))):
                yield _Mark(whole[place].start, whole[place + len(phrase) - 1].end, " ".join(phrase))


def _best_passage(body: str, marks: Sequence[_Mark], length: int) -> tuple[int, int]:
    if not marks:
        return 0, _end_of_word(body, 0, length)
    first = max(range(len(marks)), key=lambda index: (*_shown(marks, index, length), -index))
    start = _start_before(body, marks[first].start, length)
    return start, max(marks[first].end, _end_of_word(body, start, start + length))


def _shown(marks: Sequence[_Mark], first: int, length: int) -> tuple[int, int]:
    """How many different things and how many marks a passage shows that begins with mark `first`."""
    end = marks[first].start + length - length // _LEAD
    inside = [marks[first]]
    for index in range(first + 1, len(marks)):
        if marks[index].end > end:
            break
        inside.append(marks[index])
    return len({mark.of for mark in inside}), len(inside)


def _start_before(body: str, place: int, length: int) -> int:
    """A little before the mark at `place`: where its sentence or at least a word begins."""
    earliest = max(0, place - length // _LEAD)
    if earliest == 0:
        return 0
    for boundary in (_SENTENCE_END, _BLANKS):
        if match := boundary.search(body, earliest, place):
            return match.end()
    return place


def _end_of_word(body: str, start: int, end: int) -> int:
    """The last place up to `end` where no word is cut; `end` itself inside an endless word."""
    if end >= len(body) or body[end].isspace():
        return min(end, len(body))
    blanks = [match.start() for match in _BLANKS.finditer(body, start + 1, end)]
    return blanks[-1] if blanks else end


def _cut_into_parts(body: str, marks: Iterable[_Mark], start: int, end: int) -> Parts:
    parts: list[tuple[str, bool]] = []
    for mark in marks:
        parts += [(body[start : mark.start], False), (body[mark.start : mark.end], True)]
        start = mark.end
    parts.append((body[start:end], False))
    return _with_single_blanks(parts)


def _with_single_blanks(parts: Iterable[tuple[str, bool]]) -> Parts:
    clean = [(_BLANKS.sub(" ", text), marked) for text, marked in parts if text]
    if clean:
        clean[0] = (clean[0][0].lstrip(), clean[0][1])
        clean[-1] = (clean[-1][0].rstrip(), clean[-1][1])
    return tuple((text, marked) for text, marked in clean if text)
