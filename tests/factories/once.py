"""What every app and every database of a test process would make alike is made once in that process.

Each test has an app and a database of its own; a running system has one of each. Without this, nine tenths
of the statements of a test would be compiled anew, as would the templates and the addresses of all pages.
Only what follows from the code alone is shared: nothing of what a test stores, sets or is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from jinja2 import Environment, FileSystemBytecodeCache
from sqlalchemy import Engine
from sqlalchemy.engine.default import DefaultDialect
from werkzeug.routing import Rule


@contextmanager
def made_once(templates: Path) -> Iterator[None]:
    """While the block runs, statements, addresses and templates are compiled once.

    `templates` is a folder for compiled templates, which processes may have in common.
    """
    with pytest.MonkeyPatch.context() as patch:
        _share_statements(patch)
        _share_addresses(patch)
        _share_templates(patch, FileSystemBytecodeCache(str(templates)))
        yield


def _share_statements(patch: pytest.MonkeyPatch) -> None:
    """A compiled statement is cached by dialect, and every engine has its own: take them as equal."""
    statements: dict[Any, Any] = {}

    def engine_created(_dialect: type[DefaultDialect], engine: Engine) -> None:
        engine.update_execution_options(compiled_cache=statements)

    patch.setattr(DefaultDialect, "__eq__", lambda one, other: type(one) is type(other))
    patch.setattr(DefaultDialect, "__hash__", lambda one: hash(type(one)))
    patch.setattr(DefaultDialect, "engine_created", classmethod(engine_created))


def _share_addresses(patch: pytest.MonkeyPatch) -> None:
    """The function that makes the address of a page is compiled from its rule alone."""
    compile_builder: Callable[[Rule, bool], object] = Rule._compile_builder
    builders: dict[tuple[object, ...], object] = {}

    def compile_once(rule: Rule, append_unknown: bool = True) -> object:
        if rule.defaults:
            return compile_builder(rule, append_unknown)
        key = (*rule._trace, append_unknown)
        if key not in builders:
            builders[key] = compile_builder(rule, append_unknown)
        return builders[key]

    patch.setattr(Rule, "_compile_builder", compile_once)


def _share_templates(patch: pytest.MonkeyPatch, compiled: FileSystemBytecodeCache) -> None:
    """Jinja itself looks whether the source of a template is still the one that was compiled."""
    create = Flask.create_jinja_environment

    def create_with_compiled(app: Flask) -> Environment:
        environment = create(app)
        environment.bytecode_cache = compiled
        return environment

    patch.setattr(Flask, "create_jinja_environment", create_with_compiled)
