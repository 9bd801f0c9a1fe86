"""A position and a round, as the pages of positions show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from cmia_docs.models import Position, Revision, Round
from cmia_docs.queries.review.rounds import given
from cmia_docs.rules.positions import counts
from cmia_docs.web.document.layout import state_of_council
from cmia_docs.web.shared.context import day_of
from cmia_docs.web.shared.dates import due_status


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionView:
    """A position of a state, and how it stands to the text of the page.

    `lapsed`: it was given on another text; `replaced`: by a later one of the same round; `from_round`: the
    number of the earlier round in which it was given on the same text.
    """

    state: str
    kind: str
    on: date
    at: datetime
    giver: str
    note: str
    by_letter: bool
    by_silence: bool
    lapsed: bool
    replaced: bool
    from_round: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundView:
    """A round that states answer in. `due_status`: see `due_status()`."""

    number: int
    due_on: date
    due_status: str | None
    note: str


def position_view(
    position: Position, text: Revision | Round, *, replaced: bool = False, from_round: int | None = None
) -> PositionView:
    """The position beside a text: that of a revision, or the one sent in a round."""
    return PositionView(
        state=state_of_council(position.state),
        kind=position.kind,
        on=day_of(position.at),
        at=position.at,
        giver=position.giver_name,
        note=position.note,
        by_letter=position.by_letter,
        by_silence=position.by_silence,
        lapsed=not counts(given(position), text.commit, text.text_sum),
        replaced=replaced,
        from_round=from_round,
    )


def round_view(round_: Round) -> RoundView:
    """The round with its due date."""
    return RoundView(
        number=round_.number,
        due_on=round_.due_on,
        due_status=due_status(round_.due_on),
        note=round_.note,
    )
