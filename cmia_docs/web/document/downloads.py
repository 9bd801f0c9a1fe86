"""The files of a revision: each text exactly as it is stored and signed for, and as a Word file."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, request, url_for
from flask_babel import gettext as _

from cmia_docs.errors import NotFound
from cmia_docs.models import Revision
from cmia_docs.queries.document.revisions import seen_revisions
from cmia_docs.queries.document.texts import parsed, sources_of
from cmia_docs.rules.permissions import Permission
from cmia_docs.web.document.layout import described, document_page, shown_revision, title_in, type_name
from cmia_docs.web.shared.access import document, requires, visibility
from cmia_docs.web.shared.change_link import revision_name
from cmia_docs.web.shared.context import reads, services
from cmia_docs.web.shared.labels import language_name
from cmia_docs.web.shared.languages import wording_in
from cmia_docs.word import write_docx

blueprint = Blueprint("downloads", __name__, url_prefix="/documents/<int:document_id>/downloads")
View = dict[str, Any]
MARKDOWN = "text/markdown; charset=utf-8"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@blueprint.get("")
@requires(Permission.SEE)
def index(document_id: int) -> str:
    """The files of `?revision=`, by default of the latest one the person sees."""
    revision = shown_revision(request.args.get("revision", type=int))
    sources = sources_of(services().drafts, document().slug, revision)
    numbers = [
        (str(seen.number), revision_name(seen)) for seen in seen_revisions(reads(), document_id, visibility())
    ]
    return document_page(
        "web/document/downloads.html",
        "downloads",
        revision=revision,
        files=[
            file for code, source in sources.items() for file in _files(revision, code, len(source.encode()))
        ],
        revisions=numbers,
        chosen=str(revision.number),
        url=url_for("downloads.index", document_id=document_id),
    )


@blueprint.get("/<int:number>/<language>.md")
@requires(Permission.SEE)
def markdown(document_id: int, number: int, language: str) -> Response:
    """The text file, byte for byte as it stands in git and as its sum was taken."""
    revision, source = _source(number, language)
    return _attached(source.encode(), revision, language, "md", MARKDOWN)


@blueprint.get("/<int:number>/<language>.docx")
@requires(Permission.SEE)
def word(document_id: int, number: int, language: str) -> Response:
    """The text as a Word file."""
    revision, source = _source(number, language)
    said = described(revision)
    with wording_in(language):
        content = write_docx(
            parsed(source, language),
            title=title_in(said.titles, language)[0],
            symbol=type_name(said.act_type),
            revision_label=revision_name(revision),
            author=revision.author_name,
            at=revision.at,
        )
    return _attached(content, revision, language, "docx", WORD)


def _source(number: int, language: str) -> tuple[Revision, str]:
    revision = shown_revision(number)
    if language not in revision.sums:
        raise NotFound("revision.no_such_language")
    return revision, sources_of(services().drafts, document().slug, revision)[language]


def _attached(content: bytes, revision: Revision, language: str, ending: str, kind: str) -> Response:
    # The short name and the code of a language are small Latin letters, digits and hyphens: safe in a header.
    name = f"{document().slug}-r{revision.number}-{language}.{ending}"
    response = Response(content, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _files(revision: Revision, code: str, size: int) -> list[View]:
    def url(endpoint: str) -> str:
        return url_for(endpoint, document_id=document().id, number=revision.number, language=code)

    language = language_name(code)
    return [
        {
            "label": _("Word, %(language)s", language=language),
            "note": _("for reading, remarks and print (.docx)"),
            "url": url("downloads.word"),
            "size": None,
            "sum": None,
        },
        {
            "label": _("Text, %(language)s", language=language),
            "note": _("exactly as it is stored and agreed on (.md)"),
            "url": url("downloads.markdown"),
            "size": _("%(size)s KB", size=max(1, round(size / 1000))),
            "sum": revision.sums[code],
        },
    ]
