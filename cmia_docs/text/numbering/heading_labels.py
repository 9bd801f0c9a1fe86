"""The words of each language for the labels of headings and for citations.

A language that is not listed here gets labels of numbers alone and is cited by its labels, so that no words
appear in a language that the reader did not choose.
"""

from __future__ import annotations

from dataclasses import dataclass

from cmia_docs.text.model import UnitKind


@dataclass(frozen=True, slots=True)
class LabelWords:
    """The words of one language. `{}` is the number in `headings` and the label in `cited`."""

    headings: dict[UnitKind, str]
    cited: dict[UnitKind, str]
    preamble: str


def _headings(section: str, chapter: str, article: str, annex: str) -> dict[UnitKind, str]:
    return {
        UnitKind.SECTION: section,
        UnitKind.CHAPTER: chapter,
        UnitKind.ARTICLE: article,
        UnitKind.ANNEX: annex,
    }


def _cited(clause: str, point: str, subpoint: str, paragraph: str) -> dict[UnitKind, str]:
    return {
        UnitKind.CLAUSE: clause,
        UnitKind.POINT: point,
        UnitKind.SUBPOINT: subpoint,
        UnitKind.PARAGRAPH: paragraph,
    }


WORDS: dict[str, LabelWords] = {
    "ru": LabelWords(
        _headings("Раздел {}.", "Глава {}.", "Статья {}.", "Приложение {}"),
        _cited("пункт {}", "подпункт {}", "подпункт {}", "абзац {}")
        | {UnitKind.TABLE: "таблица {}", UnitKind.FOOTNOTE: "сноска {}", UnitKind.TITLE: "Заголовок"},
        "Преамбула",
    ),
    "en": LabelWords(
        _headings("Section {}.", "Chapter {}.", "Article {}.", "Annex {}"),
        _cited("paragraph {}", "point {}", "point {}", "unnumbered paragraph {}")
        | {UnitKind.TABLE: "table {}", UnitKind.FOOTNOTE: "footnote {}", UnitKind.TITLE: "Title"},
        "Preamble",
    ),
    "be": LabelWords(
        _headings("Раздзел {}.", "Глава {}.", "Артыкул {}.", "Дадатак {}"),
        _cited("пункт {}", "падпункт {}", "падпункт {}", "абзац {}"),
        "Прэамбула",
    ),
    "uk": LabelWords(
        _headings("Розділ {}.", "Глава {}.", "Стаття {}.", "Додаток {}"),
        _cited("пункт {}", "підпункт {}", "підпункт {}", "абзац {}"),
        "Преамбула",
    ),
    "kk": LabelWords(
        _headings("{}-бөлім.", "{}-тарау.", "{}-бап.", "{}-қосымша"),
        _cited("{}-тармақ", "{} тармақша", "{} тармақша", "{}-абзац"),
        "Кіріспе",
    ),
    "ky": LabelWords(
        _headings("{}-бөлүм.", "{}-глава.", "{}-берене.", "{}-тиркеме"),
        _cited("{}-пункт", "{} пунктча", "{} пунктча", "{}-абзац"),
        "Преамбула",
    ),
    "tg": LabelWords(
        _headings("Фасли {}.", "Боби {}.", "Моддаи {}.", "Замимаи {}"),
        _cited("банди {}", "зербанди {}", "зербанди {}", "сархати {}"),
        "Муқаддима",
    ),
    "uz": LabelWords(
        _headings("{}-bo‘lim.", "{}-bob.", "{}-modda.", "{}-ilova"),
        _cited("{}-band", "{} kichik band", "{} kichik band", "{}-xatboshi"),
        "Muqaddima",
    ),
    "az": LabelWords(
        _headings("Bölmə {}.", "Fəsil {}.", "Maddə {}.", "Əlavə {}"),
        _cited("bənd {}", "yarımbənd {}", "yarımbənd {}", "abzas {}"),
        "Preambula",
    ),
    "hy": LabelWords(
        _headings("Բաժին {}.", "Գլուխ {}.", "Հոդված {}.", "Հավելված {}"),
        _cited("կետ {}", "ենթակետ {}", "ենթակետ {}", "պարբերություն {}"),
        "Նախաբան",
    ),
    "ro": LabelWords(
        _headings("Titlul {}.", "Capitolul {}.", "Articolul {}.", "Anexa {}"),
        _cited("punctul {}", "subpunctul {}", "litera {}", "alineatul {}"),
        "Preambul",
    ),
}
OTHER = LabelWords(_headings("{}.", "{}.", "{}.", "{}."), _cited("{}", "{}", "{}", "¶ {}"), "")

# Words before or after the number of a heading, in any language: texts quote headings of other texts.
BEFORE_NUMBER = (
    "раздел", "подраздел", "глава", "часть", "статья", "параграф", "приложение",
    "section", "chapter", "part", "title", "article", "annex", "appendix", "schedule",
    "раздзел", "частка", "артыкул", "дадатак", "розділ", "частина", "стаття", "додаток",
    "қисми", "фасли", "боби", "моддаи", "замимаи", "bölmə", "fəsil", "maddə", "əlavə",
    "բաժին", "գլուխ", "հոդված", "հավելված", "titlul", "capitolul", "secțiunea", "articolul", "anexa",
)  # fmt: skip
AFTER_NUMBER = (
    "бөлім", "тарау", "бап", "қосымша", "бөлүм", "глава", "берене", "статья", "тиркеме",
    "bo‘lim", "boʻlim", "bob", "modda", "ilova", "nji madda", "njy madda", "nji bap", "njy bap",
)  # fmt: skip
# A single annex may have this word as its label, without a number.
ANNEX_WORDS = (
    "приложение", "annex", "appendix", "schedule", "дадатак", "додаток", "anexa", "əlavə", "հավելված",
)  # fmt: skip


def words_of(language: str) -> LabelWords:
    """The words of a language (BCP 47); for a code with a region (`ru-BY`) those of its primary language."""
    return WORDS.get(language.partition("-")[0], OTHER)
