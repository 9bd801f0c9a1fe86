"""The council's settings: set by an administrator, and nothing that is in use can be removed."""

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
from tests.factories.product import Product


def configured(product: Product, settings: dict[str, Any], seen: int | None = None) -> Event | None:
    """The administrator sets all settings."""
    with product.work("administrator") as work:
        return configure(work, settings, seen=seen)


def without(entry: str, code: str) -> dict[str, Any]:
    """The settings of the tests without one state or act type."""
    settings = copy.deepcopy(SETTINGS)
    settings[entry] = [row for row in settings[entry] if row["code"] != code]
    return settings


def seen(product: Product) -> int:
    """The event that set the settings in force."""
    with product.services.readers() as db:
        return settings_event(db)


def test_settings_are_set_and_recorded(product: Product) -> None:
    settings = SETTINGS | {"no_reply": "agreed", "short_names": {"ru": "Совет", "en": "Council"}}

    event = configured(product, settings, seen(product))

    assert event is not None
    with product.services.readers() as db:
        assert council_of(db) == from_settings(settings)
        changes = [
            (change.event.id, change.event.actor_name, change.entries) for change in latest_changes(db, 5)
        ]
    assert changes == [
        (event.id, CAST["administrator"][0], ("short_names", "no_reply")),
        (changes[1][0], "Operator", ()),
    ]


def test_settings_as_they_are_make_no_event(product: Product) -> None:
    assert configured(product, SETTINGS, seen(product)) is None
    with product.services.readers() as db:
        assert len(db.scalars(select(Event).where(Event.kind == "configure")).all()) == 1


def test_settings_changed_meanwhile_are_not_overwritten(product: Product) -> None:
    first = seen(product)
    configured(product, SETTINGS | {"no_reply": "agreed"}, first)

    with refused(StaleRevision, "council.stale", seen=first, current=seen(product)):
        configured(product, SETTINGS | {"no_reply": "does_not_block"}, first)


@pytest.mark.parametrize("who", [who for who in CAST if who != "administrator"])
def test_only_an_administrator_sets_them(product: Product, who: str) -> None:
    with refused(NotAllowed, "council.may_not_configure"), product.work(who) as work:
        configure(work, SETTINGS)


def test_a_state_that_somebody_acts_for_cannot_be_dropped(product: Product) -> None:
    with refused(Invalid, "council.in_use", codes=("KG",), field="states-0-code"):
        configured(product, without("states", "KG"))

    for who, role in (("kyrgyzstan", Role.REVIEWER), ("other_chair", Role.CHAIR)):
        with product.work("administrator") as work:
            revoke_role(work, product.person(who).id, Grant(role, "KG"))
    assert configured(product, without("states", "KG")) is not None


def test_states_of_rounds_sessions_and_signatures_stay(product: Product) -> None:
    settings = without("states", "TM")
    assert configured(product, settings) is not None
    configured(product, SETTINGS)
    product.session(chair_state="TM")

    with refused(Invalid, "council.in_use", codes=("TM",), field="states-0-code"):
        configured(product, settings)


def test_a_type_with_documents_cannot_be_dropped(product: Product) -> None:
    product.draft("decision")

    with refused(Invalid, "council.in_use", codes=("decision",), field="act_types-0-code"):
        configured(product, without("act_types", "decision"))
    assert configured(product, without("act_types", "regulation")) is not None


def test_a_language_with_texts_cannot_be_dropped(product: Product) -> None:
    russian_alone = SETTINGS | {"languages": ["ru"]}
    assert configured(product, russian_alone) is not None
    configured(product, SETTINGS)
    product.draft()

    with refused(Invalid, "council.in_use", codes=("en",), field="languages"):
        configured(product, russian_alone)


def test_a_working_language_needs_a_text_in_every_document(product: Product) -> None:
    names = {"ru": "Совет", "en": "Council", "kk": "Кеңес"}
    kazakh_first = {
        "names": names,
        "short_names": names,
        "languages": ["kk", "ru", "en"],
        "states": [row | {"names": row["names"] | {"kk": row["code"]}} for row in SETTINGS["states"]],
        "act_types": [row | {"names": row["names"] | {"kk": row["code"]}} for row in SETTINGS["act_types"]],
    }
    product.draft()

    with refused(Invalid, "council.working_language", field="languages", language="kk"):
        configured(product, kazakh_first)
    assert configured(product, SETTINGS | {"languages": ["en", "ru"]}) is not None
