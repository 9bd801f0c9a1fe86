"""Frozen dataclasses that are stored as JSON objects: descriptions of documents, payloads of events."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, fields
from datetime import date
from enum import StrEnum
from types import MappingProxyType, NoneType, UnionType
from typing import Any, Self, Union, get_args, get_origin, get_type_hints

from cmia_docs.rules.stored_words import PAYLOAD_KEYS

ADDED: Mapping[str, bool] = MappingProxyType({"added": True})
"""`field(default=..., metadata=ADDED)`: a key that came later. What was stored without it has the default."""
SPREAD: Mapping[str, bool] = MappingProxyType({"spread": True})
"""`field(metadata=SPREAD)`: another JsonForm, whose keys are stored among those of this one."""


class JsonForm:
    """A base of frozen dataclasses whose fields are the keys of a JSON object, in their order.

    A field holds a text, number, truth value or None, a date or moment (stored in ISO 8601), a member of a
    StrEnum, a mapping of plain values, another JsonForm, or a tuple of these. Its key is its name, unless
    `rules.stored_words` has an older word for it.
    """

    __slots__ = ()

    def to_json(self) -> dict[str, Any]:
        """Plain values for `json.dumps`. A field marked `ADDED` is left out while it has its default."""
        content: dict[str, Any] = {}
        for part in _parts(type(self)):
            value = getattr(self, part.name)
            if part.spread:
                content |= value.to_json()
            elif not (part.added and value == part.default):
                content[part.key] = plain(value)
        return content

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """The inverse. A missing key takes the field's default, and is a KeyError where there is none.

        Keys that are none of a field are passed over.
        """
        values: dict[str, Any] = {}
        for part in _parts(cls):
            if part.spread:
                values[part.name] = part.read(data)
            elif part.key in data or part.default is MISSING:
                values[part.name] = part.read(data[part.key])
        return cls(**values)


def plain(value: Any) -> Any:
    """A field's value as JSON has it."""
    if isinstance(value, JsonForm):
        return value.to_json()
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    return dict(value) if isinstance(value, Mapping) else value


@dataclass(frozen=True, slots=True)
class _Part:
    name: str
    key: str
    read: Callable[[Any], Any]
    default: Any
    added: bool
    spread: bool


_PARTS: dict[type[JsonForm], tuple[_Part, ...]] = {}
"""Looked up once for each class: lists read dozens of descriptions."""


def _parts(form: type[JsonForm]) -> tuple[_Part, ...]:
    if form not in _PARTS:
        _PARTS[form] = _look_up(form)
    return _PARTS[form]


def _look_up(form: type[JsonForm]) -> tuple[_Part, ...]:
    hints = get_type_hints(form)
    own: tuple[Field[Any], ...] = fields(form)  # type: ignore[arg-type] # every JsonForm is a dataclass
    return tuple(
        _Part(
            each.name,
            PAYLOAD_KEYS.get(each.name, each.name),
            _reader(hints[each.name]),
            each.default,
            "added" in each.metadata,
            "spread" in each.metadata,
        )
        for each in own
    )


def _reader(kind: Any) -> Callable[[Any], Any]:
    """What makes a field's value of what JSON has."""
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        (inner,) = (_reader(each) for each in get_args(kind) if each is not NoneType)
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        each_value = _reader(get_args(kind)[0])
        return lambda values: tuple(each_value(value) for value in values)
    if not isinstance(kind, type):
        return lambda value: value
    if issubclass(kind, JsonForm):
        return kind.from_json
    if issubclass(kind, date):  # a datetime is one too, and reads itself
        return kind.fromisoformat
    return kind if issubclass(kind, StrEnum) else lambda value: value
