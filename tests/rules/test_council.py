"""The settings that make one council differ from another."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from cmia_docs.errors import Invalid
from cmia_docs.rules.council import ActType, Council, MemberState, from_settings, to_settings
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
        ("languages", [], "council.languages", {}),
        ("languages", ["ru", "Русский"], "council.languages", {}),
        ("languages", ["ru", "../en"], "council.languages", {}),
        ("languages", ["ru", "ru"], "council.doubled", {"entry": "languages"}),
        ("names", {"en": "Council"}, "council.name_missing", {"entry": "names", "language": "ru"}),
        ("short_names", "СМВД", "council.name_missing", {"entry": "short_names", "language": "ru"}),
        ("states.0.code", "by", "council.state", {"state": "by"}),
        ("states.0.code", "KZ", "council.doubled", {"entry": "states"}),
        ("states.0.names", {"ru": "  "}, "council.name_missing", {"entry": "BY", "language": "ru"}),
        ("states.0.kind", "guest", "council.state", {"state": "BY"}),
        ("act_types", [], "council.act_types_missing", {}),
        ("act_types.0.code", "Положение", "council.act_type", {"type": "Положение"}),
        ("act_types.0.code", "decision", "council.doubled", {"entry": "act_types"}),
        ("act_types.0.number_pattern", "{year}", "council.act_type", {"type": "regulation"}),
        ("act_types.0.number_pattern", "{serial}/{month}", "council.act_type", {"type": "regulation"}),
        ("act_types.0.number_pattern", "{serial}" + "x" * 60, "council.act_type", {"type": "regulation"}),
        ("no_reply", "perhaps", "council.no_reply", {"value": "perhaps"}),
    ],
)
def test_what_cannot_be_taken(path: str, value: Any, reason: str, details: dict[str, Any]) -> None:
    with pytest.raises(Invalid) as refused:
        from_settings(changed(path, value))

    assert (refused.value.reason, refused.value.details) == (reason, details)


def test_codes_that_the_council_does_not_have() -> None:
    council = from_settings(SETTINGS)

    with pytest.raises(Invalid, match=r"council\.unknown_state"):
        council.state("FR")
    with pytest.raises(Invalid, match=r"council\.unknown_type"):
        council.act_type("treaty")
