"""A real bare repository for each test, and the people who write into it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cmia_docs.stores.git_store import CommitSpec, GitStore, Signature

AT = datetime(2013, 9, 10, 8, 30, 15, tzinfo=UTC)
DRAFTER = Signature("Айгуль Серикова", "a.serikova@council.example", AT)
SERVICE = Signature("CMIA Docs", "docs@council.example", AT)
TRAILERS = (("Document", "12"), ("Kind", "save"), ("Actor", "a.serikova"))


def spec(
    files: dict[str, bytes] | None = None,
    *,
    parents: tuple[str, ...] = (),
    message: str = "Первая редакция",
    trailers: tuple[tuple[str, str], ...] = TRAILERS,
    author: Signature = DRAFTER,
    base: str | None = None,
) -> CommitSpec:
    """A commit as a save makes it; each argument replaces one part of it."""
    content = {"regulation/ru.md": "# Положение {#k1}\n".encode()} if files is None else files
    return CommitSpec(content, parents, author, SERVICE, message, trailers, base)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[GitStore]:
    made = GitStore.create(tmp_path / "drafts.git")
    yield made
    made.close()
