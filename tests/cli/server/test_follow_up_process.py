"""The follow-up beside the server: it hears of acts, outlives signals, and is started again when it ends."""

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
from cmia_docs.cli.server.follow_up_process import NAME, Companion
from tests.cli.commands import until
from tests.factories.stage import Stage


@contextmanager
def companion_of(stage: Stage) -> Iterator[Companion]:
    """One that is not begun, ended afterwards."""
    made = Companion(
        stage.installation.follow_up, prepare=stage.installation.engine.dispose, let_go=lambda: None
    )
    try:
        yield made
    finally:
        made.end(patience=20)
        assert made._pid is None


def followed(stage: Stage, document_id: int) -> bool:
    """Whether git knows the document's latest revision."""
    head = stage.services.drafts.ref(branch_of(document_id))
    return head == stage.revision(document_id).commit


def test_it_follows_what_waited_and_what_it_hears_of(stage: Stage) -> None:
    waited = stage.draft()
    with companion_of(stage) as companion:
        companion.attend()
        until(lambda: followed(stage, waited))
        companion.pass_on()

        heard_of = stage.draft()
        stage.installation.follow_up.news.set()
        until(lambda: followed(stage, heard_of))


def test_it_carries_on_the_last_acts_and_ends_with_the_server(stage: Stage) -> None:
    with companion_of(stage) as companion:
        companion.attend()
        last = stage.draft()
    assert followed(stage, last)


def test_it_has_a_name_and_takes_signals_for_the_server_not_for_itself(stage: Stage) -> None:
    with companion_of(stage) as companion:
        companion.attend()
        pid = companion._pid
        assert pid is not None
        until(lambda: Path(f"/proc/{pid}/comm").read_text().strip() == NAME)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            os.kill(pid, number)
        document_id = stage.draft()
        companion.pass_on()
        stage.installation.follow_up.news.set()
        until(lambda: followed(stage, document_id))
        companion.look()
        assert companion._pid == pid


def test_it_keeps_no_port_of_the_server(stage: Stage) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener, companion_of(stage) as companion:
        port = listener.getsockname()[1]
        companion.attend([listener])
        until(lambda: Path(f"/proc/{companion._pid}/comm").read_text().strip() == NAME)
        listener.close()
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", port), timeout=5)


def test_where_it_was_killed_the_next_one_carries_on(stage: Stage) -> None:
    with companion_of(stage) as companion:
        companion.attend()
        killed = companion._pid
        assert killed is not None
        os.kill(killed, signal.SIGKILL)
        document_id = stage.draft()

        def another() -> bool:
            companion.look()
            companion.attend()
            return companion._pid not in (None, killed)

        until(another)
        until(lambda: followed(stage, document_id))


@pytest.mark.parametrize(
    ("lives", "pauses"),
    [
        (1.0, [0.5, 1.0, 2.0, 4.0, 4.0, 4.0]),  # later and later
        (60.0, [0.0] * 6),  # it had worked: at once
    ],
)
def test_one_that_ends_soon_is_started_again_later_and_later(
    monkeypatch: pytest.MonkeyPatch, stage: Stage, lives: float, pauses: list[float]
) -> None:
    clock = [1_000.0]
    monkeypatch.setattr(time, "monotonic", lambda: clock[0])

    def nothing_left() -> int:
        clock[0] += lives
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", nothing_left)
    with companion_of(stage) as companion:
        found = []
        for _ in pauses:
            companion.attend()
            found.append(companion._not_before - clock[0])
            companion.attend()  # too early: nothing is tried
            clock[0] = companion._not_before
    assert found == pauses


def test_it_says_when_it_has_ended_by_itself(caplog: pytest.LogCaptureFixture, stage: Stage) -> None:
    with companion_of(stage) as companion:
        companion.attend()
        assert companion._pid is not None
        os.kill(companion._pid, signal.SIGKILL)

        def noticed() -> bool:
            companion.look()
            return companion._pid is None

        until(noticed)
    assert "the follow-up ended by itself (-9); it is started again" in caplog.text


def test_one_that_somebody_else_has_waited_for_is_started_again(stage: Stage) -> None:
    with companion_of(stage) as companion:
        companion.attend()
        assert companion._pid is not None
        os.kill(companion._pid, signal.SIGKILL)
        os.waitpid(companion._pid, 0)
        companion.look()
        assert companion._pid is None


def test_news_that_nobody_listens_to_keep_no_act_waiting(stage: Stage) -> None:
    with companion_of(stage) as companion:
        with suppress(BlockingIOError):
            while True:
                companion._server.send(b"\n" * 4096, socket.MSG_DONTWAIT)
        companion.pass_on()
        stage.installation.follow_up.news.set()
        until(lambda: not stage.installation.follow_up.news.is_set())
