"""What the events of sessions, of adoption and of later acts say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from cmia_docs.rules.json_form import JsonForm
from cmia_docs.rules.payload import ActionPayload, Payload
from cmia_docs.rules.positions import Signing
from cmia_docs.rules.workflow import Action


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionPlanned(Payload):
    """A session of the council."""

    kind = "plan_session"
    begins_on: date
    ends_on: date
    cities: Mapping[str, str]
    chair_state: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tabled(ActionPayload):
    """The session on whose agenda the document is now, and the text that is put before it."""

    kind = Action.TABLE
    session_id: int | None
    commit: str
    text_sum: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Deferred(ActionPayload):
    """The document is on no agenda any more."""

    kind = Action.DEFER
    reason: str


@dataclass(frozen=True, slots=True)
class Signatory(JsonForm):
    """How a state stands to the act; `text` is its special opinion, or its reservation to `articles`."""

    state: str
    signing: Signing
    text: str = ""
    articles: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptionProposed(ActionPayload):
    """One text, and all that the act will say of its adoption."""

    kind = Action.PROPOSE_ADOPTION
    commit: str
    text_sum: str
    number: str
    adopted_on: date
    cities: Mapping[str, str]
    session_id: int | None
    signatories: tuple[Signatory, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptionProposalCancelled(ActionPayload):
    """The adoption proposal is taken back, or refused by the chair."""

    kind = Action.CANCEL_ADOPTION_PROPOSAL
    adoption_proposal_id: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptionConfirmed(ActionPayload):
    """The register's entry, as the adoption proposal has it. `body` is the council's name by language."""

    kind = Action.CONFIRM_ADOPTION
    adoption_proposal_id: int
    commit: str
    text_sum: str
    act_type: str
    number: str
    adopted_on: date
    cities: Mapping[str, str]
    body: Mapping[str, str]
    signatories: tuple[Signatory, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EnteredIntoForce(ActionPayload):
    """The first day on which the act is in force."""

    kind = Action.ENTER_INTO_FORCE
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class LaterAct(ActionPayload):
    """A later act changes this one; `other_act_id` is its entry where the register has it."""

    on: date
    reason: str
    other_act_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Amended(LaterAct):
    """The later act amends this one."""

    kind = Action.AMEND


@dataclass(frozen=True, slots=True, kw_only=True)
class Superseded(LaterAct):
    """The later act replaces this one."""

    kind = Action.SUPERSEDE


@dataclass(frozen=True, slots=True, kw_only=True)
class Repealed(LaterAct):
    """The later act ends this one."""

    kind = Action.REPEAL


LATER_ACTS: Mapping[Action, type[LaterAct]] = MappingProxyType(
    {payload.kind: payload for payload in (Amended, Superseded, Repealed)}
)
