"""What search in drafts makes visible is what the rights say, for every person and every document."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from cmia_docs.models import Document
from cmia_docs.queries.rights import subject_of
from cmia_docs.queries.search_drafts import Drafts
from cmia_docs.rules.permissions import PUBLIC_READER, Scope, sees
from cmia_docs.rules.workflow import PUBLISHED
from cmia_docs.stores.search import is_visible
from tests.factories.council import CAST
from tests.factories.long_story import tell
from tests.factories.stage import Stage

DRAFT_SCOPES = frozenset({Scope.WORKING, Scope.CIRCULATED})


def test_visible_is_what_the_rights_say_and_one_scope_a_document(stage: Stage) -> None:
    tell(stage)
    stage.draft(drafter="other_drafter")

    for who in CAST:
        actor = stage.actor(who)
        with stage.services.readers() as session:
            visible = Drafts(session, actor).visible
            for document in session.scalars(select(Document)):
                if document.state in PUBLISHED:  # has no entries in the drafts' index
                    continue
                open_to = sees(actor, subject_of(session, document)) & DRAFT_SCOPES
                expected = open_to if Scope.WORKING not in open_to else {Scope.WORKING}
                found = {scope for scope in Scope if is_visible(visible, scope.value, document.id)}
                assert found == expected, (who, document.slug)


@pytest.mark.parametrize("who", ["administrator", "auditor", None])
def test_nothing_is_visible_to_who_reads_no_drafts(stage: Stage, who: str | None) -> None:
    stage.tabled()
    actor = PUBLIC_READER if who is None else stage.actor(who)

    with stage.services.readers() as session:
        assert Drafts(session, actor).visible == {"working": frozenset(), "circulated": frozenset()}
        assert (
            Drafts(session, actor).works([document.id for document in session.scalars(select(Document))])
            == {}
        )
