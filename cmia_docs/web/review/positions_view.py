"""The tab of positions: states x rounds, how they stand to the text now, every position as given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from cmia_docs.models import Position
from cmia_docs.queries.review.rounds import given
from cmia_docs.rules.positions import PositionKind, tally
from cmia_docs.rules.workflow import Action
from cmia_docs.web.document.available_actions import UnavailableAction, unavailable_actions
from cmia_docs.web.review.position_matrix import PositionMatrix, position_matrix
from cmia_docs.web.review.position_table import PositionTable, read_position_table
from cmia_docs.web.review.position_view import PositionView, RoundView, position_view, round_view
from cmia_docs.web.shared.access import document
from cmia_docs.web.shared.badges import NO_REPLY
from cmia_docs.web.shared.context import council
from cmia_docs.web.shared.labels import NO_REPLIES


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenRow:
    """A position as it was given, with the revision it is on."""

    position: PositionView
    revision: int
    revision_url: str
    text_sum: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionsPage:
    """For web/review/positions.html.

    `round` is the open one; `revision` and `text_sum` are of the text that positions are compared with;
    `counts`: how many of the states addressed last gave which position on it; `given`: newest first;
    `no_reply`: what a missing reply means in this council; `blocked`: actions that are not possible yet.
    """

    blocked: Sequence[UnavailableAction]
    matrix: PositionMatrix
    counts: Sequence[tuple[str, int]]
    round: RoundView | None
    given: Sequence[GivenRow]
    no_reply: str
    revision: int
    text_sum: str


def positions_page() -> PositionsPage:
    """The positions that are open to the person. A fixed number of queries."""
    table = read_position_table()
    return PositionsPage(
        blocked=unavailable_actions({Action.CLOSE_ROUND, Action.AGREE}),
        matrix=position_matrix(table),
        counts=_counts(table),
        round=_open_round(table),
        given=[_given(table, position) for position in reversed(table.positions)],
        no_reply=str(NO_REPLIES[council().no_reply]),
        revision=table.text.number,
        text_sum=table.text.text_sum,
    )


def _counts(table: PositionTable) -> list[tuple[str, int]]:
    if not table.rounds:
        return []
    latest = table.rounds[-1]
    result = tally(map(given, table.positions), latest.states, table.text.commit, table.text.text_sum)
    counted = Counter(position.kind for position in result.positions.values())
    return [(kind.value, counted[kind]) for kind in PositionKind] + [(NO_REPLY, len(result.missing))]


def _open_round(table: PositionTable) -> RoundView | None:
    if not table.rounds or table.rounds[-1].closed_at is not None:
        return None
    return round_view(table.rounds[-1])


def _given(table: PositionTable, position: Position) -> GivenRow:
    later = [p for p in table.positions if p.state == position.state and p.id > position.id]
    number = table.revisions[position.revision_id]
    return GivenRow(
        position=position_view(
            position, table.text, replaced=any(p.round_id == position.round_id for p in later)
        ),
        revision=number,
        revision_url=url_for("documents.show", document_id=document().id, revision=number),
        text_sum=position.text_sum,
    )
