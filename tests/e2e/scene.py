"""A council with a document in every stage and on every kind of page, made before the server starts."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cmia_docs.actions.adoption import legal_status
from cmia_docs.actions.document import documents, revisions
from cmia_docs.actions.editor import editing
from cmia_docs.actions.editor.working_copies import Seen
from cmia_docs.actions.people import people
from cmia_docs.actions.review import agreement, remarks
from cmia_docs.rules.description import Description
from cmia_docs.rules.permissions import Grant
from cmia_docs.rules.positions import DispositionKind, PositionKind
from cmia_docs.rules.workflow import Action, Role
from cmia_docs.text.format.file_format import parse
from cmia_docs.text.model import Text
from cmia_docs.web.shared.context import SIGN_IN_COOKIE
from tests.conftest import app_for_tests, close, settings_for
from tests.factories.council import CAST
from tests.factories.product import RUSSIAN, FakeClock, FakeMail, Product
from tests.paths import ROOT

TEXTS = ROOT / "drafts" / "programme-2014-2018" / "r2"
TITLES = {
    "ru": "Положение о Научно-консультативном совете",
    "en": "Regulation on the Scientific Advisory Board",
}


@dataclass(frozen=True)
class Scene:
    """Values for the addresses of the scene, and the cookie by which each of the cast is signed in."""

    values: Mapping[str, object]
    cookies: Mapping[str, str]


def set_scene(data: Path) -> Scene:
    """Play it into this data folder, which holds council and cast; nothing stays open."""
    clock = FakeClock(datetime.now(UTC) - timedelta(minutes=5))
    app = app_for_tests(settings_for(data), clock, FakeMail())
    product = Product(app, clock, FakeMail())
    made = _documents(product)
    values = made | _slugs(product, made) | _people(product)
    while product.follow_up():
        pass
    _lose(product, made["lost"])
    cookies = {}
    for who in CAST:
        cookie = product.client(who).get_cookie(SIGN_IN_COOKIE)
        assert cookie is not None
        cookies[who] = cookie.value
    close(app)
    return Scene(values, cookies)


def _documents(product: Product) -> dict[str, int]:
    in_force = product.in_force(number="СМВД/2026/1")
    superseded = product.in_force(number="СМВД/2026/2")
    with product.work("secretary") as work:
        legal_status.follow_later_act(
            work,
            superseded,
            Action.SUPERSEDE,
            on=product.clock().date(),
            reason="Пункт 2",
            other_id=product.act(in_force).id,
        )
    circulated, remark = _circulated(product)
    consolidated, unanswered = _consolidated(product)
    return {
        "rich": _rich(product),
        "typed": _typed(product),
        "check": product.in_check(),
        "circulated": circulated,
        "remark": remark,
        "consolidated": consolidated,
        "unanswered": unanswered,
        "agreed": product.agreed(),
        "withdrawn": _withdrawn(product),
        "proposed": product.proposed("СМВД/2026/3"),
        "session": product.session(),
        "tabled": product.tabled(),
        "adopted": product.adopted("СМВД/2026/4"),
        "in_force": in_force,
        "superseded": superseded,
        "lost": product.draft(Назначение="Утрата"),
    }


def _slugs(product: Product, made: Mapping[str, int]) -> dict[str, str]:
    return {f"{name}_slug": product.document(made[name]).slug for name in ("in_force", "superseded")}


def _rich(product: Product) -> int:
    """A draft with every kind of element, two revisions, and a language that is not translated."""
    with product.work("drafter") as work:
        begun = documents.create(
            work,
            description=Description(
                act_type="regulation",
                titles=TITLES,
                languages=("ru", "en"),
            ),
            texts=_rich_texts(),
            message="Первая редакция",
        )
    shorter = _rich_texts()
    shorter["ru"] = parse(
        (TEXTS / "ru.md").read_text("utf-8").replace("преступност", "[преступность] и преступност", 2), "ru"
    )
    with product.work("drafter") as work:
        revisions.save(work, begun.id, seen=product.seen(begun.id), texts=shorter, message="Правка")
    with product.work("secretary") as work:
        documents.assign(work, begun.id, product.person("expert").id, Role.EXPERT)
    with product.work("expert") as work:
        remarks.remark(
            work, begun.id, seen=product.seen(begun.id), language="ru", unit_id="", body="Ко всему тексту."
        )
    return begun.id


def _rich_texts() -> dict[str, Text]:
    return {code: parse((TEXTS / f"{code}.md").read_text("utf-8"), code) for code in ("ru", "en")}


def _typed(product: Product) -> int:
    """A draft in which somebody typed, and which somebody else has saved meanwhile."""
    document_id = product.draft()
    with product.work("secretary") as work:
        documents.assign(work, document_id, product.person("other_drafter").id, Role.DRAFTER)
    with product.work("drafter") as work:
        editing.keep(
            work, document_id, seen=Seen(product.seen(document_id), 0), fields={"ru": {"c1": "Мои слова."}}
        )
    product.save(
        document_id, RUSSIAN.replace("даёт заключения", "готовит заключения"), "other_drafter", "Чужая правка"
    )
    return document_id


def _circulated(product: Product) -> tuple[int, int]:
    document_id = product.circulated()
    remark = _remark(product, document_id, "belarus", "BY", "Уточнить, кому даются заключения.")
    product.position(document_id, "belarus", "BY", PositionKind.OBJECTION, "До уточнения статьи 1.")
    return document_id, remark


def _consolidated(product: Product) -> tuple[int, int]:
    """A closed round, an answered remark and an open one, and a text changed after it was sent out."""
    document_id = product.circulated()
    answered = _remark(product, document_id, "belarus", "BY", "Первое замечание.", "1. Другие слова.")
    unanswered = _remark(product, document_id, "kazakhstan", "KZ", "Второе замечание.")
    product.position(document_id, "belarus", "BY", PositionKind.AGREED_WITH_REMARKS, "С учётом замечания.")
    product.position(document_id, "kazakhstan", "KZ")
    product.close_round(document_id)
    with product.work("secretary") as work:
        remarks.dispose(
            work,
            answered,
            seen=product.seen(document_id),
            kind=DispositionKind.PARTLY_ACCEPTED,
            reason="Учтено частью.",
        )
    product.save(document_id, RUSSIAN.replace("даёт", "готовит"))
    return document_id, unanswered


def _remark(
    product: Product, document_id: int, who: str, state: str, body: str, wording: str | None = None
) -> int:
    with product.work(who) as work:
        made = remarks.remark(
            work,
            document_id,
            seen=product.seen(document_id),
            language="ru",
            unit_id="c1",
            body=body,
            wording=wording,
            state=state,
        )
    return made.id


def _withdrawn(product: Product) -> int:
    document_id = product.draft()
    with product.work("secretary") as work:
        agreement.withdraw(work, document_id, seen=product.seen(document_id), reason="Предмет отпал.")
    return document_id


def _lose(product: Product, document_id: int) -> None:
    """From here on the stored text of this document cannot be read."""
    drafts = product.installation.settings.drafts
    name = f"{product.revision(document_id).commit}:{product.document(document_id).slug}/ru.md"
    blob = subprocess.run(
        ["git", "-C", drafts, "rev-parse", name], check=True, capture_output=True, text=True
    ).stdout.strip()
    (drafts / "objects" / blob[:2] / blob[2:]).unlink()


def _people(product: Product) -> dict[str, object]:
    with product.work("administrator") as work:
        person, token = people.invite(
            work, email="new@cmia.test", name="Новый Эксперт", language="ru", grants=[Grant(Role.EXPERT)]
        )
        invited = person.id
    return {"token": token, "invited": invited, "drafter": product.person("drafter").id}
