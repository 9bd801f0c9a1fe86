"""Typing: what is saved, what comes back with a message, and that nothing typed is lost."""

from __future__ import annotations

import pytest

from cmia_docs.actions.document import documents
from cmia_docs.actions.review import checking
from cmia_docs.rules.workflow import Role
from tests.actions.editor.editing import editor_of, words
from tests.factories.product import Product
from tests.web.editor.editing import EditorPage
from tests.web.reading import words as reads


def test_each_button_keeps_what_was_typed(product: Product) -> None:
    document_id = product.draft()
    for number, op in enumerate(
        ("keep", "tools:c2", "move:c2", "show:ru", "leave", "import_file", "nonsense")
    ):
        editor = EditorPage(product, document_id)

        answer = editor.press(op, ru_c1=f"Набрано {number}.")

        assert answer.status_code == 200
        assert words(product, document_id, "c1") == f"Набрано {number}."
    assert product.revision(document_id).number == 1


def test_what_cannot_be_kept_comes_back_at_its_field_and_the_rest_is_kept(product: Product) -> None:
    document_id = product.draft()
    editor = EditorPage(product, document_id)

    answer = editor.press(
        "save", ru_c1="раз\r\nдва", ru_c2="Кончается как {#id}", en_c1="a\x85b", message="Правка"
    )

    assert answer.status_code == 422
    assert editor.alert() == (
        "Correct what is marked. What you typed is below. "
        "Article 1, paragraph 1 (Russian) : An element is one paragraph, and this would make 2. It cannot be "
        "stored like this: split the element or join the lines. "
        "Article 1, paragraph 1 (English) : The character U+0085 at position 2 is not allowed in a text, so "
        "this was not stored. Remove it."
    )
    assert (editor.text("c1"), editor.text("c1", "en")) == ("раз\r\nдва", "a\x85b")
    assert editor.page.count('aria-invalid="true"') == 2
    assert 'value="Правка"' in editor.page
    assert words(product, document_id, "c2") == "Кончается как {#id}"
    assert words(product, document_id, "c1").startswith("Научно-консультативный")
    assert product.revision(document_id).number == 1

    editor.press("save", ru_c1="раз и два", en_c1="ab", message="Правка")
    assert product.revision(document_id).number == 2
    assert words(product, document_id, "c1") == "раз и два"


def test_what_was_typed_on_several_lines_is_divided(product: Product) -> None:
    document_id = product.draft()
    editor = EditorPage(product, document_id)

    editor.press("divide:c1", ru_c1="раз\r\n\r\nдва", en_c1="one\r\ntwo\r\nthree", ru_c2="рядом")

    units = [unit for unit in editor.units() if unit not in {"t1", "s1", "a1", "c2", "a2", "c3"}]
    assert editor.units()[3:7] == [units[0], units[1], units[2], "c2"]
    assert [editor.text(unit) for unit in units] == ["раз", "два", ""]
    assert [editor.text(unit, "en") for unit in units] == ["one", "two", "three"]
    assert editor.text("c2") == "рядом"


def test_a_line_that_cannot_be_divided_off_comes_back_whole(product: Product) -> None:
    document_id = product.draft()
    editor = EditorPage(product, document_id)

    answer = editor.press("divide:c1", ru_c1="раз\r\nд\x1bва")

    assert answer.status_code == 422
    assert "The character U+001B at position 2 is not allowed in a text" in editor.alert()
    assert editor.text("c1") == "раз\r\nд\x1bва"
    assert editor_of(product, document_id).copy is None


def test_a_row_that_is_no_row_comes_back(product: Product) -> None:
    document_id = product.draft()
    product.save(document_id, "| а |\n|---|\n| б |\n{#m1}\n")
    editor = EditorPage(product, document_id)

    answer = editor.press("keep", ru_m1="| а |\r\n|---|\r\nбез черты")

    assert answer.status_code == 422
    assert "This one does not, so it cannot be stored: “без черты”." in editor.alert()
    assert editor.text("m1") == "| а |\r\n|---|\r\nбез черты"


def test_two_megabytes_in_one_field_come_back_with_a_sentence(product: Product) -> None:
    document_id = product.draft()
    editor = EditorPage(product, document_id)
    long = "слово " * 200_000

    answer = editor.press("save", ru_c1=long, en_c1="kept too", message="Правка")

    assert answer.status_code == 413
    assert "This text is too large: the limit is 2000000 bytes." in editor.alert()
    assert editor.text("c1") == long
    assert editor.text("c1", "en") == "kept too"
    assert editor_of(product, document_id).copy is None


def test_a_long_text_is_kept_whole(product: Product) -> None:
    document_id = product.draft()
    editor = EditorPage(product, document_id)
    long = ("слово и дело " * 60_000).strip()

    assert editor.press("keep", ru_c1=long).status_code == 200
    assert words(product, document_id, "c1") == long


def test_an_edit_of_a_unit_that_is_not_there_keeps_what_was_typed(product: Product) -> None:
    document_id = product.draft()
    editor = EditorPage(product, document_id)

    answer = editor.press("up:gone", ru_c1="Набрано.")

    assert answer.status_code == 422
    assert "no longer in the text" in editor.alert()
    assert words(product, document_id, "c1") == "Набрано."


def test_words_for_a_unit_that_is_not_there_are_shown_to_be_copied(product: Product) -> None:
    document_id = product.draft()
    editor = EditorPage(product, document_id)

    answer = editor.press("keep", ru_gone="Не потеряно.", ru_c1="Набрано.")

    assert answer.status_code == 422
    assert "These elements are no longer in the text." in editor.alert()
    assert "\nНе потеряно.</textarea>" in editor.page
    assert words(product, document_id, "c1") == "Набрано."


def test_what_was_typed_while_it_was_handed_over_is_kept_and_can_be_read(product: Product) -> None:
    document_id = product.draft()
    editor = EditorPage(product, document_id)
    with product.work("secretary") as work:
        checking.submit(work, document_id, seen=product.seen(document_id))

    answer = editor.press("save", ru_c1="Набрано позднее.", ru_c2="с\r\nразрывом", message="Правка")

    assert answer.status_code == 409
    page = reads(editor.page)
    assert "This is not possible now: the document is in the stage “in check”." in page
    assert "What you typed is stored as your working copy and shown below." in page
    assert "Набрано позднее." in page
    assert "This could not be stored. Copy it from here:" in page
    assert "\nс\r\nразрывом</textarea>" in editor.page
    assert product.revision(document_id).number == 1

    with product.work("secretary") as work:
        checking.return_to_draft(work, document_id, seen=product.seen(document_id), reason="Доработать")
    assert EditorPage(product, document_id).text("c1") == "Набрано позднее."


@pytest.mark.parametrize("left_out", ["base", "version"])
def test_a_form_that_does_not_say_what_it_was_made_from_is_refused(product: Product, left_out: str) -> None:
    document_id = product.draft()
    editor = EditorPage(product, document_id)
    sent = editor.fields() | {"text.ru.c1": "Набрано.", "op": "keep"}
    del sent[left_out]

    answer = editor.client.post(editor.url, data=sent)

    assert answer.status_code == 422
    assert "Набрано." in answer.text
    assert editor_of(product, document_id).copy is None


def test_whoever_was_taken_off_meanwhile_still_sees_what_they_sent(product: Product) -> None:
    document_id = product.draft()
    editor = EditorPage(product, document_id)
    with product.work("secretary") as work:
        documents.unassign(work, document_id, product.person("drafter").id, Role.DRAFTER)

    sent = editor.fields() | {"text.ru.c1": "Не потеряно.", "op": "save", "message": "Правка"}

    taken_off = editor.client.post(editor.url, data=sent)
    unknown = editor.client.post("/documents/999999/edit", data=sent)

    assert (taken_off.status_code, unknown.status_code) == (404, 404)
    assert "Не потеряно." in reads(taken_off.text)
    assert reads(taken_off.text) == reads(unknown.text)
