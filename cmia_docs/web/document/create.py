"""Beginning a document from the template of its type, or from plain text files."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_wtf.file import FileField
from werkzeug.wrappers import Response
from wtforms import HiddenField, RadioField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional

from cmia_docs.actions.document import documents
from cmia_docs.actions.editor.import_file import check_file
from cmia_docs.errors import Invalid, StaleRevision, TooLarge
from cmia_docs.reasons import Reason
from cmia_docs.rules.description import Description
from cmia_docs.rules.fields import SLUG_LENGTH
from cmia_docs.rules.permissions import Permission
from cmia_docs.text.edit.skeletons import initial_texts
from cmia_docs.text.imports.plain_text import from_plain
from cmia_docs.text.model import Text
from cmia_docs.web.document.description_form import choices, description_form, typed_description
from cmia_docs.web.document.layout import type_name
from cmia_docs.web.shared.access import requires
from cmia_docs.web.shared.context import council, work
from cmia_docs.web.shared.forms import Form, refuse_in
from cmia_docs.web.shared.labels import language_name
from cmia_docs.web.shared.uploads import ACCEPTED, largest_text, text_of

blueprint = Blueprint("new_document", __name__)
_FROM_FILE = "file"
_LONGEST_TOKEN = 40


@dataclass(frozen=True, slots=True)
class NewDocumentPage:
    """For web/document/new.html: names of the form's file fields, and megabytes of the largest file."""

    file_fields: Sequence[str]
    largest: str


@blueprint.route("/documents/new", methods=["GET", "POST"])
@requires(Permission.CREATE)
def new() -> str | Response | tuple[str, int]:
    """Begin a document; after a refusal the form contains what was typed."""
    form = _form_class()(data=_beginning())
    if form.validate_on_submit():
        try:
            document_id = _create(form)
        except (Invalid, StaleRevision, TooLarge) as error:
            refuse_in(form, error)
        else:
            flash(_("The document is created."), "success")
            return redirect(url_for("documents.show", document_id=document_id))
    page = NewDocumentPage(_file_fields(), f"{largest_text() / 1_000_000:.1f}")
    answer = render_template("web/document/new.html", page=page, form=form)
    return answer, 422 if form.is_submitted() else 200


def _form_class() -> type[Form]:
    types = [("", _("Choose the act type"))]
    types += [(kind.code, type_name(kind.code)) for kind in council().act_types]
    sources = [
        ("template", _("The template of the act type")),
        (_FROM_FILE, _("A plain text or Markdown file")),
    ]
    files = {
        name: FileField(
            _("File (%(language)s)", language=language_name(code)), render_kw={"accept": ACCEPTED}
        )
        for code, name in _files_by_language().items()
    }
    fields = dict(
        act_type=SelectField(_("act type").capitalize(), [InputRequired()], choices=choices(types)),
        slug=StringField(
            _("Short name"),
            [Optional(), Length(max=SLUG_LENGTH)],
            description=_("Lower-case Latin letters, digits and hyphens; made from the title if left empty."),
        ),
        once=HiddenField(validators=[Length(max=_LONGEST_TOKEN)]),
        source=RadioField(_("Start from"), [InputRequired()], choices=choices(sources)),
        **files,
    )
    return type("NewDocumentForm", (description_form(council(), Form),), fields)


def _beginning() -> dict[str, object]:
    return {
        "languages": list(council().languages),
        "authentic": [council().working_language],
        "source": "template",
        "once": uuid.uuid4().hex,
    }


def _files_by_language() -> dict[str, str]:
    return {code: f"file_{code}" for code in council().languages}


def _file_fields() -> list[str]:
    return list(_files_by_language().values())


def _create(form: Form) -> int:
    described = typed_description(form, form["act_type"].data, council()).checked(council())
    from_file = form["source"].data == _FROM_FILE
    texts = _from_files(form, described.languages) if from_file else _from_template(described)
    message = _("Created from a file") if from_file else _("Created from the template")
    with work() as w:
        return documents.create(
            w,
            description=described,
            texts=texts,
            message=message,
            slug=(form["slug"].data or "").strip(),
            once=form["once"].data or "",
        ).id


def _from_template(described: Description) -> dict[str, Text]:
    folder = Path(str(current_app.template_folder)) / "acts"
    paths = {code: folder / f"{described.act_type}.{code}.md" for code in described.languages}
    sources = {code: path.read_text("utf-8") for code, path in paths.items() if path.is_file()}
    return initial_texts(described.languages, described.titles, sources)


def _from_files(form: Form, languages: tuple[str, ...]) -> dict[str, Text]:
    """The files of the chosen languages; one without begins as a copy of the first, to be translated."""
    first = languages[0]
    texts: dict[str, Text] = {}
    for code in languages:
        name = _files_by_language()[code]
        source = text_of(form[name].data, name)
        if source is None and code == first:
            raise Invalid(Reason.UPLOAD_MISSING, field=name)
        if source is None:
            texts[code] = Text(code, texts[first].units)
            continue
        check_file(source, code, name)
        texts[code] = from_plain(source, code, texts.get(first))
    return texts
