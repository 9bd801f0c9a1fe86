from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from cmia_docs.errors import Invalid
from cmia_docs.text.compare.compare import ChangeKind, Comparison, Op, Span, apply, compare
from cmia_docs.text.format.file_format import parse
from cmia_docs.text.format.normalize import clean
from cmia_docs.text.model import Text, Unit, UnitKind
from cmia_docs.text.numbering.numbering import renumber
from tests.text.examples import REGULATION, regulation
from tests.text.strategies import FRAGMENTS, random_text, texts

quick = settings(
    max_examples=200, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)


def shown(comparison: Comparison) -> list[tuple[str, str]]:
    """Kind and id of the units that are not the same."""
    return [
        (str(change.kind), change.unit.id)
        for change in comparison.changes
        if change.kind is not ChangeKind.SAME
    ]


def changed(*edits: tuple[str, str]) -> Comparison:
    source = REGULATION
    for old, new in edits:
        assert old in source
        source = source.replace(old, new)
    return compare(regulation(), renumber(parse(source, "ru")))


def test_a_text_is_the_same_as_itself() -> None:
    comparison = compare(regulation(), regulation())
    assert comparison.is_same
    assert comparison.counts == {kind: 21 if kind is ChangeKind.SAME else 0 for kind in ChangeKind}
    assert [change.new for change in comparison.changes] == list(regulation().units)


def test_a_changed_word() -> None:
    comparison = changed(("дважды в год", "раз в год"))
    assert shown(comparison) == [("changed", "d1")]
    (change,) = [change for change in comparison.changes if change.kind is ChangeKind.CHANGED]
    assert change.spans == (
        Span(Op.SAME, "Заседания проводятся "),
        Span(Op.DELETED, "дважды"),
        Span(Op.INSERTED, "раз"),
        Span(Op.SAME, " в год."),
    )


def test_a_new_article_gives_new_numbers_to_others_and_changes_nothing_else() -> None:
    comparison = changed(("#### Статья 2.", "#### Статья 2. Задачи {#a9}\n\nНовое. {#g9}\n\n#### Статья 3."),
                         ("#### Статья 3. Заседания", "#### Статья 4. Заседания"))  # fmt: skip
    assert shown(comparison) == [("added", "a9"), ("added", "g9")]
    assert [change.unit.id for change in comparison.changes if change.relabelled] == ["a2", "a3"]
    assert comparison.relabelled == 2
    assert not comparison.is_same


def test_removed_units_stand_where_they_stood() -> None:
    comparison = changed(
        ("2. Он вправе: {#p2}\n\n1) запрашивать сведения; {#q1}\n\n", ""), ("2) пред", "1) пред")
    )
    assert [change.unit.id for change in comparison.changes][4:9] == ["p1", "p2", "q1", "q2", "r1"]
    assert shown(comparison) == [("removed", "p2"), ("removed", "q1")]


def test_what_was_removed_stands_before_what_was_added_in_its_place() -> None:
    comparison = changed(("Заседания проводятся дважды в год. {#d1}", "Иное. {#d2}"))
    assert shown(comparison) == [("removed", "d1"), ("added", "d2")]


def test_few_units_moved_not_all_that_follow() -> None:
    first = "1. Научно-консультативный совет готовит заключения по вопросам [[b2]]. {#p1}\n\n"
    comparison = changed((first, ""), ("##### Приложение", f"{first}##### Приложение"))
    assert shown(comparison) == [("moved", "p1")]
    assert comparison.moved == 1


def test_a_unit_may_have_moved_and_changed() -> None:
    first = "1. Научно-консультативный совет готовит заключения по вопросам [[b2]]. {#p1}\n\n"
    comparison = changed(
        (first, ""), ("##### Приложение", first.replace("готовит", "даёт") + "##### Приложение")
    )
    (change,) = [change for change in comparison.changes if change.moved]
    assert (change.kind, change.unit.id) == (ChangeKind.CHANGED, "p1")


def test_another_level_is_a_change() -> None:
    comparison = changed(("Председатель избирается", "2. Председатель избирается"))
    (change,) = [change for change in comparison.changes if change.kind is ChangeKind.CHANGED]
    assert change.old is not None
    assert change.new is not None
    assert (change.old.kind, change.new.kind) == (UnitKind.PARAGRAPH, UnitKind.CLAUSE)
    assert change.spans == (Span(Op.SAME, "Председатель избирается на два года."),)


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ("5-1. Слово. {#a1}", "5-2. Слово. {#a1}", True),
        ("1. Слово. {#a1}", "1-1. Слово. {#a1}", True),
        ("7. Слово. {#a1}", "1. Слово. {#a1}", True),
        ("## Глава I. Слово {#a1}", "## Раздел I. Слово {#a1}", True),
        ("## Глава I. Слово {#a1}", "## Глава 1. Слово {#a1}", True),
        ("## Глава I. Слово {#a1}", "## Слово {#a1}", True),
        ("##### Приложение {#a1}", "##### Приложение 1 {#a1}\n\n##### Приложение 2 {#b1}", False),
        ("##### Приложение {#a1}", "##### Annex {#a1}", True),
        ("а) слово; {#a1}", "a) слово; {#a1}", True),
        ("Раз[^f1]. {#b1}\n\n[^f1]: Слово {#a1}", "Раз[^f1]. {#b1}\n\n[^f2]: Слово {#a1}", False),
        ("1. Слово. {#a1}", "1. Раз. {#b1}\n\n2. Слово. {#a1}", False),
        ("1. А. {#b1}\n\nж) слово; {#a1}", "1. А. {#b1}\n\nж) слово; {#a1}", False),
    ],
)
def test_a_label_that_somebody_changed_is_a_change(old: str, new: str, changed: bool) -> None:
    comparison = compare(parse(old, "ru"), parse(new, "ru"))
    (change,) = [change for change in comparison.changes if change.old and change.old.id == "a1"]
    assert change.kind is (ChangeKind.CHANGED if changed else ChangeKind.SAME)
    assert change.spans == (Span(Op.SAME, change.unit.text),) if change.unit.text else change.spans == ()


def test_a_table_is_compared_by_row() -> None:
    comparison = changed(("| 1 | проезд |", "| 1 | проезд |\n| 2 | связь |"))
    (change,) = [change for change in comparison.changes if change.kind is ChangeKind.CHANGED]
    assert Span(Op.INSERTED, "\n| 2 | связь |") in change.spans


def test_changes_of_another_text_are_refused() -> None:
    comparison = changed(("дважды", "раз"))
    for other in (Text("ru"), parse(REGULATION.replace("проезд", "связь"), "ru")):
        with pytest.raises(Invalid) as refusal:
            apply(other, comparison)
        assert refusal.value.code == "comparison.other_text"


def edited(chance: random.Random, text: Text) -> Text:
    """A text after a few random edits."""
    units = list(text.units)
    for _ in range(chance.randrange(6)):
        if not units:
            break
        index = chance.randrange(len(units))
        match chance.randrange(6):
            case 0:
                units[index:index] = random_text(chance, 2).units
            case 1:
                del units[index]
            case 2:
                units.insert(chance.randrange(len(units)), units.pop(index))
            case 3:
                units[index] = other_words(chance, units[index])
            case 4:
                units[index] = replace(units[index], id="")
            case _:
                kind = chance.choice(list(UnitKind))
                units[index] = replace(units[index], kind=kind, text=clean(kind, units[index].text))
    return renumber(Text(text.language, tuple(units)))


def other_words(chance: random.Random, unit: Unit) -> Unit:
    words = unit.text.split(" ")
    words[chance.randrange(len(words))] = chance.choice(FRAGMENTS)
    return replace(unit, text=clean(unit.kind, " ".join(words)))


@quick
@given(texts(max_size=4), texts(max_size=4))
def test_any_two_texts_are_compared(old: Text, new: Text) -> None:
    assert apply(old, compare(old, new)) == new


def test_the_changes_applied_to_the_old_text_give_the_new_one() -> None:
    chance = random.Random(20140904)  # noqa: S311
    for _ in range(3000):
        old = random_text(chance)
        new = edited(chance, old) if chance.random() < 0.8 else random_text(chance)
        new = replace(new, language=old.language)
        comparison = compare(old, new)
        assert apply(old, comparison) == new
        assert [change.new for change in comparison.changes if change.new] == list(new.units)
        assert sorted(map(id, (change.old for change in comparison.changes if change.old))) == sorted(
            map(id, old.units)
        )
        stayed = [
            change.old for change in comparison.changes if change.old and not change.moved and change.new
        ]
        indexes = {id(unit): index for index, unit in enumerate(old.units)}
        assert [indexes[id(unit)] for unit in stayed] == sorted(indexes[id(unit)] for unit in stayed)
