"""How often sending a notice is tried."""

from __future__ import annotations

MOST_TRIES = 12
"""With a pause that doubles from a minute, the last try comes after about three days."""
