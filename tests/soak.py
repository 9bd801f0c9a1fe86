"""Long runs: `make soak` does all of each, any other run of the tests a share that a printed seed draws.

A run that failed is played again by its seed: `CMIA_SOAK_SEED=4711 make test`.
"""

from __future__ import annotations

import os
import random
import secrets
from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")
_SEED = "CMIA_SOAK_SEED"
ALL = os.environ.get("CMIA_SOAK") == "all"
"""Whether this is `make soak`."""


def choose_seed() -> int:
    """The seed of this run; the processes of the tests inherit it, as all of them have to draw the same."""
    return int(os.environ.setdefault(_SEED, str(secrets.randbelow(1_000_000))))


def share(name: str, things: Iterable[T], count: int) -> list[T]:
    """So many of the things, drawn by the run's seed and the name, in their order; in a long run all."""
    listed = list(things)
    if ALL or count >= len(listed):
        return listed
    chance = random.Random(f"{choose_seed()} {name}")  # noqa: S311 - to be replayed, not to be secret
    return [listed[index] for index in sorted(chance.sample(range(len(listed)), count))]
