"""What people type: taken exactly, or refused with a reason."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmia_docs.errors import Invalid
from cmia_docs.rules import fields

NASTY = [
    "../../etc/passwd",
    "--output=x",
    "'; DROP TABLE document; --",
    "<script>alert(1)</script>",
    "🙂 да",
    "نص",
    "${7*7}",
]


def refusal(call: object, *args: object, **options: object) -> tuple[str, dict[str, object]]:
    """Code, field and details of the refusal that must come."""
    assert callable(call)
    with pytest.raises(Invalid) as refused:
        call(*args, **options)
    return refused.value.code, {"field": refused.value.field, **refused.value.details}


@pytest.mark.parametrize("typed", NASTY)
def test_odd_but_plain_lines_are_taken_exactly(typed: str) -> None:
    assert fields.line(typed, "title", longest=100) == typed
    assert fields.block(typed, "body", longest=100) == typed


@pytest.mark.parametrize(
    "character", ["\0", "\n", "\r", "\t", "\u202e", "\u200b", "\ufeff", "\u2028", "\ue000"]
)
def test_characters_that_a_line_refuses(character: str) -> None:
    expected = {"field": "title", "character": f"U+{ord(character):04X}"}

    assert refusal(fields.line, f"а{character}б", "title", longest=100) == ("field.character", expected)


@pytest.mark.parametrize("character", ["\0", "\x1b", "\u0378"])
def test_characters_that_a_block_refuses(character: str) -> None:
    expected = {"field": "body", "character": f"U+{ord(character):04X}"}

    assert refusal(fields.block, f"а{character}б", "body", longest=100) == ("field.character", expected)


def test_line_ends_of_browsers_become_lf() -> None:
    assert fields.block("один\r\nдва\rтри\n\tчетыре", "body", longest=100) == "один\nдва\nтри\n\tчетыре"


def test_blanks_around_go_and_nothing_is_missing() -> None:
    assert fields.line("  Положение  ", "title", longest=9) == "Положение"
    assert refusal(fields.line, "   ", "title", longest=9) == ("field.missing", {"field": "title"})
    assert refusal(fields.block, "\r\n", "body", longest=9) == ("field.missing", {"field": "body"})
    assert fields.line(" ", "title", longest=9, required=False) == ""
    assert fields.block(" ", "body", longest=9, required=False) == ""


def test_the_length_is_counted_in_characters() -> None:
    expected = {"field": "body", "longest": 9, "length": 10}

    assert fields.block("Положение", "body", longest=9) == "Положение"
    assert refusal(fields.block, "Положение.", "body", longest=9) == ("field.too_long", expected)


@given(st.text(max_size=60))
def test_a_line_is_taken_or_refused_never_altered(typed: str) -> None:
    try:
        line = fields.line(typed, "title", longest=60, required=False)
    except Invalid:
        assert any(unicodedata.category(character)[0] in "CZ" for character in typed)
    else:
        assert line == typed.strip()


@pytest.mark.parametrize("slug", ["a", "regulation-2", "0", "a" * 80])
def test_slugs(slug: str) -> None:
    assert fields.slug(slug) == slug


@pytest.mark.parametrize(
    "slug", ["", "-a", "a-", "a--b", "A", "а", "../x", "--output=x", "a/b", "a\n", "a" * 81, "a\0"]
)
def test_what_is_no_slug(slug: str) -> None:
    assert refusal(fields.slug, slug) == ("field.slug", {"field": "slug"})


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Regulation on the Board", "regulation-on-the-board"),
        ("Положение о щуке и ёлке", "polozhenie-o-shchuke-i-yolke"),
        ("Über die Straße: № 5", "uber-die-stra-e-no-5"),
        ("!!! 🙂", "document"),
        ("../../etc", "etc"),
    ],
)
def test_a_slug_from_a_title(title: str, expected: str) -> None:
    assert fields.slug_from(title) == expected


def test_letters_in_a_slug() -> None:
    # As in passports of old, without marks: what has no sound of its own is left out.
    pairs = (
        "а=a б=b в=v г=g д=d е=e ё=yo ж=zh з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts"
        " ч=ch ш=sh щ=shch ъ= ы=y ь= э=e ю=yu я=ya"
    )
    made = [
        f"{letter}={fields.slug_from(f'x{letter}x')[1:-1]}" for letter in "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
    ]
    assert made == pairs.split(" ")


@given(st.text(max_size=300))
def test_a_slug_made_from_any_title_is_one(title: str) -> None:
    assert fields.slug(fields.slug_from(title))


def test_titles_need_the_working_language_only() -> None:
    titles = fields.titles({"ru": " Порядок ", "en": " ", "kk": "x"}, ("ru", "en"), "ru")

    assert titles == {"ru": "Порядок"}
    assert refusal(fields.titles, {"en": "Procedure"}, ("ru", "en"), "ru") == (
        "field.missing",
        {"field": "title_ru"},
    )


def test_days() -> None:
    assert fields.day(" 2026-03-02 ", "due_on") == date(2026, 3, 2)
    assert fields.day(date(1900, 1, 1), "due_on") == date(1900, 1, 1)


@pytest.mark.parametrize(
    "typed", ["", None, "02.03.2026", "2026-02-30", "1899-12-31", "2201-01-01", date(9999, 1, 1), "завтра"]
)
def test_what_is_no_day(typed: str | date | None) -> None:
    assert refusal(fields.day, typed, "due_on") == ("field.date", {"field": "due_on"})
