"""The way of an act as one table: stage x action -> next stage, who may, and which guards must hold.

Source: the council's rules of procedure as laid down in docs/procedure.md, 'The way of an act'.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from cmia_docs.errors import NotPossible
from cmia_docs.reasons.documents import WorkflowNotInThisStage
from cmia_docs.rules.guards import Guard


class Stage(StrEnum):
    """The stage of a document's workflow."""

    DRAFT = "draft"
    IN_CHECK = "in_check"
    CIRCULATED = "circulated"
    CONSOLIDATION = "consolidation"
    AGREED = "agreed"
    TABLED = "tabled"
    ADOPTED = "adopted"
    IN_FORCE = "in_force"
    AMENDED = "amended"
    SUPERSEDED = "superseded"
    REPEALED = "repealed"
    WITHDRAWN = "withdrawn"


class Role(StrEnum):
    """What a person is to the council. A drafter, expert or reviewer acts only where named or addressed."""

    DRAFTER = "drafter"
    REVIEWER = "reviewer"
    EXPERT = "expert"
    SECRETARIAT = "secretariat"
    CHAIR = "chair"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


NEEDS_STATE = frozenset({Role.REVIEWER, Role.CHAIR})
"""Given for one member state only; drafters and experts may have one."""
HOLDS_NO_STATE = frozenset({Role.SECRETARIAT, Role.ADMINISTRATOR, Role.AUDITOR})
NEEDS_END = frozenset({Role.AUDITOR})
"""Given for a time only."""


class Action(StrEnum):
    """What people do to a document. Every action becomes an Event whose kind is this word."""

    CREATE = "create"
    SAVE = "save"
    ASSIGN = "assign"
    UNASSIGN = "unassign"
    SUBMIT = "submit"
    RETURN = "return"
    CIRCULATE = "circulate"
    EXTEND = "extend"
    GIVE_POSITION = "give_position"
    CLOSE_ROUND = "close_round"
    REMARK = "remark"
    WITHDRAW_REMARK = "withdraw_remark"
    DISPOSE = "dispose"
    AGREE = "agree"
    ACCEPT = "accept"
    REOPEN = "reopen"
    TABLE = "table"
    DEFER = "defer"
    PROPOSE_ADOPTION = "propose_adoption"
    CANCEL_ADOPTION_PROPOSAL = "cancel_proposal"
    CONFIRM_ADOPTION = "confirm_adoption"
    ENTER_INTO_FORCE = "enter_into_force"
    AMEND = "amend"
    SUPERSEDE = "supersede"
    REPEAL = "repeal"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class Transition:
    """One row of the table. All guards must hold; a person needs one of the roles."""

    stage: Stage
    action: Action
    next: Stage
    roles: frozenset[Role]
    guards: tuple[Guard, ...] = ()


def _row(stage: Stage, action: Action, next_: Stage, roles: str, *guards: Guard) -> Transition:
    return Transition(stage, action, next_, frozenset(Role(role) for role in roles.split()), guards)


S, A, G = Stage, Action, Guard
_WRITERS = "drafter secretariat"
_INSIDE = "drafter expert secretariat"
_ALL = "drafter expert reviewer secretariat"
_BEFORE_AGREED = (S.DRAFT, S.IN_CHECK, S.CIRCULATED, S.CONSOLIDATION)

# fmt: off
TRANSITIONS: tuple[Transition, ...] = (
    # 1. draft: written until it is submitted to the secretariat.
    _row(S.DRAFT, A.SAVE, S.DRAFT, _WRITERS),
    _row(S.DRAFT, A.SUBMIT, S.IN_CHECK, _WRITERS, G.TEXT_NOT_EMPTY),
    _row(S.DRAFT, A.REMARK, S.DRAFT, _INSIDE),
    # 2. in check: the secretariat accepts or returns; a type may be configured to skip circulation.
    _row(S.IN_CHECK, A.RETURN, S.DRAFT, "secretariat", G.REASON),
    _row(S.IN_CHECK, A.CIRCULATE, S.CIRCULATED, "secretariat",
         G.TYPE_CIRCULATES, G.TEXT_SOUND, G.DUE_AHEAD, G.STATES_ADDRESSED),
    _row(S.IN_CHECK, A.ACCEPT, S.AGREED, "secretariat",
         G.TYPE_SKIPS_CIRCULATION, G.TEXT_SOUND, G.REMARKS_ANSWERED),
    _row(S.IN_CHECK, A.REMARK, S.IN_CHECK, _INSIDE),
    # 3. circulated: the revision is frozen; states answer until all have, or the due date has passed.
    _row(S.CIRCULATED, A.GIVE_POSITION, S.CIRCULATED, "reviewer secretariat"),
    _row(S.CIRCULATED, A.EXTEND, S.CIRCULATED, "secretariat", G.DUE_AHEAD),
    _row(S.CIRCULATED, A.REMARK, S.CIRCULATED, _ALL),
    _row(S.CIRCULATED, A.CLOSE_ROUND, S.CONSOLIDATION, "secretariat", G.ROUND_COMPLETE),
    # 4. consolidation: every remark gets a disposition; a changed text goes to a new round.
    _row(S.CONSOLIDATION, A.SAVE, S.CONSOLIDATION, _WRITERS),
    _row(S.CONSOLIDATION, A.REMARK, S.CONSOLIDATION, _INSIDE),
    _row(S.CONSOLIDATION, A.CIRCULATE, S.CIRCULATED, "secretariat",
         G.TYPE_CIRCULATES, G.REMARKS_ANSWERED, G.TEXT_SOUND, G.DUE_AHEAD, G.STATES_ADDRESSED),
    _row(S.CONSOLIDATION, A.AGREE, S.AGREED, "secretariat",
         G.TYPE_CIRCULATES, G.REMARKS_ANSWERED, G.TEXT_AS_CIRCULATED, G.NO_OBJECTION, G.NO_REPLY_MISSING),
    _row(S.CONSOLIDATION, A.ACCEPT, S.AGREED, "secretariat",
         G.TYPE_SKIPS_CIRCULATION, G.TEXT_SOUND, G.REMARKS_ANSWERED),
    # 5. agreed: waits for a session; to change the text is to reopen it.
    _row(S.AGREED, A.TABLE, S.TABLED, "secretariat", G.SESSION_NAMED),
    _row(S.AGREED, A.REOPEN, S.CONSOLIDATION, "secretariat", G.REASON),
    # 6. tabled: the session adopts, defers or returns. Adoption takes two people on the same sums.
    _row(S.TABLED, A.DEFER, S.AGREED, "secretariat", G.REASON, G.NOTHING_PROPOSED),
    _row(S.TABLED, A.REOPEN, S.CONSOLIDATION, "secretariat", G.REASON, G.NOTHING_PROPOSED),
    _row(S.TABLED, A.PROPOSE_ADOPTION, S.TABLED, "secretariat", G.NOTHING_PROPOSED, G.TEXT_COMPLETE),
    _row(S.TABLED, A.CANCEL_ADOPTION_PROPOSAL, S.TABLED, "secretariat chair",
         G.SOMETHING_PROPOSED, G.CHAIRS_OR_PREPARES, G.REASON),
    _row(S.TABLED, A.CONFIRM_ADOPTION, S.ADOPTED, "chair",
         G.SOMETHING_PROPOSED, G.SECOND_PERSON, G.CHAIRS_SESSION, G.SAME_SUMS, G.TEXT_COMPLETE),
    # 7. and 8. adopted: the text is immutable; the legal status follows later acts.
    _row(S.ADOPTED, A.ENTER_INTO_FORCE, S.IN_FORCE, "secretariat"),
    _row(S.IN_FORCE, A.AMEND, S.AMENDED, "secretariat", G.REASON),
    _row(S.IN_FORCE, A.SUPERSEDE, S.SUPERSEDED, "secretariat", G.REASON),
    _row(S.IN_FORCE, A.REPEAL, S.REPEALED, "secretariat", G.REASON),
    _row(S.AMENDED, A.AMEND, S.AMENDED, "secretariat", G.REASON),
    _row(S.AMENDED, A.SUPERSEDE, S.SUPERSEDED, "secretariat", G.REASON),
    _row(S.AMENDED, A.REPEAL, S.REPEALED, "secretariat", G.REASON),
    # Withdrawal with a reason, from any stage before adoption.
    *(_row(stage, A.WITHDRAW, S.WITHDRAWN, "secretariat", G.REASON) for stage in (*_BEFORE_AGREED, S.AGREED)),
    _row(S.TABLED, A.WITHDRAW, S.WITHDRAWN, "secretariat", G.REASON, G.NOTHING_PROPOSED),
    # While the text is being made: people named on it, remarks taken back by their author or answered.
    *(_row(stage, A.ASSIGN, stage, "secretariat") for stage in _BEFORE_AGREED),
    *(_row(stage, A.UNASSIGN, stage, "secretariat") for stage in _BEFORE_AGREED),
    *(_row(stage, A.WITHDRAW_REMARK, stage, _ALL) for stage in _BEFORE_AGREED),
    *(_row(stage, A.DISPOSE, stage, "secretariat") for stage in (S.DRAFT, S.IN_CHECK, S.CONSOLIDATION)),
)
# fmt: on

_TABLE = {(row.stage, row.action): row for row in TRANSITIONS}

BEFORE_ADOPTION = frozenset({S.DRAFT, S.IN_CHECK, S.CIRCULATED, S.CONSOLIDATION, S.AGREED, S.TABLED})
PUBLISHED = frozenset({S.ADOPTED, S.IN_FORCE, S.AMENDED, S.SUPERSEDED, S.REPEALED})
WAY = (S.DRAFT, S.IN_CHECK, S.CIRCULATED, S.CONSOLIDATION, S.AGREED, S.TABLED, S.ADOPTED, S.IN_FORCE)


def transition(stage: Stage, action: Action) -> Transition:
    """The row for this stage and action; `NotPossible` where the table has none."""
    row = _TABLE.get((stage, action))
    if row is None:
        raise NotPossible(WorkflowNotInThisStage(stage))
    return row


def actions_in(stage: Stage) -> tuple[Action, ...]:
    """The actions of a stage, in the order of the table."""
    return tuple(row.action for row in TRANSITIONS if row.stage is stage)


def roles_for(action: Action) -> frozenset[Role]:
    """All roles that may do this action in some stage."""
    return frozenset(role for row in TRANSITIONS if row.action is action for role in row.roles)
