from __future__ import annotations

import pytest

from cmia_docs.errors import NotFound
from cmia_docs.text.format.file_format import parse
from cmia_docs.text.structure.structure import citation, citations
from tests.text.examples import regulation, regulation_en


@pytest.mark.parametrize(
    ("unit_id", "russian", "english"),
    [
        ("t1", "Заголовок", "Title"),
        ("k3", "Преамбула, абзац 1", "Preamble, unnumbered paragraph 1"),
        ("c1", "Глава I", "Chapter I"),
        ("a1", "Статья 1", "Article 1"),
        ("p1", "Статья 1, пункт 1", "Article 1, paragraph 1"),
        ("q1", "Статья 1, пункт 2, подпункт 1)", "Article 1, paragraph 2, point (1)"),
        ("r2", "Статья 1, пункт 2, подпункт 2), подпункт б)", "Article 1, paragraph 2, point (2), point (b)"),
        ("b3", "Статья 2, пункт 1, абзац 2", "Article 2, paragraph 1, unnumbered paragraph 2"),
        ("d1", "Статья 3, абзац 1", "Article 3, unnumbered paragraph 1"),
        ("x1", "Приложение", "Annex"),
        ("x3", "Приложение, таблица 1", "Annex, table 1"),
        ("x4", "Приложение, пункт 1", "Annex, paragraph 1"),
        ("n1", "Приложение, сноска f1", "Annex, footnote f1"),
    ],
)
def test_a_unit_is_cited_in_the_language_of_the_text(unit_id: str, russian: str, english: str) -> None:
    assert citation(regulation(), unit_id) == russian
    assert citation(regulation_en(), unit_id) == english
    assert citations(regulation())[unit_id] == russian


@pytest.mark.parametrize(
    ("source", "language", "cited"),
    [
        # Clauses that run through the chapters are cited by their number alone.
        ("## I. А\n\n1. б\n\n## II. В\n\n2. г {#u}", "ru", "Пункт 2"),
        # Clauses that begin again in each chapter need the chapter.
        ("## I. А\n\n1. б\n\n## II. В\n\n1. г {#u}", "ru", "Раздел II, пункт 1"),
        ("## I. А\n\nб {#u}", "ru", "Раздел I, абзац 1"),
        ("## Общее\n\nб {#u}", "ru", "Общее, абзац 1"),
        ("#### 5. Сроки {#u}", "ru", "Статья 5"),
        ("#### 5) Terms {#u}", "en", "Article 5"),
        ("#### Статья 5-1. Сроки {#u}", "ru", "Статья 5-1"),
        ("#### Article 5. X\n\n(a) y {#u}", "en", "Article 5, point (a)"),
        ("#### 1-бап. Мақсаты\n\n1. а {#u}", "kk", "1-бап, 1-тармақ"),
        ("#### Artigo. X\n\n1. a {#u}", "pt", "Artigo. X, 1"),
        ("##### Приложение № 2\n\n#### Статья 1\n\nа {#u}", "ru", "Приложение № 2, статья 1, абзац 1"),
        ("##### ANNEX I\n\n#### ARTICLE 1\n\n1. a {#u}", "en", "Annex I, Article 1, paragraph 1"),
        ("1. а\n\n- б\n\n- в {#u}", "ru", "Пункт 1, абзац 3"),
    ],
)
def test_a_citation_names_what_is_needed_to_find_the_unit(source: str, language: str, cited: str) -> None:
    assert citation(parse(source, language), "u") == cited


def test_an_unknown_unit_cannot_be_cited() -> None:
    with pytest.raises(NotFound):
        citation(regulation(), "zz")


def test_a_very_long_heading_is_cut_where_it_is_cited() -> None:
    text = parse(f"## {'слово ' * 200} {{#s1}}\n\nабзац {{#p1}}", "ru")
    (heading, _, paragraph) = citation(text, "p1").rpartition(", ")
    assert (len(heading), heading[-6:], paragraph) == (401, " слов…", "абзац 1")
