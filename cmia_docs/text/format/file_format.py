"""The text file: `parse` and `write` are inverse to each other.

The format is a subset of CommonMark: one unit per line, a blank line between units, UTF-8, LF,
NFC. Lines that do not follow these rules are read so:

- Lines of one block: each that begins with a marker (`#`, `1.`, `1)`, `а)`, `-`, `>`, `|`, `[^f1]:`) is a
  unit of its own; any other line is joined to the clause, point, dash, quote, note or paragraph above it by a
  space, as in CommonMark. A heading, and a unit that ends with `{#id}`, take no further lines.
- Consecutive table lines are one table. Its id is in braces alone on the line after it (or, as other programs
  write it, at the end of its last line).
- Extra spaces between label and text, spaces at the ends of lines, and indentation are not preserved.
- A line that is not understood becomes a paragraph. No text is ever dropped.

So that every unit is read back unchanged, `write` adds a backslash before text that would begin another unit
(`1\\. January` in a paragraph) or look like attributes; and, in the rare case that a line would still be
read as another kind or with another label, it writes both in the braces (see `attributes`).
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
    """A unit while it is read: its lines so far, and whether it accepts further lines."""

    id: str
    kind: UnitKind
    label: str
    parts: list[str]
    open: bool

    def unit(self, fixed: bool) -> Unit:
        between = "\n" if self.kind is UnitKind.TABLE else " "
        return Unit(self.id, self.kind, self.label, between.join(filter(None, self.parts)), fixed)


def parse(source: str, language: str) -> Text:
    """Read a text file. Never fails or drops text; `source` need not be normalized. Adds no ids."""
    drafts = _drafts(normal(source))
    labels = [(draft.kind, draft.label) for draft in drafts]
    rows = [(kind, label, True) for kind, label in labels]
    numbers = settle(rows, language, customs_in(labels))
    return Text(language, tuple(draft.unit(fixed) for draft, (_, fixed) in zip(drafts, numbers, strict=True)))


def write(text: Text) -> str:
    """The file of a text: ends in one LF, or is empty. `parse(write(text)) == text` for settled, clean texts.

    Clean: each unit's text is as `normalize.clean` returns it. Settled: `fixed` is as `numbering.renumber`
    sets it.
    """
    source = "".join(f"{block}\n\n" for block in map(_block, text.units))[:-1]
    # If the first unit begins with this character itself, reading would remove it.
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
        content, braces = attributes.read(line)
        if last is None or not _continues(last, content, braces):
            last = _begin(content, braces)
            drafts.append(last)
    return drafts


def _begin(content: str, braces: Attributes | None) -> _Draft:
    if braces is not None and braces.kind is not None:
        label = braces.label or ""
        text = content.removeprefix(label).strip(_BLANKS)
        return _Draft(braces.id, braces.kind, label, [text], open=False)
    kind, label, text = read_line(content)
    return _Draft(braces.id if braces else "", kind, label, [text], open=braces is None)


def _continues(last: _Draft, content: str, braces: Attributes | None) -> bool:
    """Add the line to the unit above it if it belongs there; returns whether it does."""
    if not last.open:
        return False
    if braces is not None and not content and braces.kind in {None, last.kind}:
        last.id, last.label, last.open = braces.id, braces.label or last.label, False
        return True
    if braces is not None and braces.kind is not None:
        return False
    kind, _, text = read_line(content)
    wanted = UnitKind.TABLE if last.kind is UnitKind.TABLE else UnitKind.PARAGRAPH
    if kind is not wanted or last.kind in HEADINGS:
        return False
    last.parts.append(text)
    if braces is not None:
        last.id, last.open = braces.id, False
    return True


def _block(unit: Unit) -> str:
    text = clean(unit.kind, unit.text)
    label = clean(UnitKind.PARAGRAPH, unit.label)
    if unit.kind is UnitKind.TABLE:
        text = "\n".join(map(attributes.escape, text.split("\n")))
        braces = Attributes(unit.id, UnitKind.TABLE if label else None, label or None)
        return f"{text}\n{attributes.show(braces)}" if unit.id or label else text
    line = write_line(unit.kind, label, text)
    if read_line(line) == (unit.kind, label, text):
        return _with_id(line, unit.id)
    braces = Attributes(unit.id, unit.kind, label or None)
    return " ".join(filter(None, (label, text, attributes.show(braces))))


def _with_id(line: str, unit_id: str) -> str:
    """The line with its id in braces; without an id, braces are only needed on an empty line."""
    if unit_id:
        braces = attributes.show(Attributes(unit_id))
        return f"{line} {braces}" if line else braces
    return attributes.escape(line) or attributes.show(Attributes())
