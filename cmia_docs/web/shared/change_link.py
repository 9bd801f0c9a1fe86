"""The name of a revision, and the address where a person compares two that are open to them."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _

from cmia_docs.models import Revision
from cmia_docs.queries.document.revisions import seen_revisions
from cmia_docs.web.shared.access import document, visibility
from cmia_docs.web.shared.context import reads
from cmia_docs.web.shared.dates import day_words


def revision_name(revision: Revision) -> str:
    """A revision as it is named in lists and files: `Revision 3, 12 May 2014`."""
    day = day_words(revision.at)
    return str(_("Revision %(number)s, %(day)s", number=revision.number, day=day))


def comparison_url(old: int | None, new: int | None) -> str | None:
    """The comparison of two revisions of the route's document, by id; none where one is not open to them."""
    numbers = {row.id: row.number for row in seen_revisions(reads(), document().id, visibility())}
    if old == new or old not in numbers or new not in numbers:
        return None
    return url_for("compare.show", document_id=document().id, old=numbers[old], new=numbers[new], changes=1)
