"""The working copy: stored, restructured, saved, refused; two windows, two people, two threads."""

from __future__ import annotations

import threading

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cmia_docs.actions.document import documents
from cmia_docs.actions.editor import editing
from cmia_docs.actions.editor.working_copies import Seen
from cmia_docs.actions.review import checking
from cmia_docs.errors import Invalid, NotAllowed, NotFound, NotPossible, StaleRevision, TooLarge
from cmia_docs.rules.workflow import Role
from cmia_docs.text.edit import all_languages
from cmia_docs.text.format.normalize import nfc
from cmia_docs.text.model import UnitKind
from tests.actions.editor.editing import editor_of, keep, save, seen, words
from tests.factories.product import Product
from tests.text.strategies import joined_texts, raw_texts


def test_what_is_typed_is_stored_and_the_revision_stays(product: Product) -> None:
    document_id = product.draft()

    update = keep(product, document_id, {"ru": {"c1": "Совет даёт заключения."}, "en": {"a1": "Aim"}})

    assert update.refused == {}
    assert update.seen == Seen(product.seen(document_id), 1) == seen(product, document_id)
    assert words(product, document_id, "c1") == "Совет даёт заключения."
    assert words(product, document_id, "a1", "en") == "Aim"
    assert product.revision(document_id).number == 1


def test_a_working_copy_is_ones_own(product: Product) -> None:
    document_id = product.draft()
    keep(product, document_id, {"ru": {"c1": "моё"}})

    assert editor_of(product, document_id, "secretary").copy is None
    assert words(product, document_id, "c1", who="secretary").startswith("Научно-консультативный совет")


def test_fields_that_hold_what_the_text_holds_begin_no_working_copy(product: Product) -> None:
    document_id = product.draft()
    fields = {
        language: {unit.id: f" {unit.text}\r\n" for unit in text.units}
        for language, text in editor_of(product, document_id).texts.items()
    }

    assert keep(product, document_id, fields).seen == Seen(product.seen(document_id), 0)
    assert editor_of(product, document_id).copy is None


def test_what_a_unit_cannot_contain_is_refused_and_the_rest_is_stored(product: Product) -> None:
    document_id = product.draft()

    update = keep(
        product,
        document_id,
        {
            "ru": {"c1": "раз\r\nдва", "c2": "сохранено", "gone": "слово"},
            "en": {"c2": "a\x00b"},
            "kk": {"c1": "сөз"},
        },
    )

    assert {field: error.code for field, error in update.refused.items()} == {
        ("ru", "c1"): "unit.line_break",
        ("ru", "gone"): "unit.unknown",
        ("en", "c2"): "unit.character",
        ("kk", "c1"): "unit.unknown",
    }
    assert words(product, document_id, "c2") == "сохранено"
    assert words(product, document_id, "c2", "en") == "Decisions of the Board are recommendations."


def test_a_text_that_is_too_large_is_refused_whole(product: Product) -> None:
    document_id = product.draft()

    with pytest.raises(TooLarge) as refused:
        keep(product, document_id, {"ru": {"c1": "я" * 1_000_001}})

    assert refused.value.code == "text.too_large"
    assert editor_of(product, document_id).copy is None


def test_a_second_window_of_the_same_person_is_refused(product: Product) -> None:
    document_id = product.draft()
    opened = seen(product, document_id)
    keep(product, document_id, {"ru": {"c1": "из первого окна"}}, at=opened)

    with pytest.raises(StaleRevision) as refused:
        keep(product, document_id, {"ru": {"c2": "из второго окна"}}, at=opened)

    assert refused.value.code == "working_copy.other_window"
    assert words(product, document_id, "c1") == "из первого окна"


def test_a_window_left_open_over_a_save_is_refused(product: Product) -> None:
    document_id = product.draft()
    opened = keep(product, document_id, {"ru": {"c1": "сохранённое"}}).seen
    save(product, document_id)

    with pytest.raises(StaleRevision, match=r"working_copy\.other_window"):
        keep(product, document_id, {"ru": {"c2": "позднее"}}, at=opened)


def test_one_can_begin_on_a_revision_that_others_have_passed(product: Product) -> None:
    document_id = product.draft()
    opened = seen(product, document_id)
    keep(product, document_id, {"ru": {"c1": "секретариат"}}, who="secretary")
    save(product, document_id, who="secretary")

    update = keep(product, document_id, {"ru": {"c2": "разработчик"}}, at=opened)

    assert update.seen == Seen(opened.base, 1)
    with pytest.raises(StaleRevision) as refused:
        save(product, document_id)
    assert refused.value.current == product.seen(document_id)
    assert words(product, document_id, "c2") == "разработчик"


def test_a_revision_of_another_document_is_no_base(product: Product) -> None:
    document_id, other = product.draft(), product.draft()

    with pytest.raises(NotFound, match=r"revision\.unknown"):
        keep(product, document_id, {"ru": {"c1": "слово"}}, at=Seen(product.seen(other), 0))


def test_the_structure_changes_in_all_languages_with_one_new_id(product: Product) -> None:
    document_id = product.draft()

    with product.work("drafter") as work:
        editing.restructure(
            work,
            document_id,
            seen=seen(product, document_id),
            edit=lambda texts, new: all_languages.add_after(texts, "c2", UnitKind.CLAUSE, new()),
        )

    texts = editor_of(product, document_id).texts
    added = [text.units[5] for text in texts.values()]
    assert [(unit.kind, unit.label, unit.text) for unit in added] == [(UnitKind.CLAUSE, "3.", "")] * 2
    assert added[0].id == added[1].id
    assert added[0].id not in {
        unit.id for unit in editor_of(product, document_id, "secretary").texts["ru"].units
    }


def test_an_edit_of_a_lost_unit_is_refused_and_changes_nothing(product: Product) -> None:
    document_id = product.draft()
    before = keep(product, document_id, {"ru": {"c1": "набрано"}}).seen

    with pytest.raises(Invalid, match=r"unit\.unknown"), product.work("drafter") as work:
        editing.restructure(
            work,
            document_id,
            seen=before,
            edit=lambda texts, new: all_languages.add_after(texts, "gone", UnitKind.CLAUSE, new()),
        )

    assert seen(product, document_id) == before


def test_saving_makes_a_revision_and_ends_the_working_copy(product: Product) -> None:
    document_id = product.draft()
    keep(product, document_id, {"ru": {"c1": "Совет даёт заключения."}})

    saved = save(product, document_id, message="Уточнено назначение")

    assert (saved.number, saved.message, saved.author_name) == (2, "Уточнено назначение", "Анна Серова")
    assert product.seen(document_id) == saved.id
    assert editor_of(product, document_id).copy is None
    assert words(product, document_id, "c1") == "Совет даёт заключения."


@pytest.mark.parametrize(("message", "reason"), [(" ", "field.missing"), ("a\x00b", "field.character")])
def test_a_message_that_cannot_be_taken_leaves_the_working_copy(
    product: Product, message: str, reason: str
) -> None:
    document_id = product.draft()
    keep(product, document_id, {"ru": {"c1": "слово"}})

    with pytest.raises(Invalid) as refused:
        save(product, document_id, message=message)

    assert (refused.value.code, refused.value.field) == (reason, "message")
    assert words(product, document_id, "c1") == "слово"


def test_nothing_typed_is_nothing_to_save(product: Product) -> None:
    document_id = product.draft()
    with pytest.raises(Invalid, match=r"revision\.unchanged"):
        save(product, document_id)

    keep(product, document_id, {"ru": {"c1": "туда"}})
    original = words(product, document_id, "c1", who="secretary")
    keep(product, document_id, {"ru": {"c1": original}})
    with pytest.raises(Invalid, match=r"revision\.unchanged"):
        save(product, document_id)


def test_what_was_typed_while_the_document_was_submitted_is_stored_and_not_saved(product: Product) -> None:
    document_id = product.draft()
    opened = seen(product, document_id)
    with product.work("secretary") as work:
        checking.submit(work, document_id, seen=product.seen(document_id))

    keep(product, document_id, {"ru": {"c1": "набрано позднее"}}, at=opened)
    with pytest.raises(NotPossible, match=r"workflow\.not_in_this_stage"):
        save(product, document_id)

    assert words(product, document_id, "c1") == "набрано позднее"


@pytest.mark.parametrize("who", ["expert", "belarus", "other_drafter", "administrator", "chair"])
def test_others_cannot_know_of_the_text(product: Product, who: str) -> None:
    document_id = product.draft()

    with pytest.raises(NotFound, match=r"document\.unknown"):
        keep(product, document_id, {"ru": {"c1": "чужое"}}, who=who)


def test_those_who_may_read_it_may_not_write_it(product: Product) -> None:
    document_id = product.draft()
    with product.work("secretary") as work:
        documents.assign(work, document_id, product.person("expert").id, Role.EXPERT)

    with pytest.raises(NotAllowed, match=r"workflow\.not_your_role"):
        keep(product, document_id, {"ru": {"c1": "чужое"}}, who="expert")
    with pytest.raises(NotAllowed), product.work("expert") as work:
        editing.discard(work, document_id, seen=Seen(product.seen(document_id), 0))


def test_a_drafter_taken_off_keeps_their_words_until_named_again(product: Product) -> None:
    document_id = product.draft()
    drafter = product.person("drafter").id
    keep(product, document_id, {"ru": {"c1": "набрано"}})
    with product.work("secretary") as work:
        documents.unassign(work, document_id, drafter, Role.DRAFTER)

    with pytest.raises(NotFound):
        keep(product, document_id, {"ru": {"c1": "ещё"}})
    with product.work("secretary") as work:
        documents.assign(work, document_id, drafter, Role.DRAFTER)

    assert words(product, document_id, "c1") == "набрано"


def test_a_working_copy_is_thrown_away_only_as_it_was_seen(product: Product) -> None:
    document_id = product.draft()
    first = keep(product, document_id, {"ru": {"c1": "раз"}}).seen
    second = keep(product, document_id, {"ru": {"c1": "два"}}).seen

    with pytest.raises(StaleRevision), product.work("drafter") as work:
        editing.discard(work, document_id, seen=first)
    assert words(product, document_id, "c1") == "два"
    with product.work("drafter") as work:
        editing.discard(work, document_id, seen=second)
    assert editor_of(product, document_id).copy is None


def test_of_many_windows_at_once_one_is_stored_and_all_others_are_refused(product: Product) -> None:
    document_id = product.draft()
    opened = seen(product, document_id)
    outcomes: list[str] = []

    def window(number: int) -> None:
        try:
            keep(product, document_id, {"ru": {"c1": f"окно {number}"}}, at=opened)
            outcomes.append(f"окно {number}")
        except StaleRevision as error:
            outcomes.append(error.code)

    threads = [threading.Thread(target=window, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    stored = [outcome for outcome in outcomes if outcome.startswith("окно")]
    assert stored == [words(product, document_id, "c1")]
    assert len(outcomes) == 8
    assert set(outcomes) - set(stored) <= {"working_copy.other_window", "work.conflict"}


def test_of_two_people_who_save_at_once_one_is_refused_and_loses_nothing(product: Product) -> None:
    document_id = product.draft()
    for who in ("drafter", "secretary"):
        keep(product, document_id, {"ru": {"c1": f"пишет {who}"}}, who=who)
    outcomes: dict[str, str] = {}

    def writer(who: str) -> None:
        try:
            outcomes[who] = str(save(product, document_id, who=who).number)
        except StaleRevision:
            outcomes[who] = "stale"

    threads = [threading.Thread(target=writer, args=(who,)) for who in ("drafter", "secretary")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes.values()) == ["2", "stale"]
    refused_one = next(who for who, outcome in outcomes.items() if outcome == "stale")
    assert words(product, document_id, "c1", who=refused_one) == f"пишет {refused_one}"
    assert editor_of(product, document_id, refused_one).base.number == 1


def test_what_is_typed_is_what_comes_back_or_is_refused_at_its_unit(product: Product) -> None:
    document_id = product.draft()

    @settings(
        max_examples=100,
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(content=raw_texts | joined_texts | st.text(), unit_id=st.sampled_from(["t1", "s1", "a1", "c1"]))
    def holds(content: str, unit_id: str) -> None:
        before = words(product, document_id, unit_id)

        stored = keep(product, document_id, {"ru": {unit_id: content}})

        expected = before if stored.refused else nfc(content.strip(" \t\r\n"))
        assert words(product, document_id, unit_id) == expected
        assert set(stored.refused) <= {("ru", unit_id)}

    holds()
