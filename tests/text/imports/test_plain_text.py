from __future__ import annotations

import pytest

from cmia_docs.text.format.file_format import write
from cmia_docs.text.ids import is_id
from cmia_docs.text.imports.plain_text import from_plain
from cmia_docs.text.model import Text
from tests.text.examples import REGULATION, REGULATION_EN, regulation, regulation_en


def shown(text: Text) -> list[str]:
    """One line per unit: kind, label and words, without ids."""
    return [" | ".join(filter(None, (unit.kind, unit.label, unit.text))) for unit in text.units]


RUSSIAN = """\
Утверждено
решением Совета министров

ПОЛОЖЕНИЕ
о порядке обмена сведениями

I. Общие положения

1. Настоящее Положение определяет порядок обмена.
2. Обмен ведут:
1) министерства;
2) бюро:
а) в Москве;
б) в Минске;
– по запросу;
— по плану.

II. Порядок обмена

3. Запрос от 10 сентября 2013 г. № 5 подаётся письменно.

Приложение № 1
к Положению

Перечень сведений:
• о лицах;
* о вещах.
"""


def test_a_russian_regulation_without_articles() -> None:
    text = from_plain(RUSSIAN, "ru")
    assert shown(text) == [
        "paragraph | Утверждено",
        "paragraph | решением Совета министров",
        "title | ПОЛОЖЕНИЕ",
        "paragraph | о порядке обмена сведениями",
        "section | I. | Общие положения",
        "clause | 1. | Настоящее Положение определяет порядок обмена.",
        "clause | 2. | Обмен ведут:",
        "point | 1) | министерства;",
        "point | 2) | бюро:",
        "subpoint | а) | в Москве;",
        "subpoint | б) | в Минске;",
        "dash | по запросу;",
        "dash | по плану.",
        "section | II. | Порядок обмена",
        "clause | 3. | Запрос от 10 сентября 2013 г. № 5 подаётся письменно.",
        "annex | Приложение № 1",
        "paragraph | к Положению",
        "paragraph | Перечень сведений:",
        "dash | о лицах;",
        "dash | о вещах.",
    ]
    assert not any(unit.fixed for unit in text.units)
    assert all(is_id(unit.id) for unit in text.units)


@pytest.mark.parametrize(
    ("source", "units"),
    [
        ("Title of the Act\n\nChapter I. General\n\nArticle 1\n\nThe Council meets.",
         ["title | Title of the Act", "section | Chapter I. | General", "article | Article 1",
          "paragraph | The Council meets."]),
        # A name on the line after its label.
        ("Т\n\nГЛАВА 1\nОБЩИЕ ПОЛОЖЕНИЯ\n\nСтатья 1\nНазначение Совета\nСовет создан.",
         ["title | Т", "section | ГЛАВА 1 | ОБЩИЕ ПОЛОЖЕНИЯ", "article | Статья 1 | Назначение Совета",
          "paragraph | Совет создан."]),
        # Sections above chapters.
        ("Т\n\nРаздел I. А\n\nГлава 1. Б\n\nСтатья 1. В",
         ["title | Т", "section | Раздел I. | А", "chapter | Глава 1. | Б", "article | Статья 1. | В"]),
        # A sentence that begins like a heading is not one.
        ("Т\n\nСтатья 5 настоящего Положения применяется.\n\nПриложения рассылаются.\n\n"
         "Глава 2 утратила силу.",
         ["title | Т", "paragraph | Статья 5 настоящего Положения применяется.",
          "paragraph | Приложения рассылаются.", "paragraph | Глава 2 утратила силу."]),
        # Numbered headings with clauses that carry their number.
        ("Т\n\n1. Общие положения\n\n1.1. а\n\n1.2. б\n\n2. Порядок\n\n2.1. в",
         ["title | Т", "section | 1. | Общие положения", "clause | 1.1. | а", "clause | 1.2. | б",
          "section | 2. | Порядок", "clause | 2.1. | в"]),
        # Capitals are headings in an act without articles, and parts of the preamble in one with them.
        ("Т\n\nОБЩИЕ ПОЛОЖЕНИЯ\n\nтекст.",
         ["title | Т", "section | ОБЩИЕ ПОЛОЖЕНИЯ", "paragraph | текст."]),
        ("Т\n\nПРЕАМБУЛА\n\nСтатья 1", ["title | Т", "paragraph | ПРЕАМБУЛА", "article | Статья 1"]),
        # Markdown of other programs.
        ("# Concept\n\n## Aims\n\n**Article 1.** Purpose\n\n* one\n+ two\n\n### Means\n\n> quoted\n\n"
         "| a | b |\n|---|---|\n| 1 | 2 |",
         ["title | Concept", "section | Aims", "article | Article 1. | Purpose", "dash | one", "dash | two",
          "chapter | Means", "quote | quoted", "table | | a | b |\n|---|---|\n| 1 | 2 |"]),
        ("# Т\n\n# Глава I. А #\n\n###### Заметка",
         ["title | Т", "section | Глава I. | А", "article | Заметка"]),
        ("Проект\n\n# Т\n\n# А", ["paragraph | Проект", "title | Т", "section | А"]),
        ("Положение\n====\nо связи\n\nЦели\n---\n\n- а\n---\n\nтекст\n\n---",
         ["title | Положение", "paragraph | о связи", "section | Цели", "dash | а", "paragraph | ---",
          "paragraph | текст", "paragraph | ---"]),
        # A dash between the label and the name.
        ("Т\n\nГлава I — Общее\n\nСтатья 1 - Сроки\n\nСтатья 2 – это",
         ["title | Т", "section | Глава I | Общее", "article | Статья 1 | Сроки",
          "paragraph | Статья 2 – это"]),
        # Blanks that are forgotten or too many, no-break ones too.
        ("Т\n\n1.Настоящее Положение.\n\n2.\xa0\xa0Совет.\n\n1)\xa0а;",
         ["title | Т", "clause | 1. | Настоящее Положение.", "clause | 2. | Совет.", "point | 1) | а;"]),
        ("# Т\n\n# Ещё {.x}\n\nVvedenie\n\nВведение\n\nПриложение к Положению о Совете",
         ["title | Т", "section | Ещё {.x}", "paragraph | Vvedenie", "section | Введение",
          "annex | Приложение | к Положению о Совете"]),
        # Years and dates are not clauses.
        ("Т\n\n2014. Год начала.\n\n19.01.1996 создан Совет.",
         ["title | Т", "paragraph | 2014. Год начала.", "paragraph | 19.01.1996 создан Совет."]),
        # Neighbours' languages.
        ("Т\n\n1-бап. Мақсаты\n\nмәтін.", ["title | Т", "article | 1-бап. | Мақсаты", "paragraph | мәтін."]),
        ("Т\n\nАртыкул 1.\n\nтэкст.", ["title | Т", "article | Артыкул 1.", "paragraph | тэкст."]),
        ("", []),
        ("\n \n", []),
        ("слово", ["paragraph | слово"]),
    ],
)  # fmt: skip
def test_texts_from_elsewhere(source: str, units: list[str]) -> None:
    assert shown(from_plain(source, "ru")) == units


WRAPPED = """\
СОГЛАШЕНИЕ О СОТРУДНИЧЕСТВЕ

Статья 1. Стороны сотрудничают в борьбе с преступностью в соответствии со
своим законодательством и международными обязательствами, которые они
приняли на себя.
1. Сотрудничество ведётся в следующих формах, о которых Стороны
договорились:
а) обмен сведениями о преступлениях и лицах, причастных к ним, а также
о похищенном имуществе;
б) учения.
"""


def test_lines_that_were_wrapped_are_joined() -> None:
    assert shown(from_plain(WRAPPED, "ru")) == [
        "title | СОГЛАШЕНИЕ О СОТРУДНИЧЕСТВЕ",
        "article | Статья 1.",
        "paragraph | Стороны сотрудничают в борьбе с преступностью в соответствии со своим"
        " законодательством и международными обязательствами, которые они приняли на себя.",
        "clause | 1. | Сотрудничество ведётся в следующих формах, о которых Стороны договорились:",
        "subpoint | а) | обмен сведениями о преступлениях и лицах, причастных к ним, а также о похищенном"
        " имуществе;",
        "subpoint | б) | учения.",
    ]


def test_a_file_of_our_own_is_read_as_it_is() -> None:
    assert from_plain(REGULATION, "ru") == regulation()


def test_a_second_language_takes_the_ids_of_the_first() -> None:
    blocks = REGULATION_EN.split("\n\n")
    source = "\n\n".join(block.partition(" {#")[0].removesuffix("\n{#x3}") for block in blocks)
    assert from_plain(source, "en", like=regulation()) == regulation_en()


@pytest.mark.parametrize(
    "source", [RUSSIAN, WRAPPED, write(regulation()), "\\# а\n#b\n1\\. в\n{#}\n{.x}\n\t*г*\nд\\"]
)
def test_no_word_is_dropped(source: str) -> None:
    text = from_plain(source, "ru")
    text_of_units = "".join(f"{unit.label}{unit.text}" for unit in text.units)
    assert [character for character in text_of_units if character.isalnum()] == [
        character
        for character in "".join(line.partition("{#")[0] for line in source.split("\n"))
        if character.isalnum()
    ]


@pytest.mark.parametrize("white", " \t\xa0\u2002\u2003\u2009\u202f\u3000")
def test_white_space_around_a_line_is_no_word(white: str) -> None:
    source = f"Т\n{white}\n{white}XXI век.{white}\n\nI. {white}X"
    assert shown(from_plain(source, "ru")) == ["title | Т", "paragraph | XXI век.", "section | I. | X"]


@pytest.mark.parametrize("dash", "-–—−*+•·▪●◦‣")
def test_dashes_and_bullets_begin_a_dash(dash: str) -> None:
    source = f"Т\n\n{dash} а\n{dash}\tб\n{dash}\xa0в\n{dash}г"
    assert shown(from_plain(source, "ru")) == [
        "title | Т",
        "dash | а",
        "dash | б",
        "dash | в",
        f"paragraph | {dash}г",
    ]


@pytest.mark.parametrize(
    "stamp",
    ["Утверждено", "УТВЕРЖДЁН", "Принято", "Приложение к решению", "Проект", "Approved by the Council",
     "Adopted", "Draft", "Done at Minsk"],
)  # fmt: skip
def test_a_stamp_above_is_not_the_title(stamp: str) -> None:
    assert shown(from_plain(f"{stamp}\n\nО связи", "ru"))[-1] in {"title | О связи", "paragraph | О связи"}
    assert not shown(from_plain(f"{stamp}\n\nО связи", "ru"))[0].startswith("title")


def _titles(source: str) -> list[str]:
    return [each.removeprefix("title | ") for each in shown(from_plain(source, "ru")) if "title" in each]


def test_a_title_is_among_the_first_five_lines_and_no_long_text_is_above() -> None:
    stamp = "Утверждено\n\n"
    assert _titles(f"{stamp * 4}О связи") == ["О связи"]
    assert _titles(f"{stamp * 5}О связи") == []
    assert _titles(f"{'п' * 300}\n\nО связи") == ["О связи"]
    assert _titles(f"{'п' * 301}\n\nО связи") == []
    assert _titles("Статья 1\n\nо связи\n\nО связи") == []
    assert _titles("о связи.\n\nО связи\n\nО почте") == ["О связи"]


@pytest.mark.parametrize(
    ("source", "units"),
    [
        ("999. а", ["clause | 999. | а"]),
        ("1000. а", ["paragraph | 1000. а"]),
        ("1000.1. а", ["paragraph | 1000.1. а"]),
        ("1000) а", ["point | 1000) | а"]),
        ("123.а", ["clause | 123. | а"]),
        ("1234.а", ["paragraph | 1234.а"]),
        ("1.5 а", ["paragraph | 1.5 а"]),
        ("# а", ["title | а"]),
        ("## а", ["section | а"]),
        ("### а", ["chapter | а"]),
        ("#### а", ["article | а"]),
        ("##### а", ["article | а"]),
        ("###### а ##", ["article | а"]),
        ("####### а", ["paragraph | ####### а"]),
        ("##\tа", ["section | а"]),
        ("## 5. Сроки", ["section | 5. | Сроки"]),
        ("# 5. Сроки", ["title | 5. Сроки"]),
        ("# а\n\n## б\n\n# в", ["title | а", "section | б", "section | в"]),
        ("# а\n\n##### Приложение\n\n# в", ["title | а", "annex | Приложение", "title | в"]),
        ("**Статья 1.** Сроки", ["article | Статья 1. | Сроки"]),
        ("**Статья 1. Сроки**", ["article | Статья 1. | Сроки"]),
        ("I. Ст. 5 и сроки", ["section | I. | Ст. 5 и сроки"]),
        ("**I.** Сроки", ["section | I. | Сроки"]),
        ("I. А\n\nII. Б\n\nIV. В",
         ["section | I. | А", "section | II. | Б", "paragraph | IV. В"]),
        ("Т\n===\nа", ["title | Т", "paragraph | а"]),
        ("Т\n==\nа", ["title | Т", "paragraph | ==", "paragraph | а"]),
        ("Т\n---", ["section | Т"]),
        ("Т\n--", ["title | Т", "paragraph | --"]),
        ("1. а\n---", ["clause | 1. | а", "paragraph | ---"]),
        ("> а", ["quote | а"]),
        ("| а |\n| б |\nв", ["table | | а |\n| б |", "paragraph | в"]),
        ("Т\n\nв\n| а |\n\n| б |\n\nг",
         ["title | Т", "paragraph | в", "table | | а |\n| б |", "paragraph | г"]),
        ("1. ОБЩИЕ ПОЛОЖЕНИЯ", ["section | 1. | ОБЩИЕ ПОЛОЖЕНИЯ"]),
        ("1) ОБЩИЕ ПОЛОЖЕНИЯ", ["point | 1) | ОБЩИЕ ПОЛОЖЕНИЯ"]),
        ("Статья 1\n\n1. ОБЩИЕ ПОЛОЖЕНИЯ", ["article | Статья 1", "clause | 1. | ОБЩИЕ ПОЛОЖЕНИЯ"]),
        ("1. Сроки\n\n1.1. а", ["section | 1. | Сроки", "clause | 1.1. | а"]),
        ("1. Сроки\n\n2.1. а", ["clause | 1. | Сроки", "clause | 2.1. | а"]),
        ("1. сроки\n\n1.1. а", ["clause | 1. | сроки", "clause | 1.1. | а"]),
        ("1. Сроки", ["clause | 1. | Сроки"]),
        ("Т\n\nВВЕДЕНИЕ\nа", ["title | Т", "paragraph | ВВЕДЕНИЕ", "paragraph | а"]),
        ("Т\n\nВВЕДЕНИЕ", ["title | Т", "section | ВВЕДЕНИЕ"]),
        ("ВВЕДЕНИЕ", ["title | ВВЕДЕНИЕ"]),
        ("Глава 1. А\n\nСтатья 1. Б", ["section | Глава 1. | А", "article | Статья 1. | Б"]),
        ("Статья 1\nСроки", ["article | Статья 1 | Сроки"]),
        ("Статья 1\nсроки", ["article | Статья 1", "paragraph | сроки"]),
        ("Статья 1\nСроки.", ["article | Статья 1", "paragraph | Сроки."]),
        ("Статья 1\nСтатья 2", ["article | Статья 1", "article | Статья 2"]),
        ("Статья 1\n1. Сроки", ["article | Статья 1", "clause | 1. | Сроки"]),
        ("Статья 1. А\nСроки", ["article | Статья 1. | А", "paragraph | Сроки"]),
        ("## А\nСроки", ["section | А", "paragraph | Сроки"]),
        (f"Статья 1. {'С' * 99}.", [f"article | Статья 1. | {'С' * 99}."]),
        (f"Статья 1. {'С' * 100}.", ["article | Статья 1.", f"paragraph | {'С' * 100}."]),
        (f"Статья 1. {'С' * 101}", [f"article | Статья 1. | {'С' * 101}"]),
        (f"Статья 1. {'С' * 100};", ["article | Статья 1.", f"paragraph | {'С' * 100};"]),
        (f"Статья 1. {'С' * 100}:", ["article | Статья 1.", f"paragraph | {'С' * 100}:"]),
        (f"Статья 1. {'С' * 100}!", ["article | Статья 1.", f"paragraph | {'С' * 100}!"]),
        (f"Статья 1. {'С' * 100}?", ["article | Статья 1.", f"paragraph | {'С' * 100}?"]),
        (f"Глава 1. {'С' * 100}.", [f"section | Глава 1. | {'С' * 100}."]),
    ],
)  # fmt: skip
def test_one_unit_or_two(source: str, units: list[str]) -> None:
    assert shown(from_plain(source, "ru")) == units


def _wrapped(*widths: int, end: str = "") -> bool:
    """Whether lines that are so wide are joined."""
    lines = [f"{'с' * (width - len(end))}{end}" for width in widths]
    return len(from_plain("\n".join([*lines, "конец."]), "ru").units) < len(widths) + 1


@pytest.mark.parametrize(
    ("widths", "joined"),
    [
        ((45, 45, 45), True),
        ((44, 44, 44), False),
        ((45, 45), False),
        ((120, 120, 120), True),
        ((120, 120, 121), False),
        ((45, 45, 45, 10, 10, 10, 10), True),
        ((45, 45, 45, 10, 10, 10, 10, 10), False),
        ((45, 45, 45, 45, 10, 10, 10, 10, 10, 10), True),
    ],
)
def test_many_lines_of_one_width_were_wrapped(widths: tuple[int, ...], joined: bool) -> None:
    assert _wrapped(*widths) is joined


@pytest.mark.parametrize("end", ".;:!?")
def test_lines_that_end_a_sentence_were_not_wrapped(end: str) -> None:
    assert not _wrapped(60, 60, 60, 60, end=end)
    assert _wrapped(60, 60, 60, 60, end=",")


def test_in_a_wrapped_file_a_new_kind_of_line_is_not_joined() -> None:
    long = "слово " * 9 + "конец"
    lines = [*[long] * 8, "# А", "б", "- в", "г", "Статья 2", "Е", "1. ж", "з"]
    joined, *others = shown(from_plain("\n".join(lines), "ru"))
    assert joined == f"paragraph | {' '.join([long] * 8)}"
    assert others == [
        "title | А",
        "paragraph | б",
        "dash | в г",
        "article | Статья 2 | Е",
        "clause | 1. | ж з",
    ]


@pytest.mark.parametrize(
    ("labels", "fixed"),
    [(("1.", "2.", "4."), [False, False, True]), (("1.", "2.", "3."), [False, False, False])],
)
def test_a_number_that_does_not_come_next_is_fixed(labels: tuple[str, ...], fixed: list[bool]) -> None:
    units = from_plain("\n\n".join(f"{label} а" for label in labels), "ru").units
    assert [unit.fixed for unit in units] == fixed
