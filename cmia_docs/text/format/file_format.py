"""The text file: `parse` and `write`, each other's inverse.

The format is in `docs` terms a subset of CommonMark: one unit a line, a blank line between units, UTF-8, LF,
NFC. What `parse` makes of lines that do not keep to this:

- Lines of one block: each that begins with a marker (`#`, `1.`, `1)`, `а)`, `-`, `>`, `|`, `[^f1]:`) is a
  unit of its own; any other is joined to the clause, point, dash, quote, note or paragraph above it by a
  blank, as in CommonMark. A heading, and a unit closed by its `{#id}`, take no more lines.
- Table lines in a row are one table. Its id stands in braces alone on the line after it (or, as others write
  it, at the end of its last line).
- A blank more or less between label and text, blanks at the ends of lines and indents are not kept.
- What is not understood is a paragraph. Nothing is ever dropped.

What `write` adds so that every unit comes back as it was: a backslash before what would begin another unit
(`1\\. January` in a paragraph) or look like braces at the end; and, in the rare case that a line would be
read as another kind or with another label, both in the braces (see `attributes`).
"""

from __future__ import annotations

from dataclasses import dataclass

from cmia_docs.text.format import attributes
from cmia_docs.text.format.attributes import Attributes
from cmia_docs.text.format.lines import read_line, write_line
from cmia_docs.text.format.normalize import BYTE_ORDER_MARK, clean, normal
from cmia_docs.text.model import HEADINGS, Text, Unit, UnitKind
from cmia_docs.text.numbering.numbering import customs_in, settle

_BLANKS = " \t"


@dataclass(slots=True)
class _Draft:
    """A unit being read: its lines so far, and whether it may take more."""

    id: str
    kind: UnitKind
    label: str
    parts: list[str]
    open: bool

    def unit(self, fixed: bool) -> Unit:
        between = "\n" if self.kind is UnitKind.TABLE else " "
        return Unit(self.id, self.kind, self.label, between.join(filter(None, self.parts)), fixed)


def parse(source: str, language: str) -> Text:
    """Read a text file. Never fails, never drops text; `source` need not be normal. No ids are made up."""
    drafts = _drafts(normal(source))
    labels = [(draft.kind, draft.label) for draft in drafts]
    rows = [(kind, label, True) for kind, label in labels]
    numbers = settle(rows, language, customs_in(labels))
    return Text(language, tuple(draft.unit(fixed) for draft, (_, fixed) in zip(drafts, numbers, strict=True)))


def write(text: Text) -> str:
    """The file of a text: ends in one LF, or is empty. `parse(write(text)) == text` for settled, clean texts.

    Clean: each unit's text is as `normal.clean` leaves it. Settled: `fixed` is what `numbering.renumber`
    leaves.
    """
    source = "".join(f"{block}\n\n" for block in map(_block, text.units))[:-1]
    # A first unit that itself begins with this mark would lose it on reading.
    return BYTE_ORDER_MARK + source if source.startswith(BYTE_ORDER_MARK) else source


def line_numbers(text: Text) -> tuple[int, ...]:
    """The line (from 1) on which each unit begins in `write(text)`."""
    numbers = []
    line = 1
    for unit in text.units:
        numbers.append(line)
        line += _block(unit).count("\n") + 2 if unit.kind is UnitKind.TABLE else 2
    return tuple(numbers)


def _drafts(source: str) -> list[_Draft]:
    drafts: list[_Draft] = []
    last: _Draft | None = None
    for raw in source.split("\n"):
        line = raw.strip(_BLANKS)
        if not line:
            last = None
            continue
        content, said = attributes.read(line)
        if last is None or not _continues(last, content, said):
            last = _begin(content, said)
            drafts.append(last)
    return drafts


def _begin(content: str, said: Attributes | None) -> _Draft:
    if said is not None and said.kind is not None:
        label = said.label or ""
        text = content.removeprefix(label).strip(_BLANKS)
        return _Draft(said.id, said.kind, label, [text], open=False)
    kind, label, text = read_line(content)
    return _Draft(said.id if said else "", kind, label, [text], open=said is None)


def _continues(last: _Draft, content: str, said: Attributes | None) -> bool:
    """Take the line into the unit above it, if it belongs there."""
    if not last.open:
        return False
    if said is not None and not content and said.kind in {None, last.kind}:
        last.id, last.label, last.open = said.id, said.label or last.label, False
        return True
    if said is not None and said.kind is not None:
        return False
    kind, _, text = read_line(content)
    wanted = UnitKind.TABLE if last.kind is UnitKind.TABLE else UnitKind.PARAGRAPH
    if kind is not wanted or last.kind in HEADINGS:
        return False
    last.parts.append(text)
    if said is not None:
        last.id, last.open = said.id, False
    return True


def _block(unit: Unit) -> str:
    text = clean(unit.kind, unit.text)
    label = clean(UnitKind.PARAGRAPH, unit.label)
    if unit.kind is UnitKind.TABLE:
        text = "\n".join(map(attributes.escape, text.split("\n")))
        said = Attributes(unit.id, UnitKind.TABLE if label else None, label or None)
        return f"{text}\n{attributes.show(said)}" if unit.id or label else text
    line = write_line(unit.kind, label, text)
    if read_line(line) == (unit.kind, label, text):
        return _closed(line, unit.id)
    said = Attributes(unit.id, unit.kind, label or None)
    return " ".join(filter(None, (label, text, attributes.show(said))))


def _closed(line: str, identity: str) -> str:
    """The line with its braces. Without an id it needs none, unless there is nothing else on it."""
    if identity:
        braces = attributes.show(Attributes(identity))
        return f"{line} {braces}" if line else braces
    return attributes.escape(line) or attributes.show(Attributes())
