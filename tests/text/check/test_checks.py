from __future__ import annotations

from collections.abc import Mapping

import pytest

from cmia_docs.text.check.checks import Finding, Severity, check
from cmia_docs.text.format.file_format import parse
from tests.text.examples import REGULATION_EN, regulation, regulation_en

BLOCKING, WARNING = Severity.BLOCKING, Severity.WARNING


def reported(**sources: str) -> list[tuple[str, Severity, str, str, int, Mapping[str, str]]]:
    texts = {language: parse(source, language) for language, source in sources.items()}
    return [(f.code, f.severity, f.language, f.unit_id, f.line, f.details) for f in check(texts)]


def test_a_good_text_in_two_languages_raises_nothing() -> None:
    assert check({"ru": regulation(), "en": regulation_en()}) == []


def test_a_reference_that_leads_nowhere() -> None:
    assert reported(ru="1. См. [[zz]] и [[zz]], [[p1]]. {#p1}") == [
        ("reference.broken", BLOCKING, "ru", "p1", 1, {"target": "zz"})
    ]


def test_notes() -> None:
    source = "а[^f1] б[^f9] {#p1}\n\n[^f1]: раз {#n1}\n\n[^f2]: два {#n2}\n\n[^f1]: три {#n3}"
    assert reported(ru=source) == [
        ("footnote.undefined", BLOCKING, "ru", "p1", 1, {"label": "f9"}),
        ("footnote.unused", WARNING, "ru", "n2", 5, {"label": "f2"}),
        ("footnote.doubled", BLOCKING, "ru", "n3", 7, {"label": "f1"}),
    ]


def test_words_left_in_square_brackets() -> None:
    source = "1. Стороны [первое дело] в [срок]. {#p1}\n\n2. [[p1]], [1], [^f1], []. {#p2}\n\n[^f1]: а {#n1}"
    assert reported(ru=source) == [
        ("unit.in_brackets", WARNING, "ru", "p1", 1, {"words": "первое дело", "count": "2"})
    ]
    (long,) = reported(ru=f"1. [{'слово ' * 100}] {{#p1}}")
    assert len(long[-1]["words"]) == 61


def test_gaps_in_the_numbers() -> None:
    assert reported(ru="1. а {#p1}\n\n1-1. б {#p2}\n\n4. в {#p3}") == [
        ("numbering.gap", WARNING, "ru", "p3", 5, {"label": "4.", "expected": "2"})
    ]


def test_doubled_and_missing_ids() -> None:
    assert reported(ru="а {#p1}\n\nб {#p1}\n\nв") == [
        ("id.doubled", BLOCKING, "ru", "p1", 3, {"id": "p1"}),
        ("id.missing", WARNING, "ru", "", 5, {}),
    ]


@pytest.mark.parametrize(
    ("source", "empty"),
    [
        ("1. {#u1}", True),
        ("{#u1}", True),
        ("1. \u2060 {#u1}", True),
        ("1. ** ** {#u1}", False),
        ("# {#u1}", True),
        ("## {#u1}\n\nа {#u2}", True),
        ("## Глава I. {#u1}", False),
        ("#### Статья 1 {#u1}", True),
        ("#### Статья 1 {#u1}\n\nа {#u2}", False),
        ("#### Статья 1. Сроки {#u1}", False),
        ("##### Приложение {#u1}\n\n# Смета {#u2}", False),
        ("##### Приложение {#u1}", True),
        ("|  |  |\n|---|---|\n| \u200b | |\n{#u1}", True),
        ("| 1 |\n{#u1}", False),
        ("[^f1]: {#u1}\n\nа[^f1] {#u2}", True),
    ],
)
def test_empty_units(source: str, empty: bool) -> None:
    codes = [(code, unit) for code, severity, _, unit, _, _ in reported(ru=source) if code == "unit.empty"]
    assert codes == ([("unit.empty", "u1")] if empty else [])


def test_a_unit_that_one_language_lacks() -> None:
    assert reported(ru="1. Раз. {#p1}\n\n2. Два. {#p2}", en="Intro. {#g0}\n\n1. One. {#p1}") == [
        (
            "unit.missing_in_language",
            BLOCKING,
            "ru",
            "g0",
            1,
            {"present_in": "en", "kind": "paragraph", "label": ""},
        ),
        (
            "unit.missing_in_language",
            BLOCKING,
            "en",
            "p2",
            3,
            {"present_in": "ru", "kind": "clause", "label": "2."},
        ),
    ]


def test_a_unit_that_two_of_three_languages_have_is_reported_once() -> None:
    findings = reported(ru="а {#p1}", en="a {#p1}", kk="")
    assert [(code, language, unit) for code, _, language, unit, _, _ in findings] == [
        ("unit.missing_in_language", "kk", "p1")
    ]


def test_untranslated_units() -> None:
    russian = "1. Раз. {#p1}\n\n2. 2014–2018 [[p1]] {#p2}\n\n3. Три. {#p3}\n\n| 1 |\n{#t1}"
    english = "1. Раз. {#p1}\n\n2. 2014–2018 [[p1]] {#p2}\n\n3. {#p3}\n\n| 1 |\n{#t1}"
    assert reported(ru=russian, en=english) == [
        ("unit.untranslated", WARNING, "en", "p1", 1, {"same_as": "ru"}),
        ("unit.empty", BLOCKING, "en", "p3", 5, {"kind": "clause", "label": "3."}),
        ("unit.untranslated", WARNING, "en", "p3", 5, {"same_as": "ru"}),
    ]


def test_languages_that_differ_in_kind_or_number() -> None:
    russian = "1. Раз. {#p1}\n\n2. Два. {#p2}\n\nа) три {#q1}"
    english = "1. One. {#p1}\n\n2-1. Two. {#p2}\n\n- three {#q1}"
    assert reported(ru=russian, en=english) == [
        ("numbering.gap", WARNING, "en", "p2", 3, {"label": "2-1.", "expected": "2"}),
        (
            "unit.number_differs",
            WARNING,
            "en",
            "p2",
            3,
            {"label": "2-1.", "other": "2.", "other_language": "ru"},
        ),
        (
            "unit.kind_differs",
            WARNING,
            "en",
            "q1",
            5,
            {"kind": "dash", "other": "subpoint", "other_language": "ru"},
        ),
    ]


def test_findings_stand_in_the_order_of_languages_and_lines() -> None:
    source = REGULATION_EN.replace("opinions", "opinionс").replace("[[b2]]", "[[zz]]").replace("Purpose", "")
    findings = check({"ru": regulation(), "en": parse(source, "en")})
    assert [(finding.code, finding.line) for finding in findings] == [
        ("unit.untranslated", 7),
        ("reference.broken", 9),
        ("hygiene.mixed_script", 9),
    ]
    assert [finding.severity for finding in findings] == [WARNING, BLOCKING, BLOCKING]


def test_no_language_has_no_findings() -> None:
    assert check({}) == []
    assert [type(finding) for finding in check({"ru": parse("[[zz]]", "ru")})] == [Finding, Finding]
