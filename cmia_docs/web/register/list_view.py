"""The list of the register: acts, filters, pages, and how to clone it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for
from flask_babel import gettext as _

from cmia_docs.models import Act, Document
from cmia_docs.queries.register.register import (
    Choices,
    RegisterFilter,
    choices,
    count_of,
    latest_changes,
    listed,
)
from cmia_docs.rules.adoption_payloads import Signatory
from cmia_docs.rules.positions import WITH_OWN_TEXT
from cmia_docs.rules.stored_words import ACT_TYPE_PARAMETER
from cmia_docs.web.document.layout import state_of_council, title_in, type_name
from cmia_docs.web.register.relation_words import changed_by
from cmia_docs.web.shared.absolute_urls import absolute
from cmia_docs.web.shared.context import council, reads
from cmia_docs.web.shared.labels import SIGNINGS, stage_name
from cmia_docs.web.shared.list_filters import offered_select
from cmia_docs.web.shared.page_parts import Select, TextFilter
from cmia_docs.web.shared.paging import PAGE_SIZE, Pages, pages_of, parameter


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedAct:
    """An act in the list; `notes` name a later act that changes it, and states with opinions of their own."""

    title: str
    language: str
    url: str
    number: str
    adopted_on: date
    type: str
    body: str
    status: str
    notes: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterPage:
    """For web/register/list.html.

    `with_body`: each act names the body that adopted it; `filtered`: some filter is set; `search_url` leads
    to a search for the same words in the texts, empty without words.
    """

    acts: Sequence[ListedAct]
    with_body: bool
    total: int
    selects: Sequence[Select]
    query: TextFilter
    filtered: bool
    pages: Pages
    url: str
    clone_url: str
    search_url: str


def list_page() -> RegisterPage:
    """The acts that fit the filters of the address; values that are not offered are ignored."""
    selects = _selects(choices(reads()))
    filters = _filters({select.name: select.value for select in selects})
    total = count_of(reads(), filters, council().languages)
    pages = pages_of(total)
    acts = _acts(filters, pages)
    return RegisterPage(
        acts=acts,
        # One body adopts most acts of a council: its long name in every row would only distract.
        with_body=len({act.body for act in acts}) > 1,
        total=total,
        selects=selects,
        query=TextFilter("q", _("Words of the title or the number"), filters.words),
        filtered=filters != RegisterFilter(),
        pages=pages,
        url=url_for("register.index"),
        clone_url=absolute("/register.git"),
        search_url=url_for("search.index", q=filters.words) if filters.words else "",
    )


def _filters(chosen: Mapping[str, str]) -> RegisterFilter:
    return RegisterFilter(
        act_type=chosen[ACT_TYPE_PARAMETER],
        year=int(chosen["year"]) if chosen["year"] else None,
        status=chosen["status"],
        words=parameter("q"),
    )


def _acts(filters: RegisterFilter, pages: Pages) -> list[ListedAct]:
    rows = listed(reads(), filters, council().languages, offset=pages.offset, limit=PAGE_SIZE)
    changes = latest_changes(reads(), [act.id for act, _document in rows])
    return [_row(act, document, changes.get(act.id)) for act, document in rows]


def _selects(offered: Choices) -> list[Select]:
    types = [(code, type_name(code)) for code in offered.types]
    years = [(str(year), str(year)) for year in offered.years]
    statuses = [(code, stage_name(code).capitalize()) for code in offered.statuses]
    return [
        offered_select(ACT_TYPE_PARAMETER, _("act type").capitalize(), _("Any type"), types),
        offered_select("year", _("Year"), _("Any year"), years),
        offered_select("status", _("status").capitalize(), _("Any status"), statuses),
    ]


def _row(act: Act, document: Document, change: tuple[str, str | None] | None) -> ListedAct:
    title, language = title_in(document.titles)
    return ListedAct(
        title=title,
        language=language,
        url=url_for("register.show", slug=document.slug),
        number=act.number,
        adopted_on=act.adopted_on,
        type=type_name(act.act_type),
        body=title_in(act.body)[0],
        status=document.stage,
        notes=[*_changed(change), *_opinions(act)],
    )


def _changed(change: tuple[str, str | None] | None) -> list[str]:
    if change is None or change[1] is None:
        return []
    return [f"{changed_by(change[0]).capitalize()}: {change[1]}"]


def _opinions(act: Act) -> list[str]:
    """The states that signed with an opinion or reservation of their own."""
    notes = []
    signatories = [Signatory.from_json(row) for row in act.signatories]
    for signing in WITH_OWN_TEXT:
        states = [state_of_council(each.state) for each in signatories if each.signing is signing]
        if states:
            notes.append(f"{str(SIGNINGS[signing]).capitalize()}: {', '.join(states)}")
    return notes
