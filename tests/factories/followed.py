"""Ways to see what the follow-up has done, and to make it fail."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from cmia_docs.actions.adoption import adoption
from cmia_docs.models import Event, Notice
from cmia_docs.queries.adoption.adoption import open_adoption_proposal
from cmia_docs.stores.git.store import CommitInfo, GitStore
from tests.factories.product import Product


def events(product: Product) -> list[Event]:
    """All events in order."""
    with product.services.readers() as db:
        return list(db.scalars(select(Event).order_by(Event.id)))


def notices(product: Product) -> list[Notice]:
    """All notices but the invitations of the cast."""
    with product.services.readers() as db:
        return list(db.scalars(select(Notice).where(Notice.template != "invited").order_by(Notice.id)))


def head_of(store: GitStore, name: str) -> str:
    """The commit of a ref, which has to exist."""
    commit = store.ref(name)
    assert commit is not None
    return commit


def log(store: GitStore, name: str) -> list[CommitInfo]:
    """The commits of a branch, newest first."""
    return store.log(head_of(store, name))


def refs(product: Product) -> list[dict[str, str]]:
    """All refs of both repositories."""
    return [store.refs("refs/") for store in (product.services.drafts, product.services.register)]


def forget(product: Product, which: Callable[[Event], bool]) -> None:
    """As if these events had never been marked as processed."""
    with product.services.writers() as db, db.begin():
        for event in db.scalars(select(Event)):
            if which(event):
                event.processed_at = event.journal_commit = None


def confirm(product: Product, document_id: int) -> None:
    """The chair confirms the open adoption proposal."""
    with product.work("chair") as work:
        adoption_proposal = open_adoption_proposal(work.reads, document_id)
        assert adoption_proposal is not None
        adoption.confirm_adoption(
            work, document_id, adoption_proposal_id=adoption_proposal.id, text_sum=adoption_proposal.text_sum
        )


def raising(error: Exception, calls: list[object] | None = None) -> Callable[..., Any]:
    """A method that only fails; it notes its arguments in `calls`."""

    def refuse(*args: object, **_named: object) -> None:
        if calls is not None:
            calls.append(args)
        raise error

    return refuse
