"""A damaged object of git: never shown as if it were whole, named, and in nobody else's way."""

from __future__ import annotations

from pathlib import Path

import pytest

from cmia_docs.actions.follow_up.journal import JOURNAL
from cmia_docs.actions.operation.verify import verify
from cmia_docs.models.events import Event
from cmia_docs.stores.git.store import GitStore
from tests.factories.followed import head_of
from tests.factories.product import Product

DAMAGED = "A stored text is damaged and is not shown."


def object_of(product: Product, oid: str) -> Path:
    """The file of a loose object."""
    return product.services.drafts.path / "objects" / oid[:2] / oid[2:]


def flip(file: Path, offset: int) -> bytes:
    """Turn one bit over; the file as it was."""
    was = file.read_bytes()
    file.chmod(0o644)
    file.write_bytes(was[:offset] + bytes([was[offset] ^ 1]) + was[offset + 1 :])
    return was


def test_a_damaged_loose_object_stops_its_own_text_alone(product: Product) -> None:
    hurt, other = product.circulated(), product.draft()
    # Both began with the same words, which are one object.
    product.save(other, "# Положение {#t1}\n\n1. Иные слова. {#c1}\n")
    product.follow_up()
    oid = product.services.drafts.files(product.revision(hurt).commit)[f"{product.document(hurt).slug}/ru.md"]
    file = object_of(product, oid)
    was = flip(file, file.stat().st_size // 2)
    drafter, secretary = product.client("drafter"), product.client("secretary")

    answer = drafter.get(f"/documents/{hurt}")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
    assert DAMAGED in answer.text
    assert drafter.get(f"/documents/{other}").status_code == 200
    assert drafter.get("/documents").status_code == 200
    assert drafter.get("/search?in=drafts&q=совет").status_code == 200

    why = {"seen": product.seen(hurt), "reason": "Снят"}
    assert secretary.post(f"/documents/{hurt}/withdraw", data=why).status_code == 302
    product.save(other, "# Положение {#t1}\n\n1. Другие слова. {#c1}\n")
    product.follow_up()
    assert waiting(product) == 0
    assert "git.object_damaged" in {difference.code for difference in verify(product.services)}

    file.write_bytes(was)
    assert drafter.get(f"/documents/{hurt}").status_code == 200
    assert verify(product.services) == []


def test_a_lost_commit_is_damage_and_no_missing_page(product: Product) -> None:
    document_id = product.draft()
    product.follow_up()
    object_of(product, product.revision(document_id).commit).unlink()

    answer = product.client("drafter").get(f"/documents/{document_id}")

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
    assert DAMAGED in answer.text


def test_a_damaged_text_that_is_saved_again_can_be_read_again(product: Product) -> None:
    document_id = product.draft()
    words, others = (
        f"# Положение {{#t1}}\n\n1. {adjective} слова. {{#c1}}\n" for adjective in ("Те", "Иные")
    )
    product.save(document_id, words)
    files = product.services.drafts.files(product.revision(document_id).commit)
    file = object_of(product, files[f"{product.document(document_id).slug}/ru.md"])
    file.chmod(0o644)
    file.write_bytes(b"")  # as a power cut leaves it

    product.save(document_id, others)
    product.save(document_id, words)

    assert product.client("drafter").get(f"/documents/{document_id}").status_code == 200
    product.follow_up()
    assert verify(product.services) == []


def test_a_damaged_text_keeps_no_other_event_from_being_followed(product: Product) -> None:
    hurt, other = product.draft(), product.draft()
    files = product.services.drafts.files(product.revision(hurt).commit)
    oid = files[f"{product.document(hurt).slug}/ru.md"]
    file = object_of(product, oid)
    # Both began with the same words, which are one object.
    product.save(other, "# Положение {#t1}\n\n1. Другие слова. {#c1}\n")
    was = flip(file, file.stat().st_size // 2)

    product.follow_up()

    assert waiting(product) == 0
    page = product.client("drafter").get("/search?in=drafts&q=другие")
    assert f'href="/documents/{other}' in page.text
    file.write_bytes(was)


@pytest.mark.parametrize("content", [b"", b"no object", None])
def test_the_journal_writes_its_damaged_head_again(product: Product, content: bytes | None) -> None:
    document_id = product.draft()
    product.follow_up()
    file = object_of(product, head_of(product.services.drafts, JOURNAL))
    file.unlink()
    if content is not None:
        file.write_bytes(content)
    product.save(document_id, "# Положение {#t1}\n\n1. Другие слова. {#c1}\n")

    follow_up = product.installation.follow_up
    assert follow_up.attempt() or follow_up.attempt()

    assert verify(product.services) == []


def test_a_damaged_pack(product: Product) -> None:
    document_id = product.draft()
    product.follow_up()
    other = GitStore(product.services.drafts.path)
    other.repack()
    other.close()
    [pack] = (product.services.drafts.path / "objects" / "pack").glob("*.pack")
    whole = pack.read_bytes()
    pack.chmod(0o644)
    pack.write_bytes(whole[:12] + bytes(len(whole) - 12))
    client = product.client("drafter")

    listed = client.get("/documents")
    shown = client.get(f"/documents/{document_id}")

    assert listed.status_code == 200
    assert shown.status_code == 503
    assert shown.headers["Retry-After"] == "10"
    assert ("git.object_damaged", "journal") in {(d.code, d.where) for d in verify(product.services)}


@pytest.mark.parametrize("lock", ["packed-refs.lock", "refs/heads/journal.lock", "index.lock", "HEAD.lock"])
def test_a_lock_that_a_killed_git_left_is_cleared_away(product: Product, lock: str) -> None:
    document_id = product.draft()
    for store in (product.services.drafts, product.services.register):
        (store.path / lock).parent.mkdir(parents=True, exist_ok=True)
        (store.path / lock).touch()
    (product.services.drafts.path / f"refs/heads/{document_id}.lock").touch()

    product.follow_up()

    assert waiting(product) == 0
    assert verify(product.services) == []


def waiting(product: Product) -> int:
    """How many events were not processed."""
    with product.services.readers() as db:
        return db.query(Event).where(Event.processed_at.is_(None)).count()
