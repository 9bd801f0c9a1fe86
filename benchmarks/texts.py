"""Texts to measure with: made from the words of the demo, the same at every run."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

from cmia_docs.text.format.file_format import parse
from cmia_docs.text.model import Text

ROOT = Path(__file__).resolve().parents[1]


@cache
def _words() -> tuple[str, ...]:
    words: set[str] = set()
    for file in sorted((ROOT / "drafts").rglob("ru.md")):
        words.update(word for word in file.read_text("utf-8").split() if word.isalpha())
    return tuple(sorted(words))


def sentence(chance: random.Random, size: int) -> str:
    """A sentence of about `size` bytes in UTF-8."""
    made: list[str] = []
    while sum(len(word.encode()) + 1 for word in made) < size:
        made.append(chance.choice(_words()))
    return " ".join(made).capitalize() + "."


def source(size: int, units: int, seed: int = 1) -> str:
    """The file of a regulation of about `size` bytes in so many units: a heading for each five."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    each = size // units - 12
    lines = [f"# {sentence(chance, 60)} {{#t1}}"]
    for number in range(1, units):
        if number % 5 == 1:
            lines.append(f"#### Статья {number // 5 + 1}. {sentence(chance, 40)} {{#a{number}}}")
        else:
            lines.append(f"{(number - 1) % 5}. {sentence(chance, each)} {{#c{number}}}")
    return "\n\n".join(lines) + "\n"


def regulation(size: int, units: int, seed: int = 1) -> Text:
    """The same, read."""
    return parse(source(size, units, seed), "ru")
