"""Sessions are planned once, and a text is put on the agenda of one that exists."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from cmia_docs.actions.sessions import sessions
from cmia_docs.errors import Invalid, NotAllowed
from cmia_docs.models import CouncilSession
from tests.actions.refusals import refused
from tests.factories.followed import events
from tests.factories.product import Product


def plan(product: Product, who: str = "secretary", **changes: Any) -> CouncilSession:
    """A session of two days in Astana, planned by a form."""
    today = product.clock().date()
    how: dict[str, Any] = {
        "begins_on": today,
        "ends_on": today + timedelta(days=1),
        "cities": {"ru": "Астана", "en": "Astana"},
        "chair_state": "KZ",
        "title": "Очередное",
        "only_new": True,
    }
    with product.work(who) as work:
        return sessions.plan_session(work, **(how | changes))


def test_a_session_is_planned(product: Product) -> None:
    planned, today = plan(product), product.clock().date()

    assert (planned.begins_on, planned.ends_on) == (today, today + timedelta(days=1))
    assert (planned.cities, planned.chair_state) == ({"ru": "Астана", "en": "Astana"}, "KZ")
    assert planned.title == "Очередное"
    assert plan(product, ends_on=None).ends_on == today


@pytest.mark.parametrize("changes", [{"title": ""}, {"chair_state": "KG"}, {"cities": {"ru": "Алматы"}}])
def test_only_a_session_that_differs_is_planned_beside_another(
    product: Product, changes: dict[str, Any]
) -> None:
    first = plan(product)

    with refused(Invalid, "session.planned_already", field="begins_on"):
        plan(product)
    other = plan(product, **changes)

    assert other.id != first.id
    # One that is entered on purpose is not compared.
    assert plan(product, only_new=False).id > other.id


def test_what_cannot_be_planned(product: Product) -> None:
    yesterday = product.clock().date() - timedelta(days=1)

    with refused(Invalid, "session.ends_before_it_begins", field="ends_on"):
        plan(product, ends_on=yesterday)
    with refused(Invalid, "council.unknown_state"):
        plan(product, chair_state="FR")
    with refused(NotAllowed, "session.may_not_plan"):
        plan(product, "drafter")


def test_a_text_goes_on_an_agenda_and_off_it(product: Product) -> None:
    document_id = product.tabled()
    revision = product.revision(document_id)
    tabled = events(product)[-1]

    assert tabled.data == {
        "session": product.document(document_id).session_id,
        "commit": revision.commit,
        "text_sum": revision.text_sum,
    }
    with product.work("secretary") as work:
        deferred = sessions.defer(work, document_id, seen=revision.id, reason="Нет кворума")

    assert deferred.data == {"reason": "Нет кворума"}
    assert product.document(document_id).session_id is None
    assert product.document(document_id).stage == "agreed"
