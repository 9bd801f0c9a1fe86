from __future__ import annotations

import random

import pytest

from cmia_docs.text.format.file_format import parse
from cmia_docs.text.model import Text, Unit, UnitKind
from cmia_docs.text.numbering.numbering import customs_of, first_label, gaps, label_for, renumber
from tests.text.examples import labels
from tests.text.strategies import random_text


def act(*lines: str, language: str = "ru") -> Text:
    return parse("\n\n".join(lines), language)


def automatic(text: Text) -> Text:
    """The text with automatic labels only."""
    units = (Unit(unit.id, unit.kind, unit.label, unit.text) for unit in text.units)
    return renumber(Text(text.language, tuple(units)))


@pytest.mark.parametrize(
    "lines",
    [
        # Articles run through the act, clauses begin again in each article, points in each clause.
        ["## Глава I. А", "#### Статья 1. Б", "1. в", "1) г", "2) д", "а) е", "2. ж", "1) з",
         "## Глава II. И", "#### Статья 2. К", "1. л"],
        # Chapters run on through sections.
        ["## Раздел I. А", "### Глава 1. Б", "### Глава 2. В", "## Раздел II. Г", "### Глава 3. Д"],
        # Or begin again, where the act does so.
        ["## Раздел I. А", "### Глава 1. Б", "### Глава 2. В", "## Раздел II. Г", "### Глава 1. Д"],
        # Clauses run through the chapters of an act without articles.
        ["## I. А", "1. б", "2. в", "## II. Г", "3. д", "4. е"],
        # Or begin again in each chapter.
        ["## I. А", "1. б", "2. в", "## II. Г", "1. д", "2. е", "## III. Ж", "1. з"],
        # Or carry the number of their chapter.
        ["## 1. А", "1.1. б", "1.2. в", "## 2. Г", "2.1. д"],
        # All begins again in an annex.
        ["## Глава I. А", "#### Статья 1. Б", "1. в", "##### Приложение 1", "## Глава I. Г",
         "#### Статья 1. Д", "1. е", "##### Приложение 2", "1. ж"],
        # A single annex needs no number.
        ["1. а", "##### Приложение", "1. б"],
        # A paragraph does not end a list, unless the act begins a new one after it.
        ["#### Статья 1. А", "1) б", "в", "2) г"],
        ["#### Статья 1. А", "1) б", "2) в", "г", "1) д"],
        # Letters, also of three alphabets and Roman ones.
        ["1) а", "а) б", "б) в", "2) г", "a) д", "b) е", "3) ж", "i) з", "ii) и"],
        # Headings without a number stay so.
        ["## Общие положения", "#### Статья 1", "## Заключение", "#### Статья 2"],
    ],
)  # fmt: skip
def test_labels_as_drafters_print_them_are_the_computed_ones(lines: list[str]) -> None:
    text = act(*lines)
    assert labels(text) == [unit.label for unit in text.units if unit.label]
    assert automatic(text) == text


def test_something_put_in_between_is_fixed_and_moves_no_number() -> None:
    text = act("#### Статья 1. А", "#### Статья 1-1. Б", "#### Статья 2. В", "1. г", "1.1. д", "2. е")
    assert labels(text) == ["Статья 1.", "Статья 1-1.*", "Статья 2.", "1.", "1.1.*", "2."]
    assert renumber(text) == text
    assert gaps(text) == []


def test_numbers_that_do_not_come_next_are_fixed_and_stay() -> None:
    text = act("1. а", "2. б", "4. в", "5. г", "7. д")
    assert labels(text) == ["1.", "2.", "4.*", "5.*", "7.*"]
    assert renumber(text) == text
    assert gaps(text) == [(2, 3), (4, 6)]


def test_automatic_labels_are_recomputed_in_their_own_form() -> None:
    wrong = Text(
        "ru",
        (
            Unit("", UnitKind.SECTION, "ГЛАВА V", "А"),
            Unit("", UnitKind.CLAUSE, "8.", "б"),
            Unit("", UnitKind.POINT, "(8)", "в"),
            Unit("", UnitKind.SUBPOINT, "з)", "г"),
            Unit("", UnitKind.SUBPOINT, "h)", "д"),
            Unit("", UnitKind.CLAUSE, "3-1.", "е", fixed=True),
            Unit("", UnitKind.CLAUSE, "", "ж"),
            Unit("", UnitKind.SECTION, "", "З"),
            Unit("", UnitKind.SECTION, "ГЛАВА X", "И"),
        ),
    )
    assert labels(renumber(wrong)) == ["ГЛАВА I", "1.", "(1)", "а)", "b)", "3-1.*", "2.", "ГЛАВА II"]


def test_a_fixed_label_that_is_the_computed_one_becomes_automatic() -> None:
    text = Text(
        "ru", (Unit("", UnitKind.CLAUSE, "1.", "а", fixed=True), Unit("", UnitKind.CLAUSE, "1.", "б"))
    )
    assert labels(renumber(text)) == ["1.", "2."]


def test_clauses_take_over_the_new_number_of_their_chapter() -> None:
    text = act("## 1. А", "1.1. б", "## 2. В", "2.1. г", "2.2. д")
    without_first = Text("ru", text.units[2:])
    assert labels(renumber(without_first)) == ["1.", "1.1.", "1.2."]


def test_a_second_annex_gives_both_a_number() -> None:
    units = (Unit("", UnitKind.ANNEX, "Приложение", ""), Unit("", UnitKind.ANNEX, "Приложение", ""))
    assert labels(renumber(Text("ru", units))) == ["Приложение 1", "Приложение 2"]


@pytest.mark.parametrize(
    ("kind", "language", "number", "label"),
    [
        (UnitKind.SECTION, "ru", 2, "Раздел II."),
        (UnitKind.CHAPTER, "ru", 2, "Глава 2."),
        (UnitKind.ARTICLE, "en", 5, "Article 5."),
        (UnitKind.ARTICLE, "en-GB", 5, "Article 5."),
        (UnitKind.ARTICLE, "kk", 5, "5-бап."),
        (UnitKind.SECTION, "kk", 5, "5-бөлім."),
        (UnitKind.ANNEX, "be", 1, "Дадатак 1"),
        (UnitKind.ARTICLE, "pt", 5, "5."),
        (UnitKind.CLAUSE, "ru", 12, "12."),
        (UnitKind.POINT, "ru", 3, "3)"),
        (UnitKind.SUBPOINT, "ru", 10, "к)"),
        (UnitKind.SUBPOINT, "be", 10, "к)"),
        (UnitKind.SUBPOINT, "uk", 10, "к)"),
        (UnitKind.SUBPOINT, "kk", 10, "к)"),
        (UnitKind.SUBPOINT, "ky", 10, "к)"),
        (UnitKind.SUBPOINT, "tg", 10, "к)"),
        (UnitKind.SUBPOINT, "ru-KZ", 10, "к)"),
        (UnitKind.SUBPOINT, "en", 10, "j)"),
        (UnitKind.SUBPOINT, "uz", 10, "j)"),
        (UnitKind.PARAGRAPH, "ru", 1, ""),
        (UnitKind.TITLE, "ru", 1, ""),
    ],
)
def test_a_first_label_is_that_of_the_language(
    kind: UnitKind, language: str, number: int, label: str
) -> None:
    assert label_for(kind, language, number) == label


def test_a_new_unit_takes_the_form_of_its_siblings() -> None:
    text = act("## ГЛАВА I", "(1) а", "## Заключение")
    assert first_label(text, UnitKind.SECTION, 2) == "ГЛАВА I"
    assert first_label(text, UnitKind.POINT, 2) == "(1)"
    assert first_label(text, UnitKind.CLAUSE, 2) == "1."
    assert first_label(act("## Общее"), UnitKind.SECTION, 1) == ""


def test_customs_are_those_of_the_majority() -> None:
    again = ["## I. А", "1. б", "## II. В", "1. г", "## III. Д", "1. е", "## IV. Ж", "4. з"]
    assert customs_of(act(*again)) == {UnitKind.CLAUSE}
    assert labels(act(*again))[-1] == "4.*"
    assert customs_of(act("## I. А", "1. б", "## II. В", "2. г")) == frozenset()


def test_a_gap_is_told_with_the_number_that_was_expected() -> None:
    text = act("#### Статья 1", "1. а", "3. б", "#### Статья 2", "2. в", "1) г", "3) д", "##### Приложение 2")
    assert gaps(text) == [(2, 2), (4, 1), (6, 2), (7, 1)]


def test_renumbering_twice_changes_nothing_more() -> None:
    chance = random.Random(19960119)  # noqa: S311
    for _ in range(1000):
        text = random_text(chance)
        assert renumber(text) == text
        assert renumber(automatic(text)) == automatic(text)


def test_customs_do_not_change_by_an_edit_when_they_are_given() -> None:
    text = act("## I. А", "1. б", "2. в", "## II. Г", "1. д", "2. е")
    customs = customs_of(text)
    shorter = Text("ru", text.units[:5])
    assert customs == {UnitKind.CLAUSE}
    assert labels(renumber(Text("ru", shorter.units[:4] + text.units[5:]), customs))[-1] == "1."


@pytest.mark.parametrize(
    ("lines", "customs"),
    [
        (["## I. А", "### Глава 1. Б", "## II. В", "### Глава 1. Г"], {UnitKind.CHAPTER}),
        (["## I. А", "### Глава 1. Б", "1. в", "### Глава 2. Г", "1. д"], {UnitKind.CLAUSE}),
        (["1) а", "б", "1) в"], {UnitKind.POINT}),
        (["1) а", "> б", "1) в"], {UnitKind.POINT}),
        (["1) а", "| б |", "1) в"], {UnitKind.POINT}),
        (["1) а", "- б", "1) в"], set()),
        (["а) а", "б", "а) в"], {UnitKind.SUBPOINT}),
        (["1) а", "а) б", "в", "2) г", "а) д"], set()),
        (["1) а", "## Глава 1. Б", "1) в"], set()),
        (["1) а", "### Глава 1. Б", "1) в"], set()),
        (["1. а", "#### Статья 1. Б", "1. в"], set()),
        (["1) а", "1. б", "1) в"], set()),
        (["## I. А", "1. б", "##### Приложение 1", "1. в"], set()),
        (["## I. А", "### Глава 1. Б", "##### Приложение 1", "### Глава 1. Б"], set()),
        (["## 1. А", "1.1. б", "## 2. В", "2.1. г"], set()),
        (["## I. А", "1-1. б", "## II. В", "1-1. г"], set()),
    ],
)
def test_the_customs_of_an_act(lines: list[str], customs: set[UnitKind]) -> None:
    assert customs_of(act(*lines)) == customs


def test_the_form_of_a_new_unit_is_that_of_the_nearest_sibling() -> None:
    text = act("1. а", "(1) б", "2) в", "## 1. Г", "1.1. д", "## Статья")
    assert first_label(text, UnitKind.POINT, 2) == "(1)"
    assert first_label(text, UnitKind.POINT, 3) == "1)"
    assert first_label(text, UnitKind.POINT, 0) == "(1)"
    assert first_label(text, UnitKind.CLAUSE, 6) == "1.1."
    assert first_label(text, UnitKind.PARAGRAPH, 1) == ""
    assert first_label(text, UnitKind.ARTICLE, 1) == "Статья 1."
    assert first_label(text, UnitKind.SECTION, 6) == "1."
    unlabelled = Text("ru", (Unit("", UnitKind.POINT, "", "а"), Unit("", UnitKind.CLAUSE, "?", "б")))
    assert first_label(unlabelled, UnitKind.POINT, 1) == "1)"
    assert first_label(unlabelled, UnitKind.CLAUSE, 1) == "1."


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["## I. А", "## III. Б", "##### Приложение 1", "## II. В"], [(1, 2), (3, 1)]),
        (["1. а", "1) б", "2. в", "2) г"], [(3, 1)]),
        (["1) а", "а) б", "2) в", "б) г"], [(3, 1)]),
        (["#### Статья 1", "1. а", "#### Статья 3", "2. б"], [(2, 2), (3, 1)]),
        (["1. а", "1-1. б", "1-2. в", "3-1. г"], [(3, 2)]),
        (["1. а", "5. б", "6. в"], [(1, 2)]),
        (["## I. А", "1. б", "## II. В", "1. г", "3. д"], [(4, 2)]),
        (["## Глава"], []),
        (["а", "- б"], []),
    ],
)
def test_gaps_in_each_sequence(lines: list[str], expected: list[tuple[int, int]]) -> None:
    assert gaps(act(*lines)) == expected


def test_what_is_settled_is_the_same_text() -> None:
    text = act("1. а", "2. б")
    assert renumber(text) is text
    unit = Unit("p1", UnitKind.CLAUSE, "5.", "а")
    assert renumber(Text("ru", (unit,))).units == (Unit("p1", UnitKind.CLAUSE, "1.", "а"),)


def test_a_clause_with_the_number_of_its_heading_after_one_without_is_an_inserted_one() -> None:
    assert labels(act("## 1. А", "1. б", "1.1. в", "2. г")) == ["1.", "1.", "1.1.*", "2."]
    assert labels(act("## 1. А", "1.1. в", "1.2. г")) == ["1.", "1.1.", "1.2."]
