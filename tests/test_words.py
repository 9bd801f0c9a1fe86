"""Identifiers do not have the words that the glossary for code refuses.

See docs/glossary.md, 'Words in the code'.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pytest
from flask import Flask
from jinja2 import nodes

from tests.paths import ROOT

GLOSSARY = ROOT / "docs" / "glossary.md"
CHECKED = ("cmia_docs", "tests", "benchmarks", "tools", "app.py")
_ROW = re.compile(r"^\| (\w+) \| ([^|]+) \| (part|whole|idiom|class) \| ([^|]+) \| ([^|]*)\|$", re.MULTILINE)
_CODE = re.compile(r"`([^`]+)`")
_STRING = re.compile(r"//[^\n]*|/\*.*?\*/|`[^`]*`|\"[^\"\n]*\"|'[^'\n]*'", re.DOTALL)
_COMPUTED = re.compile(r"\$\{(.*?)\}", re.DOTALL)
_WORD = re.compile(r"[A-Za-z_$][\w$]*")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@dataclass(frozen=True)
class Refused:
    """A row of the glossary's table: a word that identifiers do not have."""

    word: str
    instead: str
    extent: str
    folders: tuple[str, ...]
    allowed: frozenset[str]

    def is_in(self, name: str, file: str) -> bool:
        """Whether an identifier of a file has the word, or its plural. Names of tests are sentences."""
        if name.strip("_") in self.allowed or (self.folders and not file.startswith(self.folders)):
            return False
        if self.extent == "class":
            return name.strip("_") == self.word
        parts = re.sub(r"^_|_$", "", _parts(name)) if self.extent == "whole" else _parts(name)
        is_sentence = name.startswith("test_") and file.startswith("tests/")
        return self._is_part_of(parts) and not (is_sentence and self.extent == "part")

    def _is_part_of(self, parts: str) -> bool:
        pattern = rf"{self.word}(e?s)?"
        return bool(
            re.fullmatch(pattern, parts) if self.extent == "whole" else re.search(f"_{pattern}_", parts)
        )


def _parts(name: str) -> str:
    """`keptPages` and `kept_pages` as `_kept_pages_`."""
    return f"_{_HUMP.sub('_', name).strip('_').lower()}_"


@cache
def refused_words() -> tuple[Refused, ...]:
    """The rows of the glossary's table."""
    chapter = GLOSSARY.read_text("utf-8").partition("### Words that identifiers do not have")[2]
    return tuple(
        Refused(word, instead, extent, tuple(_CODE.findall(where)), frozenset(_CODE.findall(allowed)))
        for word, instead, extent, where, allowed in _ROW.findall(chapter)
    )


def identifiers(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and name of everything that a module names itself; not what others named."""
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield node.lineno, name
            case ast.arg(arg=name) | ast.Name(id=name, ctx=ast.Store()):
                yield node.lineno, name
            case ast.Attribute(attr=name, ctx=ast.Store()) | ast.alias(asname=str(name)):
                yield node.lineno, name
            case ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
                yield node.lineno, name


def template_identifiers(tree: nodes.Template) -> Iterator[tuple[int, str]]:
    """Line and name of the variables, macros and parameters of a template."""
    for macro in tree.find_all(nodes.Macro):
        yield macro.lineno, macro.name
    for name in tree.find_all(nodes.Name):
        if name.ctx in ("store", "param"):
            yield name.lineno, name.name


def script_identifiers(source: str) -> Iterator[tuple[int, str]]:
    """Line and name of every word of a script that is neither in a comment nor in a string."""
    for line, code in enumerate(_STRING.sub(_lines_of, source).splitlines(), 1):
        for name in _WORD.findall(code):
            yield line, name


def _lines_of(comment_or_string: re.Match[str]) -> str:
    """What is computed within a template string, and the ends of lines."""
    return " ".join(_COMPUTED.findall(comment_or_string[0])) + "\n" * comment_or_string[0].count("\n")


def violations(file: str, names: Iterator[tuple[int, str]]) -> list[str]:
    """A line for each refused word in the names of a file."""
    return [
        f"{file}:{line} {name}: not `{word.word}`, but {word.instead}"
        for line, name in names
        for word in refused_words()
        if word.is_in(name, file)
    ]


def python_files() -> list[str]:
    """The modules to check, by their paths in the repository."""
    paths = [path for name in CHECKED for path in (*ROOT.glob(name), *(ROOT / name).rglob("*.py"))]
    return sorted(str(path.relative_to(ROOT)) for path in paths if path.suffix == ".py")


def names_given_twice(tree: ast.Module) -> list[str]:
    """Names that a module or a class assigns twice: the second silently replaces the first."""
    bodies = [node.body for node in ast.walk(tree) if isinstance(node, ast.Module | ast.ClassDef)]
    assigned = [[name for node in body for name in _assigned(node)] for body in bodies]
    return [name for names in assigned for name, count in Counter(names).items() if count > 1]


def _assigned(node: ast.stmt) -> list[str]:
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    is_assignment = isinstance(node, ast.Assign | ast.AnnAssign)
    return [target.id for target in targets if is_assignment and isinstance(target, ast.Name)]


def test_a_name_is_given_once() -> None:
    twice = {file: names_given_twice(ast.parse((ROOT / file).read_text("utf-8"))) for file in python_files()}
    assert {file: names for file, names in twice.items() if names} == {}
    assert names_given_twice(ast.parse("A = 1\nclass B:\n    c: int = 1\n    c: int = 2\nA = 2")) == [
        "A",
        "c",
    ]


def names_with_capitals(tree: ast.Module) -> set[str]:
    """The public classes, aliases of types and constants of a module: their names begin with a capital."""
    classes = {node.name for node in tree.body if isinstance(node, ast.ClassDef)}
    assigned = {name for node in tree.body for name in _assigned(node)}
    return {name for name in classes | assigned if name[0].isupper()}


def test_a_type_or_constant_has_a_name_of_its_own() -> None:
    modules: dict[str, list[str]] = {}
    for file in (file for file in python_files() if file.startswith("cmia_docs/")):
        for name in names_with_capitals(ast.parse((ROOT / file).read_text("utf-8"))):
            modules.setdefault(name, []).append(file)
    assert {name: files for name, files in modules.items() if len(files) > 1} == {}
    source = (
        "class A_b: ...\nclass _C: ...\nDe = int\nF: TypeAlias = int\nGH = 1\n_Ij = k_L = 1\nclass M:\n N = 1"
    )
    assert names_with_capitals(ast.parse(source)) == {"A_b", "De", "F", "GH", "M"}


def test_identifiers_of_modules() -> None:
    refused = [
        violation
        for file in python_files()
        for violation in violations(file, identifiers(ast.parse((ROOT / file).read_text("utf-8"))))
    ]
    assert refused == []


def test_identifiers_of_templates(app: Flask) -> None:
    refused = [
        violation
        for name in app.jinja_env.list_templates(filter_func=lambda name: not name.startswith("acts/"))
        for source in [(ROOT / "templates" / name).read_text("utf-8")]
        for violation in violations(f"templates/{name}", template_identifiers(app.jinja_env.parse(source)))
    ]
    assert refused == []


def test_identifiers_of_scripts() -> None:
    files = sorted((ROOT / "cmia_docs" / "static" / "js").glob("*.js"))
    refused = [
        violation
        for file in files
        for violation in violations(str(file.relative_to(ROOT)), script_identifiers(file.read_text("utf-8")))
    ]
    assert files
    assert refused == []


def test_what_is_read_of_a_script() -> None:
    source = "const a = \"kept\"; // told\n/* said\nfound */ b.keptPages(`asked ${told} x`, 'c', { d });"
    assert list(script_identifiers(source)) == [
        (1, "const"), (1, "a"), (3, "b"), (3, "keptPages"), (3, "told"), (3, "d"),
    ]  # fmt: skip
    assert [line.split()[0] for line in violations("x.js", script_identifiers(source))] == ["x.js:3"] * 2


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("kept = 1", ["kept"]),
        ("def f(kept_pages): ...", ["kept_pages"]),
        ("class AskedFor:\n    _found = 1", ["AskedFor", "_found"]),
        ("self.said, (a, *told) = 1, b", ["said", "told"]),
        ("import companion as companion_of", ["companion_of"]),
        ("[place for place in places]", ["place"]),
        ("desks = places = fill_shelves = all_places = 1", ["desks", "places", "fill_shelves"]),
        ("class Filters: ...\nclass ListFilters: ...\nfilters = 1", ["Filters"]),
        ("def test_a_word_is_found_and_kept(): ...", []),
        ("def test_the_desk(): ...", ["test_the_desk"]),
        ("raise NotFound(asked, replace, keptless)", []),
        ("placed = person.found + said", []),
    ],
)
def test_what_is_refused(source: str, names: list[str]) -> None:
    refused = violations("tests/example.py", identifiers(ast.parse(source)))
    assert [violation.split()[1].rstrip(":") for violation in refused] == names


def test_what_is_refused_in_some_folders_only() -> None:
    assert violations("cmia_docs/text/ids.py", iter([(1, "letter"), (2, "letter_id")])) == [
        "cmia_docs/text/ids.py:1 letter: not `letter`, but `character`"
    ]
    assert violations("cmia_docs/web/review/form.py", iter([(1, "letter")])) == []


def test_the_table_is_read() -> None:
    words = {row.word for row in refused_words()}
    assert len(words) == len(refused_words()) > 30
    assert {"found", "kept", "place", "desk"} <= words
