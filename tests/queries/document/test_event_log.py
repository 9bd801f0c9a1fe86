"""The event log by page: what is counted, narrowed and said about whom."""

from __future__ import annotations

from cmia_docs.actions.document import documents
from cmia_docs.actions.people import people
from cmia_docs.queries.document.event_log import LogFilter, LogRow, kinds_in_log, log_rows, log_size
from cmia_docs.rules.workflow import Role
from tests.factories.council import CAST
from tests.factories.stage import Stage
from tests.web.queries import counted

ALL, WITHOUT_DOCUMENTS = LogFilter(documents=True), LogFilter(documents=False)


def rows(stage: Stage, wanted: LogFilter, offset: int = 0, limit: int = 50) -> list[LogRow]:
    """A page of the log; as many rows as are counted, where the page holds them all."""
    with stage.services.readers() as session:
        found = log_rows(session, wanted, offset, limit)
        assert offset or len(found) == min(log_size(session, wanted), limit)
    return found


def test_newest_first_and_by_page(stage: Stage) -> None:
    ids = [row.event.id for row in rows(stage, ALL)]
    assert ids == sorted(ids, reverse=True)
    assert [row.event.id for row in rows(stage, ALL, offset=2, limit=3)] == ids[2:5]


def test_an_act_on_a_document_names_title_and_revision(stage: Stage) -> None:
    document_id = stage.draft()
    saved, assigned, created = rows(stage, LogFilter(documents=True, document_id=document_id))

    assert [row.event.kind for row in (created, assigned, saved)] == ["create", "assign", "save"]
    assert saved.titles == stage.document(document_id).titles
    assert (saved.revision, created.revision) == (1, None)
    assert assigned.person is not None
    assert assigned.person.email == CAST["drafter"][1]


def test_without_documents_no_act_on_one_is_counted_or_found(stage: Stage) -> None:
    before = rows(stage, WITHOUT_DOCUMENTS)
    document_id = stage.circulated()
    assert rows(stage, LogFilter(documents=False, document_id=document_id)) == []
    after = rows(stage, WITHOUT_DOCUMENTS)
    assert [row.event.id for row in after] == [row.event.id for row in before]
    assert {row.titles for row in after} == {None}
    with stage.services.readers() as session:
        assert kinds_in_log(session, documents=False) == ["configure", "grant", "invite"]
        assert "circulate" in kinds_in_log(session, documents=True)


def test_narrowed_by_kind_and_by_part_of_a_name_in_any_case(stage: Stage) -> None:
    with stage.work("administrator") as work:
        people.disable(work, stage.person("drafter").id)
    closed = rows(stage, LogFilter(documents=True, words="КЛИМОВ"))
    assert [(row.event.kind, row.person and row.person.email) for row in closed] == [
        ("disable", CAST["drafter"][1])
    ]
    assert rows(stage, LogFilter(documents=True, kind="disable", words="operator")) == []
    assert rows(stage, LogFilter(documents=True, words="%")) == []


def test_an_invitation_is_about_the_account_it_made(stage: Stage) -> None:
    invited = rows(stage, LogFilter(documents=True, kind="invite"))
    assert [row.person.email for row in reversed(invited) if row.person] == [
        email for _, email, _ in CAST.values()
    ]


def test_a_page_takes_two_queries_however_many_rows(stage: Stage) -> None:
    document_id = stage.in_check()
    with stage.work("secretary") as work:
        documents.assign(work, document_id, stage.person("expert").id, Role.EXPERT)
    with stage.services.readers() as session, counted(stage) as few:
        log_rows(session, ALL, 0, 2)
    with stage.services.readers() as session, counted(stage) as many:
        log_rows(session, ALL, 0, 50)
    assert len(few) == len(many) == 3
