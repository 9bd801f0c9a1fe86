"""Search over 5,000 and over 50,000 articles, beside SQLite's FTS5 and Tantivy."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

from benchmarks.figures import Figure, Times
from benchmarks.search_engines import ENGINES, KINDS
from benchmarks.texts import ROOT

_COUNTS = (5_000, 50_000)


def run() -> list[Figure]:
    """Figures at both sizes."""
    return [figure for count in _COUNTS for figure in _at(count)]


def _at(count: int) -> list[Figure]:
    measured = {name: _of(name, count) for name in ENGINES}
    ours = measured["whoosh"]
    limit = 30 if count == 5_000 else None
    rows = [
        Figure(
            f"search {count:,} articles ({ours['origin']}): {kind}",
            _described(ours, kind),
            f"p50 ≤ {limit} ms" if limit else "",
            "; ".join(f"{name} {_described(measured[name], kind)}" for name in ("fts5", "tantivy")),
            _times(ours, kind).ms(50) <= limit if limit else None,
        )
        for kind in KINDS
    ]
    others = {name: one for name, one in measured.items() if name != "whoosh"}
    return [
        *rows,
        Figure(
            f"search {count:,}: one document changed and found",
            f"{ours['update'] * 1000:.0f} ms",
            "≤ 2 s",
            "; ".join(f"{name} {one['update'] * 1000:.0f} ms" for name, one in others.items()),
            ours["update"] <= 2,
        ),
        Figure(
            f"search {count:,}: build",
            f"{count / ours['build']:.0f} entries/s, {ours['memory']:.0f} MB more memory",
            "",
            "; ".join(
                f"{name} {count / one['build']:.0f}/s, {one['memory']:.0f} MB" for name, one in others.items()
            ),
        ),
    ]


def _of(name: str, count: int) -> dict[str, Any]:
    answer = subprocess.run(
        [sys.executable, "-m", "benchmarks.search_engines", name, str(count)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    measured: dict[str, Any] = json.loads(answer.stdout)
    return measured


def _times(measured: dict[str, Any], kind: str) -> Times:
    return Times(measured["times"][kind])


def _described(measured: dict[str, Any], kind: str) -> str:
    times = _times(measured, kind)
    return f"{times.ms(50):.1f}/{times.ms(95):.1f} ms"
