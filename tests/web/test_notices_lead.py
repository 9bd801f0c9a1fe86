"""The address in a letter opens for whom the letter is to."""

from __future__ import annotations

import re

from cmia_docs.actions.adoption import adoption
from cmia_docs.actions.review import agreement, checking, circulation
from cmia_docs.queries.adoption.adoption import open_proposal
from tests.factories.council import CAST
from tests.factories.stage import Stage

WHO = {email: who for who, (_name, email, _grants) in CAST.items()}


def opened(stage: Stage) -> dict[str, set[int]]:
    """Status of the address in each letter, opened by its reader, by subject without the title."""
    stage.follow_up()
    found: dict[str, set[int]] = {}
    for to, subject, body in stage.mail.sent:
        path = re.findall(r"https?://[^/\s]+(/\S*)", body)[-1]
        answer = stage.client(WHO[to]).get(path)
        found.setdefault(subject.partition(":")[0], set()).add(answer.status_code)
    stage.mail.sent.clear()
    return found


def test_on_the_way_to_the_register(stage: Stage) -> None:
    stage.follow_up()
    stage.mail.sent.clear()
    document_id = stage.circulated()
    with stage.work("secretary") as work:
        later = stage.clock().date().replace(month=5)
        circulation.extend(work, document_id, seen=stage.seen(document_id), due_on=later)
    first = opened(stage)
    proposed = stage.proposed()
    second = opened(stage)
    with stage.work("chair") as work:
        proposal = open_proposal(work.reads, proposed)
        assert proposal is not None
        adoption.confirm_adoption(work, proposed, proposal_id=proposal.id, text_sum=proposal.text_sum)
    third = opened(stage)

    assert [len(found) for found in (first, second, third)] == [3, 5, 1]
    assert set().union(*first.values(), *second.values(), *third.values()) == {200}


def test_on_the_way_back(stage: Stage) -> None:
    stage.follow_up()
    stage.mail.sent.clear()
    returned, reopened, withdrawn = stage.in_check(), stage.agreed(), stage.draft()
    stage.follow_up()
    stage.mail.sent.clear()
    with stage.work("secretary") as work:
        checking.return_to_draft(work, returned, seen=stage.seen(returned), reason="Уточнить")
    with stage.work("secretary") as work:
        agreement.reopen(work, reopened, seen=stage.seen(reopened), reason="Уточнить")
    with stage.work("secretary") as work:
        agreement.withdraw(work, withdrawn, seen=stage.seen(withdrawn), reason="Снят")
    found = opened(stage)

    assert (len(found), set().union(*found.values())) == (3, {200})
