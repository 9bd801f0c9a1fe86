"""How pages do acts: which is possible, what the person saw, forms that come back with what was typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms.validators import InputRequired, Optional

from cmia_docs.actions.work import Work
from cmia_docs.errors import Damaged, Invalid, NotAllowed, NotPossible, Refused, StaleRevision, Unavailable
from cmia_docs.queries.document.event_log import newest_event_of
from cmia_docs.queries.document.grants import rights_subject_of
from cmia_docs.rules.guards import Guard
from cmia_docs.rules.permissions import holds
from cmia_docs.rules.workflow import Action, Stage, transition
from cmia_docs.web.document.layout import described, shown_revision, title_in
from cmia_docs.web.document.round_access import require_round_access
from cmia_docs.web.http.error_pages import later, status_of
from cmia_docs.web.shared.access import document, rights_subject
from cmia_docs.web.shared.change_link import comparison_url
from cmia_docs.web.shared.context import actor, reads, work
from cmia_docs.web.shared.forms import Form, IdField, put, refuse_in
from cmia_docs.web.shared.refusal_messages import sentence_for

View = dict[str, Any]
Answer = Response | tuple[str, int]
Do = Callable[[Work], object]


class SeenForm(Form):
    """The base of forms that do an act to a document: `seen` is the revision the person has before them."""

    seen = IdField(validators=[InputRequired()])
    known = IdField(validators=[Optional()])

    @property
    def saw(self) -> int:
        """Id of that revision."""
        return int(self.seen.data or 0)

    @property
    def knew(self) -> int | None:
        """Id of the last act on the document when the page was made, where the form says it."""
        return None if self.known.data is None else int(self.known.data)

    def show_now(self) -> None:
        """From here on the form is about how the document stands now."""
        put(self.seen, document().current_id)
        put(self.known, newest_event_of(reads(), document().id))


def require_possible(action: Action) -> None:
    """Refuse an act that the table does not know in this state, or not for any role of the person."""
    row = transition(Stage(document().stage), action)
    if not any(holds(actor(), role, rights_subject()) for role in row.roles):
        raise NotAllowed("workflow.not_your_role", action=action)
    require_round_access(row)


def seen_in_request() -> int:
    """The revision that a single-button form names."""
    seen = request.form.get("seen", type=int)
    if seen is None:
        raise Invalid("revision.not_named", field="seen")
    return seen


def do_at_once(act: Callable[[Work, int], object], said: str, next_url: str = "") -> Response:
    """An act of a single button: done, said and shown, or refused by an error page."""
    with work() as w:
        act(w, seen_in_request())
    flash(said, "success")
    return redirect(next_url or document_url())


def answer_form(
    form: SeenForm, action: Action, act: Do, page: Callable[[View | None], str], said: str, next_url: str = ""
) -> Answer:
    """Show the form, or do its act.

    What cannot be taken comes back at its field (422); where the document changed meanwhile the form comes
    back with a note of it (409). In both cases with all that was typed. An act that has become impossible
    altogether is refused by an error page, which holds what was typed as well.
    """
    require_possible(action)
    if not form.is_submitted():
        form.show_now()
        return page(None), 200
    if not form.validate():
        return page(None), 422
    try:
        with work() as w:
            act(w)
    except Invalid as error:
        refuse_in(form, error)
        return page(None), 422
    except (NotPossible, StaleRevision) as error:
        return page(_come_back(form, action, error)), status_of(error)
    except (Unavailable, Damaged) as error:
        refuse_in(form, error)
        return Response(page(None), status_of(error), later(status_of(error)), mimetype="text/html")
    flash(said, "success")
    return redirect(next_url or document_url())


def action_page(form: SeenForm, title: str, button: str, **more: Any) -> Callable[[View | None], str]:
    """The page of a form whose fields stand one below the other (shared/action_form.html)."""

    def page(conflict: View | None) -> str:
        return form_page("web/shared/action_form.html", form, title, conflict=conflict, button=button, **more)

    return page


def form_page(template: str, form: SeenForm, title: str, **more: Any) -> str:
    """A page with a form about the route's document."""
    shown = shown_revision()
    name, language = title_in(described(shown).titles)
    values: View = {"intro": "", "danger": False} | more
    return render_template(
        template,
        form=form,
        title=title,
        crumbs=[(_("Documents"), url_for("documents.index")), (name, document_url())],
        document={"title": name, "language": language, "url": document_url(), "stage": document().stage},
        revision=shown,
        **values,
    )


def document_url() -> str:
    """The address of the route's document."""
    return url_for("documents.show", document_id=document().id)


def read_anew() -> None:
    """Look at the document as it stands now: a reading session goes on seeing what it saw first."""
    reads().rollback()
    g.rights_subject = rights_subject_of(reads(), document())


def _come_back(form: SeenForm, action: Action, error: Refused) -> View:
    """The form's note of what changed; from here on it names the revision that the person is now shown."""
    read_anew()
    try:
        require_possible(action)
    except Refused as impossible:
        # Not `error`: that the text changed may be more than this person is to know.
        raise impossible from error
    was = form.saw
    form.show_now()
    by_findings = error.reason in (Guard.TEXT_SOUND, Guard.TEXT_COMPLETE)
    return {
        "text": sentence_for(error),
        "compare_url": comparison_url(was, document().current_id),
        "findings_url": url_for("checking.check", document_id=document().id) if by_findings else None,
    }
