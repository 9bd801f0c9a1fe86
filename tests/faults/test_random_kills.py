"""Killed at random under load: nothing that was confirmed is lost or doubled, and the rest repairs itself.

`make soak` runs 200 kills; `CMIA_KILLS` and `CMIA_SOAK_SEED` say how many and replay a run.
"""

from __future__ import annotations

import os
import random
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import exists, func, select

from cmia_docs import utc_now
from cmia_docs.actions.operation.verify import verify
from cmia_docs.models import Document, Event, Position, Remark, Revision
from cmia_docs.web.shared.context import SIGN_IN_COOKIE
from tests.cli.commands import free_port
from tests.factories.product import Product
from tests.faults.people_at_work import Browser, Person, reckon
from tests.faults.victims import KINDS, Server
from tests.soak import ALL, choose_seed

pytestmark = pytest.mark.soak
KILLS = int(os.environ.get("CMIA_KILLS", "200" if ALL else "10"))
SEED = choose_seed()
REPAIR_SECONDS = 10.0
_LONGEST_PEACE = 5.0
"""Seconds at the most from a repair to the next kill; a worker's first pages take some of them."""
_MOST_DONE = 20
"""Confirmed actions at the most before the next kill."""


@pytest.fixture
def port() -> int:
    """Where the server is."""
    return free_port()


@pytest.fixture
def server(product: Product, port: int, tmp_path: Path) -> Iterator[Server]:
    """A running server on the product's data."""
    product.follow_up()
    running = Server(product.installation.settings.data, port, tmp_path / "said.txt")
    running.start()
    running.wait()
    yield running
    running.stop()


@pytest.fixture
def people(product: Product, port: int) -> list[Person]:
    """Four who save on texts of their own, two who write on one, and one each for other actions."""
    product.clock.now = utc_now()
    drafts = [product.draft() for _ in range(5)]
    remarked, circulated = product.draft(), product.circulated()
    chance = random.Random(SEED)  # noqa: S311 - to be replayed, not to be secret
    workers: list[Person] = []

    def add(attempt_kind: str, who: str, page: str, **fields: str) -> None:
        cookie = product.client(who).get_cookie(SIGN_IN_COOKIE)
        assert cookie is not None

        def typed(word: str) -> dict[str, str]:
            return {name: value.replace("WORD", word) for name, value in fields.items()}

        person = Person(attempt_kind, Browser(port, cookie.value), page, typed, len(workers), chance)
        workers.append(person)

    for document_id in (*drafts, drafts[-1]):
        edit = f"/documents/{document_id}/edit"
        who = "secretary" if len(workers) == len(drafts) else "drafter"
        add("save", who, edit, **{"op": "save", "message": "WORD", "text.ru.c1": "WORD"})
    add("remark", "drafter", f"/documents/{remarked}/remarks/add", language="ru", unit="c1", body="WORD")
    give = f"/documents/{circulated}/positions/give"
    add("position", "belarus", give, state="BY", kind="agreed_with_remarks", note="WORD")
    begun = {"act_type": "regulation", "languages": "ru", "authentic": "ru", "source": "template"}
    add("document", "drafter", "/documents/new", **begun, title_ru="WORD", initiator="-", slug="")
    return workers


def stored_words(product: Product) -> dict[str, list[str]]:
    """The words in the database, by kind of attempt."""
    with product.services.readers() as db:
        return {
            "save": list(db.scalars(select(Revision.message))),
            "remark": list(db.scalars(select(Remark.body))),
            "position": list(db.scalars(select(Position.note))),
            "document": [titles["ru"] for titles in db.scalars(select(Document.titles))],
        }


def repaired_after(product: Product, newest: int, patience: float) -> float:
    """Seconds until all events up to this one were processed; infinite where that took too long."""
    begun = time.monotonic()
    waits = select(exists().where(Event.id <= newest, Event.processed_at.is_(None)))
    while (now := time.monotonic() - begun) < patience:
        with product.services.readers() as db:
            if not db.scalar(waits):
                return now
        time.sleep(0.02)
    return float("inf")


def let_them_work(people: list[Person], chance: random.Random) -> None:
    """Until a random number of further actions is confirmed, and a moment longer."""
    wanted = confirmed(people) + chance.randint(0, _MOST_DONE)
    end = time.monotonic() + _LONGEST_PEACE
    while confirmed(people) < wanted and time.monotonic() < end:
        time.sleep(0.01)
    time.sleep(chance.uniform(0, 0.3))


def confirmed(people: list[Person]) -> int:
    """How many actions were confirmed."""
    return sum(attempt.confirmed for person in people for attempt in person.attempts)


def newest_event(product: Product) -> int:
    """Id of the last event."""
    with product.services.readers() as db:
        return db.scalar(select(func.max(Event.id))) or 0


def test_nothing_confirmed_is_lost_or_doubled(product: Product, people: list[Person], server: Server) -> None:
    chance = random.Random(SEED)  # noqa: S311 - to be replayed
    stopping = threading.Event()
    threads = [threading.Thread(target=person.work, args=(stopping,)) for person in people]
    for thread in threads:
        thread.start()
    repairs: list[tuple[float, str]] = []
    try:
        for _ in range(KILLS):
            let_them_work(people, chance)
            victims = chance.choice(KINDS)
            server.kill(victims)
            newest = newest_event(product)
            if victims == "group":
                server.start()
            # From the start on: a service manager starts the group again as soon as it is gone.
            repairs.append((repaired_after(product, newest, 4 * REPAIR_SECONDS), victims))
            server.wait()
    finally:
        stopping.set()
        for thread in threads:
            thread.join()
    assert repaired_after(product, newest_event(product), REPAIR_SECONDS) < REPAIR_SECONDS
    server.stop()

    attempts = [attempt for person in people for attempt in person.attempts]
    reckoning = reckon(attempts, stored_words(product))
    by_kind = {kind: sum(a.confirmed for a in attempts if a.kind == kind) for kind in stored_words(product)}
    slowest = max(repairs)
    print(  # noqa: T201 - the figures of RESULTS.md, and how to replay them
        f"\n{KILLS} kills (CMIA_SOAK_SEED={SEED}): {reckoning.confirmed} confirmed, "
        f"{reckoning.unconfirmed} not confirmed; {len(reckoning.lost)} lost, "
        f"{len(reckoning.doubled)} doubled; slowest repair {slowest[0]:.1f} s ({slowest[1]}), "
        f"median {sorted(repairs)[len(repairs) // 2][0]:.1f} s; "
        f"by kind {by_kind}; "
        f"answers { {p.kind + str(p.number): p.answers for p in people} }"
    )
    assert (reckoning.lost, reckoning.doubled) == ([], []), f"CMIA_SOAK_SEED={SEED}"
    assert slowest[0] < REPAIR_SECONDS, f"CMIA_SOAK_SEED={SEED}: {slowest}"
    assert verify(product.services) == []
    assert reckoning.confirmed > KILLS
