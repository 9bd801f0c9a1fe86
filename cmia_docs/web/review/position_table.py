"""The rounds of a document, their positions and remarks, as far as they are open to the person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cmia_docs.models import Position, Remark, Revision, Round
from cmia_docs.queries.document.revisions import seen_revisions
from cmia_docs.queries.review.remarks import open_to, remarks_of
from cmia_docs.queries.review.rounds import given, open_rounds, positions_of
from cmia_docs.rules.permissions import addressed_states
from cmia_docs.rules.positions import counts
from cmia_docs.web.document.layout import shown_revision
from cmia_docs.web.shared.access import document, rights_subject, visibility
from cmia_docs.web.shared.context import actor, council, reads


@dataclass(frozen=True, slots=True)
class PositionTable:
    """What the tab of positions is made from, rounds and positions in order of time.

    `remarks` counts those that were not withdrawn, by round id and state; `revisions` are the numbers by id;
    `text` is the revision that positions are compared with.
    """

    rounds: Sequence[Round]
    positions: Sequence[Position]
    remarks: Mapping[tuple[int | None, str], int]
    revisions: Mapping[int, int]
    text: Revision

    def states(self) -> list[str]:
        """The states addressed in any of the rounds, in the council's order, those it has dropped last."""
        addressed = {state for round_ in self.rounds for state in round_.states}
        order = [state.code for state in council().states]
        return [code for code in order if code in addressed] + sorted(addressed - set(order))

    def position_in(self, round_: Round, state: str) -> Position | None:
        """The last position of the state in the round, else an earlier one on the same text."""
        if state not in round_.states:
            return None
        until_then = [p for p in self.positions if p.state == state and p.round_id <= round_.id]
        in_round = [p for p in until_then if p.round_id == round_.id]
        same_text = [p for p in until_then if counts(given(p), round_.commit, round_.text_sum)]
        candidates = in_round or same_text
        return candidates[-1] if candidates else None


def read_position_table() -> PositionTable:
    """The table of the route's document. A fixed number of queries."""
    db, document_id = reads(), document().id
    rounds = open_rounds(db, document_id, addressed_states(actor(), rights_subject()))
    round_ids = {round_.id for round_ in rounds}
    remarks: list[Remark] = open_to(remarks_of(db, document_id), rounds, makers=False)
    return PositionTable(
        rounds=rounds,
        positions=[p for p in positions_of(db, document_id) if p.round_id in round_ids],
        remarks=Counter((r.round_id, r.state) for r in remarks if r.withdrawn_at is None),
        revisions={row.id: row.number for row in seen_revisions(db, document_id, visibility())},
        # The states must not learn that a working revision differs before it is sent to them.
        text=shown_revision(),
    )
