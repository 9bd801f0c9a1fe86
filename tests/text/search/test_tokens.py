"""Dividing texts into words, and which words are the same however they are written."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmia_docs.text.search.tokens import MAX_WORD, fold, number_key, tokens, whole_words


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Совет", "совет"),
        ("ЕЩЁ", "еще"),
        ("еще\u0308", "еще"),  # ё in two code points
        ("за\u0301мок", "замок"),  # a stress mark
        ("сло\u00adво", "слово"),  # a soft hyphen
        ("п’ять", "п'ять"),
        ("oʻzbek", "o'zbek"),
        ("İstanbul", "istanbul"),
        ("ﬁle", "file"),
        ("Йод", "йод"),
        ("и\u0306од", "йод"),
    ],
)
def test_one_word_has_one_folded_form(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Положение о Совете.", ("положение", "о", "совете")),
        ("Научно-консультативный совет", ("научно", "консультативный", "совет")),
        ("№ 12-3", ("no", "12-3")),
        ("Статья 5‑1", ("статья", "5-1")),  # a dash that does not break
        ("статья 23¹", ("статья", "23-1")),
        ("на 2014 – 2018 годы", ("на", "2014-2018", "годы")),
        ("на 2014–2018 годы", ("на", "2014-2018", "годы")),
        ("от 01.10.2013 № 61-ФЗ", ("от", "01.10.2013", "no", "61-фз")),
        ("ст.5 и закона.Далее", ("ст", "5", "и", "закона", "далее")),
        ("5% от 30-летнего", ("5", "%", "от", "30-летнего")),
        ("_важно_ **очень**", ("важно", "очень")),
        ("A/RES/62/3", ("a/res/62/3",)),
        ("слово¹", ("слово-1",)),
        ("🙂 \x00 \ud800 — !", ()),
        ("", ()),
    ],
)
def test_words_of_a_text(text: str, words: tuple[str, ...]) -> None:
    assert whole_words(text) == words


def test_a_joined_number_is_one_place_with_parts() -> None:
    token_values = [(token.surface, token.position, token.part) for token in tokens("закон 61-ФЗ принят")]
    assert token_values == [
        ("закон", 0, False),
        ("61-фз", 1, False),
        ("61", 1, True),
        ("фз", 1, True),
        ("принят", 2, False),
    ]


def test_tokens_know_their_places_in_the_source() -> None:
    text = "  Ещё: 5\u20111,  сло\u00adво"
    sources = [text[token.start : token.end] for token in tokens(text) if not token.part]
    assert sources == ["Ещё", "5\u20111", "сло\u00adво"]


@pytest.mark.parametrize("number", ["12-3", "№ 12-3", "№12–3", " 12 - 3 "])
def test_an_acts_number_is_one_however_it_is_written(number: str) -> None:
    assert number_key(number) == "12-3"


def test_an_endless_word_is_cut() -> None:
    assert whole_words("а" * 10_000_000) == ("а" * MAX_WORD,)


@given(st.text(alphabet=st.characters(), max_size=300))
def test_any_text_is_cut_at_rising_places(text: str) -> None:
    all_tokens = list(tokens(text))
    positions = [token.position for token in all_tokens]
    assert positions == sorted(positions)
    for token in all_tokens:
        assert 0 <= token.start < token.end <= len(text)
        assert token.surface
        assert token.surface.encode()
    plain = [token for token in all_tokens if not token.part]
    assert all(left.end <= right.start for left, right in pairwise(plain))
