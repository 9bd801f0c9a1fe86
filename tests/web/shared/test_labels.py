"""Every code that is no member of an enumeration has its words and no other has: none is missed.

Tables keyed by an enumeration are held by tests/test_tables.py.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Set
from typing import Any

import pytest

from cmia_docs.actions.projections import known_kinds
from cmia_docs.rules import council
from cmia_docs.web.http import error_advice, error_pages
from cmia_docs.web.search import notes
from cmia_docs.web.shared import labels
from tests.paths import ROOT


def _unreadable() -> Iterator[str]:
    """The codes with which the parser of queries raises `Unreadable`, as they stand in its source."""
    for path in sorted((ROOT / "cmia_docs/text/search").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "Unreadable":
                strings = [each.value for each in ast.walk(node) if isinstance(each, ast.Constant)]
                yield from (str(text) for text in strings if str(text).isidentifier())


# A request that cannot be understood, a wrong method, and a fault of ours are no refusals.
_STATUSES = {*error_pages.STATUS.values(), 400, 405, 500}


@pytest.mark.parametrize(
    ("table", "codes"),
    [
        (labels.ACTION_WORDS, known_kinds()),
        (labels.STATE_KINDS, set(council._KINDS)),
        (labels.SETTINGS, council._ENTRIES),
        (error_advice.TITLES, _STATUSES),
        (error_advice.ADVICE, _STATUSES),
        (notes._WHY, set(_unreadable())),
    ],
)
def test_a_table_has_every_code_and_no_other(table: Mapping[Any, object], codes: Set[Any]) -> None:
    assert set(table) == codes
