"""What `make` offers is what it says it offers."""

from __future__ import annotations

import re
import subprocess

from tests.paths import ROOT


def test_help_says_a_line_of_every_target() -> None:
    [named] = re.findall(r"^\.PHONY: (.+)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    command = ["make", "--no-print-directory", "help"]  # `make test` makes this a make within a make
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    lines = [line.split(maxsplit=2) for line in result.stdout.splitlines()]
    assert sorted(f"make {name}" for name in named.split()) == sorted(f"{a} {b}" for a, b, _text in lines)
