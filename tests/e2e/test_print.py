"""What comes out of the printer: the text, what identifies it and the page on every sheet, and no button."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from cmia_docs.cli.demo.demo import DEMO_PASSWORD
from tests.e2e.conftest import Server, sign_in

pytestmark = pytest.mark.e2e
ACT = "/register/scientific-advisory-board"
# What the pages of acts and documents show on a screen and paper has no use for.
_FOR_SCREENS = {
    "ru": ("Скачать", "Рабочий стол", "Перейти к содержанию", "Внести замечание", "Рядом", "Выйти", ".docx"),
    "en": ("Download", "Dashboard", "Skip to content", "Make a remark", "Side by side", "Sign out", ".docx"),
}


@pytest.mark.parametrize(
    ("language", "ends"),
    [
        ("ru", ("10 сентября 2013 г.", "Статья 20. Вступление в силу и изменение")),
        ("en", ("10 September 2013", "Article 20. Entry into force and amendment")),
    ],
)
def test_an_act_carries_number_date_and_page_on_every_sheet(
    chromium: Browser, demo: Server, tmp_path: Path, language: str, ends: tuple[str, str]
) -> None:
    context = chromium.new_context(base_url=demo.address, color_scheme="dark")
    page = context.new_page()
    page.goto(f"/language/{language}?next={ACT}/{language}")
    sheets = _printed(page, tmp_path)
    context.close()

    day, last = ends
    assert len(sheets) > 5
    for number, sheet in enumerate(sheets, 1):
        assert sheet.startswith(f"СМВД/2013/2 {day} · SHA-256 "), number
        assert re.search(rf"\b{number} ?/ ?{len(sheets)}$", sheet), number
    whole = " ".join(sheets)
    assert last.lower() in whole.lower()
    assert [words for words in _FOR_SCREENS[language] if words in whole] == []
    # The checksums are printed whole, since they are there to be compared.
    assert len(re.findall(r"\b[0-9a-f]{64}\b", whole)) == 3


@pytest.mark.parametrize(
    ("language", "head"),
    [
        ("ru", "Порядок межгосударственного розыска лиц редакция № 2 · "),
        ("en", "Procedure for the Interstate Search for Persons revision 2 · "),
    ],
)
def test_a_draft_carries_revision_date_and_page_on_every_sheet(
    chromium: Browser, demo: Server, tmp_path: Path, language: str, head: str
) -> None:
    context = chromium.new_context(base_url=demo.address)
    page = context.new_page()
    page.goto(f"/language/{language}?next=/sign-in")
    sign_in(page, "secretariat@cmia.example", DEMO_PASSWORD)
    page.goto("/documents?state=circulated")
    page.locator(".rows a.name").first.click()
    page.wait_for_url("**/documents/*")
    sheets = _printed(page, tmp_path)
    context.close()

    day = re.match(re.escape(head) + r"(\d{1,2} [а-яA-Z][а-яa-z]+ \d{4}( г\.)?) ", sheets[0])
    assert day is not None, sheets[0][:100]
    for number, sheet in enumerate(sheets, 1):
        assert sheet.startswith(head + day[1]), number
        assert re.search(rf"\b{number} ?/ ?{len(sheets)}$", sheet), number
    whole = " ".join(sheets)
    assert [words for words in _FOR_SCREENS[language] if words in whole] == []


def test_the_register_says_on_paper_whose_it_is_and_of_which_day(
    chromium: Browser, demo: Server, tmp_path: Path
) -> None:
    context = chromium.new_context(base_url=demo.address)
    page = context.new_page()
    page.goto("/language/ru?next=/register")
    sheets = _printed(page, tmp_path)
    context.close()

    for sheet in sheets:
        assert re.match(r"СМВД Реестр · \d{1,2} [а-я]+ \d{4} г\. ", sheet), sheet[:60]


@pytest.mark.parametrize(
    ("tab", "shown", "for_screens"),
    [
        ("history", "История", ("Сравнить выбранные", "Прежняя", "Файлы")),
        ("positions", "Позиции", ("Внести позицию по письму", "пока невозможно")),
        ("remarks", "Замечания", ("Рассмотреть замечание", "Изменить решение")),
        ("compare?old=1&new=2", "Сравнение", ("Только изменения", "Весь текст")),
    ],
)
def test_sheets_about_a_document_name_it_and_offer_nothing_to_press(
    chromium: Browser, demo: Server, tmp_path: Path, tab: str, shown: str, for_screens: tuple[str, ...]
) -> None:
    context = chromium.new_context(base_url=demo.address)
    page = context.new_page()
    page.goto("/language/ru?next=/sign-in")
    sign_in(page, "secretariat@cmia.example", DEMO_PASSWORD)
    page.goto("/documents?state=circulated")
    page.locator(".rows a.name").first.click()
    page.wait_for_url("**/documents/*")
    page.goto(f"{page.url}/{tab}")
    sheets = _printed(page, tmp_path)
    context.close()

    for sheet in sheets:
        assert sheet.startswith("Порядок межгосударственного розыска лиц "), sheet[:60]
    whole = " ".join(sheets)
    assert shown in whole
    assert [words for words in for_screens if words in whole] == []


def test_paper_is_black_on_white_whatever_the_screen_prefers(chromium: Browser, demo: Server) -> None:
    context = chromium.new_context(base_url=demo.address)
    page = context.new_page()
    page.goto(f"{ACT}/ru")
    page.emulate_media(media="print", color_scheme="dark")
    inks = page.evaluate(
        "[...document.querySelectorAll('.unit, h1, .badge-quiet, td, dd')]"
        ".map(each => getComputedStyle(each).color)"
    )
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    context.close()
    assert set(inks) <= {"rgb(0, 0, 0)", "rgb(34, 34, 34)", "rgb(68, 68, 68)"}
    assert ground == "rgb(255, 255, 255)"


def _printed(page: Page, folder: Path) -> list[str]:
    """The words of each sheet, as poppler reads them out of what Chromium prints."""
    reader = shutil.which("pdftotext")
    if reader is None:
        message = (
            "no pdftotext on this machine: printed sheets cannot be read (apt-get install poppler-utils)"
        )
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    target = folder / "printed.pdf"
    page.pdf(path=target, prefer_css_page_size=True)
    read = subprocess.run([reader, "-layout", target, "-"], check=True, capture_output=True, text=True).stdout
    return [" ".join(sheet.split()) for sheet in read.removesuffix("\f").split("\f")]
