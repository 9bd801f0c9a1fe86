"""Made-up data of the pages of one act: text, history, positions, remarks, comparison, register."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

from flask_babel import gettext

from tests.gallery.texts import contents, pairs, views

Data = dict[str, Any]
TITLE = "Положение о Научно-консультативном совете при Совете министров внутренних дел"
SUM = "9f2c41d07ab35e6688c1d4f0b7a92e53c0d81f6a"
WAY = ["draft", "in_check", "circulated", "consolidation", "agreed", "tabled", "adopted", "in_force"]
STATES = ["Азербайджан", "Армения", "Беларусь", "Казахстан", "Кыргызстан", "Молдова", "Россия", "Таджикистан", "Узбекистан"]  # fmt: skip


def steps(current: str) -> list[Data]:
    """The way of an act with `current` as the present stage."""
    dates = [date(2014, 2, 3), date(2014, 3, 11), date(2014, 3, 20), date(2014, 4, 28)]
    here = WAY.index(current)
    return [
        {
            "stage": stage,
            "status": "done" if n < here else "current" if n == here else "todo",
            "on": dates[n] if n <= here and n < len(dates) else None,
            "note": gettext("Round %(number)s", number=2) if stage == "circulated" == current else None,
        }
        for n, stage in enumerate(WAY)
    ]


def head(tab: str, stage: str = "circulated") -> Data:
    """What document/layout.html needs."""
    tabs = [
        ("document", gettext("Text"), None), ("history", gettext("History"), None), ("positions", gettext("Positions"), None),
        ("remarks", gettext("Remarks"), 5), ("downloads", gettext("Downloads"), None),
    ]  # fmt: skip
    return {
        "document": {
            "title": TITLE, "language": "ru", "type": "Положение", "symbol": "СМВД/П/14", "stage": stage, "steps": steps(stage),
            "stopped": None, "url": "/document", "list_url": "/documents",
        },
        "revision": {"number": 4, "at": datetime(2014, 3, 20, 9, 30, tzinfo=UTC), "sum": SUM},
        "actions": [
            {"label": gettext("Compare"), "url": "/compare", "look": "secondary", "sign": "layout-split", "link": True},
            {"label": gettext("Withdraw"), "url": "/document", "look": "danger", "sign": None, "ask": "Снять документ с рассмотрения? Согласование прекратится."},
            {"label": gettext("Close the round"), "url": "/document", "look": "primary", "sign": None, "fields": {"revision": SUM}},
        ],
        "tab_items": [{"label": label, "url": f"/{name}", "active": name == tab, "count": count} for name, label, count in tabs],
    }  # fmt: skip


def text_tab() -> Data:
    return {
        "units": views(),
        "text_language": "ru",
        "sums": [(gettext("Russian"), SUM), (gettext("English"), SUM[::-1])],
        "toc_entries": contents(),
        "facts_rows": [
            (gettext("initiator").capitalize(), "Республика Казахстан"),
            (gettext("responsible drafter").capitalize(), "Ерлан Тулегенов, Мария Ильина"),
            (gettext("act type").capitalize(), "Положение"),
            (gettext("authentic text").capitalize(), "русский"),
            (gettext("due date").capitalize(), "30 апреля 2014 г."),
        ],
        "text_languages": [
            {"label": "Русский", "url": "/document", "active": True},
            {"label": "English", "url": "/document", "active": False},
            {"label": gettext("Side by side"), "url": "/document-two-languages", "active": False},
        ],
        "pair_rows": None,
        "pair_languages": None,
        "change_links": [("/settings", gettext("Change the description"))],
        "since": {
            "kind": "changed",
            "old": 3,
            "new": 4,
            "compare_url": "/compare",
            "latest_url": "/document",
        },
    }


def document() -> Data:
    return head("document") | text_tab()


def document_two_languages() -> Data:
    return document() | {"pair_rows": pairs(), "pair_languages": [("ru", "Русский"), ("en", "English")]}


def document_withdrawn() -> Data:
    data = document()
    reason = "Вопросы, отнесённые к Положению, урегулированы решением Совета глав государств."
    data["document"] |= {"stage": "withdrawn", "stopped": {"on": date(2014, 4, 2), "reason": reason}}
    data["actions"] = []
    return data


def history() -> Data:
    messages = [
        ("Уточнён состав по замечаниям Беларуси и Узбекистана", "Мария Ильина"),
        ("Добавлена статья 3-1 о секретариате", "Ерлан Тулегенов"),
        ("Приведена нумерация, исправлены ссылки", "Мария Ильина"),
        ("Первая редакция по типовой структуре", "Ерлан Тулегенов"),
    ]
    revisions = [
        {
            "number": 4 - n, "at": datetime(2014, 3, 20 - 5 * n, 9, 30, tzinfo=UTC), "who": who, "message": message,
            "sum": f"{n}{SUM[1:]}", "url": "/document",
        }
        for n, (message, who) in enumerate(messages)
    ]  # fmt: skip
    timeline = [
        {"at": datetime(2014, 3, 20, 10, 2, tzinfo=UTC), "who": "Айгуль Садыкова", "what": "направила редакцию № 4 на согласование", "sign": "send", "tone": "accent", "note": "Срок ответа: 30 апреля 2014 г."},
        {"at": datetime(2014, 3, 11, 16, 40, tzinfo=UTC), "who": "Айгуль Садыкова", "what": "приняла к проверке редакцию № 3", "sign": "clipboard-check", "tone": "wait", "url": "/document", "link": "Недочёты: 3"},
        {"at": datetime(2014, 2, 3, 8, 15, tzinfo=UTC), "who": "Ерлан Тулегенов", "what": "создал документ", "sign": "file-earmark-text"},
    ]  # fmt: skip
    return head("history") | {
        "revisions": [row | {"files_url": "/downloads"} for row in revisions],
        "events": timeline,
        "compare_url": "/compare",
        "pages": SimpleNamespace(current=1, total=3, url=lambda number: f"/history?page={number}"),
    }


def positions() -> Data:
    rounds = [
        {"number": 2, "revision": 4, "sent": date(2014, 3, 20), "due": date(2014, 4, 30), "open": True},
        {"number": 1, "revision": 3, "sent": date(2014, 3, 12), "due": date(2014, 3, 19), "open": False},
    ]
    first = ["agreed", "agreed", "agreed_with_remarks", "agreed", "agreed_with_remarks", "not_interested", "agreed", "agreed", "objection"]  # fmt: skip
    second = ["no_reply", "agreed", "agreed", "agreed", "agreed_with_remarks", "not_interested", "agreed", "agreed", "no_reply"]  # fmt: skip
    rows = [
        {
            "state": state,
            "cells": [
                {"position": b, "on": None if b == "no_reply" else date(2014, 4, 9), "silent": state == "Таджикистан",
                 "remarks": 1 if "remarks" in b else 0, "url": "/remarks"},
                {"position": a, "on": date(2014, 3, 17), "lapsed": True, "remarks": 2 if "remarks" in a else 0, "url": "/remarks"},
            ],
        }
        for state, a, b in zip(STATES, first, second, strict=True)
    ]  # fmt: skip
    counts = [
        (p, second.count(p))
        for p in ("agreed", "agreed_with_remarks", "objection", "not_interested", "no_reply")
    ]
    current = {"number": 2, "due": date(2014, 4, 30), "due_status": "soon"}
    return head("positions") | {"rounds": rounds, "rows": rows, "counts": counts, "round": current}


def positions_empty() -> Data:
    return head("positions", "draft") | {"rounds": [], "rows": [], "counts": [], "round": None}


def remarks() -> Data:
    base = {
        "on": date(2014, 4, 9),
        "proposal": False,
        "element_url": "/document#p4",
        "language": "ru",
        "wording": None,
    }
    answered = base | {"disposition": "partly_accepted", "revision": 5, "revision_url": "/document"}
    items = [
        answered | {"id": "m1", "number": 1, "state": "Беларусь", "author": "Ольга Климович", "element": "Статья 3, пункт 1", "proposal": True,
            "text": "Требование учёной степени сужает круг практиков, которые могут быть полезны НКС.",
            "wording_segments": [("equal", "…по два представителя от каждого министерства, имеющие, как правило, "), ("delete", "учёную степень и опыт"), ("insert", "опыт научной или"), ("equal", " практической работы.")],
            "reason": "Учёная степень сохранена как одно из условий; добавлено «или»."},
        base | {"id": "m2", "number": 2, "state": "Узбекистан", "author": "Рустам Каримов", "element": "Статья 3, пункт 1",
            "text": "Просим уточнить, каким актом министерства назначаются представители и каков срок их полномочий.", "disposition": None},
        answered | {"id": "m3", "number": 3, "state": None, "author": "Проф. Н. Гусейнов, экспертная группа", "element": "Статья 4, пункт 1",
            "text": "Кворум определён дважды, здесь и в регламенте Совета.", "disposition": "noted", "reason": "Регламент имеет в виду заседания самого Совета.", "revision": None},
        answered | {"id": "m4", "number": 4, "state": "Кыргызстан", "author": "Бакыт Асанов", "element": "Приложение 1",
            "text": "Исключить приложение.", "disposition": "rejected", "reason": "Форма заключения нужна для единообразной практики.", "revision": None},
    ]  # fmt: skip
    switch = [
        {"label": gettext("Round %(number)s", number=n), "url": "/remarks", "active": n == 2} for n in (1, 2)
    ]

    def answer_url(_remark: Data) -> str:
        return "/remarks"

    choices = [("accepted", gettext("accepted")), ("rejected", gettext("rejected"))]
    return head("remarks") | {
        "remarks": items,
        "views": switch,
        "answer_url": answer_url,
        "dispositions": choices,
    }


def downloads() -> Data:
    rows = [("Word, русский", "для замечаний и печати", ".docx", "48 КБ"), ("Текст, русский", "как хранится в git", ".md", "31 КБ"), ("Текст, английский", "как хранится в git", ".md", "29 КБ")]  # fmt: skip
    files = [
        {"label": a, "note": f"{b} ({c})", "url": "/downloads", "size": d, "sum": SUM} for a, b, c, d in rows
    ]
    numbers = [("4", "Редакция 4, 20 марта 2014 г."), ("3", "Редакция 3, 12 марта 2014 г.")]
    more = {"revisions": numbers, "chosen": "4", "url": "/downloads"}
    return head("downloads") | {"files": files} | more


def compare_rows() -> list[Data]:
    """One row of each kind of change, as compare/macros.html takes them."""

    def row(i: str, kind: str, change: str, label: str, *parts: tuple[str, str], **more: Any) -> Data:
        labels = {"old_label": label, "new_label": label}
        return (
            {"id": i, "kind": kind, "change": change, "segments": parts, "moved_from": None} | labels | more
        )

    return [
        row("c1", "chapter", "unchanged", "Глава II.", ("equal", "Состав и порядок работы")),
        row("a3", "article", "unchanged", "Статья 3.", ("equal", "Состав")),
        row("p4", "clause", "changed", "1.",
            ("equal", "В состав НКС входят по "), ("delete", "одному представителю"), ("insert", "два представителя"),
            ("equal", " от каждого министерства, имеющие, как правило, учёную степень"), ("insert", " и опыт практической работы"), ("equal", ".")),
        row("p9", "clause", "deleted", "2.", ("delete", "Члены НКС утверждаются Советом министров по представлению министерств."), new_label=""),
        row("p5", "clause", "moved", "2.", ("equal", "Председатель НКС избирается из числа его членов на два года"), ("insert", " и ежегодно отчитывается перед Советом министров"), ("equal", "."), old_label="3.", moved_from="статья 5, пункт 3"),
        row("a31", "article", "inserted", "Статья 3-1.", ("insert", "Секретариат"), old_label=""),
        row("p6", "clause", "inserted", "1.", ("insert", "Организационное обеспечение деятельности НКС возлагается на Бюро по координации борьбы с организованной преступностью."), old_label=""),
        {"change": "gap", "count": 14, "url": "/compare"},
        row("q2", "point", "changed", "2)", ("equal", "научная экспертиза проектов документов, "), ("delete", "представляемых"), ("insert", "вносимых на рассмотрение"), ("equal", " Совета министров;")),
    ]  # fmt: skip


def compare(sides: bool) -> Callable[[], Data]:
    old, new = "Редакция № 3, 15 марта 2014 г.", "Редакция № 4, 20 марта 2014 г."

    def data() -> Data:
        rows = compare_rows()
        changed = [
            {
                "id": r["id"],
                "label": r["new_label"] or r["old_label"],
                "text": r["segments"][0][1][:40],
                "level": 1,
            }
            for r in rows
            if r["change"] not in ("gap", "unchanged")
        ]
        revisions = [("3", old), ("4", new)]
        return {
            "document": {"title": TITLE, "title_language": "ru", "language": "ru", "url": "/document", "list_url": "/documents"},
            "single": False, "relabelled": 3, "elsewhere": [], "hidden": {"view": "inline", "changes": "1"},
            "said": [(gettext("initiator").capitalize(), "Казахстан", "Кыргызстан")],
            "old": old, "new": new, "rows": rows, "sides": sides, "changes": changed,
            "counts": {"changed": 2, "inserted": 2, "deleted": 1, "moved": 1},
            "layouts": [
                {"label": gettext("Inline"), "url": "/compare", "active": not sides},
                {"label": gettext("Side by side"), "url": "/compare-sides", "active": sides},
            ],
            "extents": [
                {"label": gettext("Changes only"), "url": "/compare", "active": True},
                {"label": gettext("Whole text"), "url": "/compare", "active": False},
            ],
            "selects": [
                {"name": "old", "label": gettext("Old"), "value": "3", "options": revisions},
                {"name": "new", "label": gettext("New"), "value": "4", "options": revisions},
            ],
        }  # fmt: skip

    return data


compare_inline = compare(sides=False)
compare_sides = compare(sides=True)


def act() -> Data:
    return {
        "act": {
            "title": TITLE, "language": "ru", "number": "СМВД/2014/2", "on": date(2014, 9, 5), "place": "Чолпон-Ата", "status": "in_force",
            "body": "Совет министров внутренних дел", "sum": SUM, "url": "/act", "list_url": "/register", "revision": 6,
            "formula": "Утверждено решением Совета министров внутренних дел от 5 сентября 2014 года, г. Чолпон-Ата",
        },
        "units": [u | {"remarks": 0} for u in views(title=False)],
        "toc_entries": contents(),
        "facts_rows": [
            (gettext("act type").capitalize(), "Положение"),
            (gettext("entry into force").capitalize(), "со дня подписания"),
            (gettext("session").capitalize(), "Чолпон-Ата, 4–6 сентября 2014 г."),
        ],
        "relations": [{"word": gettext("implements"), "title": "Концепция сотрудничества министерств до 2020 года", "url": "/act"}],
        "signatories": [
            {"state": "Армения", "position": "signed", "note": None},
            {"state": "Азербайджан", "position": "special_opinion", "note": "Без обязательств по статье 3-1."},
            {"state": "Беларусь", "position": "signed", "note": None},
            {"state": "Молдова", "position": "not_signed", "note": None},
        ],
        "text_languages": [{"label": "Русский", "url": "/act", "active": True}, {"label": "English", "url": "/act", "active": False}],
        "files": [{"label": ".docx", "url": "/act"}],
    }  # fmt: skip
