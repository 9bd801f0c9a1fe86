"""A disk that is full or read-only: writers get a message, readers notice nothing; later all works again."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from cmia_docs.actions.follow_up import publishing, worker
from cmia_docs.actions.follow_up.worker import last_failure
from cmia_docs.actions.operation.verify import verify
from cmia_docs.fail_points import FailPoint
from cmia_docs.models.database import sqlite_module
from cmia_docs.stores.git import writer
from tests.cli.commands import at
from tests.conftest import app_for_tests, close, settings_for
from tests.factories.product import FakeClock, FakeMail, Product
from tests.faults.broken import WORDS, in_time, read_everywhere, refused_for_now, typed_save
from tests.faults.disks import fill, make_read_only, make_room, make_writable, small_disk
from tests.web.editor.editing import EditorPage

FULL = "The server&#39;s disk is full, so nothing was changed."
FULL_IN_RUSSIAN = "Диск сервера заполнен, поэтому ничего не изменено."
FULL_AT = [
    FailPoint.OBJECT_WRITTEN,
    FailPoint.BRANCH_MOVED,
    FailPoint.JOURNAL_WRITTEN,
    FailPoint.JOURNAL_MOVED,
    FailPoint.REGISTER_WRITTEN,
    FailPoint.REGISTER_MOVED,
    FailPoint.TAGGED,
    FailPoint.INDEXED,
]
READ_ONLY = "The server&#39;s disk is read-only at the moment, so nothing was changed."


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk."""
    with small_disk(tmp_path / "disk") as mounted:
        yield mounted


@pytest.fixture
def there(prepared: Path, disk: Path, clock: FakeClock, mail: FakeMail) -> Iterator[Product]:
    """The product with all its data on the small disk."""
    data = Path(shutil.copytree(prepared, disk / "var"))
    app = app_for_tests(settings_for(data), clock, mail)
    yield Product(app, clock, mail)
    app.extensions["cmia_docs_installation"].follow_up.stop()
    close(app)


def test_a_full_disk(there: Product, disk: Path) -> None:
    document_id, circulated = there.draft(), there.circulated()
    there.follow_up()
    editor, russian = EditorPage(there, document_id), there.client("drafter", "ru")
    belarus = there.client("belarus")
    fields = editor.fields() | {"op": "save", "text.ru.c1": WORDS, "message": WORDS}
    give = f"/documents/{circulated}/positions/give"
    position = {"seen": there.seen(circulated), "state": "BY", "kind": "objection", "note": WORDS * 600}
    there.draft()  # what the follow-up has before it
    fill(disk)

    refused_for_now(typed_save(editor), FULL)
    refused_for_now(russian.post(editor.url, data=fields), FULL_IN_RUSSIAN)
    # The log of the database has some room of its own: it takes some actions until the disk is needed.
    answers = (belarus.post(give, data=position) for _ in range(200))
    refused_for_now(next(answer for answer in answers if answer.status_code != 302), FULL)
    autosave = editor.client.post(
        f"{editor.url}/autosave", data=fields, headers={"Accept": "application/json"}
    )
    assert (autosave.status_code, autosave.headers["Retry-After"]) == (503, "10")
    assert autosave.json is not None
    assert autosave.json["message"].startswith("The server's disk is full")

    assert set(read_everywhere(editor.client, there.client(), document_id).values()) == {200}
    ready = there.client().get("/readyz")
    assert ready.json is not None
    assert (ready.status_code, ready.json["disk"]) == (503, "failing")
    doctor = at(there.installation.settings.data, "doctor")
    assert (doctor.code, "free some space" in doctor.out) == (1, True)

    following = there.installation.follow_up
    following.start()
    assert in_time(lambda: following.error != "")
    make_room(disk)
    assert typed_save(editor).status_code == 302
    in_time(lambda: following.error == "")
    assert (following.error, verify(there.services)) == ("", [])
    assert there.revision(document_id).message == WORDS
    assert last_failure(there.installation.settings.data) is None
    assert there.client().get("/readyz").status_code == 200


@pytest.mark.parametrize("point", FULL_AT, ids=[point.name.lower() for point in FULL_AT])
def test_a_disk_that_fills_up_while_events_are_followed(
    there: Product, disk: Path, monkeypatch: pytest.MonkeyPatch, point: FailPoint
) -> None:
    there.adopted()
    there.draft()

    def reached(step: FailPoint) -> None:
        if step is point and not (disk / "filler").exists():
            fill(disk)

    for module in (worker, publishing, writer):
        monkeypatch.setattr(module, "reached", reached)

    assert not there.installation.follow_up.attempt()
    assert there.client().get("/register").status_code == 200
    monkeypatch.undo()
    make_room(disk)

    # In the same process: nobody restarts a server because its disk was full for a moment.
    assert there.installation.follow_up.attempt()
    assert verify(there.services) == []


def test_a_read_only_file_system(
    there: Product, disk: Path, tmp_path: Path, clock: FakeClock, mail: FakeMail
) -> None:
    """As an operating system leaves it after an error of the disk: with the database's log in place."""
    document_id = there.draft()
    there.follow_up()
    with small_disk(tmp_path / "other") as other:
        database = sqlite_module().connect(there.installation.settings.data / "council.db")
        database.execute("SELECT count(*) FROM event").fetchone()
        data = Path(shutil.copytree(disk / "var", other / "var"))
        database.close()
        make_read_only(other)
        app = app_for_tests(settings_for(data), clock, mail)
        product = Product(app, clock, mail)
        token = there.client("drafter").get_cookie("cmia_sign_in")
        assert token is not None
        _broken(product, document_id, other)
        close(app)


def _broken(product: Product, document_id: int, disk: Path) -> None:
    public = product.client()
    pages = ("/sign-in", "/register", "/search?q=совет", "/healthz")
    assert {path: public.get(path).status_code for path in pages} == dict.fromkeys(pages, 200)
    ready = public.get("/readyz")
    assert ready.json is not None
    assert (ready.status_code, ready.json["disk"], ready.json["database"]) == (503, "failing", "ok")
    refused = public.post("/sign-in", data={"email": "drafter@cmia.test", "password": "x" * 20})
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "10")
    assert READ_ONLY in refused.text
    doctor = at(product.installation.settings.data, "doctor")
    assert (doctor.code, "read-only" in doctor.out) == (1, True)

    product.installation.engine.dispose()
    product.services.drafts_index.close()
    product.services.adopted_index.close()
    make_writable(disk)
    assert typed_save(EditorPage(product, document_id)).status_code == 302
    product.follow_up()
    assert verify(product.services) == []
