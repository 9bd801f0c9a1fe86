"""A position is bound to one text: any change makes it lapse, also one that is taken back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cmia_docs.actions.document.revisions import Description, save
from cmia_docs.actions.review import agreement
from cmia_docs.errors import WrongState
from cmia_docs.models import Position
from cmia_docs.queries.review.rounds import latest_round, positions_of, tally_of
from cmia_docs.rules.positions import PositionKind, Tally
from cmia_docs.text.format.file_format import parse
from tests.actions.refusals import refused
from tests.factories.stage import ENGLISH, RUSSIAN, Stage, texts

CHANGED = RUSSIAN.replace("носят рекомендательный характер", "обязательны для исполнения")


def tally_now(stage: Stage, document_id: int) -> Tally:
    """How the addressed states stand to the current text."""
    with stage.services.readers() as session:
        round_ = latest_round(session, document_id)
        assert round_ is not None
        return tally_of(session, round_, stage.revision(document_id))


def kept(stage: Stage, document_id: int) -> list[Position]:
    """All positions on record."""
    with stage.services.readers() as session:
        return positions_of(session, document_id)


def agree(stage: Stage, document_id: int) -> None:
    """The secretariat declares the current text agreed."""
    with stage.work("secretary") as work:
        agreement.agree(work, document_id, seen=stage.seen(document_id))


def test_positions_on_the_circulated_text_count(stage: Stage) -> None:
    document_id = stage.consolidated()

    assert tally_now(stage, document_id).missing == ()
    agree(stage, document_id)
    assert stage.document(document_id).state == "agreed"


def test_a_change_makes_positions_lapse(stage: Stage) -> None:
    document_id = stage.consolidated()
    stage.save(document_id, CHANGED)

    assert tally_now(stage, document_id).missing == ("BY", "KZ")
    with refused(WrongState, "text.changed_since_circulation"):
        agree(stage, document_id)
    assert [p.kind for p in kept(stage, document_id)] == ["agreed", "agreed"]


@pytest.mark.parametrize("what", ["title", "authentic", "one language", "label", "space"])
def test_the_smallest_change_is_one(stage: Stage, what: str) -> None:
    document_id = stage.consolidated()
    described = Description.of(stage.document(document_id))
    changed = texts()
    if what == "title":
        described = replace(described, titles={**described.titles, "en": "Regulation on the Board"})
    elif what == "authentic":
        described = replace(described, authentic=("ru", "en"))
    elif what == "one language":
        changed["en"] = parse(ENGLISH.replace("opinions", "opinion"), "en")
    elif what == "label":
        changed = {"ru": parse(RUSSIAN.replace("2. Решения", "2-1. Решения"), "ru"), "en": changed["en"]}
    else:
        changed["ru"] = parse(RUSSIAN.replace("носят ", "носят\u00a0"), "ru")
    with stage.work("drafter") as work:
        save(
            work,
            document_id,
            seen=stage.seen(document_id),
            texts=changed,
            message="Правка",
            description=described,
        )

    assert tally_now(stage, document_id).missing == ("BY", "KZ")
    with refused(WrongState, "text.changed_since_circulation"):
        agree(stage, document_id)


def test_a_change_taken_back_does_not_revive_them(stage: Stage) -> None:
    document_id = stage.consolidated()
    circulated = stage.revision(document_id)
    stage.save(document_id, CHANGED)
    stage.save(document_id, RUSSIAN)
    now = stage.revision(document_id)

    assert (now.text_sum, now.commit == circulated.commit) == (circulated.text_sum, False)
    assert tally_now(stage, document_id).missing == ("BY", "KZ")
    with refused(WrongState, "text.changed_since_circulation"):
        agree(stage, document_id)


def test_an_objection_to_the_old_text_lapses_like_the_rest(stage: Stage) -> None:
    document_id = stage.circulated()
    stage.position(document_id, "belarus", "BY", PositionKind.OBJECTION, "Против статьи 1")
    stage.position(document_id, "kazakhstan", "KZ")
    stage.close_round(document_id)
    stage.save(document_id, CHANGED)

    assert tally_now(stage, document_id) == Tally({}, missing=("BY", "KZ"), objections=())


def test_a_new_round_asks_all_states_again(stage: Stage) -> None:
    document_id = stage.consolidated()
    stage.save(document_id, CHANGED)
    stage.circulate(document_id)
    stage.position(document_id, "belarus", "BY")

    assert tally_now(stage, document_id).missing == ("KZ",)

    stage.position(document_id, "kazakhstan", "KZ")
    stage.close_round(document_id)
    agree(stage, document_id)
    assert stage.document(document_id).state == "agreed"


def test_the_same_text_sent_again_keeps_its_positions(stage: Stage) -> None:
    document_id = stage.consolidated()
    stage.circulate(document_id, states=("BY", "KZ", "KG"))

    assert tally_now(stage, document_id).missing == ("KG",)
