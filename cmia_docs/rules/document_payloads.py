"""What the events say that begin a document and save its revisions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cmia_docs.rules.description import Description
from cmia_docs.rules.json_form import ADDED, SPREAD
from cmia_docs.rules.payload import ActionPayload
from cmia_docs.rules.workflow import Action, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Created(ActionPayload):
    """`once` names the form that was sent, so that the same form makes one document."""

    kind = Action.CREATE
    slug: str
    once: str = field(default="", metadata=ADDED)
    description: Description = field(metadata=SPREAD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved(ActionPayload):
    """A revision: its commit in the drafts, and the SHA-256 of each language's file."""

    kind = Action.SAVE
    number: int
    commit: str
    parent: str | None
    message: str
    sums: Mapping[str, str]
    text_sum: str
    description: Description = field(metadata=SPREAD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned(ActionPayload):
    """A drafter or expert is named on the document."""

    kind = Action.ASSIGN
    person_id: int
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Unassigned(ActionPayload):
    """Their name is taken off."""

    kind = Action.UNASSIGN
    person_id: int
    role: Role
