"""The public search: words in any form, operators, facets, order, and help with what was typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.factories.played import opened, play
from tests.factories.product import Product
from tests.factories.register import AMENDED, LATER, REPEALED
from tests.factories.search import DECISION, Page, fill_register_of_two_bodies, search
from tests.web.queries import counted

ALL_ACTS = {AMENDED, LATER, REPEALED}


@pytest.fixture(scope="module")
def prepared(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return play(prepared, tmp_path_factory.mktemp("two_bodies"), fill_register_of_two_bodies)


@pytest.fixture(scope="module")
def client(prepared: Path) -> Iterator[FlaskClient]:
    """One browser for all tests: they only read."""
    with opened(prepared) as browser:
        yield browser


def articles(page: Page) -> set[str]:
    return {link.removeprefix("/register/") for link in page.links}


def everywhere(*article_urls: str) -> set[str]:
    """The same articles in each of the three regulations."""
    return {f"{slug}/{url}" for slug in ALL_ACTS for url in article_urls}


# --- words -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        # Russian and English word forms.
        ("утверждение порядка OR утвердить", {f"{DECISION}/ru#c1"}),
        ("беларуси", everywhere("ru#a2") | {f"{DECISION}/ru#c2"}),
        ("Беларусь", everywhere("ru#a2") | {f"{DECISION}/ru#c2"}),
        ("заключению проектом", everywhere("ru#a1")),
        ("regulation", everywhere("en#a1", "en#a2") | {f"{DECISION}/en#c2"}),
        ("opinion draft", everywhere("en#a1")),
        ("РОЗЫСК", {f"{DECISION}/ru#c1", f"{DECISION}/ru#c2"}),
        # Words that only join others need not be in the text, but in a phrase.
        ("розыск у лиц", {f"{DECISION}/ru#c1", f"{DECISION}/ru#c2"}),
        ('"розыск у лиц"', set()),
        # Phrases, beginnings, operators.
        ('"республики беларусь"', everywhere("ru#a2")),
        ('"беларусь республика"', set()),
        ("«межгосударственный розыск»", {f"{DECISION}/ru#c1"}),
        ("межгосуд*", {f"{DECISION}/ru#c1"}),
        ("беларусь NOT представитель", {f"{DECISION}/ru#c2"}),
        ("беларусь НЕ представитель", {f"{DECISION}/ru#c2"}),
        ("беларусь -представитель", {f"{DECISION}/ru#c2"}),
        # What matches in both languages is one article, shown in that of the page.
        ("межгосударственный ИЛИ interstate", {f"{DECISION}/en#c1"}),
        (
            "межгосударственный ИЛИ regulations",
            {f"{DECISION}/ru#c1", f"{DECISION}/en#c2"} | everywhere("en#a1", "en#a2"),
        ),
        ("(interstate OR belarus) AND states", everywhere("en#a2") | {f"{DECISION}/en#c2"}),
        # The number of an act.
        ("№ СМВД/2027/2", {f"{DECISION}/en#c1", f"{DECISION}/en#c2"}),
        ("СМВД/2027/2", {f"{DECISION}/en#c1", f"{DECISION}/en#c2"}),
        ("номер:СМВД/2027/1", {f"{REPEALED}/en#a1", f"{REPEALED}/en#a2"}),
        # The day of an act, and what people write short.
        ("12 марта 2027 г. представитель", {f"{REPEALED}/ru#a2"}),
        ("12.03.2027 представитель", {f"{REPEALED}/ru#a2"}),
        ("March 12, 2027 opinions", {f"{REPEALED}/en#a1"}),
        ("ст. 2 представитель", everywhere("ru#a2")),
        ("art. 1 opinions", everywhere("en#a1")),
        ("название:решение", {f"{DECISION}/ru#c1", f"{DECISION}/ru#c2"}),
        # A reference matches by its words, not by its id.
        ("c2", set()),
    ],
)
def test_hits(client: FlaskClient, query: str, expected: set[str]) -> None:
    assert articles(search(client, query)) == expected


def test_a_word_form_of_the_text_is_matched_by_another(client: FlaskClient) -> None:
    """«положение» finds «положения»."""
    page = search(client, "положение", type="decision")

    assert page.links == [f"/register/{DECISION}/ru#c2"]
    assert page.snippets == [
        "2. Действие <mark>положения</mark> распространяется на "
        "&lt;b&gt;Беларусь&lt;/b&gt; и другие государства."
    ]


# --- hits ------------------------------------------------------------------------------------------------


def test_a_hit_is_an_article_with_its_act(client: FlaskClient) -> None:
    page = search(client, "заключения проекты", year="2027")

    assert page.headings == ["Статья 1. Назначение"]
    assert '<span class="above">Глава I. Общие положения</span>' in page.html
    assert page.links == [f"/register/{REPEALED}/ru#a1"]
    assert f'<a href="/register/{REPEALED}/ru">Положение о Научно-консультативном совете</a>' in page.html
    for words in ("СМВД/2027/1", "12 March 2027", "Repealed"):
        assert words in page.html
    assert "даёт <mark>заключения</mark> на <mark>проекты</mark>" in page.snippets[0]


def test_the_link_of_a_hit_leads_to_its_unit(client: FlaskClient) -> None:
    path, _, anchor = search(client, "беларусь", type="decision").links[0].partition("#")

    assert f'id="{anchor}"' in client.get(path).text


def test_markup_in_texts_and_queries_is_shown_as_text(client: FlaskClient) -> None:
    page = search(client, "беларусь <script>alert(1)</script>")

    assert "<script>alert" not in page.html
    assert 'value="беларусь &lt;script&gt;alert(1)&lt;/script&gt;"' in page.html
    (snippet,) = search(client, "беларусь", type="decision").snippets
    assert "&lt;b&gt;<mark>Беларусь</mark>&lt;/b&gt;" in snippet


def test_newest_first_when_sorted_by_date(client: FlaskClient) -> None:
    links = search(client, "беларусь", sort="date").links

    assert [link.split("/")[2] for link in links] == [REPEALED, DECISION, LATER, AMENDED]
    assert search(client, "беларусь", sort="evil").links == search(client, "беларусь").links


def test_what_has_more_of_the_words_is_first_unless_sorted_by_date(client: FlaskClient) -> None:
    links = search(client, "представитель OR беларусь").links

    # The decision is newer than two of the others.
    assert [link.split("/")[2] for link in links] == [REPEALED, LATER, AMENDED, DECISION]


# --- facets ----------------------------------------------------------------------------------------------


def test_facets_count_articles(client: FlaskClient) -> None:
    page = search(client, "belarus OR беларусь")

    assert page.total == 4
    assert page.facets == {
        "Act type": {"Regulation": 3, "Decision": 1},
        "Year": {"2027": 2, "2026": 2},
        "Body": {"Совет министров внутренних дел": 3, "Joint Council": 1},
        "Status": {"Adopted": 2, "Amended": 1, "Repealed": 1},
        "Language": {"English": 4, "Russian": 4},
    }


def test_each_facet_counts_with_the_others_as_chosen(client: FlaskClient) -> None:
    page = search(client, "belarus OR беларусь", year="2027", language="ru")

    assert page.total == 2
    assert page.facets == {
        "Act type": {"Decision": 1, "Regulation": 1},
        "Year": {"2027": 2, "2026": 2},
        "Body": {"Joint Council": 1, "Совет министров внутренних дел": 1},
        "Status": {"Adopted": 1, "Repealed": 1},
        "Language": {"English": 2, "Russian": 2},
    }


def test_every_count_is_what_its_link_shows(client: FlaskClient) -> None:
    first = search(client, "belarus OR беларусь", year="2027")

    for label, values in first.facets.items():
        for value, count in values.items():
            if (label, value) != ("Year", "2027"):
                assert Page(client.get(first.facet_url(value)).text).total == count, value


def test_a_facet_is_set_and_cleared_by_its_link(client: FlaskClient) -> None:
    free = search(client, "беларусь")
    chosen = Page(client.get(free.facet_url("Decision")).text)
    cleared = Page(client.get(chosen.facet_url("Decision")).text)

    assert chosen.links == [f"/register/{DECISION}/ru#c2"]
    assert cleared.links == free.links
    assert 'href="/search?q=%D0%B1%D0%B5%D0%BB%D0%B0%D1%80%D1%83%D1%81%D1%8C"' in chosen.html


def test_a_value_that_nothing_has_finds_nothing_and_can_be_taken_back(client: FlaskClient) -> None:
    page = search(client, "беларусь", type="evil")

    assert page.total == 0
    assert page.facets["Act type"] == {"Regulation": 3, "Decision": 1, "evil": 0}
    assert Page(client.get(page.facet_url("evil")).text).total == 4


# --- pages -----------------------------------------------------------------------------------------------


def test_pages_follow_each_other(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cmia_docs.queries.search.search.HITS_A_PAGE", 3)
    whole = [search(client, "board OR persons", page=str(n)).links for n in (1, 2, 3)]

    assert [len(part) for part in whole] == [3, 3, 2]
    assert len({link for part in whole for link in part}) == 8
    assert search(client, "board OR persons", page="99").links == whole[2]


@pytest.mark.parametrize("page", ["abc", "-1", "0", "", "1e9", "²", "99999999999999999999"])
def test_a_page_that_cannot_be_meant_is_the_first_or_last(client: FlaskClient, page: str) -> None:
    assert len(search(client, "беларусь", page=page).links) == 4


# --- help ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("беларус", "беларусь"),
        ("белурусь", "беларусь"),
        ("представытели", "представители"),
        ("regulatoin belarus", "regulation belarus"),
        ("беларусь", ""),
        ("ghjtrns", "проекты"),
    ],
)
def test_did_you_mean(client: FlaskClient, typed: str, meant: str) -> None:
    page = search(client, typed)

    assert page.meant == meant
    if meant:
        assert Page(client.get("/search", query_string={"q": page.meant}).text).total > 0


@pytest.mark.parametrize(
    ("typed", "note"),
    [
        ('"беларусь', "a quotation mark is not closed or not opened"),
        ("(беларусь", "a parenthesis is not closed or not opened"),
        ("беларусь AND", "a word is missing beside AND, OR or NOT"),
        ("*беларусь", "an asterisk before a word"),
        ("бе*русь", "an asterisk inside a word"),
        ("б*", "the beginning of a word is too short"),
        ("беларусь " * 400, "Only the first 2000 characters were searched."),
        ("!!! ???", "There is no word to search for."),
    ],
)
def test_what_cannot_be_read_is_searched_literally_with_a_note(
    client: FlaskClient, typed: str, note: str
) -> None:
    assert note in " ".join(search(client, typed).notes)


def test_without_words_the_page_invites(client: FlaskClient) -> None:
    for path in ("/search", "/search?q=", "/search?q=%20%20", "/search?year=2027"):
        answer = client.get(path)
        assert answer.status_code == 200
        assert "Search in the adopted acts" in answer.text


@pytest.mark.parametrize(
    "raw",
    [
        "%00",
        "a%00b",
        "%FF%FE",
        "%ED%A0%80",
        "%F0%9F%A6%89",
        "%D7%A9%D7%9C%D7%95%D7%9D%E2%80%AE",
        "%22%22%22",
        "((((",
        "%5B%5E%5D%2A%28%3F%3C",
        "..%2F..%2Fetc",
        "%27%20OR%201%3D1--",
        "number%3A",
        "AND",
        "NOT",
        "NOT%20x",
        "%D0%9D%D0%95",
        "*",
        "**",
        "-",
        "%E2%84%96",
        "title%3Atitle%3Atitle%3A",
        "%25s%25s%25n",
        "%7B%7B7*7%7D%7D",
        "%0D%0ASet-Cookie%3A%20x%3D1",
        "(" * 500,
        "a%20OR%20" * 300,
    ],
)
def test_no_input_is_an_error(client: FlaskClient, raw: str) -> None:
    for more in ("", "&type=%00&year=%FF&page=%FF&sort=%00&in=%00", "&q=second&in=evil"):
        answer = client.get(f"/search?q={raw}{more}")
        assert answer.status_code == 200
        assert "Set-Cookie: x" not in str(answer.headers)


def test_megabytes_are_cut_and_the_page_stays_small(client: FlaskClient) -> None:
    answer = client.get("/search?q=" + "a" * 10_000_000)

    assert answer.status_code == 200
    assert "Only the first 2000 characters were searched." in answer.text
    assert len(answer.data) < 100_000


# --- the index -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("damage", ["missing", "damaged", "outdated"])
def test_without_an_index_search_says_so_and_all_else_works(product: Product, damage: str) -> None:
    client = product.client()
    pointer = product.installation.settings.index / "adopted" / "current"
    if damage == "missing":
        pointer.unlink()
    else:
        pointer.write_text("garbage" if damage == "damaged" else "999 g000001\n")

    answer = client.get("/search?q=беларусь")

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "10"
    assert "Everything else works" in answer.text
    for path in ("/register", f"/register/{LATER}", f"/register/{LATER}/ru.md", "/search", "/sign-in"):
        assert client.get(path).status_code == 200


def test_a_text_that_is_damaged_is_not_shown_in_a_snippet(product: Product) -> None:
    client = product.client()
    with product.services.writers() as db, db.begin():
        db.connection().exec_driver_sql(
            'UPDATE revision SET sums = replace(sums, \'"ru": "\', \'"ru": "0\') WHERE id = '
            "(SELECT revision_id FROM act WHERE number = 'СМВД/2027/1')"
        )

    page = search(client, "беларусь", year="2027", type="regulation")

    assert page.total == 1
    assert page.headings == ["Положение о Научно-консультативном совете"]
    assert page.snippets == ["This text cannot be shown at the moment."]


def test_a_page_takes_the_same_queries_whatever_it_finds(product: Product) -> None:
    client = product.client()
    search(client, "совет")
    with counted(product) as few:
        search(client, "межгосуд*")
    with counted(product) as many:
        search(client, "belarus OR беларусь", year="2027")

    assert len(many) == len(few) <= 4


def test_results_are_not_stored_by_caches(client: FlaskClient) -> None:
    assert "no-" in client.get("/search?q=беларусь").headers["Cache-Control"]


def test_keys_of_the_other_layout_are_read_as_a_whole(client: FlaskClient) -> None:
    """`ж` is on the key of the semicolon, which ends a word."""
    assert search(client, "Gjkj;tybt").meant == "положение"


def test_where_no_article_holds_all_words_any_of_them_are_offered(client: FlaskClient) -> None:
    page = search(client, "розыск назначение")
    (link,) = re.findall(
        r'<a class="btn btn-secondary" href="([^"]*)">Find articles that contain any', page.html
    )

    assert page.total == 0
    assert Page(client.get(unescape(link)).text).total > 1
    for typed in ("розыск", "щука карась", "розыск NOT назначение"):
        assert "Find articles that contain any" not in search(client, typed).html


def test_text_is_searched_with_the_headings_above_it(client: FlaskClient) -> None:
    page = search(client, '"общие положения"', year="2027")

    assert page.links == [f"/register/{REPEALED}/ru#a1", f"/register/{REPEALED}/ru#a2"]
    assert '<span class="above">Глава I. <mark>Общие положения</mark></span>' in page.html


def test_a_name_that_is_known_in_full_is_no_misprint(client: FlaskClient) -> None:
    assert search(client, "МВД беларус").meant == "МВД беларусь"
