"""A crash at any step after the commit: the next run does the rest, and nothing is done twice."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from cmia_docs.actions.adoption import legal_status
from cmia_docs.actions.follow_up.journal import JOURNAL
from cmia_docs.actions.follow_up.publishing import MAIN
from cmia_docs.actions.follow_up.worker import FollowUp
from cmia_docs.actions.operation.verify import verify
from cmia_docs.models import Event
from cmia_docs.queries.adoption.publication import PUBLISHED_BY
from cmia_docs.rules.workflow import Action
from tests.factories.followed import confirm, events, forget, log, notices, refs
from tests.factories.played import play
from tests.factories.product import Product


class Crash(Exception):
    """The process ends here."""


Step = tuple[str, str, int]
STEPS: list[Step] = [
    ("drafts", "move_refs", 1),  # the new document's branch
    ("drafts", "writing", 1),  # the journal's commits, one an event
    ("drafts", "writing", 4),
    ("drafts", "move_refs", 2),  # the journal
    ("register", "write_commit", 1),
    ("register", "move_ref", 1),
    ("register", "create_tag", 1),
    ("register", "write_commit", 2),
    ("register", "move_ref", 2),
    ("drafts_index", "apply", 1),
    ("adopted_index", "apply", 1),
    ("mail", "send", 1),
]


@pytest.fixture(scope="module")
def prepared(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A document whose adoption is proposed; all events followed up."""
    return play(prepared, tmp_path_factory.mktemp("proposed"), Product.proposed)


@pytest.fixture
def waiting(product: Product) -> int:
    """A new document, an adoption and its entry into force wait for the follow-up."""
    product.draft()
    with product.services.readers() as db:
        query = select(Event.document_id).where(Event.kind == Action.PROPOSE_ADOPTION)
        document_id = db.scalars(query).one()
    assert document_id is not None
    confirm(product, document_id)
    with product.work("secretary") as work:
        legal_status.enter_into_force(work, document_id, on=product.clock().date())
    return len([event for event in events(product) if event.processed_at is None])


@pytest.fixture
def sent(product: Product, monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
    """The keys of the mails that were sent."""
    keys: list[str | None] = []
    send = product.mail.send

    def noting(to: str, subject: str, body: str, *, key: str | None = None) -> None:
        send(to, subject, body, key=key)
        keys.append(key)

    monkeypatch.setattr(product.mail, "send", noting)
    return keys


@pytest.mark.parametrize("effect", ["before", "after"])
@pytest.mark.parametrize("step", STEPS, ids=lambda step: "-".join(map(str, step)))
def test_a_crash_at_a_step(
    product: Product,
    waiting: int,
    sent: list[str | None],
    step: Step,
    effect: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    crash_once(product, step, monkeypatch, after=effect == "after")

    with pytest.raises(Crash):
        product.follow_up()
    product.follow_up()

    check_done(product)
    # Sending and noting that it was sent cannot be one step; the repeated mail has the same id.
    again = step[0] == "mail" and effect == "after"
    assert len(sent) == 1 + again
    assert len(set(sent)) == 1


def test_a_crash_while_the_events_are_marked(product: Product, waiting: int, sent: list[str | None]) -> None:
    with pytest.raises(Crash):
        crash_while_marking(product).run()

    done = product.follow_up()

    assert done == waiting
    check_done(product)
    assert len(sent) == 1


def test_crash_after_crash(product: Product, waiting: int, sent: list[str | None]) -> None:
    for store, method, _ in STEPS:
        with pytest.MonkeyPatch.context() as patch, contextlib.suppress(Crash):
            crash_once(product, (store, method, 1), patch, after=True)
            product.follow_up()

    product.follow_up()

    check_done(product)


def test_a_second_run_changes_nothing(product: Product, waiting: int) -> None:
    product.follow_up()
    before = refs(product)
    forget(product, lambda event: True)

    assert product.follow_up() == len(events(product))

    assert refs(product) == before
    check_done(product)


# --- helpers ---------------------------------------------------------------------------------------------


def crash_once(product: Product, step: Step, patch: pytest.MonkeyPatch, *, after: bool) -> None:
    """The n-th call of a store's method ends the process, before or after it did its work.

    Of `writing` it is the n-th commit written within the block.
    """
    part, method, nth = step
    owner = product.mail if part == "mail" else getattr(product.services, part)
    real, calls = getattr(owner, method), iter(range(1, 1_000))

    def crashing(do: Callable[..., Any], *args: object, **named: object) -> Any:
        number = next(calls)
        if number == nth and not after:
            raise Crash(step)
        result = do(*args, **named)
        if number == nth:
            raise Crash(step)
        return result

    @contextlib.contextmanager
    def crashing_within() -> Iterator[Callable[..., Any]]:
        with real() as write:
            yield partial(crashing, write)

    patch.setattr(owner, method, crashing_within if method == "writing" else partial(crashing, real))


def crash_while_marking(product: Product) -> FollowUp:
    """A follow-up that cannot write into the database."""

    def crashing() -> Session:
        raise Crash("marking")

    writers: Any = crashing
    services = replace(product.services, writers=writers)
    return FollowUp(services, product.installation.settings.data, product.installation.follow_up.news)


def check_done(product: Product) -> None:
    """Every event is followed up, once."""
    assert verify(product.services) == []
    assert len(log(product.services.drafts, JOURNAL)) == len(events(product))
    shown = [event for event in events(product) if event.kind in PUBLISHED_BY]
    assert len(log(product.services.register, MAIN)) == len(shown) == 2
    assert len(product.services.register.refs("refs/tags/")) == 1
    assert all(notice.sent_at is not None for notice in notices(product))
