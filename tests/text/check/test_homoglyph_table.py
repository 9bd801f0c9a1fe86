"""The table of letters that look alike is what the tool makes of Unicode's data, and nobody's own."""

from __future__ import annotations

import pytest

from cmia_docs.text.check.homoglyph_table import ALIKE, UNICODE
from cmia_docs.text.check.scripts import TWINS, could_pass, script_of
from tools import homoglyphs


def test_the_table_is_made_by_the_tool() -> None:
    assert homoglyphs.TABLE.read_text("utf-8") == homoglyphs.table()


def test_its_version_and_licences_stand_beside_it() -> None:
    words = homoglyphs.TABLE.with_suffix(".LICENSE.txt").read_text("utf-8")
    assert f"of version {UNICODE}." in words
    assert "UNICODE LICENSE V3" in words
    assert "The MIT License" in words


def test_no_letter_stands_in_two_rows() -> None:
    letters = "".join(ALIKE)
    assert len(letters) == len(set(letters)) > 200


@pytest.mark.parametrize("script", TWINS)
def test_a_letter_reads_as_one_of_another_script_and_of_its_case(script: str) -> None:
    for letter, own in TWINS[script].items():
        assert (script_of(own), script_of(letter) != script) == (script, True)
        assert letter.isupper() == own.isupper()


@pytest.mark.parametrize(
    ("letters", "script", "passes"),
    [
        ("ABCEHKMOPTXYIaceopxyi", "CYRILLIC", True),
        ("АВСЕНКМОРТХУІасеорхуі", "LATIN", True),
        ("օսհցգք", "LATIN", True),
        ("ouhgqf", "ARMENIAN", True),
        ("ο", "CYRILLIC", True),
        ("Ж", "LATIN", False),
        ("oж", "CYRILLIC", False),
        ("o", "HEBREW", False),
    ],
)
def test_letters_could_pass(letters: str, script: str, passes: bool) -> None:
    assert could_pass(letters, [script]) is passes
