"""Made-up data of the pages that list: documents, register, search, people, events."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from flask_babel import gettext
from markupsafe import Markup

from cmia_docs.web.document.list_view import DocumentList, ListedDocument
from cmia_docs.web.operation.event_log_view import EventLogPage, LoggedEvent
from cmia_docs.web.people.view import AccountRow, PeoplePage
from cmia_docs.web.register.list_view import ListedAct, RegisterPage
from cmia_docs.web.search.hits import HitView
from cmia_docs.web.search.view import SearchPage, SearchResults
from cmia_docs.web.shared import list_filters
from cmia_docs.web.shared.page_parts import Facet, Link, NavLink, Select, TextFilter
from cmia_docs.web.shared.paging import Pages

Data = dict[str, Any]

ACTS = [
    ("Положение о Научно-консультативном совете при Совете министров внутренних дел", "circulated", "Положение", None, "Ерлан Тулегенов, Мария Ильина", date(2014, 4, 30), "soon"),
    ("Концепция сотрудничества министерств внутренних дел государств — участников СНГ на период до 2020 года", "consolidation", "Концепция", None, "Мария Ильина", None, None),
    ("Порядок осуществления межгосударственного розыска лиц", "in_check", "Положение", None, "Сергей Даниленко", None, None),
    ("Протокол о порядке возмещения расходов при возвращении несовершеннолетних в государства их постоянного проживания", "agreed", "Протокол", None, "Бакыт Асанов", None, None),
    ("План мероприятий по противодействию незаконному обороту наркотических средств на 2014–2018 годы", "draft", "План мероприятий", None, "Рустам Каримов", date(2014, 4, 2), "over"),
    ("О ходе выполнения Программы сотрудничества в борьбе с преступностью", "tabled", "Решение", None, "Секретариат", date(2014, 9, 4), None),
    ("О надзоре за лицами, осуждёнными в другом государстве Содружества", "adopted", "Решение", "СМВД/2014/7", "Ольга Климович", None, None),
    ("Рекомендации по обмену сведениями о похищенных транспортных средствах", "in_force", "Рекомендации", "СМВД/2013/11", "Ольга Климович", None, None),
    ("Регламент проведения совместных оперативно-профилактических мероприятий", "amended", "Положение", "СМВД/2009/4", "Секретариат", None, None),
    ("План совместных мероприятий на 2011–2013 годы", "superseded", "План мероприятий", "СМВД/2010/9", "Секретариат", None, None),
    ("О создании аналога Интерпола в рамках СНГ", "withdrawn", "Концепция", None, "Секретариат", None, None),
    ("Временный порядок обмена учётными данными", "repealed", "Положение", "СМВД/2004/3", "Секретариат", None, None),
]  # fmt: skip


class GalleryPages(Pages):
    def url(self, number: int) -> str:
        return f"?page={number}"


def select(name: str, label: str, *options: str) -> Select:
    return list_filters.select(name, label, "", [("", gettext("all")), *((o, o) for o in options)])


def pages(current: int, total: int) -> Pages:
    return GalleryPages(current, total)


def _documents() -> DocumentList:
    rows = [
        ListedDocument(
            title=title, stage=stage, type=kind, number=number, drafters=drafters, due=due, due_status=status,
            language="ru", url="/document", changed=date(2014, 4, 20 - n),
            round=gettext("Round %(number)s", number=2) if stage == "circulated" else None,
        )
        for n, (title, stage, kind, number, drafters, due, status) in enumerate(ACTS)
    ]  # fmt: skip
    return DocumentList(
        documents=rows, total=47, filtered=False, pages=pages(2, 9), url="/documents", new_url="/settings",
        query=TextFilter("q", gettext("Words of the title or the number"), ""),
        selects=[
            select("state", gettext("Stage of the document"), "разработка", "на согласовании", "согласован"),
            select("type", gettext("Act type"), "концепция", "положение", "план мероприятий"),
            select("initiator", gettext("Initiator"), "Беларусь", "Казахстан"),
            select("year", gettext("Year"), "2014", "2013"),
        ],
    )  # fmt: skip


def documents() -> Data:
    return {"page": _documents()}


def documents_empty() -> Data:
    return {"page": replace(_documents(), documents=[], total=0, pages=pages(1, 1))}


def register() -> Data:
    rows = [
        ("СМВД/2014/7", date(2014, 9, 5), ACTS[6][0], "in_force", None),
        ("СМВД/2014/2", date(2014, 9, 5), ACTS[0][0], "in_force", "Особое мнение: Азербайджан"),
        ("СМВД/2013/11", date(2013, 9, 10), ACTS[7][0], "in_force", None),
        ("СМВД/2009/4", date(2009, 9, 4), ACTS[8][0], "amended", "Изменён: СМВД/2013/12"),
        ("СМВД/2010/9", date(2010, 10, 1), ACTS[9][0], "superseded", "Заменён: СМВД/2014/1"),
        ("СМВД/2004/3", date(2004, 9, 8), ACTS[11][0], "repealed", None),
    ]
    acts = [
        ListedAct(number=number, adopted_on=on, title=title, status=status, notes=[note] if note else [], language="ru", url="/act", type="Положение", body="Совет министров")
        for number, on, title, status, note in rows
    ]  # fmt: skip
    page = RegisterPage(
        acts=acts, with_body=False, total=6, filtered=False, pages=pages(1, 1), url="/register", clone_url="https://docs.example.org/register.git",
        search_url="", query=TextFilter("q", gettext("Words of the title or the number"), ""),
        selects=[
            select("type", gettext("Act type"), "концепция", "положение"),
            select("status", gettext("Status"), "действует", "изменён", "утратил силу"),
            select("year", gettext("Year"), "2014", "2013"),
        ],
    )  # fmt: skip
    return {"page": page}


def hit(heading: str, act: str, number: str, status: str, snippet: str) -> HitView:
    return HitView(
        url="/act#a5", heading=Markup(heading), act_title=Markup(act), act_url="/act", above=[], number=number, on=date(2014, 9, 5),  # noqa: S704
        status=status, snippet=Markup(snippet), language="ru",  # noqa: S704 - our own text below
    )  # fmt: skip


def facet(label: str, *values: tuple[str, int]) -> Facet:
    """The first value of the act types is chosen."""
    return Facet(label, [NavLink(value, "/search", value == "Протокол", count) for value, count in values])


def results() -> SearchResults:
    hits = [
        hit("Статья 5. Возмещение расходов", ACTS[3][0], "СМВД/2014/5", "in_force", "…<mark>расходы</mark>, связанные с сопровождением <mark>несовершеннолетних</mark> до государственной границы, несёт Сторона, на территории которой они выявлены, если Стороны не договорились об ином…"),
        hit("Статья 2. Задачи", ACTS[0][0], "СМВД/2014/2", "in_force", "…подготовка предложений о порядке возмещения <mark>расходов</mark> на возвращение <mark>несовершеннолетних</mark> и иных лиц, нуждающихся в помощи государства…"),
        hit("Преамбула", ACTS[8][0], "СМВД/2009/4", "amended", "…учитывая, что <mark>несовершеннолетние</mark>, оказавшиеся без попечения родителей на территории другого государства, нуждаются в защите…"),
    ]  # fmt: skip
    facets = [
        facet(gettext("Act type"), ("Протокол", 4), ("Положение", 9), ("Концепция", 2), ("Соглашение об информационном взаимодействии", 1)),
        facet(gettext("Year"), ("2014", 7), ("2013", 5), ("2009", 3)),
        facet(gettext("Body"), ("Совет министров внутренних дел", 13), ("Совет глав государств", 2)),
        facet(gettext("Status"), ("Действует", 11), ("Изменён", 3), ("Утратил силу", 1)),
        facet(gettext("Language"), ("Русский", 15), ("English", 6)),
    ]  # fmt: skip
    return SearchResults(
        hits=hits, total=15, facets=facets, clear_url="/search", notes=[], any_url="",
        orders=[NavLink(gettext("By relevance"), "/search", True), NavLink(gettext("By date"), "/search")],
        suggestion=Link("несовершеннолетние расходы", "/search"), pages=pages(1, 2),
    )  # fmt: skip


def search() -> Data:
    page = SearchPage(query="несовершенолетние расходы", in_drafts=False, scopes=[], results=results())
    return {"page": page}


def search_start() -> Data:
    return {"page": SearchPage(query="", in_drafts=False, scopes=[], results=None)}


def people() -> Data:
    rows = [
        ("Айгуль Садыкова", "sadykova@example.org", "Секретариат", "секретариат", "active"),
        ("Ерлан Тулегенов", "tulegenov@example.org", "Казахстан", "разработчик", "active"),
        ("Ольга Климович", "klimovich@example.org", "Беларусь", "согласующий от государства, член экспертной группы", "active"),
        ("Рустам Каримов", "karimov@example.org", "Узбекистан", "согласующий от государства", "invited"),
        ("Николае Рошка", "rosca@example.org", "Молдова", "согласующий от государства", "disabled"),
    ]  # fmt: skip
    accounts = [
        AccountRow(
            name=name, email=email, states=state, roles=roles, status=status, url="/people",
            seen_at=datetime(2014, 4, 20, 9, 5, tzinfo=UTC) if status == "active" else None,
        )
        for name, email, state, roles, status in rows
    ]  # fmt: skip
    page = PeoplePage(
        accounts=accounts, url="/people", invite_url="/settings",
        query=TextFilter("q", gettext("Name or email"), ""),
        selects=[select("state", gettext("State or body"), "Беларусь", "Казахстан"), select("role", gettext("Role"), "разработчик", "секретариат")],
    )  # fmt: skip
    return {"page": page}


def events() -> Data:
    rows = [
        ("Айгуль Садыкова", "направила на согласование до 30 апреля 2014 г.", ACTS[0][0], 4),
        ("Ольга Климович", "дала позицию: согласован с замечаниями", ACTS[0][0], 4),
        ("Мария Ильина", "сохранила редакцию", ACTS[1][0], 12),
        ("Администратор", "отключил учётную запись", None, None),
        ("Служба", "перестроила индекс", None, None),
    ]
    items = [
        LoggedEvent(
            at=datetime(2014, 4, 20, 9, 30 - n, tzinfo=UTC), who=who, what=what, document=document, revision=revision,
            document_url="/document" if document else None, request_id=f"7f3a{n}c", person=None, person_url=None, detail="",
        )
        for n, (who, what, document, revision) in enumerate(rows)
    ]  # fmt: skip
    page = EventLogPage(
        events=items, total=1834, pages=pages(1, 37), url="/events", with_documents=True, of_one_document=False,
        query=TextFilter("q", gettext("Document or person"), ""),
        selects=[select("kind", gettext("Event"), "редакция", "позиция", "принятие")],
    )  # fmt: skip
    return {"page": page}
