"""What the person may do now with the route's document: the page's buttons, and why others are missing."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from flask import current_app, url_for
from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from cmia_docs.actions.document.transition import ActionInput, gather
from cmia_docs.errors import NotPossible, Refused
from cmia_docs.queries.review.remarks import open_remarks
from cmia_docs.rules.guards import Guard, require
from cmia_docs.rules.permissions import holds
from cmia_docs.rules.workflow import Action, Role, Stage, actions_in, transition
from cmia_docs.web.document.round_access import require_round_access
from cmia_docs.web.shared.access import document, rights_subject
from cmia_docs.web.shared.context import actor, judging, reads
from cmia_docs.web.shared.refusal_messages import sentence_for

View = dict[str, Any]

# What the form of the act asks for, and what reads the whole text, is judged when the act is done.
_JUDGED_LATER = frozenset(
    {
        Guard.REASON,
        Guard.DUE_AHEAD,
        Guard.STATES_ADDRESSED,
        Guard.SESSION_NAMED,
        Guard.TEXT_NOT_EMPTY,
        Guard.TEXT_SOUND,
        Guard.TEXT_COMPLETE,
    }
)


@dataclass(frozen=True, slots=True)
class _Button:
    """How an act is offered. `leads`: it may be the page's one filled button. `ask`: it is done at once, by
    a form with this question before it; otherwise it is a link to a form."""

    action: Action
    endpoint: str
    label: LazyString
    sign: str
    leads: bool = False
    ask: LazyString | None = None


# In order of importance: of what is possible, the first that leads is the filled button.
_BUTTONS = (
    _Button(Action.CONFIRM_ADOPTION, "adoption.confirm", _("Confirm adoption"), "patch-check", leads=True),
    _Button(Action.PROPOSE_ADOPTION, "adoption.propose", _("Propose adoption"), "patch-check", leads=True),
    _Button(Action.TABLE, "sessions.table_document", _("Put on the agenda"), "calendar-event", leads=True),
    _Button(
        Action.AGREE,
        "agreement.agree",
        _("Mark as agreed"),
        "check-circle",
        leads=True,
        ask=_("Mark exactly this text as agreed?"),
    ),
    _Button(
        Action.ACCEPT,
        "agreement.accept",
        _("Accept without circulation"),
        "check-circle",
        leads=True,
        ask=_("Accept exactly this text without sending it to the states?"),
    ),
    _Button(
        Action.CLOSE_ROUND,
        "circulation.close_round",
        _("Close the round"),
        "table",
        leads=True,
        ask=_("Close the round? After that no state can answer in it."),
    ),
    _Button(Action.DISPOSE, "remarks.index", _("Answer the remarks"), "chat-left-text", leads=True),
    _Button(Action.CIRCULATE, "circulation.circulate", _("Circulate"), "send", leads=True),
    _Button(Action.GIVE_POSITION, "positions.give", _("Give a position"), "check-circle", leads=True),
    _Button(Action.SAVE, "editor.edit", _("Edit"), "pencil", leads=True),
    _Button(
        Action.SUBMIT,
        "checking.submit",
        _("Submit for check"),
        "clipboard-check",
        leads=True,
        ask=_("Hand this revision to the secretariat?"),
    ),
    _Button(
        Action.ENTER_INTO_FORCE,
        "standing.enter_into_force",
        _("Enter into force"),
        "bookmark-check",
        leads=True,
    ),
    _Button(Action.AMEND, "standing.later_act", _("Record a later act"), "pencil-square"),
    _Button(Action.REMARK, "remarks.add", _("Make a remark"), "chat-left-text"),
    _Button(Action.RETURN, "checking.check", _("Findings of the check"), "clipboard-check"),
    _Button(Action.RETURN, "checking.give_back", _("Return to drafter"), "arrow-left"),
    _Button(Action.EXTEND, "circulation.extend", _("Extend the due date"), "hourglass-split"),
    _Button(Action.DEFER, "sessions.defer", _("Take off the agenda"), "calendar-event"),
    _Button(Action.CANCEL_ADOPTION_PROPOSAL, "adoption.cancel", _("Cancel the proposal"), "x-lg"),
    _Button(Action.REOPEN, "agreement.reopen", _("Reopen"), "arrow-repeat"),
    _Button(Action.WITHDRAW, "agreement.withdraw", _("Withdraw"), "x-circle"),
)


def available_actions() -> list[View]:
    """In order of importance: label, url, look, sign, ask, fields, link (see document/layout.html)."""
    shown: list[View] = []
    led = False
    for button in _offered():
        if against(button.action) is not None:
            continue
        leads = button.leads and not led and not _for_another(button.action)
        led = led or leads
        shown.append(_view(button, leads))
    return shown


def is_possible(action: Action) -> bool:
    """Whether the person may do this now, as far as it can be told before the act's form is filled in."""
    return any(button.action is action and against(action) is None for button in _offered())


def unavailable_actions(actions: Collection[Action]) -> list[View]:
    """Of these acts, those that the person could do but for something that is not so yet: label, reason."""
    refused = [(button, against(button.action)) for button in _offered() if button.action in actions]
    return [
        {"label": _label(button), "reason": sentence_for(error)}
        for button, error in refused
        if isinstance(error, NotPossible) and not error.reason.startswith("type.")
    ]


def _offered() -> Iterator[_Button]:
    """The acts that the table has for this state and for a role of the person."""
    known = set(actions_in(Stage(document().stage)))
    for button in _BUTTONS:
        if button.action in known and button.endpoint in current_app.view_functions:
            row = transition(Stage(document().stage), button.action)
            if any(holds(actor(), role, rights_subject()) for role in row.roles):
                yield button


def against(action: Action) -> Refused | None:
    """The first reason against the act, as far as it can be told before its form is filled in.

    `NotPossible` where the table does not have it here.
    """
    row = transition(Stage(document().stage), action)
    try:
        if action is Action.DISPOSE and not open_remarks(reads(), document().id):
            raise NotPossible("remarks.none_open")
        require_round_access(row)
        guards = tuple(guard for guard in row.guards if guard not in _JUDGED_LATER)
        if guards:
            require(guards, gather(reads(), judging(), document(), guards, ActionInput()))
    except Refused as error:
        return error
    return None


def _for_another(action: Action) -> bool:
    """The secretariat enters a state's letter now and then; it is not what the page is for."""
    return action is Action.GIVE_POSITION and not holds(actor(), Role.REVIEWER, rights_subject())


def _view(button: _Button, leads: bool) -> View:
    danger = button.action is Action.WITHDRAW
    unanswered = "1" if button.action is Action.DISPOSE else None
    at_once = button.ask is not None
    return {
        "label": _label(button),
        "url": url_for(button.endpoint, document_id=document().id, open=unanswered),
        "look": "primary" if leads else "danger" if danger else "secondary",
        "sign": button.sign,
        "ask": str(button.ask) if at_once else None,
        "fields": {"seen": document().current_id} if at_once else {},
        "link": not at_once,
    }


def _label(button: _Button) -> str:
    if button.action is Action.CIRCULATE and document().stage == Stage.CONSOLIDATION:
        return str(_("Start a new round"))
    if _for_another(button.action):
        return str(_("Enter a letter"))
    return str(button.label)
