"""The public page of an adopted act: its text, its details, and permanent addresses."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy import select

from cmia_docs.models import Document
from tests.factories.played import play
from tests.factories.product import Product
from tests.factories.register import AMENDED, DRAFT, LATER, REPEALED, WITHDRAWN, fill_register
from tests.web.queries import counted


@pytest.fixture(scope="module")
def prepared(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return play(prepared, tmp_path_factory.mktemp("register"), fill_register)


def page(product: Product, path: str, language: str = "en") -> str:
    answer = product.client(language=language).get(path)
    assert answer.status_code == 200
    return answer.text


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def part(html: str, heading: str) -> str:
    """The words of a section of the page's margin."""
    (section,) = re.findall(rf'<h2 class="h-small">{heading}</h2>(.*?)</section>', html, re.DOTALL)
    return words(section)


# --- the text --------------------------------------------------------------------------------------------


def test_the_act_opens_in_the_language_of_the_page(product: Product) -> None:
    english, russian = page(product, f"/register/{LATER}"), page(product, f"/register/{LATER}", "ru")

    assert '<article class="act" lang="en">' in english
    assert "gives opinions on drafts" in english
    assert '<article class="act" lang="ru">' in russian
    assert "даёт заключения на проекты" in russian


def test_an_address_names_its_language(product: Product) -> None:
    assert '<article class="act" lang="ru">' in page(product, f"/register/{LATER}/ru", "en")


def test_every_unit_has_a_permanent_address(product: Product) -> None:
    text = page(product, f"/register/{LATER}/ru")

    for unit in ("s1", "a1", "c1", "c2", "a2", "c3"):
        assert f'id="{unit}"' in text
        assert f'href="/register/{LATER}/ru#{unit}"' in text
        answer = product.client().get(f"/register/{LATER}/ru/{unit}")
        assert (answer.status_code, answer.location) == (302, f"/register/{LATER}/ru#{unit}")


def test_the_contents_lead_to_the_headings(product: Product) -> None:
    (contents,) = re.findall(r'<nav class="toc".*?</nav>', page(product, f"/register/{LATER}/ru"), re.DOTALL)

    assert re.findall(r'href="([^"]+)"', contents) == ["#s1", "#a1", "#a2"]
    assert "Статья 1. Назначение" in words(contents)


def test_a_title_that_repeats_the_heading_is_shown_once(product: Product) -> None:
    text = page(product, f"/register/{LATER}/ru")

    assert "unit-title" not in text
    assert '<h1 lang="ru">Положение о Научно-консультативном совете</h1>' in text


def test_two_languages_beside_each_other(product: Product) -> None:
    text = page(product, f"/register/{LATER}/ru?beside=en")

    assert text.count('class="pair"') == 7
    assert "даёт заключения на проекты" in text
    assert "gives opinions on drafts" in text
    assert "Signatories" in text


@pytest.mark.parametrize("beside", ["ru", "kk", "", "../x", "%00"])
def test_a_language_that_cannot_stand_beside_is_ignored(product: Product, beside: str) -> None:
    assert 'class="pair"' not in page(product, f"/register/{LATER}/ru?beside={beside}")


def test_the_text_is_that_of_the_day_of_adoption(product: Product) -> None:
    """Its sum is checked at every reading: a text that differs is not shown."""
    revision = product.revision(product.act(document_of(product, LATER)).document_id)
    with product.services.writers() as db, db.begin():
        stored = db.merge(revision)
        stored.sums = revision.sums | {"ru": "0" * 64}

    answer = product.client().get(f"/register/{LATER}/ru")

    assert answer.status_code == 503
    assert "The checksum of the stored text differs" in answer.text
    assert "даёт заключения" not in answer.text


# --- its details -----------------------------------------------------------------------------------------


def test_the_margin_says_how_it_was_adopted(product: Product) -> None:
    details = part(page(product, f"/register/{LATER}"), "Details")

    assert details == (
        "Act type Regulation Session Astana, 12 March 2026 Entry into force not yet recorded "
        "Authentic text Russian Adoption confirmed Даурен Омаров, 12 March 2026 "
        f"Permalink http://localhost/register/{LATER} "
        "How to cite Regulation on the Scientific Advisory Board: Council of Ministers of Internal Affairs, "
        f"Astana, 12 March 2026, No. СМВД/2026/2. http://localhost/register/{LATER}"
    )


def test_the_head_of_the_text_is_in_the_language_of_the_text(product: Product) -> None:
    (formula,) = re.findall(
        r'<p class="act-formula" lang="ru">(.*?)</p>', page(product, f"/register/{LATER}/ru")
    )

    assert words(formula) == "Совет министров внутренних дел Астана, 12 марта 2026 г. № СМВД/2026/2"


def test_signatories_with_their_opinions(product: Product) -> None:
    html = page(product, f"/register/{LATER}")

    assert part(html, "Signatories") == (
        "Belarus: Special opinion Без обязательств &lt;b&gt;по расходам&lt;/b&gt;. "
        "Kazakhstan: Reservation Статья 2 Кроме срока. Kyrgyzstan: Not signed"
    )


def test_relations_stand_on_both_acts(product: Product) -> None:
    title = "Regulation on the Scientific Advisory Board"
    amended, later = page(product, f"/register/{AMENDED}"), page(product, f"/register/{LATER}")

    assert part(amended, "Relations") == f"Amended by СМВД/2026/2 {title} , 12 March 2026 Пункт 2 решения"
    assert part(later, "Relations") == f"Amends СМВД/2026/1 {title} , 12 March 2026 Пункт 2 решения"
    assert f'href="/register/{LATER}"' in amended
    assert f'href="/register/{AMENDED}"' in later


def test_a_repealed_act_stays_with_a_note_at_its_head(product: Product) -> None:
    html = page(product, f"/register/{REPEALED}")

    note = html[html.index('class="note-box note-bad"') : html.index('id="messages"')]
    assert "Repealed by" in words(note)
    assert "Решение Совета глав государств от 1 марта 2027 года" in words(note)
    assert "gives opinions on drafts" in html
    assert 'class="note-box' not in page(product, f"/register/{LATER}")


def test_the_sums_can_be_copied(product: Product) -> None:
    act = product.act(document_of(product, LATER))
    sums = product.revision(act.document_id).sums

    html = page(product, f"/register/{LATER}")

    for value in (*sums.values(), act.text_sum):
        assert f'data-copy="{value}"' in html


def test_no_drafter_is_named(product: Product) -> None:
    html = page(product, f"/register/{LATER}")

    assert "Анна Серова" not in html
    assert "Первая редакция" not in html


# --- what is not there -----------------------------------------------------------------------------------


NOT_THERE = [
    DRAFT,
    WITHDRAWN,
    f"{DRAFT}/ru",
    f"{DRAFT}/ru/a1",
    f"{DRAFT}/ru.md",
    f"{DRAFT}/ru.docx",
    f"{DRAFT}/act.json",
    "unknown",
    f"{LATER}/kk",
    f"{LATER}/kk.md",
    f"{LATER}/kk.docx",
    f"{LATER}/ru/x9",
    f"{LATER}/kk/a1",
    f"{LATER}/..%2f..%2fru",
    f"{LATER}/--output=x",
    "%00",
    "../drafts.git",
    f"{LATER}/ru/a1/more",
]


@pytest.mark.parametrize("who", [None, "secretary", "drafter"])
def test_what_is_not_adopted_is_not_there_for_anybody(product: Product, who: str | None) -> None:
    client = product.client(who)
    unknown = client.get("/register/never-was")
    assert unknown.status_code == 404

    for path in NOT_THERE:
        answer = client.get(f"/register/{path}")
        assert (path, answer.status_code) == (path, 404)
        assert shape(answer.text) == shape(unknown.text), path


def test_an_act_page_takes_the_same_queries_whatever_stands_on_it(product: Product) -> None:
    product.client().get("/register")
    with counted(product) as first:
        page(product, f"/register/{LATER}")
    with counted(product) as second:
        page(product, f"/register/{REPEALED}/ru?beside=en")

    assert len(first) == len(second) <= 6


# --- helpers ---------------------------------------------------------------------------------------------


def document_of(product: Product, slug: str) -> int:
    with product.services.readers() as db:
        return db.scalars(select(Document.id).where(Document.slug == slug)).one()


def shape(html: str) -> str:
    """The page without what differs in every answer."""
    return re.sub(r'nonce="[^"]+"|next=[^"]*|value="[^"]*"| aria-current="page"', "", html)


def test_the_act_says_how_to_cite_it_and_shows_its_sums_whole(product: Product) -> None:
    page = product.client().get(f"/register/{LATER}/ru").text

    cited = "Положение о Научно-консультативном совете: Совет министров внутренних дел, Астана"
    assert f"{cited}, " in page
    assert f"№\u00a0СМВД/2026/2. http://localhost/register/{LATER}" in page
    entry = product.client().get(f"/register/{LATER}/act.json").get_json()
    for value in (*entry["revision"]["sums"].values(), entry["revision"]["text_sum"]):
        assert f">{value}</code>" in page
    assert f'<link rel="alternate" type="application/json" href="/register/{LATER}/act.json">' in page


@pytest.mark.parametrize(
    "path",
    ["/register", "/search", f"/register/{LATER}", f"/register/{LATER}/ru", f"/register/{LATER}/ru/a1"],
)
def test_a_slash_at_the_end_changes_nothing(product: Product, path: str) -> None:
    client = product.client()

    assert client.get(f"{path}/").status_code == client.get(path).status_code
