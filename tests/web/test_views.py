"""What templates are given: frozen dataclasses, so that a strict type says what a page shows."""

from __future__ import annotations

import ast
import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from types import NoneType
from typing import Any

import pytest
from flask import Flask, template_rendered
from jinja2 import Template
from wtforms import Field, Form

from tests.factories.product import Product
from tests.paths import ROOT
from tests.web.every_page import every_page, scene

_WEB = ROOT / "cmia_docs" / "web"
_UNTYPED = ("dict[str, Any]", "dict[str, object]")
_ARGUMENTS = frozenset({"page", "document", "form"})
_PLAIN = (str, int, date, Form, Field, Mapping, list, tuple, NoneType)
_TO_BE_REPLACED = frozenset({"editor"})
"""A room that is written anew, with its views."""
_OF_NO_VIEW = frozenset(
    {"page_values", "shown_description", "_beginning", "_settings_as_data", "_settings_of_row"}
)
"""Functions whose dictionary goes to Flask or to a form, not to a template."""


def test_views_return_no_dictionaries() -> None:
    untyped = {path.relative_to(_WEB).parts[0] for path in _WEB.rglob("*.py") if any(_untyped(path))}
    assert untyped == _TO_BE_REPLACED


def _untyped(path: Path) -> Iterator[str]:
    """Functions that return a dictionary of anything, and templates that are given anything else."""
    tree = ast.parse(path.read_text("utf-8"))
    names = {*_UNTYPED, *(name for name, value in _aliases(tree) if value in _UNTYPED)}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name not in _OF_NO_VIEW and node.returns is not None:
            if {ast.unparse(part) for part in ast.walk(node.returns)} & names:
                yield node.name
        elif isinstance(node, ast.Call) and ast.unparse(node.func) == "render_template":
            yield from (str(word.arg) for word in node.keywords if word.arg not in _ARGUMENTS)


def _aliases(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            yield node.targets[0].id, ast.unparse(node.value)


def test_templates_are_given_a_page_a_document_and_a_form(product: Product) -> None:
    given = _given(product)
    assert len({name for name, _values in given}) > 25
    for template, values in given:
        assert set(values) <= _ARGUMENTS, template
        assert isinstance(values.get("form"), Form | None), template
        for name in values.keys() - {"form"}:
            strange = [value for value in _inside(values[name]) if not _is_typed(value)]
            assert strange == [], f"{template}: {name}"


def _given(product: Product) -> list[tuple[str, dict[str, Any]]]:
    """The templates of all pages but those of the editor, and what a view gave to each."""
    given: list[tuple[str, dict[str, Any]]] = []

    def note(app: Flask, template: Template, context: dict[str, Any]) -> None:
        name = str(template.name)
        if name.split("/")[1] not in _TO_BE_REPLACED:
            given.append((name, {key: context[key] for key in context.keys() - _known(app)}))

    with template_rendered.connected_to(note, product.app):
        for _page in every_page(product, scene(product), "ru"):
            pass
    return given


def _known(app: Flask) -> frozenset[str]:
    """What every page knows."""
    values: dict[str, Any] = {}
    app.update_template_context(values)
    return frozenset(values)


def _is_typed(value: object) -> bool:
    """A frozen dataclass, a plain value, or a field of a form: no row of a table, nothing lazy."""
    if dataclasses.is_dataclass(value):
        parameters = getattr(type(value), "__dataclass_params__", None)
        return parameters is not None and parameters.frozen and "__slots__" in vars(type(value))
    return isinstance(value, _PLAIN)


def _inside(value: object) -> Iterator[object]:
    """A value with all that it holds."""
    yield value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from _inside(getattr(value, field.name))
    elif isinstance(value, Mapping):
        yield from _all_inside(value.values())
    elif isinstance(value, list | tuple | set | frozenset):
        yield from _all_inside(value)


def _all_inside(values: Iterable[object]) -> Iterator[object]:
    for value in values:
        yield from _inside(value)


@pytest.mark.parametrize(
    "source",
    [
        "def view() -> dict[str, Any]: ...",
        "View = dict[str, Any]\ndef view() -> list[View | None]: ...",
        "def page() -> str:\n    return render_template('x.html', **view())",
        "def page() -> str:\n    return render_template('x.html', title='', page=view())",
    ],
)
def test_a_view_that_returns_a_dictionary_is_noticed(tmp_path: Path, source: str) -> None:
    path = tmp_path / "view.py"
    path.write_text(source)
    assert len(list(_untyped(path))) == 1
