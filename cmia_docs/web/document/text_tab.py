"""The tab of a document's text: one language with its contents, or two beside each other."""

from __future__ import annotations

from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from cmia_docs.models import Revision
from cmia_docs.queries.document.document_page import people_on, remarks_by_unit
from cmia_docs.queries.document.revisions import latest_frozen, seen_revision
from cmia_docs.queries.document.texts import texts_of
from cmia_docs.rules.workflow import Action, Role, Stage, actions_in
from cmia_docs.text.model import Text
from cmia_docs.web.document.available_actions import is_possible
from cmia_docs.web.document.layout import described, state_of_council, type_name
from cmia_docs.web.shared.access import can, document, visibility
from cmia_docs.web.shared.context import reads, services
from cmia_docs.web.shared.labels import language_name
from cmia_docs.web.shared.languages import current_language
from cmia_docs.web.shared.text_view import contents, pair_rows, unit_rows

View = dict[str, Any]


def text_tab(revision: Revision) -> View:
    """What document/show.html takes beside the head."""
    texts = texts_of(services().drafts, document().slug, revision)
    chosen = _chosen_languages(tuple(texts))
    shown = {language: texts[language] for language in chosen}
    return {
        **(_two(shown, revision) if len(chosen) == 2 else _one(shown, revision)),
        "text_languages": _switch(tuple(texts), chosen, revision),
        "text_language": chosen[0],
        "facts_rows": _facts(revision),
        "sums": [(language_name(code).capitalize(), total) for code, total in revision.sums.items()],
        "since": _since(revision),
        "change_links": _links(),
    }


def _chosen_languages(offered: tuple[str, ...]) -> tuple[str, ...]:
    """Those of `?languages=ru,en` that the revision has, two at the most; by default the page's own."""
    asked = dict.fromkeys(request.args.get("languages", "").split(","))
    chosen = tuple(code for code in asked if code in offered)[:2]
    default = current_language() if current_language() in offered else offered[0]
    return chosen or (default,)


def _one(texts: dict[str, Text], revision: Revision) -> View:
    (language, text), *_rest = texts.items()
    base = _address((language,), revision)
    remarks = remarks_by_unit(reads(), document().id, visibility())
    remarks_url = url_for("remarks.index", document_id=document().id)
    units = unit_rows(text, base, remarks, remarks_url)
    if is_possible(Action.REMARK) and revision.id == document().current_id:
        units = [row | {"remark_url": _remark_url(row["id"], language)} for row in units]
    return {
        "units": units,
        "toc_entries": contents(text),
        "pair_rows": None,
        "pair_languages": None,
    }


def _remark_url(unit_id: str, language: str) -> str:
    return url_for("remarks.add", document_id=document().id, unit=unit_id, language=language)


def _two(texts: dict[str, Text], revision: Revision) -> View:
    return {
        "units": None,
        "toc_entries": contents(next(iter(texts.values()))),
        "pair_rows": pair_rows(texts, _address(tuple(texts), revision)),
        "pair_languages": [(code, language_name(code).capitalize()) for code in texts],
    }


def _address(languages: tuple[str, ...], revision: Revision) -> str:
    return url_for(
        "documents.show",
        document_id=document().id,
        revision=revision.number,
        languages=",".join(languages),
    )


def _switch(offered: tuple[str, ...], chosen: tuple[str, ...], revision: Revision) -> list[View]:
    views: list[tuple[tuple[str, ...], str]] = [
        ((code,), language_name(code).capitalize()) for code in offered
    ]
    views += [((offered[0], code), _("Side by side")) for code in offered[1:2]]
    return [
        {"label": label, "url": _address(codes, revision), "active": codes == chosen}
        for codes, label in views
    ]


def _facts(revision: Revision) -> list[tuple[str, str]]:
    said = described(revision)
    named = people_on(reads(), document().id)
    return [
        (
            _("initiator").capitalize(),
            state_of_council(said.initiator) if said.initiator else _("secretariat").capitalize(),
        ),
        (_("act type").capitalize(), type_name(said.act_type)),
        (_("responsible drafter").capitalize(), _names(named, Role.DRAFTER)),
        (_("expert group").capitalize(), _names(named, Role.EXPERT)),
        (
            _("authentic text").capitalize(),
            ", ".join(language_name(code).capitalize() for code in said.authentic),
        ),
        (_("Saved by"), revision.author_name),
        (_("Message"), revision.message),
    ]


def _links() -> list[tuple[str, str]]:
    """Where what stands beside the text is changed, for who may do that now."""
    offered = [
        (Action.SAVE, "description.change", _("Change the description")),
        (Action.ASSIGN, "assignments.index", _("Name or take off people")),
    ]
    known = actions_in(Stage(document().stage))
    return [
        (url_for(endpoint, document_id=document().id), label)
        for action, endpoint, label in offered
        if action in known and can(action)
    ]


def _names(named: list[Any], role: Role) -> str:
    return ", ".join(person.name for assignment, person in named if assignment.role == role)


def _since(revision: Revision) -> View | None:
    """Where this revision is not the one to look at first: an older one, or one changed since its round."""
    latest = seen_revision(reads(), document(), visibility())
    if revision.id != latest.id:
        return _link(revision, latest) | {"kind": "older"}
    sent = latest_frozen(reads(), document().id) if visibility().makes else None
    if sent is None or sent.text_sum == revision.text_sum:
        return None
    return _link(sent, revision) | {"kind": "changed"}


def _link(old: Revision, new: Revision) -> View:
    return {
        "old": old.number,
        "new": new.number,
        "compare_url": url_for(
            "compare.show", document_id=document().id, old=old.number, new=new.number, changes=1
        ),
        "latest_url": url_for("documents.show", document_id=document().id),
    }
