from __future__ import annotations

import unicodedata

import pytest

from cmia_docs.text.format.normalize import clean, nfc, normal
from cmia_docs.text.model import UnitKind


def test_a_file_is_made_normal() -> None:
    assert normal("\ufeffе\u0308ж\r\nй\rх\n") == "ёж\nй\nх\n"


def test_only_the_mark_at_the_start_is_a_byte_order_mark() -> None:
    assert normal("\ufeff\ufeffx") == "\ufeffx"


def test_a_lone_surrogate_becomes_a_character_that_utf8_can_hold() -> None:
    assert normal("а\ud800б") == "а\ufffdб"
    assert normal("😀") == "😀"


@pytest.mark.parametrize(
    "run", ["\u0301\u0323" * 40, "\u0327\u0301\u0323\u0345" * 30, "\u0344\u0301\u0323" * 20]
)
def test_long_runs_of_marks_are_put_in_the_order_that_unicode_wants(run: str) -> None:
    assert nfc(f"а{run}б") == unicodedata.normalize("NFC", f"а{run}б")


def test_half_a_megabyte_of_marks_is_no_trouble() -> None:
    """Python's own normalization would take minutes here."""
    source = "a" + "\u0301\u0323" * 120_000
    text = nfc(source)
    assert text == "ạ" + "\u0323" * 119_999 + "\u0301" * 120_000


@pytest.mark.parametrize(
    ("kind", "given", "cleaned"),
    [
        (UnitKind.CLAUSE, "  слово\t", "слово"),
        (UnitKind.CLAUSE, "одно \r\n  другое\n\n третье", "одно другое третье"),
        (UnitKind.PARAGRAPH, "\xa0слово\xa0", "\xa0слово\xa0"),
        (UnitKind.PARAGRAPH, "а\u2028б\x0bв", "а\u2028б\x0bв"),
        (UnitKind.TABLE, " | а |\n\n| б | ", "| а |\n| б |"),
        (UnitKind.TABLE, "слово", "| слово |"),
        (UnitKind.TABLE, "", "|"),
    ],
)
def test_the_text_of_a_unit_is_made_clean(kind: UnitKind, given: str, cleaned: str) -> None:
    assert clean(kind, given) == cleaned
    assert clean(kind, cleaned) == cleaned
