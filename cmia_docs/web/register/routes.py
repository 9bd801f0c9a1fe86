"""The public register: the list of adopted acts, each act with its text, and its files."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from cmia_docs.errors import NotFound
from cmia_docs.queries.adoption.publication import entry_json
from cmia_docs.queries.register.register import published
from cmia_docs.rules.permissions import Permission
from cmia_docs.text.sums import sum_of
from cmia_docs.web.http.page_cache import cached_page
from cmia_docs.web.register.act_view import act_page
from cmia_docs.web.register.files import file_answer, source_of, text_of, word_file
from cmia_docs.web.register.list_view import list_page
from cmia_docs.web.shared.access import requires
from cmia_docs.web.shared.context import reads
from cmia_docs.web.shared.languages import current_language

blueprint = Blueprint("register", __name__)


@blueprint.get("/register")
@requires(Permission.PUBLIC)
@cached_page
def index() -> str | Response:
    """The adopted acts, newest first."""
    return render_template("web/register/list.html", **list_page())


@blueprint.get("/register/<slug>")
@requires(Permission.PUBLIC)
@cached_page
def show(slug: str) -> str | Response:
    """An act in the page's language where it has a text in it, else in its first."""
    found = published(reads(), slug)
    languages = found.revision.sums
    language = current_language() if current_language() in languages else found.document.languages[0]
    return render_template("web/register/act.html", **act_page(found, language))


@blueprint.get("/register/<slug>/<language>")
@requires(Permission.PUBLIC)
@cached_page
def text(slug: str, language: str) -> str | Response:
    """An act in one language, beside another one with `?beside=`."""
    found = published(reads(), slug)
    if language not in found.revision.sums:
        raise NotFound("register.no_such_language")
    beside = request.args.get("beside", "")
    if beside == language or beside not in found.revision.sums:
        beside = ""
    return render_template("web/register/act.html", **act_page(found, language, beside))


@blueprint.get("/register/<slug>/<language>/<unit_id>")
@requires(Permission.PUBLIC)
def unit(slug: str, language: str, unit_id: str) -> Response:
    """The permalink of one unit leads to its place in the text."""
    units = text_of(published(reads(), slug), language).units
    if all(each.id != unit_id for each in units):
        raise NotFound("register.no_such_unit")
    return redirect(url_for("register.text", slug=slug, language=language, _anchor=unit_id))


@blueprint.get("/register/<slug>/act.json")
@requires(Permission.PUBLIC)
def entry(slug: str) -> Response:
    """What the register says of the act, as a file."""
    content = entry_json(reads(), published(reads(), slug).document.id)
    return file_answer(content, "application/json", sum_of(content.decode()))


@blueprint.get("/register/<slug>/<language>.md")
@requires(Permission.PUBLIC)
def source(slug: str, language: str) -> Response:
    """The text exactly as it was adopted: the bytes of which the checksum was taken."""
    found = published(reads(), slug)
    content = source_of(found, language).encode()
    name = f"{slug}-{language}.md"
    return file_answer(content, "text/markdown; charset=utf-8", found.revision.sums[language], name)


@blueprint.get("/register/<slug>/<language>.docx")
@requires(Permission.PUBLIC)
def word(slug: str, language: str) -> Response:
    """The text as a Word file."""
    return word_file(published(reads(), slug), language)
