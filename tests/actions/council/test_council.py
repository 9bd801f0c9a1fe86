"""The council's settings: set by an administrator, with nothing dropped that is in use."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from sqlalchemy import select

from cmia_docs.actions.council.council import configure
from cmia_docs.actions.people.roles import revoke_role
from cmia_docs.errors import Invalid, NotAllowed, StaleRevision
from cmia_docs.models import Event
from cmia_docs.queries.council import council_of, latest_changes, settings_event
from cmia_docs.rules.council import from_settings
from cmia_docs.rules.permissions import Grant
from cmia_docs.rules.workflow import Role
from tests.actions.refusals import refused
from tests.factories.council import CAST, SETTINGS
from tests.factories.stage import Stage


def configured(stage: Stage, settings: dict[str, Any], seen: int | None = None) -> Event | None:
    """The administrator sets all settings."""
    with stage.work("administrator") as work:
        return configure(work, settings, seen=seen)


def without(entry: str, code: str) -> dict[str, Any]:
    """The settings of the tests without one state or act type."""
    settings = copy.deepcopy(SETTINGS)
    settings[entry] = [row for row in settings[entry] if row["code"] != code]
    return settings


def seen(stage: Stage) -> int:
    """The event that set the settings in force."""
    with stage.services.readers() as session:
        return settings_event(session)


def test_settings_are_set_and_recorded(stage: Stage) -> None:
    settings = SETTINGS | {"no_reply": "agreed", "short_names": {"ru": "Совет", "en": "Council"}}

    event = configured(stage, settings, seen(stage))

    assert event is not None
    with stage.services.readers() as session:
        assert council_of(session) == from_settings(settings)
        changes = [
            (change.event.id, change.event.actor_name, change.entries)
            for change in latest_changes(session, 5)
        ]
    assert changes == [
        (event.id, CAST["administrator"][0], ("short_names", "no_reply")),
        (changes[1][0], "Operator", ()),
    ]


def test_settings_as_they_are_make_no_event(stage: Stage) -> None:
    assert configured(stage, SETTINGS, seen(stage)) is None
    with stage.services.readers() as session:
        assert len(session.scalars(select(Event).where(Event.kind == "configure")).all()) == 1


def test_settings_changed_meanwhile_are_not_overwritten(stage: Stage) -> None:
    first = seen(stage)
    configured(stage, SETTINGS | {"no_reply": "agreed"}, first)

    with refused(StaleRevision, "council.stale", seen=first, current=seen(stage)):
        configured(stage, SETTINGS | {"no_reply": "does_not_block"}, first)


@pytest.mark.parametrize("who", [who for who in CAST if who != "administrator"])
def test_only_an_administrator_sets_them(stage: Stage, who: str) -> None:
    with refused(NotAllowed, "council.may_not_configure"), stage.work(who) as work:
        configure(work, SETTINGS)


def test_a_state_that_somebody_acts_for_cannot_be_dropped(stage: Stage) -> None:
    with refused(Invalid, "council.in_use", codes=("KG",), field="states-0-code"):
        configured(stage, without("states", "KG"))

    for who, role in (("kyrgyzstan", Role.REVIEWER), ("other_chair", Role.CHAIR)):
        with stage.work("administrator") as work:
            revoke_role(work, stage.person(who).id, Grant(role, "KG"))
    assert configured(stage, without("states", "KG")) is not None


def test_states_of_rounds_sessions_and_signatures_stay(stage: Stage) -> None:
    settings = without("states", "TM")
    assert configured(stage, settings) is not None
    configured(stage, SETTINGS)
    stage.session(chair_state="TM")

    with refused(Invalid, "council.in_use", codes=("TM",), field="states-0-code"):
        configured(stage, settings)


def test_a_type_with_documents_cannot_be_dropped(stage: Stage) -> None:
    stage.draft("decision")

    with refused(Invalid, "council.in_use", codes=("decision",), field="act_types-0-code"):
        configured(stage, without("act_types", "decision"))
    assert configured(stage, without("act_types", "regulation")) is not None


def test_a_language_with_texts_cannot_be_dropped(stage: Stage) -> None:
    russian_alone = SETTINGS | {"languages": ["ru"]}
    assert configured(stage, russian_alone) is not None
    configured(stage, SETTINGS)
    stage.draft()

    with refused(Invalid, "council.in_use", codes=("en",), field="languages"):
        configured(stage, russian_alone)


def test_a_working_language_needs_a_text_in_every_document(stage: Stage) -> None:
    names = {"ru": "Совет", "en": "Council", "kk": "Кеңес"}
    kazakh_first = {
        "names": names,
        "short_names": names,
        "languages": ["kk", "ru", "en"],
        "states": [row | {"names": row["names"] | {"kk": row["code"]}} for row in SETTINGS["states"]],
        "act_types": [row | {"names": row["names"] | {"kk": row["code"]}} for row in SETTINGS["act_types"]],
    }
    stage.draft()

    with refused(Invalid, "council.working_language", field="languages", language="kk"):
        configured(stage, kazakh_first)
    assert configured(stage, SETTINGS | {"languages": ["en", "ru"]}) is not None
