from __future__ import annotations

import pytest

from cmia_docs.text.check.characters import around, kind_of
from cmia_docs.text.check.checks import Finding, Severity, check
from cmia_docs.text.format.file_format import parse
from cmia_docs.text.model import Text, Unit, UnitKind


def reported(source: str) -> list[Finding]:
    text = Text("ru", (Unit("u1", UnitKind.PARAGRAPH, "", source),))
    return [finding for finding in check({"ru": text}) if finding.code.startswith("hygiene.")]


@pytest.mark.parametrize(
    "source",
    [
        "Совет министров внутренних дел, созданный 19 января 1996 года, — орган сотрудничества…",
        "Объём — 5 % от 10 000 (№ 3), «ёлочки» и „лапки“, 20–25 °C, § 5, ½, м², ±3 €",
        "Interpol и Интерпол, COVID-19, IT-система, SMS-сообщение, Wi‑Fi, www.example.org",
        "e-mail: post@example.org",
        "глава XIV, XXI век, II-го разряда, статья IIа, 3D-модель, 1С, 5G, USB-ключ, iPhone’ы",
        "за́мок и замо́к, Алёна, её, подъезд, объект",
        "тонкая\u2009шпация, узкий\u202fпробел, неразрывный\xa0пробел, неразрывный‑дефис, 5\t6",
        "Қазақстан, Ўзбекистон, Тоҷикистон, Кыргызстан, Україна, Беларусь, Молдова",
        "O‘zbekiston, Türkmenistan, Azərbaycan",
        "Հայաստան, ՀՀ և Armenia, Moldova și România",
        "об’єкт, п’ять, аб’ява, oʻzbek, моʼя",
        "м^2^ и H~2~O, **жир**ный [[b2]]и[[a1]] см.[^f1]",
        "π = 3,14, α-излучение, 5 кВт·ч, Ω, µг и 10 Å",
        "Ж.-д. путь, т.е., и/или, «а», 'b', \"c\", 100$",
        "日本語カタカナ, 한국어漢字, שלום, مرحبا, ქართული",
        "",
    ],
)
def test_normal_characters_raise_nothing(source: str) -> None:
    assert reported(source) == []


@pytest.mark.parametrize(
    ("source", "code", "codepoint", "name"),
    [
        ("со\u200bвет", "invisible", "U+200B", "ZERO WIDTH SPACE"),
        ("со\u00adвет", "invisible", "U+00AD", "SOFT HYPHEN"),
        ("со\u2060вет", "invisible", "U+2060", "WORD JOINER"),
        ("со\ufeffвет", "invisible", "U+FEFF", "ZERO WIDTH NO-BREAK SPACE"),
        ("со\u200dвет", "invisible", "U+200D", "ZERO WIDTH JOINER"),
        ("со\x00вет", "invisible", "U+0000", ""),
        ("со\x0bвет", "invisible", "U+000B", ""),
        ("со\x85вет", "invisible", "U+0085", ""),
        ("со\u2028вет", "invisible", "U+2028", "LINE SEPARATOR"),
        ("со\u034fвет", "invisible", "U+034F", "COMBINING GRAPHEME JOINER"),
        ("со\ufe0fвет", "invisible", "U+FE0F", "VARIATION SELECTOR-16"),
        ("со\u3164вет", "invisible", "U+3164", "HANGUL FILLER"),
        ("со\u2800вет", "invisible", "U+2800", "BRAILLE PATTERN BLANK"),
        ("со\U000e0041вет", "invisible", "U+E0041", "TAG LATIN CAPITAL LETTER A"),
        ("до 5\u202e6", "bidi", "U+202E", "RIGHT-TO-LEFT OVERRIDE"),
        ("до 5\u20676", "bidi", "U+2067", "RIGHT-TO-LEFT ISOLATE"),
        ("до 5\u200f6", "bidi", "U+200F", "RIGHT-TO-LEFT MARK"),
        ("со\ue000вет", "unassigned", "U+E000", ""),
        ("со\uffffвет", "unassigned", "U+FFFF", ""),
        ("со\u0378вет", "unassigned", "U+0378", ""),
        ("со\ufffdвет", "unassigned", "U+FFFD", "REPLACEMENT CHARACTER"),
    ],
)
def test_characters_that_hide_something_are_reported(
    source: str, code: str, codepoint: str, name: str
) -> None:
    (finding,) = [each for each in reported(source) if each.code != "hygiene.mixed_script"]
    assert finding.code == f"hygiene.{code}"
    assert finding.severity is Severity.BLOCKING
    assert (finding.details["codepoint"], finding.details["name"]) == (codepoint, name)
    assert f"[{codepoint}]" in finding.details["context"]


@pytest.mark.parametrize(
    ("source", "word", "codepoint"),
    [
        ("Cовет министров", "Cовет", "U+0043"),
        ("согласоваnо", "согласоваnо", "U+006E"),
        ("Соuncil", "Соuncil", "U+0421 U+043E"),
        ("глава ХII", "ХII", "U+0425"),
        ("αльфа", "αльфа", "U+03B1"),
        ("**с**oвет", "сoвет", "U+006F"),
        ("СO2", "СO", "U+004F"),
        ("CHГ", "CHГ", "U+0043 U+0048"),
        ("глава ХХI", "ХХI", "U+0425"),
        ("Xутор", "Xутор", "U+0058"),
        ("Xայաստան", "Xայաստան", "U+0058"),
        ("хорошее слово сoвет", "сoвет", "U+006F"),
        ("жz", "жz", "U+007A"),
        ("zж", "zж", "U+007A"),
        ("жzz", "жzz", "U+0436"),
        ("жжz", "жжz", "U+007A"),
        ("цIIа", "цIIа", "U+0049"),
        ("оf the Council", "оf", "U+043E"),
        ("Совeт", "Совeт", "U+0065"),
        ("за́мoк", "за́мoк", "U+006F"),
        ("\U0001d400bc", "\U0001d400bc", "U+1D400"),
    ],
)
def test_a_letter_of_another_script_inside_a_word_is_reported(source: str, word: str, codepoint: str) -> None:
    (finding,) = reported(source)
    assert finding.code == "hygiene.mixed_script"
    assert finding.severity is Severity.BLOCKING
    assert (finding.details["word"], finding.details["codepoint"]) == (word, codepoint)


@pytest.mark.parametrize(
    ("language", "source", "codepoints"),
    [
        ("en", "the Cօuncil", ["U+0585"]),
        ("en", "jսdges", ["U+057D"]),
        ("en", "the Cοuncil", ["U+03BF"]),
        ("en", "the cჿuncil", ["U+10FF"]),
        ("en", "ѕtates", ["U+0455"]),
        ("ru", "Cօвет", ["U+0043", "U+0585"]),
        ("ru", "догօвор", ["U+0585"]),
        ("ru", "догοвор", ["U+03BF"]),
        ("ru", "Πоложение", ["U+03A0"]),
        ("ru", "оrгана", ["U+0072"]),
        ("kk", "қаhарман", ["U+0068"]),
        ("kk", "мүшеləрі", ["U+006C", "U+0259"]),
        ("kk", "мəселе", ["U+0259"]),
        ("tg", "Ҷyмҳурӣ", ["U+0079"]),
        ("be", "кpаіны", ["U+0070"]),
        ("uk", "кpаїни", ["U+0070"]),
        ("az", "müqavilә", ["U+04D9"]),
        ("uz", "davlаt", ["U+0430"]),
        ("ro", "consіliu", ["U+0456"]),
        ("tk", "döwletlеr", ["U+0435"]),
        ("hy", "անդաmներ", ["U+006D"]),
        ("hy", "oրենք", ["U+006F"]),
        ("hy", "խորհnւրդ", ["U+006E"]),
        ("hy", "օրենԛ", ["U+051B"]),
        ("ka", "ყველa", ["U+0061"]),
    ],
)
def test_in_every_language_the_letters_of_another_script_are_named(
    language: str, source: str, codepoints: list[str]
) -> None:
    text = Text(language, (Unit("u1", UnitKind.PARAGRAPH, "", source),))
    (finding,) = [each for each in check({language: text}) if each.code.startswith("hygiene.")]
    assert finding.code == "hygiene.mixed_script"
    assert finding.details["codepoint"] == " ".join(codepoints)


def test_a_finding_says_where_and_how_often() -> None:
    text = parse("# Положение {#t1}\n\nСловo и сло\u200bво\u200b в раз\u200bных местах {#u1}", "ru")
    assert check({"ru": text}) == [
        Finding(
            "hygiene.invisible",
            Severity.BLOCKING,
            "ru",
            "u1",
            3,
            {
                "codepoint": "U+200B",
                "name": "ZERO WIDTH SPACE",
                "position": "12",
                "count": "3",
                "context": "Словo и сло[U+200B]во[U+200B] в раз[U+200B]ны",
            },
        ),
        Finding(
            "hygiene.mixed_script",
            Severity.BLOCKING,
            "ru",
            "u1",
            3,
            {
                "word": "Словo",
                "codepoint": "U+006F",
                "name": "LATIN SMALL LETTER O",
                "position": "1",
                "context": "Словo и сло[U+200B]во[U+200B] в",
            },
        ),
    ]


def test_labels_are_checked_too() -> None:
    text = parse("## Глава ХII. Порядок {#c1}", "ru")
    codes = [(finding.code, finding.details.get("word")) for finding in check({"ru": text})]
    assert codes == [("hygiene.mixed_script", "ХII")]


@pytest.mark.parametrize(
    ("characters", "kind"),
    [
        ("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", "bidi"),
        ("\u200b\u00ad\x00\x0b\x7f\u2028\u2029\u034f\u115f\u2800\ufe0f", "invisible"),
        ("\u0378\ue000\ud800\ufffd", "unassigned"),
        ("\t\nXxЖж5 \xa0—", ""),
    ],
)
def test_what_a_character_hides(characters: str, kind: str) -> None:
    assert {kind_of(character) for character in characters} == {kind}


def test_a_finding_names_all_characters_of_the_other_script() -> None:
    (finding,) = reported("в Соuncil")
    assert finding.details == {
        "word": "Соuncil",
        "codepoint": "U+0421 U+043E",
        "name": "CYRILLIC CAPITAL LETTER ES, CYRILLIC SMALL LETTER O",
        "position": "3",
        "context": "в Соuncil",
    }


def test_the_text_around_a_place_is_twelve_characters_on_both_sides() -> None:
    assert around("0123456789abcdefghijklmnopqrstuvwxyz", 15, 2) == "3456789abcdefghijklmnopqrs"
    assert around("0123456789abcdefghijklmnopqrstuvwxyz", 15) == "3456789abcdefghijklmnopqr"
    assert around("\u200bсовет", 0) == "[U+200B]совет"
