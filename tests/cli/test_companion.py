"""The follow-up beside the server is started again when it ends: soon, or later and later."""

from __future__ import annotations

import sys
import threading
import time

import pytest

from cmia_docs.actions.follow_up import branch_of
from cmia_docs.cli import companion
from cmia_docs.cli.companion import Companion
from tests.cli.commands import until
from tests.factories.stage import Stage


class Pauses(threading.Event):
    """Instead of waiting, notes for how long; says 'stop' after so many."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.noted: list[float] = []
        self._most = most

    def wait(self, timeout: float | None = None) -> bool:
        """Note it."""
        self.noted.append(timeout or 0.0)
        if len(self.noted) == self._most:
            self.set()
        return self.is_set()


def pauses_of(monkeypatch: pytest.MonkeyPatch, stage: Stage, seconds: float) -> list[float]:
    """Those after a follow-up that lasts so many seconds, over and over."""
    times = iter(range(10_000))
    monkeypatch.setattr(time, "monotonic", lambda: next(times) * seconds)
    monkeypatch.setattr(companion, "_command", lambda: ["/no/such/program"])
    tried, noted = Companion(stage.installation.follow_up), Pauses(6)
    tried._stopping = noted
    tried._attend()
    return noted.noted


def test_one_that_cannot_start_is_tried_later_and_later(
    monkeypatch: pytest.MonkeyPatch, stage: Stage
) -> None:
    assert pauses_of(monkeypatch, stage, 1.0) == [1.0, 2.0, 4.0, 8.0, 8.0, 8.0]


def test_one_that_had_worked_is_started_at_once(monkeypatch: pytest.MonkeyPatch, stage: Stage) -> None:
    assert pauses_of(monkeypatch, stage, 60.0) == [1.0] * 6


LOADS_FOR_EVER = "import sys; sys.stdin.buffer.read()"
"""It ends with its input, and never says that it is there."""


def test_while_it_loads_the_server_follows_its_own_acts_up(
    monkeypatch: pytest.MonkeyPatch, stage: Stage
) -> None:
    monkeypatch.setattr(companion, "_command", lambda: [sys.executable, "-c", LOADS_FOR_EVER])
    tried = Companion(stage.installation.follow_up)
    tried.start()
    document_id = stage.draft()
    stage.installation.follow_up.news.set()

    until(lambda: stage.services.drafts.ref(branch_of(document_id)) == stage.revision(document_id).commit)
    tried.stop(patience=20)


def test_what_a_killed_one_left_is_carried_on_before_the_next_is_started(
    monkeypatch: pytest.MonkeyPatch, stage: Stage
) -> None:
    document_id = stage.draft()
    pauses_of(monkeypatch, stage, 1.0)
    assert stage.services.drafts.ref(branch_of(document_id)) == stage.revision(document_id).commit
