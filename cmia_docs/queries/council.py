"""The council's settings, and who set them when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from cmia_docs.errors import Unavailable
from cmia_docs.models import CouncilSettings, Event
from cmia_docs.reasons import Reason
from cmia_docs.rules.council import Council, from_settings
from cmia_docs.rules.people_payloads import Configured


@dataclass(frozen=True, slots=True)
class SettingsChange:
    """An event that set the settings, and which entries it changed; none for the first event."""

    event: Event
    entries: tuple[str, ...]


class _Read:
    """The settings that were read last: every page needs them, and they change a few times a year."""

    def __init__(self) -> None:
        self._last: tuple[dict[str, Any], Council] | None = None

    def council(self, settings: dict[str, Any]) -> Council:
        """The council with these settings. Safe for threads: the pair is replaced at once."""
        last = self._last
        if last is None or last[0] != settings:
            self._last = last = (settings, from_settings(settings))
        return last[1]


_READ = _Read()


def council_of(db: Session) -> Council:
    """The settings in force. `Unavailable` before `flask init`."""
    return _READ.council(_row(db).settings)


def settings_event(db: Session) -> int:
    """Id of the event that set the settings in force; a form that changes them has to name it."""
    return _row(db).event_id


def latest_changes(db: Session, limit: int) -> list[SettingsChange]:
    """The latest settings, newest first, with what each changed: one query."""
    query = select(Event).where(Event.kind == Configured.kind).order_by(Event.id.desc()).limit(limit + 1)
    events = db.scalars(query).all()
    pairs = zip(events, [*events[1:], None], strict=True)
    return [SettingsChange(event, _differing(event, before)) for event, before in pairs][:limit]


def _row(db: Session) -> CouncilSettings:
    row = db.get(CouncilSettings, 1)
    if row is None:
        raise Unavailable(Reason.COUNCIL_NOT_SET_UP)
    return row


def _differing(event: Event, before: Event | None) -> tuple[str, ...]:
    if before is None:
        return ()
    new = Configured.from_json(event.data).settings
    old = Configured.from_json(before.data).settings
    return tuple(entry for entry in {**new, **old} if new.get(entry) != old.get(entry))
