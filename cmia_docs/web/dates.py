"""Days and times as pages say them: in the reader's language, with the zone named.

Every time is stored and shown in UTC: readers sit in several zones, and one record must read alike for all.
"""

from __future__ import annotations

from datetime import date, datetime

from flask import Flask
from flask_babel import format_date, format_datetime, format_time
from flask_babel import gettext as _

_NO_BREAK = "\u00a0"
_ZONE = f"{_NO_BREAK}UTC"


def day_words(day: date) -> str:
    """A day in full: `10 September 2013`, `10 сентября 2013 г.`"""
    return str(format_date(day, "long"))


def days_words(first: date, last: date) -> str:
    """First to last, the month once: `4–6 September 2014`. Each language puts the day first."""
    if last <= first:
        return day_words(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day_words(last)}"
    return f"{day_words(first)} – {day_words(last)}"


def due_words(day: date) -> str:
    """The end of a due date with its zone, since it ends for all at one moment: `23 May 2014, 24:00 UTC`."""
    return f"{day_words(day)}, 24:00{_ZONE}"


def moment_words(at: datetime) -> str:
    """A day and a time with its zone: `10 Sept 2013, 09:40 UTC`."""
    return str(format_datetime(at, "d MMM y, HH:mm")) + _ZONE


def time_words(at: datetime) -> str:
    """A time of the present day with its zone: `09:40 UTC`."""
    return str(format_time(at, "HH:mm")) + _ZONE


def numbered(number: int | str) -> str:
    """A number with its sign: `No. 4`, `№ 4`."""
    return str(_("No.\u00a0%(number)s", number=number))


def register_dates(app: Flask) -> None:
    """Give templates these words; macros have no other way to them."""
    app.jinja_env.filters.update(day_words=day_words, due_words=due_words, moment_words=moment_words)
    app.jinja_env.globals.update(days_words=days_words, numbered=numbered)
