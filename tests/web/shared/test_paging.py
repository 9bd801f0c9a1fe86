"""Pages of a list and filters, whatever the address says."""

from __future__ import annotations

import pytest
from flask import Flask

from cmia_docs.web.shared.paging import (
    LARGEST_ID,
    PAGE_SIZE,
    Pages,
    id_parameter,
    page_number,
    pages_of,
    parameter,
)


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("", 1),
        ("page=3", 3),
        ("page=0", 1),
        ("page=-2", 1),
        ("page=+2", 1),
        ("page=2.5", 1),
        ("page=٣", 1),
        ("page=²", 1),
        ("page=x", 1),
        ("page=", 1),
        ("page=2&page=3", 2),
        ("page=" + "9" * 50, 1_000_000),
    ],
)
def test_the_page_asked_for(app: Flask, query: str, number: int) -> None:
    with app.test_request_context(f"/events?{query}"):
        assert page_number() == number


@pytest.mark.parametrize(
    ("query", "rows", "pages", "offset"),
    [
        ("", 0, Pages(1, 1), 0),
        ("page=7", 0, Pages(1, 1), 0),
        ("", PAGE_SIZE, Pages(1, 1), 0),
        ("page=2", PAGE_SIZE + 1, Pages(2, 2), PAGE_SIZE),
        ("page=9", PAGE_SIZE * 3, Pages(3, 3), PAGE_SIZE * 2),
    ],
)
def test_the_pages_of_a_list(app: Flask, query: str, rows: int, pages: Pages, offset: int) -> None:
    with app.test_request_context(f"/events?{query}"):
        assert pages_of(rows) == pages
        assert pages_of(rows).offset == offset


def test_links_to_other_pages_keep_the_filters_and_obey_none_of_them(app: Flask) -> None:
    query = "q=%D0%B0+%26&kind=save&kind=x&page=4&endpoint=static&_external=1&_scheme=ftp&_anchor=z"
    with app.test_request_context(f"/events?{query}"):
        assert Pages(4, 9).url(5) == (
            "/events?q=%D0%B0+%26&kind=save&kind=x&endpoint=static&_external=1&_scheme=ftp&_anchor=z&page=5"
        )
    with app.test_request_context("/documents/7/history?page=2"):
        assert Pages(2, 3).url(1) == "/documents/7/history?page=1"


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("", None),
        ("document=17", 17),
        ("document=x", None),
        ("document=-1", None),
        ("document=٣", None),
        (f"document={LARGEST_ID}", LARGEST_ID),
        (f"document={LARGEST_ID + 1}", 0),
        ("document=" + "9" * 50, 0),
    ],
)
def test_the_id_asked_for(app: Flask, query: str, number: int | None) -> None:
    with app.test_request_context(f"/events?{query}"):
        assert id_parameter("document") == number


def test_a_filter_is_one_short_line_of_what_can_be_read(app: Flask) -> None:
    with app.test_request_context("/events?q=+%D0%B0%00%0A%E2%80%AE%D0%B1+&kind=" + "x" * 500):
        assert parameter("q") == "аб"
        assert parameter("kind", 40) == "x" * 40
        assert parameter("nothing") == ""
