"""A well-filled form for every route that takes one, so that each of its fields can be attacked alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from cmia_docs.actions.people import people
from cmia_docs.queries.editor.working_copies import working_copy_of
from cmia_docs.rules.workflow import TRANSITIONS, Role, Transition
from tests.factories.council import CAST, PASSWORD
from tests.factories.product import Product
from tests.security.forms import FormReader
from tests.web.every_action import OF_OTHERS, Bringer, sent

Fields = dict[str, Any]
_WHO = {
    Role.SECRETARIAT: "secretary",
    Role.CHAIR: "chair",
    Role.DRAFTER: "drafter",
    Role.REVIEWER: "belarus",
}


@dataclass(frozen=True)
class Sent:
    """Who sends what where."""

    who: str | None
    address: str
    fields: Fields


Forms = dict[str, Callable[[], Sent]]


def of_actions(bringer: Bringer) -> Forms:
    """The form of each action, made on a new document on which it is possible."""
    rows: dict[str, Transition] = {}
    for row in TRANSITIONS:
        if row.action not in OF_OTHERS:
            rows.setdefault(row.action.value, row)
    return {name: _of_act(bringer, row) for name, row in rows.items()}


def _of_act(bringer: Bringer, row: Transition) -> Callable[[], Sent]:
    who = next(who for role, who in _WHO.items() if role in row.roles)

    def make() -> Sent:
        document = bringer.document(row.stage, row.action)
        return Sent(who, *sent(bringer, document, row.action, who))

    return make


def of_the_editor(product: Product) -> Forms:
    """The editor's forms, of one draft."""
    document_id = product.draft()

    def form(path: str, **fields: Any) -> Callable[[], Sent]:
        address = f"/documents/{document_id}/edit{path}"
        return lambda: Sent("drafter", address, _state(product, document_id) | fields)

    return {
        "save": form("", op="save", message="Правка"),
        "keep": form("", op="add:c1"),
        "autosave": form("/autosave"),
        "import": form("/import", language="ru", file="x"),
        "discard": form("/discard"),
        "restore": form("/restore/1"),
        "newer": form("/newer", current=product.seen(document_id), choice="mine"),
    }


def _state(product: Product, document_id: int) -> Fields:
    with product.services.readers() as db:
        working_copy = working_copy_of(db, document_id, product.person("drafter").id)
    version = 0 if working_copy is None else working_copy.version
    return {"base": product.seen(document_id), "version": version, "shown": "", "text.ru.c1": "Слова"}


def of_documents(product: Product) -> Forms:
    """What begins and describes documents, and plans sessions."""
    document_id = product.draft()
    base = f"/documents/{document_id}"
    described = {
        "title_ru": "Положение",
        "title_en": "Regulation",
        "languages": ["ru", "en"],
        "authentic": ["ru"],
        "initiator": "BY",
        "message": "Описание",
    }
    new = described | {"act_type": "regulation", "slug": "", "source": "template"}
    db = {
        "begins_on": product.clock().date() + timedelta(days=9),
        "ends_on": "",
        "chair_state": "KZ",
        "title": "Заседание",
        "place_ru": "Астана",
        "place_en": "Astana",
    }
    expert = {"expert-person": product.person("expert").id}
    return {
        "describe": lambda: Sent(
            "drafter", f"{base}/description", described | {"seen": product.seen(document_id)}
        ),
        "new": lambda: Sent("drafter", "/documents/new", dict(new)),
        "assign": lambda: Sent("secretary", f"{base}/people/expert", dict(expert)),
        "session": lambda: Sent("secretary", "/sessions/new", dict(db)),
    }


def of_accounts(product: Product) -> Forms:
    """Invitations, roles, passwords, the council."""
    person_id = product.person("expert").id
    with product.work("administrator") as work:
        token = people.invite_again(work, product.person("kyrgyzstan").id)
    invited = {"email": "somebody@cmia.test", "name": "Некто", "language": "ru"}
    role = {"role": "drafter", "state": "", "until": "2027-01-01"}
    known = {"email": CAST["expert"][1], "password": "x" * 20}
    weak = {"current": PASSWORD, "password": "x"}
    return {
        "invite": lambda: Sent("administrator", "/people/invite", invited | role),
        "grant": lambda: Sent("administrator", f"/people/{person_id}/roles", dict(role)),
        "sign_in": lambda: Sent(None, "/sign-in", dict(known)),
        "password": lambda: Sent("other_drafter", "/account/password", dict(weak)),
        "join": lambda: Sent(None, f"/join/{token}", {"password": "short"}),
        "council": lambda: Sent("administrator", "/council", _council(product)),
    }


def _council(product: Product) -> Fields:
    """The settings as their page has them; of the rows of a table, one for all."""
    page = product.client("administrator").get("/council").text
    form = next(form for form in FormReader(page).forms if "languages" in form.names)
    return dict(form.fields)


def every_form(bringer: Bringer) -> Iterator[tuple[str, Callable[[], Sent]]]:
    """Each form by its name."""
    product = bringer.product
    for forms in (of_actions(bringer), of_the_editor(product), of_documents(product), of_accounts(product)):
        yield from forms.items()
