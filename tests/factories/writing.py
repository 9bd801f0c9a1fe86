"""Writers in their own processes, on a real installation, while something else is done to it."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cmia_docs import create_app, utc_now
from tests.conftest import close, settings_for
from tests.factories.product import RUSSIAN, FakeMail, Product

_SECONDS = 120


class Writers:
    """Running writers. Each prints the number of every revision that it has saved."""

    def __init__(self, processes: list[subprocess.Popen[str]], outputs: list[Path]) -> None:
        self._processes, self._outputs = processes, outputs

    def acknowledged(self) -> list[int]:
        """The revisions that were saved so far."""
        return sorted(int(line) for file in self._outputs for line in file.read_text().splitlines())

    def wait_for(self, more: int) -> None:
        """Until so many more revisions were saved."""
        before, deadline = len(self.acknowledged()), time.monotonic() + _SECONDS
        while len(self.acknowledged()) < before + more:
            assert time.monotonic() < deadline, "the writers do not write"
            assert all(process.poll() is None for process in self._processes), "a writer has ended"
            time.sleep(0.02)

    def stop(self) -> list[int]:
        """End them; all revisions that were acknowledged."""
        for process in self._processes:
            process.send_signal(signal.SIGTERM)
        for process in self._processes:
            assert process.wait(timeout=_SECONDS) == 0
        return self.acknowledged()


@contextmanager
def writing(data: Path, documents: list[int], folder: Path, database: str = "") -> Iterator[Writers]:
    """A writer for each document while the block lasts, or until they are stopped."""
    processes, outputs = [], []
    for document_id in documents:
        outputs.append(folder / f"writer-{document_id}.txt")
        command = [sys.executable, "-m", "tests.factories.writing", str(data), str(document_id), database]
        with outputs[-1].open("w") as out:
            processes.append(subprocess.Popen(command, stdout=out, text=True))
    writers = Writers(processes, outputs)
    try:
        writers.wait_for(2 * len(documents))
        yield writers
    finally:
        for process in processes:
            if process.poll() is None:
                process.kill()
            process.wait()


def main(data: Path, document_id: int, database: str) -> None:
    """Save one revision after the other until it is stopped; the follow-up runs beside it."""
    ended = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: ended.set())
    app = create_app(settings_for(data, CMIA_DATABASE_URL=database), clock=utc_now, mail=FakeMail())
    product = Product(app, utc_now, FakeMail())  # type: ignore[arg-type] # the clock of a running system
    product.installation.follow_up.start()
    count = 0
    while not ended.is_set():
        count += 1
        saved = product.save(document_id, f"{RUSSIAN}\n2. Правка номер {count}. {{#w1}}\n")
        print(saved, flush=True)  # noqa: T201 - the test reads it
    product.installation.follow_up.stop()
    close(app)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
