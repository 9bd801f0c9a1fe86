"""The journal: each event is one commit, from which it can be read again."""

from __future__ import annotations

import json

from cmia_docs.actions.follow_up.journal import JOURNAL
from cmia_docs.actions.operation.verify import verify
from cmia_docs.actions.review import remarks
from tests.factories.followed import events, head_of, log
from tests.factories.product import Product


def test_every_event_becomes_one_commit_of_the_journal_in_order(product: Product) -> None:
    product.draft()
    product.follow_up()

    journal = list(reversed(log(product.services.drafts, JOURNAL)))

    assert [commit.trailer("Event") for commit in journal] == [str(event.id) for event in events(product)]
    assert [commit.id for commit in journal] == [event.journal_commit for event in events(product)]


def test_the_journal_says_who_did_what_to_which_text(product: Product) -> None:
    document_id = product.circulated()
    product.position(document_id, "belarus", "BY")
    product.follow_up()
    revision, person = product.revision(document_id), product.person("belarus")

    last = log(product.services.drafts, JOURNAL)[0]

    assert last.author.name == "Алеся Новик"
    assert last.committer.name == "CMIA Docs"
    assert dict(last.trailers) == {
        "Event": str(events(product)[-1].id),
        "Kind": "give_position",
        "Actor": str(person.id),
        "On-Behalf-Of": "BY",
        "Document": str(document_id),
        "Revision": str(revision.id),
        "Commit": revision.commit,
        "Text-Sum": revision.text_sum,
        "State": "circulated",
        "Request-Id": "test-belarus",
    }


def test_an_event_that_is_too_long_for_a_message_is_in_a_file(product: Product) -> None:
    document_id = product.draft()
    with product.work("drafter") as work:
        remarks.remark(
            work,
            document_id,
            seen=product.seen(document_id),
            language="ru",
            unit_id="",
            body="Долго",
            wording="слово " * 8_300,
        )
    product.follow_up()
    drafts, made = product.services.drafts, events(product)[-1]

    commit, before = log(drafts, JOURNAL)[:2]

    assert commit.message == f"remark document {document_id}\n\nevent.json"
    assert list(drafts.files(commit.id)) == ["event.json"]
    assert json.loads(drafts.read(commit.id, "event.json"))["data"] == made.data
    assert drafts.files(before.id) == {}
    assert verify(product.services) == []


def test_the_last_commit_of_the_journal_is_written_again_where_it_is_lost(product: Product) -> None:
    product.draft()
    product.follow_up()
    drafts, follow_up = product.services.drafts, product.installation.follow_up
    lost = head_of(drafts, JOURNAL)
    (drafts.path / "objects" / lost[:2] / lost[2:]).unlink()
    product.draft()

    # What may come from the repositories is looked for after a failure.
    assert [follow_up.attempt(), follow_up.attempt()] == [False, True]

    assert lost in [commit.id for commit in log(drafts, JOURNAL)]
    assert verify(product.services) == []
