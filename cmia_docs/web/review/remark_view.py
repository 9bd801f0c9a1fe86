"""A remark with its answer, as pages show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for
from flask_babel import gettext as _

from cmia_docs.models import Disposition, Remark, Revision
from cmia_docs.rules.workflow import Action, Role, Stage, actions_in
from cmia_docs.web.document.layout import state_of_council
from cmia_docs.web.review.visible_remarks import VisibleRemarks
from cmia_docs.web.shared.access import can, document
from cmia_docs.web.shared.context import actor, day_of


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerView:
    """The disposition of a remark; without its revision where that is not open to the person."""

    disposition: str
    reason: str
    decider: str
    revision: int | None
    revision_url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarkView:
    """A remark for the macro `remark`, with what this person may do with it.

    `anchor` is its id on the page; `state` is None where the author speaks for no state; `round` is None
    outside of rounds; `segments` show what the proposed wording changes, None where the element is missing.
    """

    anchor: str
    number: int
    state: str | None
    author: str
    on: date
    round: int | None
    element: str
    element_language: str | None
    element_url: str
    text: str
    language: str
    wording: str | None
    segments: Sequence[tuple[str, str]] | None
    withdrawn: bool
    answer: AnswerView | None
    answer_url: str | None
    withdraw_url: str | None


def remark_view(remarks: VisibleRemarks, remark: Remark, number: int) -> RemarkView:
    """The remark with its number in the order of the text."""
    citation = remarks.anchors.citation(remark)
    own = remark.author_id == actor().id or remark.state in actor().states(Role.REVIEWER)
    return RemarkView(
        anchor=f"r{remark.id}",
        number=number,
        state=state_of_council(remark.state) if remark.state else None,
        author=remark.author_name,
        on=day_of(remark.at),
        round=remarks.round_number(remark),
        element=citation or _("Whole text"),
        element_language=remark.language if citation else None,
        element_url=remarks.anchors.address(remark),
        text=remark.body,
        language=remark.language,
        wording=remark.wording,
        segments=remarks.anchors.segments(remark),
        withdrawn=remark.withdrawn_at is not None,
        answer=_answer(remarks, remarks.answers.get(remark.id)),
        answer_url=_url_if("remarks.answer", remark, Action.DISPOSE, True),
        withdraw_url=_url_if("remarks.withdraw", remark, Action.WITHDRAW_REMARK, own),
    )


def _answer(remarks: VisibleRemarks, answer: Disposition | None) -> AnswerView | None:
    if answer is None:
        return None
    # The revision that carries the answer may be one that the states have not been sent yet.
    carrier = remarks.revisions.get(answer.revision_id)
    return AnswerView(
        disposition=answer.kind,
        reason=answer.reason,
        decider=answer.decider_name,
        revision=carrier.number if carrier else None,
        revision_url=_revision_url(carrier) if carrier else None,
    )


def _revision_url(revision: Revision) -> str:
    return url_for("documents.show", document_id=document().id, revision=revision.number)


def _url_if(endpoint: str, remark: Remark, action: Action, theirs: bool) -> str | None:
    """The address of an action on the remark, where this person may do it in this stage."""
    possible = action in actions_in(Stage(document().stage)) and can(action)
    if not possible or not theirs or remark.withdrawn_at is not None:
        return None
    return url_for(endpoint, document_id=document().id, remark_id=remark.id)
