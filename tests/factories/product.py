"""A running installation for a test: real stores in a folder of its own, with a clock and mail for tests."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import cast

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from cmia_docs.actions.adoption import adoption, legal_status
from cmia_docs.actions.document import documents, revisions
from cmia_docs.actions.people.people import token_hash
from cmia_docs.actions.review import agreement, checking, circulation, positions
from cmia_docs.actions.services import Services
from cmia_docs.actions.sessions import sessions
from cmia_docs.actions.work import Work
from cmia_docs.installation import Installation
from cmia_docs.models import Act, Document, Person, Revision, SignIn
from cmia_docs.queries.adoption.adoption import open_adoption_proposal
from cmia_docs.queries.document.grants import actor_of
from cmia_docs.rules.adoption_payloads import Signatory
from cmia_docs.rules.description import Description
from cmia_docs.rules.permissions import Actor
from cmia_docs.rules.positions import PositionKind, Signing
from cmia_docs.text.format.file_format import parse
from cmia_docs.text.model import Text
from cmia_docs.web.shared.context import SIGN_IN_COOKIE
from tests.factories.council import CAST

RUSSIAN = """# Положение о Научно-консультативном совете {#t1}

## Глава I. Общие положения {#s1}

#### Статья 1. Назначение {#a1}

1. Научно-консультативный совет даёт заключения на проекты. {#c1}

2. Решения Совета носят рекомендательный характер. {#c2}

#### Статья 2. Состав {#a2}

1. В состав Совета входят представители Республики Беларусь и других государств. {#c3}
"""
ENGLISH = """# Regulation on the Scientific Advisory Board {#t1}

## Chapter I. General provisions {#s1}

#### Article 1. Purpose {#a1}

1. The Scientific Advisory Board gives opinions on drafts. {#c1}

2. Decisions of the Board are recommendations. {#c2}

#### Article 2. Composition {#a2}

1. The Board is composed of representatives of the Republic of Belarus and of other states. {#c3}
"""
BEGINNING = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class FakeClock:
    """A clock that stands until a test moves it."""

    def __init__(self, now: datetime = BEGINNING) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **amount: float) -> None:
        """Let time pass: `advance(days=3)`."""
        self.now += timedelta(**amount)


@dataclass
class FakeMail:
    """Collects what was sent."""

    sent: list[tuple[str, str, str]] = field(default_factory=list)

    def send(self, to: str, subject: str, body: str, *, key: str | None = None) -> None:
        """Collect it."""
        self.sent.append((to, subject, body))


class Product:
    """The product with one cast of people, and short ways to bring a document to any stage."""

    def __init__(self, app: Flask, clock: FakeClock, mail: FakeMail) -> None:
        self.app, self.clock, self.mail = app, clock, mail

    @property
    def services(self) -> Services:
        """The app's services."""
        return self.installation.services

    @property
    def installation(self) -> Installation:
        """The app's installation."""
        return cast(Installation, self.app.extensions["cmia_docs_installation"])

    def person(self, who: str) -> Person:
        """The person of the cast."""
        with self.services.readers() as db:
            return db.scalars(select(Person).where(Person.email == CAST[who][1])).one()

    def actor(self, who: str) -> Actor:
        """The person with their roles."""
        return actor_of(self.person(who), self.clock())

    def work(self, who: str) -> Work:
        """A unit of work of this person."""
        return Work(self.services, self.actor(who), f"test-{who}")

    def client(self, who: str | None = None, language: str = "en") -> FlaskClient:
        """A browser, signed in as this person; nobody's without one."""
        client = self.app.test_client()
        client.set_cookie("cmia_language", language)
        if who is not None:
            token = f"token-of-{who}-{self.clock().timestamp()}"
            with self.services.writers() as db, db.begin():
                now = self.clock()
                known = db.scalar(select(SignIn).where(SignIn.token_hash == token_hash(token)))
                if known is None:
                    db.add(
                        SignIn(
                            token_hash=token_hash(token),
                            person_id=self.person(who).id,
                            created_at=now,
                            seen_at=now,
                        )
                    )
            client.set_cookie(SIGN_IN_COOKIE, token)
        return client

    def follow_up(self) -> int:
        """Do what happens after the commit, now."""
        return self.installation.follow_up.run()

    def document(self, document_id: int) -> Document:
        """The document's row."""
        with self.services.readers() as db:
            return db.get_one(Document, document_id)

    def revision(self, document_id: int) -> Revision:
        """Its current revision."""
        with self.services.readers() as db:
            return db.get_one(Revision, self.document(document_id).current_id)

    # --- the way of an act -------------------------------------------------------------------------------

    def draft(self, act_type: str = "regulation", drafter: str = "drafter", **changes: str) -> int:
        """A document in `draft` in both languages; the id. `changes` replace words of the Russian text."""
        with self.work(drafter) as work:
            document = documents.create(
                work,
                description=Description(
                    act_type=act_type,
                    titles={
                        "ru": "Положение о Научно-консультативном совете",
                        "en": "Regulation on the Scientific Advisory Board",
                    },
                    languages=("ru", "en"),
                ),
                texts=texts(**changes),
                message="Первая редакция",
            )
        return document.id

    def save(self, document_id: int, russian: str, who: str = "drafter", message: str = "Правка") -> int:
        """Save another Russian text; the new revision's id."""
        with self.work(who) as work:
            saved = revisions.save(
                work,
                document_id,
                seen=self.seen(document_id),
                texts=texts() | {"ru": parse(russian, "ru")},
                message=message,
            )
        return saved.id

    def seen(self, document_id: int) -> int:
        """The revision a person sees who opens the document now."""
        return self.document(document_id).current_id or 0

    def in_check(self, **how: str) -> int:
        """A document submitted to the secretariat."""
        document_id = self.draft(**how)
        self.submit(document_id)
        return document_id

    def submit(self, document_id: int) -> None:
        """Submit it."""
        with self.work("drafter") as work:
            checking.submit(work, document_id, seen=self.seen(document_id))

    def circulated(self, **how: str) -> int:
        """A document sent to Belarus and Kazakhstan, who have a month to answer."""
        document_id = self.in_check(**how)
        self.circulate(document_id)
        return document_id

    def circulate(self, document_id: int, states: Iterable[str] = ("BY", "KZ"), days: int = 30) -> None:
        """Open a round."""
        with self.work("secretary") as work:
            circulation.circulate(
                work,
                document_id,
                seen=self.seen(document_id),
                due_on=(self.clock() + timedelta(days=days)).date(),
                states=states,
            )

    def position(
        self, document_id: int, who: str, state: str, kind: PositionKind = PositionKind.AGREED, note: str = ""
    ) -> None:
        """A state answers."""
        with self.work(who) as work:
            positions.give_position(
                work, document_id, seen=self.seen(document_id), state=state, kind=kind, note=note
            )

    def consolidated(self, **how: str) -> int:
        """A document whose round is closed, all agreed."""
        document_id = self.circulated(**how)
        self.position(document_id, "belarus", "BY")
        self.position(document_id, "kazakhstan", "KZ")
        self.close_round(document_id)
        return document_id

    def close_round(self, document_id: int) -> None:
        """Close the open round."""
        with self.work("secretary") as work:
            circulation.close_round(work, document_id, seen=self.seen(document_id))

    def agreed(self, **how: str) -> int:
        """A document agreed on its current text."""
        document_id = self.consolidated(**how)
        with self.work("secretary") as work:
            agreement.agree(work, document_id, seen=self.seen(document_id))
        return document_id

    def session(self, chair_state: str = "KZ") -> int:
        """A planned session of the council; the id."""
        with self.work("secretary") as work:
            planned = sessions.plan_session(
                work,
                begins_on=self.clock().date(),
                cities={"ru": "Астана", "en": "Astana"},
                chair_state=chair_state,
            )
        return planned.id

    def tabled(self, **how: str) -> int:
        """A document on a session's agenda."""
        document_id = self.agreed(**how)
        session_id = self.session()
        with self.work("secretary") as work:
            sessions.table(work, document_id, seen=self.seen(document_id), session_id=session_id)
        return document_id

    def proposed(self, number: str = "СМВД/2026/1", **how: str) -> int:
        """A document whose adoption waits for the chair."""
        document_id = self.tabled(**how)
        self.propose(document_id, number)
        return document_id

    def propose(self, document_id: int, number: str) -> None:
        """Propose the adoption of a tabled document."""
        with self.work("secretary") as work:
            adoption.propose_adoption(
                work,
                document_id,
                seen=self.seen(document_id),
                number=number,
                adopted_on=self.clock().date(),
                cities={"ru": "Астана", "en": "Astana"},
                signatories=[
                    Signatory("BY", Signing.SIGNED),
                    Signatory("KZ", Signing.SIGNED),
                ],
            )

    def adopted(self, number: str = "СМВД/2026/1", **how: str) -> int:
        """A document in the register."""
        document_id = self.proposed(number, **how)
        with self.work("chair") as work:
            adoption_proposal = open_adoption_proposal(work.reads, document_id)
            assert adoption_proposal is not None
            adoption.confirm_adoption(
                work,
                document_id,
                adoption_proposal_id=adoption_proposal.id,
                text_sum=adoption_proposal.text_sum,
            )
        return document_id

    def in_force(self, on: date | None = None, **how: str) -> int:
        """An adopted document that has entered into force."""
        document_id = self.adopted(**how)
        with self.work("secretary") as work:
            legal_status.enter_into_force(work, document_id, on=on or self.clock().date())
        return document_id

    def act(self, document_id: int) -> Act:
        """The register's entry."""
        with self.services.readers() as db:
            return db.scalars(select(Act).where(Act.document_id == document_id)).one()


def texts(**changes: str) -> dict[str, Text]:
    """The two language versions that tests begin with; `old="new"` pairs replace words of the Russian one."""
    russian = RUSSIAN
    for old, new in changes.items():
        russian = russian.replace(old, new)
    return {"ru": parse(russian, "ru"), "en": parse(ENGLISH, "en")}
