"""What search in drafts makes visible is what the rights say, for every person and every document."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from cmia_docs.models import Document
from cmia_docs.queries.document.grants import subject_of
from cmia_docs.queries.document.revisions import seen_revision
from cmia_docs.queries.search.entries import draft_entries
from cmia_docs.queries.search.search_drafts import Drafts
from cmia_docs.rules.permissions import PUBLIC_READER, sees, sight_of
from cmia_docs.rules.workflow import PUBLISHED
from cmia_docs.stores.search import is_visible
from tests.factories.council import CAST
from tests.factories.long_story import tell
from tests.factories.stage import RUSSIAN, Stage


def test_each_person_finds_the_revision_that_they_see_and_no_other(stage: Stage) -> None:
    tell(stage)
    stage.draft(drafter="other_drafter")
    sent_on(stage)

    for who in CAST:
        actor = stage.actor(who)
        with stage.services.readers() as session:
            visible = Drafts(session, actor).visible
            for document in session.scalars(select(Document)):
                if document.state in PUBLISHED:
                    continue
                entries = draft_entries(session, stage.services.drafts, document)
                subject = subject_of(session, document)
                scopes = [scope for scope in entries if is_visible(visible, scope, document.id)]
                if not sees(actor, subject):
                    assert scopes == [], (who, document.slug)
                    continue
                (scope,) = scopes
                seen = seen_revision(session, document, sight_of(actor, subject))
                expected = "working" if sight_of(actor, subject).makes else f"circulated-{seen.number}"
                assert scope == expected, (who, document.slug)
                assert entries[scope] != [], (who, document.slug)


def sent_on(stage: Stage) -> None:
    """Sent to two states, changed, sent to one of them and a third, changed again."""
    document_id = stage.circulated()
    answered_by(stage, document_id, {"BY": "belarus", "KZ": "kazakhstan"})
    stage.save(document_id, RUSSIAN.replace("даёт", "готовит"))
    stage.circulate(document_id, ["BY", "KG"])
    answered_by(stage, document_id, {"BY": "belarus", "KG": "kyrgyzstan"})
    stage.save(document_id, RUSSIAN.replace("даёт", "пишет"))


def answered_by(stage: Stage, document_id: int, reviewers: dict[str, str]) -> None:
    for state, who in reviewers.items():
        stage.position(document_id, who, state)
    stage.close_round(document_id)


@pytest.mark.parametrize("who", ["administrator", "auditor", None])
def test_nothing_is_visible_to_who_reads_no_drafts(stage: Stage, who: str | None) -> None:
    stage.tabled()
    actor = PUBLIC_READER if who is None else stage.actor(who)

    with stage.services.readers() as session:
        assert Drafts(session, actor).visible == {"working": frozenset()}
        assert (
            Drafts(session, actor).works([document.id for document in session.scalars(select(Document))])
            == {}
        )
