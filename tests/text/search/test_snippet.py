"""Passages with marks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cmia_docs.text.search.query_tree import Wanted
from cmia_docs.text.search.snippet import Snippet, mark, snippet


def words(*words_of_query: str) -> Wanted:
    return Wanted(words=frozenset(words_of_query))


def test_other_forms_of_a_word_are_marked_as_whole_words() -> None:
    passage = snippet("Положения Совета утверждаются советом.", words("совет"), "ru")
    assert passage == Snippet(
        (("Положения ", False), ("Совета", True), (" утверждаются ", False), ("советом", True), (".", False))
    )


def test_a_word_in_another_language_is_marked_by_its_own_rules() -> None:
    assert mark("Councils meet", words("council"), "en") == (("Councils", True), (" meet", False))


def test_a_phrase_is_one_mark_and_its_words_alone_are_none() -> None:
    wanted = Wanted(phrases=frozenset({("научно", "консультативный", "совет")}))
    text = "О Научно-консультативном совете. Совет собирается."
    assert mark(text, wanted, "ru") == (
        ("О ", False),
        ("Научно-консультативном совете", True),
        (". Совет собирается.", False),
    )


def test_beginnings_and_joined_numbers_are_marked() -> None:
    wanted = Wanted(words=frozenset({"5-1", "61"}), prefixes=frozenset({"полож"}))
    assert mark("Положение, статья 5‑1 закона 61-ФЗ", wanted, "ru") == (
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


def test_the_passage_with_most_words_of_the_query_wins() -> None:
    filler = "Здесь сказано о чем-то ином. " * 20
    body = f"Совет и ещё совет. {filler}Председатель созывает совет. {filler}"
    passage = snippet(body, words("совет", "председатель"), "ru", length=60)
    assert passage == Snippet(
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
    passage = snippet("Первое предложение.\n\nВторое предложение.", words("устав"), "ru", length=25)
    assert passage == Snippet((("Первое предложение.", False),), cut_after=True)


def test_an_empty_text_has_an_empty_passage() -> None:
    assert snippet("", words("совет"), "ru") == Snippet(())


def test_a_mark_is_shown_even_where_no_blank_stands_before_it() -> None:
    body = "ж" * 500 + "/совет/" + "ж" * 500
    assert ("совет", True) in snippet(body, words("совет"), "ru", length=40).parts


@given(st.text(alphabet="ас \n.-1<", max_size=400), st.integers(min_value=-5, max_value=120))
def test_parts_are_a_passage_of_the_text(body: str, length: int) -> None:
    passage = snippet(body, words("ас", "1"), "ru", length)
    words_shown = "".join(text for text, _ in passage.parts)
    assert words_shown.strip() in " ".join(body.split())
    assert all(text for text, _ in passage.parts)
