"""Reads the demo's plain files for the tests, as the loader of a new installation does."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from cmia_docs.text.format.file_format import parse
from cmia_docs.text.model import Text

ROOT = Path(__file__).parent.parent
DRAFTS = ROOT / "drafts"
TEMPLATES = ROOT / "templates" / "acts"
LANGUAGES = ("ru", "en")


def load(name: str) -> dict[str, Any]:
    """A TOML file under `drafts/`."""
    return tomllib.loads((DRAFTS / name).read_text(encoding="utf-8"))


def slugs() -> list[str]:
    """The folders of the documents."""
    return sorted(path.parent.name for path in DRAFTS.glob("*/document.toml"))


def document(slug: str) -> dict[str, Any]:
    """What is said of a document beside its texts."""
    return load(f"{slug}/document.toml")


def folders(slug: str) -> list[str]:
    """The revisions of a document in their order."""
    return [revision["folder"] for revision in document(slug)["revisions"]]


def revisions() -> list[tuple[str, str]]:
    """All revisions of all documents."""
    return [(slug, folder) for slug in slugs() for folder in folders(slug)]


def source(slug: str, folder: str, language: str) -> str:
    """A text file exactly as it is on disk."""
    return (DRAFTS / slug / folder / f"{language}.md").read_bytes().decode("utf-8")


def texts(slug: str, folder: str) -> dict[str, Text]:
    """All language versions of a revision."""
    return {language: parse(source(slug, folder, language), language) for language in LANGUAGES}
