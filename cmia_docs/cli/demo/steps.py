"""The steps of the demo's story, each played by the normal action."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from cmia_docs.actions.adoption import adoption, legal_status
from cmia_docs.actions.document import documents, revisions
from cmia_docs.actions.review import agreement, checking, circulation, positions, remarks
from cmia_docs.actions.services import Services
from cmia_docs.actions.sessions import sessions
from cmia_docs.actions.work import Work
from cmia_docs.cli.files import read_toml
from cmia_docs.models import Document, Person, Remark
from cmia_docs.queries.adoption.adoption import open_adoption_proposal
from cmia_docs.queries.document.grants import actor_of
from cmia_docs.rules.adoption_payloads import Signatory
from cmia_docs.rules.description import Description
from cmia_docs.rules.positions import DispositionKind, PositionKind, Signing
from cmia_docs.rules.workflow import Role
from cmia_docs.text.format.file_format import parse
from cmia_docs.text.model import Text

StoryStep = Mapping[str, Any]


@dataclass
class Demo:
    """The results of the steps so far, by their names in the files."""

    services: Services
    folder: Path
    people: dict[str, Person] = field(default_factory=dict)
    documents: dict[str, int] = field(default_factory=dict)
    sessions: dict[str, int] = field(default_factory=dict)
    remarks: dict[str, int] = field(default_factory=dict)
    described: dict[str, StoryStep] = field(default_factory=dict)

    def work(self, email: str, at: datetime) -> Work:
        """A unit of work of this person at that time."""
        return Work(replace(self.services, clock=lambda: at), actor_of(self.people[email], at), "demo")

    def seen(self, work: Work, slug: str) -> int:
        """The current revision, as a person with the page open sees it."""
        return work.reads.get_one(Document, self.documents[slug]).current_id or 0

    def texts(self, slug: str, revision: str) -> dict[str, Text]:
        """The files of one revision's folder."""
        folder = self.folder / slug / revision
        return {
            language: parse((folder / f"{language}.md").read_text("utf-8"), language)
            for language in self.described[slug]["languages"]
        }

    def message(self, slug: str, revision: str) -> str:
        """The author's message for a revision."""
        rows = self.described[slug]["revisions"]
        return str(next(row["message"] for row in rows if row["folder"] == revision))


def _day(value: str | date) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def _create(demo: Demo, work: Work, step: StoryStep) -> None:
    slug = step["document"]
    described = demo.described[slug] = read_toml(demo.folder / slug / "document.toml")
    document = documents.create(
        work,
        description=Description.from_json(described | {"act_type": described["type"]}),
        texts=demo.texts(slug, step["revision"]),
        message=demo.message(slug, step["revision"]),
        slug=slug,
        drafters=[demo.people[email].id for email in described["drafters"]],
    )
    demo.documents[slug] = document.id


def _save(demo: Demo, work: Work, step: StoryStep) -> None:
    slug = step["document"]
    revisions.save(
        work,
        demo.documents[slug],
        seen=demo.seen(work, slug),
        texts=demo.texts(slug, step["revision"]),
        message=demo.message(slug, step["revision"]),
    )


def _assign(demo: Demo, work: Work, step: StoryStep) -> None:
    documents.assign(
        work, demo.documents[step["document"]], demo.people[step["person"]].id, Role(step["role"])
    )


def _circulate(demo: Demo, work: Work, step: StoryStep) -> None:
    slug = step["document"]
    circulation.circulate(
        work,
        demo.documents[slug],
        seen=demo.seen(work, slug),
        due_on=_day(step["due"]),
        states=step["states"],
        note=step.get("note", ""),
    )


def _remark(demo: Demo, work: Work, step: StoryStep) -> None:
    slug = step["document"]
    made = remarks.remark(
        work,
        demo.documents[slug],
        seen=demo.seen(work, slug),
        language=step["language"],
        unit_id=step["unit"],
        body=step.get("body", ""),
        wording=step.get("wording"),
        state=step.get("state", ""),
    )
    demo.remarks[step["key"]] = made.id


def _position(demo: Demo, work: Work, step: StoryStep) -> None:
    slug = step["document"]
    positions.give_position(
        work,
        demo.documents[slug],
        seen=demo.seen(work, slug),
        state=step["state"],
        kind=PositionKind(step["kind"]),
        note=step.get("body", ""),
    )


def _dispose(demo: Demo, work: Work, step: StoryStep) -> None:
    remark_id = demo.remarks[step["remark"]]
    document = work.reads.get_one(Document, work.reads.get_one(Remark, remark_id).document_id)
    remarks.dispose(
        work,
        remark_id,
        seen=document.current_id or 0,
        kind=DispositionKind(step["answer"]),
        reason=step.get("reason", ""),
    )


def _table(demo: Demo, work: Work, step: StoryStep) -> None:
    slug = step["document"]
    sessions.table(
        work,
        demo.documents[slug],
        seen=demo.seen(work, slug),
        session_id=demo.sessions[step["session"]],
    )


def _propose_adoption(demo: Demo, work: Work, step: StoryStep) -> None:
    slug = step["document"]
    opinions = {row["state"]: row["text"] for row in step.get("special_opinions", [])}
    signatories = [
        Signatory(state, Signing.SPECIAL_OPINION, opinions[state])
        if state in opinions
        else Signatory(state, Signing.SIGNED)
        for state in dict.fromkeys([*step["signatories"], *opinions])
    ]
    adoption.propose_adoption(
        work,
        demo.documents[slug],
        seen=demo.seen(work, slug),
        number=step["number"],
        adopted_on=_day(step["date"]),
        cities=step["places"],
        signatories=signatories,
    )


def _confirm(demo: Demo, work: Work, step: StoryStep) -> None:
    document_id = demo.documents[step["document"]]
    adoption_proposal = open_adoption_proposal(work.reads, document_id)
    if adoption_proposal is None:
        raise LookupError(f"{step['document']}: nothing is proposed")
    adoption.confirm_adoption(
        work, document_id, adoption_proposal_id=adoption_proposal.id, text_sum=adoption_proposal.text_sum
    )


def _enter_into_force(demo: Demo, work: Work, step: StoryStep) -> None:
    legal_status.enter_into_force(work, demo.documents[step["document"]], on=_day(step["date"]))


def _plain(action: Callable[..., object]) -> Callable[[Demo, Work, StoryStep], None]:
    def play(demo: Demo, work: Work, step: StoryStep) -> None:
        slug = step["document"]
        given = {"reason": step["reason"]} if "reason" in step else {}
        action(work, demo.documents[slug], seen=demo.seen(work, slug), **given)

    return play


STEPS: Mapping[str, Callable[[Demo, Work, StoryStep], None]] = {
    "create": _create,
    "save": _save,
    "assign": _assign,
    "submit": _plain(checking.submit),
    "return": _plain(checking.return_to_draft),
    "circulate": _circulate,
    "remark": _remark,
    "propose": _remark,
    "position": _position,
    "close_round": _plain(circulation.close_round),
    "dispose": _dispose,
    "agree": _plain(agreement.agree),
    "accept": _plain(agreement.accept),
    "reopen": _plain(agreement.reopen),
    "withdraw": _plain(agreement.withdraw),
    "table": _table,
    "defer": _plain(sessions.defer),
    "propose_adoption": _propose_adoption,
    "confirm": _confirm,
    "enter_into_force": _enter_into_force,
}
