"""`flask backup`: a running system is copied, whole or not at all, and people can work with the copy."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest
from sqlalchemy import text

from cmia_docs import create_app
from cmia_docs.actions.operation import backup as backing_up
from cmia_docs.actions.operation.maintain import maintenance_lock
from cmia_docs.errors import Damaged
from cmia_docs.reasons.operation import BackupDamaged
from cmia_docs.stores.git.store import GitStore
from cmia_docs.version import VERSION
from tests.cli.commands import at, flask, refused, start
from tests.conftest import close, settings_for
from tests.factories.long_story import tell
from tests.factories.played import play
from tests.factories.product import FakeClock, FakeMail, Product
from tests.factories.writing import writing
from tests.faults.disks import small_disk
from tests.models.samples import taken


@pytest.fixture(scope="module")
def prepared(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A council's work with every kind of event, followed."""
    return play(prepared, tmp_path_factory.mktemp("backup"), tell)


@pytest.fixture
def worked(product: Product) -> Path:
    """The data folder of that work, with a draft that waits for the follow-up."""
    product.draft()
    return product.installation.settings.data


@pytest.fixture
def backup_folder(worked: Path, tmp_path: Path) -> Path:
    """A backup of it."""
    assert at(worked, "backup", str(tmp_path / "kept")).code == 0
    return tmp_path / "kept"


def test_a_restore_drill(product: Product, worked: Path, tmp_path: Path) -> None:
    """A backup is restored on another machine, and the result is used."""
    (worked / "files").mkdir()
    (worked / "files" / "scan.pdf").write_bytes(b"%PDF")
    made = flask(worked, "backup", str(tmp_path / "kept"))
    assert (made.code, made.err) == (0, "")
    assert made.out.startswith(f"{tmp_path}/kept: 7 documents, ")
    before = taken(product.installation.engine)
    shutil.move(worked, tmp_path / "burnt")

    other = tmp_path / "other machine" / "var"
    result = flask(other, "restore", str(tmp_path / "kept"))

    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines()[1] == "Database, repositories and indexes agree. Next: flask serve."
    assert at(other, "verify").code == 0
    assert (other / "files" / "scan.pdf").read_bytes() == b"%PDF"
    assert (other / "secret.key").read_bytes() == (tmp_path / "burnt" / "secret.key").read_bytes()
    restored = opened(other)
    after = taken(restored.installation.engine)
    for event in (*before["event"], *after["event"]):
        event["processed_at"] = event["journal_commit"] = None
    assert after == before
    # People can work there.
    restored.clock.advance(days=400)
    restored.draft()
    restored.follow_up()
    close(restored.app)
    assert at(other, "verify").code == 0


def opened(data: Path) -> Product:
    """The product on a restored folder."""
    clock, mail = FakeClock(), FakeMail()
    return Product(create_app(settings_for(data), clock=clock, mail=mail), clock, mail)


def test_writers_at_work_do_not_notice_and_the_copy_is_whole(product: Product, tmp_path: Path) -> None:
    drafts = [product.draft(), product.draft()]
    begun = revisions(product)
    product.follow_up()
    data = product.installation.settings.data
    acknowledged: list[tuple[set[int], set[int]]] = []
    with writing(data, drafts, tmp_path) as writers:
        for number in range(2):
            before = writers.acknowledged()
            result = at(data, "backup", str(tmp_path / f"kept{number}"))
            assert (result.code, result.err) == (0, "")
            acknowledged.append((set(before), set(writers.acknowledged())))
            writers.wait_for(1)
        writers.stop()
    for number, (earlier, later) in enumerate(acknowledged):
        saves = restored_revisions(tmp_path / f"kept{number}", tmp_path / f"other{number}") - begun
        # All that was acknowledged before it began is in it; a save of each writer may be under way.
        assert earlier <= saves
        assert len(saves - later) <= len(drafts)
    product.follow_up()
    assert at(data, "verify").code == 0


def restored_revisions(backup_folder: Path, folder: Path) -> set[int]:
    """The revisions of a backup, which is restored and is sound."""
    assert at(folder, "restore", str(backup_folder)).code == 0
    assert at(folder, "verify").code == 0
    restored = opened(folder)
    numbers = revisions(restored)
    close(restored.app)
    return numbers


def revisions(product: Product) -> set[int]:
    """The ids of all revisions."""
    return {row["id"] for row in taken(product.installation.engine)["revision"]}


def test_it_is_for_its_owner_alone(backup_folder: Path, tmp_path: Path) -> None:
    assert at(tmp_path / "other", "restore", str(backup_folder)).code == 0
    for folder in (backup_folder, tmp_path / "other"):
        assert [path for path in (folder, *folder.rglob("*")) if path.stat().st_mode & 0o077] == []


def test_plain_tools_can_check_it_and_it_is_plain_git(backup_folder: Path) -> None:
    subprocess.run(["sha256sum", "--quiet", "-c", "SHA256SUMS"], cwd=backup_folder, check=True)
    for repository in ("drafts.git", "register.git"):
        subprocess.run(
            ["git", f"--git-dir={backup_folder / repository}", "fsck", "--full", "--strict"], check=True
        )
    assert sorted(path.name for path in backup_folder.iterdir()) == [
        "SHA256SUMS",
        "backup.json",
        "council.db",
        "drafts.git",
        "register.git",
        "secret.key",
    ]


def test_what_is_there_is_not_overwritten(backup_folder: Path, worked: Path) -> None:
    before = (backup_folder / "SHA256SUMS").read_bytes()
    refused(at(worked, "backup", str(backup_folder)), f"{backup_folder} exists already.")
    refused(at(worked, "backup", str(worked / "here")), f"{worked / 'here'} is in the data folder.")
    refused(at(worked, "restore", str(backup_folder)), f"{worked} already holds an installation.")
    assert (backup_folder / "SHA256SUMS").read_bytes() == before
    strange = worked.parent / "strange"
    strange.mkdir()
    (strange / "letter.txt").write_text("mine")
    refused(
        at(strange, "restore", str(backup_folder)),
        f"{strange} was left incomplete by a killed process, or holds",
    )
    assert (strange / "letter.txt").read_text() == "mine"


def test_it_says_which_version_made_it(backup_folder: Path) -> None:
    assert json.loads((backup_folder / "backup.json").read_text())["version"] == VERSION


def test_a_disk_without_room_is_named(worked: Path, tmp_path: Path) -> None:
    result = flask(worked, "backup", str(tmp_path / "kept"), before=("prlimit", "--fsize=100000"))
    refused(result, "The database could not be copied: ")
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("kept")] == []


def test_the_disk_that_is_full_is_named_not_the_one_that_is_read(worked: Path, tmp_path: Path) -> None:
    # Room for the database, and for little else.
    size = f"{(worked / 'council.db').stat().st_size // 1024 + 64}k"
    with small_disk(tmp_path / "disk", size) as disk:
        refused(at(worked, "backup", str(disk / "kept")), f"{disk}/kept.part/drafts.git/objects/")
        assert list(disk.iterdir()) == []
    backup_folder = tmp_path / "kept"
    assert at(worked, "backup", str(backup_folder)).code == 0
    with small_disk(tmp_path / "other", size) as disk:
        result = at(disk / "var", "restore", str(backup_folder))
        refused(result, f"{disk}/var/drafts.git/objects/")
        assert result.sentence.endswith(": the disk is full there. Make room and try again.")
        assert [path.name for path in (disk / "var").iterdir()] == ["setup.lock"]


def test_a_damaged_installation_gives_no_backup(worked: Path, tmp_path: Path) -> None:
    store = GitStore(worked / "drafts.git")
    oid = store.ref("refs/heads/journal") or ""
    store.close()
    (worked / "drafts.git" / "objects" / oid[:2] / oid[2:]).unlink()
    assert at(worked, "backup", str(tmp_path / "kept")).code == 1
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("kept")] == []


def test_what_would_not_pass_the_check_is_no_backup(product: Product, worked: Path, tmp_path: Path) -> None:
    with product.installation.engine.begin() as connection:
        connection.execute(text("UPDATE person SET name = 'Некто' WHERE email = 'chair@cmia.test'"))

    result = at(worked, "backup", str(tmp_path / "kept"))

    # The row as it is, and as the events give it.
    refused(result, "No backup was made: the copy would not pass `flask verify` (2 differences, the first: ")
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("kept")] == []


def test_the_index_is_neither_copied_nor_written_to(product: Product, worked: Path, tmp_path: Path) -> None:
    def index() -> dict[Path, bytes]:
        folder = product.installation.settings.index
        return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    before = index()

    assert at(worked, "backup", str(tmp_path / "kept")).code == 0

    # A draft waits to be indexed: this is left to the follow-up.
    assert index() == before
    assert not (tmp_path / "kept" / "index").exists()


def test_one_that_is_killed_never_looks_whole(worked: Path, tmp_path: Path) -> None:
    process = start(worked, "backup", str(tmp_path / "kept"))
    part, deadline = tmp_path / "kept.part", time.monotonic() + 60
    while not part.exists() and time.monotonic() < deadline:
        time.sleep(0.005)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert not (tmp_path / "kept").exists()
    refused(at(tmp_path / "other", "restore", str(part)), f"{part} holds no backup, or one that was not")
    # The next one clears the remains away.
    assert at(worked, "backup", str(tmp_path / "kept")).code == 0
    assert not part.exists()


def test_remains_of_killed_ones_are_cleared_away_where_backups_are_collected(
    worked: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    # Whole but for its name, too: it was killed while all was brought to the disk.
    for name in ("cmia-docs-20250101T000000Z.part/drafts.git", "mine.part", "cmia-docs-notes.part"):
        (folder / name).mkdir(parents=True)
    (folder / "cmia-docs-20250101T000000Z.part" / "backup.json").write_text("{}")
    with maintenance_lock(worked):
        refused(at(worked, "backup", "--keep", "2", str(folder)), "A backup or the maintenance is running")
    assert (folder / "cmia-docs-20250101T000000Z.part").exists()
    result = at(worked, "backup", "--keep", "2", str(folder))
    assert (result.code, result.out.splitlines()[0]) == (
        0,
        f"{folder}/cmia-docs-20250101T000000Z.part: removed; a killed backup had left it.",
    )
    assert len(list(folder.iterdir())) == 3
    assert (folder / "mine.part").exists()


def test_remains_that_describe_themselves_are_cleared_away_too(worked: Path, tmp_path: Path) -> None:
    (tmp_path / "kept.part").mkdir()
    (tmp_path / "kept.part" / "backup.json").write_text("{}")
    assert at(worked, "backup", str(tmp_path / "kept")).code == 0
    assert not (tmp_path / "kept.part").exists()


def test_a_whole_one_is_not_taken_for_remains(backup_folder: Path, worked: Path, tmp_path: Path) -> None:
    backup_folder.rename(tmp_path / "kept.part")
    refused(at(worked, "backup", str(tmp_path / "kept")), f"{tmp_path / 'kept.part'} exists already.")
    assert (tmp_path / "kept.part" / "council.db").exists()


def test_it_waits_for_nobody_else_who_copies(worked: Path, tmp_path: Path) -> None:
    with maintenance_lock(worked):
        refused(at(worked, "backup", str(tmp_path / "kept")), "A backup or the maintenance is running")


def test_so_many_are_kept(worked: Path, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    for name in (
        "cmia-docs-20250101T000000Z",
        "cmia-docs-20250102T000000Z",
        "cmia-docs-unfinishedZ",
        "other",
    ):
        (folder / name).mkdir(parents=True)
    for name in ("cmia-docs-20250101T000000Z", "cmia-docs-20250102T000000Z"):
        (folder / name / "backup.json").write_text("{}")
    result = at(worked, "backup", "--keep", "2", str(folder))
    assert result.code == 0
    assert result.out.splitlines()[-1] == (
        f"{folder}/cmia-docs-20250101T000000Z: removed, 2 newer ones are kept."
    )
    names = sorted(path.name for path in folder.iterdir())
    assert (names[0], names[2:]) == ("cmia-docs-20250102T000000Z", ["cmia-docs-unfinishedZ", "other"])
    assert json.loads((worked / "last-backup.json").read_text())["target"] == f"{folder}/{names[1]}"


def test_a_disk_that_fills_up_leaves_nothing(
    product: Product, worked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_folder: Path) -> None:
        raise Damaged(BackupDamaged("x"))

    monkeypatch.setattr(backing_up, "write_sums", full)
    with pytest.raises(Damaged):
        backing_up.backup(product.services, product.installation.engine, worked, tmp_path / "kept")
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("kept")] == []
