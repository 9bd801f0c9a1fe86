"""The follow-up process: it is notified of events, ignores signals, and is started again when it ends."""

from __future__ import annotations

import os
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from cmia_docs.actions.follow_up.worker import branch_of
from cmia_docs.cli.server.follow_up_process import NAME, FollowUpProcess
from tests.cli.commands import until
from tests.factories.product import Product


@contextmanager
def process_of(product: Product) -> Iterator[FollowUpProcess]:
    """A follow-up process that is not started yet; it is stopped afterwards."""
    made = FollowUpProcess(
        product.installation.follow_up, prepare=product.installation.engine.dispose, release=lambda: None
    )
    try:
        yield made
    finally:
        made.stop(patience=20)
        assert made._pid is None


def followed(product: Product, document_id: int) -> bool:
    """Whether git knows the document's latest revision."""
    head = product.services.drafts.ref(branch_of(document_id))
    return head == product.revision(document_id).commit


def test_it_follows_what_waited_and_what_it_hears_of(product: Product) -> None:
    waited = product.draft()
    with process_of(product) as follow_up_process:
        follow_up_process.fork()
        until(lambda: followed(product, waited))
        follow_up_process.notify()

        heard_of = product.draft()
        product.installation.follow_up.news.set()
        until(lambda: followed(product, heard_of))


def test_it_carries_on_the_last_events_and_ends_with_the_server(product: Product) -> None:
    with process_of(product) as follow_up_process:
        follow_up_process.fork()
        last = product.draft()
    assert followed(product, last)


def test_it_has_a_name_and_takes_signals_for_the_server_not_for_itself(product: Product) -> None:
    with process_of(product) as follow_up_process:
        follow_up_process.fork()
        pid = follow_up_process._pid
        assert pid is not None
        until(lambda: Path(f"/proc/{pid}/comm").read_text().strip() == NAME)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            os.kill(pid, number)
        document_id = product.draft()
        follow_up_process.notify()
        product.installation.follow_up.news.set()
        until(lambda: followed(product, document_id))
        follow_up_process.reap()
        assert follow_up_process._pid == pid


def test_it_keeps_no_port_of_the_server(product: Product) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener, process_of(product) as follow_up_process:
        port = listener.getsockname()[1]
        follow_up_process.fork([listener])
        until(lambda: Path(f"/proc/{follow_up_process._pid}/comm").read_text().strip() == NAME)
        listener.close()
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", port), timeout=5)


def test_where_it_was_killed_the_next_one_carries_on(product: Product) -> None:
    with process_of(product) as follow_up_process:
        follow_up_process.fork()
        killed = follow_up_process._pid
        assert killed is not None
        os.kill(killed, signal.SIGKILL)
        document_id = product.draft()

        def another() -> bool:
            follow_up_process.reap()
            follow_up_process.fork()
            return follow_up_process._pid not in (None, killed)

        until(another)
        until(lambda: followed(product, document_id))


@pytest.mark.parametrize(
    ("lives", "pauses"),
    [
        (1.0, [0.5, 1.0, 2.0, 4.0, 4.0, 4.0]),  # later and later
        (60.0, [0.0] * 6),  # it had worked: at once
    ],
)
def test_one_that_ends_soon_is_started_again_later_and_later(
    monkeypatch: pytest.MonkeyPatch, product: Product, lives: float, pauses: list[float]
) -> None:
    clock = [1_000.0]
    monkeypatch.setattr(time, "monotonic", lambda: clock[0])

    def nothing_left() -> int:
        clock[0] += lives
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", nothing_left)
    with process_of(product) as follow_up_process:
        actual_pauses = []
        for _ in pauses:
            follow_up_process.fork()
            actual_pauses.append(follow_up_process._not_before - clock[0])
            follow_up_process.fork()  # too early: nothing is tried
            clock[0] = follow_up_process._not_before
    assert actual_pauses == pauses


def test_it_says_when_it_has_ended_by_itself(caplog: pytest.LogCaptureFixture, product: Product) -> None:
    with process_of(product) as follow_up_process:
        follow_up_process.fork()
        assert follow_up_process._pid is not None
        os.kill(follow_up_process._pid, signal.SIGKILL)

        def noticed() -> bool:
            follow_up_process.reap()
            return follow_up_process._pid is None

        until(noticed)
    assert "the follow-up ended by itself (-9); it is started again" in caplog.text


def test_one_that_somebody_else_has_waited_for_is_started_again(product: Product) -> None:
    with process_of(product) as follow_up_process:
        follow_up_process.fork()
        assert follow_up_process._pid is not None
        os.kill(follow_up_process._pid, signal.SIGKILL)
        os.waitpid(follow_up_process._pid, 0)
        follow_up_process.reap()
        assert follow_up_process._pid is None


def test_notifications_that_nobody_reads_do_not_block_actions(product: Product) -> None:
    with process_of(product) as follow_up_process:
        with suppress(BlockingIOError):
            while True:
                follow_up_process._server.send(b"\n" * 4096, socket.MSG_DONTWAIT)
        follow_up_process.notify()
        product.installation.follow_up.news.set()
        until(lambda: not product.installation.follow_up.news.is_set())
