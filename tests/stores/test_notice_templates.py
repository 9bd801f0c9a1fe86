"""The wording of notices: every one in every language of the pages, with all that is filled in."""

from __future__ import annotations

import pytest
from jinja2 import UndefinedError

from cmia_docs.stores.notice_templates import NoticeTemplates
from cmia_docs.web.shared.languages import INTERFACE
from tests.paths import ROOT

FOLDER = ROOT / "templates" / "mail"
TEMPLATES = sorted({file.name.split(".")[0] for file in FOLDER.glob("*.txt")})
URL = "https://docs.example.org"
VALUES = {
    "title": "Положение о <совете> & «органах»",
    "document": "17",
    "due": "2026-04-01",
    "clock": "UTC+3",
    "state": "BY",
    "token": "a-token",
}


@pytest.fixture
def forms() -> NoticeTemplates:
    return NoticeTemplates(FOLDER, URL)


def test_every_notice_is_there_in_every_language_of_the_pages() -> None:
    files = sorted(file.name for file in FOLDER.iterdir())
    assert files == sorted(f"{name}.{language}.txt" for name in TEMPLATES for language in INTERFACE)


def test_every_notice_is_sent_by_some_action() -> None:
    actions = "".join(file.read_text("utf-8") for file in (ROOT / "cmia_docs" / "actions").rglob("*.py"))
    assert [name for name in TEMPLATES if f'"{name}"' not in actions] == []


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("template", TEMPLATES)
def test_it_has_a_subject_and_says_where_to_go(forms: NoticeTemplates, template: str, language: str) -> None:
    subject, body = forms.fill(template, language, VALUES)
    assert subject
    assert "\n" not in subject
    assert URL in body
    assert body.endswith("\n")
    assert "{{" not in subject + body
    notices = subject.replace(VALUES["title"], "")
    assert notices.isascii() == (language == "en")
    if template != "invited":
        assert VALUES["title"] in subject
        assert f"{URL}/documents/17" in body


def test_an_invitation_carries_its_link_alone(forms: NoticeTemplates) -> None:
    for language in ("ru", "en"):
        _, body = forms.fill("invited", language, {"token": "a-token"})
        assert f"{URL}/join/a-token" in body


def test_the_two_languages_ask_for_the_same_values(forms: NoticeTemplates) -> None:
    for template in TEMPLATES:
        for left_out in VALUES:
            values = {name: value for name, value in VALUES.items() if name != left_out}
            assert _fills(forms, template, "ru", values) == _fills(forms, template, "en", values)


def test_another_language_reads_english(forms: NoticeTemplates) -> None:
    assert forms.fill("adopted", "tg", VALUES) == forms.fill("adopted", "en", VALUES)


def test_a_due_date_is_written_in_words_with_its_end(forms: NoticeTemplates) -> None:
    bodies = {language: forms.fill("circulated", language, VALUES)[1] for language in ("ru", "en", "tg")}
    assert "due by 1 April 2026, 24:00 UTC+3." in bodies["en"]
    assert "по 1 апреля 2026 г. включительно (до 24:00 UTC+3)." in " ".join(bodies["ru"].split())
    assert bodies["tg"] == bodies["en"]


def test_a_missing_value_is_an_error_and_no_blank(forms: NoticeTemplates) -> None:
    with pytest.raises(UndefinedError):
        forms.fill("adopted", "en", {})


def test_what_people_typed_is_no_template(forms: NoticeTemplates) -> None:
    subject, _ = forms.fill("adopted", "en", VALUES | {"title": "{{ 7 * 7 }} {% raw %}"})
    assert "{{ 7 * 7 }} {% raw %}" in subject


def _fills(forms: NoticeTemplates, template: str, language: str, values: dict[str, str]) -> bool:
    try:
        forms.fill(template, language, values)
    except UndefinedError:
        return False
    return True
