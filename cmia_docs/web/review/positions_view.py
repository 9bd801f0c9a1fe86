"""The tab of positions: states x rounds, how they stand to the text now, every position as given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for

from cmia_docs.models import Position, Remark, Revision, Round
from cmia_docs.queries.document.revisions import seen_revisions
from cmia_docs.queries.review.remarks import open_to, remarks_of
from cmia_docs.queries.review.rounds import given, open_rounds, positions_of
from cmia_docs.rules.permissions import Scope, states_asked
from cmia_docs.rules.positions import PositionKind, counts, tally
from cmia_docs.rules.workflow import Action, Stage, actions_in
from cmia_docs.web.document.layout import shown_revision, state_of_council
from cmia_docs.web.shared.access import can, document, rights_subject, scopes, visibility
from cmia_docs.web.shared.context import actor, council, day_of, reads
from cmia_docs.web.shared.dates import due_status
from cmia_docs.web.shared.labels import NO_REPLIES

View = dict[str, Any]
NO_REPLY = "no_reply"


@dataclass(frozen=True, slots=True)
class _Table:
    """What the tab is made from. `text` is the revision that positions are held against."""

    rounds: Sequence[Round]
    positions: Sequence[Position]
    remarks: Mapping[tuple[int | None, str], int]
    numbers: Mapping[int, int]
    text: Revision


def positions_tab() -> View:
    """What review/positions.html takes beside the head. A fixed number of queries."""
    table = _read()
    return {
        "rounds": [_round(table, round_) for round_ in reversed(table.rounds)],
        "rows": [_row(table, state) for state in _states(table)],
        "counts": _counts(table),
        "round": _running(table),
        "given": [_given(table, position) for position in reversed(table.positions)],
        "no_reply": str(NO_REPLIES[council().no_reply]),
        "text": {"number": table.text.number, "sum": table.text.text_sum},
    }


def _read() -> _Table:
    db, document_id = reads(), document().id
    rounds = open_rounds(db, document_id, states_asked(actor(), rights_subject()))
    known = {round_.id for round_ in rounds}
    remarks: list[Remark] = open_to(remarks_of(db, document_id), rounds, makers=False)
    return _Table(
        rounds=rounds,
        positions=[p for p in positions_of(db, document_id) if p.round_id in known],
        remarks=Counter((r.round_id, r.state) for r in remarks if r.withdrawn_at is None),
        numbers={row.id: row.number for row in seen_revisions(db, document_id, visibility())},
        # What a working revision has changed is not told to the states before it is sent to them.
        text=shown_revision(),
    )


def _states(table: _Table) -> list[str]:
    addressed = {state for round_ in table.rounds for state in round_.states}
    order = [state.code for state in council().states]
    return [code for code in order if code in addressed] + sorted(addressed - set(order))


def _round(table: _Table, round_: Round) -> View:
    return {
        "number": round_.number,
        "revision": table.numbers[round_.revision_id],
        "sent": day_of(round_.opened_at),
        "due": round_.due_on,
        "open": round_.closed_at is None,
    }


def _row(table: _Table, state: str) -> View:
    cells = [_cell(table, round_, state) for round_ in reversed(table.rounds)]
    return {"state": state_of_council(state), "cells": cells}


def _cell(table: _Table, round_: Round, state: str) -> View:
    remarks = table.remarks[round_.id, state]
    address = url_for("remarks.index", document_id=document().id, round=round_.number, state=state)
    cell = {
        "asked": state in round_.states,
        "position": NO_REPLY,
        "remarks": remarks,
        "url": address,
        "letter_url": _letter_url(round_, state),
    }
    found = _in_round(table, round_, state)
    return cell if found is None else cell | _said(table, found, round_) | {"letter_url": None}


def _letter_url(round_: Round, state: str) -> str | None:
    possible = Action.GIVE_POSITION in actions_in(Stage(document().stage)) and round_.closed_at is None
    if not possible or state not in round_.states or Scope.WORKING not in scopes():
        return None
    if not can(Action.GIVE_POSITION):
        return None
    return url_for("positions.give", document_id=document().id, state=state)


def _in_round(table: _Table, round_: Round, state: str) -> Position | None:
    """The last position of the state in the round, else an earlier one on the text that was sent again."""
    own = [p for p in table.positions if p.state == state and p.round_id <= round_.id]
    in_round = [p for p in own if p.round_id == round_.id]
    same_text = [p for p in own if counts(given(p), round_.commit, round_.text_sum)]
    found = in_round or same_text
    return found[-1] if found and state in round_.states else None


def _said(table: _Table, position: Position, round_: Round) -> View:
    from_round = next((r.number for r in table.rounds if r.id == position.round_id), None)
    return {
        "position": position.kind,
        "on": day_of(position.at),
        "silent": position.by_silence,
        "letter": position.by_letter,
        "lapsed": not counts(given(position), table.text.commit, table.text.text_sum),
        "from_round": from_round if position.round_id != round_.id else None,
    }


def _counts(table: _Table) -> list[tuple[str, int]]:
    """How the states asked last stand to the text shown."""
    if not table.rounds:
        return []
    latest = table.rounds[-1]
    result = tally(map(given, table.positions), latest.states, table.text.commit, table.text.text_sum)
    counted = Counter(position.kind for position in result.positions.values())
    return [(kind.value, counted[kind]) for kind in PositionKind] + [(NO_REPLY, len(result.missing))]


def _running(table: _Table) -> View | None:
    if not table.rounds or table.rounds[-1].closed_at is not None:
        return None
    latest = table.rounds[-1]
    return {
        "number": latest.number,
        "due": latest.due_on,
        "due_status": due_status(latest.due_on),
        "note": latest.note,
    }


def _given(table: _Table, position: Position) -> View:
    later = [p for p in table.positions if p.state == position.state and p.id > position.id]
    return {
        "state": state_of_council(position.state),
        "position": position.kind,
        "at": position.at,
        "who": position.giver_name,
        "letter": position.by_letter,
        "silent": position.by_silence,
        "note": position.note,
        "revision": table.numbers[position.revision_id],
        "revision_url": url_for(
            "documents.show", document_id=document().id, revision=table.numbers[position.revision_id]
        ),
        "sum": position.text_sum,
        "lapsed": not counts(given(position), table.text.commit, table.text.text_sum),
        "replaced": any(p.round_id == position.round_id for p in later),
    }
