"""How a unit of a text is cited: `Статья 5, пункт 2, подпункт а)`, `Article 5, paragraph 2, point (a)`."""

from __future__ import annotations

from cmia_docs.text.format.inline import plain
from cmia_docs.text.model import HEADINGS, Text, Unit, UnitKind
from cmia_docs.text.numbering.heading_labels import words_of
from cmia_docs.text.numbering.labels import readings
from cmia_docs.text.numbering.numbering import customs_of
from cmia_docs.text.structure.tree import index_of, parents

_GROUPS = frozenset({UnitKind.SECTION, UnitKind.CHAPTER})
_LONGEST = 400
_UNNUMBERED = frozenset({UnitKind.PARAGRAPH, UnitKind.QUOTE, UnitKind.DASH})


class Citations:
    """The citations of one text. Its structure is computed once, for all of them."""

    def __init__(self, text: Text) -> None:
        self._units = text.units
        self._words = words_of(text.language)
        self._parents = parents(text)
        self._ordinals = _ordinals(text, self._parents)
        self._clauses_restart = UnitKind.CLAUSE in customs_of(text)

    def of(self, index: int) -> str:
        """The citation of the unit at `index`, capitalised."""
        chain = [index]
        while self._parents[chain[-1]] >= 0:
            chain.append(self._parents[chain[-1]])
        chain.reverse()
        parts = [short(self._part(above)) for above in chain if self._is_named(above, chain)]
        if self._in_preamble(index):
            parts.insert(0, self._words.preamble)
        sentence = ", ".join(filter(None, parts))
        return sentence[:1].upper() + sentence[1:]

    def _in_preamble(self, index: int) -> bool:
        loose = self._parents[index] < 0 and self._units[index].kind in {*_UNNUMBERED, UnitKind.TABLE}
        return loose and not any(unit.kind is UnitKind.ANNEX for unit in self._units[:index])

    def _is_named(self, index: int, chain: list[int]) -> bool:
        """Sections and chapters are named only where the numbers below them are not unique in the act."""
        if self._units[index].kind not in _GROUPS or index == chain[-1]:
            return True
        kinds = {self._units[member].kind for member in chain}
        return UnitKind.ARTICLE not in kinds and (UnitKind.CLAUSE not in kinds or self._clauses_restart)

    def _part(self, index: int) -> str:
        unit = self._units[index]
        if unit.kind in HEADINGS:
            return self._heading(unit)
        template = self._words.cited.get(unit.kind, self._words.cited[UnitKind.PARAGRAPH])
        if unit.kind in _UNNUMBERED or unit.kind is UnitKind.TABLE:
            return template.format(self._ordinals[index])
        return template.format(self._shown(unit))

    def _shown(self, unit: Unit) -> str:
        label = unit.label.rstrip(".")
        in_brackets = self._words is words_of("en") and label.endswith(")") and not label.startswith("(")
        return f"({label}" if in_brackets else label

    def _heading(self, unit: Unit) -> str:
        label = unit.label.rstrip(".:")
        if unit.kind is UnitKind.TITLE:
            return self._words.cited.get(UnitKind.TITLE, plain(unit.text))
        if not label:
            return plain(unit.text)
        read = readings(unit.kind, unit.label)
        if read and not read[0].form.before and read[0].form.after in {"", ".", ")"}:
            label = self._words.headings[unit.kind].format(label.rstrip(")")).rstrip(".")
        word, blank, number = label.partition(" ")
        return f"{self._cased(word)}{blank}{number}" if word.isalpha() and len(word) > 1 else label

    def _cased(self, word: str) -> str:
        """`ГЛАВА I` is cited as `глава I`; English writes `Article` with a capital everywhere."""
        return word.capitalize() if self._words is words_of("en") else word.lower()


def inside_sentence(citation: str) -> str:
    """A citation as it is written inside a sentence: in lower case in Russian, with a capital in English."""
    return citation[:1].lower() + citation[1:] if "а" <= citation[:1].lower() <= "я" else citation


def short(words: str) -> str:
    """The words of a heading, which many pages repeat, shortened with an ellipsis where they are very long.

    A heading may have a megabyte, and ten thousand units may be cited with it.
    """
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()}…"


def citation(text: Text, unit_id: str) -> str:
    """The citation of one unit in the text's language. Refuses with NotFound `unit.not_found`."""
    return Citations(text).of(index_of(text, unit_id))


def citations(text: Text) -> dict[str, str]:
    """The citation of every unit by its id. Pages show it for a reference `[[id]]`."""
    of_text = Citations(text)
    return {unit.id: of_text.of(index) for index, unit in enumerate(text.units) if unit.id}


def _ordinals(text: Text, above: list[int]) -> dict[int, int]:
    """The ordinal of each unnumbered unit within its parent, whose own text counts as the first."""
    counts: dict[tuple[int, bool], int] = {}
    ordinals: dict[int, int] = {}
    for index, unit in enumerate(text.units):
        is_table = unit.kind is UnitKind.TABLE
        if unit.kind in _UNNUMBERED or is_table:
            key = (above[index], is_table)
            parent = text.units[above[index]] if above[index] >= 0 else None
            has_own = (
                not is_table and parent is not None and parent.kind not in HEADINGS and bool(parent.text)
            )
            counts[key] = counts.get(key, int(has_own)) + 1
            ordinals[index] = counts[key]
    return ordinals
