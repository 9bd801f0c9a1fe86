"""A real bare repository for each test, and the people who write into it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cmia_docs.stores.git.store import CommitSpec, GitStore, Signature

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


@dataclass(frozen=True)
class Process:
    """A process of this machine, including zombies (that their parent has not waited for)."""

    state: str
    parent: int
    group: int
    command: str


def processes() -> list[Process]:
    """All processes, read from /proc, because `ps` may be missing (proc(5), /proc/pid/stat)."""
    all_processes = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            name, _, fields = (folder / "stat").read_text().partition("(")[2].rpartition(")")
            state, parent, group = fields.split()[:3]
            command = (folder / "cmdline").read_bytes().decode().replace("\0", " ").strip() or name
            all_processes.append(Process(state, int(parent), int(group), command))
    return all_processes


@pytest.fixture
def store(tmp_path: Path) -> Iterator[GitStore]:
    made = GitStore.create(tmp_path / "drafts.git")
    yield made
    made.close()
