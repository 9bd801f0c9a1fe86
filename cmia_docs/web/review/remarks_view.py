"""The tab of remarks: in the order of the text, by round, state and whether they are answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import request, url_for
from flask_babel import gettext as _

from cmia_docs.models import Remark
from cmia_docs.rules.permissions import Scope
from cmia_docs.rules.workflow import Action
from cmia_docs.web.document.available_actions import UnavailableAction, unavailable_actions
from cmia_docs.web.document.layout import state_of_council
from cmia_docs.web.review.remark_view import RemarkView, remark_view
from cmia_docs.web.review.visible_remarks import VisibleRemarks, visible_remarks
from cmia_docs.web.shared.access import document, scopes
from cmia_docs.web.shared.list_filters import select
from cmia_docs.web.shared.page_parts import Select

OUTSIDE = "outside"
"""In the filter by round: remarks that the makers of the text made among themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarksPage:
    """For web/review/remarks.html.

    `remarks` are those that fit the filters; `total` and `unanswered` count all; `blocked`: actions that are
    not possible yet.
    """

    blocked: Sequence[UnavailableAction]
    remarks: Sequence[RemarkView]
    total: int
    unanswered: int
    selects: Sequence[Select]
    url: str


def remarks_page() -> RemarksPage:
    """The remarks that fit the filters of the address. A fixed number of queries."""
    remarks = visible_remarks()
    chosen = {name: request.args.get(name, "") for name in ("round", "state", "open")}
    return RemarksPage(
        blocked=unavailable_actions({Action.AGREE, Action.CIRCULATE}),
        remarks=[
            remark_view(remarks, row, number)
            for number, row in enumerate(remarks.rows, 1)
            if _fits(remarks, row, chosen)
        ],
        total=len(remarks.rows),
        unanswered=sum(remarks.is_open(row) for row in remarks.rows),
        selects=_selects(remarks, chosen),
        url=url_for("remarks.index", document_id=document().id),
    )


def _fits(remarks: VisibleRemarks, remark: Remark, chosen: Mapping[str, str]) -> bool:
    number = str(remarks.round_number(remark) or OUTSIDE)
    return (
        chosen["round"] in ("", number)
        and chosen["state"] in ("", remark.state)
        and (not chosen["open"] or remarks.is_open(remark))
    )


def _selects(remarks: VisibleRemarks, chosen: Mapping[str, str]) -> list[Select]:
    rounds = [(str(r.number), _("Round %(number)s", number=r.number)) for r in reversed(remarks.rounds)]
    if Scope.WORKING in scopes():
        rounds.append((OUTSIDE, _("Outside of rounds")))
    states = {remark.state: state_of_council(remark.state) for remark in remarks.rows if remark.state}
    by_name = sorted(states.items(), key=lambda state: state[1])
    return [
        select("round", _("Round"), chosen["round"], [("", _("All rounds")), *rounds]),
        select("state", _("State"), chosen["state"], [("", _("All states")), *by_name]),
        select("open", _("Answer"), chosen["open"], [("", _("All")), ("1", _("No answer yet"))]),
    ]
