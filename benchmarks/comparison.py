"""Comparing two texts of 100 KB of which 60 units were changed and moved, beside git and difflib."""

from __future__ import annotations

import difflib
import random
import resource
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from benchmarks.figures import Figure, cpu_ms
from benchmarks.texts import regulation, sentence
from cmia_docs.text.compare.compare import compare
from cmia_docs.text.format.file_format import write
from cmia_docs.text.model import Text

_CHANGED, _MOVED = 54, 6


def run() -> list[Figure]:
    """CPU times."""
    pairs = [(old, _changed(old, seed)) for seed in range(15) if (old := regulation(100_000, 300, seed))]
    ours = cpu_ms(compare, pairs)
    words = [tuple(write(text).split() for text in pair) for pair in pairs[:3]]
    python = cpu_ms(
        lambda old, new: difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes(), words
    )
    git = _word_diff(*map(write, pairs[0]))
    return [
        Figure(
            f"comparison of 100 KB, {_CHANGED} units changed and {_MOVED} moved",
            f"{ours:.1f} ms CPU",
            "≤ 30 ms CPU, aim 6",
            f"git diff --word-diff: {git:.1f} ms, difflib by words: {python:.0f} ms",
            ours <= 30,
        )
    ]


def _changed(old: Text, seed: int) -> Text:
    """A few words changed in paragraphs, and a few paragraphs at other places."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    units = list(old.units)
    paragraphs = [at for at, unit in enumerate(units) if unit.id.startswith("c")]
    for at in chance.sample(paragraphs, _CHANGED):
        words = units[at].text.split()
        words[len(words) // 2 : len(words) // 2 + 2] = sentence(chance, 30).lower().rstrip(".").split()
        units[at] = replace(units[at], text=" ".join(words))
    for _ in range(_MOVED):
        unit = units.pop(chance.choice(paragraphs))
        units.insert(chance.choice(paragraphs), unit)
    return replace(old, units=tuple(units))


def _word_diff(old: str, new: str) -> float:
    """Milliseconds of CPU that git needs, its start included."""
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / name for name in ("old", "new")]
        for file, content in zip(files, (old, new), strict=True):
            file.write_text(content, "utf-8")
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        for _ in range(10):
            subprocess.run(
                ["git", "diff", "--no-index", "--word-diff=porcelain", *map(str, files)],
                stdout=subprocess.DEVNULL,
                check=False,
            )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 100
