"""Made-up data of the pages of one act: text, history, positions, remarks, comparison, register."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from flask_babel import gettext

from cmia_docs.web.compare.page import ChangedFact, ComparisonPage
from cmia_docs.web.compare.view import ComparedRow, ComparedUnit, Gap
from cmia_docs.web.document.downloads import DownloadFile, DownloadsTab
from cmia_docs.web.document.history import HistoryTab, ListedRevision
from cmia_docs.web.document.layout import ShownRevision, TabbedDocument
from cmia_docs.web.document.progress_view import Step, Stopped
from cmia_docs.web.document.text_tab import OtherRevision, TextTab
from cmia_docs.web.register.act_head import ActHead
from cmia_docs.web.register.act_view import ActPage
from cmia_docs.web.register.relations import RelatedAct
from cmia_docs.web.register.signatories import SignatoryView
from cmia_docs.web.shared.list_filters import select
from cmia_docs.web.shared.page_parts import ActionButton, Fact, Link, NavLink, TimelineEntry
from cmia_docs.web.shared.text_view import ContentsEntry, TextPair
from tests.gallery.list_pages import pages
from tests.gallery.texts import contents, pairs, views

Data = dict[str, Any]
TITLE = "Положение о Научно-консультативном совете при Совете министров внутренних дел"
SUM = "9f2c41d07ab35e6688c1d4f0b7a92e53c0d81f6a"
WAY = ["draft", "in_check", "circulated", "consolidation", "agreed", "tabled", "adopted", "in_force"]
STATES = ["Азербайджан", "Армения", "Беларусь", "Казахстан", "Кыргызстан", "Молдова", "Россия", "Таджикистан", "Узбекистан"]  # fmt: skip


def steps(current: str) -> list[Step]:
    """The stages of an act with `current` as the present one."""
    dates = [date(2014, 2, 3), date(2014, 3, 11), date(2014, 3, 20), date(2014, 4, 28)]
    here = WAY.index(current)
    return [
        Step(
            stage,
            "done" if n < here else "current" if n == here else "todo",
            dates[n] if n <= here and n < len(dates) else None,
            gettext("Round %(number)s", number=2) if stage == "circulated" == current else None,
        )
        for n, stage in enumerate(WAY)
    ]


def head(tab: str, stage: str = "circulated") -> TabbedDocument:
    """What document/layout.html needs."""
    tabs = [
        ("document", gettext("Text"), None), ("history", gettext("History"), None), ("positions", gettext("Positions"), None),
        ("remarks", gettext("Remarks"), 5), ("downloads", gettext("Downloads"), None),
    ]  # fmt: skip
    ask = "Снять документ с рассмотрения? Согласование прекратится."
    return TabbedDocument(
        id=1, title=TITLE, language="ru", type="Положение", stage=stage, url="/document", list_url="/documents",
        revision=ShownRevision(4, 4, datetime(2014, 3, 20, 9, 30, tzinfo=UTC), SUM),
        symbol="СМВД/П/14", register_url=None, steps=steps(stage), stopped=None, sent_back=None,
        actions=[
            ActionButton(label=gettext("Compare"), url="/compare", icon="layout-split", is_link=True),
            ActionButton(label=gettext("Withdraw"), url="/document", style="danger", ask=ask),
            ActionButton(label=gettext("Close the round"), url="/document", style="primary", fields={"revision": SUM}),
        ],
        tabs=[NavLink(label, f"/{name}", name == tab, count) for name, label, count in tabs],
    )  # fmt: skip


def text_tab() -> TextTab:
    return TextTab(
        language="ru",
        units=views(),
        pair=None,
        contents=contents(),
        languages=[
            NavLink("Русский", "/document", True),
            NavLink("English", "/document"),
            NavLink(gettext("Side by side"), "/document-two-languages"),
        ],
        facts=[
            Fact(gettext("initiator").capitalize(), "Республика Казахстан"),
            Fact(gettext("responsible drafter").capitalize(), "Ерлан Тулегенов, Мария Ильина"),
            Fact(gettext("act type").capitalize(), "Положение"),
            Fact(gettext("authentic text").capitalize(), "русский"),
            Fact(gettext("due date").capitalize(), "30 апреля 2014 г."),
        ],
        sums=[Fact(gettext("Russian"), SUM), Fact(gettext("English"), SUM[::-1])],
        change_links=[Link(gettext("Change the description"), "/settings")],
        since=OtherRevision(kind="changed", old=3, new=4, compare_url="/compare", latest_url="/document"),
    )


def document() -> Data:
    return {"document": head("document"), "page": text_tab()}


def document_two_languages() -> Data:
    pair = TextPair([("ru", "Русский"), ("en", "English")], pairs())
    return {"document": head("document"), "page": replace(text_tab(), pair=pair)}


def document_withdrawn() -> Data:
    reason = "Вопросы, отнесённые к Положению, урегулированы решением Совета глав государств."
    stopped = Stopped(date(2014, 4, 2), reason)
    shown = replace(head("document"), stage="withdrawn", stopped=stopped, actions=[])
    return {"document": shown, "page": text_tab()}


def history() -> Data:
    messages = [
        ("Уточнён состав по замечаниям Беларуси и Узбекистана", "Мария Ильина"),
        ("Добавлена статья 3-1 о секретариате", "Ерлан Тулегенов"),
        ("Приведена нумерация, исправлены ссылки", "Мария Ильина"),
        ("Первая редакция по типовой структуре", "Ерлан Тулегенов"),
    ]
    revisions = [
        ListedRevision(
            id=4 - n, number=4 - n, at=datetime(2014, 3, 20 - 5 * n, 9, 30, tzinfo=UTC), who=who, message=message,
            text_sum=f"{n}{SUM[1:]}", url="/document", files_url="/downloads", restore_url="/history",
        )
        for n, (message, who) in enumerate(messages)
    ]  # fmt: skip
    link = Link("Недочёты: 3", "/document")
    events = [
        TimelineEntry(at=datetime(2014, 3, 20, 10, 2, tzinfo=UTC), who="Айгуль Садыкова", what="направила редакцию № 4 на согласование", icon="send", tone="accent", note="Срок ответа: 30 апреля 2014 г."),
        TimelineEntry(at=datetime(2014, 3, 11, 16, 40, tzinfo=UTC), who="Айгуль Садыкова", what="приняла к проверке редакцию № 3", icon="clipboard-check", tone="wait", link=link),
        TimelineEntry(at=datetime(2014, 2, 3, 8, 15, tzinfo=UTC), who="Ерлан Тулегенов", what="создал документ", icon="file-earmark-text"),
    ]  # fmt: skip
    tab = HistoryTab(
        revisions=revisions, events=events, pages=pages(1, 3), compare_url="/compare", can_restore=True, current_id=4
    )  # fmt: skip
    return {"document": head("history"), "page": tab}


def downloads() -> Data:
    rows = [("Word, русский", "для замечаний и печати", ".docx", "48 КБ"), ("Текст, русский", "как хранится в git", ".md", "31 КБ"), ("Текст, английский", "как хранится в git", ".md", "29 КБ")]  # fmt: skip
    files = [
        DownloadFile(label=a, note=f"{b} ({c})", url="/downloads", size=d, sum=SUM) for a, b, c, d in rows
    ]
    numbers = [("4", "Редакция 4, 20 марта 2014 г."), ("3", "Редакция 3, 12 марта 2014 г.")]
    tab = DownloadsTab(files, select("revision", gettext("Revision"), "4", numbers), "/downloads")
    return {"document": head("downloads"), "page": tab}


def compare_rows() -> list[ComparedRow]:
    """One row of each kind of change, as compare/macros.html takes them."""

    def row(
        i: str, kind: str, change: str, label: str, *parts: tuple[str, str],
        old_label: str | None = None, new_label: str | None = None, moved_from: str | None = None,
    ) -> ComparedUnit:  # fmt: skip
        return ComparedUnit(
            id=i, kind=kind, change=change, segments=parts, moved=change == "moved", moved_from=moved_from,
            old_label=label if old_label is None else old_label, new_label=label if new_label is None else new_label,
        )  # fmt: skip

    return [
        row("c1", "chapter", "unchanged", "Глава II.", ("same", "Состав и порядок работы")),
        row("a3", "article", "unchanged", "Статья 3.", ("same", "Состав")),
        row("p4", "clause", "changed", "1.",
            ("same", "В состав НКС входят по "), ("deleted", "одному представителю"), ("inserted", "два представителя"),
            ("same", " от каждого министерства, имеющие, как правило, учёную степень"), ("inserted", " и опыт практической работы"), ("same", ".")),
        row("p9", "clause", "deleted", "2.", ("deleted", "Члены НКС утверждаются Советом министров по представлению министерств."), new_label=""),
        row("p5", "clause", "moved", "2.", ("same", "Председатель НКС избирается из числа его членов на два года"), ("inserted", " и ежегодно отчитывается перед Советом министров"), ("same", "."), old_label="3.", moved_from="статья 5, пункт 3"),
        row("a31", "article", "inserted", "Статья 3-1.", ("inserted", "Секретариат"), old_label=""),
        row("p6", "clause", "inserted", "1.", ("inserted", "Организационное обеспечение деятельности НКС возлагается на Бюро по координации борьбы с организованной преступностью."), old_label=""),
        Gap(14, "/compare"),
        row("q2", "point", "changed", "2)", ("same", "научная экспертиза проектов документов, "), ("deleted", "представляемых"), ("inserted", "вносимых на рассмотрение"), ("same", " Совета министров;")),
    ]  # fmt: skip


def compare(sides: bool) -> Callable[[], Data]:
    old, new = "Редакция № 3, 15 марта 2014 г.", "Редакция № 4, 20 марта 2014 г."

    def data() -> Data:
        rows = compare_rows()
        contents = [
            ContentsEntry(row.new_label or row.old_label, row.segments[0][1][:40], f"#{row.id}", 1)
            for row in rows
            if isinstance(row, ComparedUnit) and row.change != "unchanged"
        ]
        revisions = [("3", old), ("4", new)]
        page = ComparisonPage(
            old=old, new=new, language="ru", only_revision=False, rows=rows, sides=sides, contents=contents,
            counts={"changed": 2, "inserted": 2, "deleted": 1, "moved": 1}, relabelled=3,
            description=[ChangedFact(gettext("initiator").capitalize(), "Казахстан", "Кыргызстан")],
            selects=[select("old", gettext("Old"), "3", revisions), select("new", gettext("New"), "4", revisions)],
            hidden={"view": "inline", "changes": "1"},
            layouts=[
                NavLink(gettext("Inline"), "/compare", not sides),
                NavLink(gettext("Side by side"), "/compare-sides", sides),
            ],
            extents=[NavLink(gettext("Changes only"), "/compare", True), NavLink(gettext("Whole text"), "/compare")],
            elsewhere=[],
        )  # fmt: skip
        return {"document": head("document"), "page": page}

    return data


compare_inline = compare(sides=False)
compare_sides = compare(sides=True)


def signatory(state: str, signing: str, text: str = "") -> SignatoryView:
    return SignatoryView(state=state, signing=signing, text=text, articles="")


def act() -> Data:
    earlier = RelatedAct(
        words=gettext("supersedes"), kind="supersede", on=date(2014, 9, 5), reason="", number="СМВД/2009/4",
        title="Концепция сотрудничества министерств до 2020 года", language="ru", url="/act",
    )  # fmt: skip
    page = ActPage(
        act=ActHead(
            title=TITLE, title_language="ru", number="СМВД/2014/2", adopted_on=date(2014, 9, 5), city="Чолпон-Ата", status="in_force",
            body="Совет министров внутренних дел", text_sum=SUM, url="/act", entry_url="/act", list_url="/register",
            formula=["Совет министров внутренних дел", "Чолпон-Ата, 5 сентября 2014 г.", "№ СМВД/2014/2"], formula_language="ru",
            citation=f"{TITLE}: Совет министров внутренних дел, Чолпон-Ата, 5 сентября 2014 г., № СМВД/2014/2. /act",
        ),
        language="ru",
        units=[replace(unit, remarks=0) for unit in views(title=False)],
        pair=None,
        contents=contents(),
        languages=[NavLink("Русский", "/act", True), NavLink("English", "/act")],
        facts=[
            Fact(gettext("act type").capitalize(), "Положение"),
            Fact(gettext("entry into force").capitalize(), "со дня подписания"),
            Fact(gettext("session").capitalize(), "Чолпон-Ата, 4–6 сентября 2014 г."),
        ],
        signatories=[
            signatory("Армения", "signed"),
            signatory("Азербайджан", "special_opinion", "Без обязательств по статье 3-1."),
            signatory("Беларусь", "signed"),
            signatory("Молдова", "not_signed"),
        ],
        relations=[earlier],
        changed_by=[],
        sums=[Fact("ru.md", SUM)],
        files=[Link(".docx", "/act")],
        alternates=[("ru", "/act")],
    )  # fmt: skip
    return {"page": page}
