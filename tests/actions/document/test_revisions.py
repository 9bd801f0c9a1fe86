"""What a saved revision leaves in the repository of the drafts."""

from __future__ import annotations

from cmia_docs.actions.document import revisions
from cmia_docs.actions.document.revisions import SERVICE_EMAIL, SERVICE_NAME
from cmia_docs.actions.work import Work
from tests.factories.council import CAST
from tests.factories.product import RUSSIAN, Product, texts

SLUG = "regulation-on-the-scientific-advisory-board"
DESCRIPTION = """{
  "act_type": "regulation",
  "authentic": [
    "ru"
  ],
  "initiator": "",
  "languages": [
    "ru",
    "en"
  ],
  "titles": {
    "en": "Regulation on the Scientific Advisory Board",
    "ru": "Положение о Научно-консультативном совете"
  }
}
"""


def test_the_description_is_written_alike_every_time(product: Product) -> None:
    revision = product.revision(product.draft())

    written = product.services.drafts.read(revision.commit, f"{SLUG}/document.json")

    assert written.decode() == DESCRIPTION


def test_a_commit_says_who_saved_what_and_follows_the_one_before(product: Product) -> None:
    document_id = product.draft()
    first = product.revision(document_id)
    product.save(document_id, RUSSIAN.replace("Назначение", "Цель"), message="Уточнено")
    second = product.revision(document_id)

    commit = product.services.drafts.commit_info(second.commit)

    name, email, _ = CAST["drafter"]
    assert (commit.message, commit.parents) == ("Уточнено", (first.commit,))
    assert (commit.author.name, commit.author.email, commit.author.at) == (name, email, product.clock())
    assert (commit.committer.name, commit.committer.email) == (SERVICE_NAME, SERVICE_EMAIL)
    assert commit.trailers == (
        ("Document", str(document_id)),
        ("Kind", "save"),
        ("Revision", "2"),
        ("Actor", str(product.person("drafter").id)),
        ("Request-Id", "test-drafter"),
        ("State", "draft"),
    )
    assert (first.number, first.parent, second.number, second.parent) == (1, None, 2, first.commit)


def test_a_commit_of_no_request_says_so(product: Product) -> None:
    document_id = product.draft()
    changed = texts(Назначение="Цель")

    with Work(product.services, product.actor("drafter")) as work:
        saved = revisions.save(
            work, document_id, seen=product.seen(document_id), texts=changed, message="Правка"
        )

    assert product.services.drafts.commit_info(saved.commit).trailer("Request-Id") == "none"
