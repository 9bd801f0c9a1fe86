"""The list of documents as its page takes it: rows, filters, pages."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from cmia_docs.queries.document.documents import DocumentFilter, Listed, documents_page
from cmia_docs.rules.permissions import Permission
from cmia_docs.rules.workflow import Role, Stage
from cmia_docs.web.document.layout import title_in, type_name
from cmia_docs.web.shared.access import can
from cmia_docs.web.shared.context import actor, council, day_of, reads
from cmia_docs.web.shared.dates import due_status
from cmia_docs.web.shared.labels import stage_name
from cmia_docs.web.shared.paging import Pages, page_number, parameter

View = dict[str, Any]
_MINE = "mine"


def list_page() -> View:
    """What document/list.html takes, by the address's filters; values that none offers are passed over."""
    selects = _selects()
    chosen = {select["name"]: select["value"] for select in selects}
    filters = DocumentFilter(
        stage=chosen["state"],
        act_type=chosen["type"],
        initiator=chosen["initiator"],
        mine=chosen.get("who") == _MINE,
        words=parameter("q"),
    )
    number = page_number()
    page = documents_page(reads(), actor(), filters, council().languages, number)
    return {
        "documents": [_row(listed) for listed in page.rows],
        "total": page.total,
        "selects": selects,
        "query": {"name": "q", "label": _("Words of the title"), "value": filters.words},
        "filtered": filters != DocumentFilter(),
        "pages": Pages(page.number, page.count),
        "url": url_for("documents.index"),
        "new_url": url_for("new_document.new") if can(Permission.CREATE) else None,
    }


def _selects() -> list[View]:
    stages = [(stage.value, stage_name(stage.value).capitalize()) for stage in Stage]
    types = [(kind.code, type_name(kind.code)) for kind in council().act_types]
    initiators = [(DocumentFilter.SECRETARIAT, _("secretariat").capitalize())]
    initiators += [(state.code, title_in(state.names)[0]) for state in council().states]
    selects = [
        _select("state", _("stage of the document").capitalize(), _("Any stage"), stages),
        _select("type", _("act type").capitalize(), _("Any type"), types),
        _select("initiator", _("initiator").capitalize(), _("Any initiator"), initiators),
    ]
    if actor().has(Role.DRAFTER) or actor().has(Role.EXPERT):
        selects.append(_select("who", _("People"), _("All documents"), [(_MINE, _("I am named on them"))]))
    return selects


def _select(name: str, label: str, any_: str, options: list[tuple[str, str]]) -> View:
    wanted = parameter(name)
    value = wanted if any(wanted == code for code, _label in options) else ""
    return {"name": name, "label": label, "value": value, "options": [("", any_), *options]}


def _row(listed: Listed) -> View:
    document, round_ = listed.document, listed.round
    title, language = title_in(listed.said["titles"])
    open_round = round_ if document.stage == Stage.CIRCULATED else None
    return {
        "title": title,
        "language": language,
        "url": url_for("documents.show", document_id=document.id),
        "stage": document.stage,
        "type": type_name(listed.said["act_type"]),
        "number": listed.number,
        "drafters": ", ".join(listed.drafters),
        "round": _("Round %(number)s", number=open_round.number) if open_round else None,
        "due": open_round.due_on if open_round else None,
        "due_status": due_status(open_round.due_on) if open_round else None,
        "changed": day_of(listed.changed_at),
    }
