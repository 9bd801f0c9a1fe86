"""Homoglyphs: words in characters of another script, which only the words around them reveal.

`Принято c 1 января` with a Latin c, `OOH` for ООН, `A.И. Иванов`, `глава ХХ` with Cyrillic Х, `2О14` with an
О instead of zero. None of them is a word of two scripts; all are read correctly, but search does not
find them. Unicode defines which characters look alike (homoglyph_table.py), with a few exceptions here. These
are guesses, and reported as such: a variable `x`, `витамин C`, `подпункт a` and foreign names raise nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cmia_docs.text.check.scripts import HOMOGLYPHS, RUN, script_of
from cmia_docs.text.search.morphology import is_russian

# For Unicode r and г look alike, as in some typefaces, but `rope` is not горе. It does not
# list k and к, which are not confused within a word, but are confused where they are alone.
_TO_CYRILLIC = {ord(character): own for character, own in HOMOGLYPHS["CYRILLIC"].items() if own != "г"} | {
    ord("k"): "к"
}
# In a Latin text a word may well be Kazakh or Kyrgyz, or Greek or Armenian in lower case.
_TO_LATIN = {
    ord(character): own
    for character, own in HOMOGLYPHS["LATIN"].items()
    if character not in "гәүһӘҮ" and (script_of(character) == "CYRILLIC" or character.isupper())
}
_ZEROS = "ОоOoΟοՕօ"
_TO_DIGITS = str.maketrans(_ZEROS + "Зl", "0" * len(_ZEROS) + "31")
_CYRILLIC_LANGUAGES = frozenset({"ru", "be", "uk", "kk", "ky", "tg"})
# Words of one character in characters of other scripts: prepositions and conjunctions; articles and pronouns.
# Of Greek and Armenian characters only those without another use, such as α and κ for angles and constants.
_SMALL_WORDS = {
    "ru": "aocykABCKOYοօΟՕ",
    "be": "aoiABOI",
    "uk": "aoyiABIOYοօΟՕ",
    "en": "аАІ",
}

_LIKE_CYRILLIC = re.compile(f"[{''.join(map(chr, _TO_CYRILLIC))}]+")
_LIKE_LATIN = re.compile(f"[{''.join(map(chr, _TO_LATIN))}]+")
_HAS_LATIN = re.compile("[A-Za-z]")
_CYRILLIC = "\u0400-\u04ff"
_HAS_CYRILLIC = re.compile(f"[{_CYRILLIC}]")
_JOINS = frozenset("-‐‑/@’'+_&")
_NUMBER = re.compile(rf"(?<!\w)[Зl]?\d+(?:[{_ZEROS}Зl]{{1,3}}\d+)*[ОOΟՕ]?(?!\w)")
_NUMERAL = re.compile(r"(?<!\w)[ХІ]{1,8}(?!\w)")
_COUNTED_BEFORE = re.compile(r"(?i:глав|раздел|част|том)\w{0,4}[ \xa0]$")
_COUNTED_AFTER = re.compile(r"[ \xa0](?:век|столет|раздел|глав|в\.)")
_INITIAL = "A-ZА-ЯЁ" + "".join(filter(str.isupper, HOMOGLYPHS["CYRILLIC"]))
_INITIALS = re.compile(rf"(?<![\w.])(?:[{_INITIAL}]\.[ \xa0]?){{2,3}}")
_SURNAME = r"[А-ЯЁ][а-яё]"
_SURNAME_BEFORE = re.compile(rf"{_SURNAME}[а-яё-]{{1,30}}[ \xa0]$")
_SURNAME_AFTER = re.compile(_SURNAME)
_NAMED_BY_CHARACTER = re.compile(
    r"(?i:подпункт|пункт|букв|литер|вариант|групп|класс|тип|точк|ось|оси|осью|осям|коэффициент|переменн"
    r"|параметр|величин|значени|обозначени|функци|индекс|символ|знак|витамин|гепатит|категори|подкласс)\w*"
)
_AND = frozenset({"и", "или", "либо"})
# A preposition is not followed by another short word: a character after one is a variable.
_PREPOSITIONS = frozenset(
    {"от", "до", "между", "из", "к", "в", "на", "по", "с", "у", "для", "при", "о", "об", "за", "через", "под"}
)
_WORD_FOLLOWS = re.compile(rf"[ \xa0]+[«„“\"(]*[{_CYRILLIC}\d№]")
_LATIN_FOLLOWS = re.compile(r"[ \xa0]+[“\"(]*[A-Za-z\d]")
_SENTENCE_ENDS = re.compile(r"[.!?…:;|]")


@dataclass(frozen=True, slots=True)
class Homoglyph:
    """A `word` at `position` (from 0), the `intended` word, and the `characters` that are homoglyphs."""

    position: int
    word: str
    intended: str
    characters: str


def homoglyphs(text: str, language: str) -> Iterator[Homoglyph]:
    """The homoglyphs in `text`, which is plain text without markup. Takes linear time."""
    primary = language.partition("-")[0]
    yield from _numbers(text)
    yield from _numerals(text, primary)
    if primary in _CYRILLIC_LANGUAGES and _HAS_CYRILLIC.search(text) and _LIKE_CYRILLIC.search(text):
        yield from _initials(text)
        yield from _words(text, primary, _LIKE_CYRILLIC, _TO_CYRILLIC)
    elif primary not in _CYRILLIC_LANGUAGES and _HAS_LATIN.search(text) and _LIKE_LATIN.search(text):
        yield from _words(text, primary, _LIKE_LATIN, _TO_LATIN)


def in_other_script(labels: Sequence[str], language: str) -> Iterator[tuple[int, Homoglyph]]:
    """The labels of one list in another script than the others, by index: `a)` before `б)`, `в)`."""
    matches = [(index, match) for index, label in enumerate(labels) if (match := RUN.search(label))]
    latin = [each for each in matches if _HAS_LATIN.match(each[1][0])]
    cyrillic = [each for each in matches if _HAS_CYRILLIC.match(each[1][0])]
    if not latin or not cyrillic:
        return
    latin_is_right = len(latin) > len(cyrillic)
    if len(latin) == len(cyrillic):
        latin_is_right = language.partition("-")[0] not in _CYRILLIC_LANGUAGES
    table = _TO_LATIN if latin_is_right else _TO_CYRILLIC
    for index, match in cyrillic if latin_is_right else latin:
        if all(ord(character) in table for character in match[0]):
            yield index, Homoglyph(match.start(), match[0], match[0].translate(table), match[0])


def _numbers(text: str) -> Iterator[Homoglyph]:
    for match in _NUMBER.finditer(text):
        if not match[0].isdigit():
            characters = "".join(filter(str.isalpha, match[0]))
            yield Homoglyph(match.start(), match[0], match[0].translate(_TO_DIGITS), characters)


def _numerals(text: str, language: str) -> Iterator[Homoglyph]:
    for match in _NUMERAL.finditer(text):
        numeral = match[0]
        if numeral == "Х":
            before = text[max(0, match.start() - 16) : match.start()]
            is_homoglyph = bool(_COUNTED_BEFORE.search(before) or _COUNTED_AFTER.match(text, match.end()))
        elif numeral == "І":
            is_homoglyph = language == "ru"
        else:
            is_homoglyph = "І" in numeral or len(numeral) <= 3
        if is_homoglyph:
            yield Homoglyph(match.start(), numeral, numeral.translate(_TO_LATIN), numeral)


def _initials(text: str) -> Iterator[Homoglyph]:
    for match in _INITIALS.finditer(text):
        characters = list(filter(str.isalpha, match[0]))
        others = [character for character in characters if script_of(character) != "CYRILLIC"]
        if not others or not all(ord(character) in _TO_CYRILLIC for character in others):
            continue
        before = text[max(0, match.start() - 40) : match.start()]
        beside = _SURNAME_BEFORE.search(before) or _SURNAME_AFTER.match(text, match.end())
        if beside or any("А" <= character <= "я" for character in match[0]):
            initials = match[0].rstrip(" \xa0")
            yield Homoglyph(match.start(), initials, initials.translate(_TO_CYRILLIC), "".join(others))


def _words(
    text: str, language: str, suspects: re.Pattern[str], table: Mapping[int, str]
) -> Iterator[Homoglyph]:
    in_cyrillic = language in _CYRILLIC_LANGUAGES
    runs = list(RUN.finditer(text))
    for index, run in enumerate(runs):
        if not suspects.fullmatch(run[0]) or _is_joined(text, run):
            continue
        context = _Context(text, runs, index, in_cyrillic)
        intended = run[0].translate(table)
        small = len(run[0]) == 1
        if context.is_small_word(language) if small else context.is_word(intended, language):
            yield Homoglyph(run.start(), run[0], intended, run[0])


def _is_joined(text: str, run: re.Match[str]) -> bool:
    """Whether it is part of a longer word: `T-образный`, `x1`, `example.com`, an initial."""
    before, after = text[run.start() - 1 : run.start()], text[run.end() : run.end() + 1]
    if before in _JOINS or after in _JOINS or before.isdigit() or after.isdigit() or before == ".":
        return True
    return after == "." and (len(run[0]) == 1 or text[run.end() + 1 : run.end() + 2].isalnum())


@dataclass(frozen=True, slots=True)
class _Context:
    """A run of characters and its neighbours."""

    text: str
    runs: Sequence[re.Match[str]]
    index: int
    in_cyrillic: bool

    def is_word(self, intended: str, language: str) -> bool:
        """Whether a word between words of the other script belongs to their script."""
        near = [self._word(self.index - 1), self._word(self.index + 1)]
        if not any(near) or not all(self._is_in_script(word) for word in near if word):
            return False
        return not self.in_cyrillic or (language == "ru" and is_russian(intended.lower()))

    def is_small_word(self, language: str) -> bool:
        """Whether a single character is a short word, such as a preposition."""
        character, small = self._word(self.index), _SMALL_WORDS.get(language, "")
        before, after = self._word(self.index - 1), self._word(self.index + 1)
        follows = _WORD_FOLLOWS if self.in_cyrillic else _LATIN_FOLLOWS
        run = self.runs[self.index]
        if character not in small or not follows.match(self.text, run.end()):
            return False
        if before and not self._is_in_script(before):
            return False
        if character.isupper() and not (self._begins() or self._in_capitals(before, after)):
            return False
        return not self._is_name(before)

    def _is_name(self, before: str) -> bool:
        """Whether the character is a name: `подпункт a`, `подпункты a и b`, `от a`."""
        if before in _AND:
            further = self._word(self.index - 2)
            return len(further) == 1 and not self._is_in_script(further)
        return before in _PREPOSITIONS or bool(_NAMED_BY_CHARACTER.fullmatch(before))

    def _begins(self) -> bool:
        """Whether a sentence, a cell or the text begins here."""
        if not self.index:
            return True
        before, own = self.runs[self.index - 1], self.runs[self.index]
        return bool(_SENTENCE_ENDS.search(self.text[before.end() : own.start()]))

    def _in_capitals(self, before: str, after: str) -> bool:
        return len(after) > 1 and after.isupper() and (not before or before.isupper())

    def _is_in_script(self, word: str) -> bool:
        return bool(_HAS_CYRILLIC.match(word)) == self.in_cyrillic

    def _word(self, index: int) -> str:
        return self.runs[index][0] if 0 <= index < len(self.runs) else ""
