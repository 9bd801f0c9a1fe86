"""What the search indexes hold of a document: one entry an article, in each scope it is read in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from cmia_docs.models import Act, Document, Event, Revision
from cmia_docs.queries.adoption import entry_of
from cmia_docs.queries.revisions import latest_frozen
from cmia_docs.queries.texts import parsed, sources_of
from cmia_docs.rules.permissions import Scope
from cmia_docs.rules.workflow import PUBLISHED, State
from cmia_docs.stores.git_store import GitStore
from cmia_docs.stores.search import Entry
from cmia_docs.text.citation import Citations
from cmia_docs.text.inline import plain
from cmia_docs.text.model import Text
from cmia_docs.text.structure import Article, articles


def entry_id(document_id: int, scope: Scope, language: str, article_id: str) -> str:
    """The id of an article's entry, from which the page of a hit finds its way back."""
    return f"{document_id}/{scope.value}/{language}/{article_id}"


def split_entry_id(entry: str) -> tuple[int, Scope, str, str]:
    """The inverse of `entry_id`."""
    document, scope, language, article = entry.split("/", 3)
    return int(document), Scope(scope), language, article


@lru_cache(maxsize=128)
def pieces(source: str, language: str) -> Mapping[str, tuple[Article, str]]:
    """The articles of a text by id, in order, each with its words: what is indexed and shown in snippets."""
    text = parsed(source, language)
    words = _words_of_references(text)
    return {
        article.id: (
            article,
            "\n".join(f"{unit.label} {plain(unit.text, words)}".strip() for unit in article.units),
        )
        for article in articles(text)
    }


def draft_entries(session: Session, store: GitStore, document: Document) -> dict[Scope, list[Entry]]:
    """Entries of a document that is not adopted, by scope: what its makers see, and what others may see.

    Those are the states it was sent to and the chair once it was tabled: they read what was put before them.
    """
    if State(document.state) in PUBLISHED:
        return {Scope.WORKING: [], Scope.CIRCULATED: []}
    working = session.get_one(Revision, document.current_id)
    circulated = latest_frozen(session, document.id)
    return {
        Scope.WORKING: _entries(session, store, document, working, Scope.WORKING),
        Scope.CIRCULATED: []
        if circulated is None
        else _entries(session, store, document, circulated, Scope.CIRCULATED),
    }


def adopted_entries(session: Session, store: GitStore, document: Document) -> list[Entry]:
    """Entries of an adopted act; none before its adoption."""
    act = entry_of(session, document.id)
    if act is None:
        return []
    return _entries(session, store, document, session.get_one(Revision, act.revision_id), Scope.ADOPTED, act)


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


def titles_of(session: Session, revision: Revision) -> Mapping[str, str]:
    """The titles as they were saved with this revision: a later one is for those who see later revisions."""
    titles: Mapping[str, str] = session.get_one(Event, revision.id).data["titles"]
    return titles


def _entries(
    session: Session,
    store: GitStore,
    document: Document,
    revision: Revision,
    scope: Scope,
    act: Act | None = None,
) -> list[Entry]:
    day = revision.at.date() if act is None else act.adopted_on
    titles = titles_of(session, revision)
    return [
        Entry(
            id=entry_id(document.id, scope, language, article.id),
            document=document.id,
            scope=scope.value,
            language=language,
            number="" if act is None else act.number,
            title=titles.get(language) or next(iter(titles.values())),
            heading=article.citation,
            body=body,
            sort_date=day.isoformat(),
        )
        for language, source in sources_of(store, document.slug, revision).items()
        for article, body in pieces(source, language).values()
    ]


def _words_of_references(text: Text) -> Callable[[str], str]:
    """What a cross reference says to a reader; the id of one that leads nowhere."""
    places = {unit.id: index for index, unit in enumerate(text.units)}
    cited = cache(lambda: Citations(text))
    return lambda unit_id: cited().of(places[unit_id]) if unit_id in places else unit_id
