"""Beginning a document: from its type's template, from files, and what is refused without losing a word."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from cmia_docs.models import Document
from cmia_docs.queries.document.grants import rights_subject_of
from cmia_docs.queries.document.texts import sources_of, texts_of
from cmia_docs.text.model import Text, UnitKind
from tests.factories.product import Product

RUSSIAN, ENGLISH = "Положение об обмене сведениями", "Regulation on the exchange of information"
XSS = "<script>alert(1)</script> **жирный** {#t1} [[a1]]"


def typed(**changes: Any) -> dict[str, Any]:
    """A filled form."""
    return {
        "act_type": "regulation", "title_ru": RUSSIAN, "title_en": ENGLISH, "languages": ["ru", "en"],
        "authentic": ["ru"], "initiator": "KG", "source": "template", "slug": "",
    } | changes  # fmt: skip


def send(client: FlaskClient, **changes: Any) -> TestResponse:
    """Send the form as a browser does."""
    # The client would leave a large body's file open; bytes it only passes on.
    boundary, body = encode_multipart(typed(**changes))
    return client.post("/documents/new", data=body, content_type=f"multipart/form-data; boundary={boundary}")


def file(content: bytes, name: str = "текст.md") -> FileStorage:
    """A file to upload."""
    return FileStorage(io.BytesIO(content), name)


def made(product: Product, answer: TestResponse) -> tuple[Document, dict[str, Text]]:
    """The document that an answer leads to, with its texts."""
    assert answer.status_code == 302
    match = re.fullmatch(r"/documents/(\d+)", answer.location)
    assert match
    document = product.document(int(match[1]))
    return document, texts_of(product.services.drafts, document.slug, product.revision(document.id))


def count(product: Product) -> int:
    """How many documents there are."""
    with product.services.readers() as db:
        return db.scalar(select(func.count(Document.id))) or 0


def headings(text: Text) -> list[str]:
    """Labels and words of the articles."""
    return [f"{unit.label} {unit.text}" for unit in text.units if unit.kind is UnitKind.ARTICLE]


def test_a_drafter_begins_one_from_the_template(product: Product) -> None:
    document, texts = made(product, send(product.client("drafter")))
    assert (document.slug, document.act_type, document.initiator, document.stage) == (
        "regulation-on-the-exchange-of-information", "regulation", "KG", "draft",
    )  # fmt: skip
    assert document.titles == {"ru": RUSSIAN, "en": ENGLISH}
    assert (texts["ru"].units[0].text, texts["en"].units[0].text) == (RUSSIAN, ENGLISH)
    assert headings(texts["ru"])[:2] == ["Статья 1. Предмет", "Статья 2. Правовая основа"]
    assert [unit.id for unit in texts["ru"].units] == [unit.id for unit in texts["en"].units]
    with product.services.readers() as db:
        assert rights_subject_of(db, document).drafters == {product.person("drafter").id}


def test_the_secretariat_begins_one_that_waits_for_a_drafter(product: Product) -> None:
    document, _texts = made(product, send(product.client("secretary"), initiator="-"))
    with product.services.readers() as db:
        assert rights_subject_of(db, document).drafters == frozenset()


@pytest.mark.parametrize("who", ["belarus", "expert", "chair", "administrator", "auditor"])
def test_others_do_not_begin_documents(product: Product, who: str) -> None:
    client = product.client(who)
    assert (client.get("/documents/new").status_code, send(client).status_code) == (403, 403)
    assert count(product) == 0


def test_the_public_is_asked_to_sign_in(product: Product) -> None:
    assert product.client().get("/documents/new").status_code == 302
    assert send(product.client()).status_code == 403


def test_a_title_is_put_into_the_text_as_words(product: Product) -> None:
    document, texts = made(product, send(product.client("drafter"), title_ru=XSS))
    assert document.titles["ru"] == XSS
    title = texts["ru"].units[0]
    assert (title.id, title.kind, title.text) == (
        "t1",
        UnitKind.TITLE,
        r"<script>alert(1)</script> \*\*жирный\*\* {#t1} \[\[a1]]",
    )
    page = product.client("drafter").get(f"/documents/{document.id}?languages=ru").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; **жирный** {#t1} [[a1]]" in page


def test_files_become_the_texts(product: Product) -> None:
    russian = "\ufeffПоложение\r\n\r\nСтатья 1. Предмет\r\n\r\n1. Настоящее Положение определяет порядок.\r\n"
    english = "Regulation\n\nArticle 1. Subject\n\n1. This Regulation lays down a procedure.\n"
    _document, texts = made(
        product,
        send(
            product.client("drafter"),
            source="file",
            file_ru=file(russian.encode(), "../../etc/passwd"),
            file_en=file(english.encode(), "--output=x.md"),
        ),
    )
    assert [(unit.kind, unit.label, unit.text) for unit in texts["ru"].units] == [
        (UnitKind.TITLE, "", "Положение"),
        (UnitKind.ARTICLE, "Статья 1.", "Предмет"),
        (UnitKind.CLAUSE, "1.", "Настоящее Положение определяет порядок."),
    ]
    assert [unit.id for unit in texts["ru"].units] == [unit.id for unit in texts["en"].units]
    assert texts["en"].units[2].text == "This Regulation lays down a procedure."


def test_a_language_without_a_file_begins_as_a_copy(product: Product) -> None:
    answer = send(product.client("drafter"), source="file", file_ru=file("1. Один.\n".encode()))
    _document, texts = made(product, answer)
    assert texts["en"].units == texts["ru"].units


def test_a_downloaded_text_begins_another_with_the_same_words(product: Product) -> None:
    first = product.draft()
    source = sources_of(product.services.drafts, product.document(first).slug, product.revision(first))["ru"]
    answer = send(product.client("drafter"), source="file", languages=["ru"], file_ru=file(source.encode()))
    document, _texts = made(product, answer)
    assert sources_of(product.services.drafts, document.slug, product.revision(document.id)) == {"ru": source}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "This file is empty. Choose another."),
        (b"\xef\xbb\xbf \r\n", "This file is empty. Choose another."),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "This is not a plain text in UTF-8: line 1 cannot be read."),
        (b"PK\x03\x04\x14\x00\x06\x00\x08\x00", "This is not a plain text in UTF-8: line 1 cannot be read."),
        (b"text\x00text", "This is not a plain text in UTF-8: line 1 cannot be read."),
        ("Положение".encode("cp1251"), "This is not a plain text in UTF-8: line 1 cannot be read."),
        ("Положение".encode("utf-16"), "This is not a plain text in UTF-8: line 1 cannot be read."),
        (b"\xed\xa0\x80", "This is not a plain text in UTF-8: line 1 cannot be read."),
        (b"text\x1btext", "Line 1 contains the character U+001B, which is not allowed in a text."),
        (b"1.\n" * 15_000, "This text has too many elements: the limit is 10000. Split it."),
        (b"1\n" * 40_000, "This text has too many elements: the limit is 10000. Split it."),
        (b"a" * 10_000_000, "This file is too large: the limit is 2.0 MB. Split the text."),
    ],
)
def test_a_file_that_is_no_text_is_refused_in_a_sentence(
    product: Product, content: bytes, sentence: str
) -> None:
    answer = send(product.client("drafter"), source="file", file_ru=file(content))
    assert answer.status_code == 422
    assert sentence in answer.text
    assert f'value="{RUSSIAN}"' in answer.text
    assert count(product) == 0


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"title_ru": ""}, "title_ru", "This field is required."),
        ({"title_ru": " "}, "title_ru", "This field is required."),
        ({"title_ru": "а" * 501}, "title_ru", "Field cannot be longer than 500 characters."),
        (
            {"title_ru": "а\u202eб"},
            "title_ru",
            "There is an invisible or unassigned character (U+202E). Remove it.",
        ),
        (
            {"title_en": "a\0b"},
            "title_en",
            "There is an invisible or unassigned character (U+0000). Remove it.",
        ),
        (
            {"title_en": "a\r\nb"},
            "title_en",
            "There is an invisible or unassigned character (U+000D). Remove it.",
        ),
        ({"act_type": ""}, "act_type", "This field is required."),
        ({"act_type": "../regulation"}, "act_type", "Not a valid choice."),
        ({"initiator": "XX"}, "initiator", "Not a valid choice."),
        (
            {"languages": ["en"]},
            "languages",
            "Choose languages of the council, including the working language.",
        ),
        ({"languages": ["ru"], "authentic": ["en"]}, "authentic", "An authentic language has to be one of"),
        ({"slug": "--output=x"}, "slug", "A short name consists of lower-case Latin letters"),
        ({"slug": "../x"}, "slug", "A short name consists of lower-case Latin letters"),
        ({"source": "file"}, "file_ru", "Choose a file."),
    ],
)
def test_a_fault_is_named_at_its_field_and_nothing_is_lost(
    product: Product, changes: dict[str, Any], field: str, sentence: str
) -> None:
    answer = send(product.client("drafter"), **({"slug": "kept-short-name"} | changes))
    assert answer.status_code == 422
    assert re.search(rf'<p class="form-error" id="{field}-error">.*?<span>{re.escape(sentence)}', answer.text)
    assert ENGLISH in answer.text or "title_en" in changes
    assert RUSSIAN in answer.text or "title_ru" in changes
    assert "kept-short-name" in answer.text or "slug" in changes
    assert count(product) == 0


def test_a_short_name_that_is_taken_is_refused(product: Product) -> None:
    client = product.client("drafter")
    assert send(client, slug="exchange").status_code == 302
    answer = send(client, slug="exchange")
    assert (answer.status_code, count(product)) == (422, 1)
    assert "The short name exchange is taken. Choose another." in answer.text
