"""`flask import` and `flask export`: texts as plain files."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from flask import Flask

from cmia_docs.actions.document.revisions import LARGEST_TEXT, MOST_UNITS
from tests.cli.commands import at, flask, within
from tests.factories.council import CAST
from tests.factories.product import RUSSIAN

DRAFTER = CAST["drafter"][1]


def importing(file: Path, **changes: str) -> list[str]:
    """The words of `flask import` on a file."""
    options = {"type": "regulation", "title": "Положение о совете", "drafter": DRAFTER} | changes
    return ["import", str(file), *(word for pair in options.items() for word in (f"--{pair[0]}", pair[1]))]


def test_what_is_imported_is_exported_again(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "text.md"
    file.write_text(RUSSIAN, "utf-8")

    result = flask(data, *importing(file))

    assert result.code == 0
    slug = result.out.split()[0]
    assert result.out.endswith(f") is a draft of {DRAFTER}.\n")
    assert at(data, "export", slug, "--language", "ru").out == RUSSIAN
    target = tmp_path / "out.md"
    written = flask(data, "export", slug, "--language", "ru", "--revision", "1", "--output", str(target))
    assert target.read_text("utf-8") == RUSSIAN
    assert written.out == f"{target}: SHA-256 {hashlib.sha256(RUSSIAN.encode()).hexdigest()}\n"
    # Nothing waits for a server to be started.
    assert at(data, "verify").code == 0


def test_a_file_without_ids_and_with_a_byte_order_mark_gets_ids(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "plain.txt"
    file.write_bytes("\ufeffПоложение\r\n\r\n1. Первый пункт.\r\n".encode())
    slug = within(app, *importing(file)).out.split()[0]
    out = within(app, "export", slug, "--language", "ru").out
    assert out.startswith("# Положение {#") or out.startswith("Положение {#")
    assert "1. Первый пункт. {#" in out
    assert "\r" not in out


@pytest.mark.parametrize(
    ("content", "changes", "sentence"),
    [
        (b"\xff\xfe\x00", {}, "This is not a plain text in UTF-8: line 1 cannot be read."),
        (
            "Текст\r\n\r\n1. Текст".encode() + b"\xcf",
            {},
            "This is not a plain text in UTF-8: line 3 cannot be read.",
        ),
        (b"\xef\xbb\xbf\n\xcf", {}, "This is not a plain text in UTF-8: line 2 cannot be read."),
        (b"text\rtext\0", {}, "This is not a plain text in UTF-8: line 2 cannot be read."),
        ("Текст\n\n1. \x07Текст".encode(), {}, "Line 3 contains the character U+0007"),
        ("Текст \x85".encode(), {}, "Line 1 contains the character U+0085"),
        (b"", {}, "This file is empty. Choose another."),
        (b"\xef\xbb\xbf \n\t", {}, "This file is empty. Choose another."),
        (
            "а\n\n".encode() * (MOST_UNITS + 1),
            {},
            f"This text has too many elements: the limit is {MOST_UNITS}.",
        ),
        (
            "а\n".encode() * (4 * MOST_UNITS),
            {},
            f"This text has too many elements: the limit is {MOST_UNITS}.",
        ),
        (b"x" * (LARGEST_TEXT + 1), {}, f"is too large: at most {LARGEST_TEXT} bytes."),
        (b"text", {"type": "poem"}, "The council has no act type poem."),
        (b"text", {"title": " "}, "title_ru: This field is required."),
        (b"text", {"drafter": "nobody@example.org"}, "There is no account nobody@example.org."),
        (b"text", {"drafter": CAST["belarus"][1]}, "Only drafters and the secretariat can start documents."),
        (b"text", {"language": "en"}, "A document begins with its working language, ru"),
    ],
)
def test_what_cannot_be_imported(
    app: Flask, tmp_path: Path, content: bytes, changes: dict[str, str], sentence: str
) -> None:
    file = tmp_path / "file.md"
    file.write_bytes(content)
    result = within(app, *importing(file, **changes))
    assert (result.code, sentence in result.sentence) == (1, True), result


def test_strange_content_is_kept_as_paragraphs_or_refused_in_a_sentence(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "file.md"
    for content in ("", "\x00\x01", "| a |\n" * 3, "{#x}\n\n{#x}", "#" * 5_000, "😀 \u202e שלום"):
        file.write_text(content, "utf-8")
        result = within(app, *importing(file))
        assert result.code in (0, 1)
        assert result.code == 0 or result.sentence


def test_what_the_checks_find_in_a_file_is_counted(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "file.md"
    file.write_text("# Положение {#t1}\n\n1. Cм. [[zz]] {#a1}\n\n5. Два {#a2}", "utf-8")
    result = within(app, *importing(file))
    assert (result.code, result.out.splitlines()[1]) == (
        0,
        "Findings of the checks: 3, of which 2 prevent adoption. See the editor.",
    )


def test_what_cannot_be_exported(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "file.md"
    file.write_text("Текст", "utf-8")
    slug = within(app, *importing(file)).out.split()[0]
    for arguments, sentence in (
        (("no-such-text", "--language", "ru"), "There is no document no-such-text."),
        ((slug, "--language", "en"), f"{slug} has no such revision or language version."),
        ((slug, "--language", "ru", "--revision", "2"), f"{slug} has no such revision or language version."),
        (
            (slug, "--language", "ru", "--output", "/nowhere/file.md"),
            "/nowhere/file.md: No such file or directory",
        ),
    ):
        result = within(app, "export", *arguments)
        assert (result.code, result.sentence) == (1, sentence)
