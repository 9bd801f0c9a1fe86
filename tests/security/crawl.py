"""Every page that a person can ask for, by the routes that there are and by the links on the pages."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from cmia_docs.models import CouncilSession, Document, Person, Remark
from tests.factories.product import Product

WORD_FILE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
NUMBERS = range(1, 5)
"""Of revisions: no document of a test has more."""
_LINK = re.compile(r'(?:href|action)="(/[^"#]*)')
_PLAIN: Mapping[str, Any] = {"code": "en", "unit_id": "c1", "act": "enable", "role": "drafter", "state": "BY"}

Values = Mapping[str, Any]


def addresses(product: Product) -> set[str]:
    """What can be asked for by GET, for every document, revision, remark, person and session there is."""
    all_addresses: set[str] = set()
    for rule in product.app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and rule.endpoint not in ("static", "signing_in.join"):
            all_addresses |= set(_of(rule, product))
    return all_addresses


def _of(rule: Rule, product: Product) -> Iterator[str]:
    for values in _values(rule, product):
        built = rule.build({**_PLAIN, **values}, append_unknown=False)
        if built is None:
            continue
        yield built[1]
        if rule.endpoint == "compare.show":
            yield from (f"{built[1]}?old={old}&new={new}&changes=0" for old, new in combinations(NUMBERS, 2))
        elif rule.arguments == {"document_id"} and "POST" not in (rule.methods or ()):
            yield from (f"{built[1]}?revision={number}" for number in NUMBERS)
            yield f"{built[1]}?languages=ru,en"


def _values(rule: Rule, product: Product) -> Iterator[Values]:
    """Values for the arguments of a rule; a remark also with the first document, be it another's."""
    with product.services.readers() as db:
        documents = db.execute(select(Document.id, Document.slug)).all()
        remarks = db.execute(select(Remark.id, Remark.document_id)).all()
        people = db.scalars(select(Person.id)).all()
        sessions = db.scalars(select(CouncilSession.id)).all()
    rows: list[Values] = [{}]
    if "remark_id" in rule.arguments:
        rows = [
            {"document_id": document_id, "remark_id": remark_id}
            for remark_id, own in remarks
            for document_id in {own, documents[0][0]}
        ]
    elif rule.arguments & {"document_id", "slug"}:
        rows = [{"document_id": document_id, "slug": slug} for document_id, slug in documents]
    elif "session_id" in rule.arguments:
        rows = [{"session_id": session_id} for session_id in sessions]
    if "person_id" in rule.arguments:
        rows = [row | {"person_id": people[0]} for row in rows]  # type: ignore[operator]
    for row in rows:
        for number in NUMBERS if "number" in rule.arguments else (0,):
            for language in ("ru", "en") if "language" in rule.arguments else ("",):
                yield {**row, "number": number, "language": language}


def everything(product: Product, client: FlaskClient) -> dict[str, str]:
    """All that comes back, by address: headers and content, Word files unpacked; links are followed."""
    waiting = sorted(addresses(product))
    answers: dict[str, str] = {}
    while waiting:
        address = waiting.pop()
        if address in answers or address.startswith(("/static/", "/language/")):
            continue
        answer = client.get(address)
        assert answer.status_code < 500, (address, answer.status_code)
        answers[address] = text_of(answer)
        if answer.mimetype == "text/html":
            links = {link.replace("&amp;", "&") for link in _LINK.findall(answer.text)}
            waiting += [link for link in links - answers.keys() if "next=" not in link]
    return answers


def text_of(answer: TestResponse) -> str:
    """Headers and content as text."""
    head = "\n".join(f"{name}: {value}" for name, value in answer.headers if name != "Location")
    if answer.mimetype != WORD_FILE:
        return f"{head}\n{answer.get_data(as_text=True)}"
    with zipfile.ZipFile(io.BytesIO(answer.data)) as package:
        parts = [package.read(name).decode("utf-8", "replace") for name in package.namelist()]
    return "\n".join([head, *parts])
