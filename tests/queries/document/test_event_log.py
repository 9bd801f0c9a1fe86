"""The event log: its pages, its filters, and whom an event concerns."""

from __future__ import annotations

from cmia_docs.actions.document import documents
from cmia_docs.actions.people import people
from cmia_docs.queries.document.event_log import LogFilter, LogRow, kinds_in_log, log_rows, log_size
from cmia_docs.rules.workflow import Role
from tests.factories.council import CAST
from tests.factories.product import Product
from tests.web.queries import counted

ALL, WITHOUT_DOCUMENTS = LogFilter(documents=True), LogFilter(documents=False)


def rows(product: Product, wanted: LogFilter, offset: int = 0, limit: int = 50) -> list[LogRow]:
    """A page of the log; as many rows as are counted, where the page has them all."""
    with product.services.readers() as db:
        page = log_rows(db, wanted, offset, limit)
        assert offset or len(page) == min(log_size(db, wanted), limit)
    return page


def test_newest_first_and_by_page(product: Product) -> None:
    ids = [row.event.id for row in rows(product, ALL)]
    assert ids == sorted(ids, reverse=True)
    assert [row.event.id for row in rows(product, ALL, offset=2, limit=3)] == ids[2:5]


def test_an_event_of_a_document_names_title_and_revision(product: Product) -> None:
    document_id = product.draft()
    saved, assigned, created = rows(product, LogFilter(documents=True, document_id=document_id))

    assert [row.event.kind for row in (created, assigned, saved)] == ["create", "assign", "save"]
    assert saved.titles == product.document(document_id).titles
    assert (saved.revision, created.revision) == (1, None)
    assert assigned.person is not None
    assert assigned.person.email == CAST["drafter"][1]


def test_without_documents_no_event_on_one_is_counted_or_listed(product: Product) -> None:
    before = rows(product, WITHOUT_DOCUMENTS)
    document_id = product.circulated()
    assert rows(product, LogFilter(documents=False, document_id=document_id)) == []
    after = rows(product, WITHOUT_DOCUMENTS)
    assert [row.event.id for row in after] == [row.event.id for row in before]
    assert {row.titles for row in after} == {None}
    with product.services.readers() as db:
        assert kinds_in_log(db, documents=False) == ["configure", "grant", "invite"]
        assert "circulate" in kinds_in_log(db, documents=True)


def test_narrowed_by_kind_and_by_part_of_a_name_in_any_case(product: Product) -> None:
    with product.work("administrator") as work:
        people.disable(work, product.person("drafter").id)
    closed = rows(product, LogFilter(documents=True, words="КЛИМОВ"))
    assert [(row.event.kind, row.person and row.person.email) for row in closed] == [
        ("disable", CAST["drafter"][1])
    ]
    assert rows(product, LogFilter(documents=True, kind="disable", words="operator")) == []
    assert rows(product, LogFilter(documents=True, words="%")) == []


def test_an_invitation_concerns_the_account_it_made(product: Product) -> None:
    invited = rows(product, LogFilter(documents=True, kind="invite"))
    assert [row.person.email for row in reversed(invited) if row.person] == [
        email for _, email, _ in CAST.values()
    ]


def test_a_page_takes_two_queries_however_many_rows(product: Product) -> None:
    document_id = product.in_check()
    with product.work("secretary") as work:
        documents.assign(work, document_id, product.person("expert").id, Role.EXPERT)
    with product.services.readers() as db, counted(product) as few:
        log_rows(db, ALL, 0, 2)
    with product.services.readers() as db, counted(product) as many:
        log_rows(db, ALL, 0, 50)
    assert len(few) == len(many) == 3
