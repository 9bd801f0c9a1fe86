"""One's own working copy, to read and download, also where one may not write any more."""

from __future__ import annotations

from cmia_docs.actions.document import documents
from cmia_docs.actions.people import roles
from cmia_docs.rules.permissions import Grant
from cmia_docs.rules.workflow import Role
from cmia_docs.text.format.file_format import parse
from tests.actions.editor.editing import keep
from tests.factories.product import Product
from tests.web.reading import words


def test_it_is_read_and_downloaded_by_its_owner_alone(product: Product) -> None:
    document_id = product.draft()
    keep(product, document_id, {"ru": {"c1": "Набрано <b>мной</b>."}})
    base = f"/documents/{document_id}/edit/working-copy"
    owner, other = product.client("drafter"), product.client("secretary")

    assert "Набрано <b>мной</b>." in words(owner.get(base).text).replace("&lt;", "<").replace("&gt;", ">")
    answer = owner.get(f"{base}/ru.md")
    assert answer.content_type == "text/markdown; charset=utf-8"
    slug = product.document(document_id).slug
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{slug}-working-copy-ru.md"'
    assert [unit.text for unit in parse(answer.text, "ru").units][3] == "Набрано <b>мной</b>."
    for address in (base, f"{base}/ru.md"):
        assert other.get(address).status_code == 404
        assert product.client("other_drafter").get(address).status_code == 404
    assert owner.get(f"{base}/kk.md").status_code == 404


def test_who_may_only_read_any_more_still_gets_their_own_words(product: Product) -> None:
    """A drafter is taken off the document, and named on it as an expert."""
    document_id = product.draft()
    drafter = product.person("drafter").id
    keep(product, document_id, {"ru": {"c1": "Набрано."}})
    with product.work("administrator") as work:
        roles.grant_role(work, drafter, Grant(Role.EXPERT))
    with product.work("secretary") as work:
        documents.assign(work, document_id, drafter, Role.EXPERT)
        documents.unassign(work, document_id, drafter, Role.DRAFTER)
    base, client = f"/documents/{document_id}/edit", product.client("drafter")

    assert client.get(base).status_code == 403
    sent = client.post(base, data={"base": "1", "version": "1", "text.ru.c2": "Ещё набрано."})
    assert (sent.status_code, "Ещё набрано." in sent.text) == (403, True)
    page = words(client.get(f"{base}/working-copy").text)
    assert "Your role on this document does not include this." in page
    assert "Набрано." in page
