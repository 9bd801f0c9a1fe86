"""The automatic numbers of a text.

Sequences: sections and annexes are counted through the act; chapters are counted on through the sections, and
articles through all of these; clauses begin again at each article, points at each clause or article,
sub-points at each point. All but annexes begin again in an annex, which is a text of its own. In an act
without articles (положение) clauses are counted on through its chapters.

Three of these are customs that differ from act to act, and are derived from the printed labels of the act:
whether chapters begin again in each section, clauses in each chapter, points after a paragraph. The majority
of the labels that show it decides; without a majority the sequence goes on (for points after a paragraph
too).

A fixed label (`5-1.`) keeps its number and does not advance the counter: 5, 5-1, 6.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cmia_docs.text.model import HEADINGS, Text, Unit, UnitKind
from cmia_docs.text.numbering.labels import NUMBERED, LabelForm, Reading, default_form, readings
from cmia_docs.text.numbering.numerals import Style

LabelRow = tuple[UnitKind, str, bool]
_INNER = (UnitKind.POINT, UnitKind.SUBPOINT)
_BEGINS_AGAIN: dict[UnitKind, tuple[UnitKind, ...]] = {
    UnitKind.ANNEX: (UnitKind.SECTION, UnitKind.CHAPTER, UnitKind.ARTICLE, UnitKind.CLAUSE, *_INNER),
    UnitKind.SECTION: _INNER,
    UnitKind.CHAPTER: _INNER,
    UnitKind.ARTICLE: (UnitKind.CLAUSE, *_INNER),
    UnitKind.CLAUSE: _INNER,
    UnitKind.POINT: (UnitKind.SUBPOINT,),
}
_BY_CUSTOM: dict[UnitKind, tuple[UnitKind, ...]] = {
    UnitKind.SECTION: (UnitKind.CHAPTER, UnitKind.CLAUSE),
    UnitKind.CHAPTER: (UnitKind.CLAUSE,),
    UnitKind.PARAGRAPH: _INNER,
    UnitKind.QUOTE: _INNER,
    UnitKind.TABLE: _INNER,
}
Customs = frozenset[UnitKind]


def renumber(text: Text, customs: Customs | None = None) -> Text:
    """`text` with its automatic labels recomputed; idempotent. Fixed labels stay.

    A fixed label that equals the computed one becomes automatic, as it does when the file is read. `customs`
    are those of the text before an edit (`customs_of`), so that the edit cannot change them.
    """
    current = customs
    for _ in range(4):
        rows = [(unit.kind, unit.label, unit.fixed) for unit in text.units]
        numbers = settle(rows, text.language, customs_of(text) if current is None else current)
        if all(row[1:] == number for row, number in zip(rows, numbers, strict=True)):
            return text
        text = Text(text.language, tuple(map(_labelled, text.units, numbers)))
        current = None
    return text


def label_for(kind: UnitKind, language: str, number: int) -> str:
    """The default label of the `number`th unit of `kind` (from 1); empty for kinds that are not numbered."""
    return default_form(kind, language).show(number) if kind in NUMBERED else ""


def first_label(text: Text, kind: UnitKind, index: int) -> str:
    """A label for a new unit of `kind` at `index` in the form of its siblings; `renumber` sets its number.

    The form is that of the nearest sibling before, else of the nearest after; empty if siblings have no
    labels.
    """
    if kind not in NUMBERED:
        return ""
    siblings = [unit for unit in (*reversed(text.units[:index]), *text.units[index:]) if unit.kind is kind]
    if not siblings:
        return label_for(kind, text.language, 1)
    if not any(unit.label for unit in siblings):
        return "" if kind in HEADINGS else label_for(kind, text.language, 1)
    near = [reading for unit in siblings for reading in readings(kind, unit.label)[:1]]
    return near[0].form.show(1, near[0].outer) if near else label_for(kind, text.language, 1)


def customs_of(text: Text) -> Customs:
    """The kinds whose numbers begin again where custom decides (see the module's docstring)."""
    return customs_in((unit.kind, unit.label) for unit in text.units)


def customs_in(labels: Iterable[tuple[UnitKind, str]]) -> Customs:
    """As `customs_of`, from kinds and labels alone."""
    votes = dict.fromkeys((UnitKind.CHAPTER, UnitKind.CLAUSE, *_INNER), 0)
    seen: set[UnitKind] = set()
    crossed: set[UnitKind] = set()
    for kind, label in labels:
        if kind in votes:
            if (
                kind in crossed
                and (read := readings(kind, label))
                and read[0].exact
                and not read[0].form.outer
            ):
                votes[kind] += 1 if read[0].number == 1 else -1
            seen.add(kind)
            crossed.discard(kind)
        if again := _BEGINS_AGAIN.get(kind):
            seen.difference_update(again)
            crossed.difference_update(again)
        if custom := _BY_CUSTOM.get(kind):
            crossed.update(seen.intersection(custom))
    return frozenset(kind for kind, count in votes.items() if count > 0)


def settle(rows: Sequence[LabelRow], language: str, customs: Customs) -> list[tuple[str, bool]]:
    """Label and `fixed` of each row (kind, label, fixed). Where all are fixed, only `fixed` may change."""
    counting = _Counting(rows, language, customs)
    return [counting.next(*row) for row in rows]


class _Counting:
    """One pass over a text: holds the last number of each sequence and the form of its labels."""

    def __init__(self, rows: Sequence[LabelRow], language: str, customs: Customs) -> None:
        self._language = language
        self._customs = customs
        self._annexes = sum(1 for kind, _, _ in rows if kind is UnitKind.ANNEX)
        self._forms = _first_forms(rows)
        self._counts = dict.fromkeys(NUMBERED, 0)
        self._outer = ""  # the number of the heading above, for clauses such as 2.1.
        self._within = 0  # how many such clauses are under it
        self._plain = False  # whether clauses without the heading's number are under it

    def next(self, kind: UnitKind, label: str, fixed: bool) -> tuple[str, bool]:
        """Label and `fixed` of the next unit."""
        self._begin_again(kind)
        if kind not in NUMBERED:
            return label, False
        if not label and kind in HEADINGS:
            self._open(kind, label)
            return label, False
        label, fixed = self._settled(kind, label, fixed)
        if kind in HEADINGS:
            self._open(kind, label)
        return label, fixed

    def _begin_again(self, kind: UnitKind) -> None:
        for inner in _BEGINS_AGAIN.get(kind, ()):
            self._counts[inner] = 0
        for inner in _BY_CUSTOM.get(kind, ()):
            if inner in self._customs:
                self._counts[inner] = 0

    def _open(self, kind: UnitKind, label: str) -> None:
        read = readings(kind, label)
        self._outer = str(read[0].number) if read and read[0].exact else ""
        self._within = 0
        self._plain = False

    def _settled(self, kind: UnitKind, label: str, fixed: bool) -> tuple[str, bool]:
        read = readings(kind, label)
        for reading in read:
            if self._fits(kind, reading):
                self._count(kind, reading.form)
                return label, False
        if fixed:
            return label, True
        form = self._form(kind, read)
        self._count(kind, form)
        number = self._within if form.outer else self._counts[kind]
        return form.show(number, self._outer), False

    def _fits(self, kind: UnitKind, reading: Reading) -> bool:
        """Whether the number of the reading is the next one here."""
        if not reading.exact:
            return False
        if reading.form.style is Style.NONE:
            return self._annexes == 1
        if reading.form.outer:
            return not self._plain and reading.outer == self._outer and reading.number == self._within + 1
        return reading.number == self._counts[kind] + 1

    def _count(self, kind: UnitKind, form: LabelForm) -> None:
        self._forms[kind] = form
        self._counts[kind] += 1
        if form.outer:
            self._within += 1
        elif kind is UnitKind.CLAUSE:
            self._plain = True

    def _form(self, kind: UnitKind, read: tuple[Reading, ...]) -> LabelForm:
        """The form of the label itself; where it can be read in several ways, that of the label before."""
        near = self._forms.get(kind)
        own = [reading.form for reading in read]
        form = near if near in own else next(iter(own), near)
        form = form or default_form(kind, self._language)
        if form.style is Style.NONE and self._annexes > 1:
            return LabelForm(f"{form.before} ", Style.ARABIC, form.after)
        if form.outer and (self._plain or not self._outer):
            return LabelForm(form.before, form.style, form.after)
        return form


def _first_forms(rows: Sequence[LabelRow]) -> dict[UnitKind, LabelForm]:
    """The form of the first readable label of each kind: units without a label get this form."""
    forms: dict[UnitKind, LabelForm] = {}
    for kind, label, _ in rows:
        if kind in NUMBERED and kind not in forms and (read := readings(kind, label)):
            forms[kind] = read[0].form
    return forms


def _labelled(unit: Unit, number: tuple[str, bool]) -> Unit:
    label, fixed = number
    if unit.label == label and unit.fixed == fixed:
        return unit
    return Unit(unit.id, unit.kind, label, unit.text, fixed)


def gaps(text: Text) -> list[tuple[int, int]]:
    """Index and expected number of each fixed label that is neither the next nor between two numbers."""
    customs = customs_of(text)
    last = dict.fromkeys(NUMBERED, 0)
    out_of_sequence = []
    for index, unit in enumerate(text.units):
        again = _BEGINS_AGAIN.get(unit.kind, ())
        by_custom = (kind for kind in _BY_CUSTOM.get(unit.kind, ()) if kind in customs)
        last.update(dict.fromkeys((*again, *by_custom), 0))
        read = readings(unit.kind, unit.label) if unit.kind in NUMBERED else ()
        if not read:
            continue
        expected = last[unit.kind] + 1
        fitting = next((one for one in read if one.number == expected - (not one.exact)), None)
        if unit.fixed and fitting is None:
            out_of_sequence.append((index, expected))
        last[unit.kind] = (fitting or read[-1]).number
    return out_of_sequence
