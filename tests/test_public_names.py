"""What a module says it offers is there."""

from __future__ import annotations

import importlib
import pkgutil

import pytest

import cmia_docs

MODULES = [
    name
    for _, name, _ in pkgutil.walk_packages(cmia_docs.__path__, "cmia_docs.")
    if ".migrations" not in name and hasattr(importlib.import_module(name), "__all__")
]


@pytest.mark.parametrize("name", MODULES)
def test_each_name_that_a_module_offers_exists(name: str) -> None:
    module = importlib.import_module(name)
    assert [each for each in module.__all__ if not hasattr(module, each)] == []
