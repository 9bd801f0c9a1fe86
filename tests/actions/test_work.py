"""What the database refuses inside an action is a refusal with a reason, and nothing is stored."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import IntegrityError, TimeoutError
from sqlalchemy.orm.exc import StaleDataError

from cmia_docs.actions.work import Work
from cmia_docs.errors import Refused, StaleRevision, Unavailable
from cmia_docs.models import Document
from cmia_docs.reasons import Reason
from tests.factories.product import Product


@pytest.mark.parametrize(
    ("error", "kind", "reason"),
    [
        (StaleDataError("changed by another"), StaleRevision, Reason.WORK_CONFLICT),
        (IntegrityError("INSERT", {}, ValueError("twice")), StaleRevision, Reason.WORK_CONFLICT),
        (TimeoutError("no connection is free"), Unavailable, Reason.DATABASE_BUSY),
    ],
)
def test_it_is_named(product: Product, error: Exception, kind: type[Refused], reason: Reason) -> None:
    document_id = product.draft()

    def fail() -> None:
        with Work(product.services, product.actor("drafter")) as work:
            work.db.get_one(Document, document_id).slug = "another"
            raise error

    with pytest.raises(kind) as refused:
        fail()
    assert refused.value.reason == reason
    assert product.document(document_id).slug != "another"
