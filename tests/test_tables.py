"""Tables that are keyed by an enumeration have each of its members: a new member is forgotten in none.

They are searched for in all modules, so a new table is held too. One that is meant to lack members is listed
here with its reason and, where that can be said, with exactly the members that it has or lacks.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import cmia_docs
from cmia_docs.queries.adoption.publication import PUBLISHED_BY
from cmia_docs.rules.adoption_payloads import LATER_ACTS
from cmia_docs.text.model import HEADINGS, UnitKind


@dataclass(frozen=True)
class Partial:
    """Why a table lacks members: all but those named `lacks`, or `has` and no other; None: not checked."""

    why: str
    lacks: frozenset[str] | None = None
    has: Collection[Enum] | None = None


_NUMBERED_HEADINGS = HEADINGS - {UnitKind.TITLE}
PARTIAL = {
    "actions.follow_up.publishing._SUBJECTS": Partial("others publish nothing", has=PUBLISHED_BY),
    "cli.checks._REFUSED": Partial("a folder that is ready is not refused", frozenset({"READY"})),
    "cli.messages.CONSOLE_MESSAGES": Partial("tests/test_reasons.py says which reasons a console meets"),
    "rules.adoption_payloads.LATER_ACTS": Partial("made from the payloads that record a later act"),
    "rules.permissions._RULES": Partial("these two depend on a document", frozenset({"SEE", "SEE_WORKING"})),
    "text.format.lines._PREFIX": Partial(
        "their labels, columns or nothing mark them",
        frozenset({"CLAUSE", "POINT", "SUBPOINT", "PARAGRAPH", "TABLE", "FOOTNOTE"}),
    ),
    "text.imports.heading_patterns._WORDS": Partial("only these begin with a word", has=_NUMBERED_HEADINGS),
    "text.numbering.numbering._BEGINS_AGAIN": Partial("after the others, all numbers go on"),
    "text.numbering.numbering._BY_CUSTOM": Partial("after the others, no custom differs"),
    "web.dashboard.rows._WHY": Partial(
        "their sentences have a number", frozenset({"ANSWER_REMARKS", "REVISE_BY_REMARKS", "CLOSE_ROUND"})
    ),
    "web.document.history._ICONS": Partial("all others have a plain dot"),
    "web.document.progress_view._BACKWARDS": Partial("made from the payloads of moves back"),
    "web.editor.rows._DEPTHS": Partial("others are not indented"),
    "web.register.relation_words._CHANGED_BY": Partial("only these relate acts", has=LATER_ACTS),
    "web.register.relation_words._CHANGES": Partial("only these relate acts", has=LATER_ACTS),
    "web.shared.forms._AT": Partial("reasons of guards that belong to a field"),
    "web.shared.refusal_messages.PAGE_MESSAGES": Partial(
        "tests/test_reasons.py says which reasons a page meets"
    ),
    "web.shared.text_view._ELEMENTS": Partial(
        "these contain no pieces", frozenset({"PLAIN", "REFERENCE", "NOTE"})
    ),
}


def _modules() -> Iterator[ModuleType]:
    for module_info in pkgutil.walk_packages(cmia_docs.__path__, "cmia_docs."):
        if ".migrations" not in module_info.name:
            yield importlib.import_module(module_info.name)


def _assigned(module: ModuleType) -> Iterator[tuple[str, Any]]:
    """The names that the module itself assigns, with their values; not what it imports."""
    for statement in ast.parse(Path(module.__file__ or "").read_text()).body:
        targets = statement.targets if isinstance(statement, ast.Assign) else []
        targets = [statement.target] if isinstance(statement, ast.AnnAssign) else targets
        for target in targets:
            if isinstance(target, ast.Name) and hasattr(module, target.id):
                yield target.id, getattr(module, target.id)


def _enumerations(table: Mapping[Any, object]) -> set[type[Enum]]:
    return {type(key) for key in table if isinstance(key, Enum)}


def _tables() -> dict[str, Mapping[Any, object]]:
    return {
        f"{module.__name__.removeprefix('cmia_docs.')}.{name}": value
        for module in _modules()
        for name, value in _assigned(module)
        if isinstance(value, Mapping) and _enumerations(value)
    }


TABLES = _tables()


def _missing(name: str) -> set[str]:
    table = TABLES[name]
    return {member.name for each in _enumerations(table) for member in each if member not in table}


def test_the_search_knows_the_ways_in_which_tables_are_written() -> None:
    plain, annotated, proxy = "web.shared.labels.STAGES", "rules.guards._HOLDS", "text.model.KIND_DEPTH"
    assert {plain, annotated, proxy, "word.paragraph_styles.PARAGRAPH_STYLES"} <= TABLES.keys()


@pytest.mark.parametrize("name", sorted(TABLES.keys() - PARTIAL.keys()))
def test_a_table_has_each_member(name: str) -> None:
    assert _missing(name) == set()


@pytest.mark.parametrize("name", PARTIAL)
def test_a_partial_table_lacks_what_it_is_said_to_lack(name: str) -> None:
    partial = PARTIAL[name]
    assert _missing(name), "it is complete, and needs no exception any more"
    if partial.lacks is not None:
        assert _missing(name) == partial.lacks
    if partial.has is not None:
        assert set(TABLES[name]) == set(partial.has)
