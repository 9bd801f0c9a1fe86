"""A plain text file as the text of one language."""

from __future__ import annotations

from io import BytesIO

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from cmia_docs.actions.document.revisions import MOST_UNITS
from tests.actions.editor.editing import editor_of, keep, seen, words
from tests.factories.product import ENGLISH, Product
from tests.web.reading import words as reads

PLAIN = "\n".join(line.partition(" {#")[0] for line in ENGLISH.replace("Purpose", "Aim").split("\n"))


def send(
    product: Product, document_id: int, content: bytes | None, language: str = "en", **more: str
) -> TestResponse:
    """Send the form with a file."""
    client: FlaskClient = product.client("drafter")
    now = seen(product, document_id)
    sent: dict[str, object] = {"base": now.base, "version": now.version, "language": language} | more
    if content is not None:
        sent["file"] = (BytesIO(content), "../../etc/<b>passwd")
    answer = client.post(
        f"/documents/{document_id}/edit/import", data=sent, content_type="multipart/form-data"
    )
    # The client puts a large request into a file of its own and leaves it open.
    answer.request.environ["wsgi.input"].close()
    return answer


def test_a_file_takes_the_place_of_the_text_in_the_working_copy(product: Product) -> None:
    document_id = product.draft()
    assert product.client("drafter").get(f"/documents/{document_id}/edit/import").status_code == 200

    answer = send(product, document_id, PLAIN.encode())

    assert (answer.status_code, answer.location) == (302, f"/documents/{document_id}/edit")
    texts = editor_of(product, document_id).texts
    assert words(product, document_id, "a1", "en") == "Aim"
    assert [unit.id for unit in texts["en"].units] == [unit.id for unit in texts["ru"].units]
    assert product.revision(document_id).number == 1


def test_what_was_typed_is_replaced_only_if_that_is_meant(product: Product) -> None:
    document_id = product.draft()
    keep(product, document_id, {"en": {"c1": "Typed."}})

    answer = send(product, document_id, PLAIN.encode())
    assert answer.status_code == 422
    assert "Confirm that the file replaces it, or save first." in reads(answer.text)
    assert words(product, document_id, "c1", "en") == "Typed."

    assert send(product, document_id, PLAIN.encode(), replace="y").status_code == 302
    assert (
        words(product, document_id, "c1", "en") == "The Scientific Advisory Board gives opinions on drafts."
    )


def test_the_other_language_may_have_been_typed_in(product: Product) -> None:
    document_id = product.draft()
    keep(product, document_id, {"ru": {"c1": "Набрано."}})

    assert send(product, document_id, PLAIN.encode()).status_code == 302
    assert words(product, document_id, "c1") == "Набрано."


@pytest.mark.parametrize(
    ("content", "status", "sentence"),
    [
        (None, 422, "Choose a file."),
        (b"", 422, "This file is empty. Choose another."),
        (b" \n\n", 422, "This file is empty. Choose another."),
        (b"\xcf\xf0\xe8\xe2\xe5\xf2", 422, "This is not a plain text in UTF-8: line 1 cannot be read."),
        (b"PK\x03\x04\x14\x00\x06\x00", 422, "This is not a plain text in UTF-8: line 1 cannot be read."),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", 422, "This is not a plain text in UTF-8: line 2 cannot be read."),
        (
            "раз\n\x1b[31mдва".encode(),
            422,
            "Line 2 contains the character U+001B, which is not allowed in a text.",
        ),
        ("я".encode() * 1_000_001, 422, "This file is too large: the limit is 2.0 MB."),
        ("а\n\n".encode() * (MOST_UNITS + 1), 413, "This text has too many elements: the limit is 10000."),
        (b"5-1.\n" * 400_000, 413, "This text has too many elements: the limit is 10000."),
    ],
    ids=["none", "empty", "blank", "cp1251", "zip", "pdf", "escape", "large", "units", "lines"],
)
def test_a_file_that_cannot_be_taken_is_refused_at_its_field(
    product: Product, content: bytes | None, status: int, sentence: str
) -> None:
    document_id = product.draft()

    answer = send(product, document_id, content)

    assert answer.status_code == status
    assert sentence in reads(answer.text)
    assert "<b>passwd" not in answer.text
    assert editor_of(product, document_id).copy is None


def test_markup_in_a_file_is_text(product: Product) -> None:
    document_id = product.draft()

    send(product, document_id, b"# <script>alert(1)</script>\n\n1. <img src=x onerror=alert(1)>\n")

    page = product.client("drafter").get(f"/documents/{document_id}/edit").text
    assert "<script>alert" not in page
    assert "&lt;img src=x onerror=alert(1)&gt;" in page


def test_a_language_that_is_none_is_refused(product: Product) -> None:
    document_id = product.draft()

    assert send(product, document_id, PLAIN.encode(), language="kk").status_code == 422
    assert editor_of(product, document_id).copy is None


def test_while_the_document_is_handed_over_no_file_is_taken(product: Product) -> None:
    document_id = product.in_check()

    assert product.client("drafter").get(f"/documents/{document_id}/edit/import").status_code == 409
    assert send(product, document_id, PLAIN.encode()).status_code == 409


def test_another_window_is_not_overwritten(product: Product) -> None:
    document_id = product.draft()

    answer = send(product, document_id, PLAIN.encode(), version="7")

    assert answer.status_code == 409
    assert editor_of(product, document_id).copy is None
