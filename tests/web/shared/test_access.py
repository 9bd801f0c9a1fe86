"""Every route declares what it needs; none is served without."""

from __future__ import annotations

import pytest
from flask import Flask

from cmia_docs.actions.review import remarks
from cmia_docs.rules.permissions import Permission
from cmia_docs.rules.workflow import Action
from cmia_docs.web.shared.access import requirement_of
from tests.factories.product import Product

# What anyone on the internet may open. A new public route has to be named here by whoever adds it.
PUBLIC = {
    "clone.pack",
    "clone.refs",
    "dashboard.index",
    "health.healthz",
    "health.readyz",
    "languages.switch",
    "metrics.metrics",
    "register.entry",
    "register.index",
    "register.show",
    "register.source",
    "register.text",
    "register.unit",
    "register.word",
    "search.index",
    "signing_in.join",
    "signing_in.sign_in",
    "static",
}
# Values that fit converters which take no number.
SAMPLES = {"action": "enable", "role": "expert"}


def test_every_route_declares_a_permission(app: Flask) -> None:
    undeclared = [
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if not isinstance(requirement_of(app, rule.endpoint), Permission | Action)
    ]
    assert undeclared == []


def test_only_the_named_routes_are_public(app: Flask) -> None:
    public = {
        r.endpoint for r in app.url_map.iter_rules() if requirement_of(app, r.endpoint) is Permission.PUBLIC
    }
    assert public == PUBLIC


def test_a_route_about_a_document_takes_its_id_where_access_looks_for_it(app: Flask) -> None:
    routes = [r for r in app.url_map.iter_rules() if isinstance(requirement_of(app, r.endpoint), Action)]
    unguarded = [r.endpoint for r in routes if "document_id" not in r.arguments]
    assert unguarded == []


def test_a_route_without_a_declaration_is_not_served(app: Flask) -> None:
    app.add_url_rule("/undeclared", "undeclared", lambda: "geheim")
    answer = app.test_client().get("/undeclared")
    assert answer.status_code == 404
    assert b"geheim" not in answer.data


def test_without_signing_in_every_inner_page_asks_for_it(app: Flask) -> None:
    client = app.test_client()
    for rule in app.url_map.iter_rules():
        if requirement_of(app, rule.endpoint) is Permission.PUBLIC or "GET" not in (rule.methods or ()):
            continue
        address = rule.build({name: SAMPLES.get(name, "1") for name in rule.arguments}, append_unknown=False)
        assert address is not None
        answer = client.get(address[1])
        assert (rule.endpoint, answer.status_code) == (rule.endpoint, 302)
        assert answer.headers["Location"].startswith("/sign-in?next=")


def test_without_signing_in_nothing_can_be_posted(app: Flask) -> None:
    client = app.test_client()
    for rule in app.url_map.iter_rules():
        if requirement_of(app, rule.endpoint) is Permission.PUBLIC or "POST" not in (rule.methods or ()):
            continue
        address = rule.build({name: SAMPLES.get(name, "1") for name in rule.arguments}, append_unknown=False)
        assert address is not None
        answer = client.post(address[1])
        assert (rule.endpoint, answer.status_code) == (rule.endpoint, 403)


@pytest.mark.parametrize("who", ["administrator", "auditor", "other_drafter", "belarus", "chair", "expert"])
def test_a_draft_one_may_not_know_of_answers_like_one_that_does_not_exist(product: Product, who: str) -> None:
    document_id = product.draft()
    with product.work("drafter") as work:
        seen = product.seen(document_id)
        made = remarks.remark(work, document_id, seen=seen, language="ru", unit_id="c1", body="Уточнить")
    values = SAMPLES | {"number": 1, "language": "ru", "remark_id": made.id, "person_id": made.author_id}
    client, none_id = product.client(who), 999999
    client.get("/account")  # from here on the browser has its cookies
    rules = [rule for rule in product.app.url_map.iter_rules() if "document_id" in rule.arguments]
    for rule, method in [(each, method) for each in rules for method in each.methods or ()]:
        own = {name: values[name] for name in rule.arguments - {"document_id"}}
        built = [
            rule.build(own | {"document_id": each}, append_unknown=False) for each in (document_id, none_id)
        ]
        real, none = (
            client.open(address[1], method=method, data={"seen": seen}) for address in built if address
        )
        assert (rule.endpoint, method, real.status_code) == (rule.endpoint, method, 404)
        assert _without_request(real.text) == _without_request(none.text).replace(
            str(none_id), str(document_id)
        )
        assert dict(real.headers).keys() == dict(none.headers).keys()
    assert len(rules) > 40


def _without_request(page: str) -> str:
    """The page without what differs from request to request: nonces and form tokens."""
    return "\n".join(line for line in page.splitlines() if "nonce" not in line and "csrf_token" not in line)
