"""Other ways to write what people type short: `ст. 5`, `10 сентября 2013 г.`, `СНГ`.

Only what the languages of the texts have in common with every reader stands here; names that one council
alone uses stand in its texts.
"""

from __future__ import annotations

import re
from datetime import date

Words = tuple[str, ...]

# Before a number: `ст. 5` stands for `статья 5`.
_CITED = {
    "ст": "статья", "стст": "статья", "п": "пункт", "пп": "пункт", "подп": "подпункт", "пунк": "пункт",
    "ч": "часть", "гл": "глава", "разд": "раздел", "абз": "абзац", "прил": "приложение",
    "art": "article", "arts": "article", "para": "paragraph", "paras": "paragraph", "par": "paragraph",
    "sec": "section", "sect": "section", "ch": "chapter", "chap": "chapter", "app": "appendix",
}  # fmt: skip
_NAMES = {
    "снг": "содружество независимых государств",
    "мвд": "министерство внутренних дел",
    "оон": "организация объединенных наций",
    "одкб": "организация договора о коллективной безопасности",
    "шос": "шанхайская организация сотрудничества",
    "еаэс": "евразийский экономический союз",
    "рф": "российская федерация",
    "рб": "республика беларусь",
    "рк": "республика казахстан",
    "cis": "commonwealth of independent states",
    "mia": "ministry of internal affairs",
    "un": "united nations",
    "csto": "collective security treaty organization",
    "eaeu": "eurasian economic union",
}
_MONTHS = (
    ("январь", "января", "january", "jan"),
    ("февраль", "февраля", "february", "feb"),
    ("март", "марта", "march", "mar"),
    ("апрель", "апреля", "april", "apr"),
    ("май", "мая", "may"),
    ("июнь", "июня", "june", "jun"),
    ("июль", "июля", "july", "jul"),
    ("август", "августа", "august", "aug"),
    ("сентябрь", "сентября", "september", "sep"),
    ("октябрь", "октября", "october", "oct"),
    ("ноябрь", "ноября", "november", "nov"),
    ("декабрь", "декабря", "december", "dec"),
)
_MONTH = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names}
_YEAR_WORDS = frozenset({"г", "год", "года"})
_NUMBER = re.compile(r"\d.*|[ivxlc]+")
_FIGURES = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")
LONGEST = 4
"""Words of the longest thing that is written in several words: a day with `года`."""


def other_writing(words: Words) -> Words:
    """The same in other words; empty for none. All words are folded, and stand side by side."""
    if day := day_of(words):
        return (day,)
    if len(words) == 1 and words[0] in _NAMES:
        return tuple(_NAMES[words[0]].split())
    if is_cited(words):
        return (_CITED[words[0]], *words[1:])
    return ()


def is_cited(words: Words) -> bool:
    """Whether these are an abbreviation and the number that it belongs to."""
    return len(words) == 2 and words[0] in _CITED and bool(_NUMBER.fullmatch(words[1]))


def day_of(words: Words) -> str:
    """The ISO date of a day, in figures or with the name of its month; empty for what is none."""
    if len(words) > 1 and words[-1] in _YEAR_WORDS:
        words = words[:-1]
    if len(words) == 1 and (figures := _FIGURES.fullmatch(words[0])):
        return _iso(figures[3], int(figures[2]), figures[1])
    if len(words) != 3:
        return ""
    day, month, year = (words[1], words[0], words[2]) if words[0] in _MONTH else words
    return _iso(year, _MONTH.get(month, 0), day)


def _iso(year: str, month: int, day: str) -> str:
    if not (re.fullmatch(r"\d{4}", year, re.ASCII) and re.fullmatch(r"\d{1,2}", day, re.ASCII)):
        return ""
    try:
        return date(int(year), month, int(day)).isoformat()
    except ValueError:
        return ""
