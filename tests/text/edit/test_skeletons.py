"""The first text of a new document."""

from __future__ import annotations

from cmia_docs.text.edit.skeletons import initial_texts
from cmia_docs.text.format.file_format import write
from cmia_docs.text.model import UnitKind

TITLES = {"ru": "Об обмене", "en": "On exchange"}
RUSSIAN = "# {title} {#t1}\n\n1. Настоящий акт, {title}, вступает в силу. {#c1}\n"


def test_the_title_stands_wherever_the_skeleton_names_it() -> None:
    texts = initial_texts(("ru",), TITLES, {"ru": RUSSIAN})
    assert write(texts["ru"]) == "# Об обмене {#t1}\n\n1. Настоящий акт, Об обмене, вступает в силу. {#c1}\n"


def test_a_language_without_a_skeleton_begins_with_the_first_ones_units() -> None:
    texts = initial_texts(("ru", "en"), TITLES, {"ru": RUSSIAN})
    assert texts["en"].language == "en"
    assert [unit.text for unit in texts["en"].units] == ["On exchange", texts["ru"].units[1].text]


def test_a_language_without_a_title_bears_the_first_ones() -> None:
    texts = initial_texts(("ru", "en"), {"ru": "Об обмене"}, {"ru": RUSSIAN, "en": "# {title} {#t1}\n"})
    assert texts["en"].units[0].text == "Об обмене"


def test_without_any_skeleton_there_is_a_title_alone() -> None:
    texts = initial_texts(("ru", "en"), TITLES, {})
    assert {code: [(u.id, u.kind, u.text) for u in text.units] for code, text in texts.items()} == {
        "ru": [("t1", UnitKind.TITLE, "Об обмене")],
        "en": [("t1", UnitKind.TITLE, "On exchange")],
    }


def test_markup_characters_in_a_title_are_plain_text() -> None:
    texts = initial_texts(("ru",), {"ru": "О **связи** {title} {#x1}"}, {"ru": RUSSIAN})
    assert texts["ru"].units[0].text == r"О \*\*связи\*\* {title} {#x1}"
    assert [unit.id for unit in texts["ru"].units] == ["t1", "c1"]
