"""Days and times on pages: in the reader's language, by the council's clock, with its time zone.

Every time is stored in UTC. Readers live in several zones: all of them see the council's time, by which its
days end, with its offset from UTC.
"""

from __future__ import annotations

from datetime import date, datetime

from babel.dates import get_timezone_location
from flask import Flask
from flask_babel import format_date, format_datetime, format_time, get_locale
from flask_babel import gettext as _

from cmia_docs.rules import zone
from cmia_docs.web.shared.context import council, day_of, now, today

_NO_BREAK = "\u00a0"
_SOON_DAYS = 3


def day_words(day: date) -> str:
    """A day in full, or that of a moment: `10 September 2013`, `10 сентября 2013 г.`"""
    return str(format_date(day_of(day) if isinstance(day, datetime) else day, "long"))


def days_words(first: date, last: date) -> str:
    """First to last, the month once: `4–6 September 2014`. In every language the day comes first."""
    if last <= first:
        return day_words(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day_words(last)}"
    return f"{day_words(first)} – {day_words(last)}"


def due_words(day: date) -> str:
    """The end of a due date with its zone, the same moment for everybody: `23 May 2014, 24:00 UTC+4`."""
    return f"{day_words(day)}, 24:00{_NO_BREAK}{zone.offset_after(day, council().zone)}"


def due_status(due_on: date) -> str | None:
    """`over`, `soon` or none, for the macro `due`."""
    left = (due_on - today()).days
    return "over" if left < 0 else "soon" if left <= _SOON_DAYS else None


def moment_words(at: datetime) -> str:
    """A day and a time with its zone: `10 Sept 2013, 13:40 UTC+4`."""
    return _with_zone(str(format_datetime(_by_clock(at), "d MMM y, HH:mm", rebase=False)), at)


def time_words(at: datetime) -> str:
    """A time of today with its zone: `13:40 UTC+4`."""
    return _with_zone(str(format_time(_by_clock(at), "HH:mm", rebase=False)), at)


def last_day_words(at: datetime) -> str:
    """The day that ends with this moment; the moment itself if none does, as after a change of zone."""
    return day_words(at) if zone.is_end_of_day(at, council().zone) else moment_words(at)


def clock_words() -> str:
    """The council's clock by its city, with its zone as it is now: `Moscow, now UTC+3`; `UTC`."""
    if council().time_zone == zone.DEFAULT:
        return zone.DEFAULT
    city = get_timezone_location(council().zone, locale=get_locale(), return_city=True)
    return str(_("%(city)s, now %(zone)s", city=city, zone=zone.utc_offset(now(), council().zone)))


def numbered(number: int | str) -> str:
    """A number with its symbol: `No. 4`, `№ 4`."""
    return str(_("No.\u00a0%(number)s", number=number))


def register_dates(app: Flask) -> None:
    """Give templates these functions; imported macros get nothing from a view."""
    app.jinja_env.filters.update(
        day_words=day_words, due_words=due_words, moment_words=moment_words, last_day_words=last_day_words
    )
    app.jinja_env.globals.update(days_words=days_words, numbered=numbered)


def _by_clock(at: datetime) -> datetime:
    return zone.by_clock(at, council().zone)


def _with_zone(words: str, at: datetime) -> str:
    return f"{words}{_NO_BREAK}{zone.utc_offset(at, council().zone)}"
