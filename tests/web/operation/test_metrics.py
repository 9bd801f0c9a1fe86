"""`/metrics`: figures for who watches, and for nobody else."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from prometheus_client.parser import text_string_to_metric_families

from cmia_docs.errors import Unavailable
from cmia_docs.models import Notice
from cmia_docs.reasons.search import SearchIndexBusy
from tests.conftest import app_for_tests, close, settings_for
from tests.factories.followed import raising
from tests.factories.product import FakeClock, FakeMail, Product

TOKEN = "a-token-of-the-settings"
Figures = dict[tuple[str, tuple[tuple[str, str], ...]], float]


def figures(product: Product) -> Figures:
    """All figures, by name and labels."""
    answer = product.app.test_client().get("/metrics")
    assert answer.status_code == 200
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def request_to(route: str, status: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The figure of such a request."""
    return "cmia_requests_total", (("method", "GET"), ("route", route), ("status", status))


def test_requests_are_counted_by_route_and_never_by_address(product: Product) -> None:
    client = product.app.test_client()
    client.get("/search?q=тайна")
    client.get("/join/a-secret-token")
    client.get("/nowhere/at/all")
    client.open("/healthz", method="BREW")
    text = product.app.test_client().get("/metrics").text
    counted = figures(product)
    assert counted[request_to("/search", "200")] == 1
    assert counted[request_to("none", "404")] == 1
    assert counted[("cmia_request_seconds_count", (("route", "/search"),))] == 1
    assert ("cmia_requests_total", (("method", "other"), ("route", "none"), ("status", "405"))) in counted
    assert [word for word in ("тайна", "a-secret-token", "nowhere", "BREW") if word in text] == []


def test_saves_and_what_waits_for_them(product: Product) -> None:
    product.save(product.draft(), "# Проект {#t1}\n\nТекст. {#p1}\n")
    product.clock.advance(seconds=90)
    waiting = figures(product)
    assert waiting[("cmia_acts_total", (("kind", "save"),))] == 2
    assert waiting[("cmia_follow_up_events", ())] == 4
    assert waiting[("cmia_follow_up_lag_seconds", ())] == 90
    assert waiting[("cmia_index_events", ())] == 2
    assert waiting[("cmia_index_lag_seconds", ())] == 90

    product.follow_up()

    done = figures(product)
    assert [done[(f"cmia_{name}", ())] for name in ("follow_up_events", "index_lag_seconds")] == [0, 0]
    assert done[("cmia_database_up", ())] == 1
    assert done[("cmia_index_entries", (("index", "drafts"),))] > 0
    assert done[("cmia_disk_free_bytes", ())] > 0
    assert done[("process_resident_memory_bytes", ())] > 0
    assert ("cmia_backup_age_seconds", ()) not in done


def test_letters(product: Product) -> None:
    with product.services.writers() as db, db.begin():
        for attempts in (0, 0, 3, 12):
            db.add(
                Notice(event_id=1, to="a@b.test", language="ru", template="x", values={}, attempts=attempts)
            )
    counted = figures(product)
    states = {
        state: counted[("cmia_letters", (("state", state),))]
        for state in ("waiting", "failed_before", "given_up")
    }
    assert states == {"waiting": 3, "failed_before": 1, "given_up": 1}


def test_what_is_broken_is_a_figure(product: Product, monkeypatch: pytest.MonkeyPatch) -> None:
    data = product.installation.settings.data
    (data / "follow-up.error").write_text(json.dumps({"at": "2026-03-02T09:00:00+00:00", "error": "x"}))
    (data / "last-backup.json").write_text(json.dumps({"made_at": "2026-03-02T08:00:00+00:00"}))
    (data / "index" / "drafts" / "current").unlink()
    broken = figures(product)
    assert broken[("cmia_follow_up_failing", ())] == 1
    assert broken[("cmia_backup_age_seconds", ())] == 3600
    assert broken[("cmia_index_up", (("index", "drafts"),))] == 0
    product.installation.engine.dispose()
    database = data / "council.db"
    for file in data.glob("council.db*"):
        file.unlink()
    database.mkdir()
    gone = figures(product)
    assert gone[("cmia_database_up", ())] == 0
    assert ("cmia_follow_up_events", ()) not in gone
    database.rmdir()


@pytest.fixture
def with_token(prepared: Path, clock: FakeClock, mail: FakeMail) -> Iterator[Flask]:
    """The product with a token, behind a proxy."""
    made = app_for_tests(
        settings_for(prepared, CMIA_METRICS_TOKEN=TOKEN, CMIA_BEHIND_PROXY="yes"), clock, mail
    )
    yield made
    close(made)


@pytest.mark.parametrize(
    ("address", "headers", "status"),
    [
        ("127.0.0.1", {}, 200),
        ("::1", {}, 200),
        ("192.0.2.7", {}, 403),
        ("", {}, 403),
        ("127.0.0.1", {"X-Forwarded-For": "127.0.0.1"}, 403),
        ("127.0.0.1", {"X-Real-IP": "127.0.0.1"}, 403),
        ("192.0.2.7", {"X-Forwarded-For": "127.0.0.1"}, 403),
        ("192.0.2.7", {"Authorization": f"Bearer {TOKEN}"}, 200),
        ("127.0.0.1", {"X-Forwarded-For": "192.0.2.7", "Authorization": f"Bearer {TOKEN}"}, 200),
        ("192.0.2.7", {"Authorization": f"Bearer {TOKEN}x"}, 403),
        ("192.0.2.7", {"Authorization": "Bearer "}, 403),
    ],
)
def test_who_may_read_them(with_token: Flask, address: str, headers: dict[str, str], status: int) -> None:
    answer = with_token.test_client().get("/metrics", headers=headers, environ_base={"REMOTE_ADDR": address})
    assert answer.status_code == status


def test_without_a_token_no_token_opens_them(app: Flask) -> None:
    for authorization in ("Bearer ", "Bearer", ""):
        answer = app.test_client().get(
            "/metrics", headers={"Authorization": authorization}, environ_base={"REMOTE_ADDR": "192.0.2.7"}
        )
        assert answer.status_code == 403


# --- readyz ----------------------------------------------------------------------------------------------


def test_ready(product: Product) -> None:
    answer = product.app.test_client().get("/readyz")
    assert (answer.status_code, answer.json) == (
        200,
        {
            "status": "ready",
            "database": "ok",
            "repositories": "ok",
            "disk": "ok",
            "search": "ok",
            "follow_up": "ok",
        },
    )


def _without_database(product: Product) -> None:
    product.installation.engine.dispose()
    for file in product.installation.settings.data.glob("council.db*"):
        file.unlink()


def _without_repository(product: Product) -> None:
    (product.services.drafts.path / "HEAD").unlink()


@pytest.mark.parametrize(
    ("break_it", "failing"), [(_without_database, "database"), (_without_repository, "repositories")]
)
def test_not_ready(product: Product, break_it: Callable[[Product], None], failing: str) -> None:
    break_it(product)
    answer = product.app.test_client().get("/readyz")
    assert answer.status_code == 503
    assert answer.json is not None
    assert {name for name, condition in answer.json.items() if condition == "failing"} == {failing}
    assert product.app.test_client().get("/healthz").status_code == 200


def test_search_that_lags_keeps_nobody_from_work(product: Product, monkeypatch: pytest.MonkeyPatch) -> None:
    (product.installation.settings.data / "index" / "adopted" / "current").unlink()
    monkeypatch.setattr(
        product.services.drafts_index, "apply", raising(Unavailable(SearchIndexBusy("drafts")))
    )
    answer = product.app.test_client().get("/readyz")
    assert answer.status_code == 200
    assert answer.json is not None
    assert answer.json["search"] == "failing"
