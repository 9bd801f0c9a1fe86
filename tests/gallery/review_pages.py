"""Made-up data of the pages where states answer: positions and remarks."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from flask_babel import gettext

from cmia_docs.web.review.position_matrix import Cell, PositionMatrix, RoundColumn, StateRow
from cmia_docs.web.review.position_view import PositionView, RoundView
from cmia_docs.web.review.positions_view import GivenRow, PositionsPage
from cmia_docs.web.review.remark_view import AnswerView, RemarkView
from cmia_docs.web.review.remarks_view import RemarksPage
from cmia_docs.web.shared.badges import NO_REPLY
from cmia_docs.web.shared.page_parts import Option, Select
from tests.gallery.act_pages import STATES, SUM, Data, head

ROUNDS = [
    RoundColumn(number=2, revision=4, due_on=date(2014, 4, 30), is_open=True),
    RoundColumn(number=1, revision=3, due_on=date(2014, 3, 19), is_open=False),
]
FIRST = ["agreed", "agreed", "agreed_with_remarks", "agreed", "agreed_with_remarks", "not_interested", "agreed", "agreed", "objection"]  # fmt: skip
SECOND = [NO_REPLY, "agreed", "agreed", "agreed", "agreed_with_remarks", "not_interested", "agreed", "agreed", NO_REPLY]  # fmt: skip
KINDS = ["agreed", "agreed_with_remarks", "objection", "not_interested", NO_REPLY]


def position(state: str, kind: str, on: date, *, lapsed: bool = False) -> PositionView:
    return PositionView(
        state=state, kind=kind, on=on, at=datetime(on.year, on.month, on.day, 9, 5, tzinfo=UTC), giver="Ольга Климович",
        note="Кворум определён дважды." if "remarks" in kind else "", by_letter=state == "Молдова",
        by_silence=state == "Таджикистан", lapsed=lapsed, replaced=False, from_round=None,
    )  # fmt: skip


def cell(state: str, kind: str, on: date, *, lapsed: bool = False) -> Cell:
    return Cell(
        addressed=True,
        position=None if kind == NO_REPLY else position(state, kind, on, lapsed=lapsed),
        remarks=1 if "remarks" in kind else 0,
        remarks_url="/remarks",
        letter_url="/position-form" if kind == NO_REPLY else None,
    )


def positions_page(matrix: PositionMatrix, round_: RoundView | None) -> PositionsPage:
    return PositionsPage(
        blocked=[],
        matrix=matrix,
        counts=[(kind, SECOND.count(kind)) for kind in KINDS],
        round=round_,
        given=[
            GivenRow(position=c.position, revision=4 - n, revision_url="/document", text_sum=SUM)
            for row in matrix.rows[:3]
            for n, c in enumerate(row.cells)
            if c.position
        ],
        no_reply=gettext("prevents agreement of the text"),
        revision=4,
        text_sum=SUM,
    )


def positions() -> Data:
    rows = [
        StateRow(state=state, cells=[cell(state, new, date(2014, 4, 9)), cell(state, old, date(2014, 3, 17), lapsed=True)])
        for state, old, new in zip(STATES, FIRST, SECOND, strict=True)
    ]  # fmt: skip
    current = RoundView(number=2, due_on=date(2014, 4, 30), due_status="soon", note="Изменены статьи 3 и 4.")
    return {
        "document": head("positions"),
        "page": positions_page(PositionMatrix(rounds=ROUNDS, rows=rows), current),
    }


def positions_empty() -> Data:
    return {
        "document": head("positions", "draft"),
        "page": positions_page(PositionMatrix(rounds=[], rows=[]), None),
    }


def remark(number: int, author: str, element: str, text: str, **more: Any) -> RemarkView:
    values: dict[str, Any] = {
        "state": None, "wording": None, "segments": None, "answer": None, "answer_url": "/remarks", "withdraw_url": None,
    }  # fmt: skip
    return RemarkView(
        anchor=f"r{number}", number=number, author=author, on=date(2014, 4, 9), round=2, element=element,
        element_language="ru", element_url="/document#p4", text=text, language="ru", withdrawn=False, **values | more,
    )  # fmt: skip


def answer(disposition: str, reason: str, revision: int | None = None) -> AnswerView:
    return AnswerView(
        disposition=disposition, reason=reason, decider="Айгуль Садыкова", revision=revision,
        revision_url="/document" if revision else None,
    )  # fmt: skip


def remarks() -> Data:
    rows = [
        remark(1, "Ольга Климович", "Статья 3, пункт 1",
            "Требование учёной степени сужает круг практиков, которые могут быть полезны НКС.", state="Беларусь",
            wording="По два представителя от каждого министерства, имеющие опыт научной или практической работы.",
            segments=[("same", "…по два представителя от каждого министерства, имеющие, как правило, "), ("deleted", "учёную степень и опыт"), ("inserted", "опыт научной или"), ("same", " практической работы.")],
            answer=answer("partly_accepted", "Учёная степень сохранена как одно из условий; добавлено «или».", 5)),
        remark(2, "Рустам Каримов", "Статья 3, пункт 1",
            "Просим уточнить, каким актом министерства назначаются представители и каков срок их полномочий.", state="Узбекистан"),
        remark(3, "Проф. Н. Гусейнов, экспертная группа", "Статья 4, пункт 1",
            "Кворум определён дважды, здесь и в регламенте Совета.",
            answer=answer("noted", "Регламент имеет в виду заседания самого Совета.")),
        remark(4, "Бакыт Асанов", "Приложение 1", "Исключить приложение.", state="Кыргызстан", withdraw_url="/remarks",
            answer=answer("rejected", "Форма заключения нужна для единообразной практики.")),
    ]  # fmt: skip
    selects = [Select("round", gettext("Round"), "", [Option("", gettext("All rounds"))])]
    page = RemarksPage(blocked=[], remarks=rows, total=4, unanswered=1, selects=selects, url="/remarks")
    return {"document": head("remarks"), "page": page}
