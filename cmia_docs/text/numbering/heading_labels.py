"""The words of each language: how headings are labelled and how a place in a text is cited.

A language that is not here is labelled with numbers alone and cited by its labels, so that nothing is ever
said in a language that the reader did not ask for.
"""

from __future__ import annotations

from dataclasses import dataclass

from cmia_docs.text.model import UnitKind


@dataclass(frozen=True, slots=True)
class Words:
    """One language. `{}` stands for the number in `headings` and for the label in `cited`."""

    headings: dict[UnitKind, str]
    cited: dict[UnitKind, str]
    preamble: str


_NUMBERS_ONLY = {
    UnitKind.SECTION: "{}.",
    UnitKind.CHAPTER: "{}.",
    UnitKind.ARTICLE: "{}.",
    UnitKind.ANNEX: "{}.",
}
_LABELS_ONLY = {
    UnitKind.CLAUSE: "{}",
    UnitKind.POINT: "{}",
    UnitKind.SUBPOINT: "{}",
    UnitKind.PARAGRAPH: "¶ {}",
}


def _headings(section: str, chapter: str, article: str, annex: str) -> dict[UnitKind, str]:
    return dict(zip(_NUMBERS_ONLY, (section, chapter, article, annex), strict=True))


def _cited(clause: str, point: str, subpoint: str, paragraph: str) -> dict[UnitKind, str]:
    return dict(zip(_LABELS_ONLY, (clause, point, subpoint, paragraph), strict=True))


WORDS: dict[str, Words] = {
    "ru": Words(
        _headings("Раздел {}.", "Глава {}.", "Статья {}.", "Приложение {}"),
        _cited("пункт {}", "подпункт {}", "подпункт {}", "абзац {}")
        | {UnitKind.TABLE: "таблица {}", UnitKind.FOOTNOTE: "сноска {}", UnitKind.TITLE: "Заголовок"},
        "Преамбула",
    ),
    "en": Words(
        _headings("Section {}.", "Chapter {}.", "Article {}.", "Annex {}"),
        _cited("paragraph {}", "point {}", "point {}", "unnumbered paragraph {}")
        | {UnitKind.TABLE: "table {}", UnitKind.FOOTNOTE: "footnote {}", UnitKind.TITLE: "Title"},
        "Preamble",
    ),
    "be": Words(
        _headings("Раздзел {}.", "Глава {}.", "Артыкул {}.", "Дадатак {}"),
        _cited("пункт {}", "падпункт {}", "падпункт {}", "абзац {}"),
        "Прэамбула",
    ),
    "uk": Words(
        _headings("Розділ {}.", "Глава {}.", "Стаття {}.", "Додаток {}"),
        _cited("пункт {}", "підпункт {}", "підпункт {}", "абзац {}"),
        "Преамбула",
    ),
    "kk": Words(
        _headings("{}-бөлім.", "{}-тарау.", "{}-бап.", "{}-қосымша"),
        _cited("{}-тармақ", "{} тармақша", "{} тармақша", "{}-абзац"),
        "Кіріспе",
    ),
    "ky": Words(
        _headings("{}-бөлүм.", "{}-глава.", "{}-берене.", "{}-тиркеме"),
        _cited("{}-пункт", "{} пунктча", "{} пунктча", "{}-абзац"),
        "Преамбула",
    ),
    "tg": Words(
        _headings("Фасли {}.", "Боби {}.", "Моддаи {}.", "Замимаи {}"),
        _cited("банди {}", "зербанди {}", "зербанди {}", "сархати {}"),
        "Муқаддима",
    ),
    "uz": Words(
        _headings("{}-bo‘lim.", "{}-bob.", "{}-modda.", "{}-ilova"),
        _cited("{}-band", "{} kichik band", "{} kichik band", "{}-xatboshi"),
        "Muqaddima",
    ),
    "az": Words(
        _headings("Bölmə {}.", "Fəsil {}.", "Maddə {}.", "Əlavə {}"),
        _cited("bənd {}", "yarımbənd {}", "yarımbənd {}", "abzas {}"),
        "Preambula",
    ),
    "hy": Words(
        _headings("Բաժին {}.", "Գլուխ {}.", "Հոդված {}.", "Հավելված {}"),
        _cited("կետ {}", "ենթակետ {}", "ենթակետ {}", "պարբերություն {}"),
        "Նախաբան",
    ),
    "ro": Words(
        _headings("Titlul {}.", "Capitolul {}.", "Articolul {}.", "Anexa {}"),
        _cited("punctul {}", "subpunctul {}", "litera {}", "alineatul {}"),
        "Preambul",
    ),
}
OTHER = Words(_NUMBERS_ONLY, _LABELS_ONLY, "")

# Words that a heading's label may begin with, in any language: texts quote one another's headings.
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
# A single annex may carry the word alone.
ANNEX_WORDS = (
    "приложение",
    "annex",
    "appendix",
    "schedule",
    "дадатак",
    "додаток",
    "anexa",
    "əlavə",
    "հավելված",
)


def words_of(language: str) -> Words:
    """The words of a BCP 47 code; of its primary language where a region is named (`ru-BY`)."""
    return WORDS.get(language) or WORDS.get(language.partition("-")[0]) or OTHER
