from __future__ import annotations

from cmia_docs.text.compare.language_alignment import pairs_by_structure, side_by_side
from cmia_docs.text.format.file_format import parse
from tests.text.examples import regulation, regulation_en


def test_languages_stand_beside_each_other_by_id() -> None:
    rows = side_by_side({"ru": regulation(), "en": regulation_en()})
    assert [row["ru"].id for row in rows] == [row["en"].id for row in rows]
    assert rows[3]["ru"].label == "Статья 1."
    assert rows[3]["en"].label == "Article 1."


def test_a_unit_of_one_language_alone_stands_where_it_does_there() -> None:
    russian = parse("1. Раз. {#a1}\n\n2. Два. {#a2}", "ru")
    english = parse("Intro. {#a0}\n\n1. One. {#a1}\n\n2. More. {#a9}\n\n3. Two. {#a2}", "en")
    rows = side_by_side({"ru": russian, "en": english})
    assert [{language: unit.id for language, unit in row.items()} for row in rows] == [
        {"en": "a0"},
        {"ru": "a1", "en": "a1"},
        {"en": "a9"},
        {"ru": "a2", "en": "a2"},
    ]


def test_doubled_and_missing_ids_lose_no_unit() -> None:
    russian = parse("1. Раз. {#a1}\n\n2. Два. {#a1}\n\n3. Три.", "ru")
    english = parse("1. One. {#a1}\n\n2. Two.", "en")
    rows = side_by_side({"ru": russian, "en": english})
    assert [unit.text for row in rows for unit in row.values()] == ["Раз.", "One.", "Two.", "Два.", "Три."]


def test_structures_are_matched_by_kind_and_number() -> None:
    russian = parse("#### Статья 1. А\n\n1. Раз.\n\n2. Два.\n\n#### Статья 2. Б\n\n1. Три.", "ru")
    english = parse("#### Article 1. A\n\n2. Two.\n\n#### Article 2. B\n\nNote.\n\n1. Three.", "en")
    assert pairs_by_structure(russian, english) == [(0, 0), (2, 1), (3, 2), (4, 4)]


def test_texts_too_long_to_align_are_matched_in_order() -> None:
    russian = parse("\n\n".join(["1. а"] * 5000), "ru")
    english = parse("\n\n".join(["note", *["1. a"] * 5000]), "en")
    assert pairs_by_structure(russian, english) == []
    assert pairs_by_structure(english, russian)[:2] == [(1, 0), (2, 1)]
