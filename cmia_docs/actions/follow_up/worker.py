"""What happens after the commit: branches, journal, register, index and mail follow the events.

One process does this at a time, under a lock of the operating system on the data folder. After a crash every
step may be repeated: what is done already does not change.
"""

from __future__ import annotations

import json
import logging
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy import exists, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from cmia_docs.actions.follow_up.indexing import index_documents, repair_indexes
from cmia_docs.actions.follow_up.journal import JOURNAL, commit_of, event_id_of, repair_head
from cmia_docs.actions.follow_up.outbox import send_notices
from cmia_docs.actions.follow_up.publishing import publish
from cmia_docs.actions.services import Services
from cmia_docs.errors import Damaged, Refused
from cmia_docs.fail_points import FailPoint, reached
from cmia_docs.models import Event, Revision
from cmia_docs.models.database import EAGER
from cmia_docs.models.faults import of_database
from cmia_docs.queries.operation.operation import CHANGES_ENTRIES, backlog
from cmia_docs.reasons import AnyReason, Reason
from cmia_docs.reasons.by_code import reason_from
from cmia_docs.rules.document_payloads import Saved
from cmia_docs.rules.workflow import Action
from cmia_docs.stores.git.store import GitStore, RefMove
from cmia_docs.stores.locks import FOLLOW_UP, exclusive_lock

log = logging.getLogger(__name__)
_FAILURE = "follow-up.error"
BATCH = 500
_POLL_SECONDS = 1.0
_LONGEST_RETRY_SECONDS = 8.0
_PAUSE_SECONDS = 0.01
_LONGEST_PAUSE_SECONDS = 0.25


@dataclass(frozen=True, slots=True)
class Failure:
    """The follow-up fails: since when, and why.

    `error` is for logs and people. Of a refusal, `reason` is the code, and `details` are its details.
    """

    at: str
    error: str
    reason: str = ""
    details: Mapping[str, object] = field(default_factory=dict)

    @property
    def refusal_reason(self) -> AnyReason | None:
        """Why it was refused; None where it was no refusal, or one that this version does not know."""
        return reason_from(self.reason, self.details)


class FollowUp:
    """Follows up the events that were not processed yet; see `run`. `start` does so in a thread."""

    def __init__(self, services: Services, data: Path, news: threading.Event) -> None:
        self._services = services
        self._lock_file = data / FOLLOW_UP
        self.news = news
        """Set when there are new events."""
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        failed = last_failure(data)
        self.error = failed.error if failed else ""
        """The last failure in words, empty after a success."""
        self._noted = self.error
        self._checked = False
        """Whether the repositories were checked since the start or the last failure."""

    def run(self) -> int:
        """Process all waiting events in order; how many. 0 where another process holds the lock.

        The lock is released between batches, so that maintenance and backups can get it between events.
        """
        done, begun = 0, time.monotonic()
        while count := self._turn():
            done += count
            with self._services.readers() as db:
                waiting = backlog(db).events
            self._stopping.wait(pause_seconds(count, time.monotonic() - begun, waiting))
            begun = time.monotonic()
        return done

    def _turn(self) -> int:
        with self._only_one() as alone:
            if not alone:
                return 0
            self._repair_repositories()
            count = follow_batch(self._services)
            if not count:
                send_notices(self._services)
                repair_indexes(self._services)
            return count

    def start(self) -> None:
        """Run in the background until `stop`."""
        self._thread = threading.Thread(target=self._loop, name="follow-up", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Process what is waiting once more, and end."""
        self._stopping.set()
        self.news.set()
        if self._thread is not None:
            self._thread.join()

    def attempt(self) -> bool:
        """`run`; whether it succeeded. A failure is noted and logged, and is tried again."""
        try:
            self.run()
        except Exception as error:  # whatever a store raises
            self._checked = False
            self._note(error)
            log.exception("follow-up failed; it is tried again")
            return False
        self._note(None)
        return True

    def _loop(self) -> None:
        pause, last = _POLL_SECONDS, False
        while not last:
            self.news.clear()
            last = self._stopping.is_set()
            if not self.attempt():
                pause = min(pause * 2, _LONGEST_RETRY_SECONDS)
                self._stopping.wait(pause)
                continue
            pause = _POLL_SECONDS
            if not last:
                self.news.wait(pause)
        self._services.drafts.close()
        self._services.register.close()

    def _repair_repositories(self) -> None:
        """At the start, and after a failure that may come from them; before every event it takes too long."""
        if self._checked:
            return
        for store in (self._services.drafts, self._services.register):
            if lost := store.restore_refs():
                log.warning("%s: put back what was lost: %s", store.path.name, ", ".join(lost))
        with self._services.readers() as db:
            if repair_head(db, self._services.drafts):
                log.warning("the journal's last commit was damaged: it is written again")
        self._checked = True

    def _note(self, error: Exception | None) -> None:
        """Note the result of the last run, also for other processes; on a full disk only the log has it."""
        failure = None if error is None else _failure_of(error, self._services.clock())
        self.error = "" if failure is None else failure.error
        if self.error == self._noted:
            return
        file = self._lock_file.with_name(_FAILURE)
        with suppress(OSError):
            if failure is None:
                file.unlink(missing_ok=True)
            else:
                file.write_text(json.dumps(asdict(failure), default=str), "utf-8")
            self._noted = self.error

    @contextmanager
    def _only_one(self) -> Iterator[bool]:
        with exclusive_lock(self._lock_file) as got:
            if got:
                # A killed predecessor may have left git's own locks; no other process moves refs.
                self._services.drafts.clear_stale_locks()
                self._services.register.clear_stale_locks()
            yield got


def pause_seconds(count: int, took: float, waiting: int) -> float:
    """Seconds between a batch of `count` events that took so long and the next, while `waiting` others wait.

    As long as the batch took, while events keep coming, so that the next batch is larger: most of the cost of
    indexing is of a batch, whatever its size, and slows down people who save. A full batch needs no pause.
    """
    if not waiting:
        return 0
    return _PAUSE_SECONDS if count == BATCH else min(max(took, _PAUSE_SECONDS), _LONGEST_PAUSE_SECONDS)


def follow_batch(services: Services, *, into_index: bool = True) -> int:
    """Write the first waiting events to git and to the indexes, and mark them; how many. 0: none are waiting.

    Call it only under the lock, or on a copy that no other process uses.
    """
    with services.readers() as db:
        events = db.scalars(
            select(Event).where(Event.processed_at.is_(None)).order_by(Event.id).limit(BATCH)
        ).all()
        if not events:
            return 0
        commits = _follow_in_git(db, services, events)
        if into_index:
            changed = {e.document_id for e in events if e.document_id and e.kind in CHANGES_ENTRIES}
            index_documents(db, services, changed)
    reached(FailPoint.INDEXED)
    with services.writers() as db, db.begin():
        db.connection(execution_options=EAGER)
        for event in db.scalars(select(Event).where(Event.id.in_(commits))):
            event.processed_at = services.clock()
            event.journal_commit = commits[event.id]
    reached(FailPoint.MARKED)
    return len(events)


def _follow_in_git(db: Session, services: Services, events: Sequence[Event]) -> dict[int, str]:
    """Branches, then the journal, then the register: what a commit records can always be reached."""
    latest_saves = {event.document_id or 0: event for event in events if event.kind == Action.SAVE}
    _move_branches(db, services.drafts, latest_saves)
    reached(FailPoint.BRANCH_MOVED)
    written = _journal(db, services.drafts, events)
    for event in events:
        publish(db, services.drafts, services.register, event)
    return {event.id: written[event.id] for event in events}


def _journal(db: Session, store: GitStore, events: Sequence[Event]) -> dict[int, str]:
    """The journal's commits of the events; those that are missing are written, and its branch moved once."""
    old = head = store.ref(JOURNAL)
    if head is None and db.scalar(select(exists().where(Event.journal_commit.is_not(None)))):
        raise Damaged(Reason.JOURNAL_LOST)  # a new journal would leave all recorded commits without a branch
    written = _left_unmarked(db, store, head)
    with store.writing() as write:
        for event in events:
            if event.id not in written:
                head = written[event.id] = write(commit_of(event, head))
    reached(FailPoint.JOURNAL_WRITTEN)
    if head is not None and head != old:
        store.move_ref(JOURNAL, head, old)
    reached(FailPoint.JOURNAL_MOVED)
    return written


def _left_unmarked(db: Session, store: GitStore, head: str | None) -> dict[int, str]:
    """Journal commits by event, back to the first that is marked: a crash may have left some that are not."""
    unmarked: dict[int, str] = {}
    while head is not None:
        commit = store.commit_info(head)
        event = db.get(Event, event_id_of(commit))
        if event is not None and event.journal_commit == commit.id:
            break
        unmarked[event_id_of(commit)] = commit.id
        head = next(iter(commit.parents), None)
    return unmarked


def branch_of(document_id: int) -> str:
    """The branch that holds a document's revisions."""
    return f"refs/heads/{document_id}"


def _move_branches(db: Session, store: GitStore, saves: Mapping[int, Event]) -> None:
    """Move each document's branch to its latest save, unless it is there or further already."""
    heads = store.refs_named(branch_of(document_id) for document_id in saves)
    moves = []
    for document_id, event in saves.items():
        saved = Saved.from_json(event.data)
        head = heads.get(branch_of(document_id))
        if head is None or _number_at(db, document_id, head) < saved.number:
            moves.append(RefMove(branch_of(document_id), saved.commit, head))
    store.move_refs(moves)


def _number_at(db: Session, document_id: int, commit: str) -> int:
    """The number of the revision with this commit; 0 where there is none."""
    query = select(Revision.number).where(Revision.document_id == document_id, Revision.commit == commit)
    return db.scalar(query) or 0


def last_failure(data: Path) -> Failure | None:
    """Why the follow-up of this data folder fails, whichever process runs it; None while it succeeds."""
    try:
        return Failure(**json.loads((data / _FAILURE).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _failure_of(error: Exception, at: datetime) -> Failure:
    """The failure without messages that may quote a text."""
    refusal = of_database(error) if isinstance(error, DBAPIError) else error
    if isinstance(refusal, Refused):
        return Failure(at.isoformat(), str(refusal), refusal.code, refusal.details)
    message = error.strerror if isinstance(error, OSError) else ""
    name = type(error).__name__
    return Failure(at.isoformat(), f"{name}: {message}" if message else name)
