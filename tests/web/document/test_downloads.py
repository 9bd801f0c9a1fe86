"""The files of a revision: exactly what is stored, with its sum, for who may see that revision."""

from __future__ import annotations

import io
import re
from hashlib import sha256

import docx
import pytest

from tests.factories.product import RUSSIAN, Product
from tests.web.reading import EVERYBODY, read, statuses, words

CHANGED = RUSSIAN.replace("рекомендательный", "обязательный")


def test_a_text_is_given_byte_for_byte(product: Product) -> None:
    document_id = product.draft()
    answer = product.client("drafter").get(f"/documents/{document_id}/downloads/1/ru.md")
    document, revision = product.document(document_id), product.revision(document_id)
    assert answer.data == product.services.drafts.read(revision.commit, f"{document.slug}/ru.md")
    assert sha256(answer.data).hexdigest() == revision.sums["ru"]
    assert answer.headers["Content-Type"] == "text/markdown; charset=utf-8"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    name = "regulation-on-the-scientific-advisory-board-r1-ru.md"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'


def test_the_page_shows_the_sum_of_each_text(product: Product) -> None:
    document_id = product.draft()
    page = read(product, "drafter", f"/documents/{document_id}/downloads")
    sums = product.revision(document_id).sums
    assert re.findall(r'<code class="sum-whole">(\w+)</code>', page) == list(sums.values())
    assert re.findall(r'<a class="name" href="([^"]+)"', page) == [
        f"/documents/{document_id}/downloads/1/{name}" for name in ("ru.docx", "ru.md", "en.docx", "en.md")
    ]


def test_a_word_file_has_the_text(product: Product) -> None:
    document_id = product.draft()
    answer = product.client("drafter").get(f"/documents/{document_id}/downloads/1/ru.docx")
    assert answer.headers["Content-Disposition"].endswith('-r1-ru.docx"')
    word = docx.Document(io.BytesIO(answer.data))
    assert [paragraph.text for paragraph in word.paragraphs][:2] == [
        "Положение о Научно-консультативном совете",
        "Глава I. Общие положения",
    ]
    assert word.core_properties.author == "Анна Серова"
    english = product.client("drafter", language="ru").get(f"/documents/{document_id}/downloads/1/en.docx")
    header = docx.Document(io.BytesIO(english.data)).sections[0].header
    assert header.paragraphs[0].text == "Regulation\tRevision 1, 2 March 2026"


def test_any_revision_that_the_person_sees_is_offered(product: Product) -> None:
    document_id = product.draft()
    product.save(document_id, CHANGED)
    page = words(read(product, "drafter", f"/documents/{document_id}/downloads?revision=1"))
    assert "Revision 2, 2 March 2026 Revision 1, 2 March 2026" in page
    old = product.client("drafter").get(f"/documents/{document_id}/downloads/1/ru.md").text
    new = product.client("drafter").get(f"/documents/{document_id}/downloads/2/ru.md").text
    assert (old, new) == (RUSSIAN, CHANGED)


@pytest.mark.parametrize("ending", ["md", "docx"])
def test_a_reviewer_gets_only_what_was_sent(product: Product, ending: str) -> None:
    document_id = product.consolidated()
    product.save(document_id, CHANGED)
    for number, status in ((1, 200), (2, 404)):
        address = f"/documents/{document_id}/downloads/{number}/ru.{ending}"
        assert product.client("belarus").get(address).status_code == status
    page = read(product, "belarus", f"/documents/{document_id}/downloads")
    assert "downloads/2" not in page


@pytest.mark.parametrize("path", ["", "/1/ru.md", "/1/ru.docx"])
def test_nothing_is_there_for_who_may_not_know_of_the_document(product: Product, path: str) -> None:
    answers = statuses(product, EVERYBODY, f"/documents/{product.draft()}/downloads{path}")
    assert answers == dict.fromkeys(EVERYBODY, 404) | {"drafter": 200, "secretary": 200}


def test_everybody_signed_in_gets_an_adopted_text(product: Product) -> None:
    answers = statuses(product, EVERYBODY, f"/documents/{product.adopted()}/downloads/1/ru.md")
    assert answers == dict.fromkeys(EVERYBODY, 200)


@pytest.mark.parametrize(
    "path",
    [
        "/1/xx.md",
        "/0/ru.md",
        "/9/ru.md",
        "/99999999999999/ru.md",
        "/1/..%2Fdocument.json",
        "/1/ru.pdf",
        "/1/ru%00.md",
    ],
)
def test_what_is_not_there_is_not_found(product: Product, path: str) -> None:
    assert product.client("drafter").get(f"/documents/{product.draft()}/downloads{path}").status_code == 404
