"""In which rounds a reviewer may give a position or make a remark."""

from __future__ import annotations

from cmia_docs.errors import NotAllowed
from cmia_docs.queries.review.rounds import latest_round
from cmia_docs.reasons import Reason
from cmia_docs.rules.permissions import holds
from cmia_docs.rules.workflow import Action, Role, Stage, Transition
from cmia_docs.web.shared.access import document, rights_subject
from cmia_docs.web.shared.context import actor, reads

_IN_ROUNDS = (Action.GIVE_POSITION, Action.REMARK)


def require_round_access(row: Transition) -> None:
    """Refuse a reviewer if the round was sent to none of their states: they may not see or answer it."""
    if row.action not in _IN_ROUNDS or document().stage != Stage.CIRCULATED:
        return
    if any(holds(actor(), role, rights_subject()) for role in row.roles - {Role.REVIEWER}):
        return
    round_ = latest_round(reads(), document().id)
    if round_ is None or actor().states(Role.REVIEWER).isdisjoint(round_.states):
        raise NotAllowed(Reason.POSITION_STATE_NOT_ADDRESSED)
