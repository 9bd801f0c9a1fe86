"""What is not the same on every database: ids that go on, commands, and a database that does not answer."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import func, select

from cmia_docs.actions.operation.rebuild import rebuild
from cmia_docs.actions.operation.verify import verify
from cmia_docs.models import Event
from cmia_docs.models.migrate import upgrade
from tests.cli.commands import flask
from tests.conftest import app_for_tests, close, settings_for
from tests.factories.product import FakeClock, FakeMail, Product
from tests.postgresql.server import Server


def test_a_rebuilt_database_goes_on_with_the_next_id(
    product: Product, server: Server, clock: FakeClock, mail: FakeMail
) -> None:
    document_id = product.circulated()
    product.follow_up()
    with product.services.readers() as db:
        highest = db.scalar(select(func.max(Event.id))) or 0
    empty = server.create()
    there = app_for_tests(
        settings_for(product.installation.settings.data, CMIA_DATABASE_URL=server.url(empty)), clock, mail
    )
    rebuilt = Product(there, clock, mail)
    upgrade(rebuilt.installation.engine)

    assert rebuild(rebuilt.services) == highest

    rebuilt.position(document_id, "belarus", "BY")
    rebuilt.follow_up()
    with rebuilt.services.readers() as db:
        assert db.scalar(select(func.max(Event.id))) == highest + 1
    assert verify(rebuilt.services) == []
    close(there)
    server.drop(empty)


def test_a_transaction_that_failed_leaves_a_gap_and_no_trouble(product: Product) -> None:
    with product.services.writers() as db:
        db.add(Event(at=product.clock(), kind="remind", actor_name="", actor_email="", data={"person": 1}))
        db.flush()
        db.rollback()
    document_id = product.draft()
    product.follow_up()
    assert product.document(document_id).stage == "draft"
    assert verify(product.services) == []


def test_commands_work_there(server: Server, tmp_path: Path) -> None:
    data, database = tmp_path / "var", server.create()
    url = {"CMIA_DATABASE_URL": server.url(database)}
    made = flask(data, "init", "--empty", "--admin-email", "admin@example.org", **url)
    assert made.code == 0
    assert not (data / "council.db").exists()
    assert flask(data, "verify", **url).code == 0
    again = flask(tmp_path / "other", "init", "--empty", "--admin-email", "admin@example.org", **url)
    assert again.code == 1
    assert again.sentence.startswith("The database at CMIA_DATABASE_URL already holds a council.")
    server.drop(database)
    gone = flask(data, "verify", **url)
    assert gone.code == 1
    assert gone.sentence.startswith("The database does not answer: ")
