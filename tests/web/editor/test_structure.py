"""The structure buttons, without script: the page comes back at the unit, in all languages alike."""

from __future__ import annotations

import pytest

from tests.factories.product import Product
from tests.web.editor.editing import EditorPage


def test_an_element_is_added_after_another_and_gets_the_focus(product: Product) -> None:
    editor = EditorPage(product, product.draft())

    answer = editor.press("add_after:c1", follow=False, ru_c1="Набрано.")

    new = answer.location.rpartition("-")[2]
    assert answer.location == f"{editor.url}#t-ru-{new}"
    after = EditorPage(product, int(editor.url.split("/")[2]))
    assert after.units() == ["t1", "s1", "a1", "c1", new, "c2", "a2", "c3"]
    assert after.labels() == ["Глава I.", "Статья 1.", "1.", "2.", "3.", "Статья 2.", "1."]
    assert (after.text("c1"), after.text(new), after.text(new, "en")) == ("Набрано.", "", "")


def test_an_element_of_a_chosen_kind_is_added(product: Product) -> None:
    editor = EditorPage(product, product.draft())

    editor.press("add_kind:c1", add_kind="article")

    assert editor.labels() == ["Глава I.", "Статья 1.", "1.", "2.", "Статья 2.", "Статья 3.", "1."]
    assert editor.labels("en")[4] == "Article 2."


@pytest.mark.parametrize(
    ("op", "unit", "order"),
    [
        ("up", "c2", "t1 s1 a1 c2 c1 a2 c3"),
        ("down", "c1", "t1 s1 a1 c2 c1 a2 c3"),
        ("up", "a2", "t1 s1 a2 c3 a1 c1 c2"),
        ("delete", "a1", "t1 s1 a2 c3"),
        ("delete_alone", "a2", "t1 s1 a1 c1 c2 c3"),
    ],
)
def test_elements_move_and_go_with_what_belongs_to_them(
    product: Product, op: str, unit: str, order: str
) -> None:
    editor = EditorPage(product, product.draft())

    editor.press(f"{op}:{unit}")

    assert " ".join(editor.units()) == order


def test_levels_change_and_the_button_keeps_the_focus(product: Product) -> None:
    document_id = product.draft()
    editor = EditorPage(product, document_id)

    answer = editor.press("demote:c2", follow=False)

    assert answer.location == f"{editor.url}?tools=c2#demote-c2"
    editor = EditorPage(product, document_id, query="?tools=c2")
    assert editor.labels() == ["Глава I.", "Статья 1.", "1.", "1)", "Статья 2.", "1."]
    assert 'id="demote-c2"' in editor.page
    editor.press("promote:c2")
    assert editor.labels() == ["Глава I.", "Статья 1.", "1.", "2.", "Статья 2.", "1."]


def test_an_element_becomes_of_another_kind(product: Product) -> None:
    editor = EditorPage(product, product.draft())

    editor.press("set_kind:c2", set_kind="dash")

    assert editor.labels() == ["Глава I.", "Статья 1.", "1.", "Статья 2.", "1."]
    assert 'class="edit-unit edit-dash edit-deep-1" id="c2"' in editor.page


def test_a_label_is_fixed_in_each_language_and_made_automatic_again(product: Product) -> None:
    document_id = product.draft()
    editor = EditorPage(product, document_id, query="?tools=a2")

    editor.press("set_label:a2", follow=True, **{"label.ru": "Статья 1-1.", "label.en": "Article 1-1."})
    assert editor.labels()[4] == "Статья 1-1."
    assert editor.labels("en")[4] == "Article 1-1."
    assert editor.page.count("edit-label label-fixed") == 2

    editor.press("automatic:a2")
    assert editor.labels()[4] == "Статья 2."


def test_an_element_is_placed_after_a_chosen_one(product: Product) -> None:
    document_id = product.draft()
    editor = EditorPage(product, document_id)

    answer = editor.press("move:a2", follow=False, ru_c1="Набрано.")
    assert answer.location == f"{editor.url}?moving=a2#place-a2"
    editor = EditorPage(product, document_id, query="?moving=a2")
    assert "Choose where to move “Article 2”. The element under it is included." in editor.page
    assert 'aria-label="Place Article 2 after Chapter I"' in editor.page
    assert 'value="place_after:c3"' not in editor.page

    editor.press("place_after:s1")
    assert editor.units() == ["t1", "s1", "a2", "c3", "a1", "c1", "c2"]
    assert editor.text("c1") == "Набрано."


def test_an_element_is_placed_at_the_beginning(product: Product) -> None:
    editor = EditorPage(product, product.draft(), query="?moving=c3")

    editor.press("place_after:")

    assert editor.units() == ["c3", "t1", "s1", "a1", "c1", "c2", "a2"]


@pytest.mark.parametrize(
    ("op", "sentence", "more"),
    [
        ("up:t1", "This element cannot move further up.", {}),
        ("down:c3", "This element cannot move further down.", {}),
        ("promote:c1", "This element is on the highest level of its kind.", {}),
        ("demote:t1", "This element is on the lowest level of its kind.", {}),
        ("set_kind:c1", "Choose a kind of element.", {"set_kind": "poem"}),
        ("add_kind:c1", "Choose a kind of element.", {}),
        ("set_label:c1", "This element needs a label.", {"label.ru": " "}),
        ("set_label:a1", "This label is too long: the limit is 60 characters.", {"label.ru": "я" * 61}),
        ("set_label:t1", "Elements of this kind have no label.", {"label.ru": "1."}),
        (
            "set_label:a1",
            "The character U+0007 at position 2 is not allowed in a text",
            {"label.ru": "1\x07."},
        ),
        ("place_after:c1", "An element cannot be placed inside itself.", {"moving": "a1"}),
        ("place_after:gone", "no longer in the text", {"moving": "a1"}),
        ("fill:kk:c1", "no longer in the text", {}),
    ],
)
def test_what_cannot_be_done_is_said_and_what_was_typed_is_kept(
    product: Product, op: str, sentence: str, more: dict[str, str]
) -> None:
    editor = EditorPage(product, product.draft())
    before = editor.units()

    answer = editor.press(op, follow=True, **more, ru_c2="Набрано.")

    assert answer.status_code == 422
    assert sentence in editor.alert()
    assert editor.units() == before
    assert editor.text("c2") == "Набрано."


def test_the_tools_of_one_element_come_alone_for_script(product: Product) -> None:
    document_id = product.draft()
    client = product.client("drafter")

    answer = client.get(f"/documents/{document_id}/edit/tools?unit=a1")

    assert answer.status_code == 200
    assert answer.text.strip().startswith('<div class="edit-tools" id="tools-a1"')
    assert client.get(f"/documents/{document_id}/edit/tools?unit=gone").status_code == 404
