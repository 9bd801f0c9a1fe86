"""Rights as data: who may see and do what, by role, by document and by state.

What a person may not see does not exist for them: callers raise `NotFound` where `sees` is empty.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from cmia_docs.rules.workflow import PUBLISHED, Action, Role, Stage, roles_for


@dataclass(frozen=True, slots=True)
class Grant:
    """A role of a person; `state` is the member state that they act for (reviewer, chair), else empty."""

    role: Role
    state: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts. `id` is None for a public reader."""

    id: int | None
    name: str = ""
    email: str = ""
    grants: frozenset[Grant] = frozenset()

    def has(self, role: Role) -> bool:
        """Whether the person has the role, for any state."""
        return any(grant.role is role for grant in self.grants)

    def states(self, role: Role) -> frozenset[str]:
        """The member states the person acts for in this role."""
        return frozenset(grant.state for grant in self.grants if grant.role is role and grant.state)


PUBLIC_READER = Actor(None)


@dataclass(frozen=True, slots=True)
class RightsSubject:
    """What the rights on a document depend on."""

    stage: Stage
    drafters: frozenset[int] = frozenset()
    experts: frozenset[int] = frozenset()
    addressed: frozenset[str] = frozenset()
    """Member states to which some round of the document was sent."""
    ever_agreed: bool = False
    """The document was tabled once, so that chairs may know of it."""


class Scope(StrEnum):
    """Which revisions of a document a person may see."""

    WORKING = "working"  # every saved revision
    CIRCULATED = "circulated"  # those that were frozen and sent to the states
    ADOPTED = "adopted"  # the adopted one


class Permission(StrEnum):
    """Rights that are no actions on a document: those are declared by their `Action`."""

    PUBLIC = "public"
    SIGNED_IN = "signed_in"
    SEE = "see"
    SEE_WORKING = "see_working"
    CREATE = "create_document"
    PLAN_SESSIONS = "plan_sessions"
    MANAGE_PEOPLE = "manage_people"
    CONFIGURE = "configure"
    READ_EVENTS = "read_events"


def sees(actor: Actor, rights_subject: RightsSubject) -> frozenset[Scope]:
    """What a person may see of a document; empty means that it does not exist for them.

    An administrator or auditor gets nothing by that role (docs/procedure.md, 'People').
    """
    scopes = {Scope.ADOPTED} if rights_subject.stage in PUBLISHED else set()
    if _works_on(actor, rights_subject):
        scopes |= {Scope.WORKING, Scope.CIRCULATED}
    elif actor.states(Role.REVIEWER) & rights_subject.addressed or (
        actor.has(Role.CHAIR) and rights_subject.ever_agreed
    ):
        scopes |= {Scope.CIRCULATED}
    return frozenset(scopes)


def addressed_states(actor: Actor, rights_subject: RightsSubject) -> frozenset[str] | None:
    """The states in whose rounds the person may see positions and remarks; None: in all rounds.

    Makers, and the chair of a tabled text, see all rounds; a reviewer those that were sent to their states.
    """
    if _works_on(actor, rights_subject) or (actor.has(Role.CHAIR) and rights_subject.ever_agreed):
        return None
    return actor.states(Role.REVIEWER) & rights_subject.addressed


@dataclass(frozen=True, slots=True)
class Visibility:
    """What a person may see of a document: scopes, and the states whose rounds they may see."""

    scopes: frozenset[Scope]
    addressed_states: frozenset[str] | None
    """As by the function `addressed_states`; None: all rounds."""

    @property
    def makes(self) -> bool:
        """The person works on the text: they may see every revision, remark and event."""
        return Scope.WORKING in self.scopes

    @property
    def reviews(self) -> bool:
        """The person may see rounds, with their positions and remarks."""
        return bool({Scope.WORKING, Scope.CIRCULATED} & self.scopes)


def visibility_of(actor: Actor, rights_subject: RightsSubject) -> Visibility:
    """What a person may see of a document."""
    return Visibility(sees(actor, rights_subject), addressed_states(actor, rights_subject))


def _works_on(actor: Actor, rights_subject: RightsSubject) -> bool:
    return (
        holds(actor, Role.SECRETARIAT, rights_subject)
        or holds(actor, Role.DRAFTER, rights_subject)
        or holds(actor, Role.EXPERT, rights_subject)
    )


def holds(actor: Actor, role: Role, rights_subject: RightsSubject) -> bool:
    """Whether the role holds on this document: for a named drafter or expert, or an addressed state."""
    if not actor.has(role):
        return False
    if role is Role.DRAFTER:
        return actor.id in rights_subject.drafters
    if role is Role.EXPERT:
        return actor.id in rights_subject.experts
    if role is Role.REVIEWER:
        return bool(actor.states(Role.REVIEWER) & rights_subject.addressed)
    return True


def may(actor: Actor, action: Action, rights_subject: RightsSubject) -> bool:
    """Whether some role of the person on this document allows the action in some stage.

    The workflow table checks the stage itself, and refuses with `NotPossible` rather than `NotAllowed`.
    """
    return any(holds(actor, role, rights_subject) for role in roles_for(action))


_RULES: Mapping[Permission, Callable[[Actor], bool]] = {
    Permission.PUBLIC: lambda actor: True,
    Permission.SIGNED_IN: lambda actor: actor.id is not None,
    Permission.CREATE: lambda actor: actor.has(Role.DRAFTER) or actor.has(Role.SECRETARIAT),
    Permission.PLAN_SESSIONS: lambda actor: actor.has(Role.SECRETARIAT),
    Permission.MANAGE_PEOPLE: lambda actor: actor.has(Role.ADMINISTRATOR),
    Permission.CONFIGURE: lambda actor: actor.has(Role.ADMINISTRATOR),
    Permission.READ_EVENTS: lambda actor: actor.has(Role.AUDITOR) or actor.has(Role.ADMINISTRATOR),
}


def allowed(actor: Actor, permission: Permission, rights_subject: RightsSubject | None = None) -> bool:
    """Whether the person has a right; the two `SEE` rights need the document they are about."""
    if permission is Permission.SEE:
        return rights_subject is not None and bool(sees(actor, rights_subject))
    if permission is Permission.SEE_WORKING:
        return rights_subject is not None and Scope.WORKING in sees(actor, rights_subject)
    return _RULES[permission](actor)
