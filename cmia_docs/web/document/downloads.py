"""The files of a revision: each text exactly as it is stored and agreed on, and as a Word file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask import Blueprint, Response, request, url_for
from flask_babel import gettext as _

from cmia_docs.errors import NotFound
from cmia_docs.models import Revision
from cmia_docs.queries.document.revisions import seen_revisions
from cmia_docs.queries.document.texts import parsed, sources_of
from cmia_docs.reasons import Reason
from cmia_docs.rules.permissions import Permission
from cmia_docs.web.document.layout import described, document_page, shown_revision, title_in, type_name
from cmia_docs.web.shared.access import document, requires, visibility
from cmia_docs.web.shared.change_link import revision_name
from cmia_docs.web.shared.context import reads, services
from cmia_docs.web.shared.labels import language_name
from cmia_docs.web.shared.languages import wording_in
from cmia_docs.web.shared.list_filters import select
from cmia_docs.web.shared.page_parts import Select
from cmia_docs.word import write_docx

blueprint = Blueprint("downloads", __name__, url_prefix="/documents/<int:document_id>/downloads")
MARKDOWN = "text/markdown; charset=utf-8"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True, kw_only=True)
class DownloadFile:
    """A file of a revision; a Word file is made on request, so it has no size and no checksum."""

    label: str
    note: str
    url: str
    size: str | None = None
    sum: str | None = None


@dataclass(frozen=True, slots=True)
class DownloadsTab:
    """For web/document/downloads.html; `revisions` is the choice of another revision at `url`."""

    files: Sequence[DownloadFile]
    revisions: Select
    url: str


@blueprint.get("")
@requires(Permission.SEE)
def index(document_id: int) -> str:
    """The files of `?revision=`, by default of the latest one the person sees."""
    revision = shown_revision(request.args.get("revision", type=int))
    sources = sources_of(services().drafts, document().slug, revision)
    numbers = [
        (str(seen.number), revision_name(seen)) for seen in seen_revisions(reads(), document_id, visibility())
    ]
    page = DownloadsTab(
        [file for code, source in sources.items() for file in _files(revision, code, len(source.encode()))],
        select("revision", _("Revision"), str(revision.number), numbers),
        url_for("downloads.index", document_id=document_id),
    )
    return document_page("web/document/downloads.html", "downloads", page, revision=revision)


@blueprint.get("/<int:number>/<language>.md")
@requires(Permission.SEE)
def markdown(document_id: int, number: int, language: str) -> Response:
    """The text file, byte for byte as it is in git; its checksum is that of the revision."""
    revision, source = _source(number, language)
    return _attached(source.encode(), revision, language, "md", MARKDOWN)


@blueprint.get("/<int:number>/<language>.docx")
@requires(Permission.SEE)
def word(document_id: int, number: int, language: str) -> Response:
    """The text as a Word file."""
    revision, source = _source(number, language)
    description = described(revision)
    with wording_in(language):
        content = write_docx(
            parsed(source, language),
            title=title_in(description.titles, language)[0],
            symbol=type_name(description.act_type),
            revision_label=revision_name(revision),
            author=revision.author_name,
            at=revision.at,
        )
    return _attached(content, revision, language, "docx", WORD)


def _source(number: int, language: str) -> tuple[Revision, str]:
    revision = shown_revision(number)
    if language not in revision.sums:
        raise NotFound(Reason.REVISION_NO_SUCH_LANGUAGE)
    return revision, sources_of(services().drafts, document().slug, revision)[language]


def _attached(content: bytes, revision: Revision, language: str, ending: str, kind: str) -> Response:
    # Slugs and codes of languages contain only a-z, digits and hyphens: they are safe in a header.
    name = f"{document().slug}-r{revision.number}-{language}.{ending}"
    response = Response(content, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _files(revision: Revision, code: str, size: int) -> Iterator[DownloadFile]:
    def url(endpoint: str) -> str:
        return url_for(endpoint, document_id=document().id, number=revision.number, language=code)

    language = language_name(code)
    yield DownloadFile(
        label=_("Word, %(language)s", language=language),
        note=_("for reading, remarks and print (.docx)"),
        url=url("downloads.word"),
    )
    yield DownloadFile(
        label=_("Text, %(language)s", language=language),
        note=_("exactly as it is stored and agreed on (.md)"),
        url=url("downloads.markdown"),
        size=_("%(size)s KB", size=max(1, round(size / 1000))),
        sum=revision.sums[code],
    )
