"""Where the checkout's own files are, for tests that read them."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = next(
    (folder for parent in ROOT.parents if (folder := parent / "shared" / "samples").is_dir()),
    None,
)
"""Real texts that others wrote, beside the checkout rather than in it; `None` where they are not there."""
