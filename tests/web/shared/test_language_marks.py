"""What people typed is marked with its language where that is not the page's."""

from __future__ import annotations

import pytest
from flask_babel import force_locale
from markupsafe import Markup

from cmia_docs.web.shared.language_marks import lang_of, script_of
from tests.factories.product import Product
from tests.web.page_words import PageWords
from tests.web.reading import read


@pytest.mark.parametrize(
    ("words", "script"),
    [
        ("Учтено.", "Cyrl"),
        ("See Article 5, в частности пункт 2 настоящей статьи", "Cyrl"),
        ("Accepted", "Latn"),
        ("Ընդունված է", "Armn"),
        ("5-1, § 3", None),
        ("", None),
        ("採択", None),
    ],
)
def test_the_script_is_that_of_most_letters(words: str, script: str | None) -> None:
    assert script_of(words) == script


@pytest.mark.parametrize(
    ("page", "words", "attribute"),
    [
        ("en_GB", "Учтено", ' lang="ru"'),
        ("ru", "Учтено", ""),
        ("ru", "Accepted", ' lang="en"'),
        ("en_GB", "Accepted", ""),
        ("en_GB", "Ընդունված է", ""),
        ("en_GB", None, ""),
        ("en_GB", Markup("<b>Учтено</b>"), ""),
    ],
)
def test_only_another_script_of_the_council_is_marked(
    product: Product, page: str, words: str | None, attribute: str
) -> None:
    with product.app.test_request_context(), force_locale(page):
        assert str(lang_of(words)) == attribute


def test_a_message_in_russian_is_marked_on_an_english_page(product: Product) -> None:
    document_id = product.draft()
    product.save(document_id, "# Положение {#t1}\n", message="Сокращено до наименования")
    page = PageWords(read(product, "drafter", f"/documents/{document_id}/history"))
    assert "Сокращено до наименования" in page.in_language("ru")
    assert "Сокращено до наименования" not in page.in_language("en")
