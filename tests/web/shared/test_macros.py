"""The macros, one by one: what they make of unusual and of hostile values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from flask import render_template_string
from jinja2 import UndefinedError
from markupsafe import Markup

from cmia_docs.rules.positions import DispositionKind, PositionKind, Signing
from cmia_docs.rules.workflow import Stage
from cmia_docs.text.check.findings import Finding, Severity
from cmia_docs.text.compare.compare import ChangeKind
from cmia_docs.text.model import UnitKind
from cmia_docs.web.compare.view import ComparedUnit
from cmia_docs.web.document.progress_view import Step, Stopped
from cmia_docs.web.review.findings_view import finding_view
from cmia_docs.web.shared.text_view import UnitView
from tests.gallery.app import create_gallery
from tests.gallery.list_pages import GalleryPages

HOSTILE = "<script>alert('x')</script>"
ESCAPED = "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"


@pytest.fixture(autouse=True)
def request_to_gallery() -> Iterator[None]:
    gallery = create_gallery()
    with gallery.test_request_context("/?lang=en"):
        gallery.preprocess_request()
        yield


def drawn(call: str, file: str, **values: Any) -> str:
    """What `call` of a macro in `file` makes of the values."""
    name = call.partition("(")[0]
    source = f'{{% from "web/{file}.html" import {name} %}}{{{{ {call} }}}}'
    return render_template_string(source, **values).strip()


def words(markup: str) -> str:
    """The markup's words alone."""
    return " ".join(Markup(markup).striptags().split())  # noqa: S704 - only read, never sent


def row(*segments: tuple[str, str], moved_from: str | None = None) -> ComparedUnit:
    return ComparedUnit(
        id="p4",
        kind="clause",
        change="changed",
        old_label="1.",
        new_label="1.",
        segments=segments or [("same", "So "), ("deleted", "old"), ("inserted", "new")],
        moved=moved_from is not None,
        moved_from=moved_from,
    )


def units(*kinds: str) -> list[UnitView]:
    return [UnitView(id=f"u{n}", kind=kind, label="", html=Markup("words")) for n, kind in enumerate(kinds)]


def test_an_unknown_icon_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        drawn("icon('no-such-icon')", "shared/icon")


@pytest.mark.parametrize("stage", Stage)
def test_every_stage_has_a_badge(stage: Stage) -> None:
    badge = words(drawn("stage_badge(stage)", "shared/stage", stage=stage))
    assert badge == stage.replace("_", " ").capitalize()


@pytest.mark.parametrize("position", [*PositionKind, *Signing, "no_reply"])
def test_every_position_has_a_badge(position: str) -> None:
    badge = drawn("position_badge(position)", "shared/stage", position=position)
    assert words(badge) == position.replace("_", " ").capitalize()


@pytest.mark.parametrize("kind", DispositionKind)
def test_every_disposition_has_a_badge(kind: DispositionKind) -> None:
    badge = words(drawn("disposition_badge(kind)", "shared/stage", kind=kind))
    assert badge == kind.replace("_", " ").capitalize()


def test_a_remark_without_disposition_says_so() -> None:
    assert words(drawn("disposition_badge(none)", "shared/stage")) == "No answer yet"


@pytest.mark.parametrize("severity", Severity)
def test_every_severity_is_named_to_screen_readers(severity: Severity) -> None:
    finding = finding_view(Finding("unit.empty", severity, "en", "a1", 1), "Article 1")
    markup = drawn("findings(items)", "review/macros", items=[finding])
    named = {"blocking": "Error", "warning": "Warning", "note": "Note"}[severity]
    assert re.findall(r'aria-label="(\w+)"', markup) == [named]


@pytest.mark.parametrize("kind", UnitKind)
def test_every_kind_of_unit_is_drawn_with_its_id(kind: UnitKind) -> None:
    view = UnitView(id="q2", kind=kind, label="2)", html=Markup("<em>text</em>"))
    markup = drawn("unit(view)", "shared/text", view=view)
    assert f'class="unit unit-{kind}"' in markup
    assert 'id="q2"' in markup
    assert words(markup) == "2) text"


def test_headings_follow_the_structure() -> None:
    rows = units("title", "section", "chapter", "article", "section", "article", "annex", "article")
    markup = drawn("text(units, 'en')", "shared/text", units=rows)
    assert re.findall(r"<h(\d)", markup) == ["2", "2", "3", "4", "2", "3", "2", "3"]


def test_chapters_without_sections_stand_in_their_place() -> None:
    rows = units("title", "chapter", "article", "chapter", "article")
    markup = drawn("text(units, 'en')", "shared/text", units=rows)
    assert re.findall(r"<h(\d)", markup) == ["2", "2", "3", "2", "3"]


def test_points_are_set_deeper_and_dashes_below_what_they_follow() -> None:
    rows = units("clause", "dash", "point", "dash", "subpoint", "dash", "clause")
    markup = drawn("text(units, 'en')", "shared/text", units=rows)
    depths = re.findall(r'class="unit unit-\w+(?: depth-(\d))?', markup)
    assert depths == ["", "1", "1", "2", "2", "3", ""]


def test_comparison_escapes_words_and_names_changes() -> None:
    rows = [row(("same", HOSTILE), ("inserted", HOSTILE))]
    markup = drawn("comparison(rows, 'en', 'old', 'new')", "compare/macros", rows=rows)
    assert markup.count(ESCAPED) == 2
    assert "<script" not in markup
    assert f'<ins data-change="inserted:">{ESCAPED}</ins>' in markup


def test_side_by_side_each_side_has_its_own_words() -> None:
    markup = drawn("comparison(rows, 'en', 'old', 'new', sides=true)", "compare/macros", rows=[row()])
    left, right = markup.split('class="side"')[1:]
    assert ("<del" in left, "<ins" in left) == (True, False)
    assert ("<del" in right, "<ins" in right) == (False, True)


@pytest.mark.parametrize("change", [c for c in ChangeKind if c is not ChangeKind.SAME])
def test_the_codes_of_the_comparison_are_known(change: ChangeKind) -> None:
    markup = drawn("change_badge(change)", "compare/macros", change=change)
    named = {"changed": "Changed", "added": "Inserted", "removed": "Deleted", "moved": "Moved"}[change]
    assert words(markup) == named


def test_a_changed_unit_that_moved_says_both() -> None:
    rows = [row(moved_from="Article 5")]
    markup = drawn("comparison(rows, 'en', 'o', 'n')", "compare/macros", rows=rows)
    assert words(markup).startswith("Changed Moved formerly: Article 5")


def test_running_head_lets_nothing_out_of_its_string() -> None:
    values = {"symbol": 'A"; } </style><script>', "revision": "3\\\n", "day": "x"}
    markup = drawn("running_head('n0', symbol, revision, day)", "shared/print", **values)
    assert markup.count("<") == 2
    assert 'content: "A; } /style>script>"' in markup
    assert 'content: "3  · x"' in markup


def test_stopped_way_keeps_the_reason() -> None:
    steps = [Step("draft", "current", None, None)]
    stopped = Stopped(date(2014, 4, 2), HOSTILE)
    markup = drawn("progress_strip(steps, stopped)", "shared/stage", steps=steps, stopped=stopped)
    assert "way-stopped" in markup
    on = '<time datetime="2014-04-02">2 April 2014</time>'
    assert f"Withdrawn on {on}</strong>: <span>{ESCAPED}</span>" in markup


@pytest.mark.parametrize(
    ("category", "role"),
    [("success", "status"), ("message", "status"), ("warning", "status"), ("error", "alert")],
)
def test_errors_interrupt_and_other_messages_wait(category: str, role: str) -> None:
    markup = drawn("flashes(messages)", "shared/page", messages=[(category, HOSTILE)])
    assert re.findall(r'role="(\w+)"', markup) == [role]
    assert ESCAPED in markup


def test_confirm_form_sends_what_the_person_saw() -> None:
    markup = drawn("confirm_form('/x', 'Go', ask='Sure?', fields={'revision': 'ab'})", "shared/form")
    assert '<input type="hidden" name="revision" value="ab">' in markup
    assert 'name="csrf_token"' in markup
    assert 'data-ask="Sure?"' in markup


def test_pages_of_a_long_list_are_few_and_the_current_is_marked() -> None:
    markup = drawn("pagination(pages)", "shared/page", pages=GalleryPages(5, 20))
    assert re.findall(r'href="\?page=(\d+)"', markup) == ["4", "1", "4", "5", "6", "20", "6"]
    assert markup.count('aria-current="page"') == 1


def test_a_short_list_has_no_pages() -> None:
    assert drawn("pagination(pages)", "shared/page", pages=GalleryPages(1, 1)) == ""
