"""The texts of the demo and the skeletons of new documents: sound, complete in both languages, clean."""

from __future__ import annotations

import re

import pytest

from cmia_docs.text.check.checks import check
from cmia_docs.text.format.file_format import parse, write
from cmia_docs.text.model import Text, UnitKind
from tests.drafts import (
    DRAFTS,
    LANGUAGES,
    ROOT,
    TEMPLATES,
    document,
    folders,
    load,
    revisions,
    slugs,
    source,
    texts,
)

BOARD = "scientific-advisory-board"
FEWEST_UNITS = {
    "cooperation-concept-2020": 20,
    BOARD: 30,
    "interstate-search": 40,
    "minors-return-costs": 25,
}
ACT_TYPES = [act_type["code"] for act_type in load("council.toml")["act_types"]]
TITLES = {"ru": "О порядке обмена сведениями", "en": "On the exchange of information"}
MIXED_WORD = re.compile("[A-Za-z][А-Яа-яЁё]|[А-Яа-яЁё][A-Za-z]")
INVISIBLE = re.compile("[\u00a0\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def _written_by_us() -> list[str]:
    files = [
        *DRAFTS.rglob("*.md"),
        *DRAFTS.rglob("*.toml"),
        *TEMPLATES.glob("*.md"),
        ROOT / "docs/glossary.md",
    ]
    return sorted(str(path.relative_to(ROOT)) for path in files)


def _structure(text: Text) -> list[tuple[str, UnitKind, bool]]:
    return [(unit.id, unit.kind, unit.fixed) for unit in text.units]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("slug", "folder"), revisions())
def test_a_text_file_comes_back_byte_for_byte(slug: str, folder: str, language: str) -> None:
    stored = source(slug, folder, language)
    assert write(parse(stored, language)) == stored


@pytest.mark.parametrize(("slug", "folder"), revisions())
def test_both_languages_hold_the_same_units(slug: str, folder: str) -> None:
    both = texts(slug, folder)
    assert _structure(both["ru"]) == _structure(both["en"])


@pytest.mark.parametrize(("slug", "folder"), revisions())
def test_the_checks_find_nothing(slug: str, folder: str) -> None:
    assert check(texts(slug, folder)) == []


@pytest.mark.parametrize(("slug", "folder"), revisions())
def test_the_title_is_that_of_the_document(slug: str, folder: str) -> None:
    titles = {language: text.units[0].text for language, text in texts(slug, folder).items()}
    assert titles == document(slug)["titles"]


@pytest.mark.parametrize("slug", slugs())
def test_an_id_is_never_used_again_for_another_unit(slug: str) -> None:
    kinds: dict[str, UnitKind] = {}
    gone: set[str] = set()
    for folder in folders(slug):
        units = texts(slug, folder)["ru"].units
        present = {unit.id for unit in units}
        assert present & gone == set()
        assert {unit.id: kinds.get(unit.id, unit.kind) for unit in units} == {u.id: u.kind for u in units}
        kinds |= {unit.id: unit.kind for unit in units}
        gone |= kinds.keys() - present


@pytest.mark.parametrize("slug", slugs())
def test_every_folder_is_a_revision_that_the_document_names(slug: str) -> None:
    on_disk = sorted(path.name for path in (DRAFTS / slug).iterdir() if path.is_dir())
    assert on_disk == folders(slug) == [f"r{number}" for number in range(1, len(on_disk) + 1)]


@pytest.mark.parametrize(("slug", "fewest"), FEWEST_UNITS.items())
def test_the_large_texts_are_large_in_every_revision(slug: str, fewest: int) -> None:
    counts = [len(texts(slug, folder)["ru"].units) for folder in folders(slug)]
    assert [count for count in counts if count < fewest] == []


def test_the_regulation_shows_what_a_regulation_can_hold() -> None:
    final = texts(BOARD, "r4")["ru"]
    labels = [unit.label for unit in final.units if unit.kind is UnitKind.ARTICLE]
    assert labels == [f"Статья {number}." for number in range(1, 21)]
    assert [unit.label for unit in final.units if unit.kind is UnitKind.SECTION] == [
        f"Глава {number}." for number in ("I", "II", "III", "IV", "V")
    ]
    assert [(unit.id, unit.label) for unit in final.units if unit.fixed] == [("c49", "5-1.")]
    assert [unit.id for unit in final.units if "[[" in unit.text] == ["p16"]
    assert [unit.label for unit in final.units if unit.kind is UnitKind.FOOTNOTE] == ["f1"]
    assert [unit.label for unit in final.units if unit.kind is UnitKind.SUBPOINT] == ["а)", "б)", "в)"]


def test_the_regulation_moves_a_clause_to_another_article() -> None:
    before = [unit.id for unit in texts(BOARD, "r2")["ru"].units]
    after = [unit.id for unit in texts(BOARD, "r3")["ru"].units]
    assert before[before.index("c46") - 1] == "c45"
    assert after[after.index("c46") - 1] == "c34"


def test_words_stand_in_several_cases_for_the_search() -> None:
    board, search = source(BOARD, "r4", "ru"), source("interstate-search", "r2", "ru")
    missing = [
        *(
            form
            for form in ("Положение", "Положения", "Положению", "Положением")
            if not re.search(rf"\b{form}\b", board)
        ),
        *(form for form in ("Совет", "Совета", "Совету") if not re.search(rf"\b{form}\b", board)),
        *(
            f"{form} Беларусь"
            for form in ("Республика", "Республике", "Республикой")
            if not re.search(rf"{form} Беларус", search)
        ),
    ]
    assert missing == []


def test_the_programme_is_a_table_of_measures() -> None:
    (table,) = (
        unit for unit in texts("programme-2014-2018", "r2")["ru"].units if unit.kind is UnitKind.TABLE
    )
    header, _, *rows = table.text.split("\n")
    assert header == "| № | Мероприятие | Исполнители | Срок |"
    assert [row.split("|")[1].strip() for row in rows] == [str(number) for number in range(1, 16)]


@pytest.mark.parametrize("name", _written_by_us())
def test_no_word_mixes_scripts_and_nothing_is_invisible(name: str) -> None:
    written = (ROOT / name).read_bytes().decode("utf-8")
    assert MIXED_WORD.findall(written) + INVISIBLE.findall(written) == []


def test_every_act_type_has_a_skeleton_in_every_language() -> None:
    expected = sorted(f"{code}.{language}.md" for code in ACT_TYPES for language in LANGUAGES)
    assert sorted(path.name for path in TEMPLATES.iterdir()) == expected


@pytest.mark.parametrize("code", ACT_TYPES)
def test_a_skeleton_is_a_sound_text_with_a_place_for_its_title(code: str) -> None:
    stored = {language: (TEMPLATES / f"{code}.{language}.md").read_text("utf-8") for language in LANGUAGES}
    both = {language: parse(text, language) for language, text in stored.items()}
    assert {language: write(text) for language, text in both.items()} == stored
    assert {text.units[0].text for text in both.values()} == {"{title}"}
    assert _structure(both["ru"]) == _structure(both["en"])
    filled = {language: text.replace("{title}", TITLES[language]) for language, text in stored.items()}
    findings = check({language: parse(text, language) for language, text in filled.items()})
    # What a drafter has to fill in is in brackets, in both languages alike.
    assert {finding.code for finding in findings} == {"unit.in_brackets"}
    to_fill_in = {
        language: [each.unit_id for each in findings if each.language == language] for language in LANGUAGES
    }
    assert to_fill_in["ru"] == to_fill_in["en"]
