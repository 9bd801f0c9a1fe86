"""What remarks are about: the element, its words in the revision remarked on, its index in the text."""

from __future__ import annotations

from collections.abc import Mapping

from flask import url_for

from cmia_docs.models import Remark, Revision
from cmia_docs.queries.document.texts import texts_of
from cmia_docs.text.compare.word_diff import spans_between
from cmia_docs.text.format.inline import plain
from cmia_docs.text.model import Text
from cmia_docs.text.structure.citation import Citations
from cmia_docs.web.shared.access import document
from cmia_docs.web.shared.context import services


class RemarkAnchors:
    """Finds the elements of remarks in the revisions given by id: those that the person may see."""

    def __init__(self, slug: str, revisions: Mapping[int, Revision]) -> None:
        self._slug = slug
        self._revisions = revisions
        self._texts: dict[int, dict[str, Text]] = {}
        self._indexes: dict[tuple[int, str], dict[str, int]] = {}
        self._cited: dict[tuple[int, str], Citations] = {}

    def order(self, remark: Remark) -> tuple[int, int]:
        """A key to sort by: remarks on the whole text, in the order of the latest text, on what it lacks."""
        if not remark.unit_id:
            return (0, 0)
        latest = max(self._revisions)
        index = self._index_by_id(latest, remark.language).get(remark.unit_id)
        if index is not None:
            return (1, index)
        return (2, self._index_by_id(remark.revision_id, remark.language).get(remark.unit_id, 0))

    def citation(self, remark: Remark) -> str:
        """The element as its own text cites it; empty for the whole text."""
        return self._cite(remark, remark.unit_id) or ""

    def segments(self, remark: Remark) -> list[tuple[str, str]] | None:
        """What a proposal changes in the element's words; None without a proposal or without the element."""
        index = self._index_by_id(remark.revision_id, remark.language).get(remark.unit_id)
        if remark.wording is None or index is None:
            return None
        unit = self._text(remark.revision_id, remark.language).units[index]

        def named(unit_id: str) -> str:
            return self._cite(remark, unit_id) or f"[[{unit_id}]]"

        return [(span.op, plain(span.text, named)) for span in spans_between(unit.text, remark.wording)]

    def address(self, remark: Remark) -> str:
        """Where the element is read in the revision that was remarked on."""
        revision = self._revisions[remark.revision_id]
        address = url_for(
            "documents.show",
            document_id=document().id,
            revision=revision.number,
            languages=remark.language,
        )
        return f"{address}#{remark.unit_id}" if remark.unit_id else address

    def _cite(self, remark: Remark, unit_id: str) -> str | None:
        key = (remark.revision_id, remark.language)
        index = self._index_by_id(*key).get(unit_id)
        if index is None:
            return None
        if key not in self._cited:
            self._cited[key] = Citations(self._text(*key))
        return self._cited[key].of(index)

    def _text(self, revision_id: int, language: str) -> Text:
        if revision_id not in self._texts:
            revision = self._revisions[revision_id]
            self._texts[revision_id] = texts_of(services().drafts, self._slug, revision)
        return self._texts[revision_id].get(language, Text(language))

    def _index_by_id(self, revision_id: int, language: str) -> dict[str, int]:
        key = (revision_id, language)
        if key not in self._indexes:
            units = self._text(revision_id, language).units
            self._indexes[key] = {unit.id: index for index, unit in enumerate(units) if unit.id}
        return self._indexes[key]
