"""Every action as a browser sends it, and documents in every stage to do it to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from cmia_docs.actions.adoption import adoption, legal_status
from cmia_docs.actions.document import documents
from cmia_docs.actions.review import agreement, checking, remarks
from cmia_docs.actions.sessions import sessions
from cmia_docs.queries.adoption.adoption import open_adoption_proposal
from cmia_docs.rules.adoption_payloads import Signatory
from cmia_docs.rules.positions import DispositionKind, Signing
from cmia_docs.rules.workflow import Action, Role, Stage
from tests.factories.product import Product

A = Action
# One remark of each of them is on every document, in the phase in which they may make one.
REMARKING = ("drafter", "expert", "secretary", "belarus")
OF_OTHERS = frozenset({A.CREATE, A.SAVE, A.ASSIGN, A.UNASSIGN})
"""Actions whose pages are tested with the editor and the document's people."""


@dataclass
class Prepared:
    """A document in some stage."""

    id: int
    remarks: dict[str, int] = field(default_factory=dict)
    session: int = 0


class Bringer:
    """Brings documents to a stage, and stores one of each kind until an action has changed it."""

    def __init__(self, product: Product) -> None:
        self.product = product
        self._prepared: dict[tuple[Stage, bool, bool], Prepared] = {}
        self._number = 0

    def document(self, stage: Stage, action: Action) -> Prepared:
        """A document in this stage on which this action is possible, if the workflow has it there."""
        skips = goes_without_circulation(stage, action)
        proposed = stage is Stage.TABLED and action in (A.CONFIRM_ADOPTION, A.CANCEL_ADOPTION_PROPOSAL)
        key = (stage, skips, proposed)
        if key not in self._prepared:
            self._prepared[key] = self._bring(stage, skips, proposed)
        return self._prepared[key]

    def changed(self, prepared: Prepared) -> None:
        """The document is not what it was: the next asking gets another."""
        self._prepared = {key: one for key, one in self._prepared.items() if one.id != prepared.id}

    def _bring(self, stage: Stage, skips: bool, proposed: bool) -> Prepared:
        prepared = Prepared(self.product.draft("decision" if skips else "regulation"))
        for step in self._way(stage, skips):
            step(prepared)
        if proposed:
            self._propose(prepared)
        assert self.product.document(prepared.id).stage == stage
        return prepared

    def _way(self, stage: Stage, skips: bool) -> Iterator[Callable[[Prepared], None]]:
        """The steps that lead to the stage."""
        yield self._begin
        if stage is Stage.WITHDRAWN:
            yield from (self._submit, self._circulate, self._withdraw)
            return
        middle = [self._accept, self._reopen] if skips else [self._circulate, self._close]
        before = [self._submit, *middle]
        after = [self._accept if skips else self._agree, self._table, self._adopt, self._enter]
        stations = (
            [Stage.DRAFT, Stage.IN_CHECK, Stage.AGREED, Stage.CONSOLIDATION]
            if skips
            else [Stage.DRAFT, Stage.IN_CHECK, Stage.CIRCULATED, Stage.CONSOLIDATION]
        )
        if stage in stations:
            yield from before[: stations.index(stage)]
            return
        yield from before
        later = [Stage.AGREED, Stage.TABLED, Stage.ADOPTED, Stage.IN_FORCE]
        yield from after[: later.index(stage) + 1 if stage in later else len(after)]
        ends = {Stage.AMENDED: A.AMEND, Stage.SUPERSEDED: A.SUPERSEDE, Stage.REPEALED: A.REPEAL}
        if stage in ends:
            yield lambda prepared: self._end(prepared, ends[stage])

    def _begin(self, prepared: Prepared) -> None:
        with self.product.work("secretary") as work:
            documents.assign(work, prepared.id, self.product.person("expert").id, Role.EXPERT)
        for who in ("drafter", "expert", "secretary"):
            self._remark(prepared, who, "")
        self._answer(prepared)

    def _remark(self, prepared: Prepared, who: str, state: str) -> None:
        with self.product.work(who) as work:
            made = remarks.remark(
                work,
                prepared.id,
                seen=self.product.seen(prepared.id),
                language="ru",
                unit_id="c1",
                body=f"Замечание: {who}",
                state=state,
            )
        prepared.remarks[who] = made.id

    def _answer(self, prepared: Prepared) -> None:
        for remark_id in prepared.remarks.values():
            with self.product.work("secretary") as work:
                seen = self.product.seen(prepared.id)
                remarks.dispose(work, remark_id, seen=seen, kind=DispositionKind.NOTED)

    def _submit(self, prepared: Prepared) -> None:
        with self.product.work("drafter") as work:
            checking.submit(work, prepared.id, seen=self.product.seen(prepared.id))

    def _circulate(self, prepared: Prepared) -> None:
        self.product.circulate(prepared.id)
        self._remark(prepared, "belarus", "BY")
        self.product.position(prepared.id, "belarus", "BY")
        self.product.position(prepared.id, "kazakhstan", "KZ")

    def _close(self, prepared: Prepared) -> None:
        self.product.close_round(prepared.id)
        self._answer(prepared)

    def _accept(self, prepared: Prepared) -> None:
        with self.product.work("secretary") as work:
            agreement.accept(work, prepared.id, seen=self.product.seen(prepared.id))

    def _reopen(self, prepared: Prepared) -> None:
        with self.product.work("secretary") as work:
            agreement.reopen(work, prepared.id, seen=self.product.seen(prepared.id), reason="Доработать")

    def _agree(self, prepared: Prepared) -> None:
        with self.product.work("secretary") as work:
            agreement.agree(work, prepared.id, seen=self.product.seen(prepared.id))

    def _withdraw(self, prepared: Prepared) -> None:
        with self.product.work("secretary") as work:
            agreement.withdraw(work, prepared.id, seen=self.product.seen(prepared.id), reason="Снят")

    def _table(self, prepared: Prepared) -> None:
        prepared.session = self.product.session()
        with self.product.work("secretary") as work:
            sessions.table(
                work, prepared.id, seen=self.product.seen(prepared.id), session_id=prepared.session
            )

    def _propose(self, prepared: Prepared) -> None:
        with self.product.work("secretary") as work:
            adoption.propose_adoption(
                work,
                prepared.id,
                seen=self.product.seen(prepared.id),
                number=self.next_number(),
                adopted_on=self.product.clock().date(),
                cities={"ru": "Астана"},
                signatories=[Signatory("BY", Signing.SIGNED)],
            )

    def _adopt(self, prepared: Prepared) -> None:
        self._propose(prepared)
        with self.product.work("chair") as work:
            adoption_proposal = open_adoption_proposal(work.reads, prepared.id)
            assert adoption_proposal is not None
            adoption.confirm_adoption(
                work,
                prepared.id,
                adoption_proposal_id=adoption_proposal.id,
                text_sum=adoption_proposal.text_sum,
            )

    def _enter(self, prepared: Prepared) -> None:
        with self.product.work("secretary") as work:
            legal_status.enter_into_force(work, prepared.id, on=self.product.clock().date())

    def _end(self, prepared: Prepared, action: Action) -> None:
        with self.product.work("secretary") as work:
            today = self.product.clock().date()
            legal_status.follow_later_act(work, prepared.id, action, on=today, reason="Решение")

    def next_number(self) -> str:
        """A number that no act of this test has."""
        self._number += 1
        return f"СМВД/2026/{self._number}"


def goes_without_circulation(stage: Stage, action: Action) -> bool:
    """Whether the document of a pair is of a type that is not sent to the states."""
    return action is A.ACCEPT and stage not in (Stage.CIRCULATED, Stage.WITHDRAWN)


def sent(bringer: Bringer, prepared: Prepared, action: Action, who: str) -> tuple[str, dict[str, Any]]:
    """Address and fields of the form by which this person does this action, filled in correctly."""
    product = bringer.product
    base = f"/documents/{prepared.id}"
    seen = {"seen": product.seen(prepared.id)}
    why = seen | {"reason": "Есть основания"}
    today = product.clock().date()
    remark_id = prepared.remarks.get(who, next(iter(prepared.remarks.values())))
    speaks = {"belarus": "BY", "kyrgyzstan": "KG"}.get(who, "")
    with product.services.readers() as db:
        adoption_proposal = open_adoption_proposal(db, prepared.id)
    forms: dict[Action, tuple[str, dict[str, Any]]] = {
        A.SUBMIT: ("/submit", seen),
        A.RETURN: ("/return", why),
        A.CIRCULATE: ("/circulate", seen | {"due_on": today + timedelta(days=20), "states": ["BY", "KZ"]}),
        A.EXTEND: ("/extend", seen | {"due_on": today + timedelta(days=60)}),
        A.GIVE_POSITION: (
            "/positions/give",
            seen | {"state": speaks or "KZ", "kind": "agreed", "note": "Письмо № 7"},
        ),
        A.CLOSE_ROUND: ("/close-round", seen),
        A.REMARK: (
            "/remarks/add",
            seen | {"language": "ru", "unit": "c1", "body": "Уточнить", "state": speaks},
        ),
        A.WITHDRAW_REMARK: (f"/remarks/{remark_id}/withdraw", {}),
        A.DISPOSE: (f"/remarks/{remark_id}/answer", seen | {"kind": "noted"}),
        A.AGREE: ("/agree", seen),
        A.ACCEPT: ("/accept", seen),
        A.REOPEN: ("/reopen", why),
        A.TABLE: ("/table", seen | {"session": product.session()}) if action is A.TABLE else ("", {}),
        A.DEFER: ("/defer", why),
        A.PROPOSE_ADOPTION: (
            "/adoption/propose",
            seen | adoption_proposal_fields(bringer, today.isoformat()),
        ),
        A.CANCEL_ADOPTION_PROPOSAL: ("/adoption/cancel", why),
        A.CONFIRM_ADOPTION: (
            "/adoption/confirm",
            seen
            | {
                "proposal": adoption_proposal.id if adoption_proposal else 1,
                "text_sum": adoption_proposal.text_sum if adoption_proposal else "x",
                "read": "y",
            },
        ),
        A.ENTER_INTO_FORCE: ("/enter-into-force", seen | {"on": today}),
        A.AMEND: ("/later-act", why | {"action": "amend", "on": today, "other": 0}),
        A.SUPERSEDE: ("/later-act", why | {"action": "supersede", "on": today, "other": 0}),
        A.REPEAL: ("/later-act", why | {"action": "repeal", "on": today, "other": 0}),
        A.WITHDRAW: ("/withdraw", why),
    }
    path, fields = forms[action]
    return base + path, fields


def adoption_proposal_fields(bringer: Bringer, today: str) -> dict[str, Any]:
    """The form of an adoption proposal, filled in."""
    return {
        "number": bringer.next_number(),
        "adopted_on": today,
        "place_ru": "Астана",
        "place_en": "Astana",
        "signing_BY": "signed",
        "signing_KZ": "reservation",
        "text_KZ": "Не применяется",
        "articles_KZ": "2",
        "signing_KG": "not_signed",
    }
