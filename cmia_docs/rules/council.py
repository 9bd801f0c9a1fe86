"""The settings of one council: names, languages, states, act types."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any

from cmia_docs.errors import Invalid
from cmia_docs.reasons import AnyReason, Reason
from cmia_docs.reasons.council import (
    CouncilCirculated,
    CouncilDoubled,
    CouncilUnknownEntry,
    CouncilUnknownState,
    CouncilUnknownType,
)
from cmia_docs.rules import fields, zone
from cmia_docs.rules.positions import NoReply

_CODE = re.compile(r"[a-z][a-z0-9_]{1,30}")
_STATE_CODE = re.compile(r"[A-Z][A-Z0-9]{1,9}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})?")
_NUMBER_PATTERN = re.compile(r"[^{}]*(\{year\}[^{}]*)?\{serial\}[^{}]*(\{year\}[^{}]*)?")
_KINDS = ("member", "participant", "body")
_LONGEST_NAME, _LONGEST_PATTERN = 300, 60
_ENTRIES = frozenset({"names", "short_names", "languages", "states", "act_types", "no_reply", "time_zone"})

Names = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class MemberState:
    """A member state, or a participant or body that attends. Only members are addressed by default."""

    code: str
    names: Names
    kind: str = "member"


@dataclass(frozen=True, slots=True)
class ActType:
    """A type of act. `number_pattern` knows `{year}` and `{serial}`; `circulated` false skips circulation."""

    code: str
    names: Names
    number_pattern: str
    circulated: bool = True


@dataclass(frozen=True, slots=True)
class Council:
    """Everything that makes one council differ from another. The first language is the working language."""

    names: Names
    short_names: Names
    languages: tuple[str, ...]
    states: tuple[MemberState, ...]
    act_types: tuple[ActType, ...]
    no_reply: NoReply = NoReply.BLOCKS
    time_zone: str = zone.DEFAULT

    @property
    def zone(self) -> tzinfo:
        """The council's clock."""
        return zone.zone_of(self.time_zone)

    def day_of(self, at: datetime) -> date:
        """The day of a moment by the council's clock."""
        return zone.day_in(at, self.zone)

    @property
    def working_language(self) -> str:
        """The language in which texts are negotiated."""
        return self.languages[0]

    @property
    def members(self) -> tuple[str, ...]:
        """Codes of the member states, in the council's order."""
        return tuple(state.code for state in self.states if state.kind == "member")

    def state(self, code: str) -> MemberState:
        """The state with this code; `Invalid` where the council has none."""
        for state in self.states:
            if state.code == code:
                return state
        raise Invalid(CouncilUnknownState(code))

    def act_type(self, code: str) -> ActType:
        """The act type with this code; `Invalid` where the council has none."""
        for act_type in self.act_types:
            if act_type.code == code:
                return act_type
        raise Invalid(CouncilUnknownType(code))


def from_settings(raw: Mapping[str, Any]) -> Council:
    """Read the settings of `council.toml` or of the database.

    Raises `Invalid` naming the first wrong entry; `faults_in` names them all.
    """
    reading = _Reading()
    council = reading.council(raw)
    if reading.faults:
        raise reading.faults[0]
    return council


def faults_in(raw: Mapping[str, Any]) -> tuple[Invalid, ...]:
    """All wrong entries. `details["field"]` says where, such as `states-2-names-ru`."""
    reading = _Reading()
    reading.council(raw)
    return tuple(reading.faults)


def to_settings(council: Council) -> dict[str, Any]:
    """The inverse of `from_settings`, as plain values for the database and the journal.

    The time zone is left out where it is UTC, so that settings from before there was one stay as they are.
    """
    settings: dict[str, Any] = {
        "names": dict(council.names),
        "short_names": dict(council.short_names),
        "languages": list(council.languages),
        "states": [{"code": s.code, "names": dict(s.names), "kind": s.kind} for s in council.states],
        "act_types": [
            {
                "code": t.code,
                "names": dict(t.names),
                "number_pattern": t.number_pattern,
                "circulated": t.circulated,
            }
            for t in council.act_types
        ],
        "no_reply": council.no_reply.value,
    }
    if council.time_zone != zone.DEFAULT:
        settings["time_zone"] = council.time_zone
    return settings


class _Reading:
    """Reads settings from any plain values, and collects what is wrong with them."""

    def __init__(self) -> None:
        self.faults: list[Invalid] = []

    def council(self, raw: Mapping[str, Any]) -> Council:
        for entry in sorted(set(raw) - _ENTRIES):
            self._fault(CouncilUnknownEntry(entry), entry)
        languages = self._languages(raw.get("languages"))
        working = languages[0]
        return Council(
            names=self._names(raw.get("names"), working, "names"),
            short_names=self._names(raw.get("short_names"), working, "short_names"),
            languages=languages,
            states=self._states(_rows(raw.get("states")), working),
            act_types=self._act_types(_rows(raw.get("act_types")), working),
            no_reply=self._no_reply(raw.get("no_reply", NoReply.BLOCKS.value)),
            time_zone=self._time_zone(raw.get("time_zone", zone.DEFAULT)),
        )

    def _languages(self, raw: Any) -> tuple[str, ...]:
        languages = tuple(str(code) for code in raw) if isinstance(raw, list | tuple) else ()
        if not languages or any(not _LANGUAGE.fullmatch(code) for code in languages):
            self._fault(Reason.COUNCIL_LANGUAGES, "languages")
            return ("",)
        self._refuse_doubled(languages, lambda _: "languages")
        return languages

    def _states(self, rows: list[Mapping[str, Any]], working: str) -> tuple[MemberState, ...]:
        states = []
        for index, row in enumerate(rows):
            code, kind, here = str(row.get("code", "")), str(row.get("kind", "member")), f"states-{index}"
            if not _STATE_CODE.fullmatch(code):
                self._fault(Reason.COUNCIL_STATE_CODE, f"{here}-code")
            if kind not in _KINDS:
                self._fault(Reason.COUNCIL_STATE_KIND, f"{here}-kind")
            names = self._names(row.get("names"), working, f"{here}-names")
            states.append(MemberState(code, names, kind))
        self._refuse_doubled([state.code for state in states], lambda index: f"states-{index}-code")
        return tuple(states)

    def _act_types(self, rows: list[Mapping[str, Any]], working: str) -> tuple[ActType, ...]:
        types = []
        for index, row in enumerate(rows):
            code, here = str(row.get("code", "")), f"act_types-{index}"
            if not _CODE.fullmatch(code):
                self._fault(Reason.COUNCIL_TYPE_CODE, f"{here}-code")
            pattern = self._line(
                row.get("number_pattern", "{serial}"), f"{here}-number_pattern", _LONGEST_PATTERN
            )
            if not _NUMBER_PATTERN.fullmatch(pattern):
                self._fault(Reason.COUNCIL_NUMBER_PATTERN, f"{here}-number_pattern")
            circulated = row.get("circulated", True)
            if not isinstance(circulated, bool):
                self._fault(CouncilCirculated(code), f"{here}-circulated")
            names = self._names(row.get("names"), working, f"{here}-names")
            types.append(ActType(code, names, pattern, circulated is True))
        if not types:
            self._fault(Reason.COUNCIL_ACT_TYPES_MISSING, "act_types-0-code")
        self._refuse_doubled([type_.code for type_ in types], lambda index: f"act_types-{index}-code")
        return tuple(types)

    def _names(self, raw: Any, working: str, where: str) -> Names:
        given = raw if isinstance(raw, Mapping) else {}
        names = {
            str(code): self._line(name, f"{where}-{code}", _LONGEST_NAME) for code, name in given.items()
        }
        # Without a working language no name in it can be missing; that is another fault.
        if working and not names.get(working):
            self._fault(Reason.COUNCIL_NAME_MISSING, f"{where}-{working}")
        return {code: name for code, name in names.items() if name}

    def _line(self, raw: Any, where: str, longest: int) -> str:
        try:
            return fields.line(str(raw), where, longest=longest, required=False)
        except Invalid as fault:
            self.faults.append(fault)
            return str(raw)

    def _no_reply(self, raw: Any) -> NoReply:
        if str(raw) not in set(NoReply):
            self._fault(Reason.COUNCIL_NO_REPLY, "no_reply")
            return NoReply.BLOCKS
        return NoReply(str(raw))

    def _time_zone(self, raw: Any) -> str:
        try:
            zone.zone_of(str(raw))
        except Invalid as fault:
            self.faults.append(fault)
            return zone.DEFAULT
        return str(raw)

    def _refuse_doubled(self, codes: Sequence[str], where: Callable[[int], str]) -> None:
        for index, code in enumerate(codes):
            if code and code in codes[:index]:
                self._fault(CouncilDoubled(code), where(index))

    def _fault(self, reason: AnyReason, where: str) -> None:
        self.faults.append(Invalid(reason, field=where))


def _rows(raw: Any) -> list[Mapping[str, Any]]:
    """A list of tables; anything else is read as an empty table, whose faults are reported."""
    rows = raw if isinstance(raw, list | tuple) else []
    return [row if isinstance(row, Mapping) else {} for row in rows]
