"""The public register: the list of adopted acts, each act with its text, and its files."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from cmia_docs.errors import NotFound
from cmia_docs.queries.adoption.publication import entry_json
from cmia_docs.queries.register.register import published
from cmia_docs.reasons import Reason
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
    return render_template("web/register/list.html", page=list_page())


@blueprint.get("/register/<slug>")
@requires(Permission.PUBLIC)
@cached_page
def show(slug: str) -> str | Response:
    """An act in the page's language, or in its own first language where it has no text in that."""
    published_act = published(reads(), slug)
    languages = published_act.revision.sums
    language = current_language() if current_language() in languages else published_act.document.languages[0]
    return render_template("web/register/act.html", page=act_page(published_act, language))


@blueprint.get("/register/<slug>/<language>")
@requires(Permission.PUBLIC)
@cached_page
def text(slug: str, language: str) -> str | Response:
    """An act in one language; with `?beside=` side by side with another."""
    published_act = published(reads(), slug)
    if language not in published_act.revision.sums:
        raise NotFound(Reason.REGISTER_NO_SUCH_LANGUAGE)
    beside = request.args.get("beside", "")
    if beside == language or beside not in published_act.revision.sums:
        beside = ""
    return render_template("web/register/act.html", page=act_page(published_act, language, beside))


@blueprint.get("/register/<slug>/<language>/<unit_id>")
@requires(Permission.PUBLIC)
def unit(slug: str, language: str, unit_id: str) -> Response:
    """The permalink of one unit: redirects to it in the text."""
    units = text_of(published(reads(), slug), language).units
    if all(each.id != unit_id for each in units):
        raise NotFound(Reason.REGISTER_NO_SUCH_UNIT)
    return redirect(url_for("register.text", slug=slug, language=language, _anchor=unit_id))


@blueprint.get("/register/<slug>/act.json")
@requires(Permission.PUBLIC)
def entry(slug: str) -> Response:
    """The act's entry in the register, as a file."""
    content = entry_json(reads(), published(reads(), slug).document.id)
    return file_answer(content, "application/json", sum_of(content.decode()))


@blueprint.get("/register/<slug>/<language>.md")
@requires(Permission.PUBLIC)
def source(slug: str, language: str) -> Response:
    """The text exactly as it was adopted: the bytes that the checksum is of."""
    published_act = published(reads(), slug)
    content = source_of(published_act, language).encode()
    name = f"{slug}-{language}.md"
    return file_answer(content, "text/markdown; charset=utf-8", published_act.revision.sums[language], name)


@blueprint.get("/register/<slug>/<language>.docx")
@requires(Permission.PUBLIC)
def word(slug: str, language: str) -> Response:
    """The text as a Word file."""
    return word_file(published(reads(), slug), language)
