"""The tab of a document's text: one language with its contents, or two beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flask import request, url_for
from flask_babel import gettext as _

from cmia_docs.models import Assignment, Person, Revision
from cmia_docs.queries.document.document_page import people_on, remarks_by_unit
from cmia_docs.queries.document.revisions import latest_frozen, seen_revision
from cmia_docs.queries.document.texts import texts_of
from cmia_docs.rules.description import Description
from cmia_docs.rules.workflow import Action, Role, Stage, actions_in
from cmia_docs.text.model import Text
from cmia_docs.web.document.available_actions import is_possible
from cmia_docs.web.document.layout import described, state_of_council, type_name
from cmia_docs.web.shared.access import can, document, visibility
from cmia_docs.web.shared.context import reads, services
from cmia_docs.web.shared.labels import language_name
from cmia_docs.web.shared.languages import current_language
from cmia_docs.web.shared.page_parts import Fact, Link, NavLink
from cmia_docs.web.shared.text_view import ContentsEntry, TextPair, UnitView, contents, text_pair, unit_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherRevision:
    """Why the reader may want another revision.

    `kind`: `older`, where the one shown (`old`) is not the latest (`new`); `changed`, where the text was
    changed after the revision that was sent out (`old`).
    """

    kind: str
    old: int
    new: int
    compare_url: str
    latest_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TextTab:
    """For web/document/show.html: `units` of the text in `language`, or a `pair` of languages."""

    language: str
    units: Sequence[UnitView]
    pair: TextPair | None
    contents: Sequence[ContentsEntry]
    languages: Sequence[NavLink]
    facts: Sequence[Fact]
    sums: Sequence[Fact]
    change_links: Sequence[Link]
    since: OtherRevision | None


def text_tab(revision: Revision) -> TextTab:
    """The text of the revision in the languages of the address."""
    texts = texts_of(services().drafts, document().slug, revision)
    chosen = _chosen_languages(tuple(texts))
    shown = {language: texts[language] for language in chosen}
    first = chosen[0]
    return TextTab(
        language=first,
        units=_units(first, texts[first], revision) if len(chosen) == 1 else (),
        pair=text_pair(shown, _address(chosen, revision)) if len(chosen) == 2 else None,
        contents=contents(texts[first]),
        languages=_switch(tuple(texts), chosen, revision),
        facts=_facts(revision),
        sums=[Fact(language_name(code).capitalize(), total) for code, total in revision.sums.items()],
        change_links=_change_links(),
        since=_since(revision),
    )


def _chosen_languages(offered: tuple[str, ...]) -> tuple[str, ...]:
    """Those of `?languages=ru,en` that the revision has, at most two; by default the page's language."""
    wanted = dict.fromkeys(request.args.get("languages", "").split(","))
    chosen = tuple(code for code in wanted if code in offered)[:2]
    default = current_language() if current_language() in offered else offered[0]
    return chosen or (default,)


def _units(language: str, text: Text, revision: Revision) -> list[UnitView]:
    base = _address((language,), revision)
    remarks = remarks_by_unit(reads(), document().id, visibility())
    remarks_url = url_for("remarks.index", document_id=document().id)
    units = unit_rows(text, base, remarks, remarks_url)
    if not is_possible(Action.REMARK) or revision.id != document().current_id:
        return units
    return [replace(unit, remark_url=_remark_url(unit.id, language)) for unit in units]


def _remark_url(unit_id: str, language: str) -> str:
    return url_for("remarks.add", document_id=document().id, unit=unit_id, language=language)


def _address(languages: tuple[str, ...], revision: Revision) -> str:
    return url_for(
        "documents.show",
        document_id=document().id,
        revision=revision.number,
        languages=",".join(languages),
    )


def _switch(offered: tuple[str, ...], chosen: tuple[str, ...], revision: Revision) -> list[NavLink]:
    views: list[tuple[tuple[str, ...], str]] = [
        ((code,), language_name(code).capitalize()) for code in offered
    ]
    views += [((offered[0], code), _("Side by side")) for code in offered[1:2]]
    return [NavLink(label, _address(codes, revision), codes == chosen) for codes, label in views]


def _facts(revision: Revision) -> list[Fact]:
    description = described(revision)
    named = people_on(reads(), document().id)
    return [
        Fact(_("initiator").capitalize(), _initiator(description)),
        Fact(_("act type").capitalize(), type_name(description.act_type)),
        Fact(_("responsible drafter").capitalize(), _names(named, Role.DRAFTER)),
        Fact(_("expert group").capitalize(), _names(named, Role.EXPERT)),
        Fact(
            _("authentic text").capitalize(),
            ", ".join(language_name(code).capitalize() for code in description.authentic),
        ),
        Fact(_("Saved by"), revision.author_name),
        Fact(_("Message"), revision.message),
    ]


def _initiator(description: Description) -> str:
    code = description.initiator
    return state_of_council(code) if code else str(_("secretariat")).capitalize()


def _change_links() -> list[Link]:
    """Where the facts beside the text are changed, for those who may do that now."""
    offered = [
        (Action.SAVE, "description.change", _("Change the description")),
        (Action.ASSIGN, "assignments.index", _("Name or remove people")),
    ]
    known = actions_in(Stage(document().stage))
    return [
        Link(label, url_for(endpoint, document_id=document().id))
        for action, endpoint, label in offered
        if action in known and can(action)
    ]


def _names(named: Sequence[tuple[Assignment, Person]], role: Role) -> str:
    return ", ".join(person.name for assignment, person in named if assignment.role == role)


def _since(revision: Revision) -> OtherRevision | None:
    """Set for a revision that is not the latest, and for one that was changed since its round."""
    latest = seen_revision(reads(), document(), visibility())
    if revision.id != latest.id:
        return _other("older", revision, latest)
    sent = latest_frozen(reads(), document().id) if visibility().makes else None
    if sent is None or sent.text_sum == revision.text_sum:
        return None
    return _other("changed", sent, revision)


def _other(kind: str, old: Revision, new: Revision) -> OtherRevision:
    return OtherRevision(
        kind=kind,
        old=old.number,
        new=new.number,
        compare_url=url_for(
            "compare.show", document_id=document().id, old=old.number, new=new.number, changes=1
        ),
        latest_url=url_for("documents.show", document_id=document().id),
    )
