"""What the search indexes hold of a document: one entry an article, in each scope it is read in."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from cmia_docs.models import Act, Document, Revision
from cmia_docs.queries.adoption import entry_of
from cmia_docs.queries.rounds import latest_round
from cmia_docs.queries.texts import texts_of
from cmia_docs.rules.permissions import Scope
from cmia_docs.rules.workflow import PUBLISHED, State
from cmia_docs.stores.git_store import GitStore
from cmia_docs.stores.search import Entry
from cmia_docs.text.inline import plain
from cmia_docs.text.structure import Article, articles


def entry_id(document_id: int, scope: Scope, language: str, article_id: str) -> str:
    """The id of an article's entry, from which the page of a hit finds its way back."""
    return f"{document_id}/{scope.value}/{language}/{article_id}"


def split_entry_id(entry: str) -> tuple[int, Scope, str, str]:
    """The inverse of `entry_id`."""
    document, scope, language, article = entry.split("/", 3)
    return int(document), Scope(scope), language, article


def body_of(article: Article) -> str:
    """The words of an article without markup, a unit a line: what is indexed and shown in snippets."""
    return "\n".join(f"{unit.label} {plain(unit.text)}".strip() for unit in article.units)


def draft_entries(session: Session, store: GitStore, document: Document) -> dict[Scope, list[Entry]]:
    """Entries of a document that is not adopted, by scope: what its makers see, and what the states see."""
    if State(document.state) in PUBLISHED:
        return {Scope.WORKING: [], Scope.CIRCULATED: []}
    working = session.get_one(Revision, document.current_id)
    round_ = latest_round(session, document.id)
    circulated = None if round_ is None else session.get_one(Revision, round_.revision_id)
    return {
        Scope.WORKING: _entries(store, document, working, Scope.WORKING, None),
        Scope.CIRCULATED: []
        if circulated is None
        else _entries(store, document, circulated, Scope.CIRCULATED, None),
    }


def adopted_entries(session: Session, store: GitStore, document: Document) -> list[Entry]:
    """Entries of an adopted act; none before its adoption."""
    act = entry_of(session, document.id)
    if act is None:
        return []
    return _entries(store, document, session.get_one(Revision, act.revision_id), Scope.ADOPTED, act)


def all_draft_entries(session: Session, store: GitStore) -> Iterator[Entry]:
    """The whole content of the drafts' index."""
    for document in session.scalars(select(Document).order_by(Document.id)):
        for entries in draft_entries(session, store, document).values():
            yield from entries


def all_adopted_entries(session: Session, store: GitStore) -> Iterator[Entry]:
    """The whole content of the public index."""
    query = select(Document).join(Act, Act.document_id == Document.id).order_by(Document.id)
    for document in session.scalars(query):
        yield from adopted_entries(session, store, document)


def _entries(
    store: GitStore, document: Document, revision: Revision, scope: Scope, act: Act | None
) -> list[Entry]:
    day = revision.at.date() if act is None else act.adopted_on
    return [
        Entry(
            id=entry_id(document.id, scope, language, article.id),
            document=document.id,
            scope=scope.value,
            language=language,
            number="" if act is None else act.number,
            title=document.titles.get(language) or next(iter(document.titles.values())),
            heading=article.citation,
            body=body_of(article),
            sort_date=day.isoformat(),
        )
        for language, text in texts_of(store, document.slug, revision).items()
        for article in articles(text)
    ]
