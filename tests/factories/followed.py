"""Looks at what the follow-up has done, and ways to make it fail."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from cmia_docs.actions.adoption import adoption
from cmia_docs.models import Event, Letter
from cmia_docs.queries.adoption.adoption import open_proposal
from cmia_docs.stores.git.store import CommitInfo, GitStore
from tests.factories.stage import Stage


def events(stage: Stage) -> list[Event]:
    """All events in order."""
    with stage.services.readers() as session:
        return list(session.scalars(select(Event).order_by(Event.id)))


def letters(stage: Stage) -> list[Letter]:
    """All letters but the invitations of the cast."""
    with stage.services.readers() as session:
        return list(session.scalars(select(Letter).where(Letter.template != "invited").order_by(Letter.id)))


def head_of(store: GitStore, name: str) -> str:
    """Where a ref points that is there."""
    found = store.ref(name)
    assert found is not None
    return found


def log(store: GitStore, name: str) -> list[CommitInfo]:
    """The commits of a branch, newest first."""
    return store.log(head_of(store, name))


def refs(stage: Stage) -> list[dict[str, str]]:
    """All refs of both repositories."""
    return [store.refs("refs/") for store in (stage.services.drafts, stage.services.register)]


def forget(stage: Stage, which: Callable[[Event], bool]) -> None:
    """As if these events had never been marked as processed."""
    with stage.services.writers() as session, session.begin():
        for event in session.scalars(select(Event)):
            if which(event):
                event.processed_at = event.journal_commit = None


def confirm(stage: Stage, document_id: int) -> None:
    """The chair confirms the open proposal."""
    with stage.work("chair") as work:
        proposal = open_proposal(work.reads, document_id)
        assert proposal is not None
        adoption.confirm_adoption(work, document_id, proposal_id=proposal.id, text_sum=proposal.text_sum)


def raising(error: Exception, calls: list[object] | None = None) -> Callable[..., Any]:
    """A method that only fails; it notes its arguments in `calls`."""

    def refuse(*args: object, **_named: object) -> None:
        if calls is not None:
            calls.append(args)
        raise error

    return refuse
