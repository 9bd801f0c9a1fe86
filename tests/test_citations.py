"""What code, tests and documents cite exists: files of docs/, their headings, decisions by their number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.drafts import ROOT

_CITING = (
    *("cmia_docs", "tests", "templates", "benchmarks", "tools", "deploy", "docs", "drafts", ".ci"),
    *("app.py", "Makefile", "pyproject.toml", "README.md", "RESULTS.md", ".env.example"),
    *("CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md"),
)
_KINDS = frozenset(
    {
        "",
        ".py",
        ".html",
        ".md",
        ".txt",
        ".toml",
        ".js",
        ".css",
        ".sh",
        ".yaml",
        ".yml",
        ".conf",
        ".service",
        ".timer",
        ".env",
        ".mako",
    }
)
_NOT_OURS = ("cmia_docs/static/vendor/", "tests/test_citations.py")
_DECISIONS = ROOT / "docs" / "adr"
# A citation may run over the end of a line of a comment or docstring.
_LINE_END = re.compile(r"\s*\n[ \t]*(?:[#*/]+[ \t]*|\{#-?[ \t]*)?")
# Not a part of an address elsewhere: `example.org/docs/...`.
_FILE = re.compile(r"(?<![\w./-])docs/(?!adr/\d)(?P<file>[\w/-]+\.md)(?:, '(?P<heading>[^'\n]{1,80})')?")
_DECISION = re.compile(r"(?:(?<![\w./-])docs/adr/|\bADR[ -]?|\bADRs? )(?P<first>\d+)(?P<more>(?:, \d{3})*)")
_HEADING = re.compile(r"^#{1,6} +(.+?) *$", re.MULTILINE)
_FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


def broken_citations(text: str) -> Iterator[str]:
    """What `text` cites and is not there."""
    one_line = _LINE_END.sub(" ", text)
    for cited in _FILE.finditer(one_line):
        file, heading = ROOT / "docs" / cited["file"], cited["heading"]
        if not file.is_file() or (heading and heading not in _headings(file)):
            yield cited[0]
    for cited in _DECISION.finditer(one_line):
        for number in (cited["first"], *re.findall(r"\d+", cited["more"])):
            if len(list(_DECISIONS.glob(f"{number}-*.md"))) != 1:
                yield f"ADR {number}"


def _headings(file: Path) -> list[str]:
    return _HEADING.findall(_FENCED.sub("", file.read_text("utf-8")))


def _files() -> list[Path]:
    paths = [
        path
        for name in _CITING
        for path in ([ROOT / name] if (ROOT / name).is_file() else (ROOT / name).rglob("*"))
        if path.is_file() and path.suffix in _KINDS and "__pycache__" not in path.parts
    ]
    return [path for path in paths if not str(path.relative_to(ROOT)).startswith(_NOT_OURS)]


def test_every_citation_leads_somewhere() -> None:
    broken = {
        str(path.relative_to(ROOT)): missing
        for path in _files()
        if (missing := list(broken_citations(path.read_text("utf-8"))))
    }
    assert broken == {}


def test_the_rules_of_procedure_are_among_what_is_cited() -> None:
    text = (ROOT / "cmia_docs/rules/workflow.py").read_text("utf-8")
    assert [(match["file"], match["heading"]) for match in _FILE.finditer(text)] == [
        ("procedure.md", "The way of an act")
    ]


def test_each_decision_has_a_number_of_its_own() -> None:
    numbers = [path.name.partition("-")[0] for path in sorted(_DECISIONS.glob("*.md"))]
    assert numbers == sorted(set(numbers))
    for path in _DECISIONS.glob("*.md"):
        assert path.read_text("utf-8").startswith(f"# {path.name.partition('-')[0]}: ")


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("docs/procedure.md, 'People'", []),
        ("as docs/procedure.md,\n    # 'The way\n    # of an act' says", []),
        ("docs/procedure.md", []),
        ("docs/adr/007 and ADR 003", []),
        ("docs/adr/007-floors.md", []),
        ("https://example.org/docs/none.md", []),
        ("docs/procedure.md, 'Peoples'", ["docs/procedure.md, 'Peoples'"]),
        # A heading within an example is none of the file.
        ("docs/operations.md, '!/bin/sh'", ["docs/operations.md, '!/bin/sh'"]),
        (
            "docs/architecture.md, 'Статья 1. Назначение {#a7}'",
            ["docs/architecture.md, 'Статья 1. Назначение {#a7}'"],
        ),
        ("(docs/none.md)", ["docs/none.md"]),
        ("docs/adr/999", ["ADR 999"]),
        ("ADR 003, 998 and ADR-999", ["ADR 998", "ADR 999"]),
        ("ADR 7", ["ADR 7"]),
    ],
)
def test_broken_citations_are_seen(text: str, missing: list[str]) -> None:
    assert list(broken_citations(text)) == missing
