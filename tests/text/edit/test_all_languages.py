"""Edits of a text in all its languages at once."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from cmia_docs.errors import Invalid, NotFound
from cmia_docs.text.edit import all_languages, operations
from cmia_docs.text.format.file_format import parse
from cmia_docs.text.model import Text, UnitKind
from tests.factories.product import texts

LACKING = """#### Article 1. Purpose {#a1}

1. The Board gives opinions. {#c1}

#### Article 2. Composition {#a2}
"""


def lines(texts: Mapping[str, Text], language: str) -> list[str]:
    """Id, label and words of every unit from the first article on."""
    units = texts[language].units
    start = next(index for index, unit in enumerate(units) if unit.kind is UnitKind.ARTICLE)
    return [f"{unit.id}: {unit.label} {unit.text}".strip() for unit in units[start:]]


def lacking() -> dict[str, Text]:
    """The texts of the product, with an English one that lacks clause 2 of article 1."""
    return {"ru": texts()["ru"], "en": parse(LACKING, "en")}


def test_a_unit_is_added_in_all_languages_with_one_id() -> None:
    added = all_languages.add_after(texts(), "c2", UnitKind.CLAUSE, "x1")

    assert lines(added, "ru")[2:4] == ["c2: 2. Решения Совета носят рекомендательный характер.", "x1: 3."]
    assert lines(added, "en")[2:4] == ["c2: 2. Decisions of the Board are recommendations.", "x1: 3."]


def test_a_unit_is_added_at_the_beginning() -> None:
    added = all_languages.add_after(texts(), None, UnitKind.PARAGRAPH, "x1")

    assert [text.units[0].id for text in added.values()] == ["x1", "x1"]


def test_where_the_anchor_is_missing_a_unit_is_added_after_the_nearest_before_it() -> None:
    added = all_languages.add_after(lacking(), "c2", UnitKind.CLAUSE, "x1")

    assert [line.split(":")[0] for line in lines(added, "en")] == ["a1", "c1", "x1", "a2"]
    assert lines(added, "en")[2] == "x1: 2."


def test_an_unknown_anchor_is_refused() -> None:
    with pytest.raises(NotFound, match=r"unit\.not_found"):
        all_languages.add_after(texts(), "nowhere", UnitKind.CLAUSE, "x1")


def test_an_article_moves_in_all_languages_with_what_belongs_to_it() -> None:
    moved = all_languages.move_after(texts(), "a1", "a2")

    for language in moved:
        assert [line.split(":")[0] for line in lines(moved, language)] == ["a2", "c3", "a1", "c1", "c2"]
    assert lines(moved, "en")[0] == "a2: Article 1. Composition"


def test_a_move_that_one_language_refuses_is_refused_in_all() -> None:
    with pytest.raises(Invalid, match=r"unit\.move_into_itself"):
        all_languages.move_after(texts(), "a1", "c1")


def test_a_unit_moves_where_the_anchor_is_missing() -> None:
    moved = all_languages.move_after(lacking(), "c1", "c2")

    assert [line.split(":")[0] for line in lines(moved, "ru")][:3] == ["a1", "c2", "c1"]
    assert [line.split(":")[0] for line in lines(moved, "en")] == ["a1", "c1", "a2"]


def test_an_edit_passes_over_a_language_that_lacks_the_unit() -> None:
    edited = all_languages.each(lacking(), "c2", lambda text: operations.delete(text, "c2"))

    assert edited["en"] == lacking()["en"]
    assert not all_languages.has(edited["ru"], "c2")


def test_an_edit_of_a_unit_that_no_language_has_is_refused() -> None:
    with pytest.raises(NotFound, match=r"unit\.not_found"):
        all_languages.each(texts(), "gone", lambda text: text)


def test_a_missing_unit_is_filled_in_at_its_place() -> None:
    filled = all_languages.fill(lacking(), "c3", "en")
    filled = all_languages.fill(filled, "c2", "en")

    assert lines(filled, "en") == [
        "a1: Article 1. Purpose",
        "c1: 1. The Board gives opinions.",
        "c2: 2.",
        "a2: Article 2. Composition",
        "c3: 1.",
    ]
    assert all_languages.fill(filled, "c2", "en") == filled


def test_a_missing_note_is_filled_in_under_its_name() -> None:
    pair = {
        "ru": parse("Слово.[^n7] {#p1}\n\n[^n7]: Сноска. {#f1}\n", "ru"),
        "en": parse("Word.[^n7] {#p1}\n", "en"),
    }

    assert all_languages.fill(pair, "f1", "en")["en"].units[-1].label == "n7"


def test_what_no_language_has_cannot_be_filled_in() -> None:
    with pytest.raises(NotFound, match=r"unit\.not_found"):
        all_languages.fill(texts(), "gone", "en")


def test_a_unit_divided_in_two_languages_stays_beside_itself() -> None:
    new_ids = iter(["x1", "x2"])

    divided = all_languages.divide(
        texts(), "c1", {"ru": ["раз", "два", "три"], "en": ["one", "two"]}, lambda: next(new_ids)
    )

    assert lines(divided, "ru")[1:4] == ["c1: 1. раз", "x1: 2. два", "x2: 3. три"]
    assert lines(divided, "en")[1:4] == ["c1: 1. one", "x1: 2. two", "x2: 3."]


def test_what_follows_a_divided_heading_is_paragraphs() -> None:
    divided = all_languages.divide(texts(), "a1", {"ru": ["Назначение", "Текст."]}, lambda: "x1")

    assert divided["ru"].units[3].kind is UnitKind.PARAGRAPH
    assert [unit.text for unit in divided["en"].units[2:4]] == ["Purpose", ""]


def test_the_kind_that_comes_next() -> None:
    text = texts()["ru"]

    assert all_languages.next_kind(text, "c1") is UnitKind.CLAUSE
    assert all_languages.next_kind(text, "a1") is UnitKind.CLAUSE
    assert all_languages.next_kind(operations.delete(text, "c3"), "a2") is UnitKind.PARAGRAPH
    assert all_languages.next_kind(text, "s1") is UnitKind.ARTICLE
    articles = parse("Статья 1. Цель {#a1}\n\nСтатья 2. Состав {#a2}\n", "ru")
    assert all_languages.next_kind(articles, "a1") is UnitKind.PARAGRAPH


def test_units_without_a_valid_id_get_the_same_one_each_time() -> None:
    russian = parse("# Имя\n\nРаз. {#p1}\n\nДва. {#p1}\n\nТри. {#u1}\n", "ru")
    english = parse("# Name\n\nOne.\n\nTwo.\n\nThree.\n", "en")

    identified = all_languages.with_valid_ids({"ru": russian, "en": english})

    assert [unit.id for unit in identified["ru"].units] == ["u2", "p1", "u3", "u1"]
    assert [unit.id for unit in identified["en"].units] == ["u2", "p1", "u3", "u1"]
    assert all_languages.with_valid_ids({"ru": russian, "en": english}) == identified
    assert all_languages.with_valid_ids(identified) == identified
