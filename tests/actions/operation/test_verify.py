"""`verify` names each way in which database, repositories and indexes can disagree, and nothing else."""

from __future__ import annotations

import zlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text

from cmia_docs.actions.follow_up.journal import JOURNAL
from cmia_docs.actions.follow_up.publishing import MAIN, tag_note
from cmia_docs.actions.follow_up.worker import branch_of
from cmia_docs.actions.operation.differences import Difference
from cmia_docs.actions.operation.verify import verify
from cmia_docs.models import Act, Event
from cmia_docs.rules.people_payloads import Reminded
from cmia_docs.stores.git.store import CommitSpec, GitStore, Signature
from tests.factories.played import play
from tests.factories.product import Product

SOMEBODY = Signature("Некто", "somebody@example.org", datetime(2026, 3, 3, tzinfo=UTC))
SLUG = "regulation-on-the-scientific-advisory-board"


@pytest.fixture(scope="module")
def prepared(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An act in force and a draft with two revisions; everything followed up."""

    def story(product: Product) -> None:
        product.in_force()
        product.save(product.draft(), "# Проект {#t1}\n\nТекст. {#p1}\n")

    return play(prepared, tmp_path_factory.mktemp("verify"), story)


@pytest.fixture
def adopted(product: Product) -> int:
    """The document of the act in force."""
    with product.services.readers() as db:
        return db.scalars(select(Act.document_id)).one()


def codes(product: Product) -> list[str]:
    return [difference.code for difference in verify(product.services)]


def test_a_sound_installation_has_no_difference(product: Product) -> None:
    assert verify(product.services) == []


def test_progress_counts_documents(product: Product, adopted: int) -> None:
    steps: list[tuple[int, int]] = []

    verify(product.services, lambda done, total: steps.append((done, total)))

    assert steps == [(1, 2), (2, 2)]


def test_an_event_that_waits_is_a_difference(product: Product, adopted: int) -> None:
    document_id = product.draft()
    event = product.document(document_id).current_id

    differences = verify(product.services)

    assert Difference("journal.event_missing", f"event {event}") in differences
    assert Difference("branch.differs", f"document {document_id}") in differences
    assert Difference("index.differs", f"index drafts, document {document_id}, ru") in differences


# --- journal ---------------------------------------------------------------------------------------------


def test_an_event_changed_in_the_database(product: Product, adopted: int) -> None:
    execute(product, "UPDATE event SET actor_name = 'Другой' WHERE id = :id", id=adopted)

    assert codes(product) == ["journal.event_differs"]


def test_an_event_removed_from_the_database(product: Product, adopted: int) -> None:
    with product.work("administrator") as work:
        event = work.record(Reminded(person_id=product.person("expert").id))
    product.follow_up()
    execute(product, "DELETE FROM event WHERE id = :id", id=event.id)

    assert verify(product.services) == [Difference("journal.event_not_in_database", f"event {event.id}")]


def test_a_journal_cut_short(product: Product, adopted: int) -> None:
    drafts = product.services.drafts
    head = ref(drafts, JOURNAL)
    last, before = drafts.log(head, limit=2)
    drafts.move_ref(JOURNAL, before.id, head)

    assert verify(product.services) == [
        Difference("journal.event_missing", f"event {last.trailer('Event')}"),
    ]


def test_a_journal_that_was_rewritten(product: Product, adopted: int) -> None:
    """The same words on another parent: the chain shows it."""
    drafts = product.services.drafts
    head = ref(drafts, JOURNAL)
    last, _, before = drafts.log(head, limit=3)
    forged = drafts.write_commit(
        CommitSpec({}, (before.id,), last.author, last.committer, last.message, last.trailers)
    )
    drafts.move_ref(JOURNAL, forged, head)

    assert codes(product) == ["journal.event_missing", "journal.commit_differs"]


def test_an_event_doubled_in_the_journal(product: Product, adopted: int) -> None:
    drafts = product.services.drafts
    head = ref(drafts, JOURNAL)
    last = drafts.commit_info(head)
    again = drafts.write_commit(
        CommitSpec({}, (head,), last.author, last.committer, last.message, last.trailers)
    )
    drafts.move_ref(JOURNAL, again, head)

    assert codes(product) == ["journal.event_doubled", "journal.commit_differs"]


def test_a_commit_in_the_journal_that_is_no_event(product: Product, adopted: int) -> None:
    drafts = product.services.drafts
    head = ref(drafts, JOURNAL)
    drafts.move_ref(JOURNAL, drafts.write_commit(stray({}, head)), head)

    assert codes(product) == ["journal.unreadable"]


# --- revisions -------------------------------------------------------------------------------------------


def test_a_branch_moved(product: Product, adopted: int) -> None:
    drafts = product.services.drafts
    head = ref(drafts, branch_of(adopted))
    drafts.move_ref(branch_of(adopted), drafts.write_commit(stray({"x.md": b"x"}, head)), head)

    assert verify(product.services) == [Difference("branch.differs", f"document {adopted}")]


def test_a_branch_of_nothing(product: Product, adopted: int) -> None:
    drafts = product.services.drafts
    drafts.move_ref("refs/heads/999", ref(drafts, JOURNAL), None)

    assert verify(product.services) == [Difference("branch.unknown", "refs/heads/999")]


def test_a_sum_changed_in_the_database(product: Product, adopted: int) -> None:
    execute(
        product, "UPDATE revision SET sums = replace(sums, 'ru', 'kk') WHERE document_id = :id", id=adopted
    )

    differences = codes(product)

    assert differences.count("git.no_such_file") >= 1
    assert differences.count("rows.differ") == 2


def test_a_parent_changed_in_the_database(product: Product, adopted: int) -> None:
    execute(product, "UPDATE revision SET parent = NULL WHERE number = 2")

    assert sorted(codes(product)) == ["revision.parent_differs", "rows.differ", "rows.differ"]


def test_a_damaged_object(product: Product, adopted: int) -> None:
    revision = product.revision(adopted)
    blob = product.services.drafts.files(revision.commit)[f"{SLUG}/ru.md"]
    flip(product.services.drafts, blob)

    differences = verify(product.services)

    assert Difference("git.object_damaged", f"document {adopted}, revision 1") in differences
    assert {difference.code for difference in differences} >= {"git.object_damaged", "repository"}


# --- rows ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE position SET kind = 'objection' WHERE state = 'KZ'",
        "UPDATE document SET stage = 'draft'",
        "UPDATE act SET number = 'СМВД/1999/1'",
        "UPDATE role_grant SET role = 'administrator' WHERE role = 'expert'",
        "UPDATE person SET email = 'thief@example.org' WHERE email = 'chair@cmia.test'",
    ],
)
def test_a_row_changed_behind_the_events(product: Product, adopted: int, change: str) -> None:
    execute(product, change)

    assert "rows.differ" in codes(product)


def test_a_row_removed(product: Product, adopted: int) -> None:
    execute(product, "DELETE FROM position WHERE state = 'KZ'")

    (difference,) = verify(product.services)

    assert difference.code == "rows.differ"
    assert difference.where.startswith("position, only by its events: ")


# --- register --------------------------------------------------------------------------------------------


def test_a_tag_removed(product: Product, adopted: int) -> None:
    (product.services.register.path / "refs/tags" / SLUG).unlink()

    assert verify(product.services) == [Difference("register.tag_missing", "act СМВД/2026/1")]


def test_a_tag_moved(product: Product, adopted: int) -> None:
    register = product.services.register
    (register.path / "refs/tags" / SLUG).write_text(ref(register, MAIN) + "\n")

    assert verify(product.services) == [Difference("register.tag_differs", "act СМВД/2026/1")]


def test_a_tag_that_says_something_else(product: Product, adopted: int) -> None:
    register = product.services.register
    marked = register.commit_info(ref(register, f"refs/tags/{SLUG}")).id
    (register.path / "refs/tags" / SLUG).unlink()
    register.create_tag(SLUG, marked, "СМВД/2026/7", SOMEBODY)

    assert verify(product.services) == [Difference("register.tag_differs", "act СМВД/2026/1")]


@pytest.mark.parametrize(
    "path", [*(f"{SLUG}/{name}" for name in ("ru.md", "act.json", "document.json")), "SHA256SUMS"]
)
def test_a_file_of_the_register_changed(product: Product, adopted: int, path: str) -> None:
    on_register(product, {path: b"changed"})

    assert verify(product.services) == [
        Difference("register.unknown_commit", "event None"),
        Difference("register.file_differs", path),
    ]


@pytest.mark.parametrize("path", ["readme.md", f"{SLUG}/kk.md"])
def test_a_file_added_to_the_register(product: Product, adopted: int, path: str) -> None:
    on_register(product, {path: b"new"})

    assert Difference("register.unknown_file", path) in verify(product.services)


def test_the_register_set_back(product: Product, adopted: int) -> None:
    register = product.services.register
    head = ref(register, MAIN)
    first = register.log(head)[-1]
    register.move_ref(MAIN, first.id, head)

    assert codes(product) == ["register.history_differs", "register.file_differs"]


@pytest.mark.parametrize("what", ["file", "day"])
def test_a_rewritten_history_with_the_same_end(product: Product, adopted: int, what: str) -> None:
    register = product.services.register
    second, first = register.log(ref(register, MAIN))
    day = timedelta(days=1) if what == "day" else timedelta()
    with product.services.readers() as db:
        note = tag_note(db.get_one(Event, db.scalars(select(Act.id)).one()))
    head: str | None = None
    for commit in (first, second):
        files = {path: register.read(commit.id, path) for path in register.files(commit.id)}
        more = {"secret.md": b"shown for a time"} if commit is first and what == "file" else {}
        spec = CommitSpec(
            files=files | more,
            parents=() if head is None else (head,),
            author=replace(commit.author, at=commit.author.at - day),
            committer=commit.committer,
            message=commit.message,
            trailers=commit.trailers,
        )
        head = register.write_commit(spec)
        if commit is first:
            (register.path / "refs/tags" / SLUG).unlink()
            register.create_tag(SLUG, head, *note)
    (register.path / MAIN).write_text(f"{head}\n")

    assert set(codes(product)) == {"register.commit_differs"}


def test_the_register_lost(product: Product, adopted: int) -> None:
    register = product.services.register
    (register.path / MAIN).unlink()

    assert codes(product).count("register.file_missing") == 5


def test_a_branch_in_the_register(product: Product, adopted: int) -> None:
    register = product.services.register
    register.move_ref("refs/heads/other", ref(register, MAIN), None)

    assert verify(product.services) == [Difference("register.unknown_ref", "refs/heads/other")]


def test_a_damaged_object_of_the_register(product: Product, adopted: int) -> None:
    register = product.services.register
    flip(register, register.files(ref(register, MAIN))[f"{SLUG}/ru.md"])

    assert set(codes(product)) == {"git.object_damaged", "register.repository"}


def test_a_damaged_commit_of_the_register(product: Product, adopted: int) -> None:
    register = product.services.register
    flip(register, ref(register, MAIN))

    assert Difference("git.object_damaged", "register") in verify(product.services)


# --- indexes ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["adopted", "drafts"])
def test_an_index_gone(product: Product, adopted: int, name: str) -> None:
    (product.installation.settings.index / name / "current").unlink()

    assert verify(product.services) == [Difference("search.index_missing", f"index {name}")]


def test_an_entry_missing_from_an_index(product: Product, adopted: int) -> None:
    product.services.adopted_index.delete([f"{adopted}/adopted/ru/a1"])

    assert verify(product.services) == [Difference("index.differs", f"index adopted, document {adopted}, ru")]


# --- helpers ---------------------------------------------------------------------------------------------


def execute(product: Product, statement: str, **values: object) -> None:
    # Without checks of foreign keys, as somebody who tampers with the database would do it.
    with product.installation.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        connection.execute(text(statement), values)
        connection.commit()
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA foreign_keys=ON")
        connection.exec_driver_sql("BEGIN")


def ref(store: GitStore, name: str) -> str:
    commit = store.ref(name)
    assert commit is not None
    return commit


def stray(files: dict[str, bytes], parent: str) -> CommitSpec:
    return CommitSpec(files, (parent,), SOMEBODY, SOMEBODY, "Правка", base=parent)


def on_register(product: Product, files: dict[str, bytes]) -> None:
    register = product.services.register
    head = ref(register, MAIN)
    register.move_ref(MAIN, register.write_commit(stray(files, head)), head)


def flip(store: GitStore, blob: str) -> None:
    """Change one byte of a loose object, as a failing disk may."""
    path: Path = store.path / "objects" / blob[:2] / blob[2:]
    content = bytearray(zlib.decompress(path.read_bytes()))
    content[-2] ^= 1
    path.chmod(0o644)
    path.write_bytes(zlib.compress(bytes(content)))
