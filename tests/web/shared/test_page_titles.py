"""The title of a page says which it is: it is what tabs and screen readers begin with (WCAG 2.2, 2.4.2)."""

from __future__ import annotations

import re
from collections import defaultdict
from urllib.parse import urlsplit

from tests.factories.product import Product
from tests.web.every_page import every_page, scene

_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
# An act in the language that is shown by default; an import that leads to the working copy.
_SAME_PAGE = re.compile("/en$|/import$")


def test_no_two_kinds_of_page_have_the_same_title(product: Product) -> None:
    kinds_by_title: dict[tuple[str, str], set[str]] = defaultdict(set)
    for address, page in every_page(product, scene(product), "en"):
        who, _, path = address.partition(": ")
        if "notice-code" not in page:  # refusals are one page
            kind = _SAME_PAGE.sub("", re.sub(r"\d+", "N", urlsplit(path).path))
            kinds_by_title[who, _TITLE.findall(page)[0]].add(kind)
    assert [(title, *sorted(kinds)) for title, kinds in kinds_by_title.items() if len(kinds) > 1] == []
