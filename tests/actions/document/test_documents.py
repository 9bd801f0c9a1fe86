"""Documents: their short names, the people named on them, and a form that is sent twice."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from cmia_docs.actions.document import documents
from cmia_docs.actions.people.roles import grant_role
from cmia_docs.errors import Invalid, NotAllowed
from cmia_docs.queries.document.grants import rights_subject_of
from cmia_docs.rules.description import Description
from cmia_docs.rules.permissions import Grant
from cmia_docs.rules.workflow import Role
from tests.actions.refusals import refused
from tests.factories.product import Product, texts

TITLES = {"ru": "Положение о совете", "en": "Regulation on the Board"}


def create(product: Product, who: str = "drafter", **changes: Any) -> int:
    """A regulation in both languages."""
    how: dict[str, Any] = {
        "description": Description("regulation", TITLES, ("ru", "en")),
        "texts": texts(),
        "message": "Первая редакция",
    }
    with product.work(who) as work:
        return documents.create(work, **(how | changes)).id


def named(product: Product, document_id: int) -> tuple[set[int], set[int]]:
    """Drafters and experts."""
    with product.services.readers() as db:
        subject = rights_subject_of(db, product.document(document_id))
    return set(subject.drafters), set(subject.experts)


def test_a_short_name_is_made_from_the_english_title_and_numbered_where_it_is_taken(
    product: Product,
) -> None:
    made = [create(product) for _ in range(3)]

    assert [product.document(document_id).slug for document_id in made] == [
        "regulation-on-the-board",
        "regulation-on-the-board-2",
        "regulation-on-the-board-3",
    ]


def test_a_short_name_that_is_taken_is_refused(product: Product) -> None:
    document_id = create(product, slug="board")

    assert product.document(document_id).slug == "board"
    with refused(Invalid, "document.slug_taken", field="slug"):
        create(product, slug="board")


def test_a_form_sent_twice_is_one_document_of_one_person(product: Product) -> None:
    first = create(product, once="form-1")

    assert create(product, once="form-1") == first
    assert create(product, once="form-2") != first
    assert create(product, "other_drafter", once="form-1") != first


def test_the_people_of_a_new_document(product: Product) -> None:
    drafter, other = (product.person(who).id for who in ("drafter", "other_drafter"))

    by_drafter = create(product, drafters=[other, drafter, other])
    by_secretariat = create(product, "secretary")

    assert named(product, by_drafter) == ({drafter, other}, set())
    assert named(product, by_secretariat) == (set(), set())
    with refused(NotAllowed, "document.may_not_create"):
        create(product, "belarus")


def test_who_is_named_in_two_roles_is_taken_off_in_one(product: Product) -> None:
    document_id = create(product)
    drafter = product.person("drafter").id
    with product.work("administrator") as work:
        grant_role(work, drafter, Grant(Role.EXPERT))

    with product.work("secretary") as work:
        documents.assign(work, document_id, drafter, Role.EXPERT)
    assert named(product, document_id) == ({drafter}, {drafter})
    with product.work("secretary") as work:
        documents.unassign(work, document_id, drafter, Role.EXPERT)

    assert named(product, document_id) == ({drafter}, set())
    with refused(Invalid, "assignment.unknown"), product.work("secretary") as work:
        documents.unassign(work, document_id, drafter, Role.EXPERT)


@pytest.mark.parametrize(
    ("who", "role", "code"),
    [
        ("drafter", Role.DRAFTER, "assignment.already"),
        ("drafter", Role.EXPERT, "assignment.person"),
        ("belarus", Role.REVIEWER, "assignment.person"),
    ],
)
def test_who_cannot_be_named(product: Product, who: str, role: Role, code: str) -> None:
    document_id = create(product)

    with refused(Invalid, code, field="person"), product.work("secretary") as work:
        documents.assign(work, document_id, product.person(who).id, role)


def test_a_role_for_a_time_names_until_it_ends(product: Product) -> None:
    document_id, other = create(product), create(product)
    belarus = product.person("belarus").id
    until = product.clock() + timedelta(days=1)
    with product.work("administrator") as work:
        grant_role(work, belarus, Grant(Role.EXPERT), until)

    with product.work("secretary") as work:
        documents.assign(work, document_id, belarus, Role.EXPERT)
    product.clock.now = until

    with refused(Invalid, "assignment.person", field="person"), product.work("secretary") as work:
        documents.assign(work, other, belarus, Role.EXPERT)
