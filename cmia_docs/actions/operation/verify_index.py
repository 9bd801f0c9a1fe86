"""Whether the search indexes have an entry for each article, and no other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sqlalchemy.orm import Session

from cmia_docs.actions.operation.differences import Difference
from cmia_docs.actions.services import Services
from cmia_docs.errors import Refused
from cmia_docs.queries.search.entries import all_adopted_entries, all_draft_entries
from cmia_docs.stores.search import SearchRequest
from cmia_docs.text.search.query_tree import Everything

_Version = tuple[int, str]  # document, language


def index_differences(db: Session, services: Services) -> Iterator[Difference]:
    """Compare the number of entries by document and language; `flask reindex` repairs every difference."""
    for name, index, entries in (
        ("adopted", services.adopted_index, all_adopted_entries),
        ("drafts", services.drafts_index, all_draft_entries),
    ):
        try:
            expected = Counter((entry.document, entry.language) for entry in entries(db, services.drafts))
            held = Counter(index.search(SearchRequest(Everything(), visible=None, limit=0)).counts)
        except Refused as error:
            yield Difference(error.code, f"index {name}")
            continue
        yield from _compare(name, expected, held)


def _compare(name: str, expected: Counter[_Version], held: Counter[_Version]) -> Iterator[Difference]:
    for version in sorted(expected.keys() | held.keys()):
        if expected[version] != held[version]:
            document, language = version
            yield Difference("index.differs", f"index {name}, document {document}, {language}")
