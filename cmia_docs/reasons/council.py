"""Reasons with details: the council's settings, people, and what is typed into forms."""

from __future__ import annotations

from dataclasses import dataclass

from cmia_docs.reasons import Detailed


@dataclass(frozen=True)
class CouncilCirculated(Detailed):
    CODE = "council.circulated"
    type: str


@dataclass(frozen=True)
class CouncilDoubled(Detailed):
    CODE = "council.doubled"
    code: str


@dataclass(frozen=True)
class CouncilFaults(Detailed):
    CODE = "council.faults"
    faults: tuple[str, ...]


@dataclass(frozen=True)
class CouncilInUse(Detailed):
    CODE = "council.in_use"
    codes: tuple[str, ...]


@dataclass(frozen=True)
class CouncilTimeZone(Detailed):
    CODE = "council.time_zone"
    name: str


@dataclass(frozen=True)
class CouncilUnknownEntry(Detailed):
    CODE = "council.unknown_entry"
    entry: str


@dataclass(frozen=True)
class CouncilUnknownState(Detailed):
    CODE = "council.unknown_state"
    state: str


@dataclass(frozen=True)
class CouncilUnknownType(Detailed):
    CODE = "council.unknown_type"
    type: str


@dataclass(frozen=True)
class CouncilWorkingLanguage(Detailed):
    CODE = "council.working_language"
    language: str


@dataclass(frozen=True)
class FieldCharacter(Detailed):
    CODE = "field.character"
    character: str


@dataclass(frozen=True)
class FieldTooLong(Detailed):
    CODE = "field.too_long"
    longest: int
    length: int


@dataclass(frozen=True)
class PasswordTooLong(Detailed):
    CODE = "password.too_long"
    longest: int


@dataclass(frozen=True)
class PasswordTooShort(Detailed):
    CODE = "password.too_short"
    shortest: int
