"""What tests of faults ask of a product that is broken: what can be read, and what a writer is told."""

from __future__ import annotations

import time
from collections.abc import Callable

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.web.editor.editing import EditorPage

WORDS = "Слова, которые нельзя потерять."


def read_everywhere(drafter: FlaskClient, public: FlaskClient, document_id: int) -> dict[str, int]:
    """The statuses of the pages that people read."""
    mine = ("/", "/documents", f"/documents/{document_id}", f"/documents/{document_id}/edit")
    statuses = {path: drafter.get(path).status_code for path in mine}
    return statuses | {path: public.get(path).status_code for path in ("/register", "/search?q=совет")}


def refused_for_now(answer: TestResponse, sentence: str) -> None:
    """Check that the answer refuses for now, says why, and shows what was typed."""
    assert (answer.status_code, answer.headers.get("Retry-After")) == (503, "10")
    assert sentence in answer.text
    assert WORDS in answer.text


def typed_save(editor: EditorPage) -> TestResponse:
    """Press 'save' with the words."""
    return editor.press("save", follow=False, ru_c1=WORDS, message=WORDS)


def in_time(holds: Callable[[], bool], seconds: float = 30.0) -> bool:
    """Whether it comes to hold within this time."""
    deadline = time.monotonic() + seconds
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.05)
    return holds()
