"""The tab of remarks: in the order of the text, by round, state and whether they are answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from cmia_docs.models import Disposition, Remark, Revision, Round
from cmia_docs.queries.document.revisions import seen_revisions
from cmia_docs.queries.review.remarks import dispositions_of, open_to, remarks_of
from cmia_docs.queries.review.rounds import open_rounds
from cmia_docs.rules.permissions import Scope, states_asked
from cmia_docs.rules.workflow import Action, Role, Stage, actions_in
from cmia_docs.web.document.layout import state_of_council
from cmia_docs.web.review.remark_anchors import Places
from cmia_docs.web.shared.access import can, document, rights_subject, scopes, visibility
from cmia_docs.web.shared.context import actor, day_of, reads

View = dict[str, Any]
OUTSIDE = "outside"
"""In the filter by round: what the makers said among themselves."""


@dataclass(frozen=True, slots=True)
class Remarks:
    """The remarks that the person may see, in text order, with all that is shown of them."""

    rows: Sequence[Remark]
    rounds: Sequence[Round]
    answers: Mapping[int, Disposition]
    revisions: Mapping[int, Revision]
    places: Places


def remarks_tab() -> View:
    """What review/remarks.html takes beside the head. A fixed number of queries."""
    known = visible_remarks()
    numbered = [remark_view(known, remark, number) for number, remark in enumerate(known.rows, 1)]
    chosen = {name: request.args.get(name, "") for name in ("round", "state", "open")}
    shown = [view for view, remark in zip(numbered, known.rows, strict=True) if _fits(known, remark, chosen)]
    return {
        "remarks": shown,
        "total": len(known.rows),
        "unanswered": sum(_is_open(known, remark) for remark in known.rows),
        "selects": _selects(known, chosen),
        "url": url_for("remarks.index", document_id=document().id),
    }


def visible_remarks() -> Remarks:
    """All that the person may see: makers all, others those of the rounds they were asked in."""
    db, document_id = reads(), document().id
    rounds = open_rounds(db, document_id, states_asked(actor(), rights_subject()))
    rows = open_to(remarks_of(db, document_id), rounds, makers=Scope.WORKING in scopes())
    revisions = {row.id: row for row in seen_revisions(db, document_id, visibility())}
    places = Places(document().slug, revisions)
    return Remarks(
        sorted(rows, key=lambda row: (*places.order(row), row.id)),
        rounds,
        dispositions_of(db, document_id),
        revisions,
        places,
    )


def remark_view(known: Remarks, remark: Remark, number: int) -> View:
    """A remark for the macro `remark`, with what this person may do with it."""
    answer, citation = known.answers.get(remark.id), known.places.citation(remark)
    return {
        "id": f"r{remark.id}",
        "number": number,
        "state": state_of_council(remark.state) if remark.state else None,
        "author": remark.author_name,
        "on": day_of(remark.at),
        "round": next((r.number for r in known.rounds if r.id == remark.round_id), None),
        "proposal": remark.wording is not None,
        "element": citation or _("Whole text"),
        "element_language": remark.language if citation else None,
        "element_url": known.places.address(remark),
        "text": remark.body,
        "wording": remark.wording,
        "wording_segments": known.places.segments(remark),
        "language": remark.language,
        "withdrawn": remark.withdrawn_at is not None,
        **_answer(known, answer),
        **_acts(remark),
    }


def _answer(known: Remarks, answer: Disposition | None) -> View:
    if answer is None:
        return {"disposition": None, "reason": None, "revision": None, "revision_url": None, "decider": None}
    # The revision that carries the answer may be one that the states have not been sent yet.
    carrier = known.revisions.get(answer.revision_id)
    return {
        "disposition": answer.kind,
        "reason": answer.reason,
        "decider": answer.decider_name,
        "revision": carrier and carrier.number,
        "revision_url": carrier
        and url_for("documents.show", document_id=document().id, revision=carrier.number),
    }


def _acts(remark: Remark) -> View:
    own = remark.author_id == actor().id or remark.state in actor().states(Role.REVIEWER)
    return {
        "answer_url": _url_if("remarks.answer", remark, Action.DISPOSE, True),
        "withdraw_url": _url_if("remarks.withdraw", remark, Action.WITHDRAW_REMARK, own),
    }


def _url_if(endpoint: str, remark: Remark, action: Action, theirs: bool) -> str | None:
    """The address of an act on the remark, where this person may do it in this state."""
    possible = action in actions_in(Stage(document().stage)) and can(action)
    if not possible or not theirs or remark.withdrawn_at is not None:
        return None
    return url_for(endpoint, document_id=document().id, remark_id=remark.id)


def _is_open(known: Remarks, remark: Remark) -> bool:
    return remark.withdrawn_at is None and remark.id not in known.answers


def _fits(known: Remarks, remark: Remark, chosen: Mapping[str, str]) -> bool:
    number = next((str(r.number) for r in known.rounds if r.id == remark.round_id), OUTSIDE)
    return (
        chosen["round"] in ("", number)
        and chosen["state"] in ("", remark.state)
        and (not chosen["open"] or _is_open(known, remark))
    )


def _selects(known: Remarks, chosen: Mapping[str, str]) -> list[View]:
    rounds = [(str(r.number), _("Round %(number)s", number=r.number)) for r in reversed(known.rounds)]
    if Scope.WORKING in scopes():
        rounds.append((OUTSIDE, _("Outside of rounds")))
    states = dict.fromkeys(remark.state for remark in known.rows if remark.state)
    named = sorted((state_of_council(code), code) for code in states)
    options: dict[str, tuple[str, list[tuple[str, str]]]] = {
        "round": (_("Round"), [("", _("All rounds")), *rounds]),
        "state": (_("State"), [("", _("All states")), *((code, name) for name, code in named)]),
        "open": (_("Answer"), [("", _("All")), ("1", _("No answer yet"))]),
    }
    return [
        {"name": name, "label": label, "value": chosen[name], "options": values}
        for name, (label, values) in options.items()
    ]
