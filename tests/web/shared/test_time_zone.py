"""Pages show days and times by the council's clock, in both languages, and say how far it is from UTC."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime

import docx
import pytest
from flask_babel import force_locale

from cmia_docs.actions.review import agreement, checking, remarks
from cmia_docs.queries.council import council_of
from cmia_docs.rules.positions import PositionKind
from cmia_docs.web.shared.dates import clock_words, due_words, last_day_words, moment_words, time_words
from tests.factories.product import Product
from tests.factories.zone import set_zone
from tests.web.council.test_council_settings import errors_at, opened
from tests.web.reading import read, words

LATE = datetime(2026, 3, 2, 22, 30, tzinfo=UTC)  # 01:30 of the 3rd in Moscow


@pytest.mark.parametrize(
    ("zone", "locale", "at", "moment"),
    [
        ("Europe/Moscow", "en_GB", datetime(2013, 9, 10, 9, 40, tzinfo=UTC), "10 Sept 2013, 13:40 UTC+4"),
        ("Europe/Moscow", "ru", datetime(2026, 9, 10, 9, 40, tzinfo=UTC), "10 сент. 2026, 12:40 UTC+3"),
        ("Europe/Chisinau", "en_GB", datetime(2026, 1, 10, 23, 5, tzinfo=UTC), "11 Jan 2026, 01:05 UTC+2"),
        ("Europe/Chisinau", "ru", datetime(2026, 7, 31, 21, 5, tzinfo=UTC), "1 авг. 2026, 00:05 UTC+3"),
    ],
)
def test_a_moment(product: Product, zone: str, locale: str, at: datetime, moment: str) -> None:
    set_zone(product, zone)
    with product.app.test_request_context(), force_locale(locale):
        assert " ".join(moment_words(at).split()) == moment
        assert " ".join(time_words(at).split()) == moment.split(", ")[1]


def test_a_due_date_ends_by_the_clock_of_its_season(product: Product) -> None:
    set_zone(product, "Europe/Chisinau")
    with product.app.test_request_context(), force_locale("en_GB"):
        shown = [due_words(datetime(2026, month, 29, tzinfo=UTC).date()) for month in (1, 3)]
    assert [" ".join(due.split()) for due in shown] == [
        "29 January 2026, 24:00 UTC+2",
        "29 March 2026, 24:00 UTC+3",
    ]


@pytest.mark.parametrize(
    ("language", "until"),
    [
        ("en", "24:00 (time zone: Chisinau, now UTC+2)."),
        ("ru", "до 24:00 (часовой пояс: Кишинев, сейчас UTC+2)."),
    ],
)
@pytest.mark.parametrize("action", ["circulate", "extend"])
def test_the_form_says_when_the_last_day_ends(
    product: Product, action: str, language: str, until: str
) -> None:
    set_zone(product, "Europe/Chisinau")
    document_id = product.in_check() if action == "circulate" else product.circulated()
    page = product.client("secretary", language).get(f"/documents/{document_id}/{action}").text
    assert until in words(page)


def test_utc_is_its_own_name(product: Product) -> None:
    with product.app.test_request_context():
        assert clock_words() == "UTC"


def test_a_document_is_of_the_councils_day_everywhere_and_of_one_moment_for_machines(
    product: Product,
) -> None:
    set_zone(product, "Europe/Moscow")
    product.clock.now = LATE
    document_id = product.draft()
    here = f"/documents/{document_id}"

    history = read(product, "drafter", f"{here}/history")
    assert re.search(r'<time datetime="2026-03-02T22:30:00\+00:00">3 Mar 2026, 01:30.UTC\+3</time>', history)
    for address in (here, "/documents", "/", f"{here}/downloads"):
        page = words(read(product, "drafter", address))
        assert "3 March 2026" in page, address
        assert "2 March 2026" not in page, address
    word = product.client("drafter").get(f"{here}/downloads/1/ru.docx")
    header = docx.Document(io.BytesIO(word.data)).sections[0].header.paragraphs[0].text
    assert "3 марта 2026" in header


def test_what_states_say_is_of_the_councils_day(product: Product) -> None:
    set_zone(product, "Europe/Moscow")
    product.clock.now = LATE
    document_id = product.circulated()
    with product.work("belarus") as work:
        remarks.remark(
            work,
            document_id,
            seen=product.seen(document_id),
            language="ru",
            unit_id="c1",
            body="Уточнить",
            state="BY",
        )
    product.position(document_id, "belarus", "BY", PositionKind.AGREED_WITH_REMARKS)

    for tab, days in (("", 3), ("/positions", 3), ("/remarks", 2)):
        page = words(read(product, "secretary", f"/documents/{document_id}{tab}"))
        assert page.count("3 March 2026") >= days, tab
        assert "2 March 2026" not in page, tab


def test_an_act_withdrawn_or_sent_back_is_so_on_the_councils_day(product: Product) -> None:
    set_zone(product, "Europe/Moscow")
    product.clock.now = LATE
    document_id = product.in_check()
    with product.work("secretary") as work:
        checking.return_to_draft(work, document_id, seen=product.seen(document_id), reason="Уточнить")
    assert "2 March 2026" not in words(read(product, "drafter", f"/documents/{document_id}"))
    with product.work("secretary") as work:
        agreement.withdraw(work, document_id, seen=product.seen(document_id), reason="Снят")
    assert "2 March 2026" not in words(read(product, "drafter", f"/documents/{document_id}"))


def test_a_draft_is_found_and_shown_by_the_councils_day(product: Product) -> None:
    set_zone(product, "Europe/Moscow")
    product.clock.now = LATE
    product.draft()
    product.follow_up()

    assert "3 March 2026" in words(read(product, "drafter", "/search?in=drafts&q=03.03.2026"))
    assert "3 March 2026" not in words(read(product, "drafter", "/search?in=drafts&q=02.03.2026"))


def test_overdue_begins_with_the_next_day_there(product: Product) -> None:
    set_zone(product, "Europe/Moscow")
    document_id = product.in_check()
    product.circulate(document_id, days=10)  # until 12 March
    address = f"/documents/{document_id}/positions"

    product.clock.now = datetime(2026, 3, 12, 20, 59, 59, tzinfo=UTC)
    assert "Overdue: 12 March 2026, 24:00 UTC+3" not in words(read(product, "secretary", address))
    product.clock.advance(seconds=1)
    assert "Overdue: 12 March 2026, 24:00 UTC+3" in words(read(product, "secretary", address))


def test_a_round_waits_to_be_closed_from_the_next_day_there(product: Product) -> None:
    set_zone(product, "Europe/Moscow")
    product.circulate(product.in_check(), days=10)  # until 12 March

    product.clock.now = datetime(2026, 3, 12, 20, 59, 59, tzinfo=UTC)
    assert "Close the round" not in words(read(product, "secretary", "/"))
    product.clock.advance(seconds=1)
    assert "Close the round" in words(read(product, "secretary", "/"))


def test_forms_offer_the_councils_day(product: Product) -> None:
    set_zone(product, "Europe/Moscow")
    adopted = product.in_force()
    sent = product.in_check()
    product.clock.now = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
    tabled = product.tabled()
    product.clock.now = LATE
    for address in (f"{adopted}/later-act", f"{tabled}/adoption/propose"):
        assert 'value="2026-03-03"' in read(product, "secretary", f"/documents/{address}"), address
    assert 'value="2026-04-02"' in read(product, "secretary", f"/documents/{sent}/circulate")


def test_the_day_of_entry_into_force_is_offered_by_the_councils_clock(product: Product) -> None:
    set_zone(product, "Europe/Moscow")
    document_id = product.adopted()
    product.clock.now = LATE
    assert 'value="2026-03-03"' in read(product, "secretary", f"/documents/{document_id}/enter-into-force")


def test_a_session_is_over_after_its_last_day_there(product: Product) -> None:
    set_zone(product, "Europe/Moscow")
    product.session()  # of 2 March
    product.clock.now = datetime(2026, 3, 2, 20, 59, tzinfo=UTC)
    before = words(read(product, "secretary", "/sessions"))
    product.clock.advance(minutes=1)
    after = words(read(product, "secretary", "/sessions"))
    assert re.search(r"Upcoming \w+ , 2 March 2026", before)
    assert re.search(r"No session is planned. Past \w+ , 2 March 2026", after)


def test_a_draft_is_of_the_year_that_has_begun_there(product: Product) -> None:
    set_zone(product, "Europe/Moscow")
    product.clock.now = datetime(2026, 12, 31, 22, 0, tzinfo=UTC)
    product.draft()
    product.follow_up()
    page = words(read(product, "drafter", "/search?in=drafts&q=Board"))
    assert "2027" in page
    assert "2026" not in page


def test_a_role_ends_with_its_last_day_there(product: Product) -> None:
    set_zone(product, "Europe/Moscow")
    person = product.person("drafter").id
    address = f"/people/{person}"
    data = {"role": "auditor", "until": "2026-03-04"}
    assert product.client("administrator").post(f"{address}/roles", data=data).status_code == 302

    end = datetime(2026, 3, 4, 20, 59, 59, tzinfo=UTC)
    assert product.person("drafter").grants[-1].until == end
    page = read(product, "administrator", address)
    assert '<time datetime="2026-03-04T20:59:59+00:00">4 March 2026</time>' in page
    assert "until 4 March 2026" in words(read(product, "auditor", "/events"))


def test_an_end_set_by_another_clock_is_told_to_the_minute(product: Product) -> None:
    set_zone(product, "Europe/Moscow")
    with product.app.test_request_context(), force_locale("en_GB"):
        shown = last_day_words(datetime(2026, 3, 4, 23, 59, 59, tzinfo=UTC))
    assert " ".join(shown.split()) == "5 Mar 2026, 02:59 UTC+3"


def test_public_pages_turn_with_the_zone_and_the_entry_stays_byte_for_byte(product: Product) -> None:
    product.clock.now = LATE
    slug = product.document(product.adopted()).slug
    product.follow_up()
    client = product.client()
    entry, text = client.get(f"/register/{slug}/act.json").data, client.get(f"/register/{slug}/ru.md").data
    assert "Даурен Омаров, 2 March 2026" in words(client.get(f"/register/{slug}").text)

    set_zone(product, "Europe/Moscow")
    product.follow_up()

    assert "Даурен Омаров, 3 March 2026" in words(client.get(f"/register/{slug}").text)
    assert client.get(f"/register/{slug}/act.json").data == entry
    assert b'"at": "2026-03-02T22:30:00+00:00"' in entry
    assert client.get(f"/register/{slug}/ru.md").data == text


def test_an_administrator_names_the_zone(product: Product) -> None:
    client = product.client("administrator")
    typed = opened(client)
    assert typed["time_zone"] == "UTC"

    page = client.post("/council", data=typed | {"time_zone": " Asia/Almaty "}, follow_redirects=True).text

    assert "changed: time zone" in page
    assert "UTC+5" in page
    with product.services.readers() as db:
        assert council_of(db).time_zone == "Asia/Almaty"


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (
            "en",
            "There is no such time zone. Write area and city, such as Europe/Moscow or Asia/Almaty, or UTC.",
        ),
        (
            "ru",
            "Такого часового пояса нет. Напишите регион и город, "
            "например Europe/Moscow или Asia/Almaty, либо UTC.",
        ),
    ],
)
@pytest.mark.parametrize("typed", ["Moscow", "", "Etc/GMT-3", "<b>"])
def test_a_zone_that_is_none_comes_back_with_what_to_write(
    product: Product, typed: str, language: str, sentence: str
) -> None:
    client = product.client("administrator", language)
    answer = client.post("/council", data=opened(client) | {"time_zone": typed})
    assert (answer.status_code, errors_at(answer)) == (422, {"time_zone": sentence})
    assert opened_again(answer.text) == typed


def opened_again(page: str) -> str:
    """The content of the field."""
    match = re.search(r'name="time_zone"[^>]* value="([^"]*)"', page)
    return "" if match is None else match[1].replace("&lt;", "<").replace("&gt;", ">")
