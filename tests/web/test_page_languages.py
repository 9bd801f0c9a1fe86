"""A page speaks one language: Russian pages hold no English words, English ones no Cyrillic letters.

Titles, texts and names in another language stand in elements with their own `lang`; what the cast typed is
named here. Every route is walked, so that a new page is held to it as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from werkzeug.routing import Rule

from cmia_docs.actions import remarks
from cmia_docs.rules.positions import PositionKind
from tests.factories.council import CAST
from tests.factories.stage import Stage
from tests.web.page_words import PageWords

_STRANGE = {"ru": re.compile(r"[A-Za-z]{2,}"), "en": re.compile(r"[А-Яа-яЁё]+")}
# Formats, programs, commands, addresses, sums and Roman numbers are written alike in every language.
_ALIKE = re.compile(
    r"\S+@\S+|https?://\S+|[\w-]*\.(?:docx|md|txt|json)\b|\bflask \w+|\b[0-9a-f]{8,}\b|\b[IVXLC]+\b"
    r"|\b(?:RU|UTC|SHA-256|UTF-8|DOCX|Word|Markdown|git|cookie)\b"
)
# What people typed, and the act's number: shown on every page as typed.
_TYPED = sorted([*(name for name, _, _ in CAST.values()), "Первая редакция", "СМВД/"], key=len, reverse=True)
_ONCE = frozenset({"signing_in.join", "languages.switch", "health.healthz", "static"})
"""Routes that are no pages, or need a secret of their own."""


@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_page_holds_no_words_of_another_language(stage: Stage, language: str) -> None:
    left: dict[str, list[str]] = {}
    for address, page in _pages(stage, _scene(stage), language):
        for words in PageWords(page).in_language(language):
            if _STRANGE[language].search(_without_what_is_alike(words)):
                left.setdefault(words, []).append(address)
    assert {words: addresses[0] for words, addresses in left.items()} == {}


@pytest.mark.parametrize("language", ["ru", "en"])
def test_what_a_form_refuses_is_said_in_the_language_of_the_page(stage: Stage, language: str) -> None:
    answer = stage.client(None, language).post("/sign-in", data={"email": "", "password": ""})
    said = PageWords(answer.text).in_language(language)
    assert answer.status_code == 422
    assert [w for w in said if _STRANGE[language].search(_without_what_is_alike(w))] == []
    assert ("Обязательное поле." in said) == (language == "ru")


def _without_what_is_alike(words: str) -> str:
    for typed in _TYPED:
        words = words.replace(typed, "")
    return _ALIKE.sub("", words)


def _scene(stage: Stage) -> dict[str | None, list[int]]:
    """Documents at different places of their way, by who looks at them."""
    in_force, circulated = stage.in_force(), stage.circulated()
    stage.position(circulated, "belarus", "BY", PositionKind.OBJECTION, "2.1")
    with stage.work("belarus") as work:
        remarks.remark(
            work, circulated, seen=stage.seen(circulated), language="ru", unit_id="c1", body="3.2", state="BY"
        )
    agreed, consolidated = stage.agreed(), stage.consolidated()
    stage.follow_up()
    return {
        None: [in_force],
        "drafter": [stage.draft(), consolidated],
        "secretary": [stage.in_check(), circulated, agreed, in_force],
        "belarus": [circulated],
        "chair": [stage.proposed("СМВД/2026/2")],
        "administrator": [],
        "auditor": [],
    }


def _pages(stage: Stage, scene: dict[str | None, list[int]], language: str) -> Iterator[tuple[str, str]]:
    for who, documents in scene.items():
        client = stage.client(who, language)
        for address in _addresses(stage, documents, language):
            answer = client.get(address)
            assert answer.status_code < 500, address
            if answer.mimetype == "text/html" and answer.status_code != 302:
                yield f"{who}: {address}", answer.text


def _addresses(stage: Stage, documents: list[int], language: str) -> Iterator[str]:
    for rule in stage.app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and rule.endpoint not in _ONCE:
            for document_id in documents if "document_id" in rule.arguments else documents[:1] or [0]:
                slug = stage.document(document_id).slug if document_id else "none"
                values = {"document_id": document_id, "slug": slug, "language": language}
                yield from _filled(rule, values)


def _filled(rule: Rule, values: dict[str, Any]) -> Iterator[str]:
    built = rule.build({name: values.get(name, 1) for name in rule.arguments}, append_unknown=False)
    if built is not None:
        yield built[1]
