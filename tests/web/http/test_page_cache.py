"""Public pages are cached, and a cached page is never out of date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from flask import template_rendered
from werkzeug.test import TestResponse

from cmia_docs.actions.adoption import legal_status
from cmia_docs.queries.adoption import public_changes
from cmia_docs.web.http.page_cache import PageCache
from tests.factories.product import RUSSIAN, Product
from tests.factories.zone import set_zone

NONCE = re.compile(r'nonce="([^"]+)"')


@pytest.fixture
def made(product: Product) -> Iterator[list[str]]:
    """The templates of the pages that were not taken from the cache."""
    names: list[str] = []

    def note(_app: object, template: Any, **_values: object) -> None:
        names.append(template.name)

    with template_rendered.connected_to(note, product.app):
        yield names


def page(product: Product, address: str, who: str | None = None, language: str = "en") -> TestResponse:
    answer = product.client(who, language).get(address)
    assert answer.status_code == 200
    return answer


def plain(answer: TestResponse) -> str:
    return NONCE.sub("", answer.text)


def test_a_page_is_made_once_and_then_the_same_but_for_its_nonce(product: Product, made: list[str]) -> None:
    slug = product.document(product.adopted()).slug
    for address in ("/register", f"/register/{slug}", f"/register/{slug}/ru?beside=en", "/search?q=совет"):
        first, second = page(product, address), page(product, address)

        assert plain(first) == plain(second)
        nonces = [set(NONCE.findall(answer.text)) for answer in (first, second)]
        assert nonces[0] != nonces[1]
        for answer, nonces_of in zip((first, second), nonces, strict=True):
            assert len(nonces_of) == 1
            assert f"script-src 'nonce-{nonces_of.pop()}'" in answer.headers["Content-Security-Policy"]
        assert first.headers["Content-Type"] == second.headers["Content-Type"]
        assert first.headers["Cache-Control"] == second.headers["Cache-Control"]
        assert len(made) == 1
        made.clear()


def test_a_new_act_stands_in_the_list_at_once(product: Product) -> None:
    page(product, "/register")
    product.adopted(number="СМВД/2026/7")

    assert "СМВД/2026/7" in page(product, "/register").text


def test_what_happens_to_an_act_is_seen_at_once(product: Product) -> None:
    document_id = product.adopted()
    address = f"/register/{product.document(document_id).slug}"
    assert "not yet recorded" in page(product, address).text

    with product.work("secretary") as work:
        legal_status.enter_into_force(work, document_id, on=product.clock().date())

    assert "not yet recorded" not in page(product, address).text


def test_saves_of_drafts_leave_it_kept(product: Product, made: list[str]) -> None:
    document_id = product.draft()
    page(product, "/register")
    product.save(document_id, RUSSIAN.replace("даёт", "даст"))
    page(product, "/register")

    assert made.count("web/register/list.html") == 1


def test_search_follows_the_index(product: Product) -> None:
    product.adopted()
    product.follow_up()
    address = "/search?q=совет"
    body = page(product, address).text
    assert '<ol class="hits">' in body

    product.services.adopted_index.rebuild([])

    assert '<ol class="hits">' not in page(product, address).text


def test_the_next_day_it_is_made_anew(product: Product, made: list[str]) -> None:
    page(product, "/register")
    product.clock.advance(days=1)
    page(product, "/register")

    assert len(made) == 2


def test_the_day_is_the_councils_and_follows_its_zone(product: Product, made: list[str]) -> None:
    page(product, "/register")  # in UTC
    set_zone(product, "Europe/Moscow")
    for at, times in (("20:59", 2), ("20:59", 2), ("21:00", 3), ("23:59", 3)):
        product.clock.now = datetime.fromisoformat(f"2026-03-02T{at}+00:00")
        page(product, "/register")
        assert len(made) == times, at
    product.clock.advance(minutes=1)  # another day in UTC
    page(product, "/register")
    assert len(made) == 3


def test_each_language_has_its_own(product: Product) -> None:
    assert 'lang="en"' in page(product, "/register").text
    assert '<html lang="ru"' in page(product, "/register", language="ru").text
    assert '<html lang="en"' in page(product, "/register").text


def test_each_host_has_its_own(product: Product) -> None:
    client = product.client()
    client.get("/register", headers={"Host": "evil.example"})

    assert "evil.example" not in client.get("/register").text


def test_whoever_is_signed_in_neither_gets_a_kept_page_nor_leaves_one(
    product: Product, made: list[str]
) -> None:
    name = product.person("secretary").name
    assert name in page(product, "/register", "secretary").text
    assert name not in page(product, "/register").text
    assert name in page(product, "/register", "secretary").text
    assert len(made) == 3


def test_a_reader_who_began_before_an_event_leaves_no_page_that_looks_newer(
    product: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = PageCache()
    newest = iter([7, 5, 7])
    monkeypatch.setattr("cmia_docs.web.http.page_cache.newest_event", lambda _session: next(newest))
    monkeypatch.setattr(
        "cmia_docs.web.http.page_cache.newest_public_event", lambda _session, _after, _last: 6
    )
    with product.app.test_request_context("/register"):
        assert [pages.last_public_event() for _ in range(3)] == [6, None, 6]


def test_the_store_is_bounded_and_forgets_what_was_read_least_recently() -> None:
    pages = PageCache()
    stamp = (1,)
    body = b"x" * 900_000
    for number in range(9):
        pages.put(("", str(number), ""), stamp, b"n", body)
        pages.get(("", "0", ""), stamp, b"m")

    cached = [number for number in range(9) if pages.get(("", str(number), ""), stamp, b"m")]

    assert cached == [0, 2, 3, 4, 5, 6, 7, 8]
    pages.put(("", "large", ""), stamp, b"n", b"x" * 1_000_001)
    assert pages.get(("", "large", ""), stamp, b"m") is None


def test_only_actions_on_working_texts_are_passed_over(product: Product) -> None:
    document_id = product.draft()
    with product.services.readers() as db:
        drafted = public_changes.newest_event(db)
    product.save(document_id, RUSSIAN.replace("даёт", "даст"))
    with product.services.readers() as db:
        saved = public_changes.newest_event(db)
        assert public_changes.newest_public_event(db, drafted, 3) == 3
    product.submit(document_id)
    with product.services.readers() as db:
        assert public_changes.newest_public_event(db, saved, 3) > saved
