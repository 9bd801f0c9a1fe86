"""Comparison of any two revisions that the person sees, in one language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext as _

from cmia_docs.errors import NotFound
from cmia_docs.models import Revision
from cmia_docs.queries.document.revisions import latest_frozen, seen_revisions
from cmia_docs.queries.document.texts import texts_of
from cmia_docs.rules.permissions import Permission
from cmia_docs.text.model import Text
from cmia_docs.web.compare.view import changes_only, compared
from cmia_docs.web.document.layout import described, state_of_council, title_in
from cmia_docs.web.shared.access import document, requires, visibility
from cmia_docs.web.shared.change_link import revision_name
from cmia_docs.web.shared.context import reads, services
from cmia_docs.web.shared.labels import language_name
from cmia_docs.web.shared.languages import current_language

blueprint = Blueprint("compare", __name__)
View = dict[str, Any]
SIDE, WHOLE = "side", "0"


@blueprint.get("/documents/<int:document_id>/compare")
@requires(Permission.SEE)
def show(document_id: int) -> str:
    """`?old=1&new=2&language=ru&view=inline|side&changes=1|0`; without them, the last change."""
    asked = _asked()
    found = compared(*_texts(asked))
    rows = found.rows if asked.whole else changes_only(found.rows, asked.url(changes=WHOLE))
    return render_template(
        "web/compare/show.html",
        **_head(asked),
        rows=[] if found.same else rows,
        sides=asked.sides,
        changes=found.contents,
        counts=found.counts,
        relabelled=found.relabelled,
        said=_said(asked),
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the address asks for, as far as it is there."""

    old: Revision
    new: Revision
    seen: tuple[Revision, ...]
    languages: tuple[str, ...]
    language: str
    sides: bool
    whole: bool

    def url(self, **changes: str) -> str:
        """The address of the same comparison with something changed."""
        values = {
            "old": str(self.old.number),
            "new": str(self.new.number),
            "language": self.language,
            "view": SIDE if self.sides else "inline",
            "changes": WHOLE if self.whole else "1",
        }
        return url_for("compare.show", document_id=document().id, **(values | changes))  # type: ignore[arg-type]


def _asked() -> _Asked:
    seen = seen_revisions(reads(), document().id, visibility())
    new = _numbered(seen, "new") or seen[0]
    old = _numbered(seen, "old") or _before(seen, new)
    old, new = sorted((old, new), key=lambda revision: revision.number)
    languages = tuple(new.sums | old.sums)
    return _Asked(
        old,
        new,
        tuple(seen),
        languages,
        _language(languages, _changed(old, new)),
        sides=request.args.get("view") == SIDE,
        whole=request.args.get("changes", "1") == WHOLE,
    )


def _changed(old: Revision, new: Revision) -> list[str]:
    """The languages whose texts differ."""
    return [code for code in new.sums | old.sums if old.sums.get(code) != new.sums.get(code)]


def _language(languages: tuple[str, ...], changed: list[str]) -> str:
    """The language asked for, else the page's; unless it is said, one in which there is something to see."""
    asked = request.args.get("language", "")
    if asked in languages:
        return asked
    offered = changed or list(languages)
    return current_language() if current_language() in offered else offered[0]


def _numbered(seen: list[Revision], name: str) -> Revision | None:
    """The revision of the number in the address; 404 for one that is not open to the person."""
    if not request.args.get(name):
        return None
    number = request.args.get(name, type=int)
    found = next((revision for revision in seen if revision.number == number), None)
    if found is None:
        raise NotFound("revision.unknown")
    return found


def _before(seen: list[Revision], new: Revision) -> Revision:
    """What a revision is compared with unless it is said: the one sent out last, else the one before."""
    earlier = [revision for revision in seen if revision.number < new.number]
    sent = latest_frozen(reads(), document().id)
    if sent is not None and any(revision.id == sent.id for revision in earlier):
        return sent
    return earlier[0] if earlier else new


def _texts(asked: _Asked) -> tuple[Text, Text]:
    store, slug = services().drafts, document().slug
    old, new = (texts_of(store, slug, revision).get(asked.language) for revision in (asked.old, asked.new))
    return old or Text(asked.language), new or Text(asked.language)


def _head(asked: _Asked) -> View:
    title, language = title_in(described(asked.new).titles)
    return {
        "document": {
            "title": title,
            "title_language": language,
            "language": asked.language,
            "url": url_for("documents.show", document_id=document().id),
            "list_url": url_for("documents.index"),
        },
        "old": revision_name(asked.old),
        "new": revision_name(asked.new),
        "single": len(asked.seen) == 1,
        "elsewhere": [
            {"label": language_name(code), "url": asked.url(language=code)}
            for code in _changed(asked.old, asked.new)
            if code != asked.language
        ],
        "selects": _selects(asked),
        **_views(asked),
    }


def _views(asked: _Asked) -> View:
    """The ways to look at the comparison, and the values to keep when others are compared."""
    return {
        "hidden": {"view": SIDE if asked.sides else "inline", "changes": WHOLE if asked.whole else "1"},
        "layouts": [
            {"label": _("Inline"), "url": asked.url(view="inline"), "active": not asked.sides},
            {"label": _("Side by side"), "url": asked.url(view=SIDE), "active": asked.sides},
        ],
        "extents": [
            {"label": _("Changes only"), "url": asked.url(changes="1"), "active": not asked.whole},
            {"label": _("Whole text"), "url": asked.url(changes=WHOLE), "active": asked.whole},
        ],
    }


def _selects(asked: _Asked) -> list[View]:
    revisions = [(str(revision.number), revision_name(revision)) for revision in asked.seen]
    selects = [
        {"name": "old", "label": _("Old"), "value": str(asked.old.number), "options": revisions},
        {"name": "new", "label": _("New"), "value": str(asked.new.number), "options": revisions},
    ]
    if len(asked.languages) > 1:
        languages = [(code, language_name(code).capitalize()) for code in asked.languages]
        selects.append(
            {"name": "language", "label": _("Language"), "value": asked.language, "options": languages}
        )
    return selects


def _said(asked: _Asked) -> list[tuple[str, str, str]]:
    """What is described otherwise in the two revisions: label, old, new."""
    old, new = described(asked.old), described(asked.new)
    lines = [
        (
            _("Title (%(language)s)", language=language_name(code)),
            old.titles.get(code, ""),
            new.titles.get(code, ""),
        )
        for code in new.titles | old.titles  # type: ignore[operator]
    ]
    lines += [
        (_("Languages"), _languages(old.languages), _languages(new.languages)),
        (_("Authentic languages"), _languages(old.authentic), _languages(new.authentic)),
        (_("initiator").capitalize(), _initiator(old.initiator), _initiator(new.initiator)),
    ]
    return [line for line in lines if line[1] != line[2]]


def _languages(codes: tuple[str, ...]) -> str:
    return ", ".join(language_name(code) for code in codes)


def _initiator(code: str) -> str:
    return state_of_council(code) if code else str(_("secretariat"))
