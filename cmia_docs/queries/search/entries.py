"""The entries of a document in the search indexes: one for each article, in each scope that it is read in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from cmia_docs.models import Act, Document, Revision
from cmia_docs.queries.adoption.adoption import entry_of
from cmia_docs.queries.council import council_of
from cmia_docs.queries.document.description import description_in
from cmia_docs.queries.document.frozen_revisions import frozen_revisions
from cmia_docs.queries.document.texts import parsed, sources_of
from cmia_docs.queries.document.weighted_cache import weighted_cache
from cmia_docs.rules.permissions import Scope
from cmia_docs.rules.workflow import PUBLISHED, Stage
from cmia_docs.stores.git.store import GitStore
from cmia_docs.stores.search import Entry
from cmia_docs.text.format.inline import plain
from cmia_docs.text.model import Text
from cmia_docs.text.structure.citation import Citations, inside_sentence
from cmia_docs.text.structure.structure import Article, articles


def entry_id(document_id: int, scope: str, language: str, article_id: str) -> str:
    """The id of an article's entry; `article_of` gives the article back."""
    return f"{document_id}/{scope}/{language}/{article_id}"


def article_of(entry: str) -> str:
    """The article that an entry's id names."""
    return entry.split("/", 3)[3]


def circulated_scope(number: int) -> str:
    """The scope of the entries of one revision that was sent out: states may be shown different revisions."""
    return f"{Scope.CIRCULATED.value}-{number}"


Pieces = Mapping[str, tuple[Article, str]]
_MOST_CHARACTERS = 1_500_000
"""Of the words of all pieces in the cache."""


def _characters(made: Pieces) -> int:
    return sum(len(words) for _article, words in made.values())


@weighted_cache(_MOST_CHARACTERS, _characters)
def pieces(source: str, language: str) -> Pieces:
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


def heading_of(article: Article) -> str:
    """The name of an article: its citation, and its heading where that is not part of the citation."""
    heading = plain(article.heading)
    if not heading or heading in article.citation:
        return article.citation
    return f"{article.citation}. {heading}"


def headings_above(article: Article) -> tuple[str, ...]:
    """The headings over an article in plain words, outermost first."""
    return tuple(plain(line) for line in article.path)


def draft_entries(db: Session, store: GitStore, document: Document) -> dict[str, list[Entry]]:
    """Entries of a document before its adoption, by scope; an empty list for scopes that have ended.

    The makers read the working text, a state what was sent to it last, the chair what was tabled last.
    """
    over = Stage(document.stage) in PUBLISHED
    entries: dict[str, list[Entry]] = {Scope.WORKING.value: []}
    if not over:
        working = db.get_one(Revision, document.current_id)
        entries[Scope.WORKING.value] = _entries(db, store, document, working, Scope.WORKING.value)
    for revision, is_shown in frozen_revisions(db, document.id).items():
        scope = circulated_scope(revision.number)
        shown = is_shown and not over
        entries[scope] = _entries(db, store, document, revision, scope) if shown else []
    return entries


def adopted_entries(db: Session, store: GitStore, document: Document) -> list[Entry]:
    """Entries of an adopted act; none before its adoption."""
    act = entry_of(db, document.id)
    if act is None:
        return []
    return _entries(db, store, document, db.get_one(Revision, act.revision_id), Scope.ADOPTED.value, act)


def all_draft_entries(db: Session, store: GitStore) -> Iterator[Entry]:
    """All entries of the drafts' index."""
    for document in db.scalars(select(Document).order_by(Document.id)):
        for entries in draft_entries(db, store, document).values():
            yield from entries


def all_adopted_entries(db: Session, store: GitStore) -> Iterator[Entry]:
    """All entries of the public index."""
    query = select(Document).join(Act, Act.document_id == Document.id).order_by(Document.id)
    for document in db.scalars(query):
        yield from adopted_entries(db, store, document)


def _entries(
    db: Session,
    store: GitStore,
    document: Document,
    revision: Revision,
    scope: str,
    act: Act | None = None,
) -> list[Entry]:
    day = council_of(db).day_of(revision.at) if act is None else act.adopted_on
    titles = description_in(db, revision.id).titles
    return [
        Entry(
            id=entry_id(document.id, scope, language, article.id),
            document=document.id,
            scope=scope,
            language=language,
            number="" if act is None else act.number,
            title=titles.get(language) or next(iter(titles.values())),
            heading=heading_of(article),
            # An article is found by the headings above it, too.
            body="\n".join([*headings_above(article), body]),
            sort_date=day.isoformat(),
            article=article.id,
            index=index,
        )
        for language, source in sources_of(store, document.slug, revision).items()
        for index, (article, body) in enumerate(pieces(source, language).values())
    ]


def _words_of_references(text: Text) -> Callable[[str], str]:
    """Gives the words of a cross reference: a citation, or the id where there is no such unit."""
    indexes = {unit.id: index for index, unit in enumerate(text.units)}
    cited = cache(lambda: Citations(text))

    def words(unit_id: str) -> str:
        return inside_sentence(cited().of(indexes[unit_id])) if unit_id in indexes else unit_id

    return words
