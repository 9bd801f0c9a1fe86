"""A page speaks one language: Russian pages hold no English words, English ones no Cyrillic letters.

Titles, texts and names in another language are in elements with their own `lang`; what the cast typed is
named here. Every route is walked, so that a new page is held to it as well.
"""

from __future__ import annotations

import re

import pytest

from tests.factories.council import CAST
from tests.factories.product import Product
from tests.web.every_page import every_page, scene
from tests.web.page_words import PageWords

_STRANGE = {"ru": re.compile(r"[A-Za-z]{2,}"), "en": re.compile(r"[А-Яа-яЁё]+")}
# Formats, programs, commands, addresses, sums, zones and Roman numbers are written alike in every language.
_ALIKE = re.compile(
    r"\S+@\S+|https?://\S+|[\w-]*\.(?:docx|md|txt|json)\b|\bflask \w+|\b[0-9a-f]{8,}\b|\b[IVXLC]+\b"
    r"|\b[A-Z][a-z]+/[A-Z][a-z]+\b"  # a time zone
    r"|\b(?:RU|UTC|SHA-256|UTF-8|DOCX|Word|Markdown|git|cookie)\b"
)
# What people typed, and the act's number: shown on every page as typed.
_TYPED = sorted([*(name for name, _, _ in CAST.values()), "Первая редакция", "СМВД/"], key=len, reverse=True)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_page_holds_no_words_of_another_language(product: Product, language: str) -> None:
    left: dict[str, list[str]] = {}
    for address, page in every_page(product, scene(product), language):
        for words in PageWords(page).in_language(language):
            if _STRANGE[language].search(_without_what_is_alike(words)):
                left.setdefault(words, []).append(address)
    assert {words: addresses[0] for words, addresses in left.items()} == {}


@pytest.mark.parametrize("language", ["ru", "en"])
def test_what_a_form_refuses_is_said_in_the_language_of_the_page(product: Product, language: str) -> None:
    answer = product.client(None, language).post("/sign-in", data={"email": "", "password": ""})
    shown = PageWords(answer.text).in_language(language)
    assert answer.status_code == 422
    assert [w for w in shown if _STRANGE[language].search(_without_what_is_alike(w))] == []
    assert ("Обязательное поле." in shown) == (language == "ru")


def _without_what_is_alike(words: str) -> str:
    for typed in _TYPED:
        words = words.replace(typed, "")
    return _ALIKE.sub("", words)
