"""Saving a revision from the editor."""

from __future__ import annotations

import pytest

from tests.actions.editor.editing import open_desk, words
from tests.factories.stage import Stage
from tests.web.editor.editing import Desk
from tests.web.reading import words as reads


def test_what_was_typed_becomes_the_next_revision(stage: Stage) -> None:
    document_id = stage.draft()
    desk = Desk(stage, document_id)

    answer = desk.press("save", follow=False, ru_c1="Совет даёт заключения.", message="Уточнено назначение")

    assert (answer.status_code, answer.location) == (302, f"/documents/{document_id}")
    saved = stage.revision(document_id)
    assert (saved.number, saved.message, saved.author_name) == (2, "Уточнено назначение", "Анна Серова")
    assert open_desk(stage, document_id).copy is None
    page = reads(desk.client.get(answer.location).text)
    assert "Revision 2 is saved." in page


@pytest.mark.parametrize(
    ("message", "sentence"),
    [
        ("", "Fill this in."),
        ("  ", "Fill this in."),
        ("a\x00b", "There is an invisible or unassigned character (U+0000). Remove it."),
        ("a\u202eb", "There is an invisible or unassigned character (U+202E). Remove it."),
        ("я" * 501, "This is too long: 501 characters, 500 at the most."),
    ],
)
def test_a_message_that_cannot_be_taken_comes_back_with_everything(
    stage: Stage, message: str, sentence: str
) -> None:
    document_id = stage.draft()
    desk = Desk(stage, document_id)

    answer = desk.press("save", ru_c1="Набрано.", message=message)

    assert answer.status_code == 422
    assert desk.alert() == f"The revision is not saved yet. What you typed is kept. Message : {sentence}"
    assert desk.text("c1") == "Набрано."
    assert 'id="message" name="message" value="' + message in desk.page
    assert stage.revision(document_id).number == 1
    assert words(stage, document_id, "c1") == "Набрано."


def test_nothing_changed_is_nothing_to_save(stage: Stage) -> None:
    document_id = stage.draft()
    desk = Desk(stage, document_id)

    answer = desk.press("save", message="Ничего")

    assert answer.status_code == 422
    assert desk.alert() == "Nothing was changed, so there is nothing to save."
    assert 'value="Ничего"' in desk.page


def test_structure_and_words_are_saved_in_both_languages(stage: Stage) -> None:
    document_id = stage.draft()
    desk = Desk(stage, document_id)
    desk.press("add_after:c2")
    new = desk.units()[5]

    typed = {f"ru_{new}": "Новый пункт.", f"en_{new}": "A new clause."}
    desk.press("save", follow=True, **typed, message="Новый пункт")

    after = Desk(stage, document_id)
    assert (after.text(new), after.text(new, "en")) == ("Новый пункт.", "A new clause.")
    assert stage.revision(document_id).number == 2


def test_the_secretariat_saves_while_remarks_are_consolidated(stage: Stage) -> None:
    document_id = stage.consolidated()

    Desk(stage, document_id, "secretary").press("save", ru_c1="По замечаниям.", message="По замечаниям")

    assert stage.revision(document_id).number == 2
