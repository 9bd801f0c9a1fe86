"""A database that another process keeps for itself, or that goes away: writers are told, readers go on."""

from __future__ import annotations

import pytest

from cmia_docs.actions.verify import verify
from cmia_docs.models import database
from cmia_docs.models.database import sqlite_module
from tests.factories.stage import Stage
from tests.faults.broken import WORDS, in_time, read_everywhere, told, typed_save
from tests.web.editor import Desk

BUSY = "Something else keeps the database for itself just now, so nothing was changed."


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits ten seconds in a test; how long it is changes nothing else."""
    monkeypatch.setattr(database, "BUSY_TIMEOUT_MS", 300)


def test_the_write_lock_held_by_another_process(stage: Stage) -> None:
    document_id, circulated = stage.draft(), stage.circulated()
    desk, belarus, remarks = Desk(stage, document_id), stage.client("belarus"), stage.client("drafter")
    seen = stage.seen(document_id)
    stage.clock.advance(minutes=5)  # the pages below would note that the sign-ins are in use
    other = sqlite_module().connect(stage.installation.settings.data / "council.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    told(typed_save(desk), BUSY)
    give = f"/documents/{circulated}/positions/give"
    position = {"seen": stage.seen(circulated), "state": "BY", "kind": "objection", "note": WORDS}
    told(belarus.post(give, data=position), BUSY)
    add = {"seen": seen, "language": "ru", "unit": "c1", "state": "", "body": WORDS}
    told(remarks.post(f"/documents/{document_id}/remarks/add", data=add), BUSY)
    new = {"act_type": "regulation", "languages": ["ru"], "authentic": ["ru"], "initiator": "-"}
    new |= {"source": "template", "title_ru": WORDS}
    told(remarks.post("/documents/new", data=new), BUSY)
    kept = desk.client.post(f"{desk.url}/autosave", data=desk.fields() | {"text.ru.c1": WORDS})
    assert (kept.status_code, kept.headers["Retry-After"]) == (503, "10")
    assert set(read_everywhere(desk.client, stage.client(), document_id).values()) == {200}
    follow_up = stage.installation.follow_up
    follow_up.start()
    assert in_time(lambda: follow_up.error == "database.busy")

    other.execute("ROLLBACK")
    other.close()
    assert typed_save(desk).status_code == 302
    assert in_time(lambda: follow_up.error == "" and verify(stage.services) == [])
    follow_up.stop()
    assert stage.revision(document_id).message == WORDS


def test_a_database_that_is_taken_away_in_the_midst_of_a_save(stage: Stage) -> None:
    document_id = stage.draft()
    desk = Desk(stage, document_id)
    (stage.installation.settings.data / "council.db").unlink()

    told(typed_save(desk), "The database cannot be used just now. Nothing was changed.")
