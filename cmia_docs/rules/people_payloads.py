"""What the events of the council's settings, of accounts and of roles say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cmia_docs.rules.payload import Payload
from cmia_docs.rules.workflow import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Configured(Payload):
    """All settings of the council, as `rules.council.to_settings` makes them."""

    kind = "configure"
    settings: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited(Payload):
    """A new account."""

    kind = "invite"
    email: str
    name: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminded(Payload):
    """Another invitation to an account that there is."""

    kind = "remind"
    person_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined(Payload):
    """The account has a password."""

    kind = "join"
    person_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Disabled(Payload):
    """The account is closed."""

    kind = "disable"
    person_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Enabled(Payload):
    """The account is open again."""

    kind = "enable"
    person_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Granted(Payload):
    """A role is given, or gets another end."""

    kind = "grant"
    person_id: int
    role: Role
    for_state: str
    until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Revoked(Payload):
    """A role is taken away."""

    kind = "revoke"
    person_id: int
    role: Role
    for_state: str
