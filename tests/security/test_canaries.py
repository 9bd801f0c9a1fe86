"""Nothing comes out anywhere to whom it is not open: pages, files, headers, forms, lists, notices."""

from __future__ import annotations

import logging
import re

import pytest

from cmia_docs.logs import VERBOSE, JsonLines
from tests.factories.council import CAST
from tests.factories.product import Product
from tests.security import canaries
from tests.security.crawl import everything

CANARY = re.compile(rf"q[a-e](?:[0-9]|in)(?:{'|'.join(canaries.PIECES)})")
# By person: the documents they may know of, and the revisions or rounds whose words may reach them.
OPEN: dict[str | None, tuple[str, set[str]]] = {
    None: ("e", {"qe1"}),
    "administrator": ("e", {"qe1"}),
    "other_drafter": ("e", {"qe1"}),
    "kyrgyzstan": ("e", {"qe1"}),
    "belarus": ("bcde", {"qb1", "qc1", "qd1", "qe1"}),
    "kazakhstan": ("bce", {"qb2", "qc2", "qe1"}),
    "chair": ("de", {"qd1", "qe1"}),
}


@pytest.fixture
def all_logged(caplog: pytest.LogCaptureFixture) -> None:
    """What the server logs at its most talkative."""
    for name in VERBOSE:
        caplog.set_level(logging.WARNING, name)
    caplog.set_level(logging.DEBUG)


@pytest.fixture
def played(product: Product) -> Product:
    """A draft (a), a text in its second round (b), one after it (c), one tabled (d), one adopted (e)."""
    canaries.begin(product, "qa0")
    canaries.two_rounds(product, "qb")
    canaries.between_rounds(product, "qc")
    canaries.on_the_agenda(product, "qd")
    canaries.in_the_register(product, "qe")
    product.follow_up()
    return product


def test_nothing_is_shown_to_whom_it_is_not_open(played: Product) -> None:
    for who, (known, revisions) in OPEN.items():
        slugs: set[str] = set()
        words: set[str] = set()
        for address, content in everything(played, played.client(who)).items():
            # What the address itself says is no news.
            canaries = {word for word in CANARY.findall(content) if word not in address}
            slugs |= {word for word in canaries if word.endswith("slug")}
            words |= {word for word in canaries if not word.endswith("slug")}
            if who == "belarus":
                assert "Round 2" not in content, address
                assert "May 17" not in content, address
        assert (who, {word[:3] for word in words}) == (who, revisions)
        assert (who, slugs) == (who, {f"q{character}0slug" for character in known})


def test_the_register_names_neither_drafter_nor_what_was_said_on_the_way(played: Product) -> None:
    pages = everything(played, played.client())
    canaries = {w for address, content in pages.items() for w in CANARY.findall(content) if w not in address}
    assert canaries == {"qe0slug", "qe1title", "qe1text", "qe1number", "qe1opinion"}
    assert [address for address, content in pages.items() if CAST["drafter"][0] in content] == []


def test_no_letter_says_more_than_its_reader_may_know(played: Product) -> None:
    people = {email: who for who, (_name, email, _grants) in CAST.items()}
    for to, subject, body in played.mail.sent:
        words = {word[:3] for word in CANARY.findall(subject + body)}
        if people[to] in OPEN:
            assert words <= OPEN[people[to]][1], (to, subject)


def test_the_log_says_nothing_of_texts_people_and_secrets(
    caplog: pytest.LogCaptureFixture, all_logged: None, played: Product
) -> None:
    for who in ("drafter", "belarus", "chair", None):
        everything(played, played.client(who))
        played.client(who).get("/search?q=qa0text&in=drafts")
        played.client(who).post("/documents/1/save", data={"text.ru": "qa0text", "message": "qa0message"})
    played.client(None).post("/sign-in", data={"email": "qa0note@example.org", "password": "qa0remark"})

    records = [*caplog.get_records("setup"), *caplog.get_records("call")]
    log = "\n".join(JsonLines().format(record) for record in records)

    assert log.count('"message": "request"') > 100
    assert [line for line in log.splitlines() if CANARY.search(line)] == []
    assert [name for name, email, _ in CAST.values() if name in log or email in log] == []


def test_search_finds_for_nobody_what_is_not_open_to_them(played: Product) -> None:
    words = [f"q{d}{n}{piece}" for d in "abcde" for n in "0123" for piece in ("text", "title")]
    for who, (_known, revisions) in OPEN.items():
        if who is None:
            continue
        client = played.client(who)
        canaries = {word[:3] for word in words if hits(client.get(f"/search?in=drafts&q={word}").text)}
        # Who has no role in which drafts may be open searches the adopted acts, whatever the address says.
        expected = revisions if who == "administrator" else revisions - {"qe1"}
        assert (who, canaries) == (who, expected)


def test_no_suggestion_is_made_of_words_that_are_not_open(played: Product) -> None:
    for who in ("belarus", "kazakhstan", "chair", "other_drafter"):
        client = played.client(who)
        for word in ("qa0", "qb1", "qb2", "qc3", "qd1"):
            for query in (f"{word}texx", f"{word}tex", f"{word}te*", f"{word}titl"):
                page = client.get(f"/search?in=drafts&q={query}").text
                revealed = {canary[:3] for canary in CANARY.findall(page) if canary != query}
                assert (who, query, revealed - OPEN[who][1]) == (who, query, set())


def hits(page: str) -> int:
    """How many articles a search has found."""
    return page.count('class="hit"')
