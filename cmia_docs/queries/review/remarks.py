"""Remarks and their dispositions."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cmia_docs.models import Disposition, Remark, Round
from cmia_docs.queries.document.conditions import remark_is_open


def open_remarks(db: Session, document_id: int) -> int:
    """How many remarks that were not taken back have no disposition."""
    query = select(func.count(Remark.id)).where(Remark.document_id == document_id, remark_is_open())
    return db.scalars(query).one()


def remarks_of(db: Session, document_id: int) -> list[Remark]:
    """All remarks of a document, also those taken back, in order of time."""
    return list(db.scalars(select(Remark).where(Remark.document_id == document_id).order_by(Remark.id)))


def open_to(remarks: Iterable[Remark], rounds: Collection[Round], *, makers: bool) -> list[Remark]:
    """The remarks made in these rounds; only the makers of the text see remarks made outside of rounds."""
    ids = {round_.id for round_ in rounds}
    return [each for each in remarks if makers or each.round_id in ids]


def dispositions_of(db: Session, document_id: int) -> dict[int, Disposition]:
    """The disposition that holds, by remark: the latest one."""
    rows = db.scalars(
        select(Disposition).where(Disposition.document_id == document_id).order_by(Disposition.id)
    )
    return {row.remark_id: row for row in rows}
