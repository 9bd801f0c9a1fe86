from __future__ import annotations

import random

from cmia_docs.text.format.file_format import parse
from cmia_docs.text.model import Text, UnitKind
from cmia_docs.text.structure.structure import Article, articles
from tests.text.examples import regulation
from tests.text.strategies import random_text


def shown(text: Text) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(piece.citation, " ".join(piece.unit_ids), piece.path) for piece in articles(text)]


def test_an_act_is_its_preamble_its_articles_and_its_annexes() -> None:
    first = "Глава I. Общие положения"
    assert shown(regulation()) == [
        ("Преамбула", "k3", ()),
        ("Статья 1", "a1 p1 p2 q1 q2 r1 r2 n1", (first,)),
        ("Статья 2", "a2 b2 b3", (first,)),
        ("Статья 3", "a3 d1", ("Глава II. Работа",)),
        ("Приложение", "x1 x3", ()),
        ("Приложение, пункт 1", "x4", ("Приложение",)),
    ]


def test_a_piece_knows_its_label_and_heading() -> None:
    pieces = articles(regulation())
    assert [(piece.id, piece.kind, piece.label, piece.heading) for piece in pieces] == [
        ("k3", UnitKind.PARAGRAPH, "", ""),
        ("a1", UnitKind.ARTICLE, "Статья 1.", "Назначение"),
        ("a2", UnitKind.ARTICLE, "Статья 2.", "Состав"),
        ("a3", UnitKind.ARTICLE, "Статья 3.", "Заседания"),
        ("x1", UnitKind.ANNEX, "Приложение", "Смета"),
        ("x4", UnitKind.CLAUSE, "1.", ""),
    ]


def test_without_articles_each_clause_is_a_piece() -> None:
    text = parse(
        "# Т {#t}\n\n## I. А {#s1}\n\n1. б {#p1}\n\n1) в {#q1}\n\n2. г {#p2}\n\n"
        "## II. Д {#s2}\n\nе {#g1}\n\n3. ж {#p3}",
        "ru",
    )
    assert shown(text) == [
        ("Пункт 1", "p1 q1", ("I. А",)),
        ("Пункт 2", "p2", ("I. А",)),
        ("Раздел II", "s2 g1", ()),
        ("Пункт 3", "p3", ("II. Д",)),
    ]


def test_without_clauses_each_heading_with_its_text_is_a_piece() -> None:
    text = parse(
        "# Концепция {#t}\n\nв {#g0}\n\n## I. А {#s1}\n\n### 1. Б {#h1}\n\nг {#g1}\n\n- д {#d1}\n\n"
        "### 2. Е {#h2}\n\nж {#g2}",
        "ru",
    )
    assert shown(text) == [
        ("Преамбула", "g0", ()),
        ("Раздел I, глава 1", "h1 g1 d1", ("I. А",)),
        ("Раздел I, глава 2", "h2 g2", ("I. А",)),
    ]


def test_an_annex_is_split_as_an_act_is() -> None:
    text = parse(
        "1. Утвердить Положение. {#p1}\n\n##### Приложение 1 {#x1}\n\n# Положение {#t1}\n\nв {#g1}\n\n"
        "## Глава I. А {#c1}\n\n#### Статья 1. Б {#a1}\n\n1. г {#k1}\n\n"
        "##### Приложение 2 {#x2}\n\n| д |\n{#t2}",
        "ru",
    )
    assert shown(text) == [
        ("Пункт 1", "p1", ()),
        ("Приложение 1", "x1 g1", ()),
        ("Приложение 1, статья 1", "a1 k1", ("Приложение 1", "Глава I. А")),
        ("Приложение 2", "x2 t2", ()),
    ]


def test_a_note_goes_with_the_piece_that_refers_to_it() -> None:
    text = parse("1. а[^f1] {#p1}\n\n2. б {#p2}\n\n[^f1]: в {#n1}\n\n[^f2]: г {#n2}", "ru")
    assert [" ".join(piece.unit_ids) for piece in articles(text)] == ["p1 n1", "p2 n2"]


def test_every_unit_is_in_one_piece_but_titles_and_headings() -> None:
    chance = random.Random(20101210)  # noqa: S311
    for _ in range(1500):
        text = random_text(chance)
        pieces: list[Article] = articles(text)
        held = [id(unit) for piece in pieces for unit in piece.units]
        assert len(held) == len(set(held))
        left = [unit.kind for unit in text.units if id(unit) not in set(held)]
        assert set(left) <= {UnitKind.TITLE, UnitKind.SECTION, UnitKind.CHAPTER}


def test_a_text_of_notes_alone_is_one_piece() -> None:
    text = parse("[^f1]: а {#n1}\n\n[^f2]: б {#n2}", "ru")
    assert [piece.unit_ids for piece in articles(text)] == [("n1", "n2")]
    assert articles(Text("ru")) == []
