"""An installation of 0.1.0 continues with this version: journal, register, rows and queued notices."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Engine

from cmia_docs.actions.follow_up.indexing import reindex
from cmia_docs.actions.follow_up.journal import FILE, JOURNAL
from cmia_docs.actions.follow_up.publishing import MAIN
from cmia_docs.actions.operation.rebuild import rebuild
from cmia_docs.actions.operation.verify import verify
from cmia_docs.models.backup import empty_database
from cmia_docs.models.migrate import upgrade
from cmia_docs.settings import Settings
from cmia_docs.stores.git.store import CommitInfo, GitStore
from tests.factories.followed import head_of, log
from tests.factories.product import Product
from tests.models.samples import Rows, taken
from tests.paths import ROOT
from tests.upgrade.installation import installed, rows_of

VERSION = "0.1.0"
FIRST_WAITING, LAST = 120, 133
"""The events that the follow-up had not seen: document 120 from its creation to its entry into force."""
JOURNAL_OF_0_1_0 = "57bc0df7c9cf6af3df4df192374f4f2a2d690b64"
"""Where 0.1.0 itself moved the journal when it was started again on the sample."""
DAYS = {
    "2026-04-01": {"ru": "1 апреля 2026\u202fг.", "en": "1 April 2026"},
    "2026-04-02": {"ru": "2 апреля 2026\u202fг.", "en": "2 April 2026"},
    "2026-04-03": {"ru": "3 апреля 2026\u202fг.", "en": "3 April 2026"},
    "2026-05-03": {"ru": "3 мая 2026\u202fг.", "en": "3 May 2026"},
}
# Secrets, sign-ins, notices and what is not saved yet are no part of the journal; nor are these columns.
NOT_REBUILT = {"invitation", "sign_in", "sign_in_attempt", "working_copy", "notice"}
NOT_COMPARED = {"id", "password_hash", "processed_at", "version"}


@pytest.fixture
def upgraded(settings: Settings) -> Iterator[Product]:
    """The installation after `flask upgrade`, its follow-up not started yet."""
    with installed(settings, VERSION) as product:
        bring_up(product)
        yield product


def test_nothing_differs_but_what_the_follow_up_had_not_seen(upgraded: Product) -> None:
    differences = verify(upgraded.services)

    waiting = {f"event {number}" for number in range(FIRST_WAITING, LAST + 1)}
    assert {d.where for d in differences if d.code == "journal.event_missing"} == waiting
    assert {(d.code, d.where) for d in differences if d.code != "journal.event_missing"} == {
        ("branch.differs", "document 120"),
        ("register.history_differs", "event 132"),
        ("register.history_differs", "event 133"),
        ("register.tag_missing", "act СМВД/2026/7"),
        *(
            ("register.file_missing", f"regulation-on-the-scientific-advisory-board-7/{name}")
            for name in ("act.json", "document.json", "en.md", "ru.md")
        ),
        ("register.file_differs", "SHA256SUMS"),
    }


def test_the_follow_up_goes_on_where_it_was_stopped(upgraded: Product) -> None:
    assert upgraded.follow_up() == LAST - FIRST_WAITING + 1

    assert verify(upgraded.services) == []


def test_the_next_commits_stand_on_the_old_heads(upgraded: Product) -> None:
    drafts, register = upgraded.services.drafts, upgraded.services.register
    old = head_of(drafts, JOURNAL), head_of(register, MAIN)

    upgraded.follow_up()

    first_of_journal = commits_since(drafts, JOURNAL, old[0])[0]
    first_of_register, second = commits_since(register, MAIN, old[1])
    assert (first_of_journal.trailer("Event"), first_of_journal.parents) == ("120", (old[0],))
    assert (first_of_register.trailer("Event"), first_of_register.parents) == ("132", (old[1],))
    assert (second.trailer("Event"), second.parents) == ("133", (first_of_register.id,))


def test_the_journal_goes_on_in_the_words_of_0_1_0(upgraded: Product) -> None:
    drafts = upgraded.services.drafts
    old_head = head_of(drafts, JOURNAL)
    short = [commit for commit in drafts.log(old_head) if not commit.message.endswith(FILE)]
    forms = {commit.trailer("Kind"): journal_form(commit) for commit in short}

    upgraded.follow_up()

    new = commits_since(drafts, JOURNAL, old_head)
    assert [journal_form(commit) for commit in new] == [forms[commit.trailer("Kind")] for commit in new]
    assert new[-1].id == JOURNAL_OF_0_1_0


def test_the_register_goes_on_in_the_words_of_0_1_0(upgraded: Product) -> None:
    register = upgraded.services.register
    old_head = head_of(register, MAIN)
    forms = {commit.trailer("Kind"): register_form(register, commit) for commit in register.log(old_head)}

    upgraded.follow_up()

    new = commits_since(register, MAIN, old_head)
    assert [commit.message.partition(":")[0] for commit in new] == ["Adopted", "In force"]
    assert [register_form(register, each) for each in new] == [forms[each.trailer("Kind")] for each in new]


def test_the_database_comes_back_from_the_old_repositories(upgraded: Product) -> None:
    expected = rebuilt_part(taken(upgraded.installation.engine))
    lose_database(upgraded)

    assert rebuild(upgraded.services) == FIRST_WAITING - 1

    assert rebuilt_part(taken(upgraded.installation.engine)) == expected
    with upgraded.services.readers() as db:
        reindex(db, upgraded.services)
    assert verify(upgraded.services) == []


def test_people_work_on(upgraded: Product) -> None:
    document_id = upgraded.draft()
    upgraded.follow_up()

    assert document_id == LAST + 1
    assert verify(upgraded.services) == []


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_queued_notice_goes_out_in_its_language(settings: Settings, language: str) -> None:
    rows = rows_of(VERSION)
    rows["letter"] = [row | {"language": language} for row in rows["letter"]]
    queued = [row for row in rows["letter"] if row["sent_at"] is None]
    with installed(settings, VERSION, rows) as product:
        bring_up(product)
        product.clock.advance(minutes=5)  # one had failed, and waits for its second try

        product.follow_up()

        expected = sorted(mail_of(rows, notice, settings.address) for notice in queued)
        assert sorted(product.mail.sent) == expected
        assert all(
            row["sent_at"] and row["values"] == {}
            for row in taken(product.installation.engine, ["notice"])["notice"]
        )
    templates = {file.name.split(".")[0] for file in (ROOT / "templates" / "mail").iterdir()}
    assert {notice["template"] for notice in queued} <= templates
    assert len(queued) == 68
    assert len({notice["template"] for notice in queued}) == 11


# --- helpers ---------------------------------------------------------------------------------------------


def bring_up(product: Product) -> None:
    """What an operator does: the schema to this version; the indexes are built."""
    upgrade(product.installation.engine)
    with product.services.readers() as db:
        reindex(db, product.services)


def lose_database(product: Product) -> None:
    engine: Engine = product.installation.engine
    empty_database(engine)
    upgrade(engine)


def commits_since(store: GitStore, name: str, old: str) -> list[CommitInfo]:
    """What was committed to a branch after `old`, the oldest first."""
    commits = log(store, name)
    ids = [commit.id for commit in commits]
    return list(reversed(commits[: ids.index(old)]))


def journal_form(commit: CommitInfo) -> tuple[Any, ...]:
    """The keys of the event and of its data in their order, and of the trailers."""
    content = json.loads(commit.message.partition("\n\n")[2])
    return tuple(content), tuple(content["data"]), tuple(key for key, _ in commit.trailers)


def register_form(register: GitStore, commit: CommitInfo) -> tuple[Any, ...]:
    """The keys of the trailers, and of the `act.json` that the commit is about."""
    slugs = {path.partition("/")[0] for path in register.files(commit.id) if path.endswith("/act.json")}
    entries = [json.loads(register.read(commit.id, f"{slug}/act.json")) for slug in slugs]
    (entry,) = (each for each in entries if each["number"] == commit.trailer("Number"))
    keys = {name: tuple(value) if isinstance(value, dict) else () for name, value in entry.items()}
    signatories = tuple(tuple(each) for each in entry["signatories"])
    return tuple(key for key, _ in commit.trailers), keys, signatories


def rebuilt_part(rows: Rows) -> dict[str, list[dict[str, Any]]]:
    """The rows of the events that the old journal holds, as far as the journal holds them."""
    return {
        table: sorted(
            ({name: value for name, value in row.items() if name not in left_out(table)} for row in held),
            key=str,
        )
        for table, held in ((table, before_the_waiting(held)) for table, held in rows.items())
        if table not in NOT_REBUILT
    }


def left_out(table: str) -> set[str]:
    numbered_by_event = table not in ("assignment", "role_grant")
    return NOT_COMPARED - {"id"} if numbered_by_event else NOT_COMPARED


def before_the_waiting(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    keys = ("id", "document_id", "round_id")
    return [row for row in rows if max(row.get(key) or 0 for key in keys) < FIRST_WAITING]


def mail_of(rows: Rows, notice: dict[str, Any], address: str) -> tuple[str, str, str]:
    """Addressee, subject and body that a queued notice has to become, filled in by hand."""
    file = ROOT / "templates" / "mail" / f"{notice['template']}.{notice['language']}.txt"
    filled = file.read_text("utf-8").replace("{{ url }}", address)
    for name, value in words_of(rows, notice).items():
        filled = filled.replace(f"{{{{ {name} }}}}", value)
    subject, _, body = filled.partition("\n")
    assert "{{" not in filled
    return notice["to"], subject, body.strip() + "\n"


def words_of(rows: Rows, notice: dict[str, Any]) -> dict[str, str]:
    words = dict(notice["values"])
    if "document" in words:
        saves = [event for event in rows["event"] if str(event["document_id"]) == words["document"]]
        words["title"] = saves[0]["data"]["titles"][notice["language"]]
    if "due" in words:
        words |= {"due|day": DAYS[words["due"]][notice["language"]], "clock": "UTC"}
    return words
