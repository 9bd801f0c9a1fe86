"""The matrix of positions: a row a member state, a column a round, the newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for

from cmia_docs.models import Round
from cmia_docs.rules.permissions import Scope
from cmia_docs.rules.workflow import Action, Stage, actions_in
from cmia_docs.web.document.layout import state_of_council
from cmia_docs.web.review.position_table import PositionTable
from cmia_docs.web.review.position_view import PositionView, position_view
from cmia_docs.web.shared.access import can, document, scopes


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundColumn:
    """A round, the number of the revision sent in it, and whether states still answer in it."""

    number: int
    revision: int
    due_on: date
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A state in a round: its position or None, how many remarks it made, and where they are read.

    `letter_url` is where the secretariat enters the state's letter, None where it cannot.
    """

    addressed: bool
    position: PositionView | None
    remarks: int
    remarks_url: str
    letter_url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StateRow:
    """A state by its name, with a cell for each round."""

    state: str
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionMatrix:
    """For the macro `position_matrix`."""

    rounds: Sequence[RoundColumn]
    rows: Sequence[StateRow]


def position_matrix(table: PositionTable) -> PositionMatrix:
    """The matrix of a table."""
    rounds = list(reversed(table.rounds))
    return PositionMatrix(
        rounds=[_column(table, round_) for round_ in rounds],
        rows=[
            StateRow(state=state_of_council(state), cells=[_cell(table, round_, state) for round_ in rounds])
            for state in table.states()
        ],
    )


def _column(table: PositionTable, round_: Round) -> RoundColumn:
    return RoundColumn(
        number=round_.number,
        revision=table.revisions[round_.revision_id],
        due_on=round_.due_on,
        is_open=round_.closed_at is None,
    )


def _cell(table: PositionTable, round_: Round, state: str) -> Cell:
    position = _position(table, round_, state)
    return Cell(
        addressed=state in round_.states,
        position=position,
        remarks=table.remarks[round_.id, state],
        remarks_url=url_for("remarks.index", document_id=document().id, round=round_.number, state=state),
        letter_url=_letter_url(round_, state) if position is None else None,
    )


def _position(table: PositionTable, round_: Round, state: str) -> PositionView | None:
    position = table.position_in(round_, state)
    if position is None:
        return None
    earlier = {r.id: r.number for r in table.rounds if r.id != round_.id}
    return position_view(position, table.text, from_round=earlier.get(position.round_id))


def _letter_url(round_: Round, state: str) -> str | None:
    possible = Action.GIVE_POSITION in actions_in(Stage(document().stage)) and round_.closed_at is None
    if not possible or state not in round_.states or Scope.WORKING not in scopes():
        return None
    if not can(Action.GIVE_POSITION):
        return None
    return url_for("positions.give", document_id=document().id, state=state)
