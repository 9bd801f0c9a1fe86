"""Every page that the cast can open, for tests that hold all pages to one rule."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from werkzeug.routing import Rule

from cmia_docs.actions.review import remarks
from cmia_docs.rules.positions import PositionKind
from tests.factories.product import Product

_ONCE = frozenset({"signing_in.join", "languages.switch", "health.healthz", "static"})
"""Routes that are no pages, or need a secret of their own."""


def scene(product: Product) -> dict[str | None, list[int]]:
    """Documents at different places of their way, by who looks at them."""
    in_force, circulated = product.in_force(), product.circulated()
    product.position(circulated, "belarus", "BY", PositionKind.OBJECTION, "2.1")
    with product.work("belarus") as work:
        remarks.remark(
            work,
            circulated,
            seen=product.seen(circulated),
            language="ru",
            unit_id="c1",
            body="3.2",
            state="BY",
        )
    agreed, consolidated = product.agreed(), product.consolidated()
    product.follow_up()
    return {
        None: [in_force],
        "drafter": [product.draft(), consolidated],
        "secretary": [product.in_check(), circulated, agreed, in_force],
        "belarus": [circulated],
        "chair": [product.proposed("СМВД/2026/2")],
        "administrator": [],
        "auditor": [],
    }


def every_page(
    product: Product, played: dict[str | None, list[int]], language: str
) -> Iterator[tuple[str, str]]:
    """Who asks for what, and the page that comes: every page of each of them, refusals too."""
    for who, documents in played.items():
        client = product.client(who, language)
        for address in _addresses(product, documents, language):
            answer = client.get(address)
            assert answer.status_code < 500, address
            if answer.mimetype == "text/html" and answer.status_code != 302:
                yield f"{who}: {address}", answer.text


def _addresses(product: Product, documents: list[int], language: str) -> Iterator[str]:
    for rule in product.app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and rule.endpoint not in _ONCE:
            for document_id in documents if "document_id" in rule.arguments else documents[:1] or [0]:
                slug = product.document(document_id).slug if document_id else "none"
                values = {"document_id": document_id, "slug": slug, "language": language}
                yield from _filled(rule, values)


def _filled(rule: Rule, values: dict[str, Any]) -> Iterator[str]:
    built = rule.build({name: values.get(name, 1) for name in rule.arguments}, append_unknown=False)
    if built is not None:
        yield built[1]
