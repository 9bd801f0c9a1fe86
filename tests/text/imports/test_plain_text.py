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
