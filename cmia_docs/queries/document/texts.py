"""The texts of a revision, read from git, checked against their recorded sums, and parsed."""

from __future__ import annotations

from cmia_docs.errors import Damaged, NotFound
from cmia_docs.models import Revision
from cmia_docs.queries.document.weighted_cache import weighted_cache
from cmia_docs.reasons.documents import TextSumDiffers
from cmia_docs.stores.git.store import GitStore
from cmia_docs.text.format.file_format import parse
from cmia_docs.text.model import Text
from cmia_docs.text.sums import sum_of

_MOST_CHARACTERS = 3_000_000
"""Of the parsed texts in the cache, about fifteen megabytes: two of the longest, or a hundred usual ones."""
_CHARACTERS_A_UNIT = 300
"""What a unit weighs beside its words."""


def path_of(slug: str, language: str) -> str:
    """The path of a language version in a commit."""
    return f"{slug}/{language}.md"


def sources_of(store: GitStore, slug: str, revision: Revision) -> dict[str, str]:
    """The files of a revision by language. `Damaged` where one is lost or was changed."""
    return {language: source_in(store, slug, revision, language) for language in revision.sums}


def source_in(store: GitStore, slug: str, revision: Revision, language: str) -> str:
    """One of the files of `sources_of`, refused in the same way. `language` is one of the revision's."""
    try:
        source = store.read(revision.commit, path_of(slug, language)).decode("utf-8")
    except NotFound as error:  # it was there when the revision was saved: this is no wrong address
        raise Damaged(error.reason) from error
    if sum_of(source) != revision.sums[language]:
        raise Damaged(TextSumDiffers(revision=revision.number, language=language))
    return source


def texts_of(store: GitStore, slug: str, revision: Revision) -> dict[str, Text]:
    """The parsed texts of a revision by language, in the order of the revision's sums."""
    return {
        language: parsed(source, language) for language, source in sources_of(store, slug, revision).items()
    }


def _weight(text: Text) -> int:
    return sum(len(unit.text) + _CHARACTERS_A_UNIT for unit in text.units)


@weighted_cache(_MOST_CHARACTERS, _weight)
def parsed(source: str, language: str) -> Text:
    """`parse`, cached."""
    return parse(source, language)
