"""States x rounds: what counts, what has lapsed, what silence and letters made, and what is still missing."""

from __future__ import annotations

from cmia_docs.actions.council import council
from cmia_docs.rules.positions import PositionKind
from tests.factories.council import SETTINGS
from tests.factories.stage import RUSSIAN, Stage
from tests.web.queries import counted
from tests.web.read_page import Reading


def tab(stage: Stage, document_id: int, who: str = "secretary") -> Reading:
    """The tab as somebody sees it."""
    return Reading(stage.client(who).get(f"/documents/{document_id}/positions"))


def test_before_any_round_it_says_what_comes(stage: Stage) -> None:
    page = tab(stage, stage.draft(), "drafter")

    assert page.status == 200
    assert "Not circulated yet" in page.text


def test_what_is_missing_and_why_the_round_cannot_be_closed(stage: Stage) -> None:
    document_id = stage.circulated()
    stage.position(document_id, "belarus", "BY", PositionKind.OBJECTION, "Против <статьи> 1")

    page = tab(stage, document_id)

    assert "Belarus Objection" in page.text
    assert "Kazakhstan No reply" in page.text
    assert "Против <статьи> 1" in page.text
    assert "Close the round : not possible yet." in page.text
    assert "replies are missing from: Kazakhstan." in page.text
    assert page.link("Enter a letter : Kazakhstan") == (f"/documents/{document_id}/positions/give?state=KZ")
    assert stage.revision(document_id).text_sum[:8] in page.text


def test_why_it_cannot_be_agreed(stage: Stage) -> None:
    document_id = stage.in_check()
    stage.circulate(document_id, days=5)
    stage.position(document_id, "belarus", "BY")
    stage.clock.advance(days=6)
    stage.close_round(document_id)

    page = tab(stage, document_id)

    assert "Mark as agreed : not possible yet. No reply from: Kazakhstan." in page.text


def test_a_changed_text_makes_positions_lapse_to_its_makers_alone(stage: Stage) -> None:
    document_id = stage.consolidated()
    stage.save(document_id, RUSSIAN.replace("Назначение", "Цель"))

    makers, reviewer = tab(stage, document_id, "drafter"), tab(stage, document_id, "belarus")

    assert makers.text.count("Position lapsed") == 4
    assert "No reply 2" in makers.text
    # The states do not learn of a revision that was not sent to them.
    assert "Position lapsed" not in reviewer.text
    assert "revision 2" not in reviewer.text.lower()
    assert "Agreed 2" in reviewer.text


def test_a_new_round_shows_both_and_what_has_lapsed(stage: Stage) -> None:
    document_id = stage.consolidated()
    stage.save(document_id, RUSSIAN.replace("Назначение", "Цель"))
    stage.circulate(document_id, states=("BY", "KZ", "KG"))
    stage.position(document_id, "belarus", "BY", PositionKind.NOT_INTERESTED)

    page = tab(stage, document_id, "belarus")

    assert "Belarus Not interested" in page.text
    assert "Kazakhstan No reply" in page.text
    assert "Kyrgyzstan No reply not asked" in page.text
    assert page.text.index("Round 2 · revision 2") < page.text.index("Round 1 · revision 1")
    assert page.text.count("Position lapsed") == 4


def test_a_text_sent_again_unchanged_keeps_its_positions(stage: Stage) -> None:
    document_id = stage.consolidated()
    stage.circulate(document_id, states=("BY", "KZ", "KG"))

    page = tab(stage, document_id)

    assert "given in round 1 on the same text" in page.text
    assert "Position lapsed" not in page.text
    assert "Agreed 2" in page.text


def test_silence_and_letters_are_marked(stage: Stage) -> None:
    with stage.work("administrator") as work:
        council.configure(work, SETTINGS | {"no_reply": "agreed"})
    document_id = stage.in_check()
    stage.circulate(document_id, days=5)
    stage.position(document_id, "secretary", "BY", note="Письмо № 12/3")
    stage.clock.advance(days=6)
    stage.close_round(document_id)

    page = tab(stage, document_id)

    assert page.text.count("agreed by silence") == 2
    assert page.text.count("entered from a letter") == 2
    assert "counts as agreed (silence procedure)" in page.text


def test_a_position_replaced_in_its_round_is_said_to_be(stage: Stage) -> None:
    document_id = stage.circulated()
    stage.position(document_id, "belarus", "BY", PositionKind.OBJECTION, "Против")
    stage.position(document_id, "belarus", "BY")

    page = tab(stage, document_id)

    assert "Belarus Objection replaced by a later one" in page.text
    assert "Belarus Agreed" in page.text


def test_a_state_sees_the_rounds_it_was_asked_in(stage: Stage) -> None:
    document_id = stage.consolidated()
    stage.circulate(document_id, states=("KZ",))

    page = tab(stage, document_id, "belarus")

    assert "Round 1" in page.text
    assert "Round 2 · " not in page.text


def test_who_sees_the_adopted_text_alone_sees_no_positions(stage: Stage) -> None:
    document_id = stage.adopted()

    for who in ("administrator", "kyrgyzstan", "other_drafter"):
        assert tab(stage, document_id, who).status == 404
    assert tab(stage, document_id, "chair").status == 200


def test_the_number_of_queries_does_not_grow(stage: Stage) -> None:
    few = stage.circulated()
    stage.position(few, "belarus", "BY")
    many = stage.consolidated()
    for title in ("Цель", "Задачи", "Роль"):
        stage.save(many, RUSSIAN.replace("Назначение", title))
        stage.circulate(many, states=("BY", "KZ", "KG"))
        for who, state in (("belarus", "BY"), ("kazakhstan", "KZ"), ("kyrgyzstan", "KG")):
            stage.position(many, who, state)
        stage.close_round(many)
    stage.circulate(many, states=("BY", "KZ", "KG"))
    client = stage.client("secretary")
    client.get(f"/documents/{few}/positions")

    with counted(stage) as first:
        client.get(f"/documents/{few}/positions")
    with counted(stage) as second:
        client.get(f"/documents/{many}/positions")

    assert len(second) == len(first)
