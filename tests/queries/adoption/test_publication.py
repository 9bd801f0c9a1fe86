"""What the register holds of an act, to the byte: clones and `flask verify` compare with it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy import select

from cmia_docs.actions.adoption import legal_status
from cmia_docs.errors import NotFound
from cmia_docs.models import Event
from cmia_docs.queries.adoption.publication import entry_json, published_files, sums_file
from cmia_docs.rules.workflow import Action
from tests.factories.product import Product

SLUG = "regulation-on-the-scientific-advisory-board"


def entry(product: Product, document_id: int, up_to: int | None = None) -> dict[str, Any]:
    """`act.json`, read."""
    with product.services.readers() as db:
        content: dict[str, Any] = json.loads(entry_json(db, document_id, up_to))
    return content


def test_the_entry_of_an_act_says_all_that_is_known_of_it(product: Product) -> None:
    document_id = product.adopted()
    revision = product.revision(document_id)

    assert entry(product, document_id) == {
        "titles": {
            "ru": "Положение о Научно-консультативном совете",
            "en": "Regulation on the Scientific Advisory Board",
        },
        "type": "regulation",
        "number": "СМВД/2026/1",
        "adopted_on": "2026-03-02",
        "places": {"ru": "Астана", "en": "Astana"},
        "body": {"ru": "Совет министров внутренних дел", "en": "Council of Ministers of Internal Affairs"},
        "session": {
            "begins_on": "2026-03-02",
            "ends_on": "2026-03-02",
            "places": {"ru": "Астана", "en": "Astana"},
        },
        "signatories": [
            {"state": state, "signing": signing, "text": "", "articles": ""}
            for state, signing in (("BY", "signed"), ("KZ", "signed"), ("KG", "not_signed"))
        ],
        "confirmed": {"by": "Даурен Омаров", "at": "2026-03-02T09:00:00+00:00"},
        "status": "adopted",
        "in_force_from": None,
        "relations": [],
        "revision": {"commit": revision.commit, "sums": revision.sums, "text_sum": revision.text_sum},
    }


def test_the_entry_follows_what_later_happens_to_the_act(product: Product) -> None:
    document_id = product.in_force()
    with product.work("secretary") as work:
        legal_status.follow_later_act(
            work, document_id, Action.REPEAL, on=product.clock().date(), reason="Решение глав", other_id=None
        )
    with product.services.readers() as db:
        ids = list(
            db.scalars(
                select(Event.id)
                .where(Event.kind.in_(["confirm_adoption", "enter_into_force", "repeal"]))
                .order_by(Event.id)
            )
        )

    entries = [entry(product, document_id, up_to) for up_to in (*ids, None)]

    assert [(each["status"], each["in_force_from"]) for each in entries] == [
        ("adopted", None),
        ("in_force", "2026-03-02"),
        ("repealed", "2026-03-02"),
        ("repealed", "2026-03-02"),
    ]
    repeal = {"kind": "repeal", "on": "2026-03-02", "reason": "Решение глав", "act": None}
    assert [each["relations"] for each in entries] == [[], [], [repeal], [repeal]]


def test_the_files_of_an_act(product: Product) -> None:
    document_id = product.adopted()
    with product.services.readers() as db:
        files = published_files(db, product.services.drafts, product.document(document_id))
        as_served = entry_json(db, document_id)

    assert sorted(files) == [f"{SLUG}/{name}" for name in ("act.json", "document.json", "en.md", "ru.md")]
    assert files[f"{SLUG}/act.json"] == as_served
    content = json.loads(as_served)
    written = json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    assert as_served == written.encode()


def test_the_sums_are_those_of_the_acts_until_then_by_path(product: Product) -> None:
    first, second = product.adopted(), product.adopted("СМВД/2026/2")
    sums = [product.revision(document_id).sums for document_id in (first, second)]

    with product.services.readers() as db:
        of_one = sums_file(db, product.act(first).id).decode()
        of_both = sums_file(db).decode()

    assert of_one == "".join(f"{sums[0][code]}  {SLUG}/{code}.md\n" for code in ("en", "ru"))
    lines = of_both.splitlines()
    assert sorted(line.partition("  ")[2] for line in lines) == [line.partition("  ")[2] for line in lines]
    assert set(lines) == {
        f"{each[code]}  {slug}/{code}.md"
        for slug, each in ((SLUG, sums[0]), (f"{SLUG}-2", sums[1]))
        for code in ("en", "ru")
    }


def test_a_draft_has_no_entry(product: Product) -> None:
    document_id = product.draft()

    with product.services.readers() as db, pytest.raises(NotFound, match=r"register\.unknown"):
        entry_json(db, document_id)
