"""Reasons that were written into a file, read back."""

from __future__ import annotations

from collections.abc import Mapping

from cmia_docs.reasons import (
    AnyReason,
    Detailed,
    Reason,
    ReasonKind,
    council,
    documents,
    git,
    operation,
    search,
)

_FILES = (council, documents, git, operation, search)
DETAILED: tuple[type[Detailed], ...] = tuple(
    kind
    for file in _FILES
    for kind in vars(file).values()
    if isinstance(kind, type) and issubclass(kind, Detailed) and kind is not Detailed
)
KINDS_BY_CODE: Mapping[str, ReasonKind] = {reason.value: reason for reason in Reason} | {
    kind.CODE: kind for kind in DETAILED
}
"""All reasons by their codes."""


def reason_from(code: str, details: Mapping[str, object]) -> AnyReason | None:
    """The reason of this code with these details; None where there is none, or other details belong to it."""
    kind = KINDS_BY_CODE.get(code)
    if kind is None or isinstance(kind, Reason):
        return kind
    try:
        return kind(**details)
    except TypeError:
        return None
