"""Words in characters of another script are reported, unless they name characters or are foreign names."""

from __future__ import annotations

import pytest

from cmia_docs.text.check.checks import Finding, Severity, check
from cmia_docs.text.check.homoglyphs import in_other_script
from cmia_docs.text.format.file_format import parse
from cmia_docs.text.model import Text, Unit, UnitKind


def reported(source: str, language: str = "ru") -> list[str]:
    """Each finding as `word reads codepoints`."""
    text = Text(language, (Unit("u1", UnitKind.PARAGRAPH, "", source),))
    findings = [finding for finding in check({language: text}) if finding.code == "hygiene.lookalike"]
    return [
        f"{each.details['word']} {each.details['reads']} {each.details['codepoint']}" for each in findings
    ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Принято c 1 января", ["c с U+0063"]),
        ("Принято c «Союзом»", ["c с U+0063"]),
        ("Стороны a также секретариат", ["a а U+0061"]),
        ("отвечает k сроку y секретариата", ["k к U+006B", "y у U+0079"]),
        ("B соответствии c Положением", ["B В U+0042", "c с U+0063"]),
        ("Решено. O сроке сообщается.", ["O О U+004F"]),
        ("ПОЛОЖЕНИЕ O СОВЕТЕ", ["O О U+004F"]),
        ("**Стороны** c **[[a1]]** и целью", ["c с U+0063"]),
        ("письмо OOH и доклад CCCP", ["OOH ООН U+004F U+0048", "CCCP СССР U+0043 U+0050"]),
        ("председатель A.И. Петров", ["A.И. А.И. U+0041"]),
        ("председатель С. O. Петров", ["С. O. С. О. U+004F"]),
        ("председатель A.B. Петров", ["A.B. А.В. U+0041 U+0042"]),
        ("Петров A.B. доложил", ["A.B. А.В. U+0041 U+0042"]),
        ("глава ХХ, ХХ век, ІІ раздел", ["ХХ XX U+0425", "ХХ XX U+0425", "ІІ II U+0406"]),
        ("раздел Х и Х век", ["Х X U+0425", "Х X U+0425"]),
        ("раздел І", ["І I U+0406"]),
        ("в 2О14 году, 1О дней, З0 дней", ["2О14 2014 U+041E", "1О 10 U+041E", "З0 30 U+0417"]),
        ("всего l0 и 1o5", ["l0 10 U+006C", "1o5 105 U+006F"]),
        ("в 2Ο14 и 2Օ15 годах", ["2Ο14 2014 U+039F", "2Օ15 2015 U+0555"]),
        ("решение ο составе", ["ο о U+03BF"]),
        ("решение օ составе", ["օ о U+0585"]),
        ("доклад ΟΟΗ и κοτ", ["ΟΟΗ ООН U+039F U+0397", "κοτ кот U+03BA U+03BF U+03C4"]),
        ("это ʜᴇ текст", []),
        ("это ʜe текст", ["ʜe не U+029C U+0065"]),
        ("председатель Α.И. Петров", ["Α.И. А.И. U+0391"]),
    ],
)
def test_homoglyphs_are_reported(source: str, expected: list[str]) -> None:
    assert reported(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("This is а test of the СССР", ["а a U+0430", "СССР CCCP U+0421 U+0420"]),
        ("А decision is taken", ["А A U+0410"]),
        ("in 2О14", ["2О14 2014 U+041E"]),
        ("members of ΝΑΤΟ", ["ΝΑΤΟ NATO U+039D U+0391 U+03A4 U+039F"]),
        ("the ՍՏ delegation", ["ՍՏ US U+054D U+054F"]),
        ("the word ѕо stands here", ["ѕо so U+0455 U+043E"]),
        ("the words το, τα, ο and սո, օ", []),
        ("the words әр, әрі, үй and сүру", []),
        ("Совет in Russian, “а)” and “О Совете”", []),
        ("paragraph а) of the list", []),
        ("The Council (Совет) and С. Петров", []),
    ],
)
def test_homoglyphs_in_english_are_reported(source: str, expected: list[str]) -> None:
    assert reported(source, "en") == expected


@pytest.mark.parametrize(
    ("language", "lower", "upper", "following"),
    [
        ("ru", "aocykοօ", "ABCKOYΟՕ", "также"),
        ("be", "aoi", "ABOI", "таксама"),
        ("uk", "aoyiοօ", "ABIOYΟՕ", "також"),
        ("en", "а", "АІ", "test"),
    ],
)
def test_each_short_word_of_a_language_is_found(
    language: str, lower: str, upper: str, following: str
) -> None:
    for character in lower:
        (line,) = reported(f"{'The' if language == 'en' else 'Рада'} {character} {following}", language)
        assert line.startswith(f"{character} ")
    for character in upper:
        (line,) = reported(f"{character} {following}", language)
        assert line.startswith(f"{character} ")


@pytest.mark.parametrize(
    ("language", "source"),
    [
        ("ru", "X также, x также, I также, E также"),
        ("be", "X таксама, C таксама"),
        ("uk", "X також, C також"),
        ("kk", "X мүшелері, A мүшелері, a мүшелері"),
        ("ky", "A мүчөлөр"),
        ("tg", "A аъзоён"),
        ("en", "Х is, С is, О is"),
        ("ro", "А este"),
    ],
)
def test_other_characters_are_no_words_of_a_language(language: str, source: str) -> None:
    assert reported(source, language) == []


@pytest.mark.parametrize("language", ["be", "uk", "kk", "ky", "tg"])
def test_in_a_cyrillic_language_a_cyrillic_word_among_latin_ones_is_no_homoglyph(language: str) -> None:
    assert reported("THE СССР AND", language) == []


@pytest.mark.parametrize("zero", "ОоOoΟοՕօ")
def test_a_letter_instead_of_zero_is_found(zero: str) -> None:
    assert reported(f"в 2{zero}14 году") == [f"2{zero}14 2014 U+{ord(zero):04X}"]


@pytest.mark.parametrize(
    "preposition",
    ["от", "до", "между", "из", "к", "в", "на", "по", "с", "у", "для", "при", "о", "об", "за", "через",
     "под"],
)  # fmt: skip
def test_a_character_after_a_preposition_is_a_name(preposition: str) -> None:
    assert reported(f"сроки {preposition} a также") == []
    assert reported("сроки стороны a также") != []


@pytest.mark.parametrize(
    "word",
    [
        "подпункт",
        "пункты",
        "букве",
        "литера",
        "вариант",
        "группы",
        "класс",
        "тип",
        "точка",
        "ось",
        "оси",
        "осью",
        "осям",
        "коэффициент",
        "переменной",
        "параметр",
        "величина",
        "значение",
        "обозначения",
        "функция",
        "индекс",
        "символ",
        "знак",
        "витамина",
        "гепатит",
        "категория",
        "подкласс",
        "Пункт",
    ],
)
def test_a_character_after_such_a_word_is_a_name(word: str) -> None:
    assert reported(f"Совет и {word} a также") == []


@pytest.mark.parametrize("conjunction", ["и", "или", "либо"])
def test_a_character_that_is_joined_to_another_is_a_name(conjunction: str) -> None:
    assert reported(f"значения x {conjunction} a также") == []
    assert reported(f"Стороны {conjunction} a также") == ["a а U+0061"]
    assert reported(f"а {conjunction} a также") == ["a а U+0061"]


@pytest.mark.parametrize("join", "-‐‑/@’'+_&")
def test_a_part_of_a_longer_word_raises_nothing(join: str) -> None:
    assert reported(f"Совет{join}c также") == []
    assert reported(f"Совет c{join}также") == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("THE СССР AND", ["СССР CCCP U+0421 U+0420"]),
        ("THIS IS А TEST", ["А A U+0410"]),
        ("А TEST", ["А A U+0410"]),
        ("А 5 members", ["А A U+0410"]),
        ("this а “test”", ["а a U+0430"]),
        ("this а\xa0(test)", ["а a U+0430"]),
        ("this а слово", []),
        ("This А is", []),
    ],
)
def test_a_cyrillic_word_between_english_ones(source: str, expected: list[str]) -> None:
    assert reported(source, "en") == expected
    assert reported(source, "en-GB") == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Решение c\xa0целью", ["c с U+0063"]),
        ("Решение c № 5", ["c с U+0063"]),
        ("Решение c 5 мая", ["c с U+0063"]),
        ("Решение c „целью“", ["c с U+0063"]),
        ("Решение c (целью)", ["c с U+0063"]),
        ("Решение c, целью", []),
        ("Решение c the", []),
        ("СОВЕТ C ЦЕЛЬЮ", ["C С U+0043"]),
        ("Совет C ЦЕЛЬЮ", []),
        ("СОВЕТ C Ц", []),
        ("СОВЕТ C целью", []),
        ("Цель! C целью", ["C С U+0043"]),
        ("Цель? C целью", ["C С U+0043"]),
        ("Цель… C целью", ["C С U+0043"]),
        ("Цель: C целью", ["C С U+0043"]),
        ("Цель; C целью", ["C С U+0043"]),
        ("Цель, C целью", []),
        ("Совет OOH", ["OOH ООН U+004F U+0048"]),
        ("OOH решил", ["OOH ООН U+004F U+0048"]),
        ("OOH", []),
        ("the OOH решил", []),
        ("решил OOH and", []),
        ("Совет OOH.", ["OOH ООН U+004F U+0048"]),
        ("Совет OOH.ру", []),
        ("Совет.OOH решил", []),
        ("Совет c.", []),
        ("Совет 5c целью", []),
        ("Совет c5 целью", []),
        ("раздела Х и главой Х", ["Х X U+0425", "Х X U+0425"]),
        ("ГЛАВА Х, ЧАСТЬ Х, том Х", ["Х X U+0425", "Х X U+0425", "Х X U+0425"]),
        ("Х столетие, Х раздел, Х глава, Х в. н. э.", ["Х X U+0425"] * 4),
        ("Х вес и Х решение", []),
        ("Х\xa0век и раздел\xa0Х", ["Х X U+0425", "Х X U+0425"]),
        ("ХХХ и ХІХХ", ["ХХХ XXX U+0425", "ХІХХ XIXX U+0425 U+0406"]),
        ("ххі век", []),
        ("A.Б. доложил", ["A.Б. А.Б. U+0041"]),
        ("A.B. доложил", []),
        ("A.B. Я", []),
        ("A.А. доложил", ["A.А. А.А. U+0041"]),
        ("A.Я. доложил", ["A.Я. А.Я. U+0041"]),
        ("Z.Б. Петров и Z.A. Петров", []),
        ("А.Б. Петров, A.Б. Петров", ["A.Б. А.Б. U+0041"]),
        ("Ёлкин A.B. доложил", ["A.B. А.В. U+0041 U+0042"]),
        ("A.B.\xa0Петров", ["A.B. А.В. U+0041 U+0042"]),
        ("A. B. Петров", ["A. B. А. В. U+0041 U+0042"]),
    ],
)
def test_the_words_around_decide(source: str, expected: list[str]) -> None:
    assert reported(source) == expected


def test_a_roman_one_is_a_letter_in_ukrainian() -> None:
    assert reported("раздел І") == ["І I U+0406"]
    assert reported("розділ І", "uk") == []
    assert reported("розділ ІІ", "uk") == ["ІІ II U+0406"]


@pytest.mark.parametrize(
    ("labels", "language", "expected"),
    [
        (["a)", "б)", "в)"], "ru", [(0, 0, "a", "а")]),
        (["(a)", "(б)", "(в)"], "ru", [(0, 1, "a", "а")]),
        (["а)", "b)", "c)"], "ru", [(0, 0, "а", "a")]),
        (["а)", "b)"], "en", [(0, 0, "а", "a")]),
        (["а)", "b)"], "en-GB", [(0, 0, "а", "a")]),
        (["a)", "б)"], "ru", [(0, 0, "a", "а")]),
        (["a)", "б)"], "ru-BY", [(0, 0, "a", "а")]),
        (["A)", "Б)", "В)"], "ru", [(0, 0, "A", "А")]),
        (["a)", "b)"], "ru", []),
        (["а)", "б)"], "en", []),
        (["z)", "б)", "в)"], "ru", []),
        (["1)", "б)", "a)"], "ru", [(2, 0, "a", "а")]),
        ([], "ru", []),
    ],
)
def test_the_alphabet_of_most_labels_of_a_list_decides(
    labels: list[str], language: str, expected: list[tuple[int, int, str, str]]
) -> None:
    homoglyphs = [
        (index, each.position, each.characters, each.intended)
        for index, each in in_other_script(labels, language)
    ]
    assert homoglyphs == expected
    assert all(each.word == each.characters for _, each in in_other_script(labels, language))


@pytest.mark.parametrize(
    "source",
    [
        "витамин C и гепатит C, группа B, класс A и класс B",
        "подпункт a и подпункты b, c и a настоящего пункта",
        "ось x проходит, точка a на оси y лежит, функция x от y равна",
        "от a до c включительно",
        "x-лучи, T-образный, Wi-Fi, e-mail, H~2~O, CO~2~, CO2",
        "www.ox.ac.uk и a@b.example, COVID-19, PACE/ПАСЕ",
        "Interpol и Europol, Windows и Office с Outlook, Apple а также",
        "Council of Europe, per capita, ex officio, a priori, de facto",
        "глава XX, XXI век, II-го разряда, статья IIа, X век",
        "Х — неизвестное, ось Х, ХО, ХХХХ",
        "1С, 3D, 5G, 3-го, 5а, 10А, О1, 12о, А4, 20 л, З-10, О-2",
        "Ф. М. Достоевский, U.S. и А. С. Пушкин, Дж. Р. Р. Толкин",
        "США (U. S.) заявили",
        "компания BMW и банк ATM, COMECON",
        "O‘zbekiston, Türkmenistan",
        "угол α равен углу β, κ и τ постоянны, сумма Σ, шаг Δ, число π",
        "слова rope и rap, статья race",
        "a",
        "A",
        "c 5",
        "",
    ],
)
def test_letters_names_and_numerals_raise_nothing(source: str) -> None:
    assert reported(source) == []


def test_in_languages_without_a_dictionary_only_certain_homoglyphs_are_reported() -> None:
    assert reported("Кеңес a мүшелері OOH", "kk") == []
    assert reported("Рада a також I члени", "uk") == ["a а U+0061"]
    assert reported("Рада і члени", "uk") == []
    assert reported("Кеңес 2О14", "kk") == ["2О14 2014 U+041E"]


def test_a_label_of_another_alphabet_than_its_list_is_reported() -> None:
    one = "1. О: {#c1}\n\na) раз; {#b1}\n\nб) два; {#b2}\n\nв) три. {#b3}"
    source = f"{one}\n\n2. И: {{#c2}}\n\na) раз; {{#b4}}\n\nb) два. {{#b5}}"
    findings = [each for each in check({"ru": parse(source, "ru")}) if each.code == "hygiene.lookalike"]
    assert [(each.unit_id, each.line, each.details["reads"]) for each in findings] == [("b1", 3, "а")]


def test_labels_of_headings_are_checked_too() -> None:
    text = parse("## Раздел І. Первый {#s1}\n\n## Раздел ІІ. Второй {#s2}\n\n## Раздел Х. Иной {#s3}", "ru")
    findings = [each for each in check({"ru": text}) if each.code == "hygiene.lookalike"]
    assert [(each.unit_id, each.details["reads"]) for each in findings] == [
        ("s1", "I"),
        ("s2", "II"),
        ("s3", "X"),
    ]


def test_a_finding_says_where_and_only_warns() -> None:
    text = parse("# Положение {#t1}\n\n**Совет** c целью {#u1}", "ru")
    assert check({"ru": text}) == [
        Finding(
            "hygiene.lookalike",
            Severity.WARNING,
            "ru",
            "u1",
            3,
            {
                "word": "c",
                "reads": "с",
                "codepoint": "U+0063",
                "name": "LATIN SMALL LETTER C",
                "position": "7",
                "context": "Совет c целью",
            },
        )
    ]
