"""Every act as a browser sends it, and documents in every state for it to be done to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from cmia_docs.actions.adoption import adoption, legal_status
from cmia_docs.actions.document import documents
from cmia_docs.actions.review import agreement, checking, remarks
from cmia_docs.actions.sessions import sessions
from cmia_docs.queries.adoption.adoption import open_proposal
from cmia_docs.rules.positions import DispositionKind, Signing
from cmia_docs.rules.workflow import Action, Role, State
from tests.factories.stage import Stage

A = Action
# One remark of each of them stands on every document, in the phase in which they may make one.
REMARKING = ("drafter", "expert", "secretary", "belarus")
OF_OTHERS = frozenset({A.CREATE, A.SAVE, A.ASSIGN, A.UNASSIGN})
"""Acts whose pages are tested with the editor and the document's people."""


@dataclass
class Prepared:
    """A document in some state."""

    id: int
    remarks: dict[str, int] = field(default_factory=dict)
    session: int = 0


class Bringer:
    """Brings documents to a state, and keeps one of each kind until an act has changed it."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self._kept: dict[tuple[State, bool, bool], Prepared] = {}
        self._number = 0

    def document(self, state: State, action: Action) -> Prepared:
        """A document in this state on which this act is possible, if the table has it there."""
        skips = goes_without_circulation(state, action)
        proposed = state is State.TABLED and action in (A.CONFIRM_ADOPTION, A.CANCEL_PROPOSAL)
        key = (state, skips, proposed)
        if key not in self._kept:
            self._kept[key] = self._bring(state, skips, proposed)
        return self._kept[key]

    def changed(self, prepared: Prepared) -> None:
        """The document is not what it was: the next asking gets another."""
        self._kept = {key: kept for key, kept in self._kept.items() if kept.id != prepared.id}

    def _bring(self, state: State, skips: bool, proposed: bool) -> Prepared:
        prepared = Prepared(self.stage.draft("decision" if skips else "regulation"))
        for step in self._way(state, skips):
            step(prepared)
        if proposed:
            self._propose(prepared)
        assert self.stage.document(prepared.id).state == state
        return prepared

    def _way(self, state: State, skips: bool) -> Iterator[Callable[[Prepared], None]]:
        """The steps that lead to the state."""
        yield self._begin
        if state is State.WITHDRAWN:
            yield from (self._submit, self._circulate, self._withdraw)
            return
        middle = [self._accept, self._reopen] if skips else [self._circulate, self._close]
        before = [self._submit, *middle]
        after = [self._accept if skips else self._agree, self._table, self._adopt, self._enter]
        stations = (
            [State.DRAFT, State.IN_CHECK, State.AGREED, State.CONSOLIDATION]
            if skips
            else [State.DRAFT, State.IN_CHECK, State.CIRCULATED, State.CONSOLIDATION]
        )
        if state in stations:
            yield from before[: stations.index(state)]
            return
        yield from before
        later = [State.AGREED, State.TABLED, State.ADOPTED, State.IN_FORCE]
        yield from after[: later.index(state) + 1 if state in later else len(after)]
        ends = {State.AMENDED: A.AMEND, State.SUPERSEDED: A.SUPERSEDE, State.REPEALED: A.REPEAL}
        if state in ends:
            yield lambda prepared: self._end(prepared, ends[state])

    def _begin(self, prepared: Prepared) -> None:
        with self.stage.work("secretary") as work:
            documents.assign(work, prepared.id, self.stage.person("expert").id, Role.EXPERT)
        for who in ("drafter", "expert", "secretary"):
            self._remark(prepared, who, "")
        self._answer(prepared)

    def _remark(self, prepared: Prepared, who: str, state: str) -> None:
        with self.stage.work(who) as work:
            made = remarks.remark(
                work,
                prepared.id,
                seen=self.stage.seen(prepared.id),
                language="ru",
                unit_id="c1",
                body=f"Замечание: {who}",
                state=state,
            )
        prepared.remarks[who] = made.id

    def _answer(self, prepared: Prepared) -> None:
        for remark_id in prepared.remarks.values():
            with self.stage.work("secretary") as work:
                seen = self.stage.seen(prepared.id)
                remarks.dispose(work, remark_id, seen=seen, kind=DispositionKind.NOTED)

    def _submit(self, prepared: Prepared) -> None:
        with self.stage.work("drafter") as work:
            checking.submit(work, prepared.id, seen=self.stage.seen(prepared.id))

    def _circulate(self, prepared: Prepared) -> None:
        self.stage.circulate(prepared.id)
        self._remark(prepared, "belarus", "BY")
        self.stage.position(prepared.id, "belarus", "BY")
        self.stage.position(prepared.id, "kazakhstan", "KZ")

    def _close(self, prepared: Prepared) -> None:
        self.stage.close_round(prepared.id)
        self._answer(prepared)

    def _accept(self, prepared: Prepared) -> None:
        with self.stage.work("secretary") as work:
            agreement.accept(work, prepared.id, seen=self.stage.seen(prepared.id))

    def _reopen(self, prepared: Prepared) -> None:
        with self.stage.work("secretary") as work:
            agreement.reopen(work, prepared.id, seen=self.stage.seen(prepared.id), reason="Доработать")

    def _agree(self, prepared: Prepared) -> None:
        with self.stage.work("secretary") as work:
            agreement.agree(work, prepared.id, seen=self.stage.seen(prepared.id))

    def _withdraw(self, prepared: Prepared) -> None:
        with self.stage.work("secretary") as work:
            agreement.withdraw(work, prepared.id, seen=self.stage.seen(prepared.id), reason="Снят")

    def _table(self, prepared: Prepared) -> None:
        prepared.session = self.stage.session()
        with self.stage.work("secretary") as work:
            sessions.table(work, prepared.id, seen=self.stage.seen(prepared.id), session_id=prepared.session)

    def _propose(self, prepared: Prepared) -> None:
        with self.stage.work("secretary") as work:
            adoption.propose_adoption(
                work,
                prepared.id,
                seen=self.stage.seen(prepared.id),
                number=self.next_number(),
                adopted_on=self.stage.clock().date(),
                places={"ru": "Астана"},
                signatories=[adoption.Signatory("BY", Signing.SIGNED)],
            )

    def _adopt(self, prepared: Prepared) -> None:
        self._propose(prepared)
        with self.stage.work("chair") as work:
            found = open_proposal(work.reads, prepared.id)
            assert found is not None
            adoption.confirm_adoption(work, prepared.id, proposal_id=found.id, text_sum=found.text_sum)

    def _enter(self, prepared: Prepared) -> None:
        with self.stage.work("secretary") as work:
            legal_status.enter_into_force(work, prepared.id, on=self.stage.clock().date())

    def _end(self, prepared: Prepared, action: Action) -> None:
        with self.stage.work("secretary") as work:
            today = self.stage.clock().date()
            legal_status.follow_later_act(work, prepared.id, action, on=today, reason="Решение")

    def next_number(self) -> str:
        """A number that no act of this test has."""
        self._number += 1
        return f"СМВД/2026/{self._number}"


def goes_without_circulation(state: State, action: Action) -> bool:
    """Whether the document of a pair is of a type that is not sent to the states."""
    return action is A.ACCEPT and state not in (State.CIRCULATED, State.WITHDRAWN)


def sent(bringer: Bringer, prepared: Prepared, action: Action, who: str) -> tuple[str, dict[str, Any]]:
    """Address and fields of the form by which this person does this act, all filled in well."""
    stage = bringer.stage
    base = f"/documents/{prepared.id}"
    seen = {"seen": stage.seen(prepared.id)}
    why = seen | {"reason": "Есть основания"}
    today = stage.clock().date()
    remark_id = prepared.remarks.get(who, next(iter(prepared.remarks.values())))
    speaks = {"belarus": "BY", "kyrgyzstan": "KG"}.get(who, "")
    with stage.services.readers() as session:
        proposal = open_proposal(session, prepared.id)
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
        A.TABLE: ("/table", seen | {"session": stage.session()}) if action is A.TABLE else ("", {}),
        A.DEFER: ("/defer", why),
        A.PROPOSE_ADOPTION: ("/adoption/propose", seen | proposal_fields(bringer, today.isoformat())),
        A.CANCEL_PROPOSAL: ("/adoption/cancel", why),
        A.CONFIRM_ADOPTION: (
            "/adoption/confirm",
            seen
            | {
                "proposal": proposal.id if proposal else 1,
                "text_sum": proposal.text_sum if proposal else "x",
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


def proposal_fields(bringer: Bringer, today: str) -> dict[str, Any]:
    """The form of a proposal, filled in."""
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
