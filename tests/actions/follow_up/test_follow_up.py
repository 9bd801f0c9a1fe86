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
from cmia_docs.actions.follow_up.worker import BATCH, Failure, FollowUp, branch_of, breath, last_failure
from cmia_docs.actions.operation.verify import verify
from cmia_docs.errors import NotFound, Unavailable
from cmia_docs.queries.operation.operation import Backlog, backlog
from cmia_docs.rules.workflow import Action
from cmia_docs.stores.git.store import GitStore
from tests.factories.followed import events, forget, head_of, log, raising
from tests.factories.played import play
from tests.factories.stage import Stage

SLUG = "regulation-on-the-scientific-advisory-board"


# --- the pace ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "took", "waiting", "seconds"),
    [
        (1, 0.1, 0, 0),  # nothing waits: letters go at once
        (1, 0.1, 3, 0.1),  # acts keep coming: as long as the batch took
        (40, 9.0, 3, 0.25),  # but found soon
        (1, 0.0, 3, 0.01),
        (BATCH, 2.0, 3, 0.01),  # a backlog has gathered enough
    ],
)
def test_while_acts_keep_coming_more_of_them_are_followed_at_once(
    count: int, took: float, waiting: int, seconds: float
) -> None:
    assert breath(count, took, waiting) == seconds


# --- branches and journal --------------------------------------------------------------------------------


def test_a_saved_revision_moves_its_branch(stage: Stage) -> None:
    document_id = stage.draft()
    stage.follow_up()
    assert stage.services.drafts.ref(branch_of(document_id)) == stage.revision(document_id).commit

    stage.save(document_id, "# Положение {#t1}\n\nИначе. {#p1}\n")
    stage.follow_up()

    head = stage.services.drafts.ref(branch_of(document_id))
    assert head == stage.revision(document_id).commit
    assert len(stage.services.drafts.log(head)) == 2


def test_every_event_becomes_one_commit_of_the_journal_in_order(stage: Stage) -> None:
    stage.draft()
    stage.follow_up()

    journal = list(reversed(log(stage.services.drafts, JOURNAL)))

    assert [commit.trailer("Event") for commit in journal] == [str(event.id) for event in events(stage)]
    assert [commit.id for commit in journal] == [event.journal_commit for event in events(stage)]


def test_the_journal_says_who_did_what_to_which_text(stage: Stage) -> None:
    document_id = stage.circulated()
    stage.position(document_id, "belarus", "BY")
    stage.follow_up()
    revision, person = stage.revision(document_id), stage.person("belarus")

    last = log(stage.services.drafts, JOURNAL)[0]

    assert last.author.name == "Алеся Новик"
    assert last.committer.name == "CMIA Docs"
    assert dict(last.trailers) == {
        "Event": str(events(stage)[-1].id),
        "Kind": "give_position",
        "Actor": str(person.id),
        "On-Behalf-Of": "BY",
        "Document": str(document_id),
        "Revision": str(revision.id),
        "Commit": revision.commit,
        "Text-Sum": revision.text_sum,
        "State": "circulated",
        "Request-Id": "test-belarus",
    }


def test_a_branch_is_not_moved_back_by_an_older_event(stage: Stage) -> None:
    document_id = stage.draft()
    saved = stage.save(document_id, "# Положение {#t1}\n\nИначе. {#p1}\n")
    stage.follow_up()
    forget(stage, lambda event: event.id < saved)

    stage.follow_up()

    assert stage.services.drafts.ref(branch_of(document_id)) == stage.revision(document_id).commit


def test_more_events_than_a_batch(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "BATCH", 3)
    stage.in_force()

    done = stage.follow_up()

    assert done > 6
    assert verify(stage.services) == []


def test_the_backlog_counts_what_waits(stage: Stage) -> None:
    with stage.services.readers() as session:
        assert backlog(session) == Backlog(0, None)
    began = stage.clock()
    stage.draft()
    stage.clock.advance(hours=1)
    stage.draft()

    with stage.services.readers() as session:
        assert backlog(session) == Backlog(6, began)


# --- register --------------------------------------------------------------------------------------------


def test_an_adoption_is_a_commit_of_the_register_with_its_sums(stage: Stage) -> None:
    document_id = stage.adopted()
    stage.follow_up()
    revision, act = stage.revision(document_id), stage.act(document_id)

    (commit,) = log(stage.services.register, MAIN)

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


def test_the_register_holds_the_adopted_text_and_nothing_of_the_drafts(stage: Stage) -> None:
    document_id = stage.adopted()
    stage.draft()
    stage.follow_up()
    drafts, register = stage.services.drafts, stage.services.register
    head, revision = head_of(register, MAIN), stage.revision(document_id)

    assert sorted(register.files(head)) == [
        "README.md",
        "SHA256SUMS",
        *(f"{SLUG}/{n}" for n in ("act.json", "document.json", "en.md", "ru.md")),
    ]
    for name in ("ru.md", "en.md", "document.json"):
        assert register.read(head, f"{SLUG}/{name}") == drafts.read(revision.commit, f"{SLUG}/{name}")
    with pytest.raises(NotFound):
        register.commit_info(revision.commit)


def test_the_tag_marks_the_adoption(stage: Stage) -> None:
    stage.in_force()
    stage.follow_up()
    register = stage.services.register

    adoption = log(register, MAIN)[-1]

    assert list(register.refs("refs/tags/")) == [f"refs/tags/{SLUG}"]
    assert register.commit_info(head_of(register, f"refs/tags/{SLUG}")) == adoption


def test_the_standing_of_an_act_follows_in_the_register(stage: Stage) -> None:
    amended = stage.in_force()
    later = stage.adopted(number="СМВД/2026/2")
    with stage.work("secretary") as work:
        legal_status.follow_later_act(
            work,
            amended,
            Action.AMEND,
            on=stage.clock().date(),
            reason="Пункт 2",
            other_id=stage.act(later).id,
        )
    stage.follow_up()

    entry = act_json(stage, SLUG)

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
    kinds = [commit.trailer("Kind") for commit in log(stage.services.register, MAIN)]
    assert kinds == ["amend", "confirm_adoption", "enter_into_force", "confirm_adoption"]
    assert [len(commit.parents) for commit in log(stage.services.register, MAIN)] == [1, 1, 1, 0]


def test_the_same_events_give_the_same_ids_anywhere(
    prepared: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    heads = []
    for name in ("one", "two"):
        folder = play(prepared, tmp_path_factory.mktemp(name), Stage.in_force)
        stores = [GitStore(folder / "drafts.git"), GitStore(folder / "register.git")]
        heads.append([store.refs("refs/") for store in stores])
        for store in stores:
            store.close()

    assert heads[0] == heads[1]


# --- indexes ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["adopted", "drafts"])
def test_a_lost_index_is_built_anew_and_keeps_nothing_waiting(stage: Stage, name: str) -> None:
    stage.adopted()
    stage.draft()
    stage.follow_up()
    (stage.installation.settings.index / name / "current").unlink()
    stage.in_force(number="СМВД/2026/2")
    stage.draft()

    stage.follow_up()

    assert verify(stage.services) == []


def test_a_busy_index_is_tried_again(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    stage.draft()
    with monkeypatch.context() as patch:
        patch.setattr(stage.services.drafts_index, "apply", raising(Unavailable("search.index_busy")))
        with pytest.raises(Unavailable, match=r"^search\.index_busy"):
            stage.follow_up()

    stage.follow_up()

    assert verify(stage.services) == []


# --- the process -----------------------------------------------------------------------------------------


def test_nothing_is_done_while_another_process_does_it(stage: Stage) -> None:
    stage.draft()
    lock = stage.installation.settings.data / "follow-up.lock"
    with lock.open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert stage.follow_up() == 0

    assert stage.follow_up() == 3


def test_locks_that_a_killed_process_left_are_cleared(stage: Stage) -> None:
    document_id = stage.draft()
    for store, name in ((stage.services.drafts, branch_of(document_id)), (stage.services.drafts, JOURNAL)):
        lock = store.path / f"{name}.lock"
        lock.parent.mkdir(parents=True, exist_ok=True)
        lock.touch()

    stage.follow_up()

    assert verify(stage.services) == []


def test_the_thread_follows_what_comes_and_recovers_from_a_failure(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "_POLL_SECONDS", 0.01)
    failed, seen = threading.Event(), threading.Event()
    news = threading.Event()
    run = FollowUp.run

    def watched(self: FollowUp) -> int:
        if not failed.is_set():
            failed.set()
            raise Unavailable("git.cannot_write")
        done = run(self)
        if done:
            seen.set()
        return done

    monkeypatch.setattr(FollowUp, "run", watched)
    # Stores of its own: the thread closes them when it ends.
    services = replace(
        stage.services,
        drafts=GitStore(stage.services.drafts.path),
        register=GitStore(stage.services.register.path),
        wake=news.set,
    )
    following = FollowUp(services, stage.installation.settings.data, news)
    following.start()
    assert failed.wait(20)
    stage.draft()
    news.set()

    assert seen.wait(20)
    following.stop()

    assert following.error == ""
    assert verify(stage.services) == []


def act_json(stage: Stage, slug: str) -> dict[str, Any]:
    register = stage.services.register
    content: dict[str, Any] = json.loads(register.read(head_of(register, MAIN), f"{slug}/act.json"))
    return content


def test_other_processes_can_read_why_it_fails_and_a_success_takes_it_back(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.draft()
    data, following = stage.installation.settings.data, stage.installation.follow_up
    failed = threading.Event()

    def fail(*_arguments: object) -> None:
        failed.set()
        raise ValueError("the text of a draft")

    monkeypatch.setattr(following, "_follow_in_git", fail)
    following.start()
    assert failed.wait(30)
    following.stop()
    assert last_failure(data) == Failure("2026-03-02T09:00:00+00:00", "ValueError")
    assert FollowUp(stage.services, data, threading.Event()).error == "ValueError"
    (data / "follow-up.error").write_text("not JSON")
    assert last_failure(data) is None
