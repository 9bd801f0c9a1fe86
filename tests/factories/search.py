"""Data for search: acts of two types, years and bodies; and reading a page of results."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from html import unescape

from flask.testing import FlaskClient

from cmia_docs.actions.adoption import adoption
from cmia_docs.actions.council import council
from cmia_docs.actions.document import documents
from cmia_docs.actions.review import agreement, checking
from cmia_docs.actions.sessions import sessions
from cmia_docs.rules.adoption_payloads import Signatory
from cmia_docs.rules.description import Description
from cmia_docs.rules.positions import Signing
from cmia_docs.text.format.file_format import parse
from tests.factories.council import SETTINGS
from tests.factories.followed import confirm
from tests.factories.product import Product
from tests.factories.register import fill_register

DECISION = "decision-on-the-search-for-persons"
RUSSIAN = """# Решение о розыске лиц {#t1}

1. Утвердить порядок межгосударственного розыска лиц согласно пункту [[c2]]. {#c1}

2. Действие положения распространяется на <b>Беларусь</b> и другие государства. {#c2}
"""
ENGLISH = """# Decision on the Search for Persons {#t1}

1. To approve the procedure of the interstate search for persons, see [[c2]]. {#c1}

2. The regulations apply to <b>Belarus</b> and other states. {#c2}
"""


def fill_register_of_two_bodies(product: Product) -> None:
    """Three regulations of one body, then a decision of a body that has another name."""
    fill_register(product)
    names = {"ru": "Объединённый совет", "en": "Joint Council"}
    with product.work("administrator") as work:
        council.configure(work, SETTINGS | {"names": names})
    decide(product, "СМВД/2027/2")


def decide(product: Product, number: str) -> int:
    """An adopted decision; its document."""
    document_id = tabled_decision(product)
    with product.work("secretary") as work:
        adoption.propose_adoption(
            work,
            document_id,
            seen=product.seen(document_id),
            number=number,
            adopted_on=product.clock().date() - timedelta(days=1),
            cities={"ru": "Минск"},
            signatories=[Signatory("BY", Signing.SIGNED)],
        )
    confirm(product, document_id)
    return document_id


def tabled_decision(product: Product) -> int:
    """A decision on a session's agenda, which no state was sent."""
    document_id = begin_decision(product)
    with product.work("drafter") as work:
        checking.submit(work, document_id, seen=product.seen(document_id))
    with product.work("secretary") as work:
        agreement.accept(work, document_id, seen=product.seen(document_id))
    session_id = product.session()
    with product.work("secretary") as work:
        sessions.table(work, document_id, seen=product.seen(document_id), session_id=session_id)
    return document_id


def begin_decision(product: Product) -> int:
    """A decision in draft."""
    with product.work("drafter") as work:
        return documents.create(
            work,
            description=Description(
                act_type="decision",
                titles={"ru": "Решение о розыске лиц", "en": "Decision on the Search for Persons"},
                languages=("ru", "en"),
            ),
            texts={"ru": parse(RUSSIAN, "ru"), "en": parse(ENGLISH, "en")},
            message="Первая редакция",
        ).id


@dataclass(frozen=True, slots=True)
class Page:
    """A page of results as a reader sees it."""

    html: str

    @property
    def links(self) -> list[str]:
        """Where the hits lead, in order."""
        return [unescape(url) for url in re.findall(r'<h2 lang="\w+"><a href="([^"]+)"', self.html)]

    @property
    def headings(self) -> list[str]:
        """The titles of the hits."""
        return [words(markup) for markup in re.findall(r'<h2 lang="\w+">(.*?)</h2>', self.html)]

    @property
    def snippets(self) -> list[str]:
        """The snippets of the page."""
        return re.findall(r'<p class="snippet" lang="\w+">(.*?)</p>', self.html)

    @property
    def total(self) -> int:
        """How many articles the page says there are."""
        return int(re.findall(r'<p role="status">(\d+) article', self.html)[0])

    @property
    def notes(self) -> list[str]:
        """The notes of the page on the query."""
        return [
            words(markup) for markup in re.findall(r'class="note-box.*?</div></div>', self.html, re.DOTALL)
        ]

    @property
    def meant(self) -> str:
        """The suggestion; empty for none."""
        suggestions = re.findall(r'<p class="meant">.*?<strong>(.*?)</strong>', self.html)
        return suggestions[0] if suggestions else ""

    @property
    def facets(self) -> dict[str, dict[str, int]]:
        """The counts by facet and value."""
        return {
            label: {words(value): int(n) for value, n in _VALUE.findall(body)}
            for label, body in re.findall(
                r'class="facet"><h2>(.*?)</h2>(.*?)</section>', self.html, re.DOTALL
            )
        }

    def facet_url(self, value: str) -> str:
        """The address that sets or clears a value."""
        for url, body in re.findall(r'<li><a href="(/search[^"]*)"[^>]*rel="nofollow">(.*?)</a>', self.html):
            if f"<span>{value}</span>" in body:
                return unescape(url)
        raise AssertionError(value)


_VALUE = re.compile(r'</span><span>([^<]*)</span><span class="n">(\d+)</span>', re.DOTALL)


def words(html: str) -> str:
    """The words of a piece of a page."""
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html)).split())


def search(client: FlaskClient, query: str, **more: str) -> Page:
    """Search as a browser does."""
    answer = client.get("/search", query_string={"q": query, **more})
    assert answer.status_code == 200, (query, answer.status_code)
    return Page(answer.text)
