"""In whose rounds a reviewer may speak."""

from __future__ import annotations

from cmia_docs.errors import NotAllowed
from cmia_docs.queries.review.rounds import latest_round
from cmia_docs.rules.permissions import holds
from cmia_docs.rules.workflow import Action, Role, Stage, Transition
from cmia_docs.web.shared.access import document, rights_subject
from cmia_docs.web.shared.context import actor, reads

_SAID_IN_ROUNDS = (Action.GIVE_POSITION, Action.REMARK)


def require_round_access(row: Transition) -> None:
    """Refuse a reviewer none of whose states the round was sent to: it is not theirs to see or to answer."""
    if row.action not in _SAID_IN_ROUNDS or document().stage != Stage.CIRCULATED:
        return
    if any(holds(actor(), role, rights_subject()) for role in row.roles - {Role.REVIEWER}):
        return
    round_ = latest_round(reads(), document().id)
    if round_ is None or actor().states(Role.REVIEWER).isdisjoint(round_.states):
        raise NotAllowed("position.state_not_addressed")
