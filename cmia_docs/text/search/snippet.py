"""The best passage of a text for a query, with the words of the query marked.

It takes and returns plain values. No HTML is made here, so that text cannot become markup by a mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cmia_docs.text.search.morphology import terms as terms_of
from cmia_docs.text.search.query_tree import Wanted
from cmia_docs.text.search.tokens import Token, tokens

MAX_BODY_CHARACTERS = 500_000  # of a text are searched; no article is longer
_BLANKS = re.compile(r"\s+")
_LEAD = 4  # a passage begins at most a quarter of its length before the first mark
_SENTENCE_END = re.compile(r"[.!?;:]\s+|\n\s*")

Parts = tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Snippet:
    """A passage as pairs (text, whether marked) in order, with single spaces.

    `cut_before` and `cut_after` tell whether the text continues there: the page prints an ellipsis.
    """

    parts: Parts
    cut_before: bool = False
    cut_after: bool = False


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    of: str  # the word or phrase of the query, to count the different ones in a passage


def snippet(body: str, terms: Wanted, language: str, length: int = 240) -> Snippet:
    """The passage of about `length` characters with most of the query's words; words are not cut.

    Inflected forms, phrases and prefixes are marked. Without a match it is the beginning of the text.
    """
    body = body[:MAX_BODY_CHARACTERS]
    marks = _marks(body, terms, language)
    start, end = _best_passage(body, marks, max(length, 1))
    inside = [mark for mark in marks if start <= mark.start and mark.end <= end]
    parts = _cut_into_parts(body, inside, start, end)
    return Snippet(parts, bool(body[:start].strip()), bool(body[end:].strip()))


def mark(text: str, terms: Wanted, language: str) -> Parts:
    """A whole text with marks, such as a heading or title."""
    text = text[:MAX_BODY_CHARACTERS]
    return _cut_into_parts(text, _marks(text, terms, language), 0, len(text))


def _marks(text: str, wanted: Wanted, language: str) -> list[_Mark]:
    """The marks in the order of the text, without overlaps: the longer one is used."""
    text_tokens = list(tokens(text))
    marks = [
        *_phrase_marks(text_tokens, wanted.phrases, language),
        *_word_marks(text_tokens, wanted, language),
    ]
    marks.sort(key=lambda mark: (mark.start, -mark.end))
    separate: list[_Mark] = []
    for candidate in marks:
        if not separate or candidate.start >= separate[-1].end:
            separate.append(candidate)
    return separate


def _word_marks(text_tokens: Sequence[Token], wanted: Wanted, language: str) -> Iterable[_Mark]:
    word_by_term = {term: word for word in sorted(wanted.words) for term in terms_of(word, language)}
    prefixes = tuple(sorted(wanted.prefixes))
    for token in text_tokens:
        hits = [word_by_term[term] for term in terms_of(token.surface, language) if term in word_by_term]
        if hits:
            yield _Mark(token.start, token.end, hits[0])
        elif prefixes and token.surface.startswith(prefixes):
            yield _Mark(token.start, token.end, next(p for p in prefixes if token.surface.startswith(p)))


def _phrase_marks(
    text_tokens: Sequence[Token], phrases: Iterable[tuple[str, ...]], language: str
) -> Iterable[_Mark]:
    whole = [token for token in text_tokens if not token.part]
    token_terms = [frozenset(terms_of(token.surface, language)) for token in whole] if phrases else []
    for phrase in sorted(phrases):
        phrase_terms = [frozenset(terms_of(word, language)) for word in phrase]
        for start in range(len(whole) - len(phrase) + 1):
            if all(phrase_terms[step] & token_terms[start + step] for step in range(len(phrase))):
                yield _Mark(whole[start].start, whole[start + len(phrase) - 1].end, " ".join(phrase))


def _best_passage(body: str, marks: Sequence[_Mark], length: int) -> tuple[int, int]:
    if not marks:
        return 0, _end_of_word(body, 0, length)
    first = max(range(len(marks)), key=lambda index: (*_shown(marks, index, length), -index))
    start = _start_before(body, marks[first].start, length)
    return start, max(marks[first].end, _end_of_word(body, start, start + length))


def _shown(marks: Sequence[_Mark], first: int, length: int) -> tuple[int, int]:
    """The numbers of different words and of marks in a passage that begins with mark `first`."""
    end = marks[first].start + length - length // _LEAD
    inside = [marks[first]]
    for index in range(first + 1, len(marks)):
        if marks[index].end > end:
            break
        inside.append(marks[index])
    return len({mark.of for mark in inside}), len(inside)


def _start_before(body: str, offset: int, length: int) -> int:
    """The start of a passage a little before `offset`: the beginning of its sentence, or of a word."""
    earliest = max(0, offset - length // _LEAD)
    if earliest == 0:
        return 0
    for boundary in (_SENTENCE_END, _BLANKS):
        if match := boundary.search(body, earliest, offset):
            return match.end()
    return offset


def _end_of_word(body: str, start: int, end: int) -> int:
    """The last offset up to `end` that cuts no word; `end` itself inside a very long word."""
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
