"""How pages do actions: which is possible, what the person saw, forms that return with what was typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from flask import flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response
from wtforms.validators import InputRequired, Optional

from cmia_docs.actions.work import Work
from cmia_docs.errors import Damaged, Invalid, NotAllowed, NotPossible, Refused, StaleRevision, Unavailable
from cmia_docs.queries.document.event_log import newest_event_of
from cmia_docs.queries.document.grants import rights_subject_of
from cmia_docs.reasons import Reason
from cmia_docs.reasons.documents import TextFindings, TextFindingsAtAdoption
from cmia_docs.rules.permissions import holds
from cmia_docs.rules.workflow import Action, Stage, transition
from cmia_docs.web.document.layout import document_head, shown_revision
from cmia_docs.web.document.round_access import require_round_access
from cmia_docs.web.http.error_pages import later, status_of
from cmia_docs.web.shared.access import document, rights_subject
from cmia_docs.web.shared.change_link import comparison_url
from cmia_docs.web.shared.context import actor, reads, work
from cmia_docs.web.shared.forms import Form, IdField, put, refuse_in
from cmia_docs.web.shared.page_parts import Link
from cmia_docs.web.shared.refusal_messages import sentence_for
from cmia_docs.web.shared.responses import PageResponse

Do = Callable[[Work], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormConflict:
    """What happened to the document while a form was open."""

    text: str
    compare_url: str | None
    findings_url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionPage:
    """A page with the form of one action; a template that adds to shared/action_form.html extends it."""

    title: str
    button: str
    intro: str = ""
    danger: bool = False
    more: Link | None = None
    conflict: FormConflict | None = None


MakePage = Callable[[FormConflict | None], str]


class SeenForm(Form):
    """The base of forms for an action on a document: `seen` is the revision that the person sees."""

    seen = IdField(validators=[InputRequired()])
    known = IdField(validators=[Optional()])

    @property
    def saw(self) -> int:
        """Id of that revision."""
        return int(self.seen.data or 0)

    @property
    def knew(self) -> int | None:
        """Id of the newest event of the document when the page was made, where the form has it."""
        return None if self.known.data is None else int(self.known.data)

    def show_now(self) -> None:
        """Make the form refer to the current revision of the document."""
        put(self.seen, document().current_id)
        put(self.known, newest_event_of(reads(), document().id))


def require_possible(action: Action) -> None:
    """Refuse an action that the workflow does not have in this stage for any role of the person."""
    row = transition(Stage(document().stage), action)
    if not any(holds(actor(), role, rights_subject()) for role in row.roles):
        raise NotAllowed(Reason.WORKFLOW_NOT_YOUR_ROLE)
    require_round_access(row)


def seen_in_request() -> int:
    """The revision that a single-button form names."""
    seen = request.form.get("seen", type=int)
    if seen is None:
        raise Invalid(Reason.REVISION_NOT_NAMED, field="seen")
    return seen


def do_at_once(do: Callable[[Work, int], object], message: str, next_url: str = "") -> Response:
    """An action of a single button: done and confirmed by a message, or refused by an error page."""
    with work() as w:
        do(w, seen_in_request())
    flash(message, "success")
    return redirect(next_url or document_url())


def respond_to_form(
    form: SeenForm, action: Action, do: Do, page: MakePage, message: str, next_url: str = ""
) -> PageResponse:
    """Show the form, or do its action and confirm it by a message.

    The form returns, with all that was typed, where a field is not accepted (422) and where the document
    was changed in the meantime (409, with a note of it). An action that has become impossible is refused by
    an error page, which contains what was typed as well.
    """
    require_possible(action)
    if not form.is_submitted():
        form.show_now()
        return page(None), 200
    if not form.validate():
        return page(None), 422
    try:
        with work() as w:
            do(w)
    except Invalid as error:
        refuse_in(form, error)
        return page(None), 422
    except (NotPossible, StaleRevision) as error:
        return page(_conflict(form, action, error)), status_of(error)
    except (Unavailable, Damaged) as error:
        refuse_in(form, error)
        return Response(page(None), status_of(error), later(status_of(error)), mimetype="text/html")
    flash(message, "success")
    return redirect(next_url or document_url())


def action_page(
    form: SeenForm,
    title: str,
    button: str,
    *,
    intro: str = "",
    danger: bool = False,
    more: Link | None = None,
) -> MakePage:
    """The page of a form whose fields are one below the other (shared/action_form.html)."""
    page = ActionPage(title=title, button=button, intro=intro, danger=danger, more=more)
    return lambda conflict: action_form("web/shared/action_form.html", form, replace(page, conflict=conflict))


def action_form(template: str, form: SeenForm, page: ActionPage) -> str:
    """A page with a form about the route's document; `template` extends shared/action_form.html."""
    return render_template(template, form=form, page=page, document=document_head(shown_revision()))


def document_url() -> str:
    """The address of the route's document."""
    return url_for("documents.show", document_id=document().id)


def read_again() -> None:
    """Read the document as it is now: a reading database session keeps on seeing what it saw first."""
    reads().rollback()
    g.rights_subject = rights_subject_of(reads(), document())


def _conflict(form: SeenForm, action: Action, error: Refused) -> FormConflict:
    """The form's note of what changed; the form itself now refers to the current revision."""
    read_again()
    try:
        require_possible(action)
    except Refused as impossible:
        # Not `error`: that the text changed may be more than this person is to know.
        raise impossible from error
    seen = form.saw
    form.show_now()
    by_findings = error.kind in (TextFindings, TextFindingsAtAdoption)
    return FormConflict(
        text=sentence_for(error),
        compare_url=comparison_url(seen, document().current_id),
        findings_url=url_for("checking.check", document_id=document().id) if by_findings else None,
    )
