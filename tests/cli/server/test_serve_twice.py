"""One server for one data folder, on whatever port; commands go on beside it."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from cmia_docs.cli.server.server_lock import acquire_server_lock
from cmia_docs.errors import NotPossible
from tests.cli.commands import at, finished, free_port, start
from tests.cli.server.test_serve import wait_for


def test_a_second_server_of_a_folder_is_refused_on_another_port_too(data: Path) -> None:
    port = free_port()
    first = start(data, "serve", before=("setsid",), CMIA_PORT=str(port))
    wait_for(first, port)

    second = at(data, "serve")

    assert (second.code, second.out) == (1, "")
    assert second.sentence == (
        f"{data} is served already, by process {first.pid} at http://127.0.0.1:{port}. "
        "Stop that first, or name another folder: CMIA_DATA=..."
    )
    assert at(data, "verify").code == 0
    assert at(data, "maintain").code == 0
    assert at(data, "backup", str(data.parent / "backup")).code == 0
    os.killpg(first.pid, signal.SIGKILL)
    finished(first)
    again = start(data, "serve", CMIA_PORT=str(port))
    wait_for(again, port)
    again.terminate()
    assert finished(again).code == 0


def test_processes_that_a_server_has_forked_do_not_keep_the_folder(tmp_path: Path) -> None:
    """A killed server's worker may still finish a request: the next server does not wait for it."""
    lock = acquire_server_lock(tmp_path, "http://one")
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        lock.close()
        os.write(writing, b".")
        signal.pause()
    try:
        os.read(reading, 1)
        with pytest.raises(NotPossible) as refused:
            acquire_server_lock(tmp_path, "http://two")
        assert refused.value.details == {
            "folder": tmp_path,
            "process": str(os.getpid()),
            "address": "http://one",
        }
        lock.close()
        acquire_server_lock(tmp_path, "http://three").close()
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(reading)
        os.close(writing)
