"""The page of the list of documents: rows, filters, pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for
from flask_babel import gettext as _

from cmia_docs.queries.document.documents import DocumentFilter, Listed, documents_page
from cmia_docs.rules.permissions import Permission
from cmia_docs.rules.stored_words import ACT_TYPE_PARAMETER, STAGE_PARAMETER
from cmia_docs.rules.workflow import Role, Stage
from cmia_docs.web.document.layout import title_in, type_name
from cmia_docs.web.shared.access import can
from cmia_docs.web.shared.context import actor, council, day_of, reads
from cmia_docs.web.shared.dates import due_status
from cmia_docs.web.shared.labels import stage_name
from cmia_docs.web.shared.list_filters import offered_select
from cmia_docs.web.shared.page_parts import Select, TextFilter
from cmia_docs.web.shared.paging import Pages, page_number, parameter

_MINE = "mine"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedDocument:
    """A document of the list; `language` is that of its title, `number` its number in the register."""

    title: str
    language: str
    url: str
    stage: str
    type: str
    number: str | None
    drafters: str
    round: str | None
    due: date | None
    due_status: str | None
    changed: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentList:
    """For web/document/list.html; `new_url` is None unless the person may begin a document."""

    documents: Sequence[ListedDocument]
    total: int
    filtered: bool
    selects: Sequence[Select]
    query: TextFilter
    pages: Pages
    url: str
    new_url: str | None


def list_page() -> DocumentList:
    """The list by the filters of the address; values that no filter offers are ignored."""
    selects = _selects()
    chosen = {select.name: select.value for select in selects}
    filters = DocumentFilter(
        stage=chosen[STAGE_PARAMETER],
        act_type=chosen[ACT_TYPE_PARAMETER],
        initiator=chosen["initiator"],
        mine=chosen.get("who") == _MINE,
        words=parameter("q"),
    )
    number = page_number()
    page = documents_page(reads(), actor(), filters, council().languages, number)
    return DocumentList(
        documents=[_row(listed) for listed in page.rows],
        total=page.total,
        filtered=filters != DocumentFilter(),
        selects=selects,
        query=TextFilter("q", _("Words of the title"), filters.words),
        pages=Pages(page.number, page.count),
        url=url_for("documents.index"),
        new_url=url_for("new_document.new") if can(Permission.CREATE) else None,
    )


def _selects() -> list[Select]:
    stages = [(stage.value, stage_name(stage.value).capitalize()) for stage in Stage]
    types = [(kind.code, type_name(kind.code)) for kind in council().act_types]
    initiators = [(DocumentFilter.SECRETARIAT, _("secretariat").capitalize())]
    initiators += [(state.code, title_in(state.names)[0]) for state in council().states]
    selects = [
        offered_select(STAGE_PARAMETER, _("stage of the document").capitalize(), _("Any stage"), stages),
        offered_select(ACT_TYPE_PARAMETER, _("act type").capitalize(), _("Any type"), types),
        offered_select("initiator", _("initiator").capitalize(), _("Any initiator"), initiators),
    ]
    if actor().has(Role.DRAFTER) or actor().has(Role.EXPERT):
        mine = [(_MINE, _("Only those I am named on"))]
        selects.append(offered_select("who", _("People"), _("All documents"), mine))
    return selects


def _row(listed: Listed) -> ListedDocument:
    document, round_ = listed.document, listed.round
    title, language = title_in(listed.description.titles)
    open_round = round_ if document.stage == Stage.CIRCULATED else None
    return ListedDocument(
        title=title,
        language=language,
        url=url_for("documents.show", document_id=document.id),
        stage=document.stage,
        type=type_name(listed.description.act_type),
        number=listed.number,
        drafters=", ".join(listed.drafters),
        round=_("Round %(number)s", number=open_round.number) if open_round else None,
        due=open_round.due_on if open_round else None,
        due_status=due_status(open_round.due_on) if open_round else None,
        changed=day_of(listed.changed_at),
    )
