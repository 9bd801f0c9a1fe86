"""Branches that a power cut emptied or took away: restored from their logs, never begun again."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from cmia_docs.actions.follow_up.journal import JOURNAL
from cmia_docs.actions.follow_up.publishing import MAIN
from cmia_docs.actions.follow_up.worker import branch_of
from cmia_docs.actions.operation.verify import verify
from tests.actions.operation.test_rebuild import all_rows, lose_database
from tests.cli.commands import at
from tests.factories.followed import refs
from tests.factories.product import Product

OTHER = "# Положение {#t1}\n\n1. Другие слова. {#c1}\n"


def remove(file: Path) -> None:
    """The file is gone."""
    file.unlink()


def empty(file: Path) -> None:
    """It was given its name, its content never reached the disk."""
    file.write_bytes(b"")


def cut(file: Path) -> None:
    """The first half did."""
    file.write_bytes(file.read_bytes()[:17])


def zeros(file: Path) -> None:
    """Its length did."""
    file.write_bytes(bytes(41))


DAMAGES = [remove, empty, cut, zeros]


def save_and_adopt(product: Product, document_id: int) -> None:
    """A save and an adoption after the damage."""
    product.save(document_id, OTHER)
    product.adopted("СМВД/2026/2")


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("ref", [JOURNAL, MAIN, "branch"])
def test_a_branch_goes_on_where_it_stood(product: Product, ref: str, damage: Callable[[Path], None]) -> None:
    document_id = product.draft()
    product.adopted()
    product.follow_up()
    store = product.services.register if ref == MAIN else product.services.drafts
    name = branch_of(document_id) if ref == "branch" else ref
    before = store.ref(name)
    damage(store.path / name)
    result = at(product.installation.settings.data, "doctor")
    assert result.code == 1
    assert f"{store.path / name} is lost or damaged." in result.out

    save_and_adopt(product, document_id)
    follow_up = product.installation.follow_up
    assert follow_up.attempt() or follow_up.attempt()

    after = store.ref(name)
    assert after is not None
    assert before in {commit.id for commit in store.log(after)}
    assert verify(product.services) == []


def test_at_its_start_the_follow_up_puts_all_of_them_back(product: Product) -> None:
    product.adopted()
    product.draft()
    product.follow_up()
    before = refs(product)
    for store in (product.services.drafts, product.services.register):
        store.pack_refs()
        (store.path / "packed-refs").write_bytes(b"")

    assert at(product.installation.settings.data, "follow-up", "--once").code == 0

    assert refs(product) == before
    assert verify(product.services) == []


def test_a_file_of_packed_branches_that_git_cannot_read_is_set_aside(product: Product) -> None:
    product.draft()
    product.follow_up()
    before = refs(product)
    product.services.drafts.pack_refs()
    packed = product.services.drafts.path / "packed-refs"
    packed.write_bytes(packed.read_bytes()[:-30])

    assert at(product.installation.settings.data, "follow-up", "--once").code == 0

    assert refs(product) == before


def test_a_log_that_was_cut_off_leads_to_the_last_commit_that_is_whole(product: Product) -> None:
    document_id = product.draft()
    product.follow_up()
    drafts = product.services.drafts
    before = drafts.ref(branch_of(document_id))
    log = drafts.path / "logs" / branch_of(document_id)
    missing = f"{before} {'7' * 40} CMIA Docs <cmia-docs@localhost> 1772442000 +0000\n{before} 12"
    log.write_bytes(log.read_bytes() + missing.encode())
    (drafts.path / branch_of(document_id)).unlink()

    assert drafts.restore_refs() == [branch_of(document_id)]

    assert drafts.ref(branch_of(document_id)) == before


def test_without_its_log_a_lost_journal_is_not_begun_anew(product: Product) -> None:
    document_id = product.draft()
    product.follow_up()
    drafts = product.services.drafts
    (drafts.path / JOURNAL).unlink()
    (drafts.path / "logs" / JOURNAL).unlink()
    product.save(document_id, OTHER)

    assert not product.installation.follow_up.attempt()

    assert drafts.ref(JOURNAL) is None
    assert product.installation.follow_up.error == "journal.lost"


def test_without_its_log_a_lost_register_is_not_begun_anew(product: Product) -> None:
    product.adopted()
    product.follow_up()
    register = product.services.register
    (register.path / MAIN).unlink()
    shutil.rmtree(register.path / "logs")
    product.adopted("СМВД/2026/2")

    assert not product.installation.follow_up.attempt()

    assert register.ref(MAIN) is None
    assert product.installation.follow_up.error == "register.lost"


def test_database_and_journal_lost_together_come_back(product: Product) -> None:
    product.adopted()
    product.follow_up()
    before = all_rows(product)
    lose_database(product)
    (product.services.drafts.path / JOURNAL).write_bytes(b"")

    result = at(product.installation.settings.data, "rebuild")

    assert (result.code, result.err) == (0, "")
    assert all_rows(product) == before
