"""A story in which every kind of event happens at least once, for rebuilding, verifying and upgrading."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from cmia_docs.actions.adoption import adoption, legal_status
from cmia_docs.actions.council import council
from cmia_docs.actions.document import documents
from cmia_docs.actions.people import people, roles
from cmia_docs.actions.review import agreement, checking, circulation, remarks
from cmia_docs.actions.sessions import sessions
from cmia_docs.actions.work import Work
from cmia_docs.rules.adoption_payloads import Signatory
from cmia_docs.rules.permissions import Grant
from cmia_docs.rules.positions import DispositionKind, PositionKind, Signing
from cmia_docs.rules.workflow import Action, Role
from tests.factories.council import SETTINGS
from tests.factories.product import RUSSIAN, Product


@dataclass(frozen=True, slots=True)
class Story:
    """Ids of the documents of the story."""

    repealed: int
    amended: int
    superseded: int
    reopened: int
    withdrawn: int
    accepted: int


def tell(product: Product) -> Story:
    """Play it."""
    _people(product)
    amended = product.in_force(number="СМВД/2026/1")
    product.clock.advance(days=1)
    repealed = product.in_force(number="СМВД/2026/2")
    superseded = product.in_force(number="СМВД/2026/3")
    product.clock.advance(days=1)
    _later(product, amended, Action.AMEND, product.act(repealed).id)
    _later(product, superseded, Action.SUPERSEDE, product.act(repealed).id)
    _later(product, repealed, Action.REPEAL, None)
    story = Story(repealed, amended, superseded, _reopened(product), _withdrawn(product), _accepted(product))
    product.clock.advance(hours=5)
    return story


def _people(product: Product) -> None:
    with product.work("administrator") as work:
        person, _ = people.invite(
            work, email="new@cmia.test", name="Новый Эксперт", language="ru", grants=[Grant(Role.EXPERT)]
        )
    with product.work("administrator") as work:
        roles.grant_role(work, person.id, Grant(Role.AUDITOR), until=product.clock() + timedelta(days=30))
    with product.work("administrator") as work:
        roles.revoke_role(work, person.id, Grant(Role.EXPERT))
        people.disable(work, person.id)
    with product.work("administrator") as work:
        people.enable(work, person.id)
    with product.work("administrator") as work:
        token = people.invite_again(work, person.id)
    with Work(product.services, product.actor("auditor")) as work:
        people.join(work, token, "тоже четыре непохожих слова")
    with product.work("administrator") as work:
        council.configure(work, SETTINGS | {"no_reply": "does_not_block"})


def _later(product: Product, document_id: int, action: Action, other: int | None) -> None:
    with product.work("secretary") as work:
        legal_status.follow_later_act(
            work, document_id, action, on=product.clock().date(), reason="По решению Совета", other_id=other
        )


def _reopened(product: Product) -> int:
    """Returned, remarked on, extended, closed, tabled, deferred, tabled, proposed, cancelled, reopened."""
    document_id = product.in_check()
    with product.work("secretary") as work:
        checking.return_to_draft(work, document_id, seen=product.seen(document_id), reason="Уточнить состав")
    product.save(document_id, RUSSIAN.replace("даёт", "готовит"))
    with product.work("secretary") as work:
        documents.assign(work, document_id, product.person("expert").id, Role.EXPERT)
        documents.assign(work, document_id, product.person("other_drafter").id, Role.DRAFTER)
    with product.work("secretary") as work:
        documents.unassign(work, document_id, product.person("other_drafter").id, Role.DRAFTER)
    with product.work("drafter") as work:
        checking.submit(work, document_id, seen=product.seen(document_id))
    product.circulate(document_id)
    _answers(product, document_id)
    with product.work("secretary") as work:
        agreement.agree(work, document_id, seen=product.seen(document_id))
    _session(product, document_id)
    return document_id


def _answers(product: Product, document_id: int) -> None:
    seen = product.seen(document_id)
    with product.work("secretary") as work:
        due = (product.clock() + timedelta(days=60)).date()
        circulation.extend(work, document_id, seen=seen, due_on=due)
    with product.work("expert") as work:
        made = remarks.remark(work, document_id, seen=seen, language="ru", unit_id="c1", body="Неясно.")
    with product.work("expert") as work:
        remarks.withdraw_remark(work, made.id)
    with product.work("belarus") as work:
        made = remarks.remark(
            work, document_id, seen=seen, language="ru", unit_id="c2", body="", wording="Иначе.", state="BY"
        )
    product.position(document_id, "belarus", "BY", PositionKind.AGREED_WITH_REMARKS)
    product.position(document_id, "kazakhstan", "KZ")
    product.close_round(document_id)
    with product.work("secretary") as work:
        remarks.dispose(
            work, made.id, seen=seen, kind=DispositionKind.REJECTED, reason="Учтено в другом месте"
        )


def _session(product: Product, document_id: int) -> None:
    seen, session_id = product.seen(document_id), product.session()
    with product.work("secretary") as work:
        sessions.table(work, document_id, seen=seen, session_id=session_id)
    with product.work("secretary") as work:
        sessions.defer(work, document_id, seen=seen, reason="Нет времени")
    with product.work("secretary") as work:
        sessions.table(work, document_id, seen=seen, session_id=session_id)
    with product.work("secretary") as work:
        adoption.propose_adoption(
            work,
            document_id,
            seen=seen,
            number="СМВД/2026/9",
            adopted_on=product.clock().date(),
            cities={"ru": "Астана"},
            signatories=[
                Signatory("BY", Signing.SPECIAL_OPINION, "Мнение " * 2_500),
                Signatory("KZ", Signing.RESERVATION, "Оговорка " * 2_000, "Статья 1"),
                Signatory("KG", Signing.SPECIAL_OPINION, "Мнение " * 2_500),
            ],
        )
    with product.work("secretary") as work:
        adoption.cancel_adoption_proposal(work, document_id, seen=seen, reason="Номер неверен")
    with product.work("secretary") as work:
        agreement.reopen(work, document_id, seen=seen, reason="Новое предложение")


def _withdrawn(product: Product) -> int:
    document_id = product.circulated()
    with product.work("secretary") as work:
        agreement.withdraw(work, document_id, seen=product.seen(document_id), reason="Вопрос урегулирован")
    return document_id


def _accepted(product: Product) -> int:
    """A decision goes to a session without circulation."""
    document_id = product.in_check(act_type="decision")
    with product.work("secretary") as work:
        agreement.accept(work, document_id, seen=product.seen(document_id))
    with product.work("secretary") as work:
        seen = product.seen(document_id)
        sessions.table(work, document_id, seen=seen, session_id=product.session())
    return document_id
