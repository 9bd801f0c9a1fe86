"""Where an earlier version's installation is put."""

from __future__ import annotations

from pathlib import Path

import pytest

from cmia_docs.settings import Settings
from tests.conftest import settings_for


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """An empty data folder and, in it, an empty database."""
    return settings_for(tmp_path / "var")
