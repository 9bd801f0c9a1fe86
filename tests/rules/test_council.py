"""The settings that make one council differ from another."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from cmia_docs.errors import Invalid
from cmia_docs.rules.council import ActType, Council, MemberState, faults_in, from_settings, to_settings
from cmia_docs.rules.positions import NoReply
from tests.factories.council import SETTINGS


def changed(path: str, value: Any) -> dict[str, Any]:
    """The settings of the tests with one entry replaced; `states.0.code` names the first state's code."""
    settings = copy.deepcopy(SETTINGS)
    *way, last = path.split(".")
    entry: Any = settings
    for step in way:
        entry = entry[int(step)] if step.isdigit() else entry[step]
    entry[int(last) if last.isdigit() else last] = value
    return settings


def test_settings_are_read_and_written_back() -> None:
    council = from_settings(SETTINGS)

    assert council.working_language == "ru"
    assert council.members == ("BY", "KZ", "KG")
    assert council.state("TM") == MemberState(
        "TM", {"ru": "Туркменистан", "en": "Turkmenistan"}, "participant"
    )
    assert council.act_type("decision").circulated is False
    assert council.no_reply is NoReply.BLOCKS
    assert from_settings(to_settings(council)) == council


def test_the_zone_is_utc_where_none_is_named_and_written_only_where_it_is_not() -> None:
    assert from_settings(SETTINGS).time_zone == "UTC"
    assert "time_zone" not in to_settings(from_settings(SETTINGS | {"time_zone": "UTC"}))
    named = from_settings(SETTINGS | {"time_zone": "Europe/Chisinau"})
    assert to_settings(named)["time_zone"] == "Europe/Chisinau"
    assert from_settings(to_settings(named)) == named


@pytest.mark.parametrize("zone", ["Europe/Moskva", "", None, 3, ["Europe/Moscow"], {}])
def test_an_unknown_zone_is_a_fault_beside_the_others(zone: Any) -> None:
    faults = faults_in(SETTINGS | {"time_zone": zone, "no_reply": "?"})
    assert [(fault.code, fault.field) for fault in faults] == [
        ("council.no_reply", "no_reply"),
        ("council.time_zone", "time_zone"),
    ]


def test_another_council() -> None:
    council = from_settings(
        {
            "names": {"fr": "Conseil"},
            "short_names": {"fr": "C"},
            "languages": ["fr"],
            "act_types": [{"code": "norme", "names": {"fr": "Norme"}, "number_pattern": "N {serial}"}],
            "no_reply": "does_not_block",
        }
    )

    assert council == Council(
        names={"fr": "Conseil"},
        short_names={"fr": "C"},
        languages=("fr",),
        states=(),
        act_types=(ActType("norme", {"fr": "Norme"}, "N {serial}"),),
        no_reply=NoReply.DOES_NOT_BLOCK,
    )


@pytest.mark.parametrize(
    ("path", "value", "reason", "details"),
    [
        ("languages", [], "council.languages", {"field": "languages"}),
        ("languages", "ru", "council.languages", {"field": "languages"}),
        ("languages", ["ru", "Русский"], "council.languages", {"field": "languages"}),
        ("languages", ["ru", "../en"], "council.languages", {"field": "languages"}),
        ("languages", ["ru", "ru"], "council.doubled", {"field": "languages", "code": "ru"}),
        (
            "names",
            {"en": "Council"},
            "council.name_missing",
            {"field": "names-ru"},
        ),
        (
            "short_names",
            "СМВД",
            "council.name_missing",
            {"field": "short_names-ru"},
        ),
        (
            "short_names",
            {"ru": "СМ\u202eВД"},
            "field.character",
            {"field": "short_names-ru", "character": "U+202E"},
        ),
        ("states.0.code", "by", "council.state_code", {"field": "states-0-code"}),
        ("states.1.code", "BY", "council.doubled", {"field": "states-1-code", "code": "BY"}),
        (
            "states.0.names",
            {"ru": "  "},
            "council.name_missing",
            {"field": "states-0-names-ru"},
        ),
        ("states.0.kind", "guest", "council.state_kind", {"field": "states-0-kind"}),
        ("states.2", "KG", "council.state_code", {"field": "states-2-code"}),
        ("act_types", [], "council.act_types_missing", {"field": "act_types-0-code"}),
        (
            "act_types.0.code",
            "Положение",
            "council.type_code",
            {"field": "act_types-0-code"},
        ),
        (
            "act_types.1.code",
            "regulation",
            "council.doubled",
            {"field": "act_types-1-code", "code": "regulation"},
        ),
        *(
            (
                "act_types.0.number_pattern",
                pattern,
                "council.number_pattern",
                {"field": "act_types-0-number_pattern"},
            )
            for pattern in ("{year}", "{serial}/{month}", "{serial}{serial}", "{year/{serial}", "")
        ),
        (
            "act_types.0.number_pattern",
            "{serial}" + "x" * 60,
            "field.too_long",
            {"field": "act_types-0-number_pattern", "longest": 60, "length": 68},
        ),
        (
            "act_types.0.circulated",
            "no",
            "council.circulated",
            {"field": "act_types-0-circulated", "type": "regulation"},
        ),
        ("no_reply", "perhaps", "council.no_reply", {"field": "no_reply"}),
        ("no_replay", "blocks", "council.unknown_entry", {"field": "no_replay", "entry": "no_replay"}),
    ],
)
def test_what_cannot_be_taken(path: str, value: Any, reason: str, details: dict[str, Any]) -> None:
    with pytest.raises(Invalid) as refused:
        from_settings(changed(path, value))

    assert (refused.value.code, {"field": refused.value.field, **refused.value.details}) == (reason, details)


def test_all_faults_are_named_at_once() -> None:
    settings = changed("states.0.code", "by") | {"no_reply": "perhaps", "act_types": []}

    assert [(fault.code, fault.field) for fault in faults_in(settings)] == [
        ("council.state_code", "states-0-code"),
        ("council.act_types_missing", "act_types-0-code"),
        ("council.no_reply", "no_reply"),
    ]
    assert faults_in(SETTINGS) == ()


@pytest.mark.parametrize("raw", [{}, {"languages": 5, "states": 7, "act_types": [1, None], "names": []}])
def test_whatever_a_file_holds_is_refused_and_breaks_nothing(raw: dict[str, Any]) -> None:
    assert "council.languages" in [fault.code for fault in faults_in(raw)]


def test_codes_that_the_council_does_not_have() -> None:
    council = from_settings(SETTINGS)

    with pytest.raises(Invalid, match=r"council\.unknown_state"):
        council.state("FR")
    with pytest.raises(Invalid, match=r"council\.unknown_type"):
        council.act_type("treaty")
