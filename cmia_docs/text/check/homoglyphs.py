"""Letters of another script that stand alone, where only the words around them give them away.

`Принято c 1 января` with a Latin c, `OOH` for ООН, `A.И. Иванов`, `глава ХХ` with Cyrillic Х, `2О14` with a
letter for the nought. None of them is a word of two scripts; each is read right and never found by search.
Which letters look alike is Unicode's to say (homoglyph_table.py), but for a few.
These are guesses, told as such: a variable `x`, `витамин C`, `подпункт a` and foreign names raise nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cmia_docs.text.check.scripts import TWINS, script_of
from cmia_docs.text.search.morphology import is_russian

# Unicode counts r and г among what looks alike, as some typefaces have them; `rope` is no горе. It does not
# count k and к, which are not taken for one another within a word, but are where they stand alone.
_TO_CYRILLIC = {ord(letter): own for letter, own in TWINS["CYRILLIC"].items() if own != "г"} | {ord("k"): "к"}
# In a Latin text a Kazakh or Kyrgyz word may well be meant, and so a Greek or Armenian one in small letters.
_TO_LATIN = {
    ord(letter): own
    for letter, own in TWINS["LATIN"].items()
    if letter not in "гәүһӘҮ" and (script_of(letter) == "CYRILLIC" or letter.isupper())
}
_NOUGHTS = "ОоOoΟοՕօ"
_TO_DIGITS = str.maketrans(_NOUGHTS + "Зl", "0" * len(_NOUGHTS) + "31")
_CYRILLIC_LANGUAGES = frozenset({"ru", "be", "uk", "kk", "ky", "tg"})
# Words of one letter, as the other script has them: prepositions and conjunctions; articles and pronouns.
# Of Greek and Armenian letters those that stand for nothing else, as α and κ stand for angles and constants.
_SMALL_WORDS = {
    "ru": "aocykABCKOYοօΟՕ",
    "be": "aoiABOI",
    "uk": "aoyiABIOYοօΟՕ",
    "en": "аАІ",
}

_LIKE_CYRILLIC = re.compile(f"[{''.join(map(chr, _TO_CYRILLIC))}]+")
_LIKE_LATIN = re.compile(f"[{''.join(map(chr, _TO_LATIN))}]+")
_RUN = re.compile(r"(?:[^\W\d_][\u0300-\u036f]*)+")
_HAS_LATIN = re.compile("[A-Za-z]")
_HAS_CYRILLIC = re.compile("[Ѐ-ӿ]")
_JOINS = frozenset("-‐‑/@’'+_&")
_NUMBER = re.compile(rf"(?<!\w)[Зl]?\d+(?:[{_NOUGHTS}Зl]{{1,3}}\d+)*[ОOΟՕ]?(?!\w)")
_NUMERAL = re.compile(r"(?<!\w)[ХІ]{1,8}(?!\w)")
_COUNTED_BEFORE = re.compile(r"(?i:глав|раздел|част|том)\w{0,4}[ \xa0]$")
_COUNTED_AFTER = re.compile(r"[ \xa0](?:век|столет|раздел|глав|в\.)")
_INITIAL = "A-ZА-ЯЁ" + "".join(filter(str.isupper, TWINS["CYRILLIC"]))
_INITIALS = re.compile(rf"(?<![\w.])(?:[{_INITIAL}]\.[ \xa0]?){{2,3}}")
_SURNAME = r"[А-ЯЁ][а-яё]"
_SURNAME_BEFORE = re.compile(rf"{_SURNAME}[а-яё-]{{1,30}}[ \xa0]$")
_SURNAME_AFTER = re.compile(_SURNAME)
_NAMED_BY_LETTER = re.compile(
    r"(?i:подпункт|пункт|букв|литер|вариант|групп|класс|тип|точк|ось|оси|осью|осям|коэффициент|переменн"
    r"|параметр|величин|значени|обозначени|функци|индекс|символ|знак|витамин|гепатит|категори|подкласс)\w*"
)
_AND = frozenset({"и", "или", "либо"})
# No preposition stands before another small word: what stands behind one is a variable.
_PREPOSITIONS = frozenset(
    {"от", "до", "между", "из", "к", "в", "на", "по", "с", "у", "для", "при", "о", "об", "за", "через", "под"}
)
_WORD_FOLLOWS = re.compile(r"[ \xa0]+[«„“\"(]*(?:[Ѐ-ӿ\d№])")
_LATIN_FOLLOWS = re.compile(r"[ \xa0]+[“\"(]*[A-Za-z\d]")
_SENTENCE_ENDS = re.compile(r"[.!?…:;|]")


@dataclass(frozen=True, slots=True)
class Lookalike:
    """`word` at `position` (from 0), what it `reads` like, and those of its `letters` that are others."""

    position: int
    word: str
    reads: str
    letters: str


def lookalikes(text: str, language: str) -> Iterator[Lookalike]:
    """What in `text` (plain words, no markup) only looks like what is meant. Linear in its length."""
    primary = language.partition("-")[0]
    yield from _numbers(text)
    yield from _numerals(text, primary)
    if primary in _CYRILLIC_LANGUAGES and _HAS_CYRILLIC.search(text) and _LIKE_CYRILLIC.search(text):
        yield from _initials(text)
        yield from _words(text, primary, _LIKE_CYRILLIC, _TO_CYRILLIC)
    elif primary not in _CYRILLIC_LANGUAGES and _HAS_LATIN.search(text) and _LIKE_LATIN.search(text):
        yield from _words(text, primary, _LIKE_LATIN, _TO_LATIN)


def in_other_script(labels: Sequence[str], language: str) -> Iterator[tuple[int, Lookalike]]:
    """Of the labels of one list those whose letter is not of the others' script: `a)` before `б)`, `в)`."""
    letters = [(place, found) for place, label in enumerate(labels) if (found := _RUN.search(label))]
    latin = [each for each in letters if _HAS_LATIN.match(each[1][0])]
    cyrillic = [each for each in letters if _HAS_CYRILLIC.match(each[1][0])]
    if not latin or not cyrillic:
        return
    ours_are_latin = len(latin) > len(cyrillic)
    if len(latin) == len(cyrillic):
        ours_are_latin = language.partition("-")[0] not in _CYRILLIC_LANGUAGES
    table = _TO_LATIN if ours_are_latin else _TO_CYRILLIC
    for place, found in cyrillic if ours_are_latin else latin:
        if all(ord(letter) in table for letter in found[0]):
            yield place, Lookalike(found.start(), found[0], found[0].translate(table), found[0])


def _numbers(text: str) -> Iterator[Lookalike]:
    for found in _NUMBER.finditer(text):
        if not found[0].isdigit():
            letters = "".join(filter(str.isalpha, found[0]))
            yield Lookalike(found.start(), found[0], found[0].translate(_TO_DIGITS), letters)


def _numerals(text: str, language: str) -> Iterator[Lookalike]:
    for found in _NUMERAL.finditer(text):
        numeral = found[0]
        if numeral == "Х":
            before = text[max(0, found.start() - 16) : found.start()]
            sure = bool(_COUNTED_BEFORE.search(before) or _COUNTED_AFTER.match(text, found.end()))
        elif numeral == "І":
            sure = language == "ru"
        else:
            sure = "І" in numeral or len(numeral) <= 3
        if sure:
            yield Lookalike(found.start(), numeral, numeral.translate(_TO_LATIN), numeral)


def _initials(text: str) -> Iterator[Lookalike]:
    for found in _INITIALS.finditer(text):
        others = [letter for letter in found[0] if letter.isalpha() and not "Ѐ" <= letter <= "ӿ"]
        if not others or not all(ord(letter) in _TO_CYRILLIC for letter in others):
            continue
        before = text[max(0, found.start() - 40) : found.start()]
        beside = _SURNAME_BEFORE.search(before) or _SURNAME_AFTER.match(text, found.end())
        if beside or any("А" <= letter <= "я" for letter in found[0]):
            initials = found[0].rstrip(" \xa0")
            yield Lookalike(found.start(), initials, initials.translate(_TO_CYRILLIC), "".join(others))


def _words(
    text: str, language: str, suspects: re.Pattern[str], table: Mapping[int, str]
) -> Iterator[Lookalike]:
    in_cyrillic = language in _CYRILLIC_LANGUAGES
    runs = list(_RUN.finditer(text))
    for place, run in enumerate(runs):
        if not suspects.fullmatch(run[0]) or _is_joined(text, run):
            continue
        around = _Around(text, runs, place, in_cyrillic)
        reads = run[0].translate(table)
        small = len(run[0]) == 1
        if around.is_small_word(language) if small else around.is_word(reads, language):
            yield Lookalike(run.start(), run[0], reads, run[0])


def _is_joined(text: str, run: re.Match[str]) -> bool:
    """Whether it is a part of something: `T-образный`, `x1`, `example.com`, an initial."""
    before, after = text[run.start() - 1 : run.start()], text[run.end() : run.end() + 1]
    if before in _JOINS or after in _JOINS or before.isdigit() or after.isdigit() or before == ".":
        return True
    return after == "." and (len(run[0]) == 1 or text[run.end() + 1 : run.end() + 2].isalnum())


@dataclass(frozen=True, slots=True)
class _Around:
    """One run of letters and its neighbours."""

    text: str
    runs: Sequence[re.Match[str]]
    place: int
    in_cyrillic: bool

    def is_word(self, reads: str, language: str) -> bool:
        """Whether a word that stands among words of the other script is one of theirs."""
        near = [self._word(self.place - 1), self._word(self.place + 1)]
        if not any(near) or not all(self._is_ours(word) for word in near if word):
            return False
        return not self.in_cyrillic or (language == "ru" and is_russian(reads.lower()))

    def is_small_word(self, language: str) -> bool:
        """Whether a single letter is a preposition or the like: between two words, or before the first."""
        letter, small = self._word(self.place), _SMALL_WORDS.get(language, "")
        before, after = self._word(self.place - 1), self._word(self.place + 1)
        follows = _WORD_FOLLOWS if self.in_cyrillic else _LATIN_FOLLOWS
        run = self.runs[self.place]
        if letter not in small or not follows.match(self.text, run.end()):
            return False
        if before and not self._is_ours(before):
            return False
        if letter.isupper() and not (self._begins() or self._in_capitals(before, after)):
            return False
        return not self._is_name(before)

    def _is_name(self, before: str) -> bool:
        """`подпункт a`, `подпункты a и b`, `от a`: the letter is called by its name."""
        if before in _AND:
            further = self._word(self.place - 2)
            return len(further) == 1 and not self._is_ours(further)
        return before in _PREPOSITIONS or bool(_NAMED_BY_LETTER.fullmatch(before))

    def _begins(self) -> bool:
        """Whether a sentence, a cell or the text begins here."""
        start = self.runs[self.place - 1].end() if self.place else 0
        return not self.place or bool(_SENTENCE_ENDS.search(self.text[start : self.runs[self.place].start()]))

    def _in_capitals(self, before: str, after: str) -> bool:
        return len(after) > 1 and after.isupper() and (not before or before.isupper())

    def _is_ours(self, word: str) -> bool:
        return bool(_HAS_CYRILLIC.match(word)) == self.in_cyrillic

    def _word(self, place: int) -> str:
        return self.runs[place][0] if 0 <= place < len(self.runs) else ""
