"""How soon a server with 10,000 documents answers, and the memory it takes at rest and after work."""

from __future__ import annotations

import threading

from benchmarks.figures import Figure
from benchmarks.load import READ, read_for
from benchmarks.many import with_documents
from benchmarks.server import serving

_SECONDS = 20


def run() -> list[Figure]:
    """Figures of start and memory."""
    with with_documents(10_000) as made:
        made.close()
        with serving(made.data) as first:
            first_start = first.started
        with serving(made.data) as server:
            rest = server.memory_mb()
            readers = [
                threading.Thread(target=read_for, args=(server.port, _SECONDS, seed)) for seed in range(20)
            ]
            for reader in readers:
                reader.start()
            for reader in readers:
                reader.join()
            after = server.memory_mb()
            started = server.started
    return [
        Figure(
            "start with 10,000 documents",
            f"{started:.2f} s (the first after a copy: {first_start:.2f} s)",
            "≤ 2 s",
            "",
            started <= 2,
        ),
        Figure("memory at rest", f"{rest:.0f} MB", "≤ 250 MB", "", rest <= 250),
        Figure(f"memory after reading {', '.join(READ)}", f"{after:.0f} MB", "≤ 250 MB", "", after <= 250),
    ]
