"""The same person in two windows: neither overwrites the other's words."""

from __future__ import annotations

from tests.actions.editor.editing import editor_of, words
from tests.factories.product import Product
from tests.web.editor.editing import EditorPage
from tests.web.reading import words as reads

MESSAGE = "You have continued this text in another window."


def test_words_typed_in_both_windows_come_together_once_they_were_seen(product: Product) -> None:
    document_id = product.draft()
    first, second = EditorPage(product, document_id), EditorPage(product, document_id)
    first.press("keep", ru_c1="Из первого.", ru_c2="Спорное из первого.")

    second.press("save", ru_c2="Спорное из второго.", ru_c3="Из второго.", message="Правка")

    assert second.answer.status_code == 409
    assert second.alert().startswith(MESSAGE)
    assert [second.text(unit) for unit in ("c1", "c2", "c3")] == [
        "Из первого.",
        "Спорное из второго.",
        "Из второго.",
    ]
    assert "In the other window: Спорное из первого." in reads(second.page)
    assert reads(second.page).count("In the other window") == 1
    assert "data-autosave-waits" in second.page
    assert 'value="Правка"' in second.page
    assert words(product, document_id, "c2") == "Спорное из первого."

    second.press("save", message="Правка")
    assert product.revision(document_id).number == 2
    assert [words(product, document_id, unit) for unit in ("c1", "c2", "c3")] == [
        "Из первого.", "Спорное из второго.", "Из второго.",
    ]  # fmt: skip


def test_words_for_a_unit_deleted_in_the_other_window_are_shown(product: Product) -> None:
    document_id = product.draft()
    first, second = EditorPage(product, document_id), EditorPage(product, document_id)
    first.press("delete:a2")

    second.press("keep", ru_c3="Не потеряно.")

    assert second.answer.status_code == 409
    assert "\nНе потеряно.</textarea>" in second.page
    assert second.units() == ["t1", "s1", "a1", "c1", "c2"]


def test_a_window_left_open_over_a_save_shows_the_saved_text_and_its_own_words(product: Product) -> None:
    document_id = product.draft()
    first, second = EditorPage(product, document_id), EditorPage(product, document_id)
    first.press("save", ru_c1="Сохранено.", message="Правка")

    second.press("keep", ru_c2="Набрано.")
    assert second.answer.status_code == 200
    assert [second.text(unit) for unit in ("c1", "c2")] != ["Сохранено.", "Набрано."]
    assert "has saved revision 2 since" in reads(second.page)
    second.press("newer")
    assert "You did not change the same elements" in reads(second.page)


def test_a_window_whose_working_copy_was_saved_is_told(product: Product) -> None:
    document_id = product.draft()
    EditorPage(product, document_id).press("keep", ru_c1="Набрано.")
    first, second = EditorPage(product, document_id), EditorPage(product, document_id)
    first.press("save", message="Правка")

    second.press("save", ru_c2="Позднее.", message="Ещё правка")

    assert second.answer.status_code == 409
    assert [second.text(unit) for unit in ("c1", "c2")] == ["Набрано.", "Позднее."]
    second.press("save", message="Ещё правка")
    assert product.revision(document_id).number == 3


def test_a_structure_button_in_the_older_window_does_nothing_yet(product: Product) -> None:
    document_id = product.draft()
    first, second = EditorPage(product, document_id), EditorPage(product, document_id)
    first.press("add_after:c2")

    second.press("delete:a1", ru_c3="Набрано.")

    assert second.answer.status_code == 409
    assert len(second.units()) == 8
    assert second.text("c3") == "Набрано."


def test_a_discard_in_the_older_window_throws_nothing_away(product: Product) -> None:
    document_id = product.draft()
    first = EditorPage(product, document_id)
    first.press("keep", ru_c1="раз")
    older = EditorPage(product, document_id)
    first.press("keep", ru_c1="два")

    answer = older.client.post(f"{older.url}/discard", data=older.fields())

    assert answer.status_code == 409
    assert words(product, document_id, "c1") == "два"
    assert editor_of(product, document_id).version == 2
