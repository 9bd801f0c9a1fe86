"""The council's clock: the day of a moment there, when a day ends there, the difference from UTC.

What is stored, hashed and signed is in UTC; due dates, and times that people read, are the council's.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cmia_docs.errors import Invalid
from cmia_docs.reasons import Reason
from cmia_docs.reasons.council import CouncilTimeZone

DEFAULT = "UTC"
_MINUS = "\u2212"
_AREA_AND_CITY = re.compile(r"(?!Etc/)[A-Z][A-Za-z0-9_+-]*(/[A-Z][A-Za-z0-9_+-]*){1,2}")


def zone_of(name: str) -> tzinfo:
    """The zone of an IANA name; `Invalid` for anything but `UTC` and an existing area and city.

    Short names (`CET`, `Etc/GMT-3`, which means UTC+3) and other files of the database are refused.
    """
    if name == DEFAULT:  # needs no file: it works where the zone database is not installed
        return UTC
    if not _AREA_AND_CITY.fullmatch(name):
        raise Invalid(CouncilTimeZone(name), field="time_zone")
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # `America/Argentina` is a folder: an OSError
        raise Invalid(CouncilTimeZone(name), field="time_zone") from None


def by_clock(at: datetime, zone: tzinfo) -> datetime:
    """The same moment by the clock of a zone; unchanged at the very ends of the calendar."""
    try:
        return at.astimezone(zone)
    except OverflowError:
        return at


def day_in(at: datetime, zone: tzinfo) -> date:
    """The day of a moment."""
    return by_clock(at, zone).date()


def end_of_day(day: date, zone: tzinfo) -> datetime:
    """The last second of a day of the zone, in UTC. `Invalid` for a day beyond the calendar."""
    # The later one where clocks are set back over midnight: the day lasts until then.
    last = datetime.combine(date(day.year, day.month, day.day), time(23, 59, 59, fold=1), zone)
    try:
        return last.astimezone(UTC)
    except OverflowError:
        raise Invalid(Reason.FIELD_DATE, field="until") from None


def is_end_of_day(at: datetime, zone: tzinfo) -> bool:
    """Whether a moment is the last second of a day of the zone."""
    try:
        return at == end_of_day(day_in(at, zone), zone)
    except Invalid:  # the day ends beyond the calendar
        return False


def utc_offset(at: datetime, zone: tzinfo) -> str:
    """The zone's difference from UTC at a moment: `UTC+3`, `UTC−3:30`; `UTC` where there is none."""
    ahead = by_clock(at, zone).utcoffset()
    minutes = 0 if ahead is None else int(ahead.total_seconds() // 60)
    if not minutes:
        return "UTC"
    plus_or_minus = "+" if minutes > 0 else _MINUS
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{plus_or_minus}{hours}:{rest:02}" if rest else f"UTC{plus_or_minus}{hours}"


def offset_after(day: date, zone: tzinfo) -> str:
    """`utc_offset` at the end of a day."""
    return utc_offset(end_of_day(day, zone), zone)
