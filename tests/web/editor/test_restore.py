"""An older revision's text taken into the editor from the history."""

from __future__ import annotations

import re

import pytest

from tests.actions.editor.editing import editor_of, keep, words
from tests.factories.product import RUSSIAN, Product
from tests.web.reading import words as reads


def with_two_revisions(product: Product) -> int:
    """A draft whose second revision differs in c2."""
    document_id = product.draft()
    product.save(document_id, RUSSIAN.replace("рекомендательный", "обязательный"))
    return document_id


def test_the_history_offers_older_revisions_to_those_who_may_write(product: Product) -> None:
    document_id = with_two_revisions(product)

    page = product.client("drafter").get(f"/documents/{document_id}/history").text
    buttons = re.findall(r'<button[^>]* form="restore" formaction="([^"]+)"', page)

    assert buttons == [f"/documents/{document_id}/edit/restore/1"]
    assert page.count('<form id="restore" method="post"') == 1
    handed_over = product.in_check()
    assert 'form="restore"' not in product.client("drafter").get(f"/documents/{handed_over}/history").text


def test_the_older_text_stands_in_the_editor_and_nothing_is_saved(product: Product) -> None:
    document_id = with_two_revisions(product)

    answer = product.client("drafter").post(f"/documents/{document_id}/edit/restore/1", follow_redirects=True)

    assert answer.status_code == 200
    assert "The text of revision 1 is in the editor. Save it to make it current." in reads(answer.text)
    assert words(product, document_id, "c2") == "Решения Совета носят рекомендательный характер."
    assert product.revision(document_id).number == 2


def test_a_working_copy_is_replaced_only_after_a_second_yes(product: Product) -> None:
    document_id = with_two_revisions(product)
    keep(product, document_id, {"ru": {"c1": "Набрано."}})
    client = product.client("drafter")
    address = f"/documents/{document_id}/edit/restore/1"

    first = client.post(address)
    assert first.status_code == 422
    assert "You have typed in this document and not saved it yet. Your text would be replaced." in reads(
        first.text
    )
    assert words(product, document_id, "c1") == "Набрано."

    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', first.text))
    keep(product, document_id, {"ru": {"c1": "Набрано ещё."}})
    assert client.post(address, data=hidden).status_code == 409
    assert words(product, document_id, "c1") == "Набрано ещё."

    hidden["version"] = str(editor_of(product, document_id).version)
    assert client.post(address, data=hidden).status_code == 302
    assert words(product, document_id, "c1").startswith("Научно-консультативный")


@pytest.mark.parametrize("number", [0, 3, 10**12])
def test_a_revision_that_is_not_there_is_not_found(product: Product, number: int) -> None:
    document_id = with_two_revisions(product)

    assert (
        product.client("drafter").post(f"/documents/{document_id}/edit/restore/{number}").status_code == 404
    )


def test_a_handed_over_document_is_left_alone(product: Product) -> None:
    document_id = product.in_check()

    assert product.client("drafter").post(f"/documents/{document_id}/edit/restore/1").status_code == 409
