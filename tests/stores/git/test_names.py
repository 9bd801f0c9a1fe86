"""Which strings may be a path, a ref or a tag; all others never reach git."""

from __future__ import annotations

import pytest

from cmia_docs.errors import Invalid
from cmia_docs.stores.git.names import checked_path, checked_prefix, checked_ref, checked_tag
from cmia_docs.stores.git.store import GitStore
from tests.stores.conftest import SERVICE, spec

HOSTILE = [
    "",
    "..",
    "../x",
    "-x",
    "--output=x",
    "--upload-pack=x",
    "a b",
    "a\0b",
    "a\nb",
    "a/../b",
    "/a",
    "a\\b",
    "я",
    "a:b",
    "a~1",
    "a^",
    "a@{1}",
    "a*",
    "a..b",
    "a.",
    "a.lock",
    ".a",
    "x" * 10_000_000,
]


@pytest.mark.parametrize(
    "good",
    [
        "council.json",
        "regulation/ru.md",
        "a/b/c/d/e-1.txt",
        "0/0.md",
        "x/sr-latn.md",
        "README.md",
        "SHA256SUMS",
    ],
)
def test_paths_that_are_taken(good: str) -> None:
    assert checked_path(good) == good


@pytest.mark.parametrize(
    "bad",
    [
        *HOSTILE,
        "ru",
        "a/README.md",
        "readme.MD",
        "ru.exe",
        "RU.md",
        "a/ru.md\n",
        "a//ru.md",
        "a/-ru.md",
        "a/.md",
        ".git/a.md",
        "a/b/c/d/e/f.md",
    ],
)
def test_paths_that_are_refused(bad: str) -> None:
    with pytest.raises(Invalid):
        checked_path(bad)


@pytest.mark.parametrize(
    "good", ["refs/heads/12", "refs/heads/journal", "refs/tags/2013-10_25.v1", "refs/rounds/12/3"]
)
def test_refs_that_are_taken(good: str) -> None:
    assert checked_ref(good) == good


@pytest.mark.parametrize(
    "bad", [*HOSTILE, *(f"refs/heads/{name}" for name in HOSTILE), "HEAD", "refs/heads", "refs/x.lock/a"]
)
def test_refs_that_are_refused(bad: str) -> None:
    with pytest.raises(Invalid):
        checked_ref(bad)


@pytest.mark.parametrize("bad", [*HOSTILE, "a/b"])
def test_tags_that_are_refused(store: GitStore, bad: str) -> None:
    commit = store.write_commit(spec())
    with pytest.raises(Invalid):
        store.create_tag(bad, commit, "Принято", SERVICE)


@pytest.mark.parametrize("good", ["refs/", "refs/heads", "refs/heads/", "refs/rounds/12/"])
def test_prefixes_that_are_taken(good: str) -> None:
    assert checked_prefix(good) == good


@pytest.mark.parametrize("bad", [*HOSTILE, "refs/heads/a..b/", "refs/heads/a.lock/", "--format=x"])
def test_prefixes_that_are_refused(bad: str) -> None:
    with pytest.raises(Invalid):
        checked_prefix(bad)


def test_a_tag_name_is_taken_as_it_is() -> None:
    assert checked_tag("act-2013_10.25") == "act-2013_10.25"
