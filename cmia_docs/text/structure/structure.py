"""The structure of a text: units, parents, subtrees, outline, citations, articles."""

from __future__ import annotations

from dataclasses import dataclass

from cmia_docs.text.model import HEADINGS, Text, UnitKind
from cmia_docs.text.structure.articles import Article, articles
from cmia_docs.text.structure.citation import citation, citations
from cmia_docs.text.structure.tree import find, index_of, parent_of, parents, subtree

__all__ = [
    "Article",
    "OutlineEntry",
    "articles",
    "citation",
    "citations",
    "find",
    "index_of",
    "outline",
    "parent_of",
    "parents",
    "subtree",
]


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """One line of the outline. `depth` counts the headings above it, from 0."""

    id: str
    kind: UnitKind
    label: str
    heading: str
    depth: int


def outline(text: Text) -> list[OutlineEntry]:
    """All headings in reading order, including titles."""
    above = parents(text)
    depths: dict[int, int] = {-1: -1}
    entries = []
    for index, unit in enumerate(text.units):
        if unit.kind in HEADINGS:
            depths[index] = depths[above[index]] + 1
            entries.append(OutlineEntry(unit.id, unit.kind, unit.label, unit.text, depths[index]))
    return entries
