"""Killed between any two steps, from the text to its place in the index: the replay makes the same of it."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cmia_docs.fail_points import FailPoint
from tests.cli.commands import at, environment, flask
from tests.cli.conftest import data as data
from tests.factories.council import CAST
from tests.factories.product import Product
from tests.paths import ROOT
from tests.soak import share

pytestmark = pytest.mark.soak
ACKNOWLEDGED = (FailPoint.AFTER_COMMIT,)
SAVING = (
    FailPoint.OBJECT_WRITTEN,
    FailPoint.OBJECTS_ON_DISK,
    FailPoint.BEFORE_COMMIT,
    *ACKNOWLEDGED,
)
FOLLOWING = tuple(point for point in FailPoint if point not in SAVING)


def killed_at(point: FailPoint, data: Path, *arguments: str) -> int:
    """Run a command that dies there; its exit code."""
    return subprocess.run(
        [sys.executable, "-m", "tests.faults.killed", point, *arguments],
        cwd=ROOT,
        env=environment(data, {}),
        capture_output=True,
        check=False,
    ).returncode


def refs(data: Path) -> list[str]:
    """All refs of both repositories with what they point to."""
    return [
        subprocess.run(
            ["git", "-C", str(data / name), "for-each-ref"], capture_output=True, check=True, text=True
        ).stdout
        for name in ("drafts.git", "register.git")
    ]


def clean(data: Path) -> bool:
    """Whether database, repositories and indexes agree."""
    return at(data, "verify").code == 0


def mailed(data: Path) -> int:
    """How many notices were sent."""
    return len(list((data / "mail").glob("*")))


@pytest.fixture
def adopted(product: Product) -> Path:
    """A data folder with an adopted act whose events were not processed yet."""
    product.adopted()
    return product.installation.settings.data


@pytest.mark.parametrize("point", share("points of the follow-up", FOLLOWING, 4))
def test_what_was_begun_is_carried_on_to_the_same_end(
    adopted: Path, tmp_path: Path, point: FailPoint
) -> None:
    unharmed = Path(shutil.copytree(adopted, tmp_path / "unharmed"))
    assert at(unharmed, "follow-up", "--once").code == 0

    assert killed_at(point, adopted, "follow-up", "--once") == -signal.SIGKILL

    assert flask(adopted, "follow-up", "--once").code == 0
    assert clean(adopted)
    assert refs(adopted) == refs(unharmed)
    assert mailed(adopted) == mailed(unharmed)


@pytest.mark.parametrize("point", SAVING)
def test_what_is_not_committed_leaves_nothing_and_what_is_stays(
    data: Path, tmp_path: Path, point: FailPoint
) -> None:
    file = tmp_path / "text.md"
    file.write_text("# Положение\n\n1. Первый пункт.\n", "utf-8")
    options = ("--type", "regulation", "--title", "Проба", "--drafter", CAST["drafter"][1])
    begin = ("import", str(file), *options)

    assert killed_at(point, data, *begin) == -signal.SIGKILL

    exported = [
        slug for slug in ("proba", "proba-2") if at(data, "export", slug, "--language", "ru").code == 0
    ]
    assert exported == (["proba"] if point in ACKNOWLEDGED else [])
    assert at(data, *begin).code == 0
    assert clean(data)
