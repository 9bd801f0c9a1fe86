"""What stands in braces at the end of a unit: `{#a7}`, and rarely `{#a7 kind="clause" label="5 bis."}`.

`kind` and `label` are written only where the line would otherwise be read as another unit. A value is in
double quotes; in it the characters `"`, `\\`, `{`, `}` and line breaks are written as `\\uXXXX`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from cmia_docs.text.format.normalize import clean, normal
from cmia_docs.text.ids import is_id
from cmia_docs.text.model import UnitKind

_VALUE = r'"([^"]*)"'
_BRACES = re.compile(
    rf"\{{(?:#([a-z][a-z0-9-]{{0,31}}))?(?: ?id={_VALUE})?(?: ?kind={_VALUE})?(?: ?label={_VALUE})?\}}"
)
_KINDS = frozenset(kind.value for kind in UnitKind)
_UNSAFE = re.compile(r'["\\{}\n\r]')
_ESCAPED = re.compile(r"\\u([0-9a-f]{4})")


@dataclass(frozen=True, slots=True)
class Attributes:
    """What the braces say; `kind` and `label` are None where the line speaks for itself."""

    id: str = ""
    kind: UnitKind | None = None
    label: str | None = None


def read(line: str) -> tuple[str, Attributes | None]:
    """The line without its braces, and what they said; an escaped pair of braces loses its backslash."""
    found = _braces(line)
    if found is None:
        return line, None
    start = found.start()
    if start and line[start - 1] == "\\":
        return line[: start - 1] + line[start:], None
    kind = UnitKind(found[3]) if found[3] is not None else None
    label = clean(UnitKind.PARAGRAPH, _value(found[4])) if found[4] is not None else None
    return line[:start].rstrip(" \t"), Attributes(found[1] or _value(found[2] or ""), kind, label)


def show(attributes: Attributes) -> str:
    """The braces: `{#a7}`; `{}` where there is nothing to say."""
    parts = []
    if is_id(attributes.id):
        parts.append(f"#{attributes.id}")
    elif attributes.id:
        parts.append(f'id="{_quoted(attributes.id)}"')
    if attributes.kind is not None:
        parts.append(f'kind="{attributes.kind}"')
    if attributes.label is not None:
        parts.append(f'label="{_quoted(attributes.label)}"')
    return "{" + " ".join(parts) + "}"


def escape(line: str) -> str:
    """`line`, which is to stand without braces, so that its own last characters are not read as braces."""
    found = _braces(line)
    return line if found is None else f"{line[: found.start()]}\\{line[found.start() :]}"


def _braces(line: str) -> re.Match[str] | None:
    """Braces at the end of `line` that stand alone: after a blank or nothing, and backslashes."""
    if not line.endswith("}"):
        return None
    start = line.rfind("{")
    found = _BRACES.fullmatch(line, start) if start >= 0 else None
    if found is None or (found[3] is not None and found[3] not in _KINDS):
        return None
    before = line[:start].rstrip("\\") if start and line[start - 1] == "\\" else line[:start]
    return found if not before or before[-1] in " \t" else None


def _value(quoted: str) -> str:
    """What a value says. Half a character can be written so, too, and could not be stored: see `normal`."""
    return normal(_ESCAPED.sub(lambda found: chr(int(found[1], 16)), quoted))


def _quoted(value: str) -> str:
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", value)
