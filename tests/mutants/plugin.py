"""A pytest plugin for runs that are watched: which test runs which line, how long it takes, how it ends.

Two variables of the environment name files: `MUTANTS_ENDS`, where the ends of the tests are written, and
`MUTANTS_CHOICE`, which tests to run, where it is not all. coverage.py is started by its own variable.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Generator
from functools import _lru_cache_wrapper
from pathlib import Path
from typing import Any

import pytest
from coverage import Coverage
from hypothesis import HealthCheck, settings

FIXTURE = "fixture "
_ends: dict[str, dict[str, Any]] = {}
_context = ""


def _switch(context: str) -> str:
    """From now on, lines are run by this test or fixture; answers who ran them before."""
    global _context
    before, _context = _context, context
    watching = Coverage.current()
    if watching is not None:
        watching.switch_context(context)
    return before


def pytest_configure() -> None:
    """A busy machine is no fault: Hypothesis complains of no slowness."""
    settings.register_profile("mutants", deadline=None, suppress_health_check=list(HealthCheck))
    settings.load_profile("mutants")


def _forget_conditions() -> None:
    """What a query makes once for a process would be run by the first test that asks for it alone."""
    modules = [module for name, module in sys.modules.items() if name.startswith("cmia_docs.queries.")]
    for module in modules:
        for value in list(vars(module).values()):
            if isinstance(value, _lru_cache_wrapper) and value.__module__ == module.__name__:
                value.cache_clear()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Function) -> Generator[None, object, object]:
    """Lines that are run from now on are this test's."""
    _forget_conditions()
    item.user_properties.append(("fixtures", sorted(item.fixturenames)))
    _switch(item.nodeid)
    try:
        return (yield)
    finally:
        _switch("")


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef: pytest.FixtureDef[Any]) -> Generator[None, object, object]:
    """What tests share is made once, in the first of them: it is the work of all tests that use it."""
    if fixturedef.scope == "function":
        return (yield)
    before = _switch(f"{FIXTURE}{fixturedef.argname} of {fixturedef.baseid}")
    try:
        return (yield)
    finally:
        _switch(before)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Run the chosen tests in the order of the choice, and those whose names nobody knew."""
    if "MUTANTS_CHOICE" not in os.environ:
        return
    choice = json.loads(Path(os.environ["MUTANTS_CHOICE"]).read_text("utf-8"))
    order = {name: number for number, name in enumerate(choice["run"])}
    leave = set(choice["leave"])
    config.hook.pytest_deselected(items=[item for item in items if item.nodeid in leave])
    items[:] = [item for item in items if item.nodeid not in leave]
    items.sort(key=lambda item: order.get(item.nodeid, len(order)))


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Remember how a test ends."""
    end = _ends.setdefault(report.nodeid, {"seconds": 0.0, "passed": True, "failed": False, "fixtures": []})
    end["seconds"] += report.duration
    end["passed"] &= report.passed
    end["failed"] |= report.failed
    end["fixtures"] = dict(report.user_properties).get("fixtures", [])


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Write the ends where they were asked for."""
    if not hasattr(session.config, "workerinput"):
        Path(os.environ["MUTANTS_ENDS"]).write_text(json.dumps(_ends), "utf-8")
