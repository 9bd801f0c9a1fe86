"""The tests that mutants are tried with, run once under coverage.py."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.mutants import tree

# These start browsers, servers and machines' faults: minutes each, for lines that other tests run as well.
LEFT_OUT = ("e2e", "faults", "gallery", "mutants", "postgresql")
_CONFIGURATION = """
[run]
include = {folder}/cmia_docs/*
omit = {folder}/cmia_docs/web/*,{folder}/cmia_docs/cli/*
data_file = {folder}/.coverage/data
parallel = true
context = ${{PYTEST_CURRENT_TEST-}}
disable_warnings = no-data-collected,module-not-imported,already-imported,couldnt-parse,module-not-measured
"""


def tried_files() -> list[str]:
    """The test files that mutants are tried with."""
    return [name for name in tree.files() if _is_tried(Path(name))]


def _is_tried(file: Path) -> bool:
    return (
        file.parts[0] == "tests"
        and file.suffix == ".py"
        and file.name.startswith("test_")
        and file.parts[1] not in LEFT_OUT
    )


def watched(names: list[str], copy: Path) -> dict[str, dict[str, Any]]:
    """Run these test files in a copy of the tree: how they ended. What they ran is in its `.coverage`."""
    configuration = copy / ".coverage.ini"
    configuration.write_text(_CONFIGURATION.format(folder=copy), "utf-8")
    (copy / ".coverage").mkdir(exist_ok=True)
    ends = copy / ".ends.json"
    environment = os.environ | {"COVERAGE_PROCESS_START": str(configuration), "MUTANTS_ENDS": str(ends)}
    environment.pop("PYTEST_CURRENT_TEST", None)  # where a test makes the record
    command = [sys.executable, "-m", "pytest", "-q", "--tb=short", "-p", "tests.mutants.plugin"]
    parallel = ["--numprocesses", "auto", "--maxprocesses", "8", "--dist", "loadfile"]
    subprocess.run([*command, *parallel, *names], cwd=copy, env=environment, check=False)
    return json.loads(ends.read_text("utf-8"))  # type: ignore[no-any-return]
