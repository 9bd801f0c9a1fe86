"""A database that another process locks, or that goes away: writers get a message, readers notice nothing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from cmia_docs.actions.operation.verify import verify
from cmia_docs.models import database
from cmia_docs.models.database import sqlite_module
from tests.factories.product import Product
from tests.faults.broken import WORDS, in_time, read_everywhere, refused_for_now, typed_save
from tests.web.editor.editing import EditorPage

BUSY = "Another program has locked the database, so nothing was changed."


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits ten seconds in a test; how long it is changes nothing else."""
    monkeypatch.setattr(database, "BUSY_TIMEOUT_MS", 300)


def test_the_write_lock_held_by_another_process(product: Product) -> None:
    document_id, circulated = product.draft(), product.circulated()
    editor, belarus, remarks = (
        EditorPage(product, document_id),
        product.client("belarus"),
        product.client("drafter"),
    )
    seen = product.seen(document_id)
    product.clock.advance(minutes=5)  # the pages below would note that the sign-ins are in use
    other = sqlite_module().connect(product.installation.settings.data / "council.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    refused_for_now(typed_save(editor), BUSY)
    give = f"/documents/{circulated}/positions/give"
    position = {"seen": product.seen(circulated), "state": "BY", "kind": "objection", "note": WORDS}
    refused_for_now(belarus.post(give, data=position), BUSY)
    add = {"seen": seen, "language": "ru", "unit": "c1", "state": "", "body": WORDS}
    refused_for_now(remarks.post(f"/documents/{document_id}/remarks/add", data=add), BUSY)
    new = {"act_type": "regulation", "languages": ["ru"], "authentic": ["ru"], "initiator": "-"}
    new |= {"source": "template", "title_ru": WORDS}
    refused_for_now(remarks.post("/documents/new", data=new), BUSY)
    autosave = editor.client.post(f"{editor.url}/autosave", data=editor.fields() | {"text.ru.c1": WORDS})
    assert (autosave.status_code, autosave.headers["Retry-After"]) == (503, "10")
    assert set(read_everywhere(editor.client, product.client(), document_id).values()) == {200}
    follow_up = product.installation.follow_up
    follow_up.start()
    assert in_time(lambda: follow_up.error == "database.busy")

    other.execute("ROLLBACK")
    other.close()
    assert typed_save(editor).status_code == 302
    assert in_time(lambda: follow_up.error == "" and verify(product.services) == [])
    follow_up.stop()
    assert product.revision(document_id).message == WORDS


def test_a_database_that_is_taken_away_in_the_midst_of_a_save(product: Product) -> None:
    document_id = product.draft()
    editor = EditorPage(product, document_id)
    (product.installation.settings.data / "council.db").unlink()

    refused_for_now(typed_save(editor), "The database cannot be used at the moment. Nothing was changed.")


def test_many_who_save_leave_threads_and_connections_to_who_reads(
    product: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_TIMEOUT_MS", 60_000)
    monkeypatch.setattr(database, "_LULL_MS", 100)
    editors = [EditorPage(product, product.draft()) for _ in range(2 * database._MOST_WAITING)]
    forms = [editor.fields() | {"op": "save", "text.ru.c1": WORDS, "message": WORDS} for editor in editors]
    reader = product.client("secretary")
    product.installation.engine.dispose()  # connections of the other patience
    other = sqlite_module().connect(product.installation.settings.data / "council.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with ThreadPoolExecutor(len(editors)) as threads:
        saves = [
            threads.submit(d.client.post, d.url, data=form) for d, form in zip(editors, forms, strict=True)
        ]
        half_were_refused = in_time(lambda: sum(save.done() for save in saves) == database._MOST_WAITING)
        read = reader.get("/documents").status_code
        other.execute("ROLLBACK")

    other.close()
    assert half_were_refused
    assert read == 200
    assert sorted(save.result().status_code for save in saves) == [302] * 8 + [503] * 8
    for save in saves:
        if save.result().status_code == 503:
            refused_for_now(save.result(), BUSY)
