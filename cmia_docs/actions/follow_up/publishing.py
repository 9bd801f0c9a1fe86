"""The public register as a git repository: a commit for each adoption or later change, a tag for each act."""

from __future__ import annotations

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from cmia_docs.actions.document.revisions import SERVICE_EMAIL, SERVICE_NAME
from cmia_docs.actions.follow_up.register_readme import README, README_PATH
from cmia_docs.errors import Damaged
from cmia_docs.fail_points import FailPoint, reached
from cmia_docs.models import Act, Document, Event, Revision
from cmia_docs.queries.adoption.publication import PUBLISHED_BY, SUMS_PATH, published_files, sums_file
from cmia_docs.reasons import Reason
from cmia_docs.rules.adoption_payloads import AdoptionConfirmed
from cmia_docs.rules.stored_words import STAGE_TRAILER
from cmia_docs.rules.workflow import Action
from cmia_docs.stores.git.store import CommitSpec, GitStore, Signature

MAIN = "refs/heads/main"
_SUBJECTS = {
    Action.CONFIRM_ADOPTION: "Adopted",
    Action.ENTER_INTO_FORCE: "In force",
    Action.AMEND: "Amended",
    Action.SUPERSEDE: "Superseded",
    Action.REPEAL: "Repealed",
}
_MOST_SEARCHED = 2_000
"""How many commits are searched for an event that a crash may have left published but not marked."""


def publish(db: Session, drafts: GitStore, register: GitStore, event: Event) -> None:
    """Publish an event in the register, unless its kind is not published or it is published already."""
    if event.kind not in PUBLISHED_BY:
        return
    document = db.get_one(Document, event.document_id)
    head = register.ref(MAIN)
    if head is None and _was_published(db):
        raise Damaged(Reason.REGISTER_LOST)  # a new one would show this act as if it were the first
    published = _published(register, head, event.id)
    if published is None:
        published = register.write_commit(published_commit(db, drafts, event, head, README.encode()))
        reached(FailPoint.REGISTER_WRITTEN)
        register.move_ref(MAIN, published, head)
        reached(FailPoint.REGISTER_MOVED)
    if event.kind == Action.CONFIRM_ADOPTION:
        register.create_tag(document.slug, published, *tag_note(event))
        reached(FailPoint.TAGGED)


def tag_of(document: Document) -> str:
    """The tag that marks an act's adoption."""
    return f"refs/tags/{document.slug}"


def tag_note(event: Event) -> tuple[str, Signature]:
    """The message of an adoption's tag, and its tagger."""
    confirmed = AdoptionConfirmed.from_json(event.data)
    note = f"{confirmed.number}, {confirmed.adopted_on.isoformat()}"
    return note, Signature(SERVICE_NAME, SERVICE_EMAIL, event.at)


def _was_published(db: Session) -> bool:
    followed = exists().where(Event.kind.in_(PUBLISHED_BY), Event.processed_at.is_not(None))
    return bool(db.scalar(select(followed)))


def _published(register: GitStore, head: str | None, event_id: int) -> str | None:
    if head is None:
        return None
    # `flask verify` reports a commit that somebody else has made; publishing goes on.
    commits = register.log(head, limit=_MOST_SEARCHED)
    return next((commit.id for commit in commits if commit.trailer("Event") == str(event_id)), None)


def published_commit(
    db: Session, drafts: GitStore, event: Event, head: str | None, readme: bytes
) -> CommitSpec:
    """The register's commit of an event on top of `head`: the same event gives the same commit.

    `readme` explains the register to people who clone it, in the words of the version that published.
    """
    document = db.get_one(Document, event.document_id)
    revision = db.get_one(Revision, event.revision_id)
    act = db.scalars(select(Act).where(Act.document_id == document.id)).one()
    files = published_files(db, drafts, document, up_to=event.id)
    files |= {README_PATH: readme, SUMS_PATH: sums_file(db, up_to=event.id)}
    # The public history names no drafter: author and committer are the service. The trailers say who adopted.
    service = Signature(SERVICE_NAME, SERVICE_EMAIL, event.at)
    sums = [("Sum", f"{language} {value}") for language, value in sorted(revision.sums.items())]
    return CommitSpec(
        files=files,
        base=head,
        parents=() if head is None else (head,),
        author=service,
        committer=service,
        message=f"{_SUBJECTS[Action(event.kind)]}: {act.number} {next(iter(document.titles.values()))}",
        trailers=(
            ("Number", act.number),
            ("Adopted-On", act.adopted_on.isoformat()),
            ("Confirmed-By", act.confirmed_by),
            ("Event", str(event.id)),
            ("Kind", event.kind),
            (STAGE_TRAILER, event.stage),
            ("Revision", revision.commit),
            ("Text-Sum", revision.text_sum),
            *sums,
        ),
    )
