"""A save of a text of 100 KB through HTTP, durable, beside bare git doing the same."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from benchmarks.editing import Editor
from benchmarks.figures import Figure, Times
from benchmarks.filling import fill_revisions
from benchmarks.server import serving
from benchmarks.texts import regulation, source
from benchmarks.town import Town, town, without_fsync

_SIZE, _UNITS = 100_000, 300
_SAVES = 60
_REVISIONS = (100, 10_000, 100_000)


def run() -> list[Figure]:
    """Figures at several sizes of the repository."""
    times = [_at(count) for count in _REVISIONS]
    rows = [
        Figure(
            f"save 100 KB through HTTP, {count:,} revisions",
            str(ours),
            "p50 ≤ 3 x the reference",
            f"bare git, fsync=all: {reference}",
            ours.ms(50) <= 3 * reference.ms(50),
        )
        for count, (ours, reference) in zip(_REVISIONS, times, strict=True)
    ]
    medians = [ours.ms(50) for ours, _ in times]
    flat = max(medians) / min(medians)
    return [*rows, Figure("save: largest median by smallest", f"{flat:.2f}", "≤ 1.3", "", flat <= 1.3)]


def _at(revisions: int) -> tuple[Times, Times]:
    """Saves and bare git in turns."""
    with town() as made:
        with without_fsync():
            document_id = made.draft(_SIZE, _UNITS)
            fill_revisions(made, revisions)
            made.follow()
        # Its branch is in a repository beside: the follow-up clears locks of branches that it did not take.
        subprocess.run(["git", "init", "--quiet", "--bare", _beside(made)], check=True)
        with serving(made.data) as server:
            editor = Editor(server.port, made, document_id, regulation(_SIZE, _UNITS))
            ours, reference = Times(), Times()
            for number in range(_SAVES):
                _save(editor, ours)
                _bare(made, number, reference)
            return ours, reference


def _save(editor: Editor, times: Times) -> None:
    form = editor.form()
    with times.one():
        answer = editor.send(form)
    assert answer.status == 302, (answer.status, answer.text[-2000:])
    editor.renew()


def _bare(made: Town, number: int, times: Times) -> None:
    """The four commands that git needs for the same, with the same durability, on the same repository."""
    content = source(_SIZE, _UNITS, seed=1000 + number).encode()
    with times.one():
        blob = _git(made, "hash-object", "-w", "--stdin", given=content)
        tree = _git(made, "mktree", given=f"100644 blob {blob}\tru.md\n".encode())
        folder = _git(made, "mktree", given=f"040000 tree {tree}\tbare\n".encode())
        commit = _git(made, "commit-tree", folder, "-m", "bare")
        _git(made, "update-ref", "refs/heads/bare", commit)


def _beside(made: Town) -> Path:
    return made.data / "bare.git"


def _git(made: Town, *arguments: str, given: bytes = b"") -> str:
    who = {
        f"GIT_{who}_{what}": "bare@example.org"
        for who in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    answer = subprocess.run(
        ["git", "-C", _beside(made), "-c", "core.fsync=all", *arguments],
        input=given,
        capture_output=True,
        check=True,
        env=os.environ | who | {"GIT_OBJECT_DIRECTORY": str(made.services.drafts.path / "objects")},
    )
    return answer.stdout.decode().strip()
