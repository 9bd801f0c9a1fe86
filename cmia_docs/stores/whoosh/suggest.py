"""Did you mean: for words without a hit, the nearest word that stands in a visible document.

The words of all documents are looked through, yet one is only named after an entry with it was found visible:
a draft's name never shows through a suggestion.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

from cmia_docs.stores.search import Visible, is_visible
from cmia_docs.stores.whoosh.matcher import stands_in
from cmia_docs.stores.whoosh.readers import Segment, Snapshot
from cmia_docs.stores.whoosh.schema import BASE, EXACT
from cmia_docs.text.search.keyboard_layout import other_layout
from cmia_docs.text.search.morphology import query_terms

MAX_WORDS = 8
_MAX_NEAR = 200  # nearest words of a segment that are looked at
_MAX_SEEN = 100  # visible entries that are counted for a word; beyond it is just frequent


def suggestions(words: Iterable[str], visible: Visible, snapshot: Snapshot) -> Mapping[str, str]:
    """A suggestion for each of the first words that has none in a visible document and looks like one."""
    found: dict[str, str] = {}
    for word in list(dict.fromkeys(words))[:MAX_WORDS]:
        # A figure is not misspelt: `5-2` is no misprint of `5-1`.
        if any(char.isdigit() for char in word) or _is_found(word, visible, snapshot):
            continue
        if meant := _meant(word, visible, snapshot):
            found[word] = meant
    return found


def _is_found(word: str, visible: Visible, snapshot: Snapshot) -> bool:
    terms = query_terms(word, snapshot.languages)
    return any(_seen(term, BASE, visible, snapshot, enough=1) for term in terms)


def _meant(word: str, visible: Visible, snapshot: Snapshot) -> str | None:
    retyped = other_layout(word)
    if retyped != word and _is_found(retyped, visible, snapshot):
        return retyped
    by_distance: dict[int, list[str]] = {}
    for near, distance in _near(word, snapshot).items():
        by_distance.setdefault(distance, []).append(near)
    for distance in sorted(by_distance):
        seen = {near: _seen(near, EXACT, visible, snapshot, _MAX_SEEN) for near in by_distance[distance]}
        if any(seen.values()):
            # People seldom mistake the first letter; then the more frequent word is the likelier.
            return max(sorted(seen), key=lambda near: (seen[near] > 0, near[0] == word[0], seen[near]))
    return None


def _near(word: str, snapshot: Snapshot) -> dict[str, int]:
    """Words within a few changes of letters, with their distances."""
    tolerance = _tolerance(word)
    near: dict[str, int] = {}
    for segment in snapshot.segments if tolerance else ():
        for other, distance, _ in process.extract(
            word, segment.table.words, scorer=OSA.distance, score_cutoff=tolerance, limit=_MAX_NEAR
        ):
            near[other] = int(distance)
    return near


def _tolerance(word: str) -> int:
    """How many letters may be wrong: none in words that are too short to tell."""
    if len(word) < 3:
        return 0
    # Two letters of eight make another word: `Interpol` is no misprint of `internal`.
    return 1 if len(word) < 9 else 2


def _seen(term: str, name: str, visible: Visible, snapshot: Snapshot, enough: int) -> int:
    """In how many visible entries a term stands; counting ends at `enough`."""
    seen = 0
    for segment in snapshot.segments:
        for _ in _visible_entries(term, name, visible, segment):
            seen += 1
            if seen == enough:
                return seen
    return seen


def _visible_entries(term: str, name: str, visible: Visible, segment: Segment) -> Iterator[int]:
    records = segment.table.records
    for number in stands_in(term, name, segment):
        if is_visible(visible, records[number].scope, records[number].document):
            yield number
