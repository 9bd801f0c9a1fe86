from __future__ import annotations

import random

import pytest

from cmia_docs.text.compare.word_diff import Op, Span, spans_between
from tests.text.compare.changes import assert_leads, shown
from tests.text.strategies import FRAGMENTS


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        ("Совет собран раз в год", "Совет собран дважды в год",
         "=[Совет собран ] -[раз] +[дважды] =[ в год]"),
        ("один два", "один два три", "=[один два] +[ три]"),
        ("один два три", "один три", "=[один ] -[два ] =[три]"),
        ("слово", "слово.", "=[слово] +[.]"),
        ("Совет министров решает так", "Совет глав государств решает так",
         "=[Совет ] -[министров] +[глав государств] =[ решает так]"),
        ("срок пять лет и", "срок шесть дней и", "=[срок ] -[пять лет] +[шесть дней] =[ и]"),
        ("см. [[b2]] и далее", "см. [[b3]] и далее", "=[см. ] -[[[b2]]] +[[[b3]]] =[ и далее]"),
        ("за́мок открыт сразу", "замо́к открыт сразу", "-[за́мок] +[замо́к] =[ открыт сразу]"),
        ("совсем другое дело", "ничего общего тут", "-[совсем другое дело] +[ничего общего тут]"),
        ("один \\| два три", "один \\* два три", "=[один ] -[\\|] +[\\*] =[ два три]"),
        ("", "новое", "+[новое]"),
        ("старое", "", "-[старое]"),
        ("то же", "то же", "=[то же]"),
        ("", "", ""),
    ],
)  # fmt: skip
def test_changes_are_told_by_word(old: str, new: str, changes: str) -> None:
    assert shown(spans_between(old, new)) == changes


def test_spans_always_give_both_texts() -> None:
    chance = random.Random(20020710)  # noqa: S311
    for _ in range(2000):
        old, new = (" ".join(chance.choices(FRAGMENTS, k=chance.randrange(12))) for _ in range(2))
        assert_leads(spans_between(old, new), old, new)


def test_units_too_long_to_compare_by_word_are_compared_by_sentence_or_whole() -> None:
    sentences = [f"Предложение номер {number} о деле {number * 7}." for number in range(2000)]
    changed = list(sentences)
    changed[5] = changed[1995] = "Совсем иначе."
    spans = spans_between(" ".join(sentences), " ".join(changed))
    assert [span.op for span in spans].count(Op.DELETED) == 2
    one, other = "а " * 20_000, "б " * 20_000
    assert spans_between(one, other) == (Span(Op.DELETED, one), Span(Op.INSERTED, other))
