"""Rounds and positions: the latest round, the positions of the states, who still has to answer."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from cmia_docs.models import Position, Revision, Round
from cmia_docs.rules.positions import GivenPosition, PositionKind, Tally, tally


def latest_round(db: Session, document_id: int) -> Round | None:
    """The document's last round, open or closed."""
    return db.scalar(
        select(Round).where(Round.document_id == document_id).order_by(Round.number.desc()).limit(1)
    )


def rounds_of(db: Session, document_id: int) -> list[Round]:
    """All rounds in order."""
    return list(db.scalars(select(Round).where(Round.document_id == document_id).order_by(Round.number)))


def open_rounds(db: Session, document_id: int, addressed_states: Collection[str] | None) -> list[Round]:
    """The rounds, in order, that a person may know of (`permissions.addressed_states`; None: all)."""
    return [
        round_
        for round_ in rounds_of(db, document_id)
        if addressed_states is None or not set(addressed_states).isdisjoint(round_.states)
    ]


def positions_of(db: Session, document_id: int) -> list[Position]:
    """All positions ever given on the document, in order of time."""
    return list(db.scalars(select(Position).where(Position.document_id == document_id).order_by(Position.id)))


def given(position: Position) -> GivenPosition:
    """The position as the rules see it."""
    return GivenPosition(
        position.state, PositionKind(position.kind), position.commit, position.text_sum, position.by_silence
    )


def tally_of(db: Session, round_: Round, revision: Revision) -> Tally:
    """The positions of the states addressed in a round that count for exactly this revision."""
    positions = positions_of(db, round_.document_id)
    return tally((given(p) for p in positions), round_.states, revision.commit, revision.text_sum)
