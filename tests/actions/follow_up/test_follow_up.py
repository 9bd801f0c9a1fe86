"""What happens after the commit: branches, journal, register, indexes; and the process that does it."""

from __future__ import annotations

import fcntl
import json
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cmia_docs.actions.adoption import legal_status
from cmia_docs.actions.follow_up import worker
from cmia_docs.actions.follow_up.journal import JOURNAL
from cmia_docs.actions.follow_up.publishing import MAIN
from cmia_docs.actions.follow_up.worker import (
    BATCH,
    Failure,
    FollowUp,
    branch_of,
    last_failure,
    pause_seconds,
)
from cmia_docs.actions.operation.verify import verify
from cmia_docs.errors import NotFound, Unavailable
from cmia_docs.queries.operation.operation import Backlog, backlog
from cmia_docs.reasons.git import GitCannotWrite
from cmia_docs.reasons.search import SearchIndexBusy
from cmia_docs.rules.workflow import Action
from cmia_docs.stores.git.store import GitStore
from tests.factories.followed import forget, head_of, log, raising
from tests.factories.played import play
from tests.factories.product import Product

SLUG = "regulation-on-the-scientific-advisory-board"


# --- the pace ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "took", "waiting", "seconds"),
    [
        (1, 0.1, 0, 0),  # nothing waits: notices go at once
        (1, 0.1, 3, 0.1),  # events keep coming: as long as the batch took
        (40, 9.0, 3, 0.25),  # but found soon
        (1, 0.0, 3, 0.01),
        (BATCH, 2.0, 3, 0.01),  # a backlog has gathered enough
    ],
)
def test_while_events_keep_coming_more_of_them_are_followed_at_once(
    count: int, took: float, waiting: int, seconds: float
) -> None:
    assert pause_seconds(count, took, waiting) == seconds


# --- branches --------------------------------------------------------------------------------------------


def test_a_saved_revision_moves_its_branch(product: Product) -> None:
    document_id = product.draft()
    product.follow_up()
    assert product.services.drafts.ref(branch_of(document_id)) == product.revision(document_id).commit

    product.save(document_id, "# Положение {#t1}\n\nИначе. {#p1}\n")
    product.follow_up()

    head = product.services.drafts.ref(branch_of(document_id))
    assert head == product.revision(document_id).commit
    assert len(product.services.drafts.log(head)) == 2


def test_a_branch_is_not_moved_back_by_an_older_event(product: Product) -> None:
    document_id = product.draft()
    saved = product.save(document_id, "# Положение {#t1}\n\nИначе. {#p1}\n")
    product.follow_up()
    forget(product, lambda event: event.id < saved)

    product.follow_up()

    assert product.services.drafts.ref(branch_of(document_id)) == product.revision(document_id).commit


def test_more_events_than_a_batch(product: Product, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "BATCH", 3)
    product.in_force()

    done = product.follow_up()

    assert done > 6
    assert verify(product.services) == []


def test_the_backlog_counts_what_waits(product: Product) -> None:
    with product.services.readers() as db:
        assert backlog(db) == Backlog(0, None)
    began = product.clock()
    product.draft()
    product.clock.advance(hours=1)
    product.draft()

    with product.services.readers() as db:
        assert backlog(db) == Backlog(6, began)


# --- register --------------------------------------------------------------------------------------------


def test_an_adoption_is_a_commit_of_the_register_with_its_sums(product: Product) -> None:
    document_id = product.adopted()
    product.follow_up()
    revision, act = product.revision(document_id), product.act(document_id)

    (commit,) = log(product.services.register, MAIN)

    assert commit.trailers == (
        ("Number", "СМВД/2026/1"),
        ("Adopted-On", act.adopted_on.isoformat()),
        ("Confirmed-By", act.confirmed_by),
        ("Event", str(act.id)),
        ("Kind", "confirm_adoption"),
        ("State", "adopted"),
        ("Revision", revision.commit),
        ("Text-Sum", revision.text_sum),
        ("Sum", f"en {revision.sums['en']}"),
        ("Sum", f"ru {revision.sums['ru']}"),
    )
    assert commit.parents == ()
    assert commit.author.name == commit.committer.name == "CMIA Docs"
    assert commit.message == "Adopted: СМВД/2026/1 Положение о Научно-консультативном совете"


def test_the_register_holds_the_adopted_text_and_nothing_of_the_drafts(product: Product) -> None:
    document_id = product.adopted()
    product.draft()
    product.follow_up()
    drafts, register = product.services.drafts, product.services.register
    head, revision = head_of(register, MAIN), product.revision(document_id)

    assert sorted(register.files(head)) == [
        "README.md",
        "SHA256SUMS",
        *(f"{SLUG}/{n}" for n in ("act.json", "document.json", "en.md", "ru.md")),
    ]
    for name in ("ru.md", "en.md", "document.json"):
        assert register.read(head, f"{SLUG}/{name}") == drafts.read(revision.commit, f"{SLUG}/{name}")
    with pytest.raises(NotFound):
        register.commit_info(revision.commit)


def test_the_tag_marks_the_adoption(product: Product) -> None:
    product.in_force()
    product.follow_up()
    register = product.services.register

    adoption = log(register, MAIN)[-1]

    assert list(register.refs("refs/tags/")) == [f"refs/tags/{SLUG}"]
    assert register.commit_info(head_of(register, f"refs/tags/{SLUG}")) == adoption


def test_the_legal_status_of_an_act_follows_in_the_register(product: Product) -> None:
    amended = product.in_force()
    later = product.adopted(number="СМВД/2026/2")
    with product.work("secretary") as work:
        legal_status.follow_later_act(
            work,
            amended,
            Action.AMEND,
            on=product.clock().date(),
            reason="Пункт 2",
            other_id=product.act(later).id,
        )
    product.follow_up()

    entry = act_json(product, SLUG)

    assert entry["status"] == "amended"
    assert entry["in_force_from"] == "2026-03-02"
    assert entry["relations"] == [
        {
            "kind": "amend",
            "on": "2026-03-02",
            "reason": "Пункт 2",
            "act": {"number": "СМВД/2026/2", "slug": f"{SLUG}-2"},
        }
    ]
    kinds = [commit.trailer("Kind") for commit in log(product.services.register, MAIN)]
    assert kinds == ["amend", "confirm_adoption", "enter_into_force", "confirm_adoption"]
    assert [len(commit.parents) for commit in log(product.services.register, MAIN)] == [1, 1, 1, 0]


@pytest.mark.parametrize(
    ("action", "word"),
    [(Action.AMEND, "Amended"), (Action.SUPERSEDE, "Superseded"), (Action.REPEAL, "Repealed")],
)
def test_the_history_of_the_register_says_what_happened_to_which_act(
    product: Product, action: Action, word: str
) -> None:
    document_id = product.in_force()
    with product.work("secretary") as work:
        legal_status.follow_later_act(
            work, document_id, action, on=product.clock().date(), reason="Решение глав", other_id=None
        )
    product.follow_up()

    assert [commit.message for commit in log(product.services.register, MAIN)] == [
        f"{change}: СМВД/2026/1 Положение о Научно-консультативном совете"
        for change in (word, "In force", "Adopted")
    ]


def test_the_same_events_give_the_same_ids_anywhere(
    prepared: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    heads = []
    for name in ("one", "two"):
        folder = play(prepared, tmp_path_factory.mktemp(name), Product.in_force)
        stores = [GitStore(folder / "drafts.git"), GitStore(folder / "register.git")]
        heads.append([store.refs("refs/") for store in stores])
        for store in stores:
            store.close()

    assert heads[0] == heads[1]


# --- indexes ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["adopted", "drafts"])
def test_a_lost_index_is_rebuilt_and_nothing_waits_for_it(product: Product, name: str) -> None:
    product.adopted()
    product.draft()
    product.follow_up()
    (product.installation.settings.index / name / "current").unlink()
    product.in_force(number="СМВД/2026/2")
    product.draft()

    product.follow_up()

    assert verify(product.services) == []


def test_a_busy_index_is_tried_again(product: Product, monkeypatch: pytest.MonkeyPatch) -> None:
    product.draft()
    with monkeypatch.context() as patch:
        patch.setattr(product.services.drafts_index, "apply", raising(Unavailable(SearchIndexBusy("drafts"))))
        with pytest.raises(Unavailable, match=r"^search\.index_busy"):
            product.follow_up()

    product.follow_up()

    assert verify(product.services) == []


# --- the process -----------------------------------------------------------------------------------------


def test_nothing_is_done_while_another_process_does_it(product: Product) -> None:
    product.draft()
    lock = product.installation.settings.data / "follow-up.lock"
    with lock.open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert product.follow_up() == 0

    assert product.follow_up() == 3


def test_locks_that_a_killed_process_left_are_cleared(product: Product) -> None:
    document_id = product.draft()
    for store, name in (
        (product.services.drafts, branch_of(document_id)),
        (product.services.drafts, JOURNAL),
    ):
        lock = store.path / f"{name}.lock"
        lock.parent.mkdir(parents=True, exist_ok=True)
        lock.touch()

    product.follow_up()

    assert verify(product.services) == []


def test_the_thread_follows_what_comes_and_recovers_from_a_failure(
    product: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "_POLL_SECONDS", 0.01)
    failed, seen = threading.Event(), threading.Event()
    news = threading.Event()
    run = FollowUp.run

    def watched(self: FollowUp) -> int:
        if not failed.is_set():
            failed.set()
            raise Unavailable(GitCannotWrite("no space"))
        done = run(self)
        if done:
            seen.set()
        return done

    monkeypatch.setattr(FollowUp, "run", watched)
    # Stores of its own: the thread closes them when it ends.
    services = replace(
        product.services,
        drafts=GitStore(product.services.drafts.path),
        register=GitStore(product.services.register.path),
        wake=news.set,
    )
    following = FollowUp(services, product.installation.settings.data, news)
    following.start()
    assert failed.wait(20)
    product.draft()
    news.set()

    assert seen.wait(20)
    following.stop()

    assert following.error == ""
    assert verify(product.services) == []


class Waits(threading.Event):
    """An event whose waits take no time; it keeps how long they should have been."""

    def __init__(self) -> None:
        super().__init__()
        self.seconds: list[float | None] = []

    def wait(self, timeout: float | None = None) -> bool:
        """Do not wait."""
        self.seconds.append(timeout)
        return self.is_set()


def test_after_a_failure_it_waits_longer_each_time_and_after_a_success_as_at_first(
    product: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    polls, retries = Waits(), Waits()
    ended = threading.Event()
    attempts = iter([False] * 5 + [True] * 2 + [False])

    def attempt() -> bool:
        succeeded = next(attempts, None)
        if succeeded is None:
            ended.set()
        return succeeded is not False

    following = FollowUp(product.services, product.installation.settings.data, polls)
    monkeypatch.setattr(following, "_stopping", retries)
    monkeypatch.setattr(following, "attempt", attempt)
    following.start()
    assert ended.wait(20)
    following.stop()

    assert retries.seconds == [2, 4, 8, 8, 8, 2]
    assert set(polls.seconds) == {1}


def act_json(product: Product, slug: str) -> dict[str, Any]:
    register = product.services.register
    content: dict[str, Any] = json.loads(register.read(head_of(register, MAIN), f"{slug}/act.json"))
    return content


def test_other_processes_can_read_why_it_fails_and_a_success_takes_it_back(
    product: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    product.draft()
    data, following = product.installation.settings.data, product.installation.follow_up
    failed = threading.Event()

    def fail(*_arguments: object) -> None:
        failed.set()
        raise ValueError("the text of a draft")

    monkeypatch.setattr(worker, "_follow_in_git", fail)
    following.start()
    assert failed.wait(30)
    following.stop()
    assert last_failure(data) == Failure("2026-03-02T09:00:00+00:00", "ValueError")
    assert FollowUp(product.services, data, threading.Event()).error == "ValueError"
    (data / "follow-up.error").write_text("not JSON")
    assert last_failure(data) is None
