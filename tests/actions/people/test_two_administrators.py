"""Two administrators who do the same at the same moment: it is done once, and the second is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select

from cmia_docs.actions.council import council
from cmia_docs.actions.document import documents
from cmia_docs.actions.operation.verify import verify
from cmia_docs.actions.people import people, roles, sign_in
from cmia_docs.actions.work import Work
from cmia_docs.models import Event, Person
from cmia_docs.rules.people_payloads import Configured
from cmia_docs.rules.permissions import PUBLIC_READER, Actor, Grant
from cmia_docs.rules.workflow import Role
from tests.actions.test_two_at_once import at_once
from tests.factories.council import SETTINGS
from tests.factories.product import Product

PeopleAction = Callable[[Work, Product], object]
SILENCE = SETTINGS | {"no_reply": "does_not_block"}
NEW: dict[str, Any] = {"email": "two@cmia.test", "name": "Новый Человек", "language": "ru"}
CASES: dict[str, tuple[PeopleAction, list[str]]] = {
    # Done already is as good as done.
    "close an account": (lambda w, s: people.disable(w, s.person("expert").id), ["done", "done"]),
    "open a closed account": (lambda w, s: people.enable(w, s.person("expert").id), ["done", "done"]),
    "invite": (lambda w, s: people.invite(w, **NEW, grants=[Grant(Role.EXPERT)]), ["refused", "done"]),
    "give a role": (
        lambda w, s: roles.grant_role(w, s.person("expert").id, Grant(Role.SECRETARIAT)),
        ["refused", "done"],
    ),
    "take a role": (
        lambda w, s: roles.revoke_role(w, s.person("expert").id, Grant(Role.EXPERT)),
        ["refused", "done"],
    ),
    "configure": (lambda w, s: council.configure(w, SILENCE, seen=newest(s)), ["refused", "done"]),
}


def newest(product: Product) -> int:
    """The event that set the council's settings first."""
    with product.services.readers() as db:
        return db.scalar(select(func.min(Event.id)).where(Event.kind == Configured.kind)) or 0


@pytest.mark.parametrize("case", CASES)
def test_it_is_done_once(product: Product, case: str) -> None:
    action, wanted = CASES[case]

    def run() -> None:
        with product.work("administrator") as work:
            action(work, product)

    if case == "open a closed account":
        with product.work("administrator") as work:
            people.disable(work, product.person("expert").id)
    with product.services.readers() as db:
        before = db.scalar(select(func.count(Event.id))) or 0
    one, other = at_once(run, run)
    with product.services.readers() as db:
        after = db.scalar(select(func.count(Event.id))) or 0

    assert sorted(["done" if each == "done" else "refused" for each in (one, other)]) == sorted(wanted)
    # An invitation is two events: the person, and the role.
    assert after - before == (2 if case == "invite" else 1)


def test_who_closes_an_account_and_who_gives_it_work_do_not_mix(product: Product) -> None:
    document_id, person = product.draft(), product.person("other_drafter").id

    def close() -> None:
        with product.work("administrator") as work:
            people.disable(work, person)

    def name() -> None:
        with product.work("secretary") as work:
            documents.assign(work, document_id, person, Role.DRAFTER)

    assert at_once(close, name) in (["done", "Invalid"], ["done", "done"])
    product.follow_up()
    assert verify(product.services) == []


def test_one_invitation_sets_one_password(product: Product) -> None:
    with product.work("administrator") as work:
        person_id = people.invite(work, **NEW, grants=[Grant(Role.EXPERT)])[0].id
        token = people.invite_again(work, person_id)
    given = ("correct horse battery", "staple of the harbour")

    def joining(password: str) -> Callable[[], None]:
        def run() -> None:
            with Work(product.services, PUBLIC_READER) as work:
                people.join(work, token, password)

        return run

    outcomes = at_once(*map(joining, given))

    assert sorted(outcomes) == ["NotFound", "done"]
    with product.services.readers() as db:
        stored = db.get_one(Person, person_id).password_hash
    assert people.hasher.verify(stored, given[outcomes.index("done")])


def test_a_password_changed_in_two_windows_is_changed_once(product: Product) -> None:
    with product.work("administrator") as work:
        person = people.add(work, **NEW, grants=[Grant(Role.EXPERT)], password="correct horse battery")
    actor = Actor(person.id, person.name, person.email)

    def changing(new: str) -> Callable[[], None]:
        def run() -> None:
            with Work(product.services, actor) as work:
                tried = sign_in.note_try(work, email=person.email, address="127.0.0.1")
            with Work(product.services, actor) as work:
                sign_in.change_password(work, try_id=tried, current="correct horse battery", new=new)

        return run

    outcomes = at_once(changing("staple of the harbour"), changing("seven grey herons"))

    assert sorted(outcomes) == ["Invalid", "done"]
