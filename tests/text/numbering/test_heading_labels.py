"""The words of each language: how a heading with a number reads, and how a unit is cited."""

from __future__ import annotations

import pytest

from cmia_docs.text.model import UnitKind
from cmia_docs.text.numbering.heading_labels import (
    AFTER_NUMBER,
    ANNEX_WORDS,
    BEFORE_NUMBER,
    WORDS,
    words_of,
)
from cmia_docs.text.numbering.labels import heading_label

# Section, chapter, article and annex 3.
HEADINGS_3 = {
    "ru": ("Раздел 3.", "Глава 3.", "Статья 3.", "Приложение 3"),
    "en": ("Section 3.", "Chapter 3.", "Article 3.", "Annex 3"),
    "be": ("Раздзел 3.", "Глава 3.", "Артыкул 3.", "Дадатак 3"),
    "uk": ("Розділ 3.", "Глава 3.", "Стаття 3.", "Додаток 3"),
    "kk": ("3-бөлім.", "3-тарау.", "3-бап.", "3-қосымша"),
    "ky": ("3-бөлүм.", "3-глава.", "3-берене.", "3-тиркеме"),
    "tg": ("Фасли 3.", "Боби 3.", "Моддаи 3.", "Замимаи 3"),
    "uz": ("3-bo‘lim.", "3-bob.", "3-modda.", "3-ilova"),
    "az": ("Bölmə 3.", "Fəsil 3.", "Maddə 3.", "Əlavə 3"),
    "hy": ("Բաժին 3.", "Գլուխ 3.", "Հոդված 3.", "Հավելված 3"),
    "ro": ("Titlul 3.", "Capitolul 3.", "Articolul 3.", "Anexa 3"),
    "pt": ("3.", "3.", "3.", "3."),
}
# The preamble; and clause, point, sub-point and paragraph 3.
CITED_3 = {
    "ru": ("Преамбула", "пункт 3", "подпункт 3", "подпункт 3", "абзац 3"),
    "en": ("Preamble", "paragraph 3", "point 3", "point 3", "unnumbered paragraph 3"),
    "be": ("Прэамбула", "пункт 3", "падпункт 3", "падпункт 3", "абзац 3"),
    "uk": ("Преамбула", "пункт 3", "підпункт 3", "підпункт 3", "абзац 3"),
    "kk": ("Кіріспе", "3-тармақ", "3 тармақша", "3 тармақша", "3-абзац"),
    "ky": ("Преамбула", "3-пункт", "3 пунктча", "3 пунктча", "3-абзац"),
    "tg": ("Муқаддима", "банди 3", "зербанди 3", "зербанди 3", "сархати 3"),
    "uz": ("Muqaddima", "3-band", "3 kichik band", "3 kichik band", "3-xatboshi"),
    "az": ("Preambula", "bənd 3", "yarımbənd 3", "yarımbənd 3", "abzas 3"),
    "hy": ("Նախաբան", "կետ 3", "ենթակետ 3", "ենթակետ 3", "պարբերություն 3"),
    "ro": ("Preambul", "punctul 3", "subpunctul 3", "litera 3", "alineatul 3"),
    "pt": ("", "3", "3", "3", "¶ 3"),
}
_CITED_KINDS = (UnitKind.CLAUSE, UnitKind.POINT, UnitKind.SUBPOINT, UnitKind.PARAGRAPH)
_HEADING_KINDS = (UnitKind.SECTION, UnitKind.CHAPTER, UnitKind.ARTICLE, UnitKind.ANNEX)

WORDS_BEFORE = """
    раздел подраздел глава часть статья параграф приложение
    section chapter part title article annex appendix schedule
    раздзел частка артыкул дадатак розділ частина стаття додаток
    қисми фасли боби моддаи замимаи bölmə fəsil maddə əlavə
    բաժին գլուխ հոդված հավելված titlul capitolul secțiunea articolul anexa
"""
WORDS_AFTER = [
    "бөлім", "тарау", "бап", "қосымша", "бөлүм", "глава", "берене", "статья", "тиркеме",
    "bo‘lim", "boʻlim", "bob", "modda", "ilova", "nji madda", "njy madda", "nji bap", "njy bap",
]  # fmt: skip
WORDS_ALONE = "приложение annex appendix schedule дадатак додаток anexa əlavə հավելված"


def test_the_tables_here_have_each_language() -> None:
    assert HEADINGS_3.keys() == CITED_3.keys() == WORDS.keys() | {"pt"}


@pytest.mark.parametrize("language", HEADINGS_3)
def test_a_heading_reads_in_its_language(language: str) -> None:
    headings = words_of(language).headings
    assert tuple(headings[kind].format(3) for kind in _HEADING_KINDS) == HEADINGS_3[language]


@pytest.mark.parametrize("language", CITED_3)
def test_a_unit_is_cited_in_its_language(language: str) -> None:
    words = words_of(language)
    assert (words.preamble, *(words.cited[kind].format(3) for kind in _CITED_KINDS)) == CITED_3[language]


@pytest.mark.parametrize(
    ("language", "expected"),
    [("ru", ("таблица 3", "сноска 3", "Заголовок")), ("en", ("table 3", "footnote 3", "Title"))],
)
def test_tables_notes_and_the_title_are_cited_in_the_councils_languages(
    language: str, expected: tuple[str, ...]
) -> None:
    kinds = (UnitKind.TABLE, UnitKind.FOOTNOTE, UnitKind.TITLE)
    assert tuple(words_of(language).cited[kind].format(3) for kind in kinds) == expected


def test_a_region_has_the_words_of_its_language() -> None:
    assert words_of("ru-BY") is words_of("ru")
    assert words_of("uz-Latn-UZ") is words_of("uz")
    assert words_of("pt-BR") is words_of("pt")


@pytest.mark.parametrize("word", WORDS_BEFORE.split())
def test_a_heading_is_recognized_by_the_word_before_its_number(word: str) -> None:
    for written in (word, word.capitalize()):
        assert heading_label(f"{written} 3. Сроки") == f"{written} 3."


@pytest.mark.parametrize("word", WORDS_AFTER)
def test_a_heading_is_recognized_by_the_word_after_its_number(word: str) -> None:
    assert heading_label(f"3-{word}. Сроки") == f"3-{word}."
    assert heading_label(f"3 {word} Сроки") == f"3 {word}"


@pytest.mark.parametrize("word", WORDS_ALONE.split())
def test_a_single_annex_is_recognized_without_a_number(word: str) -> None:
    assert heading_label(f"{word.capitalize()} к Положению") == word.capitalize()


def test_no_other_words_are_recognized() -> None:
    assert list(BEFORE_NUMBER) == WORDS_BEFORE.split()
    assert list(AFTER_NUMBER) == WORDS_AFTER
    assert list(ANNEX_WORDS) == WORDS_ALONE.split()
