"""Morphology: which forms belong to one word, for all search engines alike.

A folded word (`tokens.fold`) becomes one or several *terms* such as `ru:положение`: an analyser's code and
the base form that it gives. Two words match when they share a term. The analyser is chosen by the language of
the text **and** the script of the word, so that `Interpol` in a Russian text is read as English and a
Russian name in an English text as Russian.

Ambiguous Russian forms get every base form in the dictionary (`стали`: `стать` and `сталь`), so that a
form is always found by another form of the same word. There is one exception: a preposition does not get base
forms that it hardly ever has (`для` is not a form of `длить`). No conjunction or particle has such forms.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable
from functools import lru_cache

import pymorphy3
import Stemmer

from cmia_docs.text.search.irregular_english import WORD_OF

_CYRILLIC = re.compile(r"[\u0400-\u052f\u1c80-\u1c8f\ua640-\ua69f']+")
_LATIN = re.compile(r"[a-z\u00df-\u024f\u1e00-\u1eff']+")
_TAIL = re.compile(r"(.*[-./])([^\W\d]+)")
# Snowball's algorithms by language code, for languages in Latin script and for those with their own script.
_LATIN_STEMMERS = {
    "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "en": "english", "eo": "esperanto",
    "es": "spanish", "et": "estonian", "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish",
    "hu": "hungarian", "id": "indonesian", "it": "italian", "lt": "lithuanian", "mo": "romanian",
    "nb": "norwegian", "nl": "dutch", "nn": "norwegian", "no": "norwegian", "pl": "polish",
    "pt": "portuguese", "ro": "romanian", "sv": "swedish", "tr": "turkish",
}  # fmt: skip
_OWN_SCRIPT_STEMMERS = {
    "ar": "arabic", "el": "greek", "fa": "persian", "hi": "hindi", "hy": "armenian", "ne": "nepali",
    "ta": "tamil", "yi": "yiddish",
}  # fmt: skip
_BOTH_SCRIPTS_STEMMERS = {"sr": "serbian"}
_STEMMERS = _LATIN_STEMMERS | _OWN_SCRIPT_STEMMERS | _BOTH_SCRIPTS_STEMMERS
# Words of these languages in Cyrillic or Latin script are neither Russian nor English; there is no analyser
# for them.
_CYRILLIC_LANGUAGES = frozenset({
    "ab", "av", "az", "ba", "be", "bg", "ce", "cv", "kk", "ky", "mk", "mn", "mo", "os", "ro", "tg", "tk",
    "tt", "uk", "uz",
})  # fmt: skip
_LATIN_LANGUAGES = frozenset({"az", "hr", "kk", "lv", "sk", "sl", "sq", "tk", "uz"})
_PLAIN = "x"  # no analyser: figures, symbols, languages without an analyser
_PREPOSITION = "PREP"
_HARDLY_EVER = 0.001
_lock = threading.Lock()


@lru_cache(maxsize=1 << 15)
def terms(word: str, language: str) -> tuple[str, ...]:
    """The terms of a folded word in a text of `language` (BCP 47, its first subtag counts). Never empty."""
    head, tail = _split_joined(word)
    analyser = _analyser(tail, language.partition("-")[0].lower())
    return tuple(f"{analyser}:{head}{base}" for base in _base_forms(tail, analyser))


def load_dictionary() -> None:
    """Load the dictionary before the first word is looked up, so that forked processes share its memory."""
    _morphology()


def query_terms(word: str, languages: Iterable[str]) -> tuple[str, ...]:
    """The terms of a folded word of a query in texts of any of these languages."""
    return tuple(dict.fromkeys(term for language in languages for term in terms(word, language)))


@lru_cache(maxsize=1 << 12)
def is_russian(word: str) -> bool:
    """Whether the dictionary contains the folded word, in this form or another."""
    with _lock:
        return bool(_morphology().word_is_known(word))


def _split_joined(word: str) -> tuple[str, str]:
    """The uninflected beginning and the inflected end of a word such as `30-летнего`."""
    match = _TAIL.fullmatch(word)
    return (match[1], match[2]) if match else ("", word)


def _analyser(word: str, language: str) -> str:
    if language in _BOTH_SCRIPTS_STEMMERS and word.isalpha():
        return language
    if _CYRILLIC.fullmatch(word):
        return _PLAIN if language in _CYRILLIC_LANGUAGES else "ru"
    if _LATIN.fullmatch(word):
        if language in _LATIN_STEMMERS:
            return language
        return _PLAIN if language in _LATIN_LANGUAGES else "en"
    if language in _OWN_SCRIPT_STEMMERS and word.isalpha():
        return language
    return _PLAIN


def _base_forms(word: str, analyser: str) -> tuple[str, ...]:
    if analyser == _PLAIN:
        return (word,)
    # Neither library promises thread safety; because of the cache above the lock is seldom taken.
    with _lock:
        return _russian_base_forms(word) if analyser == "ru" else (_stem(word, analyser),)


def _stem(word: str, language: str) -> str:
    if language == "en":
        word = WORD_OF.get(word.removesuffix("'s"), word)
    return str(_stemmer(_STEMMERS[language]).stemWord(word)) or word


def _russian_base_forms(word: str) -> tuple[str, ...]:
    readings = _morphology().parse(word)
    if not readings:
        return (word,)
    if readings[0].tag.POS == _PREPOSITION:
        readings = [reading for reading in readings if reading.score >= _HARDLY_EVER]
    bases = {reading.normal_form.replace("ё", "е"): None for reading in readings}
    if not any(reading.is_known for reading in readings):
        # The guessed base forms of an unknown name differ between its cases; its stem is common to them.
        bases[f"~{_stemmer('russian').stemWord(word)}"] = None
    return tuple(bases)


@lru_cache(maxsize=1)
def _morphology() -> pymorphy3.MorphAnalyzer:
    return pymorphy3.MorphAnalyzer(lang="ru")


@lru_cache(maxsize=64)
def _stemmer(algorithm: str) -> Stemmer.Stemmer:
    # Without the stemmer's own cache: `terms` is cached already.
    return Stemmer.Stemmer(algorithm, 0)
