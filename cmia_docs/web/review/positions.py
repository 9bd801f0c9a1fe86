"""Positions: the tab that shows them, and the form by which a state gives one."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import RadioField, SelectField, TextAreaField
from wtforms.validators import InputRequired

from cmia_docs.actions.review import positions
from cmia_docs.errors import NotAllowed
from cmia_docs.models import Position, Round
from cmia_docs.queries.review.rounds import positions_of, rounds_of
from cmia_docs.reasons import Reason
from cmia_docs.rules.permissions import Permission
from cmia_docs.rules.positions import PositionKind
from cmia_docs.rules.workflow import Action, Role
from cmia_docs.web.document.action_forms import (
    ActionPage,
    FormConflict,
    SeenForm,
    action_form,
    respond_to_form,
)
from cmia_docs.web.document.layout import document_page, require_review, state_of_council
from cmia_docs.web.review.position_view import PositionView, RoundView, position_view, round_view
from cmia_docs.web.review.positions_view import positions_page
from cmia_docs.web.shared.access import requires
from cmia_docs.web.shared.change_link import comparison_url
from cmia_docs.web.shared.context import actor, reads
from cmia_docs.web.shared.forms import options
from cmia_docs.web.shared.labels import POSITIONS
from cmia_docs.web.shared.responses import PageResponse

blueprint = Blueprint("positions", __name__, url_prefix="/documents/<int:document_id>/positions")


class PositionForm(SeenForm):
    """The position of a state on the circulated revision."""

    # The action checks for which states the person may answer: for another it answers 403, not 422.
    state = SelectField(lazy_gettext("State"), [InputRequired()], validate_choice=False)
    kind = RadioField(
        lazy_gettext("Position"),
        [InputRequired()],
        choices=options((kind.value, word) for kind, word in POSITIONS.items()),
    )
    note = TextAreaField(
        lazy_gettext("Note"),
        render_kw={"rows": 5},
        description=lazy_gettext(
            "An objection needs its grounds. To propose wording, make a remark on the element."
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionFormPage(ActionPage):
    """For web/review/give_position.html.

    `by_letter`: the secretariat enters a letter; `only_state`: the one state that can be named, by its name;
    `compare_url`: what has changed since the round before; `last`: the state's last position.
    """

    by_letter: bool
    only_state: str | None
    round: RoundView
    compare_url: str | None
    last: PositionView | None


@blueprint.get("")
@requires(Permission.SEE)
def index(document_id: int) -> str:
    """The positions of the states on the circulated revisions."""
    require_review()
    return document_page(
        "web/review/positions.html",
        "positions",
        page=positions_page(),
    )


@blueprint.route("/give", methods=["GET", "POST"])
@requires(Action.GIVE_POSITION)
def give(document_id: int) -> PageResponse:
    """Give the position of a state on exactly the revision shown; the secretariat does it by a letter."""
    form = PositionForm(state=request.args.get("state"))
    return respond_to_form(
        form,
        Action.GIVE_POSITION,
        lambda w: positions.give_position(
            w,
            document_id,
            seen=form.saw,
            state=form.state.data,
            kind=PositionKind(form.kind.data),
            note=form.note.data or "",
            known=form.knew,
        ),
        lambda conflict: _page(form, document_id, conflict),
        _("The position is given."),
        url_for("positions.index", document_id=document_id),
    )


def _page(form: PositionForm, document_id: int, conflict: FormConflict | None) -> str:
    *before, round_ = rounds_of(reads(), document_id)
    if conflict:
        # The page shows another text now: the choice has to be made again, what was written stays.
        form.kind.data = None
    own, offered = _fill_in(form, round_)
    if not own:
        # The position can be checked against the letter: the note has to name it.
        form.note.render_kw = {**(form.note.render_kw or {}), "required": True}
    last = _last_of(document_id, form.state.data or "")
    page = PositionFormPage(
        title=_("Give a position") if own else _("Enter a letter"),
        button=_("Give the position") if own else _("Enter the position"),
        conflict=conflict,
        by_letter=not own,
        only_state=state_of_council(offered[0]) if len(offered) == 1 else None,
        round=round_view(round_),
        compare_url=comparison_url(before[-1].revision_id, round_.revision_id) if before else None,
        last=position_view(last, round_) if last else None,
    )
    return action_form("web/review/give_position.html", form, page)


def _fill_in(form: PositionForm, round_: Round) -> tuple[frozenset[str], list[str]]:
    """Offer the states that the person can answer for in this round: their own ones, and all of them."""
    own = actor().states(Role.REVIEWER) & set(round_.states)
    offered = round_.states if actor().has(Role.SECRETARIAT) else [s for s in round_.states if s in own]
    if not offered:
        raise NotAllowed(Reason.POSITION_STATE_NOT_ADDRESSED)
    form.state.choices = options((code, state_of_council(code)) for code in offered)
    form.kind.choices = options((kind.value, str(word).capitalize()) for kind, word in POSITIONS.items())
    if len(offered) == 1 and not form.state.data:
        form.state.data = offered[0]
    return own, offered


def _last_of(document_id: int, state: str) -> Position | None:
    positions_of_state = [p for p in positions_of(reads(), document_id) if p.state == state]
    return positions_of_state[-1] if positions_of_state else None
