"""Did you mean: for words without a hit, the most similar word in a visible document.

The words of all documents are compared, but a word is only suggested if a visible entry contains it:
a suggestion never reveals a word of an invisible draft.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

from cmia_docs.stores.search import Visible, is_visible
from cmia_docs.stores.whoosh.matcher import entries_with
from cmia_docs.stores.whoosh.readers import Segment, Snapshot
from cmia_docs.stores.whoosh.schema import BASE, EXACT
from cmia_docs.text.search.keyboard_layout import other_layout
from cmia_docs.text.search.morphology import query_terms

MAX_CORRECTED_WORDS = 8
_MAX_NEAR = 200  # most similar words of a segment that are considered
_MAX_COUNTED = 100  # visible entries that are counted for a word; above it is just frequent


def suggestions(words: Iterable[str], visible: Visible, snapshot: Snapshot) -> Mapping[str, str]:
    """A suggestion for each of the first words that is in no visible document but similar to one that is."""
    suggested: dict[str, str] = {}
    for word in list(dict.fromkeys(words))[:MAX_CORRECTED_WORDS]:
        # Figures are not misspelt: `5-2` is no misprint of `5-1`.
        if any(character.isdigit() for character in word) or _is_visible_word(word, visible, snapshot):
            continue
        if suggestion := _suggestion(word, visible, snapshot):
            suggested[word] = suggestion
    return suggested


def _is_visible_word(word: str, visible: Visible, snapshot: Snapshot) -> bool:
    terms = query_terms(word, snapshot.languages)
    return any(_count(term, BASE, visible, snapshot, enough=1) for term in terms)


def _suggestion(word: str, visible: Visible, snapshot: Snapshot) -> str | None:
    retyped = other_layout(word)
    if retyped != word and _is_visible_word(retyped, visible, snapshot):
        return retyped
    by_distance: dict[int, list[str]] = {}
    for near, distance in _near(word, snapshot).items():
        by_distance.setdefault(distance, []).append(near)
    for distance in sorted(by_distance):
        counts = {
            near: _count(near, EXACT, visible, snapshot, _MAX_COUNTED) for near in by_distance[distance]
        }
        if any(counts.values()):
            # The first character is seldom wrong; apart from that the more frequent word is more likely.
            return max(sorted(counts), key=lambda near: (counts[near] > 0, near[0] == word[0], counts[near]))
    return None


def _near(word: str, snapshot: Snapshot) -> dict[str, int]:
    """Words that differ in few characters, with their distances."""
    tolerance = _tolerance(word)
    near: dict[str, int] = {}
    for segment in snapshot.segments if tolerance else ():
        for other, distance, _ in process.extract(
            word, segment.table.words, scorer=OSA.distance, score_cutoff=tolerance, limit=_MAX_NEAR
        ):
            near[other] = int(distance)
    return near


def _tolerance(word: str) -> int:
    """The number of characters that may be wrong: none in short words."""
    if len(word) < 3:
        return 0
    # Two characters of eight make another word: `Interpol` is no misprint of `internal`.
    return 1 if len(word) < 9 else 2


def _count(term: str, name: str, visible: Visible, snapshot: Snapshot, enough: int) -> int:
    """The number of visible entries that contain a term, up to `enough`."""
    count = 0
    for segment in snapshot.segments:
        for _ in _visible_entries(term, name, visible, segment):
            count += 1
            if count == enough:
                return count
    return count


def _visible_entries(term: str, name: str, visible: Visible, segment: Segment) -> Iterator[int]:
    records = segment.table.records
    for number in entries_with(term, name, segment):
        if is_visible(visible, records[number].scope, records[number].document):
            yield number
