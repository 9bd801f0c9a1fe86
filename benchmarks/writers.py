"""Many people who save at once: on documents of their own, and all on one."""

from __future__ import annotations

import threading
import time
from collections import Counter

from sqlalchemy import func, select

from benchmarks.editing import Editor
from benchmarks.figures import Figure, Times
from benchmarks.server import serving
from benchmarks.texts import regulation
from benchmarks.town import PASSWORD, Town, town, without_fsync
from cmia_docs.actions.people import people
from cmia_docs.actions.work import Work
from cmia_docs.models import Document, Revision
from cmia_docs.queries.document.texts import sources_of
from cmia_docs.rules.permissions import Grant
from cmia_docs.rules.workflow import Role

_SIZE, _UNITS = 10_000, 60
_WRITERS, _SECONDS = 50, 20
_ON_ONE, _EACH = 32, 3


def run() -> list[Figure]:
    """Figures of both."""
    with town() as made:
        with without_fsync():
            text = regulation(_SIZE, _UNITS)
            own = [made.draft(_SIZE, _UNITS) for _ in range(_WRITERS)]
            drafters = [_drafter(made, number) for number in range(_ON_ONE)]
            shared = made.draft(_SIZE, _UNITS, drafters=tuple(person for person, _ in drafters))
            made.follow()
        with serving(made.data) as server:
            apart = [Editor(server.port, made, one, text, seed=at) for at, one in enumerate(own)]
            together = [
                Editor(server.port, made, shared, text, email, seed=at)
                for at, (_, email) in enumerate(drafters)
            ]
            return [*_apart(made, apart, own), *_together(made, together, shared)]


def _drafter(made: Town, number: int) -> tuple[int, str]:
    email = f"writer{number}@example.org"
    with Work(made.services, made.actor("admin@cmia.example"), "bench") as work:
        person = people.add(
            work,
            email=email,
            name=f"Writer {number}",
            language="ru",
            grants=[Grant(Role.DRAFTER, "RU")],
            password=PASSWORD,
        )
        return person.id, email


def _apart(made: Town, editors: list[Editor], own: list[int]) -> list[Figure]:
    until = time.perf_counter() + _SECONDS
    times, statuses = Times(), Counter[int]()

    def write(editor: Editor) -> None:
        while time.perf_counter() < until:
            form = editor.form()
            with times.one():
                statuses[editor.send(form).status] += 1
            editor.renew()

    begun = time.perf_counter()
    _all_at_once([threading.Thread(target=write, args=(editor,)) for editor in editors])
    rate = statuses[302] / (time.perf_counter() - begun)
    stored = sum(_revisions(made, document_id) - 1 for document_id in own)
    return [
        Figure(
            f"{_WRITERS} writers on different drafts of 10 KB, for {_SECONDS} s",
            f"{rate:.0f} saves/s, {times}; {statuses[302]} confirmed, {stored} revisions",
            "≥ 40/s, none lost or doubled",
            "",
            rate >= 40 and stored == statuses[302] and set(statuses) == {302},
        )
    ]


def _together(made: Town, editors: list[Editor], shared: int) -> list[Figure]:
    """Each saves three sentences; whoever is late sees the comparison, continues from it and tries again."""
    late: Counter[tuple[int, bool]] = Counter()

    def write(at: int, editor: Editor) -> None:
        for number in range(_EACH):
            editor.renew()
            answer = editor.send(editor.form(_sign(at, number), only=at))
            while answer.status != 302:
                late[answer.status, "diff-" in answer.text] += 1
                answer = editor.go_on(answer)

    times = Times()
    with times.one():
        _all_at_once([threading.Thread(target=write, args=pair) for pair in enumerate(editors)])
    stored, wanted = _revisions(made, shared) - 1, len(editors) * _EACH
    came_late = f"{sum(late.values())} came late: {dict(late)}"
    lost = [at for at in range(len(editors)) if _sign(at, _EACH - 1) not in _source(made, shared)]
    return [
        Figure(
            f"{_ON_ONE} writers on one draft, {_EACH} saves each",
            f"{stored} revisions in {times.all[0]:.1f} s, {len(lost)} lost; {came_late}",
            f"{wanted} revisions, every loser 409 with the comparison",
            "",
            stored == wanted and not lost and set(late) <= {(409, True)},
        )
    ]


def _sign(at: int, number: int) -> str:
    return f"Знак {at} и {number}."


def _source(made: Town, document_id: int) -> str:
    with made.services.readers() as db:
        document = db.get_one(Document, document_id)
        revision = db.get_one(Revision, document.current_id)
        return sources_of(made.services.drafts, document.slug, revision)["ru"]


def _all_at_once(threads: list[threading.Thread]) -> None:
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _revisions(made: Town, document_id: int) -> int:
    with made.services.readers() as db:
        query = select(func.count(Revision.id)).where(Revision.document_id == document_id)
        return db.scalar(query) or 0
