"""What happens after the commit: how soon a save is in git and found, and how fast a backlog goes."""

from __future__ import annotations

import time
from urllib.parse import quote

from sqlalchemy import func, select

from benchmarks.editing import Editor
from benchmarks.figures import Figure, Times
from benchmarks.server import serving
from benchmarks.texts import regulation
from benchmarks.town import Town, town, without_fsync
from cmia_docs.actions.follow_up.worker import branch_of
from cmia_docs.models import Event
from cmia_docs.queries.operation.operation import backlog

_SIZE, _UNITS = 20_000, 60
_SAVES = 20
_DOCUMENTS = 3_334
"""Each is born with three events."""


def run() -> list[Figure]:
    """Figures of delay and of replay."""
    return [*_delays(), _replay()]


def _delays() -> list[Figure]:
    with town() as made:
        document_id = made.draft(_SIZE, _UNITS)
        made.follow()
        in_git, in_search = Times(), Times()
        with serving(made.data) as server:
            editor = Editor(server.port, made, document_id, regulation(_SIZE, _UNITS))
            for number in range(_SAVES):
                word = f"опознавательныйзнак{number}конец"
                before = made.services.drafts.ref(branch_of(document_id))
                assert editor.send(editor.form(word)).status == 302
                begun = time.perf_counter()
                while made.services.drafts.ref(branch_of(document_id)) == before:
                    time.sleep(0.005)
                in_git.all.append(time.perf_counter() - begun)
                while 'class="hit"' not in editor.browser.get(f"/search?in=drafts&q={quote(word)}").text:
                    time.sleep(0.02)
                in_search.all.append(time.perf_counter() - begun)
                editor.renew()
    first, in_git = in_git.all[0], Times(in_git.all[1:])
    return [
        Figure("from a save to the branch moved", str(in_git), "≤ 0.5 s", "", in_git.ms(99) <= 500),
        Figure(
            "the same of a save right after the start",
            f"{first * 1000:.0f} ms",
            "≤ 0.5 s",
            "",
            first <= 0.5,
        ),
        Figure("from a save to found by search", str(in_search), "≤ 2 s", "", in_search.ms(99) <= 2_000),
    ]


def _replay() -> Figure:
    with town() as made:
        with without_fsync():
            for number in range(_DOCUMENTS):
                made.draft(1_000, 6, seed=number)
        waiting = _waiting(made)
        begun = time.perf_counter()
        made.follow()
        rate = waiting / (time.perf_counter() - begun)
        assert _waiting(made) == 0
    return Figure(
        f"backlog of {waiting:,} events replayed", f"{rate:.0f} events/s", "≥ 100/s", "", rate >= 100
    )


def _waiting(made: Town) -> int:
    with made.services.readers() as db:
        assert db.scalar(select(func.count(Event.id)))
        return backlog(db).events
