"""The public list of adopted acts: its rows, filters and pages."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

import pytest

from cmia_docs.web.register import list_view
from cmia_docs.web.shared import paging
from tests.factories.played import play
from tests.factories.product import Product
from tests.factories.register import AMENDED, DRAFT, LATER, REPEALED, WITHDRAWN, fill_register
from tests.web.queries import counted

ALL = [REPEALED, LATER, AMENDED]


@pytest.fixture(scope="module")
def prepared(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return play(prepared, tmp_path_factory.mktemp("register"), fill_register)


def listed(product: Product, query: str = "", who: str | None = None) -> list[str]:
    answer = product.client(who).get(f"/register{query}")
    assert answer.status_code == 200
    return re.findall(r'class="name" href="/register/([a-z0-9-]+)"', answer.text)


def test_only_adopted_acts_are_listed_newest_first(product: Product) -> None:
    assert listed(product) == ALL
    page = product.client().get("/register").text
    assert DRAFT not in page
    assert WITHDRAWN not in page


def test_everybody_sees_the_same_list(product: Product) -> None:
    assert listed(product, who="secretary") == listed(product, who="administrator") == ALL


def test_a_row_says_number_day_status_and_what_is_special(product: Product) -> None:
    page = product.client().get("/register").text
    rows = re.findall(r'<tr role="row">(.*?)</tr>', page, re.DOTALL)[1:]

    words = [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in rows]

    title = "Regulation on the Scientific Advisory Board Regulation"
    assert words == [
        f"СМВД/2027/1 12 March 2027 {title} Repealed",
        f"СМВД/2026/2 12 March 2026 {title} Special opinion: Belarus Reservation: Kazakhstan Adopted",
        f"СМВД/2026/1 2 March 2026 {title} Amended by: СМВД/2026/2 Amended",
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?year=2026", [LATER, AMENDED]),
        ("?year=2027", [REPEALED]),
        ("?status=repealed", [REPEALED]),
        ("?status=amended", [AMENDED]),
        ("?type=regulation", ALL),
        ("?year=2026&status=adopted&type=regulation", [LATER]),
        ("?year=2027&status=adopted", []),
        ("?q=НАУЧНО-консультативном", ALL),
        ("?q=advisory board", ALL),
        ("?q=СМВД/2026", [LATER, AMENDED]),
        ("?q=смвд/2027/1", [REPEALED]),
        ("?q=board 2027", [REPEALED]),
        ("?q=розыск", []),
        ("?q=%25", []),
        ("?q=_", []),
    ],
)
def test_filters(product: Product, query: str, expected: list[str]) -> None:
    assert listed(product, query) == expected


@pytest.mark.parametrize(
    "query",
    [
        "?year=abc",
        "?year=-1",
        "?year=99999999999999999999",
        "?type=evil",
        "?status='%20OR%201=1",
        "?page=abc",
        "?page=-1",
        "?page=0",
        "?page=99999999999",
        "?sort=evil",
        "?q=",
        "?q=%20%20",
    ],
)
def test_values_that_no_filter_has_are_ignored(product: Product, query: str) -> None:
    assert listed(product, query) == ALL


@pytest.mark.parametrize(
    "query", ["?q=%00", "?q=%ff%fe", "?q=%ed%a0%80", "?q=🦉", "?q=<script>", "?q=" + "я" * 5_000]
)
def test_odd_words_find_nothing_and_break_nothing(product: Product, query: str) -> None:
    answer = product.client().get(f"/register{query}")

    assert answer.status_code == 200
    assert "<script>alert" not in answer.text


def test_the_filters_offer_what_stands_in_the_register(product: Product) -> None:
    page = product.client().get("/register").text

    options = re.findall(r'<option value="([^"]*)"', page)

    assert options == ["", "regulation", "", "2027", "2026", "", "adopted", "amended", "repealed"]


def test_a_search_without_result_shows_the_way_back(product: Product) -> None:
    page = product.client().get("/register?q=розыск").text

    assert "Nothing found" in page
    assert 'value="розыск"' in page
    # Words in another form than the title has, or of the texts, are for search.
    assert f'href="/search?q={quote("розыск")}">Search in the texts</a>' in page
    assert "Search in the texts" not in product.client().get("/register?status=superseded&type=decision").text


def test_pages(product: Product, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (paging, list_view):
        monkeypatch.setattr(module, "PAGE_SIZE", 2)

    assert listed(product) == ALL[:2]
    assert listed(product, "?page=2") == ALL[2:]
    assert listed(product, "?page=9") == ALL[2:]
    assert 'href="/register?q=board&amp;page=2"' in product.client().get("/register?q=board").text


def test_the_way_to_clone_is_shown(product: Product) -> None:
    page = product.client().get("/register").text

    assert 'data-copy="git clone http://localhost/register.git"' in page
    assert "sha256sum" in page


def test_the_list_takes_the_same_queries_whatever_its_length(product: Product) -> None:
    listed(product, "?year=2026")
    with counted(product) as few:
        listed(product, "?year=2027")
    with counted(product) as many:
        listed(product)

    assert len(many) == len(few) <= 6
