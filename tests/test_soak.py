"""The share of a long run is drawn by the seed alone."""

from __future__ import annotations

import pytest

from tests import soak

THINGS = [f"thing {number}" for number in range(100)]


@pytest.fixture(autouse=True)
def _short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(soak, "ALL", False)
    monkeypatch.setenv("CMIA_SOAK_SEED", "4711")


def test_the_seed_draws_the_same_again() -> None:
    drawn = soak.share("pages", THINGS, 7)

    assert soak.share("pages", THINGS, 7) == drawn
    assert len(set(drawn)) == 7
    assert drawn == sorted(drawn, key=THINGS.index)


def test_another_seed_or_name_draws_others(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = soak.share("pages", THINGS, 7)
    assert soak.share("forms", THINGS, 7) != drawn
    monkeypatch.setenv("CMIA_SOAK_SEED", "4712")
    assert soak.share("pages", THINGS, 7) != drawn


def test_few_things_are_all_there_and_so_are_many_in_a_long_run(monkeypatch: pytest.MonkeyPatch) -> None:
    assert soak.share("pages", THINGS[:3], 7) == THINGS[:3]
    monkeypatch.setattr(soak, "ALL", True)
    assert soak.share("pages", THINGS, 7) == THINGS


def test_every_process_of_a_run_has_its_seed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CMIA_SOAK_SEED")
    assert soak.choose_seed() == soak.choose_seed()
