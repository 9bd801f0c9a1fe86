"""The council's clock: which day a moment lies in there, when a day ends there, how far it is from UTC.

What is stored, hashed and signed stays in UTC; days that somebody has to keep, and times that somebody reads,
are the council's.
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
_PLACE = re.compile(r"(?!Etc/)[A-Z][A-Za-z0-9_+-]*(/[A-Z][A-Za-z0-9_+-]*){1,2}")


def zone_of(name: str) -> tzinfo:
    """The zone of an IANA name; `Invalid` for what is neither `UTC` nor an area and city that there is.

    Shorthands (`CET`, `Etc/GMT-3`, which means UTC+3) and files that are no zones of a place are refused.
    """
    if name == DEFAULT:  # without a file: it has to be there where the zones of places are not
        return UTC
    if not _PLACE.fullmatch(name):
        raise Invalid(CouncilTimeZone(name), field="time_zone")
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # `America/Argentina` is a folder: an OSError
        raise Invalid(CouncilTimeZone(name), field="time_zone") from None


def by_clock(at: datetime, zone: tzinfo) -> datetime:
    """The same moment as the clock of a zone shows it; as it is at the very ends of the calendar."""
    try:
        return at.astimezone(zone)
    except OverflowError:
        return at


def day_in(at: datetime, zone: tzinfo) -> date:
    """The day that a moment lies in."""
    return by_clock(at, zone).date()


def end_of_day(day: date, zone: tzinfo) -> datetime:
    """The last second of a day of the zone, in UTC. `Invalid` for a day beyond the calendar."""
    # The later one, where clocks are put back over midnight: the day lasts until then.
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
    """How the zone's clock differs from UTC at a moment: `UTC+3`, `UTC−3:30`; `UTC` where it does not."""
    ahead = by_clock(at, zone).utcoffset()
    minutes = 0 if ahead is None else int(ahead.total_seconds() // 60)
    if not minutes:
        return "UTC"
    sign = "+" if minutes > 0 else _MINUS
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{sign}{hours}:{rest:02}" if rest else f"UTC{sign}{hours}"


def offset_after(day: date, zone: tzinfo) -> str:
    """`utc_offset` at the end of a day."""
    return utc_offset(end_of_day(day, zone), zone)
