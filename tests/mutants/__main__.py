"""`python -m tests.mutants SEED [COUNT]`: draw mutants, try them, print what the tests did not notice."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

from tests.mutants import tree
from tests.mutants.draw import drawn
from tests.mutants.record import Record
from tests.mutants.report import are_met, report
from tests.mutants.run import Run
from tests.mutants.trial import Copy

_MEMORY = Path("/dev/shm")
_ROOM = 6_000_000_000


def main() -> int:
    """0 where the aims are met, else 1."""
    arguments = argparse.ArgumentParser(prog="make mutants")
    arguments.add_argument("seed", type=int)
    arguments.add_argument("count", type=int, nargs="?", default=200)
    given = arguments.parse_args()
    folder = tree.ROOT / ".mutants" / tree.product()
    folder.mkdir(parents=True, exist_ok=True)
    mutants = drawn(folder, given.seed, given.count)
    record = Record(folder)
    run = Run(mutants, record, folder / f"verdicts-{given.seed}.jsonl")
    if record.stale() or run.pending():
        _work(record, run)
    rights = {mutant.path: (tree.ROOT / mutant.path).read_text("utf-8") for mutant in mutants}
    print(report(run.verdicts(), rights))
    return 0 if are_met(run.verdicts()) else 1


def _work(record: Record, run: Run) -> None:
    """Bring the record up to date, then try what has no verdict."""
    with tempfile.TemporaryDirectory(dir=_memory(), ignore_cleanup_errors=True) as folder:
        os.environ["TMPDIR"] = folder
        for where, names in sorted(record.stale().items()):
            print(f"Which lines do {where} run?", file=sys.stderr, flush=True)
            with tempfile.TemporaryDirectory(dir=folder) as copy:
                tree.copy_to(Path(copy))
                record.watch(names, Path(copy))
        workers = min(os.cpu_count() or 1, 8)
        run.finish([Copy(Path(folder, str(number))) for number in range(workers)])


def _memory() -> Path | None:
    """In memory, where it has room, as `tests/run.sh` does: saves wait for the disk."""
    return _MEMORY if _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _ROOM else None


if __name__ == "__main__":
    sys.exit(main())
