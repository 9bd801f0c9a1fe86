"""The council's clock: names that are taken, days, their ends, and how far it is from UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from cmia_docs.errors import Invalid
from cmia_docs.rules.zone import (
    by_clock,
    day_in,
    end_of_day,
    is_end_of_day,
    offset_after,
    utc_offset,
    zone_of,
)

CHISINAU, MOSCOW = zone_of("Europe/Chisinau"), zone_of("Europe/Moscow")


@pytest.mark.parametrize(
    "name",
    ["Europe/Moscow", "Asia/Ust-Nera", "America/Argentina/Buenos_Aires", "America/Port-au-Prince"],
)
def test_areas_and_cities_are_taken(name: str) -> None:
    assert str(zone_of(name)) == name


def test_utc_needs_no_file() -> None:
    assert zone_of("UTC") is UTC


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Moscow",
        "MSK",
        "UTC+3",
        "Europe/Moskva",
        "europe/moscow",
        "Европа/Москва",
        "Europe",
        "America/Argentina",  # a folder
        "Etc/GMT-3",  # means UTC+3
        "right/Europe/Moscow",  # with leap seconds: half a minute off
        "posix/Europe/Moscow",
        "localtime",
        "Factory",
        "../zoneinfo/UTC",
        "/etc/localtime",
        "Europe/Moscow\n",
        "Europe/" + "M" * 5_000,
        "Europe/Mos\0cow",
    ],
)
def test_anything_else_is_refused(name: str) -> None:
    with pytest.raises(Invalid, match=r"^council\.time_zone") as refused:
        zone_of(name)
    assert (refused.value.details, refused.value.field) == ({"name": name}, "time_zone")


def test_a_moment_near_midnight_is_in_the_next_day_there() -> None:
    late = datetime(2026, 3, 2, 21, 0, tzinfo=UTC)
    assert day_in(late, MOSCOW) == date(2026, 3, 3)
    assert day_in(late, CHISINAU) == date(2026, 3, 2)
    assert day_in(late, zone_of("UTC")) == date(2026, 3, 2)


@pytest.mark.parametrize(
    ("day", "end", "offset"),
    [
        (date(2026, 1, 31), datetime(2026, 1, 31, 21, 59, 59, tzinfo=UTC), "UTC+2"),
        (date(2026, 7, 31), datetime(2026, 7, 31, 20, 59, 59, tzinfo=UTC), "UTC+3"),
        # The days on which clocks are put on and back have another clock in the evening than in the morning.
        (date(2026, 3, 29), datetime(2026, 3, 29, 20, 59, 59, tzinfo=UTC), "UTC+3"),
        (date(2026, 10, 25), datetime(2026, 10, 25, 21, 59, 59, tzinfo=UTC), "UTC+2"),
    ],
)
def test_a_day_ends_by_the_clock_of_its_season(day: date, end: datetime, offset: str) -> None:
    assert end_of_day(day, CHISINAU) == end
    assert is_end_of_day(end, CHISINAU)
    assert offset_after(day, CHISINAU) == offset


def test_an_hour_that_comes_twice_belongs_to_the_day() -> None:
    # In Nuuk the clocks were set back from midnight to eleven: 23:59:59 came twice.
    nuuk = zone_of("America/Nuuk")
    end = end_of_day(date(2024, 10, 26), nuuk)
    assert end == datetime(2024, 10, 27, 1, 59, 59, tzinfo=UTC)
    assert day_in(end, nuuk) == date(2024, 10, 26)


@pytest.mark.parametrize(
    ("zone", "offset"),
    [
        ("UTC", "UTC"),
        ("Europe/London", "UTC"),
        ("Asia/Almaty", "UTC+5"),
        ("Asia/Kolkata", "UTC+5:30"),
        ("America/New_York", "UTC\N{MINUS SIGN}5"),
        ("America/St_Johns", "UTC\N{MINUS SIGN}3:30"),
    ],
)
def test_the_offset_of_a_zone(zone: str, offset: str) -> None:
    assert utc_offset(datetime(2026, 1, 10, tzinfo=UTC), zone_of(zone)) == offset


def test_the_distance_is_that_of_the_moment() -> None:
    # Moscow was at UTC+4 from 2011 to 2014.
    assert utc_offset(datetime(2013, 9, 10, tzinfo=UTC), MOSCOW) == "UTC+4"
    assert utc_offset(datetime(2026, 9, 10, tzinfo=UTC), MOSCOW) == "UTC+3"


def test_the_ends_of_the_calendar_break_nothing() -> None:
    last = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
    assert by_clock(last, MOSCOW) == last
    assert (day_in(last, MOSCOW), utc_offset(last, MOSCOW)) == (date(9999, 12, 31), "UTC")
    assert not is_end_of_day(last, zone_of("America/New_York"))
    with pytest.raises(Invalid, match=r"^field\.date") as refused:
        end_of_day(date(9999, 12, 31), zone_of("America/New_York"))
    assert refused.value.field == "until"
