"""Every event that a version of the product has stored is read, and would be stored the same again."""

from __future__ import annotations

import json

import pytest

from cmia_docs.actions.projections import known_kinds, payload_of
from cmia_docs.models import Event
from cmia_docs.rules.workflow import Action
from tests.upgrade.installation import FOLDER, SCHEMA, STOPPED, rows_of

VERSIONS = sorted(SCHEMA)


def test_every_sample_is_tried() -> None:
    assert VERSIONS == sorted(STOPPED) == sorted(folder.name for folder in FOLDER.iterdir())


@pytest.mark.parametrize("version", VERSIONS)
def test_its_payload_gives_back_what_was_stored(version: str) -> None:
    for row in rows_of(version)["event"]:
        stored = json.dumps(row["data"], ensure_ascii=False)

        payload = payload_of(Event(kind=row["kind"], data=row["data"]))

        assert json.dumps(payload.to_json(), ensure_ascii=False) == stored, f"event {row['id']}"


def test_every_action_makes_an_event_of_its_kind() -> None:
    others = {"configure", "plan_session", "invite", "remind", "join", "disable", "enable", "grant", "revoke"}

    assert known_kinds() == set(Action) | others


NOT_RELEASED: frozenset[str] = frozenset()
"""Kinds of event that no version has stored yet: the sample of the next one has them, and they leave this."""


def test_the_samples_have_every_kind_of_event() -> None:
    kinds = {row["kind"] for version in VERSIONS for row in rows_of(version)["event"]}

    assert kinds | NOT_RELEASED == known_kinds()
    assert kinds & NOT_RELEASED == set()
