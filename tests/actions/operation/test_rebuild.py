"""A lost database comes back from the repositories as it was."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from cmia_docs.actions.operation import rebuild as rebuilding
from cmia_docs.actions.operation.verify import verify
from cmia_docs.actions.projections import known_kinds
from cmia_docs.errors import Damaged, NotFound, WrongState
from cmia_docs.models import Event
from cmia_docs.models.base import Base
from cmia_docs.models.migrate import upgrade
from cmia_docs.queries.council import council_of
from tests.factories.long_story import tell
from tests.factories.stage import Stage
from tests.factories.zone import set_zone

# What no event holds: secrets, sign-ins, letters, what is not saved yet.
NOT_REBUILT = {"invitation", "sign_in", "sign_in_attempt", "working_copy", "letter"}
# A password, when an event was followed, the count of writes, and ids that nothing refers to.
NOT_COMPARED = {
    "person": {"password_hash"},
    "event": {"processed_at"},
    "document": {"version"},
    "assignment": {"id"},
    "role_grant": {"id"},
}


def test_every_table_comes_back_row_by_row(stage: Stage) -> None:
    tell(stage)
    stage.follow_up()
    before = all_rows(stage)
    told = kinds(stage)
    assert verify(stage.services) == []

    lose_database(stage)
    count = rebuilding.rebuild(stage.services)

    assert told == known_kinds(), "the story misses a kind of act"
    assert count == len(before["event"])
    assert all_rows(stage) == before
    assert verify(stage.services) == []


def test_settings_come_back_with_the_zone_and_as_they_were_before_there_was_one(stage: Stage) -> None:
    stage.follow_up()
    for zone in ("UTC", "Europe/Moscow"):
        if zone != "UTC":
            set_zone(stage, zone)
            stage.follow_up()
        lose_database(stage)
        rebuilding.rebuild(stage.services)
        with stage.services.readers() as session:
            assert council_of(session).time_zone == zone
        assert verify(stage.services) == []


def test_people_come_back_without_passwords(stage: Stage) -> None:
    stage.follow_up()

    lose_database(stage)
    rebuilding.rebuild(stage.services)

    assert stage.person("drafter").name == "Анна Серова"
    assert stage.person("drafter").password_hash == ""


def test_work_goes_on_with_new_ids_after_a_rebuild(stage: Stage) -> None:
    document_id = stage.draft()
    stage.follow_up()
    lose_database(stage)
    rebuilding.rebuild(stage.services)
    highest = highest_event(stage)

    stage.save(document_id, "# Положение {#t1}\n\nИначе. {#p1}\n")
    stage.follow_up()

    assert stage.document(document_id).current_id == highest + 1
    assert verify(stage.services) == []


def test_a_database_with_events_is_not_overwritten(stage: Stage) -> None:
    stage.follow_up()
    before = all_rows(stage)

    with pytest.raises(WrongState, match=r"^rebuild\.not_empty"):
        rebuilding.rebuild(stage.services)

    assert all_rows(stage) == before


def test_a_repository_without_a_journal_is_refused(stage: Stage) -> None:
    lose_database(stage)
    head = stage.services.drafts.ref("refs/heads/journal")
    (stage.services.drafts.path / "refs/heads/journal").unlink()

    with pytest.raises(Damaged, match=r"^journal\.missing"):
        rebuilding.rebuild(stage.services)

    assert head is not None


def test_a_missing_revision_is_refused_and_leaves_the_database_empty(stage: Stage) -> None:
    document_id = stage.draft()
    stage.follow_up()
    commit = stage.revision(document_id).commit
    lose_database(stage)
    (stage.services.drafts.path / "objects" / commit[:2] / commit[2:]).unlink()

    with pytest.raises(NotFound, match=r"^git\.no_such_commit"):
        rebuilding.rebuild(stage.services)

    assert highest_event(stage) == 0


def test_progress_is_told(stage: Stage) -> None:
    stage.follow_up()
    lose_database(stage)
    steps: list[tuple[int, int]] = []

    count = rebuilding.rebuild(stage.services, lambda done, total: steps.append((done, total)))

    assert steps == [(done, count) for done in range(1, count + 1)]


# --- helpers ---------------------------------------------------------------------------------------------


def lose_database(stage: Stage) -> None:
    stage.installation.engine.dispose()
    for path in Path(stage.installation.settings.data).glob("council.db*"):
        path.unlink()
    upgrade(stage.installation.engine)


def all_rows(stage: Stage) -> dict[str, list[dict[str, Any]]]:
    tables = {}
    with stage.services.readers() as session:
        for table in Base.metadata.sorted_tables:
            if table.name in NOT_REBUILT:
                continue
            left_out = NOT_COMPARED.get(table.name, set())
            columns = [column for column in table.columns if column.name not in left_out]
            rows = [dict(row) for row in session.execute(select(*columns)).mappings()]
            tables[table.name] = sorted(rows, key=str)
    return tables


def kinds(stage: Stage) -> set[str]:
    with stage.services.readers() as session:
        return set(session.scalars(select(Event.kind)))


def highest_event(stage: Stage) -> int:
    with stage.services.readers() as session:
        return session.scalar(select(func.max(Event.id))) or 0
