"""Attributes in braces at the end of a unit: `{#a7}`, and rarely `{#a7 kind="clause" label="5 bis."}`.

`kind` and `label` are written only where the line would otherwise be read as another kind of unit. A value is
in double quotes; the characters `"`, `\\`, `{`, `}` and line breaks in it are written as `\\uXXXX`.
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
    """The content of the braces; `kind` and `label` are None where they follow from the line itself."""

    id: str = ""
    kind: UnitKind | None = None
    label: str | None = None


def read(line: str) -> tuple[str, Attributes | None]:
    """The line without its braces, and their attributes; escaped braces lose their backslash instead."""
    match = _braces(line)
    if match is None:
        return line, None
    start = match.start()
    if start and line[start - 1] == "\\":
        return line[: start - 1] + line[start:], None
    kind = UnitKind(match[3]) if match[3] is not None else None
    label = clean(UnitKind.PARAGRAPH, _value(match[4])) if match[4] is not None else None
    return line[:start].rstrip(" \t"), Attributes(match[1] or _value(match[2] or ""), kind, label)


def show(attributes: Attributes) -> str:
    """The attributes in braces: `{#a7}`; `{}` where there are none."""
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
    """`line` with its last characters escaped where they would be read as attributes in braces."""
    match = _braces(line)
    return line if match is None else f"{line[: match.start()]}\\{line[match.start() :]}"


def _braces(line: str) -> re.Match[str] | None:
    """The attributes in braces at the end of `line`, alone or after a space; backslashes may precede them."""
    if not line.endswith("}"):
        return None
    start = line.rfind("{")
    match = _BRACES.fullmatch(line, max(start, 0))
    if match is None or (match[3] is not None and match[3] not in _KINDS):
        return None
    before = line[:start].rstrip("\\") if start and line[start - 1] == "\\" else line[:start]
    return match if not before or before[-1] in " \t" else None


def _value(quoted: str) -> str:
    """The value without escapes. It may contain lone surrogates, which `normal` replaces."""
    return normal(_ESCAPED.sub(lambda match: chr(int(match[1], 16)), quoted))


def _quoted(value: str) -> str:
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", value)
