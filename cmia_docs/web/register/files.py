"""The files of an adopted act. They never change but for `act.json`, and say the same to everybody."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from hashlib import sha256

from flask import make_response, request
from werkzeug.wrappers import Response

from cmia_docs.errors import NotFound
from cmia_docs.queries.document.texts import parsed, sources_of
from cmia_docs.queries.register.register import Published
from cmia_docs.text.model import Text
from cmia_docs.web.document.layout import title_in
from cmia_docs.web.shared.context import services
from cmia_docs.web.shared.dates import day_words
from cmia_docs.web.shared.languages import wording_in
from cmia_docs.word import write_docx

WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def source_of(found: Published, language: str) -> str:
    """The text file; `NotFound` for a language that the act has no text in, `Damaged` for another sum."""
    if language not in found.revision.sums:
        raise NotFound("register.no_such_language")
    return sources_of(services().drafts, found.document.slug, found.revision)[language]


def text_of(found: Published, language: str) -> Text:
    """The parsed text, refused as by `source_of`."""
    return parsed(source_of(found, language), language)


def word_file(found: Published, language: str) -> Response:
    """The text as .docx, marked on every page with the act's number and day."""
    act = found.act
    with wording_in(language):
        day = day_words(act.adopted_on)
    content = _written(
        source_of(found, language),
        language,
        title_in(found.document.titles, language)[0],
        act.number,
        day,
        title_in(act.body, language)[0],
        found.confirmed_at,
    )
    name = f"{found.document.slug}-{language}.docx"
    return file_answer(content, WORD_TYPE, sha256(content).hexdigest(), name)


@lru_cache(maxsize=32)
def _written(
    source: str, language: str, title: str, number: str, day: str, author: str, at: datetime
) -> bytes:
    """Remembered, since anyone may ask for it again and again, and writing costs much more than sending."""
    text = parsed(source, language)
    return write_docx(text, title=title, symbol=number, revision_label=day, author=author, at=at)


def file_answer(content: bytes, kind: str, sum_: str, name: str = "") -> Response:
    """A public file that may be kept and asked for again by its sum; with a name it is saved under it."""
    response = make_response(content)
    response.headers["Content-Type"] = kind
    # Kept by anyone, but asked about each time: a damaged or withdrawn file must not live on in a cache.
    response.headers["Cache-Control"] = "public, no-cache"
    response.set_etag(sum_)
    if name:
        response.headers.set("Content-Disposition", "attachment", filename=name)
    return response.make_conditional(request)
