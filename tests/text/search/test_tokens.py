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
        ("a'b’cʼd‘eʻf`g", "a'b'c'd'e'f'g"),
        ("ЁЖ", "еж"),
        ("Straße", "strasse"),
        ("Ж" * 65, "ж" * 64),
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
        ("м² ⁰ 5⁴⁵", ("м-2", "5-45")),
        ("5‐1 5‑1 5‒1 5–1 5—1 5−1 5-1", ("5-1",) * 7),
        ("а‐б а‑б а‒б а–б а—б а−б а-б а/б", ("а", "б") * 8),
        ("5 - 1, 5\u00a0–\u00a01 и 5  - 1", ("5-1", "5-1", "и", "5", "1")),
        ("д'артаньян д’артаньян", ("д'артаньян", "д'артаньян")),
        ("за\u0301мок сло\u20ddво लड़की कि", ("замок", "сло\u20ddво", "लड़की", "कि")),
        ("с\u200bлово", ("слово",)),
        ("§ ‰ ° $ € £ ¥ ₽ ₴ ₸ ₼ ₾ ֏", tuple("§‰°$€£¥₽₴₸₼₾֏")),
        ("X @ # & +", ("x",)),
        ("1.2.3 а.б", ("1.2.3", "а", "б")),
        ("1/а/2", ("1/а/2",)),
        ("1-" * 31 + "12", ("1-" * 31 + "12",)),
        ("1-" * 32 + "1", ("1",) * 33),
        ("а" * 55 + "-" + "1" * 8, ("а" * 55 + "-" + "1" * 8,)),
        ("а" * 55 + "-" + "1" * 9, ("а" * 55, "1" * 9)),
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


def test_words_that_are_joined_without_a_figure_are_places_of_their_own() -> None:
    token_values = [(token.surface, token.start, token.end, token.position) for token in tokens(" а-бв г")]
    assert token_values == [("а", 1, 2, 0), ("бв", 3, 5, 1), ("г", 6, 7, 2)]


def test_the_parts_of_a_joined_number_know_their_places_too() -> None:
    token_values = [(token.surface, token.start, token.end) for token in tokens("№ 61-ФЗ¹")]
    assert token_values == [("no", 0, 1), ("61-фз-1", 2, 8), ("61", 2, 4), ("фз", 5, 7), ("1", 7, 8)]


@pytest.mark.parametrize(
    "number", ["12-3", "№ 12-3", "№12–3", " 12 - 3 ", "12‐3", "12‑3", "12‒3", "12—3", "12−3"]
)
def test_an_acts_number_is_one_however_it_is_written(number: str) -> None:
    assert number_key(number) == "12-3"


def test_an_acts_number_can_always_be_encoded() -> None:
    assert number_key("12-3 А\ud800") == "12-3а"


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
