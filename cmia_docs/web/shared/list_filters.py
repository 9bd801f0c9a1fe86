"""The selects over a list, from pairs of value and label."""

from __future__ import annotations

from collections.abc import Iterable

from cmia_docs.web.shared.page_parts import Option, Select
from cmia_docs.web.shared.paging import parameter


def select(name: str, label: str, value: str, pairs: Iterable[tuple[str, str]]) -> Select:
    """A select with this value chosen."""
    return Select(name, label, value, tuple(Option(code, words) for code, words in pairs))


def offered_select(name: str, label: str, any_label: str, pairs: Iterable[tuple[str, str]]) -> Select:
    """A select with the value of the address, if that is offered; `any_label` filters nothing."""
    offered = tuple(pairs)
    wanted = parameter(name)
    value = wanted if any(wanted == code for code, _label in offered) else ""
    return select(name, label, value, [("", any_label), *offered])
