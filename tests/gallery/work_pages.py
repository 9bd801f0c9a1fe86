"""Made-up data of the pages where people work: dashboard, editor, settings, signing in, errors."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import gettext
from flask_wtf import FlaskForm
from wtforms import (  # type: ignore[attr-defined] # the stubs do not know SelectChoice yet
    HiddenField,
    PasswordField,
    RadioField,
    SelectChoice,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired

from cmia_docs.rules.council import from_settings
from cmia_docs.web.council.form import form_for
from cmia_docs.web.council.view import settings_page
from cmia_docs.web.dashboard.rows import DashboardRow
from cmia_docs.web.dashboard.view import DashboardPage
from cmia_docs.web.document.action_forms import ActionPage
from cmia_docs.web.http.error_pages import ErrorPage
from cmia_docs.web.shared.page_parts import Link
from tests.factories.council import SETTINGS
from tests.gallery.act_pages import head
from tests.gallery.list_pages import ACTS

Data = dict[str, Any]


class PositionForm(FlaskForm):  # type: ignore[misc]
    seen = HiddenField()
    known = HiddenField()
    position = RadioField(
        "Позиция государства",
        [InputRequired()],
        choices=[
            SelectChoice("agreed", "согласован"),
            SelectChoice("agreed_with_remarks", "согласован с замечаниями"),
            SelectChoice("objection", "возражение"),
            SelectChoice("not_interested", "незаинтересованность"),
        ],
        description="Одна позиция от государства; действует только для этой редакции.",
    )
    note = TextAreaField("Пояснение", description="Его увидят секретариат и другие государства.")


class LoginForm(FlaskForm):  # type: ignore[misc]
    email = StringField("Email", [InputRequired()])
    password = PasswordField("Password", [InputRequired()])


def row(
    n: int, why: str, action: str | None, due: date | None = None, status: str | None = None
) -> DashboardRow:
    title, stage, kind = ACTS[n][:3]
    return DashboardRow(
        title=title, language="ru", url="/document", stage=stage, type=kind, why=why, due=due, due_status=status,
        action=Link(action, "/document") if action else None,
    )  # fmt: skip


def dashboard() -> Data:
    soon = row(0, "", None, date(2014, 4, 30), "soon")
    over = row(4, "", None, date(2014, 4, 2), "over")
    waiting = [
        row(2, "Редакция № 3 передана на проверку. Недочётов: 4.", gettext("Check")),
        row(1, "Все государства ответили. Замечаний без решения: 7 из 22.", gettext("Answer the remarks")),
        row(3, "Возражений нет. Можно внести на заседание в Чолпон-Ате.", gettext("Put on the agenda")),
        row(0, "Не ответили: Азербайджан, Узбекистан.", gettext("Remind"), date(2014, 4, 30), "soon"),
    ]
    draft = row(
        4, "Рабочая копия сохранена вчера, редакции ещё нет.", gettext("Edit"), date(2014, 4, 2), "over"
    )
    return {"page": _dashboard(waiting, [draft], [over, soon, row(5, "", None, date(2014, 9, 4))])}


def dashboard_empty() -> Data:
    return {"page": _dashboard([], None, [])}


def _dashboard(
    waiting: list[DashboardRow], drafts: list[DashboardRow] | None, due_soon: list[DashboardRow]
) -> DashboardPage:
    return DashboardPage(
        waiting=waiting, drafts=drafts, due_soon=due_soon, starting_points=[], more=False,
        documents_url="/documents", new_url="/settings" if drafts else None,
    )  # fmt: skip


def settings() -> Data:
    form = form_for(from_settings(SETTINGS), 1)
    return {"form": form, "page": settings_page(form, [], "/events")}


def settings_refused() -> Data:
    form = form_for(from_settings(SETTINGS), 1)
    cell = form["states"][2]["names"]["ru"]
    cell.data, cell.errors = "", ["Назовите государство."]
    form.languages.errors = ["Назовите языки."]
    return {"form": form, "page": settings_page(form, [], "/events")}


def position_form() -> Data:
    title = gettext("Give a position")
    page = ActionPage(title=title, button=title, intro="Беларусь ещё не ответила на редакцию № 4.")
    return {"page": page, "document": head("positions"), "form": PositionForm()}


def login() -> Data:
    return {"form": LoginForm()}


def error() -> Data:
    page = ErrorPage(
        status=404, title=gettext("Page not found"), request_id="7f3a09c2", sent_again=[],
        text="Такой страницы нет, или она доступна не всем. Проверьте адрес или найдите акт в реестре.",
        next=[Link(gettext("Search"), "/search"), Link(gettext("Register"), "/register")],
    )  # fmt: skip
    return {"page": page}
