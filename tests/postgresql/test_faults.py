"""A PostgreSQL that is locked, ends connections or takes none: people get a message and continue later."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
from psycopg import sql

from cmia_docs.actions.operation.verify import verify
from tests.conftest import app_for_tests, close, settings_for
from tests.factories.product import Product
from tests.faults.broken import WORDS, in_time, refused_for_now, typed_save
from tests.postgresql.server import Server
from tests.web.editor.editing import EditorPage

BUSY = "Another program has locked the database, so nothing was changed."


@pytest.fixture
def impatient(product: Product, server: Server, database: str) -> Iterator[Product]:
    """The product with a database URL that sets how long to wait for a lock."""
    address = f"{server.url(database)}&options=-c%20lock_timeout%3D300"
    settings = settings_for(product.installation.settings.data, CMIA_DATABASE_URL=address)
    app = app_for_tests(settings, product.clock, product.mail)
    yield Product(app, product.clock, product.mail)
    app.extensions["cmia_docs_installation"].follow_up.stop()
    close(app)


def test_how_long_one_waits_is_set_on_every_connection(product: Product) -> None:
    with product.installation.engine.connect() as connection:
        assert connection.exec_driver_sql("SHOW lock_timeout").scalar() == "10s"


def test_a_document_locked_by_another_process(impatient: Product, server: Server, database: str) -> None:
    document_id = impatient.draft()
    editor = EditorPage(impatient, document_id)
    with psycopg.connect(f"user=postgres dbname={database} host={server.folder}") as other:
        other.execute("SELECT id FROM document WHERE id = %s FOR UPDATE", (document_id,))
        refused_for_now(typed_save(editor), BUSY)
        assert editor.client.get(f"/documents/{document_id}").status_code == 200

    assert typed_save(editor).status_code == 302
    impatient.follow_up()
    assert verify(impatient.services) == []


def test_connections_that_are_ended_and_refused(impatient: Product, server: Server, database: str) -> None:
    document_id = impatient.draft()
    editor, follow_up = EditorPage(impatient, document_id), impatient.installation.follow_up
    follow_up.start()
    with psycopg.connect(f"user=postgres dbname=postgres host={server.folder}", autocommit=True) as admin:
        allow = sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS {}")
        admin.execute(allow.format(sql.Identifier(database), sql.SQL("false")))
        admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (database,)
        )
        fields = {"op": "save", "base": 1, "version": 0, "message": WORDS, "text.ru.c1": WORDS}
        refused_for_now(
            editor.client.post(editor.url, data=fields), "The database cannot be used at the moment."
        )
        assert editor.client.get("/register").status_code == 503
        assert editor.client.get("/healthz").status_code == 200
        assert editor.client.get("/readyz").status_code == 503
        assert in_time(lambda: follow_up.error == "database.unavailable")
        admin.execute(allow.format(sql.Identifier(database), sql.SQL("true")))

    assert typed_save(editor).status_code == 302
    assert in_time(lambda: follow_up.error == "" and verify(impatient.services) == [])
