"""The settings of one council: names, languages, states, act types. Another council is another such value."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cmia_docs.errors import Invalid
from cmia_docs.rules.positions import NoReply

_CODE = re.compile(r"[a-z][a-z0-9_]{1,30}")
_STATE_CODE = re.compile(r"[A-Z][A-Z0-9]{1,9}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})?")
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")

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

    @property
    def working_language(self) -> str:
        """The language in which texts are negotiated."""
        return self.languages[0]

    @property
    def members(self) -> tuple[str, ...]:
        """Codes of the member states, in the council's order."""
        return tuple(state.code for state in self.states if state.kind == "member")

    def state(self, code: str) -> MemberState:
        """The state of this code; `Invalid` where the council has none."""
        for state in self.states:
            if state.code == code:
                return state
        raise Invalid("council.unknown_state", state=code)

    def act_type(self, code: str) -> ActType:
        """The act type of this code; `Invalid` where the council has none."""
        for act_type in self.act_types:
            if act_type.code == code:
                return act_type
        raise Invalid("council.unknown_type", type=code)


def from_settings(raw: Mapping[str, Any]) -> Council:
    """Read the settings as they stand in `council.toml` or in the database.

    Raises `Invalid` naming the first entry that cannot be taken.
    """
    languages = tuple(str(code) for code in raw.get("languages", ()))
    if not languages or any(not _LANGUAGE.fullmatch(code) for code in languages):
        raise Invalid("council.languages")
    if len(set(languages)) < len(languages):
        raise Invalid("council.doubled", entry="languages")
    return Council(
        names=_names(raw.get("names"), languages, "names"),
        short_names=_names(raw.get("short_names"), languages, "short_names"),
        languages=languages,
        states=_states(raw.get("states", ()), languages),
        act_types=_act_types(raw.get("act_types", ()), languages),
        no_reply=_no_reply(raw.get("no_reply", NoReply.BLOCKS.value)),
    )


def to_settings(council: Council) -> dict[str, Any]:
    """The inverse of `from_settings`, as plain values for the database and the journal."""
    return {
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


def _names(raw: Any, languages: tuple[str, ...], entry: str) -> Names:
    if not isinstance(raw, Mapping) or not str(raw.get(languages[0], "")).strip():
        raise Invalid("council.name_missing", entry=entry, language=languages[0])
    return {str(code): str(name).strip() for code, name in raw.items() if str(name).strip()}


def _states(raw: Any, languages: tuple[str, ...]) -> tuple[MemberState, ...]:
    states = []
    for item in raw:
        code, kind = str(item.get("code", "")), str(item.get("kind", "member"))
        if not _STATE_CODE.fullmatch(code) or kind not in ("member", "participant", "body"):
            raise Invalid("council.state", state=code)
        states.append(MemberState(code, _names(item.get("names"), languages, code), kind))
    _refuse_doubled([state.code for state in states], "states")
    return tuple(states)


def _act_types(raw: Any, languages: tuple[str, ...]) -> tuple[ActType, ...]:
    types = []
    for item in raw:
        code, pattern = str(item.get("code", "")), str(item.get("number_pattern", "{serial}"))
        unknown = set(_PLACEHOLDER.findall(pattern)) - {"{year}", "{serial}"}
        if not _CODE.fullmatch(code) or unknown or "{serial}" not in pattern or len(pattern) > 60:
            raise Invalid("council.act_type", type=code)
        names = _names(item.get("names"), languages, code)
        types.append(ActType(code, names, pattern, bool(item.get("circulated", True))))
    if not types:
        raise Invalid("council.act_types_missing")
    _refuse_doubled([act_type.code for act_type in types], "act_types")
    return tuple(types)


def _no_reply(raw: Any) -> NoReply:
    try:
        return NoReply(str(raw))
    except ValueError:
        raise Invalid("council.no_reply", value=str(raw)) from None


def _refuse_doubled(codes: list[str], entry: str) -> None:
    if len(set(codes)) < len(codes):
        raise Invalid("council.doubled", entry=entry)
