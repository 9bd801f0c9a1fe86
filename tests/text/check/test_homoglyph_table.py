"""The table of homoglyphs is generated from Unicode's data."""

from __future__ import annotations

import pytest

from cmia_docs.text.check.homoglyph_table import ALIKE, UNICODE
from cmia_docs.text.check.scripts import HOMOGLYPHS, are_homoglyphs, script_of
from tools import homoglyphs


def test_the_table_is_made_by_the_tool() -> None:
    assert homoglyphs.TABLE.read_text("utf-8") == homoglyphs.table()


def test_its_version_and_licences_stand_beside_it() -> None:
    words = homoglyphs.TABLE.with_suffix(".LICENSE.txt").read_text("utf-8")
    assert f"of version {UNICODE}." in words
    assert "UNICODE LICENSE V3" in words
    assert "The MIT License" in words


def test_no_letter_stands_in_two_rows() -> None:
    characters = "".join(ALIKE)
    assert len(characters) == len(set(characters)) > 200


@pytest.mark.parametrize("script", HOMOGLYPHS)
def test_a_letter_reads_as_one_of_another_script_and_of_its_case(script: str) -> None:
    for character, own in HOMOGLYPHS[script].items():
        assert (script_of(own), script_of(character) != script) == (script, True)
        assert character.isupper() == own.isupper()


@pytest.mark.parametrize(
    ("characters", "script", "passes"),
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
def test_letters_are_homoglyphs(characters: str, script: str, passes: bool) -> None:
    assert are_homoglyphs(characters, [script]) is passes
