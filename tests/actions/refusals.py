"""How tests of actions say that one is refused."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from cmia_docs.errors import Refused


@contextmanager
def refused(kind: type[Refused], reason: str, **details: object) -> Iterator[None]:
    """The block must be refused with exactly this kind, reason and, where given, details."""
    with pytest.raises(Refused) as caught:
        yield
    assert (type(caught.value), caught.value.reason) == (kind, reason)
    assert {name: caught.value.details.get(name) for name in details} == details
