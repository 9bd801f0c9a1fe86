"""The page for a text that others have changed since: their changes, my changes, and how to continue."""

from __future__ import annotations

from collections.abc import Mapping

from flask import flash, redirect, render_template, request
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from cmia_docs.actions.editor import replace_text
from cmia_docs.errors import Invalid, StaleRevision
from cmia_docs.models import Revision
from cmia_docs.queries.editor.working_copies import EditorState, base_texts
from cmia_docs.reasons import Reason
from cmia_docs.text.compare.word_diff import spans_between
from cmia_docs.text.edit.merge import Conflict, Merge, merge_languages
from cmia_docs.text.model import Text, Unit
from cmia_docs.text.structure.citation import Citations
from cmia_docs.web.compare.view import compared
from cmia_docs.web.editor.form import posted_seen
from cmia_docs.web.editor.pages import address, folded, own_editor_state, page_head
from cmia_docs.web.editor.rows import TemplateData
from cmia_docs.web.shared.access import document
from cmia_docs.web.shared.context import reads, services, work
from cmia_docs.web.shared.labels import language_name
from cmia_docs.web.shared.languages import current_language
from cmia_docs.web.shared.refusal_messages import sentence_for

_THEIRS = "theirs"


def stale_page(message: str = "", reason: str = "") -> str:
    """Compare both versions with their base. `message`: as typed for the revision; `reason`: of a refusal."""
    editor = own_editor_state()
    current = _current()
    base = base_texts(services().drafts, document(), editor.base)
    theirs = base_texts(services().drafts, document(), current)
    merged = merge_languages(base, editor.texts, theirs)
    return render_template(
        "web/editor/stale.html",
        **page_head(editor),
        current={"id": current.id, "number": current.number},
        since=_saved_since(editor.base),
        sides=[_language(code, base, editor.texts, theirs, merged[code]) for code in theirs],
        conflicts=sum(len(one.conflicts) for one in merged.values()),
        dropped=[language_name(code).capitalize() for code in editor.texts if code not in theirs],
        message=message,
        reason=reason,
    )


def go_on(editor: EditorState) -> Response | tuple[str, int]:
    """Base the working copy on the current revision, as chosen; compare again if there is a newer one."""
    message, current = request.form.get("message", ""), request.form.get("current", 0, type=int)
    try:
        with work() as w:
            if current != document().current_id:
                raise StaleRevision(Reason.REVISION_STALE, seen=current, current=document().current_id)
            texts = _chosen_texts(editor)
            replace_text.rebase(w, document().id, seen=posted_seen(), current=current, texts=texts)
    except StaleRevision as error:
        return stale_page(message, sentence_for(error)), 409
    flash(_("Your text is now based on the current revision. Check it, then save it."), "success")
    return redirect(address(message=message))


def _chosen_texts(editor: EditorState) -> Mapping[str, Text]:
    """The texts to continue with, as the page's form says: merged with its picks, or mine alone."""
    theirs = base_texts(services().drafts, document(), _current())
    choice = request.form.get("choice", "")
    if choice == "mine":
        return theirs | {code: text for code, text in editor.texts.items() if code in theirs}
    if choice != "merged":
        raise Invalid(Reason.EDITOR_UNKNOWN_BUTTON)
    base = base_texts(services().drafts, document(), editor.base)
    merged = merge_languages(base, editor.texts, theirs, _picks())
    return {code: one.text for code, one in merged.items()}


def _current() -> Revision:
    return reads().get_one(Revision, document().current_id)


def _picks() -> dict[str, set[str]]:
    """The conflicts for which their wording was chosen, by language."""
    picks: dict[str, set[str]] = {}
    for name, value in request.form.items():
        prefix, _, rest = name.partition(".")
        language, _, unit_id = rest.partition(".")
        if prefix == "pick" and value == _THEIRS:
            picks.setdefault(language, set()).add(unit_id)
    return picks


def _saved_since(base: Revision) -> list[Revision]:
    query = select(Revision).where(Revision.document_id == base.document_id, Revision.number > base.number)
    return list(reads().scalars(query.order_by(Revision.number)))


def _language(
    code: str, base: Mapping[str, Text], mine: Mapping[str, Text], theirs: Mapping[str, Text], merged: Merge
) -> TemplateData:
    empty = Text(code)
    before = base.get(code, empty)
    own = current_language()
    cited = _Names(*(texts[each] for each in (own, code) for texts in (mine, theirs, base) if each in texts))
    return {
        "code": code,
        "name": language_name(code).capitalize(),
        "theirs": _comparison(before, theirs[code]),
        "mine": _comparison(before, mine.get(code, before)),
        "conflicts": [_conflict(conflict, cited) for conflict in merged.conflicts],
    }


def _comparison(old: Text, new: Text) -> TemplateData:
    comparison = compared(old, new)
    return {"rows": [] if comparison.same else folded(comparison.rows), "counts": comparison.counts}


class _Names:
    """How to name a unit: by the first of these versions that has it."""

    def __init__(self, *texts: Text) -> None:
        self._texts = texts

    def of(self, unit_id: str) -> str:
        for text in self._texts:
            for index, unit in enumerate(text.units):
                if unit.id == unit_id:
                    return Citations(text).of(index)
        return unit_id


def _conflict(conflict: Conflict, names: _Names) -> TemplateData:
    before = conflict.base.text if conflict.base is not None else ""
    return {
        "id": conflict.unit_id,
        "element": names.of(conflict.unit_id),
        "base": before,
        "mine": _wording(before, conflict.mine),
        "theirs": _wording(before, conflict.theirs),
    }


def _wording(before: str, unit: Unit | None) -> TemplateData | None:
    """One side's label and words with what it changed; None where it removed the unit."""
    if unit is None:
        return None
    segments = [(span.op, span.text) for span in spans_between(before, unit.text)]
    return {"label": unit.label, "segments": segments}
