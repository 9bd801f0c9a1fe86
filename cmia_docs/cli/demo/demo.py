"""The demo council: its story is played by the normal actions, with a clock in the past."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, delete, select
from sqlalchemy.orm import Session

from cmia_docs.actions.council import council
from cmia_docs.actions.people import people
from cmia_docs.actions.services import Services
from cmia_docs.actions.sessions import sessions
from cmia_docs.actions.work import Work
from cmia_docs.cli.console import OPERATOR
from cmia_docs.cli.demo.steps import STEPS, Demo, StoryStep
from cmia_docs.cli.files import read_toml
from cmia_docs.models import Notice, Person
from cmia_docs.models.database import together
from cmia_docs.queries.council import council_of
from cmia_docs.rules.permissions import Grant
from cmia_docs.rules.workflow import Role
from cmia_docs.rules.zone import day_in, end_of_day

DEMO_PASSWORD = "saugak-cholpon-ata-2014"  # noqa: S105 - printed at every start; the demo hides nothing
_DOMAIN = "@cmia.example"
_BEGINNING = datetime(2013, 1, 10, 8, 0, tzinfo=UTC)


def load_demo(services: Services, engine: Engine, folder: Path, progress: Callable[[int, int], None]) -> None:
    """Load council, people, sessions and story of `folder` into an empty installation, all or nothing."""
    with together(engine) as (readers, writers):
        demo = Demo(replace(services, readers=readers, writers=writers), folder)
        with Work(replace(demo.services, clock=lambda: _BEGINNING), OPERATOR, "demo") as work:
            council.configure(work, read_toml(folder / "council.toml"))
            _invite_people(work, read_toml(folder / "people.toml")["people"], services.clock())
        with readers() as db:
            demo.people = {person.email: person for person in db.scalars(select(Person))}
        for row in read_toml(folder / "sessions.toml")["sessions"]:
            _plan(demo, row)
        _play(demo, read_toml(folder / "story.toml")["step"], progress)
        # Notices of the story are not sent; only those of later events are.
        with writers() as db, db.begin():
            db.execute(delete(Notice))


def demo_logins(db: Session) -> list[tuple[str, str]]:
    """Addresses and roles of the demo's people, and their common password; empty in a real installation."""
    rows = db.scalars(select(Person).where(Person.email.endswith(_DOMAIN)).order_by(Person.id)).all()
    if not rows:
        return []
    listed = [
        (person.email, ", ".join(f"{g.role} {g.state}".strip() for g in person.grants)) for person in rows
    ]
    return [*listed, ("password of all", DEMO_PASSWORD)]


def _play(demo: Demo, steps: list[StoryStep], progress: Callable[[int, int], None]) -> None:
    for done, step in enumerate(steps, 1):
        with demo.work(step["who"], _time_of(step["at"])) as work:
            STEPS[step["do"]](demo, work, step)
        progress(done, len(steps))


def _invite_people(work: Work, rows: list[Mapping[str, Any]], now: datetime) -> None:
    # One hash for all, because argon2 is slow on purpose.
    password_hash = people.hasher.hash(DEMO_PASSWORD)
    zone = council_of(work.db).zone
    for row in rows:
        grants = [Grant(Role(r["role"]), r.get("state", row.get("state", ""))) for r in row["roles"]]
        days = next((r["days"] for r in row["roles"] if "days" in r), None)
        person, _ = people.invite(
            work,
            email=row["email"],
            name=row["name"],
            language=row["language"],
            grants=grants,
            until=None if days is None else end_of_day(day_in(now + timedelta(days=days), zone), zone),
        )
        person.password_hash = password_hash


def _plan(demo: Demo, row: Mapping[str, Any]) -> None:
    with demo.work(row["who"], _time_of(row["at"])) as work:
        planned = sessions.plan_session(
            work,
            begins_on=date.fromisoformat(str(row["begins_on"])),
            ends_on=date.fromisoformat(str(row["ends_on"])),
            cities=row["places"],
            chair_state=row["chair_state"],
            title=row.get("title", ""),
        )
        demo.sessions[row["code"]] = planned.id


def _time_of(value: str | datetime) -> datetime:
    return value if isinstance(value, datetime) else datetime.fromisoformat(value)
