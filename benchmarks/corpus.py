"""Articles to search in: real codes where the samples are available, and more of them made by variation."""

from __future__ import annotations

import html
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

from benchmarks.texts import ROOT, sentence
from cmia_docs.stores.search import Entry

_SAMPLES = ROOT.parent / "shared" / "samples" / "laws"
_TAG = re.compile(r"<[^>]*>")
Article = tuple[str, str, str]
"""Title of the act, heading, words."""


def articles(count: int) -> tuple[list[Article], str]:
    """So many articles, and a word on where they are from."""
    real = [article for file in sorted(_SAMPLES.glob("*.json")) for article in _of_code(file)]
    if not real:
        return [_made(random.Random(number)) for number in range(count)], "made of words"  # noqa: S311
    chance = random.Random(11)  # noqa: S311 - nothing secret
    varied = (_varied(chance, real) for _ in range(max(0, count - len(real))))
    return [*real[:count], *varied], f"{min(len(real), count):,} of codes" + (
        ", the others with a fifth of their sentences from other articles" if count > len(real) else ""
    )


def entries(laws: list[Article]) -> Iterator[Entry]:
    """As the product indexes them: fifty articles to an act."""
    for number, (title, heading, body) in enumerate(laws):
        act = number // 50 + 1
        yield Entry(
            id=f"{act}/adopted/ru/a{number}",
            document=act,
            scope="adopted",
            language="ru",
            number=f"СМВД/{2000 + act % 25}/{act}",
            title=title,
            heading=heading,
            body=body,
            sort_date=f"{2000 + act % 25}-05-0{act % 9 + 1}",
            article=f"a{number}",
            index=number,
        )


def _of_code(file: Path) -> Iterator[Article]:
    code = json.loads(file.read_text("utf-8"))
    title = _plain(" ".join(_strings(code["preamble"])))[:120]
    for section in code["sections"]:
        for chapter in section["chapters"]:
            for article in chapter["articles"]:
                first, *rest = [_plain(part) for part in _strings(article)] or [""]
                yield title, first[:200], "\n".join(rest)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


def _plain(markup: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", markup)).split())


def _varied(chance: random.Random, real: list[Article]) -> Article:
    title, heading, body = chance.choice(real)
    sentences = body.split(". ")
    for _ in range(len(sentences) // 5 + 1):
        other = chance.choice(real)[2].split(". ")
        sentences[chance.randrange(len(sentences))] = chance.choice(other)
    return title, heading, ". ".join(sentences)


def _made(chance: random.Random) -> Article:
    return sentence(chance, 80), sentence(chance, 60), " ".join(sentence(chance, 200) for _ in range(5))
