"""What the person may do now with the route's document: the page's buttons, and why others are missing."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from flask import current_app, url_for
from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from cmia_docs.actions.document.transition import ActionInput, gather
from cmia_docs.errors import NotPossible, Refused
from cmia_docs.queries.review.remarks import open_remarks
from cmia_docs.reasons import Reason
from cmia_docs.rules.guards import Guard, require
from cmia_docs.rules.permissions import holds
from cmia_docs.rules.workflow import Action, Role, Stage, actions_in, transition
from cmia_docs.web.document.round_access import require_round_access
from cmia_docs.web.shared.access import document, rights_subject
from cmia_docs.web.shared.context import actor, judging, reads
from cmia_docs.web.shared.page_parts import ActionButton
from cmia_docs.web.shared.refusal_messages import sentence_for

# What is typed into the form of the action, and what reads the whole text, is checked when it is done.
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

# What acts of the document's type never need is not said to be missing.
_NEVER_FOR_THE_TYPE = (Reason.TYPE_NEEDS_CIRCULATION, Reason.TYPE_SKIPS_CIRCULATION)


@dataclass(frozen=True, slots=True)
class _Button:
    """How an action is offered.

    `primary`: it may be the page's one filled button. `ask`: it is done at once, by a form with this question
    before it; otherwise it is a link to a form.
    """

    action: Action
    endpoint: str
    label: LazyString
    icon: str
    primary: bool = False
    ask: LazyString | None = None


# In order of importance: of what is possible, the first that may be primary is the filled button.
_BUTTONS = (
    _Button(Action.CONFIRM_ADOPTION, "adoption.confirm", _("Confirm adoption"), "patch-check", primary=True),
    _Button(Action.PROPOSE_ADOPTION, "adoption.propose", _("Propose adoption"), "patch-check", primary=True),
    _Button(Action.TABLE, "sessions.table_document", _("Put on the agenda"), "calendar-event", primary=True),
    _Button(
        Action.AGREE,
        "agreement.agree",
        _("Mark as agreed"),
        "check-circle",
        primary=True,
        ask=_("Mark exactly this text as agreed?"),
    ),
    _Button(
        Action.ACCEPT,
        "agreement.accept",
        _("Accept without circulation"),
        "check-circle",
        primary=True,
        ask=_("Accept exactly this text without sending it to the states?"),
    ),
    _Button(
        Action.CLOSE_ROUND,
        "circulation.close_round",
        _("Close the round"),
        "table",
        primary=True,
        ask=_("Close the round? After that no state can answer in it."),
    ),
    _Button(Action.DISPOSE, "remarks.index", _("Answer the remarks"), "chat-left-text", primary=True),
    _Button(Action.CIRCULATE, "circulation.circulate", _("Circulate"), "send", primary=True),
    _Button(Action.GIVE_POSITION, "positions.give", _("Give a position"), "check-circle", primary=True),
    _Button(Action.SAVE, "editor.edit", _("Edit"), "pencil", primary=True),
    _Button(
        Action.SUBMIT,
        "checking.submit",
        _("Submit for check"),
        "clipboard-check",
        primary=True,
        ask=_("Submit this revision to the secretariat?"),
    ),
    _Button(
        Action.ENTER_INTO_FORCE,
        "legal_status.enter_into_force",
        _("Enter into force"),
        "bookmark-check",
        primary=True,
    ),
    _Button(Action.AMEND, "legal_status.later_act", _("Record a change by a later act"), "pencil-square"),
    _Button(Action.REMARK, "remarks.add", _("Make a remark"), "chat-left-text"),
    _Button(Action.RETURN, "checking.check", _("Findings of the check"), "clipboard-check"),
    _Button(Action.RETURN, "checking.give_back", _("Return to drafter"), "arrow-left"),
    _Button(Action.EXTEND, "circulation.extend", _("Extend the due date"), "hourglass-split"),
    _Button(Action.DEFER, "sessions.defer", _("Remove from the agenda"), "calendar-event"),
    _Button(Action.CANCEL_ADOPTION_PROPOSAL, "adoption.cancel", _("Cancel the adoption proposal"), "x-lg"),
    _Button(Action.REOPEN, "agreement.reopen", _("Reopen"), "arrow-repeat"),
    _Button(Action.WITHDRAW, "agreement.withdraw", _("Withdraw"), "x-circle"),
)


@dataclass(frozen=True, slots=True)
class UnavailableAction:
    """An action that is not possible yet, and why."""

    label: str
    reason: str


def available_actions() -> list[ActionButton]:
    """What the person may do now, in order of importance."""
    shown: list[ActionButton] = []
    has_primary = False
    for button in _offered():
        if against(button.action) is not None:
            continue
        primary = button.primary and not has_primary and not _for_another(button.action)
        has_primary = has_primary or primary
        shown.append(_view(button, primary))
    return shown


def is_possible(action: Action) -> bool:
    """Whether the person may do this now, as far as can be said before the form is filled in."""
    return any(button.action is action and against(action) is None for button in _offered())


def unavailable_actions(actions: Collection[Action]) -> list[UnavailableAction]:
    """Of these actions, those that are the person's to do but are not possible yet."""
    refused = [(button, against(button.action)) for button in _offered() if button.action in actions]
    return [
        UnavailableAction(_label(button), sentence_for(error))
        for button, error in refused
        if isinstance(error, NotPossible) and error.reason not in _NEVER_FOR_THE_TYPE
    ]


def _offered() -> Iterator[_Button]:
    """The actions that the workflow has in this stage for a role of the person."""
    known = set(actions_in(Stage(document().stage)))
    for button in _BUTTONS:
        if button.action in known and button.endpoint in current_app.view_functions:
            row = transition(Stage(document().stage), button.action)
            if any(holds(actor(), role, rights_subject()) for role in row.roles):
                yield button


def against(action: Action) -> Refused | None:
    """The first reason against the action, as far as can be said before its form is filled in.

    `NotPossible` where the workflow does not have it in this stage.
    """
    row = transition(Stage(document().stage), action)
    try:
        if action is Action.DISPOSE and not open_remarks(reads(), document().id):
            raise NotPossible(Reason.REMARKS_NONE_OPEN)
        require_round_access(row)
        guards = tuple(guard for guard in row.guards if guard not in _JUDGED_LATER)
        if guards:
            require(guards, gather(reads(), judging(), document(), guards, ActionInput()))
    except Refused as error:
        return error
    return None


def _for_another(action: Action) -> bool:
    """The secretariat may enter a state's letter here, but that is not what it opens the page for."""
    return action is Action.GIVE_POSITION and not holds(actor(), Role.REVIEWER, rights_subject())


def _view(button: _Button, primary: bool) -> ActionButton:
    danger = button.action is Action.WITHDRAW
    unanswered = "1" if button.action is Action.DISPOSE else None
    at_once = button.ask is not None
    return ActionButton(
        label=_label(button),
        url=url_for(button.endpoint, document_id=document().id, open=unanswered),
        style="primary" if primary else "danger" if danger else "secondary",
        icon=button.icon,
        ask=str(button.ask) if at_once else None,
        fields={"seen": document().current_id} if at_once else {},
        is_link=not at_once,
    )


def _label(button: _Button) -> str:
    if button.action is Action.CIRCULATE and document().stage == Stage.CONSOLIDATION:
        return str(_("Start a new round"))
    if _for_another(button.action):
        return str(_("Enter a letter"))
    return str(button.label)
