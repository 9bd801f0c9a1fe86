"""Passages with marks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cmia_docs.text.search.query_tree import Wanted
from cmia_docs.text.search.snippet import Snippet, mark, snippet


def words(*asked: str) -> Wanted:
    return Wanted(words=frozenset(asked))


def test_other_forms_of_a_word_are_marked_as_whole_words() -> None:
    found = snippet("Положения Совета утверждаются советом.", words("совет"), "ru")
    assert found == Snippet(
        (("Положения ", False), ("Совета", True), (" утверждаются ", False), ("советом", True), (".", False))
    )


def test_a_word_in_another_language_is_marked_by_its_own_rules() -> None:
    assert mark("Councils meet", words("council"), "en") == (("Councils", True), (" meet", False))


def test_a_phrase_is_one_mark_and_its_words_alone_are_none() -> None:
    asked = Wanted(phrases=frozenset({("научно", "консультативный", "совет")}))
    text = "О Научно-консультативном совете. Совет собирается."
    assert mark(text, asked, "ru") == (
        ("О ", False),
        ("Научно-консультативном совете", True),
        (". Совет собирается.", False),
    )


def test_beginnings_and_joined_numbers_are_marked() -> None:
    asked = Wanted(words=frozenset({"5-1", "61"}), prefixes=frozenset({"полож"}))
    assert mark("Положение, статья 5‑1 закона 61-ФЗ", asked, "ru") == (
        ("Положение", True),
        (", статья ", False),
        ("5‑1", True),
        (" закона ", False),
        ("61", True),
        ("-ФЗ", False),
    )


def test_markup_in_a_text_stays_text() -> None:
    assert mark("<script>совет</script>", words("совет"), "ru") == (
        ("<script>", False),
        ("совет", True),
        ("</script>", False),
    )


def test_the_passage_with_most_of_what_was_asked_wins() -> None:
    filler = "Здесь сказано о чем-то ином. " * 20
    body = f"Совет и ещё совет. {filler}Председатель созывает совет. {filler}"
    found = snippet(body, words("совет", "председатель"), "ru", length=60)
    assert found == Snippet(
        (
            ("Председатель", True),
            (" созывает ", False),
            ("совет", True),
            (". Здесь сказано о чем-то ином.", False),
        ),
        cut_before=True,
        cut_after=True,
    )


def test_without_a_match_the_text_begins() -> None:
    found = snippet("Первое предложение.\n\nВторое предложение.", words("устав"), "ru", length=25)
    assert found == Snippet((("Первое предложение.", False),), cut_after=True)


def test_an_empty_text_has_an_empty_passage() -> None:
    assert snippet("", words("совет"), "ru") == Snippet(())


def test_a_mark_is_shown_even_where_no_blank_stands_before_it() -> None:
    body = "ж" * 500 + "/совет/" + "ж" * 500
    assert ("совет", True) in snippet(body, words("совет"), "ru", length=40).parts


@given(st.text(alphabet="ас \n.-1<", max_size=400), st.integers(min_value=-5, max_value=120))
def test_parts_are_a_passage_of_the_text(body: str, length: int) -> None:
    found = snippet(body, words("ас", "1"), "ru", length)
    passage = "".join(text for text, _ in found.parts)
    assert passage.strip() in " ".join(body.split())
    assert all(text for text, _ in found.parts)
