"""How tests of actions say that one is refused."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from cmia_docs.errors import Refused, StaleRevision


@contextmanager
def refused(kind: type[Refused], code: str, **details: object) -> Iterator[None]:
    """The block must be refused with exactly this kind, code and, where given, details."""
    with pytest.raises(Refused) as caught:
        yield
    assert (type(caught.value), caught.value.code) == (kind, code)
    error = caught.value
    named = {"field": error.field, **error.details}
    if isinstance(error, StaleRevision):
        named |= {"seen": error.seen, "current": error.current}
    assert {name: named.get(name) for name in details} == details
