"""The council of the tests, with a clock of its own."""

from __future__ import annotations

from cmia_docs.actions.council import council
from tests.factories.council import SETTINGS
from tests.factories.stage import Stage


def set_zone(stage: Stage, name: str) -> None:
    """The administrator names the zone."""
    with stage.work("administrator") as work:
        council.configure(work, SETTINGS | {"time_zone": name})
