"""Full forms of what people abbreviate in queries: `ст. 5`, `10 сентября 2013 г.`, `СНГ`.

Only abbreviations that all readers of these languages know are listed; names that one council
alone uses are in its texts.
"""

from __future__ import annotations

import re
from datetime import date

QueryWords = tuple[str, ...]

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
MOST_SHORTHAND_WORDS = 4
"""The largest number of words in a shorthand: a date with `года`."""


def other_writing(words: QueryWords) -> QueryWords:
    """The full form of adjacent, folded words; empty where they are not an abbreviation."""
    if day := day_of(words):
        return (day,)
    if len(words) == 1 and words[0] in _NAMES:
        return tuple(_NAMES[words[0]].split())
    if is_cited(words):
        return (_CITED[words[0]], *words[1:])
    return ()


def is_cited(words: QueryWords) -> bool:
    """Whether these words are an abbreviation such as `ст` and a number."""
    return len(words) == 2 and words[0] in _CITED and bool(_NUMBER.fullmatch(words[1]))


def day_of(words: QueryWords) -> str:
    """The ISO date of a day written in figures or with the name of the month; empty for other words."""
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
