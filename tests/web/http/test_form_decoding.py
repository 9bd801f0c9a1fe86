"""Forms are read as the standard library reads them."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmia_docs.web.http.form_decoding import form_fields

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@given(st.lists(st.tuples(WORDS, WORDS), max_size=8))
def test_what_a_browser_sends_comes_back(fields: list[tuple[str, str]]) -> None:
    assert list(form_fields(urlencode(fields).encode())) == fields


@given(st.text("ab=&+%0fFqD1;_ \t\r\n", max_size=40))
def test_whatever_is_sent_is_read_as_by_the_standard_library(body: str) -> None:
    expected = parse_qsl(body, keep_blank_values=True, errors="werkzeug.url_quote")
    assert list(form_fields(body.encode())) == expected


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        (b"", []),
        (b"a=%D0%9F%D1%80&b", [("a", "Пр"), ("b", "")]),
        (b"a=%FF%D0%9F", [("a", "%FFП")]),
        (b"a=%ED%A0%80", [("a", "%ED%A0%80")]),
        (b"a=%zz%2&=x&&", [("a", "%zz%2"), ("", "x")]),
        ("имя=значение".encode(), [("имя", "значение")]),
    ],
)
def test_odd_forms(body: bytes, fields: list[tuple[str, str]]) -> None:
    assert list(form_fields(body)) == fields
