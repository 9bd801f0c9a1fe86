"""`python -m benchmarks [name ...]`: measure, and print the table of RESULTS.md."""

from __future__ import annotations

import importlib
import sys
import time

from benchmarks.figures import HEAD

ALL = ("parsing", "comparison", "saves", "writers", "pages", "load", "follow_up", "starting", "search")


def main(names: list[str]) -> None:
    """Run those named, or all."""
    print(HEAD)
    for name in names or ALL:
        begun = time.perf_counter()
        for figure in importlib.import_module(f"benchmarks.{name}").run():
            print(figure.row(), flush=True)
        print(f"({name}: {time.perf_counter() - begun:.0f} s)", file=sys.stderr)


if __name__ == "__main__":
    main(sys.argv[1:])
