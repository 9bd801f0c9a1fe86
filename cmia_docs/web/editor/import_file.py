"""A plain text or Markdown file as the text of one language."""

from __future__ import annotations

from flask import flash, redirect, render_template
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_wtf.file import FileField, FileRequired
from werkzeug.wrappers import Response
from wtforms import BooleanField, SelectField
from wtforms.validators import InputRequired

from cmia_docs.actions.editor import replace_text
from cmia_docs.actions.editor.working_copies import Seen
from cmia_docs.errors import Invalid, Refused, StaleRevision, TooLarge
from cmia_docs.queries.editor.working_copies import EditorState, base_texts
from cmia_docs.reasons import Reason
from cmia_docs.web.editor.pages import address, closed_page, is_open, own_editor_state, page_head
from cmia_docs.web.http.error_pages import status_of
from cmia_docs.web.shared.access import document
from cmia_docs.web.shared.context import services, work
from cmia_docs.web.shared.forms import Form, IdField, refuse_in
from cmia_docs.web.shared.labels import language_name
from cmia_docs.web.shared.uploads import ACCEPTED, largest_text, text_of


class ImportForm(Form):
    """Which text a file becomes."""

    base = IdField(validators=[InputRequired()])
    version = IdField(validators=[InputRequired()])
    language = SelectField(lazy_gettext("Language"), [InputRequired()])
    file = FileField(
        lazy_gettext("File"), [FileRequired(lazy_gettext("Choose a file."))], render_kw={"accept": ACCEPTED}
    )
    replace = BooleanField(lazy_gettext("Replace what I have typed in this language with the file"))


def import_answer() -> Response | tuple[str, int]:
    """Show the form, or take the file; what is wrong with it is shown at its field."""
    editor = own_editor_state()
    if not is_open():
        return closed_page(editor), 409
    form = ImportForm()
    form.language.choices = [(code, language_name(code).capitalize()) for code in editor.texts]
    if not form.is_submitted():
        form.base.data, form.version.data = editor.base.id, editor.version
        return _page(form, editor), 200
    if not form.validate():
        return _page(form, editor), 422
    try:
        _take(form, editor)
    except (Invalid, TooLarge, StaleRevision) as error:
        refuse_in(form, _at_file(error))
        form.base.data, form.version.data = editor.base.id, editor.version
        return _page(form, editor), status_of(error)
    flash(_("The file is in the editor. Nothing is saved as a revision yet."), "success")
    return redirect(address())


def _take(form: ImportForm, editor: EditorState) -> None:
    language = form.language.data
    source = text_of(form.file.data, "file") or ""
    if _typed_in(editor, language) and not form.replace.data:
        raise Invalid(Reason.UPLOAD_IN_THE_WAY, field="replace")
    seen = Seen(form.base.data or 0, form.version.data or 0)
    with work() as w:
        replace_text.take_file(w, document().id, seen=seen, language=language, source=source)


def _typed_in(editor: EditorState, language: str) -> bool:
    """Whether the person has unsaved words in this language that a file would replace."""
    if editor.copy is None:
        return False
    base = base_texts(services().drafts, document(), editor.base)
    return base.get(language) != editor.texts[language]


def _at_file(error: Refused) -> Refused:
    """The field at which to show it, where the action does not name one."""
    error.field = error.field or "file"
    return error


def _page(form: ImportForm, editor: EditorState) -> str:
    typed = [language_name(code) for code in editor.texts if _typed_in(editor, code)]
    largest = f"{largest_text() / 1_000_000:.1f}"
    return render_template(
        "web/editor/import.html", **page_head(editor), form=form, typed=typed, largest=largest
    )
