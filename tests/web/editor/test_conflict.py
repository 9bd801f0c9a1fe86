"""Others have saved while somebody was writing: both are compared, and nothing is lost whatever is chosen."""

from __future__ import annotations

import re

import pytest

from cmia_docs.actions.document import revisions
from tests.actions.editor.editing import keep, open_desk, save, words
from tests.factories.stage import Stage
from tests.web.editor.editing import Desk
from tests.web.reading import words as reads


def clash(stage: Stage) -> tuple[int, Desk]:
    """A drafter whose save is refused, since the secretariat has saved c2 and c3 meanwhile; c2 is in both."""
    document_id = stage.draft()
    desk = Desk(stage, document_id)
    keep(stage, document_id, {"ru": {"c2": "Их решения.", "c3": "Их состав."}}, who="secretary")
    save(stage, document_id, who="secretary", message="По замечаниям секретариата")
    desk.press("save", ru_c1="Моё назначение.", ru_c2="Мои решения.", message="Моя правка")
    return document_id, desk


def choose(desk: Desk, choice: str, **picks: str) -> Desk:
    """Press a button of the page that compares."""
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', desk.page))
    sent = hidden | {"choice": choice} | picks
    desk.answer = desk.client.post(f"{desk.url}/newer", data=sent, follow_redirects=True)
    return desk


def test_the_page_compares_both_and_asks_about_what_both_changed(stage: Stage) -> None:
    document_id, desk = clash(stage)

    assert desk.answer.status_code == 409
    page = reads(desk.page)
    assert "The text changed since you opened it" in page
    assert "No. 2, Ольга Белова" in page
    assert "По замечаниям секретариата" in page
    assert "Both of you changed this 1 Article 1, paragraph 2 Russian My wording" in page
    assert "Мои решения." in page
    assert "Их решения." in page
    assert "Their wording" in page
    assert words(stage, document_id, "c1") == "Моё назначение."
    assert stage.revision(document_id).number == 2


def test_put_together_both_stand_in_the_text_and_mine_where_they_clash(stage: Stage) -> None:
    document_id, desk = clash(stage)

    choose(desk, "merged")

    assert desk.answer.status_code == 200
    assert [desk.text(unit) for unit in ("c1", "c2", "c3")] == [
        "Моё назначение.",
        "Мои решения.",
        "Их состав.",
    ]
    assert 'value="Моя правка"' in desk.page
    desk.press("save", message="Вместе")
    assert stage.revision(document_id).number == 3


def test_their_wording_can_be_chosen_where_both_changed(stage: Stage) -> None:
    _document_id, desk = clash(stage)

    choose(desk, "merged", **{"pick.ru.c2": "theirs"})

    assert [desk.text(unit) for unit in ("c1", "c2", "c3")] == [
        "Моё назначение.",
        "Их решения.",
        "Их состав.",
    ]


def test_going_on_with_mine_alone_keeps_theirs_in_the_history(stage: Stage) -> None:
    document_id, desk = clash(stage)

    choose(desk, "mine")

    assert desk.text("c2") == "Мои решения."
    assert (desk.text("c3") or "").startswith("В состав Совета")
    desk.press("save", message="Моё")
    assert stage.revision(document_id).number == 3
    restored = Desk(stage, document_id)
    restored.answer = restored.client.post(f"{restored.url}/restore/2", follow_redirects=True)
    assert restored.text("c3") == "Их состав."


def test_mine_is_thrown_away_only_after_a_second_yes(stage: Stage) -> None:
    document_id, desk = clash(stage)

    desk.answer = desk.client.get(f"{desk.url}/discard")
    assert "All that you have typed since revision 1 is thrown away." in reads(desk.page)
    assert "Моё назначение." in reads(desk.page)
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', desk.page))
    desk.answer = desk.client.post(f"{desk.url}/discard", data=hidden, follow_redirects=True)

    assert "The working copy is discarded." in reads(desk.page)
    assert desk.text("c2") == "Их решения."
    assert open_desk(stage, document_id).copy is None


def test_a_comparison_that_is_older_than_the_text_is_shown_anew(stage: Stage) -> None:
    document_id, desk = clash(stage)
    keep(stage, document_id, {"ru": {"c3": "Ещё раз их."}}, who="secretary")
    save(stage, document_id, who="secretary")

    choose(desk, "merged")

    assert desk.answer.status_code == 409
    assert "No. 3, Ольга Белова" in reads(desk.page)
    assert 'name="message" value="Моя правка"' in desk.page
    assert words(stage, document_id, "c1") == "Моё назначение."


@pytest.mark.parametrize("current", ["0", "999999", "nonsense"])
def test_a_comparison_with_a_revision_that_is_not_current_is_shown_anew(stage: Stage, current: str) -> None:
    document_id, desk = clash(stage)

    choose(desk, "merged", current=current)

    assert desk.answer.status_code == 409
    assert words(stage, document_id, "c1") == "Моё назначение."


def test_a_choice_that_is_none_changes_nothing(stage: Stage) -> None:
    document_id, desk = clash(stage)

    choose(desk, "nonsense")

    assert desk.answer.status_code == 422
    assert words(stage, document_id, "c1") == "Моё назначение."


def test_the_editor_says_that_there_is_a_newer_revision(stage: Stage) -> None:
    document_id, _desk = clash(stage)

    desk = Desk(stage, document_id)
    assert "Ольга Белова has saved revision 2 since. Your text starts from revision 1." in reads(desk.page)
    desk.press("newer", ru_c3="И моё тоже.")

    assert desk.answer.status_code == 200
    assert "Both of you changed this 2" in reads(desk.page)


def test_without_anything_to_compare_the_page_leads_back(stage: Stage) -> None:
    document_id = stage.draft()
    client = stage.client("drafter")

    for address in ("newer", "discard"):
        answer = client.get(f"/documents/{document_id}/edit/{address}")
        assert (answer.status_code, answer.location) == (302, f"/documents/{document_id}/edit")


def test_a_language_taken_off_the_document_is_named(stage: Stage) -> None:
    document_id = stage.draft()
    keep(stage, document_id, {"en": {"c1": "My words."}})
    with stage.work("secretary") as work:
        document = stage.document(document_id)
        described = revisions.Description.of(document)
        russian = revisions.Description(
            described.act_type, {"ru": "Положение"}, ("ru",), ("ru",), described.initiator
        )
        revisions.save(
            work,
            document_id,
            seen=stage.seen(document_id),
            texts={"ru": open_desk(stage, document_id, "secretary").texts["ru"]},
            message="Только русский текст",
            description=russian,
        )

    desk = Desk(stage, document_id)
    desk.press("newer")

    assert "so your text in them does not come along: English." in reads(desk.page)
    assert "My words." in desk.client.get(f"{desk.url}/working-copy/en.md").text
