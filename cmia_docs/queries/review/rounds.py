"""Rounds and positions: the latest round, how the states stand to a text, who still has to answer."""

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


def open_rounds(db: Session, document_id: int, asked: Collection[str] | None) -> list[Round]:
    """The rounds, in order, that are open to who was asked for these states (see `permissions.asked_for`)."""
    return [
        round_
        for round_ in rounds_of(db, document_id)
        if asked is None or not set(asked).isdisjoint(round_.states)
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
    """How the states addressed in a round stand to exactly this revision."""
    positions = positions_of(db, round_.document_id)
    return tally((given(p) for p in positions), round_.states, revision.commit, revision.text_sum)
