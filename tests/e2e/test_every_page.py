"""The list of pages is whole: who adds a page names an example of it, and it is looked at like the others."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from tests.e2e.page_examples import EXAMPLES, NOT_PAGES


def test_every_address_that_can_be_opened_is_a_page_with_an_example_or_named_as_none(app: Flask) -> None:
    opened = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    assert sorted(opened - EXAMPLES.keys() - NOT_PAGES.keys()) == []
    assert sorted((EXAMPLES.keys() | NOT_PAGES.keys()) - opened) == []
    assert EXAMPLES.keys() & NOT_PAGES.keys() == set()


@pytest.mark.parametrize("endpoint", EXAMPLES)
def test_an_example_is_of_its_page(app: Flask, endpoint: str) -> None:
    routes = app.url_map.bind("localhost")
    for example in EXAMPLES[endpoint]:
        path = re.sub(r"\{\w+\}", "1", example.address.partition("?")[0])
        assert routes.match(path)[0] == endpoint, example.address
