"""Days and moments in forms."""

from __future__ import annotations

from datetime import UTC, date, datetime, time


def end_of_day(day: date | None) -> datetime | None:
    """The end of a day in UTC; None for none."""
    return None if day is None else datetime.combine(day, time.max.replace(microsecond=0), UTC)
