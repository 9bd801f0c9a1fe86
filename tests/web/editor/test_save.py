"""Saving a revision from the editor."""

from __future__ import annotations

import pytest

from tests.actions.editor.editing import editor_of, words
from tests.factories.product import Product
from tests.web.editor.editing import EditorPage
from tests.web.reading import words as reads


def test_what_was_typed_becomes_the_next_revision(product: Product) -> None:
    document_id = product.draft()
    editor = EditorPage(product, document_id)

    answer = editor.press("save", follow=False, ru_c1="Совет даёт заключения.", message="Уточнено назначение")

    assert (answer.status_code, answer.location) == (302, f"/documents/{document_id}")
    saved = product.revision(document_id)
    assert (saved.number, saved.message, saved.author_name) == (2, "Уточнено назначение", "Анна Серова")
    assert editor_of(product, document_id).copy is None
    page = reads(editor.client.get(answer.location).text)
    assert "Revision 2 is saved." in page


@pytest.mark.parametrize(
    ("message", "sentence"),
    [
        ("", "This field is required."),
        ("  ", "This field is required."),
        ("a\x00b", "There is an invisible or unassigned character (U+0000). Remove it."),
        ("a\u202eb", "There is an invisible or unassigned character (U+202E). Remove it."),
        ("я" * 501, "This is too long: 501 characters; the limit is 500."),
    ],
)
def test_a_message_that_cannot_be_taken_comes_back_with_everything(
    product: Product, message: str, sentence: str
) -> None:
    document_id = product.draft()
    editor = EditorPage(product, document_id)

    answer = editor.press("save", ru_c1="Набрано.", message=message)

    assert answer.status_code == 422
    assert (
        editor.alert() == "The revision is not saved yet. What you typed is stored in your working copy. "
        f"Message : {sentence}"
    )
    assert editor.text("c1") == "Набрано."
    assert 'id="message" name="message" value="' + message in editor.page
    assert product.revision(document_id).number == 1
    assert words(product, document_id, "c1") == "Набрано."


def test_nothing_changed_is_nothing_to_save(product: Product) -> None:
    document_id = product.draft()
    editor = EditorPage(product, document_id)

    answer = editor.press("save", message="Ничего")

    assert answer.status_code == 422
    assert editor.alert() == "Nothing was changed, so there is nothing to save."
    assert 'value="Ничего"' in editor.page


def test_structure_and_words_are_saved_in_both_languages(product: Product) -> None:
    document_id = product.draft()
    editor = EditorPage(product, document_id)
    editor.press("add_after:c2")
    new = editor.units()[5]

    typed = {f"ru_{new}": "Новый пункт.", f"en_{new}": "A new clause."}
    editor.press("save", follow=True, **typed, message="Новый пункт")

    after = EditorPage(product, document_id)
    assert (after.text(new), after.text(new, "en")) == ("Новый пункт.", "A new clause.")
    assert product.revision(document_id).number == 2


def test_the_secretariat_saves_while_remarks_are_consolidated(product: Product) -> None:
    document_id = product.consolidated()

    EditorPage(product, document_id, "secretary").press(
        "save", ru_c1="По замечаниям.", message="По замечаниям"
    )

    assert product.revision(document_id).number == 2
