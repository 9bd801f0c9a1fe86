"""A story in which every kind of act happens at least once: what rebuilding and verifying are tried on."""

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
from cmia_docs.rules.permissions import Grant
from cmia_docs.rules.positions import DispositionKind, PositionKind, Signing
from cmia_docs.rules.workflow import Action, Role
from tests.factories.council import SETTINGS
from tests.factories.stage import RUSSIAN, Stage


@dataclass(frozen=True, slots=True)
class Told:
    """Ids of the documents of the story."""

    repealed: int
    amended: int
    superseded: int
    reopened: int
    withdrawn: int
    accepted: int


def tell(stage: Stage) -> Told:
    """Play it."""
    _people(stage)
    amended = stage.in_force(number="СМВД/2026/1")
    stage.clock.advance(days=1)
    repealed = stage.in_force(number="СМВД/2026/2")
    superseded = stage.in_force(number="СМВД/2026/3")
    stage.clock.advance(days=1)
    _later(stage, amended, Action.AMEND, stage.act(repealed).id)
    _later(stage, superseded, Action.SUPERSEDE, stage.act(repealed).id)
    _later(stage, repealed, Action.REPEAL, None)
    told = Told(repealed, amended, superseded, _reopened(stage), _withdrawn(stage), _accepted(stage))
    stage.clock.advance(hours=5)
    return told


def _people(stage: Stage) -> None:
    with stage.work("administrator") as work:
        person, _ = people.invite(
            work, email="new@cmia.test", name="Новый Эксперт", language="ru", grants=[Grant(Role.EXPERT)]
        )
    with stage.work("administrator") as work:
        roles.grant_role(work, person.id, Grant(Role.AUDITOR), until=stage.clock() + timedelta(days=30))
    with stage.work("administrator") as work:
        roles.revoke_role(work, person.id, Grant(Role.EXPERT))
        people.disable(work, person.id)
    with stage.work("administrator") as work:
        people.enable(work, person.id)
    with stage.work("administrator") as work:
        token = people.invite_again(work, person.id)
    with Work(stage.services, stage.actor("auditor")) as work:
        people.join(work, token, "тоже четыре непохожих слова")
    with stage.work("administrator") as work:
        council.configure(work, SETTINGS | {"no_reply": "does_not_block"})


def _later(stage: Stage, document_id: int, action: Action, other: int | None) -> None:
    with stage.work("secretary") as work:
        legal_status.follow_later_act(
            work, document_id, action, on=stage.clock().date(), reason="По решению Совета", other_id=other
        )


def _reopened(stage: Stage) -> int:
    """Returned, remarked on, extended, closed, tabled, deferred, tabled, proposed, cancelled, reopened."""
    document_id = stage.in_check()
    with stage.work("secretary") as work:
        checking.return_to_draft(work, document_id, seen=stage.seen(document_id), reason="Уточнить состав")
    stage.save(document_id, RUSSIAN.replace("даёт", "готовит"))
    with stage.work("secretary") as work:
        documents.assign(work, document_id, stage.person("expert").id, Role.EXPERT)
        documents.assign(work, document_id, stage.person("other_drafter").id, Role.DRAFTER)
    with stage.work("secretary") as work:
        documents.unassign(work, document_id, stage.person("other_drafter").id, Role.DRAFTER)
    with stage.work("drafter") as work:
        checking.submit(work, document_id, seen=stage.seen(document_id))
    stage.circulate(document_id)
    _answers(stage, document_id)
    with stage.work("secretary") as work:
        agreement.agree(work, document_id, seen=stage.seen(document_id))
    _session(stage, document_id)
    return document_id


def _answers(stage: Stage, document_id: int) -> None:
    seen = stage.seen(document_id)
    with stage.work("secretary") as work:
        due = (stage.clock() + timedelta(days=60)).date()
        circulation.extend(work, document_id, seen=seen, due_on=due)
    with stage.work("expert") as work:
        made = remarks.remark(work, document_id, seen=seen, language="ru", unit_id="c1", body="Неясно.")
    with stage.work("expert") as work:
        remarks.withdraw_remark(work, made.id)
    with stage.work("belarus") as work:
        made = remarks.remark(
            work, document_id, seen=seen, language="ru", unit_id="c2", body="", wording="Иначе.", state="BY"
        )
    stage.position(document_id, "belarus", "BY", PositionKind.AGREED_WITH_REMARKS)
    stage.position(document_id, "kazakhstan", "KZ")
    stage.close_round(document_id)
    with stage.work("secretary") as work:
        remarks.dispose(
            work, made.id, seen=seen, kind=DispositionKind.REJECTED, reason="Учтено в другом месте"
        )


def _session(stage: Stage, document_id: int) -> None:
    seen, session_id = stage.seen(document_id), stage.session()
    with stage.work("secretary") as work:
        sessions.table(work, document_id, seen=seen, session_id=session_id)
    with stage.work("secretary") as work:
        sessions.defer(work, document_id, seen=seen, reason="Нет времени")
    with stage.work("secretary") as work:
        sessions.table(work, document_id, seen=seen, session_id=session_id)
    with stage.work("secretary") as work:
        adoption.propose_adoption(
            work,
            document_id,
            seen=seen,
            number="СМВД/2026/9",
            adopted_on=stage.clock().date(),
            places={"ru": "Астана"},
            signatories=[
                adoption.Signatory("BY", Signing.SPECIAL_OPINION, "Мнение " * 2_500),
                adoption.Signatory("KZ", Signing.RESERVATION, "Оговорка " * 2_000, "Статья 1"),
                adoption.Signatory("KG", Signing.SPECIAL_OPINION, "Мнение " * 2_500),
            ],
        )
    with stage.work("secretary") as work:
        adoption.cancel_proposal(work, document_id, seen=seen, reason="Номер неверен")
    with stage.work("secretary") as work:
        agreement.reopen(work, document_id, seen=seen, reason="Новое предложение")


def _withdrawn(stage: Stage) -> int:
    document_id = stage.circulated()
    with stage.work("secretary") as work:
        agreement.withdraw(work, document_id, seen=stage.seen(document_id), reason="Вопрос урегулирован")
    return document_id


def _accepted(stage: Stage) -> int:
    """A decision goes to a session without circulation."""
    document_id = stage.in_check(act_type="decision")
    with stage.work("secretary") as work:
        agreement.accept(work, document_id, seen=stage.seen(document_id))
    with stage.work("secretary") as work:
        seen = stage.seen(document_id)
        sessions.table(work, document_id, seen=seen, session_id=stage.session())
    return document_id
