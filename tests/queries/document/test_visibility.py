"""Lists show a person exactly what the rules open to them: the same documents, the same revisions."""

from __future__ import annotations

from sqlalchemy import select

from cmia_docs.models import Document
from cmia_docs.queries.document.grants import subject_of
from cmia_docs.queries.document.revisions import seen_revision
from cmia_docs.queries.document.visibility import known_to, shown_id
from cmia_docs.rules.permissions import PUBLIC_READER, Actor, sight_of
from tests.factories.council import CAST
from tests.factories.stage import RUSSIAN, Stage


def _documents_of_all_kinds(stage: Stage) -> None:
    stage.draft()
    stage.in_check()
    stage.circulated()
    stage.circulate(stage.in_check(), ["KG"])
    changed = stage.consolidated()
    stage.save(changed, RUSSIAN.replace("рекомендательный", "обязательный"))
    stage.circulate(changed, ["KG"])
    stage.agreed()
    stage.tabled()
    stage.in_force()


def _seen_by_the_rules(stage: Stage, actor: Actor) -> dict[int, int]:
    seen = {}
    with stage.services.readers() as session:
        for document in session.scalars(select(Document)):
            sight = sight_of(actor, subject_of(session, document))
            if sight.scopes:
                seen[document.id] = seen_revision(session, document, sight).id
    return seen


def _seen_in_lists(stage: Stage, actor: Actor) -> dict[int, int]:
    with stage.services.readers() as session:
        rows = session.execute(select(Document.id, shown_id(actor)).where(known_to(actor)))
        return {document_id: revision_id for document_id, revision_id in rows if revision_id is not None}


def test_lists_and_rules_agree_on_everybody(stage: Stage) -> None:
    _documents_of_all_kinds(stage)
    people = {who: stage.actor(who) for who in CAST} | {"public": PUBLIC_READER}
    by_rules = {who: _seen_by_the_rules(stage, actor) for who, actor in people.items()}
    assert {who: _seen_in_lists(stage, actor) for who, actor in people.items()} == by_rules
    assert {who: len(seen) for who, seen in by_rules.items()} == {
        "drafter": 8, "other_drafter": 1, "expert": 1, "secretary": 8, "second_secretary": 8,
        "belarus": 5, "kazakhstan": 5, "kyrgyzstan": 3, "chair": 2, "other_chair": 2,
        "administrator": 1, "auditor": 1, "public": 1,
    }  # fmt: skip
