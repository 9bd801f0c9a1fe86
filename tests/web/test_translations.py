"""The catalogues are complete, agree with the glossary, and the compiled ones are made of them."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from babel.messages.mofile import write_mo

from cmia_docs.web.shared.languages import INTERFACE
from tests.paths import ROOT
from tests.web.catalogue import (
    CATALOGUES,
    catalogue,
    collected,
    english,
    glossary,
    hidden_in_f_strings,
    messages,
    placeholders,
    translations,
)

NBSP = "\N{NO-BREAK SPACE}"
MAIL = ROOT / "templates" / "mail"
each_language = pytest.mark.parametrize("language", CATALOGUES)
_END = re.compile(r"[.?:…!]?$")
_LANGUAGE_NAME = re.compile("[а-я]+ский")
"""Written with a capital in English alone."""


def test_every_language_of_the_pages_has_a_catalogue() -> None:
    assert {*CATALOGUES, "en"} == set(INTERFACE)


@each_language
def test_every_word_of_code_and_pages_stands_in_the_catalogue_and_no_other(language: str) -> None:
    known = {m.id if isinstance(m.id, str) else (m.id[0], m.id[1]) for m in messages(language)}
    assert sorted(map(str, collected() - known)) == []
    assert sorted(map(str, known - collected())) == []
    assert list(catalogue(language).obsolete) == []


def test_no_word_is_hidden_from_the_collector() -> None:
    assert hidden_in_f_strings() == []


@each_language
def test_every_message_is_translated(language: str) -> None:
    assert [
        m.id for m in messages(language) if m.fuzzy or not all(form.strip() for form in translations(m))
    ] == []


@each_language
def test_what_is_filled_in_is_the_same_as_in_english(language: str) -> None:
    differing = [
        m.id
        for m in messages(language)
        if any(placeholders(form) != placeholders(english(m)) for form in translations(m))
    ]
    assert differing == []


def test_a_plural_has_the_three_russian_forms() -> None:
    plurals = [m for m in messages("ru") if not isinstance(m.id, str)]
    assert catalogue("ru").num_plurals == 3
    assert [m.id for m in plurals if len(translations(m)) != 3] == []
    assert plurals != []


@each_language
def test_the_compiled_catalogue_is_made_of_this_one(language: str) -> None:
    compiled = BytesIO()
    write_mo(compiled, catalogue(language))
    assert CATALOGUES[language].with_suffix(".mo").read_bytes() == compiled.getvalue(), "run `make messages`"


def test_terms_are_those_of_the_glossary() -> None:
    terms = glossary()
    others = {
        m.id: (translations(m)[0], terms[m.id])
        for m in messages("ru")
        if isinstance(m.id, str) and m.id in terms and translations(m)[0].replace(NBSP, " ") != terms[m.id]
    }
    assert others == {}


def test_sentences_begin_and_end_as_the_english_ones() -> None:
    """A capital for a capital, so that badges and sentences come out alike; a full stop for a full stop."""
    differing = [
        (m.id, form)
        for m in messages("ru")
        for form in translations(m)
        if not _shaped_alike(english(m), form)
    ]
    assert differing == []


def _shaped_alike(words: str, russian: str) -> bool:
    if (words, russian) == ("No.", "№"):
        return True
    begins = words[0].isupper() == russian[0].isupper() or not (words[0].isalpha() and russian[0].isalpha())
    ends = [_END.findall(sentence)[0] for sentence in (words, russian)]
    return (begins or _LANGUAGE_NAME.fullmatch(russian) is not None) and ends[0] == ends[1]


def test_russian_quotation_marks_are_russian() -> None:
    assert [form for m in messages("ru") for form in translations(m) if re.search(r"[\"“”„']", form)] == []


def test_notices_are_written_in_every_language_and_fill_in_the_same() -> None:
    forms = {path.name: _filled(path.read_text("utf-8")) for path in MAIL.glob("*.txt")}
    names = sorted({name.split(".")[0] for name in forms})
    assert sorted(forms) == sorted(f"{name}.{code}.txt" for name in names for code in INTERFACE)
    assert [name for name, filled in forms.items() if filled != forms[f"{name.split('.')[0]}.en.txt"]] == []


def _filled(notice: str) -> set[str]:
    return set(re.findall(r"\{\{ *(\w+)", notice))
