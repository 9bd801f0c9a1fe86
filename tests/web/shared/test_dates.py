"""Days and times: in the reader's language and order, with the zone of every time."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from flask_babel import force_locale

from cmia_docs.web.shared.dates import day_words, days_words, due_words, moment_words, numbered, time_words
from tests.factories.product import Product
from tests.web.reading import read

AT = datetime(2013, 9, 1, 9, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("locale", "day", "days", "moment", "time", "number"),
    [
        ("ru", "1 сентября 2013 г.", "1–4 сентября 2013 г.", "1 сент. 2013, 09:05 UTC", "09:05 UTC", "№ 4"),
        ("en_GB", "1 September 2013", "1–4 September 2013", "1 Sept 2013, 09:05 UTC", "09:05 UTC", "No. 4"),
    ],
)
def test_words(
    product: Product, locale: str, day: str, days: str, moment: str, time: str, number: str
) -> None:
    with product.app.test_request_context(), force_locale(locale):
        shown = (
            day_words(AT.date()),
            days_words(AT.date(), date(2013, 9, 4)),
            moment_words(AT),
            time_words(AT),
            numbered(4),
        )
    # Some of the blanks do not break; which ones is the locale's matter.
    assert [" ".join(words.split()) for words in shown] == [day, days, moment, time, number]


@pytest.mark.parametrize(
    ("locale", "due"), [("ru", "1 сентября 2013 г., 24:00 UTC"), ("en_GB", "1 September 2013, 24:00 UTC")]
)
def test_a_due_date_says_when_it_ends(product: Product, locale: str, due: str) -> None:
    with product.app.test_request_context(), force_locale(locale):
        assert " ".join(due_words(AT.date()).split()) == due


def test_a_session_of_one_day_is_no_span(product: Product) -> None:
    with product.app.test_request_context(), force_locale("en_GB"):
        assert days_words(AT.date(), AT.date()) == "1 September 2013"


def test_a_session_into_the_next_month_names_both(product: Product) -> None:
    with product.app.test_request_context(), force_locale("en_GB"):
        assert days_words(date(2013, 8, 31), AT.date()) == "31 August 2013 – 1 September 2013"


def test_english_pages_put_the_day_first_and_name_the_zone(product: Product) -> None:
    document_id = product.draft()
    page = read(product, "drafter", f"/documents/{document_id}/history")
    at = product.revision(document_id).at
    assert f"{at.day} {at:%B} {at.year}" in page
    assert f"{at:%H:%M}\N{NO-BREAK SPACE}UTC" in page
    assert f"{at:%B} {at.day}, {at.year}" not in page
