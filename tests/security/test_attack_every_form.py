"""Every field of every form, filled as no page would fill it: refused with a message, or stored as it is."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, select
from werkzeug.test import TestResponse

from cmia_docs.models import Event
from tests.factories.product import Product
from tests.security.forms import FormReader
from tests.security.posted import Sent, every_form
from tests.web.every_action import Bringer, Prepared

NASTY = "../../x --output=/tmp/x \r\nX-Injected: y\0 <script>alert(1)</script>\"'> \u202e\ud7ff {{ 7*7 }}"
"""No field of text takes it: it has a NUL."""
ODD = "../x --output=x <script>alert(1)</script>\"'> 🙂 שלום {{ 7*7 }} %s {0} \\"
"""A field of text takes it as it is, or has its reason not to."""
_REASONS = ("amend", "cancel_proposal", "defer", "reopen", "repeal", "return", "supersede", "withdraw")
STORED = {(name, "reason") for name in _REASONS} | {
    *(("describe", field) for field in ("message", "title_en", "title_ru")),
    *(("new", field) for field in ("title_en", "title_ru")),
    *(("propose_adoption", field) for field in ("articles_KZ", "place_en", "place_ru", "text_KZ")),
    *(("session", field) for field in ("place_en", "place_ru", "title")),
    ("give_position", "note"),
    ("invite", "name"),
    ("remark", "body"),
    ("save", "message"),
}
_OTHER_ROWS = re.compile(r"(states|act_types)-[1-9]")
_PASSWORDS = ("password", "current")


class Attack:
    """Posts one form after the other, each with something in it changed."""

    def __init__(self, product: Product) -> None:
        self.bringer = Bringer(product)
        self.product = product

    def fields(self) -> Iterator[tuple[str, str, Sent]]:
        """Each field of each form, with the form filled in again."""
        for name, make in every_form(self.bringer):
            for field in make().fields:
                if not _OTHER_ROWS.match(field):
                    self.product.clock.advance(minutes=16)
                    yield name, field, make()

    def post(self, form: Sent, fields: dict[str, Any]) -> TestResponse:
        """Send it; nothing that was typed comes out as HTML or as a header."""
        answer = self.product.client(form.who).post(form.address, data=fields)
        document = re.match(r"/documents/(\d+)", form.address)
        if document and answer.status_code == 302:
            self.bringer.changed(Prepared(int(document[1])))
        assert "<script>alert" not in answer.text
        assert "X-Injected" not in answer.headers
        return answer

    def done(self) -> int:
        """Id of the last event."""
        with self.product.services.readers() as db:
            return db.scalar(select(func.max(Event.id))) or 0

    def done_since(self, last: int) -> str:
        """What the events after this one hold."""
        with self.product.services.readers() as db:
            events = db.scalars(select(Event).where(Event.id > last)).all()
        return json.dumps([event.data for event in events], ensure_ascii=False)


def typed_again(answer: TestResponse, name: str) -> list[str] | None:
    """The content of the field on the page; None where the page has no such field to type in."""
    forms = [form for form in FormReader(answer.text).forms if name in form.typed]
    return forms[0].fields.get(name, []) if forms else None


def test_what_no_field_takes_is_refused_and_comes_back(product: Product) -> None:
    attack = Attack(product)
    for name, field, form in attack.fields():
        answer = attack.post(form, form.fields | {field: NASTY})
        assert (name, field, answer.status_code < 500) == (name, field, True)
        back = typed_again(answer, field)
        if answer.status_code in (409, 422) and back is not None and field not in _PASSWORDS:
            assert (name, field, back) == (name, field, [NASTY])


def test_what_is_odd_is_kept_exactly_or_comes_back(product: Product) -> None:
    attack = Attack(product)
    stored = set()
    for name, field, form in attack.fields():
        before = attack.done()
        answer = attack.post(form, form.fields | {field: ODD})
        assert (name, field, answer.status_code < 500) == (name, field, True)
        back = typed_again(answer, field)
        if answer.status_code in (200, 302) and json.dumps(ODD, ensure_ascii=False)[
            1:-1
        ] in attack.done_since(before):
            stored.add((name, field))
        elif answer.status_code in (409, 422) and back is not None and field not in _PASSWORDS:
            assert (name, field, back) == (name, field, [ODD])
    # Of the settings any change writes all of them, so that their fields cannot be told apart here.
    assert {(name, field) for name, field in stored if name != "council"} == STORED


def test_a_file_is_no_word(product: Product) -> None:
    attack = Attack(product)
    for name, field, form in attack.fields():
        answer = attack.post(form, form.fields | {field: (io.BytesIO(b"content"), "../../x.md")})
        assert (name, field, answer.status_code < 500) == (name, field, True)


def test_a_form_without_fields_and_one_with_each_field_twice(product: Product) -> None:
    attack = Attack(product)
    for name, make in every_form(attack.bringer):
        assert (name, attack.post(make(), {}).status_code < 500) == (name, True)
        form = make()
        twice = {
            field: [value, "другое"] for field, value in form.fields.items() if not isinstance(value, list)
        }
        assert (name, attack.post(form, form.fields | twice).status_code < 500) == (name, True)
