"""Which script a character belongs to, and which characters of other scripts look like its own."""

from __future__ import annotations

import pytest

from cmia_docs.text.check.scripts import HOMOGLYPHS, foreign_characters, script_of


@pytest.mark.parametrize(
    ("characters", "script"),
    [
        ("AzÄə", "LATIN"),
        ("ЖжЁґӿ", "CYRILLIC"),
        ("Աօ", "ARMENIAN"),
        ("აჿ", "GEORGIAN"),
        ("Ωα", "GREEK"),
        ("漢ひカ한ㄅー", "EAST ASIAN"),
        # The characters that several scripts share: an apostrophe, ordinals, units of measure.
        ("ʼªºµ\u2126\u212a\u212b", ""),
        ("5-’ ", ""),
    ],
)
def test_the_script_of_a_character(characters: str, script: str) -> None:
    assert {script_of(character) for character in characters} == {script}


def test_a_character_may_have_no_name() -> None:
    assert script_of("\U00017000") in {"", "TANGUT"}


@pytest.mark.parametrize(
    ("script", "others", "own"),
    [
        ("CYRILLIC", "aceopxyABCEHKMOPTXYαοօ", "асеорхуАВСЕНКМОРТХУаоо"),
        ("LATIN", "асеорхуАВСЕНКМОРТХУօսհ", "aceopxyABCEHKMOPTXYouh"),
        ("ARMENIAN", "ouhοоOUS", "օսհօօՕՍՏ"),
        ("GREEK", "oaOABа", "οαΟΑΒα"),
    ],
)
def test_characters_of_other_scripts_look_like_its_own(script: str, others: str, own: str) -> None:
    assert "".join(map(HOMOGLYPHS[script].__getitem__, others)) == own


def test_in_figures_nothing_is_foreign() -> None:
    assert foreign_characters("123") == []
