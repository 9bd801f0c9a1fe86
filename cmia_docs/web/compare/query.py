"""Which revisions, in which language and view, the address of a comparison asks for."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request, url_for

from cmia_docs.errors import NotFound
from cmia_docs.models import Revision
from cmia_docs.queries.document.revisions import latest_frozen, seen_revisions
from cmia_docs.reasons import Reason
from cmia_docs.web.shared.access import document, visibility
from cmia_docs.web.shared.context import reads
from cmia_docs.web.shared.languages import current_language

SIDE, WHOLE = "side", "0"


@dataclass(frozen=True, slots=True)
class ComparisonQuery:
    """What the address asks for, as far as the person may see it."""

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


def comparison_query() -> ComparisonQuery:
    """`?old=1&new=2&language=ru&view=inline|side&changes=1|0`; without them, the last change."""
    seen = seen_revisions(reads(), document().id, visibility())
    new = _numbered(seen, "new") or seen[0]
    old = _numbered(seen, "old") or _before(seen, new)
    old, new = sorted((old, new), key=lambda revision: revision.number)
    languages = tuple(new.sums | old.sums)
    return ComparisonQuery(
        old,
        new,
        tuple(seen),
        languages,
        _language(languages, changed_languages(old, new)),
        sides=request.args.get("view") == SIDE,
        whole=request.args.get("changes", "1") == WHOLE,
    )


def changed_languages(old: Revision, new: Revision) -> list[str]:
    """The languages whose texts differ."""
    return [code for code in new.sums | old.sums if old.sums.get(code) != new.sums.get(code)]


def _language(languages: tuple[str, ...], changed: list[str]) -> str:
    """The language of the address; without it the page's if the text changed in it, else one that did."""
    wanted = request.args.get("language", "")
    if wanted in languages:
        return wanted
    offered = changed or list(languages)
    return current_language() if current_language() in offered else offered[0]


def _numbered(seen: list[Revision], name: str) -> Revision | None:
    """The revision of the number in the address; 404 for one that is not open to the person."""
    if not request.args.get(name):
        return None
    number = request.args.get(name, type=int)
    numbered = next((revision for revision in seen if revision.number == number), None)
    if numbered is None:
        raise NotFound(Reason.REVISION_UNKNOWN)
    return numbered


def _before(seen: list[Revision], new: Revision) -> Revision:
    """What a revision is compared with by default: the one sent out last, else the one before it."""
    earlier = [revision for revision in seen if revision.number < new.number]
    sent = latest_frozen(reads(), document().id)
    if sent is not None and any(revision.id == sent.id for revision in earlier):
        return sent
    return earlier[0] if earlier else new
