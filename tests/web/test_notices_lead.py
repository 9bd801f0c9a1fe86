"""The address in a notice opens for whom the notice is to."""

from __future__ import annotations

import re

from cmia_docs.actions.adoption import adoption
from cmia_docs.actions.review import agreement, checking, circulation
from cmia_docs.queries.adoption.adoption import open_adoption_proposal
from tests.factories.council import CAST
from tests.factories.product import Product

WHO = {email: who for who, (_name, email, _grants) in CAST.items()}


def opened(product: Product) -> dict[str, set[int]]:
    """Status of the address in each notice, opened by its reader, by subject without the title."""
    product.follow_up()
    statuses: dict[str, set[int]] = {}
    for to, subject, body in product.mail.sent:
        path = re.findall(r"https?://[^/\s]+(/\S*)", body)[-1]
        answer = product.client(WHO[to]).get(path)
        statuses.setdefault(subject.partition(":")[0], set()).add(answer.status_code)
    product.mail.sent.clear()
    return statuses


def test_on_the_way_to_the_register(product: Product) -> None:
    product.follow_up()
    product.mail.sent.clear()
    document_id = product.circulated()
    with product.work("secretary") as work:
        later = product.clock().date().replace(month=5)
        circulation.extend(work, document_id, seen=product.seen(document_id), due_on=later)
    first = opened(product)
    proposed = product.proposed()
    second = opened(product)
    with product.work("chair") as work:
        adoption_proposal = open_adoption_proposal(work.reads, proposed)
        assert adoption_proposal is not None
        adoption.confirm_adoption(
            work, proposed, adoption_proposal_id=adoption_proposal.id, text_sum=adoption_proposal.text_sum
        )
    third = opened(product)

    assert [len(notices) for notices in (first, second, third)] == [3, 5, 1]
    assert set().union(*first.values(), *second.values(), *third.values()) == {200}


def test_on_the_way_back(product: Product) -> None:
    product.follow_up()
    product.mail.sent.clear()
    returned, reopened, withdrawn = product.in_check(), product.agreed(), product.draft()
    product.follow_up()
    product.mail.sent.clear()
    with product.work("secretary") as work:
        checking.return_to_draft(work, returned, seen=product.seen(returned), reason="Уточнить")
    with product.work("secretary") as work:
        agreement.reopen(work, reopened, seen=product.seen(reopened), reason="Уточнить")
    with product.work("secretary") as work:
        agreement.withdraw(work, withdrawn, seen=product.seen(withdrawn), reason="Снят")
    statuses = opened(product)

    assert (len(statuses), set().union(*statuses.values())) == (3, {200})
