"""Rights as data: who may see and do what, by role, by document and by state.

What a person may not see does not exist for them: callers answer `NotFound` where `sees` is empty.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from cmia_docs.rules.workflow import PUBLISHED, Action, Role, Stage, roles_for


@dataclass(frozen=True, slots=True)
class Grant:
    """A role held by a person; `state` is the member state they act for (reviewer, chair), else empty."""

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
        """Whether the person holds the role, for whichever state."""
        return any(grant.role is role for grant in self.grants)

    def states(self, role: Role) -> frozenset[str]:
        """The member states the person acts for in this role."""
        return frozenset(grant.state for grant in self.grants if grant.role is role and grant.state)


PUBLIC_READER = Actor(None)


@dataclass(frozen=True, slots=True)
class RightsSubject:
    """What the rights of a document hang on."""

    stage: Stage
    drafters: frozenset[int] = frozenset()
    experts: frozenset[int] = frozenset()
    addressed: frozenset[str] = frozenset()
    """Member states to which some round of the document was sent."""
    ever_agreed: bool = False
    """The document has been tabled once, so that the chair has to know it."""


class Scope(StrEnum):
    """Which revisions of a document a person may see."""

    WORKING = "working"  # every saved revision
    CIRCULATED = "circulated"  # those that were frozen and sent to the states
    ADOPTED = "adopted"  # the adopted one


class Permission(StrEnum):
    """Rights that are not acts on a document. Acts are `Action`s, and are declared as such."""

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
    """The scopes a person has on a document; empty means that for them it does not exist.

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


def states_asked(actor: Actor, rights_subject: RightsSubject) -> frozenset[str] | None:
    """The states through which a person knows of rounds, their positions and remarks; None: of all rounds.

    Makers and the chair of a tabled text know of all; a reviewer of those sent to a state of theirs.
    """
    if _works_on(actor, rights_subject) or (actor.has(Role.CHAIR) and rights_subject.ever_agreed):
        return None
    return actor.states(Role.REVIEWER) & rights_subject.addressed


@dataclass(frozen=True, slots=True)
class Visibility:
    """What of a document is open to a person: scopes, and the states through which they know of rounds."""

    scopes: frozenset[Scope]
    states_asked: frozenset[str] | None
    """As `asked_for` says; None: all rounds."""

    @property
    def makes(self) -> bool:
        """Every revision, remark and event is open: the person works on the text."""
        return Scope.WORKING in self.scopes

    @property
    def reviews(self) -> bool:
        """Rounds are open, with their positions and remarks."""
        return bool({Scope.WORKING, Scope.CIRCULATED} & self.scopes)


def visibility_of(actor: Actor, rights_subject: RightsSubject) -> Visibility:
    """What of a document is open to a person."""
    return Visibility(sees(actor, rights_subject), states_asked(actor, rights_subject))


def _works_on(actor: Actor, rights_subject: RightsSubject) -> bool:
    return (
        holds(actor, Role.SECRETARIAT, rights_subject)
        or holds(actor, Role.DRAFTER, rights_subject)
        or holds(actor, Role.EXPERT, rights_subject)
    )


def holds(actor: Actor, role: Role, rights_subject: RightsSubject) -> bool:
    """Whether the person holds the role here: named as drafter or expert, or of a state addressed."""
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
    """Whether some role of the person on this document allows the action in some state.

    The state itself is judged by the workflow table, which answers `NotPossible` rather than `NotAllowed`.
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
