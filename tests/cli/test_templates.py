"""Templates that are compiled before anybody asks for a page."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from cmia_docs.cli.templates import compile_templates
from tests.factories.product import Product


def test_no_page_waits_for_its_template_once_all_are_compiled(
    product: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    def compiled_late(*_arguments: object, **_options: object) -> None:
        raise AssertionError("a template was compiled while somebody waited")

    document_id = product.draft()
    client: FlaskClient = product.client("drafter")
    compile_templates(product.app)

    monkeypatch.setattr(product.app.jinja_env, "compile", compiled_late)
    for address in (
        "/",
        "/register",
        "/search",
        f"/documents/{document_id}",
        f"/documents/{document_id}/edit",
    ):
        assert client.get(address).status_code == 200
