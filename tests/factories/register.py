"""A register with acts of every legal status, and documents that it must not show."""

from __future__ import annotations

from cmia_docs.actions.adoption import adoption, legal_status
from cmia_docs.actions.review import agreement
from cmia_docs.rules.adoption_payloads import Signatory
from cmia_docs.rules.positions import Signing
from cmia_docs.rules.workflow import Action
from tests.factories.followed import confirm
from tests.factories.product import Product

AMENDED = "regulation-on-the-scientific-advisory-board"
LATER = f"{AMENDED}-2"
REPEALED = f"{AMENDED}-3"
DRAFT = f"{AMENDED}-4"
WITHDRAWN = f"{AMENDED}-5"


def fill_register(product: Product) -> None:
    """An act amended by one with opinions, another repealed a year later; a draft, a withdrawn document."""
    amended = product.in_force(number="СМВД/2026/1")
    product.clock.advance(days=10)
    later = with_opinions(product, "СМВД/2026/2")
    _follow(product, amended, Action.AMEND, "Пункт 2 решения", product.act(later).id)
    product.clock.advance(days=365)
    repealed = product.in_force(number="СМВД/2027/1")
    _follow(product, repealed, Action.REPEAL, "Решение Совета глав государств от 1 марта 2027 года", None)
    product.draft()
    withdrawn = product.draft()
    with product.work("secretary") as work:
        agreement.withdraw(work, withdrawn, seen=product.seen(withdrawn), reason="Не нужен")


def with_opinions(product: Product, number: str) -> int:
    """An adopted act that no two states signed alike."""
    document_id = product.tabled()
    with product.work("secretary") as work:
        adoption.propose_adoption(
            work,
            document_id,
            seen=product.seen(document_id),
            number=number,
            adopted_on=product.clock().date(),
            cities={"ru": "Астана", "en": "Astana"},
            signatories=[
                Signatory("BY", Signing.SPECIAL_OPINION, "Без обязательств <b>по расходам</b>."),
                Signatory("KZ", Signing.RESERVATION, "Кроме срока.", "Статья 2"),
            ],
        )
    confirm(product, document_id)
    return document_id


def _follow(product: Product, document_id: int, action: Action, reason: str, other: int | None) -> None:
    with product.work("secretary") as work:
        legal_status.follow_later_act(
            work, document_id, action, on=product.clock().date(), reason=reason, other_id=other
        )
