"""What the follow-up hears from the server beside it."""

from __future__ import annotations

import os
import sys
import threading

import pytest

from cmia_docs.cli.companion import listen


def test_where_no_process_may_stand_back_it_hears_of_news_and_of_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refused(_by: int) -> int:
        raise PermissionError

    monkeypatch.setattr(os, "nice", refused)
    reading, writing = os.pipe()
    with open(reading) as standard_input:  # noqa: PTH123 - of a pipe
        monkeypatch.setattr(sys, "stdin", standard_input)
        os.write(writing, b"\n")
        os.close(writing)
        wake, ended = threading.Event(), threading.Event()
        listen(wake, ended)
    assert (wake.is_set(), ended.is_set()) == (True, True)
