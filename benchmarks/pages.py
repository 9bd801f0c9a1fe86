"""The pages people open all day, with 100 documents and with 10,000: the server's time alone."""

from __future__ import annotations

from collections.abc import Callable

from flask.testing import FlaskClient
from sqlalchemy import select

from benchmarks.figures import Figure, Times
from benchmarks.many import COUNTS, with_documents
from benchmarks.town import DRAFTER, PASSWORD, Town
from cmia_docs.models import Act, Document, Revision

_TIMES = 40
Address = Callable[[Town], str]


def run() -> list[Figure]:
    """Figures at both sizes."""
    figures = []
    for count in COUNTS:
        with with_documents(count) as made:
            figures += [_page(made, f"{name}, {count:,} documents", who, at) for name, who, at in _PAGES]
            figures.append(
                _page(made, f"act page from the cache, {count:,} documents", "", _adopted, cached=True)
            )
    return figures


def _page(made: Town, name: str, who: str, at: Address, cached: bool = False) -> Figure:
    """A page that is rendered each time; with `cached`, the one that the server caches for everybody."""
    client = _signed_in(made, who) if who else made.app.test_client()
    address, times = at(made), Times()
    for number in range(_TIMES + 3):
        requested = address if cached else f"{address}{'&' if '?' in address else '?'}again={number}"
        with times.one():
            answer = client.get(requested)
        assert answer.status_code == 200, (address, answer.status_code)
        if number < 3:  # the first ones read templates
            times.all.clear()
    return Figure(name, str(times), "p50 ≤ 50 ms", "", times.ms(50) <= 50)


def _signed_in(made: Town, who: str) -> FlaskClient:
    made.app.config["WTF_CSRF_ENABLED"] = False
    client = made.app.test_client()
    assert client.post("/sign-in", data={"email": who, "password": PASSWORD}).status_code == 302
    return client


def _adopted(made: Town) -> str:
    with made.services.readers() as db:
        slug = db.scalars(
            select(Document.slug).join(Act, Act.document_id == Document.id).order_by(Act.document_id)
        ).first()
    return f"/register/{slug}"


def _document(made: Town) -> str:
    return f"/documents/{_changed(made)}"


def _comparison(made: Town) -> str:
    document_id = _changed(made)
    with made.services.readers() as db:
        query = select(Revision.number).where(Revision.document_id == document_id).order_by(Revision.number)
        old, *_, new = db.scalars(query)
    return f"/documents/{document_id}/compare?old={old}&new={new}"


def _changed(made: Town) -> int:
    """A document of the demo that has several revisions."""
    with made.services.readers() as db:
        return db.scalars(select(Document.id).where(Document.slug == "interstate-search")).one()


_SECRETARIAT = "secretariat@cmia.example"
_PAGES: tuple[tuple[str, str, Address], ...] = (
    ("document page", _SECRETARIAT, _document),
    ("act page", "", _adopted),
    ("dashboard of a drafter", DRAFTER, lambda _made: "/"),
    ("dashboard of the secretariat", _SECRETARIAT, lambda _made: "/"),
    ("list of documents", _SECRETARIAT, lambda _made: "/documents"),
    ("comparison page", _SECRETARIAT, _comparison),
    ("register", "", lambda _made: "/register"),
    ("search in the register", "", lambda _made: "/search?q=положение"),
)
