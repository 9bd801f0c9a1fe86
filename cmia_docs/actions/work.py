"""The unit of work: one actor, one moment, one transaction; the follow-up happens after its commit."""

from __future__ import annotations

from contextlib import ExitStack
from types import TracebackType
from typing import Self

from sqlalchemy.exc import IntegrityError, OperationalError, TimeoutError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from cmia_docs.actions.projections import apply
from cmia_docs.actions.services import Services
from cmia_docs.errors import NotAllowed, StaleRevision, Unavailable
from cmia_docs.fail_points import FailPoint, reached
from cmia_docs.models import Document, Event
from cmia_docs.models.database import WITHOUT_WAITING
from cmia_docs.models.faults import of_database
from cmia_docs.queries.document.grants import rights_subject_of, still_holds
from cmia_docs.reasons import Reason
from cmia_docs.rules.payload import Payload
from cmia_docs.rules.permissions import Actor, RightsSubject
from cmia_docs.rules.workflow import Action

_LOCK_WAIT_SECONDS = 20


class Work:
    """`with Work(services, actor) as work:` runs an action and commits once, when the block succeeds.

    `without_waiting` is for changes that may be skipped: it does not wait for other writers.

    `reads` reads in a database session of its own; `db` begins the writing transaction when it is first used.
    Actions never commit. A conflict found by the database becomes `StaleRevision`, a lock that could not be
    had in time `Unavailable`: in both cases nothing was changed.
    """

    def __init__(
        self,
        services: Services,
        actor: Actor,
        request_id: str = "",
        sign_in_id: int | None = None,
        *,
        without_waiting: bool = False,
    ) -> None:
        self.services = services
        self.actor = actor
        self._sign_in_id = sign_in_id
        self._without_waiting = without_waiting
        self.request_id = request_id
        self.now = services.clock()
        self.events: list[Event] = []
        self._stack = ExitStack()
        self._locked: set[int] = set()
        self._db: Session | None = None
        self._reads: Session | None = None
        self._rights_subjects: dict[tuple[Session, int], RightsSubject] = {}

    @property
    def db(self) -> Session:
        """For writing; refused to a person whose account, role or sign-in has ended meanwhile.

        A form may take minutes to arrive after its sender was identified. From here on no other process
        writes.
        """
        # No cached_property: up to Python 3.11 it has one lock for all threads, and all would wait for it.
        if self._db is None:
            self._db = self._begin()
        return self._db

    def _begin(self) -> Session:
        db = self._stack.enter_context(self.services.writers())
        if self._without_waiting:
            db.connection(execution_options=WITHOUT_WAITING)
        if not still_holds(db, self.actor, self.now, self._sign_in_id):
            raise NotAllowed(Reason.RIGHTS_ENDED)
        return db

    @property
    def reads(self) -> Session:
        """For reading."""
        if self._reads is None:
            self._reads = self._stack.enter_context(self.services.readers())
        return self._reads

    def rights_subject(self, db: Session, document: Document) -> RightsSubject:
        """What rights on the document depend on; read again only after something was recorded.

        Rows change by events alone, and nobody else writes once `db` has begun.
        """
        known = db, document.id
        if known not in self._rights_subjects:
            self._rights_subjects[known] = rights_subject_of(db, document)
        return self._rights_subjects[known]

    def lock(self, document_id: int) -> None:
        """Hold the document's lock until the work has ended, commit included; a second call does nothing."""
        if document_id in self._locked:
            return
        lock = self.services.locks.of(document_id)
        if not lock.acquire(timeout=_LOCK_WAIT_SECONDS):
            raise Unavailable(Reason.WORK_BUSY)
        self._locked.add(document_id)
        self._stack.callback(lock.release)

    def record(
        self,
        payload: Payload,
        *,
        document_id: int | None = None,
        revision_id: int | None = None,
        stage: str = "",
        on_behalf_of: str = "",
    ) -> Event:
        """Write an action's event and make its rows. The payload has all that rebuilding needs."""
        event = Event(
            at=self.now,
            kind=str(payload.kind),
            actor_id=self.actor.id,
            actor_name=self.actor.name,
            actor_email=self.actor.email,
            on_behalf_of=on_behalf_of,
            document_id=document_id,
            revision_id=revision_id,
            stage=stage,
            request_id=self.request_id,
            data=payload.to_json(),
        )
        self.db.add(event)
        self.db.flush()
        if event.kind == Action.CREATE:
            event.document_id = event.id
        if event.kind == Action.SAVE:
            event.revision_id = event.id
        apply(self.db, event)
        self.db.flush()
        self._rights_subjects.clear()
        self.events.append(event)
        return event

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._stack:
            if error is not None:
                _raise_as_refusal(error)
                return
            if self._db is not None:
                self._commit(self._db)
        if self.events:
            self.services.committed(self.events)
            self.services.wake()

    def _commit(self, db: Session) -> None:
        reached(FailPoint.BEFORE_COMMIT)
        try:
            db.commit()
        except (IntegrityError, StaleDataError, OperationalError) as error:
            _raise_as_refusal(error)
            raise
        reached(FailPoint.AFTER_COMMIT)


def _raise_as_refusal(error: BaseException) -> None:
    if isinstance(error, StaleDataError | IntegrityError):
        raise StaleRevision(Reason.WORK_CONFLICT) from error
    if isinstance(error, OperationalError):
        raise of_database(error) from error
    if isinstance(error, TimeoutError):
        raise Unavailable(Reason.DATABASE_BUSY) from error
