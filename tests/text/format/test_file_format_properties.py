"""Parse and write are inverse to each other for any text: 10,000 random ones in all."""

from __future__ import annotations

import random

from hypothesis import HealthCheck, given, settings

from cmia_docs.text.format.file_format import line_numbers, parse, write
from cmia_docs.text.format.normalize import normal
from cmia_docs.text.model import Text
from cmia_docs.text.numbering.numbering import renumber
from tests.text.strategies import random_text, sources, texts

many = settings(
    max_examples=500, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)


@many
@given(texts(max_size=4))
def test_a_written_text_is_read_back_as_it_was(text: Text) -> None:
    assert parse(write(text), text.language) == text


@many
@given(sources)
def test_any_file_is_read_and_written_in_one_stable_form(source: str) -> None:
    text = parse(source, "ru")
    written = write(text)
    assert parse(written, "ru") == text
    assert write(parse(written, "ru")) == written
    assert renumber(text) == text
    lines = written.split("\n")
    assert all(lines[line - 1] for line in line_numbers(text))
    # Nothing visible is dropped: every character of the file is in the text or its labels, in order.
    text_of_units = "".join(f"{unit.label}{unit.text}" for unit in text.units)
    expected = [character for character in normal(source) if character in "статьяСлово😀שלום"]
    assert [character for character in text_of_units if character in "статьяСлово😀שלום"] == expected


def test_nine_thousand_more_texts_come_back_as_they_were() -> None:
    chance = random.Random(20130910)  # noqa: S311
    for _ in range(9000):
        text = random_text(chance)
        written = write(text)
        assert parse(written, text.language) == text, written
