"""The remarks on a document that are open to the person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cmia_docs.models import Disposition, Remark, Revision, Round
from cmia_docs.queries.document.revisions import seen_revisions
from cmia_docs.queries.review.remarks import dispositions_of, open_to, remarks_of
from cmia_docs.queries.review.rounds import open_rounds
from cmia_docs.rules.permissions import Scope, addressed_states
from cmia_docs.web.review.remark_anchors import RemarkAnchors
from cmia_docs.web.shared.access import document, rights_subject, scopes, visibility
from cmia_docs.web.shared.context import actor, reads


@dataclass(frozen=True, slots=True)
class VisibleRemarks:
    """The remarks that the person may see, in the order of the text, with all that is shown of them."""

    rows: Sequence[Remark]
    rounds: Sequence[Round]
    answers: Mapping[int, Disposition]
    revisions: Mapping[int, Revision]
    anchors: RemarkAnchors

    def is_open(self, remark: Remark) -> bool:
        """Whether it still needs an answer."""
        return remark.withdrawn_at is None and remark.id not in self.answers

    def round_number(self, remark: Remark) -> int | None:
        """The number of the round that it was made in; None outside of rounds."""
        return next((round_.number for round_ in self.rounds if round_.id == remark.round_id), None)


def visible_remarks() -> VisibleRemarks:
    """All that the person may see: makers all, others those of the rounds in which they were addressed."""
    db, document_id = reads(), document().id
    rounds = open_rounds(db, document_id, addressed_states(actor(), rights_subject()))
    rows = open_to(remarks_of(db, document_id), rounds, makers=Scope.WORKING in scopes())
    revisions = {row.id: row for row in seen_revisions(db, document_id, visibility())}
    anchors = RemarkAnchors(document().slug, revisions)
    return VisibleRemarks(
        sorted(rows, key=lambda row: (*anchors.order(row), row.id)),
        rounds,
        dispositions_of(db, document_id),
        revisions,
        anchors,
    )
