"""Merging two people's versions of one text."""

from __future__ import annotations

import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cmia_docs.text.edit import operations
from cmia_docs.text.edit.merge import Conflict, merge, merge_languages
from cmia_docs.text.format.file_format import parse, write
from cmia_docs.text.ids import new_id
from cmia_docs.text.model import Text, Unit, UnitKind
from cmia_docs.text.numbering.numbering import renumber
from tests.text.strategies import FRAGMENTS, random_text, texts

many = settings(
    max_examples=400, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)
BASE = parse(
    """#### Статья 1. Назначение {#a1}

1. Совет даёт заключения. {#c1}

2. Решения рекомендательны. {#c2}

#### Статья 2. Состав {#a2}

1. В состав входят представители. {#c3}

#### Статья 3. Работа {#a3}

1. Совет собирается два раза в год. {#c4}
""",
    "ru",
)


def words(text: Text) -> list[str]:
    """Label and words of every unit."""
    return [f"{unit.label} {unit.text}" for unit in text.units]


def order(text: Text) -> str:
    """The ids in reading order."""
    return " ".join(unit.id for unit in text.units)


def unit(text: Text, unit_id: str) -> Unit:
    return next(unit for unit in text.units if unit.id == unit_id)


def changed(text: Text, chance: random.Random) -> Text:
    """The text after some random edits."""
    for _ in range(chance.randrange(6)):
        known = [unit.id for unit in text.units if unit.id]
        target = chance.choice(known) if known else None
        match chance.randrange(6) if target else 0:
            case 0:
                kind = chance.choice(list(UnitKind))
                text = operations.add_after(text, target, kind, chance.choice(FRAGMENTS), new_id(set(known)))
            case 1:
                text = operations.set_text(text, target or "", " ".join(chance.choices(FRAGMENTS, k=2)))
            case 2:
                text = operations.delete(text, target or "")
            case 3:
                text = operations.set_kind(text, target or "", chance.choice(list(UnitKind)))
            case 4:
                units = list(text.units)
                chance.shuffle(units)
                text = renumber(Text(text.language, tuple(units)))
            case _:
                text = operations.delete_alone(text, target or "")
    return text


def test_changes_of_different_units_come_together() -> None:
    mine = operations.set_text(BASE, "c1", "Совет даёт заключения на проекты.")
    theirs = operations.set_text(BASE, "c3", "В состав входят представители государств.")

    merged = merge(BASE, mine, theirs)

    assert merged.conflicts == ()
    assert unit(merged.text, "c1").text == "Совет даёт заключения на проекты."
    assert unit(merged.text, "c3").text == "В состав входят представители государств."


def test_different_wordings_of_one_unit_are_a_conflict_in_which_mine_stands() -> None:
    mine = operations.set_text(BASE, "c2", "Решения обязательны.")
    theirs = operations.set_text(BASE, "c2", "Решения имеют силу рекомендаций.")

    merged = merge(BASE, mine, theirs)

    assert merged.text == mine
    assert merged.conflicts == (Conflict("c2", unit(BASE, "c2"), unit(mine, "c2"), unit(theirs, "c2")),)
    assert merge(BASE, mine, theirs, theirs_for={"c2"}).text == theirs


def test_the_same_change_on_both_sides_is_no_conflict() -> None:
    both = operations.set_text(BASE, "c2", "Решения обязательны.")

    assert merge(BASE, both, both).conflicts == ()
    assert merge(BASE, both, both).text == both


def test_new_wording_and_a_new_level_of_one_unit_come_together() -> None:
    mine = operations.set_text(BASE, "c2", "Решения обязательны.")
    theirs = operations.demote(BASE, "c2")

    merged = merge(BASE, mine, theirs)

    assert merged.conflicts == ()
    assert unit(merged.text, "c2") == Unit("c2", UnitKind.POINT, "1)", "Решения обязательны.")


def test_new_words_that_the_new_kind_cannot_hold_are_a_conflict() -> None:
    mine = operations.set_text(BASE, "c2", "Решения обязательны.")
    theirs = operations.set_kind(BASE, "c2", UnitKind.TABLE)

    merged = merge(BASE, mine, theirs)

    assert merged.conflicts == (Conflict("c2", unit(BASE, "c2"), unit(mine, "c2"), unit(theirs, "c2")),)
    assert merged.text == mine
    assert merge(BASE, mine, theirs, theirs_for={"c2"}).text == theirs


def test_articles_added_by_both_at_one_place_keep_what_belongs_to_them() -> None:
    mine = operations.add_after(BASE, "c2", UnitKind.ARTICLE, "Моя", "m1")
    mine = operations.add_after(mine, "m1", UnitKind.CLAUSE, "мой пункт", "m2")
    theirs = operations.add_after(BASE, "c2", UnitKind.ARTICLE, "Их", "t1")
    theirs = operations.add_after(theirs, "t1", UnitKind.CLAUSE, "их пункт", "t2")

    merged = merge(BASE, mine, theirs)

    assert merged.conflicts == ()
    assert order(merged.text) == "a1 c1 c2 m1 m2 t1 t2 a2 c3 a3 c4"
    assert unit(merged.text, "a3").label == "Статья 5."


def test_a_clause_of_mine_does_not_slip_under_an_article_of_theirs() -> None:
    mine = operations.add_after(BASE, "c2", UnitKind.CLAUSE, "мой пункт", "m1")
    theirs = operations.add_after(BASE, "a1", UnitKind.ARTICLE, "Их", "t1")

    merged = merge(BASE, mine, theirs)

    assert order(merged.text) == "a1 c1 c2 m1 t1 a2 c3 a3 c4"


def test_an_article_of_mine_does_not_take_a_clause_of_theirs() -> None:
    mine = operations.add_after(BASE, "a1", UnitKind.ARTICLE, "Моя", "m1")
    theirs = operations.add_after(BASE, "c2", UnitKind.CLAUSE, "их пункт", "t1")

    merged = merge(BASE, mine, theirs)

    assert order(merged.text) == "a1 c1 c2 t1 m1 a2 c3 a3 c4"


def test_what_i_added_goes_with_the_article_that_they_moved() -> None:
    mine = operations.add_after(BASE, "c3", UnitKind.CLAUSE, "мой пункт", "m1")
    theirs = operations.move_after(BASE, "a2", None)

    merged = merge(BASE, mine, theirs)

    assert order(merged.text) == "a2 c3 m1 a1 c1 c2 a3 c4"
    assert [each.label for each in merged.text.units if each.kind is UnitKind.ARTICLE] == [
        "Статья 1.", "Статья 2.", "Статья 3.",
    ]  # fmt: skip


def test_a_unit_that_both_moved_stands_where_i_moved_it() -> None:
    mine = operations.move_after(BASE, "a1", "a3")
    theirs = operations.move_after(BASE, "a1", "a2")

    assert merge(BASE, mine, theirs).text == mine


def test_a_unit_removed_by_one_side_alone_goes() -> None:
    mine = operations.delete(BASE, "a2")
    theirs = operations.set_text(BASE, "c4", "Совет собирается раз в год.")

    merged = merge(BASE, mine, theirs)

    assert merged.conflicts == ()
    assert words(merged.text)[-2:] == ["Статья 2. Работа", "1. Совет собирается раз в год."]


def test_a_unit_that_i_changed_and_they_removed_stays_as_a_conflict() -> None:
    mine = operations.set_text(BASE, "c3", "В состав входят эксперты.")
    theirs = operations.delete(BASE, "a2")

    merged = merge(BASE, mine, theirs)

    assert merged.conflicts == (Conflict("c3", unit(BASE, "c3"), unit(mine, "c3"), None),)
    assert unit(merged.text, "c3").text == "В состав входят эксперты."
    assert merge(BASE, mine, theirs, theirs_for={"c3"}).text == theirs


def test_a_unit_that_i_removed_and_they_changed_is_listed_and_can_come_back() -> None:
    mine = operations.delete_alone(BASE, "c1")
    theirs = operations.set_text(BASE, "c1", "Совет даёт заключения на проекты.")

    merged = merge(BASE, mine, theirs)

    assert merged.text == mine
    assert merged.conflicts == (Conflict("c1", unit(BASE, "c1"), None, unit(theirs, "c1")),)
    assert merge(BASE, mine, theirs, theirs_for={"c1"}).text == theirs


def test_a_label_that_they_fixed_stays_beside_my_wording() -> None:
    mine = operations.set_text(BASE, "a3", "Порядок работы")
    theirs = operations.set_label(BASE, "a3", "Статья 2-1.")

    merged = merge(BASE, mine, theirs)

    assert merged.conflicts == ()
    assert unit(merged.text, "a3") == Unit(
        "a3", UnitKind.ARTICLE, "Статья 2-1.", "Порядок работы", fixed=True
    )


def test_a_unit_that_stays_in_one_language_stays_in_all() -> None:
    english = Text("en", BASE.units)
    mine = {"ru": operations.set_text(BASE, "c3", "В состав входят эксперты."), "en": english}
    theirs = {"ru": operations.delete(BASE, "c3"), "en": operations.delete(english, "c3")}

    merged = merge_languages({"ru": BASE, "en": english}, mine, theirs)

    assert [each.id for each in merged["en"].text.units] == [each.id for each in merged["ru"].text.units]
    given_up = merge_languages({"ru": BASE, "en": english}, mine, theirs, {"ru": {"c3"}})
    assert {language: one.text for language, one in given_up.items()} == theirs


@many
@given(texts(), texts())
def test_what_only_one_side_changed_is_taken_as_it_is(base: Text, side: Text) -> None:
    side = Text(base.language, side.units)

    assert merge(base, base, side).text == side
    assert merge(base, side, base).text == side
    assert merge(base, side, side).text == side


@many
@given(st.integers(0, 10**9))
def test_no_wording_of_either_side_is_lost(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    base = random_text(chance)
    mine, theirs = changed(base, chance), changed(base, chance)

    merged = merge(base, mine, theirs)

    shown = {each.text for each in merged.text.units}
    for conflict in merged.conflicts:
        shown |= {each.text for each in (conflict.mine, conflict.theirs) if each is not None}
    old = {each.text for each in base.units}
    assert {each.text for side in (mine, theirs) for each in side.units} - old <= shown
    # Every unit of both sides is there once, and the file format can hold the merged text.
    both = {each.id for each in mine.units} & {each.id for each in theirs.units}
    assert both <= {each.id for each in merged.text.units}
    assert parse(write(merged.text), base.language) == merged.text
    assert merge(base, base, theirs).text == theirs
    assert merge(base, mine, base).text == mine
