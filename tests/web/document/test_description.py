"""Changing the description: a revision of its own, with nothing typed lost where it is refused."""

from __future__ import annotations

import re
from typing import Any

import pytest
from werkzeug.test import TestResponse

from cmia_docs.queries.document.texts import texts_of
from tests.factories.product import RUSSIAN, Product
from tests.web.reading import EVERYBODY, read, statuses

XSS = "<script>alert(1)</script>"


def send(product: Product, document_id: int, who: str = "drafter", **changes: Any) -> TestResponse:
    """Send the form as it is, but for these changes."""
    typed = {
        "seen": product.seen(document_id), "title_ru": "Положение о Совете",
        "title_en": "Regulation on the Board",
        "languages": ["ru", "en"], "authentic": ["ru", "en"], "initiator": "BY", "message": "Короче",
    } | changes  # fmt: skip
    return product.client(who).post(f"/documents/{document_id}/description", data=typed)


def test_it_is_a_revision_that_keeps_the_texts(product: Product) -> None:
    document_id = product.draft()
    before = product.revision(document_id)
    answer = send(product, document_id)
    assert (answer.status_code, answer.location) == (302, f"/documents/{document_id}")
    document, after = product.document(document_id), product.revision(document_id)
    assert document.titles == {"ru": "Положение о Совете", "en": "Regulation on the Board"}
    assert (document.authentic, document.initiator) == (["ru", "en"], "BY")
    assert (after.number, after.message, after.sums) == (2, "Короче", before.sums)


def test_the_form_begins_with_what_is_said_now(product: Product) -> None:
    document_id = product.draft()
    page = read(product, "drafter", f"/documents/{document_id}/description")
    assert 'value="Положение о Научно-консультативном совете"' in page
    assert re.findall(r'<input checked[^>]* name="(\w+)"[^>]* value="(\w+)"', page) == [
        ("languages", "ru"), ("languages", "en"), ("authentic", "ru"),
    ]  # fmt: skip
    assert f'name="seen" type="hidden" value="{product.seen(document_id)}"' in page


def test_a_language_is_taken_off_and_added_again_as_a_copy(product: Product) -> None:
    document_id = product.draft()
    send(product, document_id, languages=["ru"], authentic=["ru"])
    assert list(product.revision(document_id).sums) == ["ru"]
    send(product, document_id)
    texts = texts_of(
        product.services.drafts, product.document(document_id).slug, product.revision(document_id)
    )
    assert texts["en"].units == texts["ru"].units


def test_who_may(product: Product) -> None:
    answers = statuses(product, EVERYBODY, f"/documents/{product.consolidated()}/description")
    assert answers == dict.fromkeys(EVERYBODY, 404) | {"drafter": 200, "secretary": 200, "belarus": 403}


def test_not_while_it_is_with_the_states(product: Product) -> None:
    document_id = product.circulated()
    assert product.client("drafter").get(f"/documents/{document_id}/description").status_code == 409
    assert send(product, document_id).status_code == 409
    assert product.revision(document_id).number == 1


def test_a_stale_form_comes_back_with_what_was_typed(product: Product) -> None:
    document_id = product.draft()
    seen = product.seen(document_id)
    product.save(document_id, RUSSIAN.replace("рекомендательный", "обязательный"))
    answer = send(product, document_id, seen=seen, title_ru="Моё наименование")
    assert answer.status_code == 409
    assert 'value="Моё наименование"' in answer.text
    assert f'href="/documents/{document_id}/compare?old=1&amp;new=2' in answer.text
    assert product.document(document_id).titles["ru"] == "Положение о Научно-консультативном совете"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title_ru": ""}, "title_ru"),
        ({"title_ru": "а" * 501}, "title_ru"),
        ({"title_ru": "а\u200bб"}, "title_ru"),
        ({"languages": ["en"]}, "languages"),
        ({"languages": ["ru"]}, "authentic"),
        ({"initiator": "XX"}, "initiator"),
        ({"message": "\x00"}, "message"),
        ({"message": "м" * 501}, "message"),
    ],
)
def test_a_fault_is_named_at_its_field(product: Product, changes: dict[str, Any], field: str) -> None:
    document_id = product.draft()
    answer = send(product, document_id, **changes)
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert "Regulation on the Board" in answer.text
    assert product.revision(document_id).number == 1


def test_nothing_changed_is_nothing_saved(product: Product) -> None:
    document_id = product.draft()
    send(product, document_id)
    answer = send(product, document_id)
    assert (answer.status_code, product.revision(document_id).number) == (422, 2)
    assert "Nothing was changed, so there is nothing to save." in answer.text


def test_markup_in_a_title_is_words(product: Product) -> None:
    document_id = product.draft()
    send(product, document_id, title_ru=XSS, title_en=XSS)
    for path in ("", "/history", "/downloads", "/description", "/compare", "/positions", "/remarks"):
        page = read(product, "drafter", f"/documents/{document_id}{path}")
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
