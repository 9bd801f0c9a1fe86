"""Sentences about how a query was understood."""

from __future__ import annotations

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from cmia_docs.queries.search.search import ResultPage
from cmia_docs.text.search.query_parser import Note

_LITERAL = _("The query could not be understood as written, so its words were searched one by one: %(why)s.")
_WHY = {
    "unbalanced_quotes": _("a quotation mark is not closed or not opened"),
    "unbalanced_parentheses": _("a parenthesis is not closed or not opened"),
    "empty_parentheses": _("there is nothing between the parentheses"),
    "dangling_operator": _("a word is missing beside AND, OR or NOT"),
    "empty_field": _("nothing follows the name of a field"),
    "bare_star": _("a single asterisk"),
    "leading_wildcard": _("an asterisk before a word"),
    "inner_wildcard": _("an asterisk inside a word"),
    "short_prefix": _("the beginning of a word is too short"),
    "too_deep": _("the parentheses are nested too deeply"),
    "too_many_words": _("there are too many words"),
}


def notes_on(results: ResultPage) -> list[str]:
    """How the query was understood, a sentence each."""
    sentences = [_sentence(note) for note in results.notes]
    if results.wide_prefixes:
        starts = ", ".join(f"{start}*" for start in results.wide_prefixes)
        sentences.append(
            gettext(
                "Very many words begin with %(starts)s: only the most frequent were searched.", starts=starts
            )
        )
    return sentences


def _sentence(note: Note) -> str:
    if note.code == "query.literal":
        return str(_LITERAL) % {"why": _WHY[str(note.details["why"])]}
    limit = note.details.get("limit")
    if note.code == "query.cut":
        return str(gettext("Only the first %(limit)s characters were searched.", limit=limit))
    if note.code == "query.too_many_words":
        return str(gettext("Only the first %(limit)s words were searched.", limit=limit))
    return str(gettext("There is no word to search for."))
