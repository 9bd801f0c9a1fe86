"""A lost database comes back from the repositories as it was."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from cmia_docs.actions.operation import rebuild as rebuilding
from cmia_docs.actions.operation.verify import verify
from cmia_docs.actions.projections import known_kinds
from cmia_docs.errors import Damaged, NotFound, NotPossible
from cmia_docs.models import Event
from cmia_docs.models.base import Base
from cmia_docs.models.migrate import upgrade
from cmia_docs.queries.council import council_of
from tests.factories.long_story import tell
from tests.factories.product import Product
from tests.factories.zone import set_zone

# What no event holds: secrets, sign-ins, notices, what is not saved yet.
NOT_REBUILT = {"invitation", "sign_in", "sign_in_attempt", "working_copy", "notice"}
# A password, when an event was followed, the count of writes, and ids that nothing refers to.
NOT_COMPARED = {
    "person": {"password_hash"},
    "event": {"processed_at"},
    "document": {"version"},
    "assignment": {"id"},
    "role_grant": {"id"},
}


def test_every_table_comes_back_row_by_row(product: Product) -> None:
    tell(product)
    product.follow_up()
    before = all_rows(product)
    happened = kinds(product)
    assert verify(product.services) == []

    lose_database(product)
    count = rebuilding.rebuild(product.services)

    assert happened == known_kinds(), "the story misses a kind of event"
    assert count == len(before["event"])
    assert all_rows(product) == before
    assert verify(product.services) == []


def test_settings_come_back_with_the_zone_and_as_they_were_before_there_was_one(product: Product) -> None:
    product.follow_up()
    for zone in ("UTC", "Europe/Moscow"):
        if zone != "UTC":
            set_zone(product, zone)
            product.follow_up()
        lose_database(product)
        rebuilding.rebuild(product.services)
        with product.services.readers() as db:
            assert council_of(db).time_zone == zone
        assert verify(product.services) == []


def test_people_come_back_without_passwords(product: Product) -> None:
    product.follow_up()

    lose_database(product)
    rebuilding.rebuild(product.services)

    assert product.person("drafter").name == "Анна Серова"
    assert product.person("drafter").password_hash == ""


def test_work_goes_on_with_new_ids_after_a_rebuild(product: Product) -> None:
    document_id = product.draft()
    product.follow_up()
    lose_database(product)
    rebuilding.rebuild(product.services)
    highest = highest_event(product)

    product.save(document_id, "# Положение {#t1}\n\nИначе. {#p1}\n")
    product.follow_up()

    assert product.document(document_id).current_id == highest + 1
    assert verify(product.services) == []


def test_a_database_with_events_is_not_overwritten(product: Product) -> None:
    product.follow_up()
    before = all_rows(product)

    with pytest.raises(NotPossible, match=r"^rebuild\.not_empty"):
        rebuilding.rebuild(product.services)

    assert all_rows(product) == before


def test_a_repository_without_a_journal_is_refused(product: Product) -> None:
    lose_database(product)
    head = product.services.drafts.ref("refs/heads/journal")
    (product.services.drafts.path / "refs/heads/journal").unlink()

    with pytest.raises(Damaged, match=r"^journal\.missing"):
        rebuilding.rebuild(product.services)

    assert head is not None


def test_a_missing_revision_is_refused_and_leaves_the_database_empty(product: Product) -> None:
    document_id = product.draft()
    product.follow_up()
    commit = product.revision(document_id).commit
    lose_database(product)
    (product.services.drafts.path / "objects" / commit[:2] / commit[2:]).unlink()

    with pytest.raises(NotFound, match=r"^git\.no_such_commit"):
        rebuilding.rebuild(product.services)

    assert highest_event(product) == 0


def test_progress_is_reported(product: Product) -> None:
    product.follow_up()
    lose_database(product)
    steps: list[tuple[int, int]] = []

    count = rebuilding.rebuild(product.services, lambda done, total: steps.append((done, total)))

    assert steps == [(done, count) for done in range(1, count + 1)]


# --- helpers ---------------------------------------------------------------------------------------------


def lose_database(product: Product) -> None:
    product.installation.engine.dispose()
    for path in Path(product.installation.settings.data).glob("council.db*"):
        path.unlink()
    upgrade(product.installation.engine)


def all_rows(product: Product) -> dict[str, list[dict[str, Any]]]:
    tables = {}
    with product.services.readers() as db:
        for table in Base.metadata.sorted_tables:
            if table.name in NOT_REBUILT:
                continue
            left_out = NOT_COMPARED.get(table.name, set())
            columns = [column for column in table.columns if column.name not in left_out]
            rows = [dict(row) for row in db.execute(select(*columns)).mappings()]
            tables[table.name] = sorted(rows, key=str)
    return tables


def kinds(product: Product) -> set[str]:
    with product.services.readers() as db:
        return set(db.scalars(select(Event.kind)))


def highest_event(product: Product) -> int:
    with product.services.readers() as db:
        return db.scalar(select(func.max(Event.id))) or 0
