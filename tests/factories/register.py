"""A register with acts of every standing, and documents that must not show in it."""

from __future__ import annotations

from cmia_docs.actions.adoption import adoption, legal_status
from cmia_docs.actions.review import agreement
from cmia_docs.rules.positions import Signing
from cmia_docs.rules.workflow import Action
from tests.factories.followed import confirm
from tests.factories.stage import Stage

AMENDED = "regulation-on-the-scientific-advisory-board"
LATER = f"{AMENDED}-2"
REPEALED = f"{AMENDED}-3"
DRAFT = f"{AMENDED}-4"
WITHDRAWN = f"{AMENDED}-5"


def fill_register(stage: Stage) -> None:
    """An act amended by one with opinions, another repealed a year later; a draft, a withdrawn document."""
    amended = stage.in_force(number="СМВД/2026/1")
    stage.clock.advance(days=10)
    later = with_opinions(stage, "СМВД/2026/2")
    _follow(stage, amended, Action.AMEND, "Пункт 2 решения", stage.act(later).id)
    stage.clock.advance(days=365)
    repealed = stage.in_force(number="СМВД/2027/1")
    _follow(stage, repealed, Action.REPEAL, "Решение Совета глав государств от 1 марта 2027 года", None)
    stage.draft()
    withdrawn = stage.draft()
    with stage.work("secretary") as work:
        agreement.withdraw(work, withdrawn, seen=stage.seen(withdrawn), reason="Не нужен")


def with_opinions(stage: Stage, number: str) -> int:
    """An adopted act that no two states signed alike."""
    document_id = stage.tabled()
    with stage.work("secretary") as work:
        adoption.propose_adoption(
            work,
            document_id,
            seen=stage.seen(document_id),
            number=number,
            adopted_on=stage.clock().date(),
            places={"ru": "Астана", "en": "Astana"},
            signatories=[
                adoption.Signatory("BY", Signing.SPECIAL_OPINION, "Без обязательств <b>по расходам</b>."),
                adoption.Signatory("KZ", Signing.RESERVATION, "Кроме срока.", "Статья 2"),
            ],
        )
    confirm(stage, document_id)
    return document_id


def _follow(stage: Stage, document_id: int, action: Action, reason: str, other: int | None) -> None:
    with stage.work("secretary") as work:
        legal_status.follow_later_act(
            work, document_id, action, on=stage.clock().date(), reason=reason, other_id=other
        )
