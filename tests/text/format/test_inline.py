from __future__ import annotations

import random

import pytest

from cmia_docs.text.format.inline import Inline, Mark, escape, notes, parse_inline, plain, references
from tests.text.strategies import FRAGMENTS

TAGS = {Mark.STRONG: "b", Mark.EM: "i", Mark.SUP: "sup", Mark.SUB: "sub"}


def tagged(pieces: tuple[Inline, ...]) -> str:
    shown = ""
    for piece in pieces:
        if piece.mark in TAGS:
            shown += f"<{TAGS[piece.mark]}>{tagged(piece.children)}</{TAGS[piece.mark]}>"
        elif piece.mark is Mark.PLAIN:
            shown += piece.text
        else:
            shown += f"<{piece.mark} {piece.text}>"
    return shown


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("просто слова", "просто слова"),
        ("**важно** и _курсив_", "<b>важно</b> и <i>курсив</i>"),
        ("м^2^ и H~2~O", "м<sup>2</sup> и H<sub>2</sub>O"),
        ("**жирный _и курсив_**", "<b>жирный <i>и курсив</i></b>"),
        ("см. [[b2]].[^f1]", "см. <reference b2>.<note f1>"),
        ("**см. [[b2]]**", "<b>см. <reference b2></b>"),
        ("статья 5^1^", "статья 5<sup>1</sup>"),
        ("**с**лово", "<b>с</b>лово"),
        # Marks that are never closed, or cannot open, are plain.
        ("2 ** 3 и 4 * 5", "2 ** 3 и 4 * 5"),
        ("**не закрыт", "**не закрыт"),
        ("_не закрыт **и это** тоже", "_не закрыт <b>и это</b> тоже"),
        ("some_file_name и a_b@mail.example", "some_file_name и a_b@mail.example"),
        ("от ~5 до ~7 и ^ тоже", "от ~5 до ~7 и ^ тоже"),
        ("~два слова~", "~два слова~"),
        ("____ /Иванов/ ____", "____ /Иванов/ ____"),
        ("****", "****"),
        ("***три***", "***три***"),
        ("**крест _на** крест_", "<b>крест _на</b> крест_"),
        # Not references, not notes.
        ("[[Б2]] [[]] [x] [^] [[b2]", "[[Б2]] [[]] [x] [^] [[b2]"),
        # A backslash makes punctuation plain, and is itself elsewhere.
        (r"\*\*не жирный\*\* и \[[b2]]", "**не жирный** и [[b2]]"),
        (r"C:\путь и \\", "C:\\путь и \\"),
        ("<b>не тег</b> &amp;", "<b>не тег</b> &amp;"),
        ("", ""),
    ],
)
def test_inline_text_is_read(source: str, shown: str) -> None:
    assert tagged(parse_inline(source)) == shown


def test_neighbouring_plain_pieces_are_one() -> None:
    assert parse_inline("a * b ~ c [ d") == (Inline(Mark.PLAIN, "a * b ~ c [ d"),)


def test_plain_words_have_no_markup_and_no_notes() -> None:
    source = "**См.** [[b2]] и м^2^.[^f1]"
    assert plain(source) == "См. b2 и м2."
    assert plain(source, {"b2": "пункт 2"}.__getitem__) == "См. пункт 2 и м2."


def test_what_a_text_points_to_is_listed() -> None:
    source = "[[b2]] **[[a1]]** [[b2]] \\[[c3]] _сноска[^f1]_ [^прим]"
    assert references(source) == ["b2", "a1", "b2"]
    assert notes(source) == ["f1", "прим"]


def test_any_words_can_be_escaped() -> None:
    chance = random.Random(3)  # noqa: S311
    for _ in range(3000):
        words = "".join(chance.choices((*FRAGMENTS, "**", "_", "слово", " "), k=chance.randrange(10)))
        assert plain(escape(words)) == words
    assert escape("some_file * 2") == "some_file * 2"


@pytest.mark.parametrize(
    "piece", ["*", "**", "_", "_a ", "^", "~a", "[", "[[", "[^", "\\", "**_^~", "a**", "**a _b "]
)
def test_a_hundred_kilobytes_of_marks_are_read(piece: str) -> None:
    source = piece * (100_000 // len(piece))
    assert sum(len(each.text) for each in parse_inline(source)) <= len(source)
