"""The rows of the dashboard: why a document waits, and the one action that it waits for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext

from cmia_docs.queries.dashboard.dashboard import Need, Waiting
from cmia_docs.rules.workflow import Action, Stage, actions_in
from cmia_docs.web.document.layout import title_in, type_name
from cmia_docs.web.shared.context import day_of
from cmia_docs.web.shared.dates import due_status
from cmia_docs.web.shared.page_parts import Link

# The page where the need is met, and the label of the link to it.
_ACTIONS = {
    Need.CONFIRM: ("adoption.confirm", lazy_gettext("Confirm adoption")),
    Need.GIVE_POSITION: ("positions.give", lazy_gettext("Give a position")),
    Need.REVISE_RETURNED: ("editor.edit", lazy_gettext("Edit")),
    Need.REVISE_BY_REMARKS: ("editor.edit", lazy_gettext("Edit")),
    Need.NAME_DRAFTER: ("assignments.index", lazy_gettext("Name a drafter")),
    Need.CHECK: ("checking.check", lazy_gettext("Check")),
    Need.CLOSE_ROUND: ("positions.index", lazy_gettext("Close the round")),
    Need.ANSWER_REMARKS: ("remarks.index", lazy_gettext("Answer the remarks")),
    Need.AGREE: ("positions.index", lazy_gettext("Mark as agreed")),
    Need.ACCEPT: ("documents.show", lazy_gettext("Accept without circulation")),
    Need.NEW_ROUND: ("circulation.circulate", lazy_gettext("Start a new round")),
    Need.TABLE: ("sessions.table_document", lazy_gettext("Put on the agenda")),
    Need.PROPOSE: ("adoption.propose", lazy_gettext("Propose adoption")),
}
_WHY = {
    Need.CONFIRM: lazy_gettext("Its adoption is proposed and waits for your confirmation."),
    Need.GIVE_POSITION: lazy_gettext("Your state is asked for its position."),
    Need.REVISE_RETURNED: lazy_gettext("The secretariat returned it."),
    Need.NAME_DRAFTER: lazy_gettext("No drafter is named."),
    Need.CHECK: lazy_gettext("It was submitted for the check."),
    Need.AGREE: lazy_gettext("All states have answered and none objects."),
    Need.ACCEPT: lazy_gettext("Acts of this type are not sent to the states."),
    Need.NEW_ROUND: lazy_gettext("All remarks are answered; the text has to go to the states again."),
    Need.TABLE: lazy_gettext("It is agreed and waits for a session."),
    Need.PROPOSE: lazy_gettext("It is on the agenda of a session."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DashboardRow:
    """A document on the dashboard; `action` is what the person can do about it at once."""

    title: str
    language: str
    url: str
    stage: str
    type: str
    due: date | None = None
    due_status: str | None = None
    why: str = ""
    action: Link | None = None
    changed: date | None = None


def waiting_row(waiting: Waiting) -> DashboardRow:
    """A document that waits for the person, with its action."""
    need = waiting.need or Need.CHECK
    endpoint, label = _ACTIONS[need]
    unanswered = "1" if need is Need.ANSWER_REMARKS else None
    url = url_for(endpoint, document_id=waiting.document.id, open=unanswered)
    return replace(_row(waiting), why=_why(waiting), action=Link(str(label), url))


def draft_row(waiting: Waiting, *, writes: bool) -> DashboardRow:
    """A document that the person works on, with a link to the editor where they can edit it now."""
    editable = writes and Action.SAVE in actions_in(Stage(waiting.document.stage))
    url = url_for("editor.edit", document_id=waiting.document.id)
    return replace(
        _row(waiting),
        why=_("You have unsaved changes.") if waiting.working_copy else "",
        action=Link(_("Edit"), url) if editable else None,
        changed=day_of(waiting.document.changed_at),
    )


def due_row(waiting: Waiting) -> DashboardRow:
    """A document whose round ends soon or has ended."""
    return _row(waiting)


def _row(waiting: Waiting) -> DashboardRow:
    document, round_ = waiting.document, waiting.round
    title, language = title_in(waiting.description.titles)
    due_on = round_.due_on if round_ is not None and document.stage == Stage.CIRCULATED else None
    return DashboardRow(
        title=title,
        language=language,
        url=url_for("documents.show", document_id=document.id),
        stage=document.stage,
        type=type_name(waiting.description.act_type),
        due=due_on,
        due_status=due_status(due_on) if due_on else None,
    )


def _why(waiting: Waiting) -> str:
    if waiting.need is Need.ANSWER_REMARKS:
        return str(
            ngettext("%(num)d remark without an answer.", "%(num)d remarks without an answer.", waiting.count)
        )
    if waiting.need is Need.REVISE_BY_REMARKS:
        return str(ngettext("%(num)d remark was made.", "%(num)d remarks were made.", waiting.count))
    if waiting.need is Need.CLOSE_ROUND:
        addressed = len(waiting.round.states) if waiting.round else 0
        return str(
            _("Answered: %(answered)d of %(addressed)d states.", answered=waiting.count, addressed=addressed)
        )
    return str(_WHY[waiting.need or Need.CHECK])
