"""The files of an adopted act: exactly what was adopted, for everybody, revalidated by its checksum."""

from __future__ import annotations

import hashlib
import io
import json
from datetime import datetime
from pathlib import Path

import docx
import pytest

from tests.factories.played import play
from tests.factories.product import RUSSIAN, Product
from tests.factories.register import AMENDED, LATER, fill_register


@pytest.fixture(scope="module")
def prepared(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return play(prepared, tmp_path_factory.mktemp("register"), fill_register)


def test_the_text_file_is_the_adopted_one_to_the_byte(product: Product) -> None:
    answer = product.client().get(f"/register/{LATER}/ru.md")
    entry = product.client().get(f"/register/{LATER}/act.json").get_json()

    assert answer.data.decode() == RUSSIAN
    assert hashlib.sha256(answer.data).hexdigest() == entry["revision"]["sums"]["ru"]
    assert answer.headers["Content-Type"] == "text/markdown; charset=utf-8"
    assert answer.headers["Content-Disposition"] == f"attachment; filename={LATER}-ru.md"


def test_the_entry_is_the_registers_own_file(product: Product) -> None:
    register = product.services.register
    head = register.ref("refs/heads/main")
    assert head is not None

    answer = product.client().get(f"/register/{AMENDED}/act.json")

    assert answer.data == register.read(head, f"{AMENDED}/act.json")
    assert json.loads(answer.data)["status"] == "amended"
    assert answer.headers["Content-Type"] == "application/json"


def test_the_entry_is_there_before_the_register_has_followed(product: Product) -> None:
    product.adopted(number="СМВД/2030/1")

    answer = product.client().get(f"/register/{AMENDED}-6/act.json")

    assert answer.get_json()["number"] == "СМВД/2030/1"


def test_the_word_file_holds_the_text_and_says_what_it_is(product: Product) -> None:
    answer = product.client().get(f"/register/{LATER}/ru.docx")

    document = docx.Document(io.BytesIO(answer.data))
    words = "\n".join(paragraph.text for paragraph in document.paragraphs)
    header = "\n".join(paragraph.text for paragraph in document.sections[0].header.paragraphs)
    assert "Научно-консультативный совет даёт заключения на проекты." in words
    assert "СМВД/2026/2" in header
    assert "12 марта 2026" in header
    assert document.core_properties.author == "Совет министров внутренних дел"
    assert answer.headers["Content-Disposition"] == f"attachment; filename={LATER}-ru.docx"


@pytest.mark.parametrize("name", ["ru.md", "ru.docx", "act.json"])
def test_a_file_is_sent_once_and_then_known_by_its_sum(product: Product, name: str) -> None:
    client = product.client()
    first = client.get(f"/register/{LATER}/{name}")

    again = client.get(f"/register/{LATER}/{name}", headers={"If-None-Match": first.headers["ETag"]})

    assert (first.status_code, again.status_code, again.data) == (200, 304, b"")
    assert first.headers["Cache-Control"] == "public, no-cache"
    assert "Set-Cookie" not in first.headers


def test_a_changed_legal_status_changes_the_sum_of_the_entry(product: Product) -> None:
    client = product.client()

    assert (
        client.get(f"/register/{LATER}/act.json").headers["ETag"]
        != (client.get(f"/register/{AMENDED}/act.json").headers["ETag"])
    )


def test_files_are_the_same_for_who_is_signed_in(product: Product) -> None:
    anyone, secretary = product.client(), product.client("secretary")

    for name in ("ru.md", "en.md", "en.docx", "act.json"):
        path = f"/register/{LATER}/{name}"
        assert anyone.get(path).data == secretary.get(path).data


def test_pages_are_not_stored_by_caches(product: Product) -> None:
    """They say who is signed in, and carry a nonce."""
    for who in (None, "secretary"):
        headers = product.client(who).get(f"/register/{LATER}").headers
        assert "ETag" not in headers
        assert "public" not in headers["Cache-Control"]


def test_the_entry_says_what_was_adopted_where_and_by_whom(product: Product) -> None:
    entry = product.client().get(f"/register/{LATER}/act.json").get_json()

    assert entry["titles"]["ru"] == "Положение о Научно-консультативном совете"
    assert entry["confirmed"]["by"] == product.actor("chair").name
    assert datetime.fromisoformat(entry["confirmed"]["at"]).date().isoformat() == entry["adopted_on"]
    assert set(entry["session"]) == {"begins_on", "ends_on", "places"}
