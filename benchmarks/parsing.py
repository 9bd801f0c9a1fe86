"""Reading a text of 100 KB, beside a Markdown parser."""

from __future__ import annotations

from markdown_it import MarkdownIt

from benchmarks.figures import Figure, cpu_ms
from benchmarks.texts import source
from cmia_docs.text.format.file_format import parse, write


def run() -> list[Figure]:
    """CPU times of parse and write."""
    sources = [source(100_000, 300, seed) for seed in range(20)]
    ours = cpu_ms(parse, [(text, "ru") for text in sources])
    theirs = cpu_ms(MarkdownIt().parse, [(text,) for text in sources])
    back = cpu_ms(write, [(parse(text, "ru"),) for text in sources])
    return [
        Figure(
            "parse 100 KB",
            f"{ours:.1f} ms CPU",
            "≤ 10 ms CPU",
            f"markdown-it-py: {theirs:.1f} ms",
            ours <= 10,
        ),
        Figure("write 100 KB", f"{back:.1f} ms CPU"),
    ]
