"""The files of an adopted act. Only `act.json` ever changes; everybody gets the same."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from hashlib import sha256

from flask import make_response, request
from werkzeug.wrappers import Response

from cmia_docs.errors import NotFound
from cmia_docs.queries.document.texts import parsed, sources_of
from cmia_docs.queries.register.register import Published
from cmia_docs.reasons import Reason
from cmia_docs.text.model import Text
from cmia_docs.web.document.layout import title_in
from cmia_docs.web.shared.context import services
from cmia_docs.web.shared.dates import day_words
from cmia_docs.web.shared.languages import wording_in
from cmia_docs.word import write_docx

WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def source_of(published_act: Published, language: str) -> str:
    """The text file; `NotFound` where the act has no text in the language, `Damaged` for a wrong checksum."""
    if language not in published_act.revision.sums:
        raise NotFound(Reason.REGISTER_NO_SUCH_LANGUAGE)
    return sources_of(services().drafts, published_act.document.slug, published_act.revision)[language]


def text_of(published_act: Published, language: str) -> Text:
    """The parsed text, refused as by `source_of`."""
    return parsed(source_of(published_act, language), language)


def word_file(published_act: Published, language: str) -> Response:
    """The text as .docx, marked on every page with the act's number and day."""
    act = published_act.act
    with wording_in(language):
        day = day_words(act.adopted_on)
    content = _written(
        source_of(published_act, language),
        language,
        title_in(published_act.document.titles, language)[0],
        act.number,
        day,
        title_in(act.body, language)[0],
        published_act.confirmed_at,
    )
    name = f"{published_act.document.slug}-{language}.docx"
    return file_answer(content, WORD_TYPE, sha256(content).hexdigest(), name)


@lru_cache(maxsize=32)
def _written(
    source: str, language: str, title: str, number: str, day: str, author: str, at: datetime
) -> bytes:
    """Cached: anyone may request the file as often as they like, and writing it costs more than sending."""
    text = parsed(source, language)
    return write_docx(text, title=title, symbol=number, revision_label=day, author=author, at=at)


def file_answer(content: bytes, kind: str, checksum: str, name: str = "") -> Response:
    """A public file that clients may cache and revalidate by its checksum; saved under the name, if given."""
    response = make_response(content)
    response.headers["Content-Type"] = kind
    # Caches revalidate it each time: a damaged or withdrawn file must not be served from one.
    response.headers["Cache-Control"] = "public, no-cache"
    response.set_etag(checksum)
    if name:
        response.headers.set("Content-Disposition", "attachment", filename=name)
    return response.make_conditional(request)
