"""Actions of people whose account, role or sign-in ended while the request was under way."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from sqlalchemy import select

from cmia_docs.actions.people import people, roles, sign_in
from cmia_docs.actions.review import checking
from cmia_docs.errors import Invalid, NotAllowed
from cmia_docs.models import Person, SignIn
from cmia_docs.rules.permissions import Grant
from cmia_docs.rules.workflow import Role
from tests.actions.refusals import refused
from tests.factories.council import CAST, PASSWORD
from tests.factories.product import Product

EMAIL = CAST["drafter"][1]
NEW = "совсем другие слова подряд"
Happens = Callable[[Product], None]


def account_closed(product: Product) -> None:
    """By the administrator."""
    with product.work("administrator") as work:
        people.disable(work, product.person("drafter").id)


def role_taken(product: Product) -> None:
    """By the administrator."""
    with product.work("administrator") as work:
        roles.revoke_role(work, product.person("drafter").id, Grant(Role.DRAFTER))


def signed_out(product: Product) -> None:
    """From another device."""
    with product.work("drafter") as work:
        people.end_sign_ins(work, product.person("drafter").id)


def password_changed(product: Product) -> None:
    """By the notice of an invitation."""
    with product.work("administrator") as work:
        token = people.invite_again(work, product.person("drafter").id)
    with product.work("administrator") as work:
        people.join(work, token, NEW)


class Slow(BytesIO):
    """A form that arrives; before its first byte something happens."""

    def __init__(self, content: bytes, happens: Callable[[], None]) -> None:
        super().__init__(content)
        self._happens: Callable[[], None] | None = happens

    def readinto(self, buffer: Any, /) -> int:
        """What was sent."""
        if self._happens is not None:
            happens, self._happens = self._happens, None
            happens()
        return super().readinto(buffer)


@pytest.mark.parametrize("happens", [account_closed, role_taken, signed_out])
def test_a_form_that_took_its_time_to_arrive_does_nothing(product: Product, happens: Happens) -> None:
    document_id = product.draft()
    form = f"seen={product.seen(document_id)}&reason=x".encode()

    answer = product.client("drafter").post(
        f"/documents/{document_id}/submit",
        input_stream=Slow(form, lambda: happens(product)),
        content_length=len(form),
        content_type="application/x-www-form-urlencoded",
    )

    assert (answer.status_code, "Nothing was changed" in answer.text) == (403, True)
    assert product.document(document_id).stage == "draft"


@pytest.mark.parametrize("happens", [account_closed, role_taken])
def test_rights_are_judged_once_more_where_the_action_is_written(product: Product, happens: Happens) -> None:
    document_id = product.draft()

    with refused(NotAllowed, "rights.ended"), product.work("drafter") as work:
        happens(product)
        checking.submit(work, document_id, seen=product.seen(document_id))
    assert product.document(document_id).stage == "draft"


def test_more_rights_than_one_came_with_are_no_fault(product: Product) -> None:
    document_id = product.draft()
    with product.work("drafter") as work:
        with product.work("administrator") as other:
            roles.grant_role(other, product.person("drafter").id, Grant(Role.EXPERT))
        checking.submit(work, document_id, seen=product.seen(document_id))
    assert product.document(document_id).stage == "in_check"


class Interrupted:
    """Compares passwords; something happens in the meantime."""

    def __init__(self, happens: Callable[[], None]) -> None:
        self._happens = happens

    def verify(self, hash_: str, password: str) -> Any:
        """As argon2 does."""
        result = people.hasher.verify(hash_, password)
        self._happens()
        return result

    def hash(self, password: str) -> str:
        """As argon2 does."""
        return people.hasher.hash(password)


@pytest.mark.parametrize("happens", [account_closed, password_changed])
def test_a_password_that_ended_while_it_was_compared_signs_nobody_in(
    product: Product, monkeypatch: pytest.MonkeyPatch, happens: Happens
) -> None:
    monkeypatch.setattr(sign_in, "hasher", Interrupted(lambda: happens(product)))

    answer = product.client().post("/sign-in", data={"email": EMAIL, "password": PASSWORD})

    assert answer.status_code == 422
    with product.services.readers() as db:
        assert db.scalars(select(SignIn)).all() == []


def test_of_two_changes_of_a_password_the_second_does_not_win_by_the_old_one(
    product: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    with product.work("drafter") as work:
        try_id = sign_in.note_try(work, email=EMAIL, address="")
    monkeypatch.setattr(sign_in, "hasher", Interrupted(lambda: password_changed(product)))

    with refused(Invalid, "password.wrong", field="current"), product.work("drafter") as work:
        sign_in.change_password(work, try_id=try_id, current=PASSWORD, new="ещё одни слова для входа")
    with product.services.readers() as db:
        stored = db.scalars(select(Person).where(Person.email == EMAIL)).one().password_hash
    assert people.hasher.verify(stored, NEW)
