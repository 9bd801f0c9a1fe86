"""Adoption: two people, one text."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cmia_docs.actions.adoption import adoption
from cmia_docs.actions.people.roles import grant_role
from cmia_docs.errors import Invalid, NotAllowed, StaleRevision, WrongState
from cmia_docs.models import Document, Proposal
from cmia_docs.queries.adoption.adoption import open_proposal
from cmia_docs.rules.permissions import Grant
from cmia_docs.rules.positions import Signing
from cmia_docs.rules.workflow import Role
from tests.actions.refusals import refused
from tests.factories.council import CAST
from tests.factories.stage import Stage

SIGNED = (adoption.Signatory("BY", Signing.SIGNED), adoption.Signatory("KZ", Signing.SIGNED))
PLACES = {"ru": "Астана", "en": "Astana"}


def propose(
    stage: Stage,
    document_id: int,
    *,
    number: str = "СМВД/2026/1",
    on: date | None = None,
    signatories: tuple[adoption.Signatory, ...] = SIGNED,
    who: str = "secretary",
) -> Proposal:
    """The secretariat proposes the current text."""
    with stage.work(who) as work:
        return adoption.propose_adoption(
            work,
            document_id,
            seen=stage.seen(document_id),
            number=number,
            adopted_on=on or stage.clock().date(),
            places=PLACES,
            signatories=signatories,
        )


def confirm(stage: Stage, document_id: int, who: str = "chair") -> None:
    """Confirm the proposal as it stands."""
    with stage.services.readers() as session:
        proposal = open_proposal(session, document_id)
    with stage.work(who) as work:
        adoption.confirm_adoption(
            work,
            document_id,
            proposal_id=proposal.id if proposal else 0,
            text_sum=proposal.text_sum if proposal else "",
        )


def make_chair(stage: Stage, who: str, state: str) -> None:
    """Somebody is given the chair's role beside their own."""
    with stage.work("administrator") as work:
        grant_role(work, stage.person(who).id, Grant(Role.CHAIR, state))


def test_a_second_person_confirms_what_the_first_proposed(stage: Stage) -> None:
    document_id = stage.tabled()
    revision = stage.revision(document_id)
    opinion = adoption.Signatory("KG", Signing.SPECIAL_OPINION, text="Статья 2 не применяется")
    proposal = propose(stage, document_id, signatories=(*SIGNED, opinion))

    confirm(stage, document_id)

    act = stage.act(document_id)
    assert stage.document(document_id).state == "adopted"
    assert (act.number, act.text_sum, act.revision_id) == ("СМВД/2026/1", revision.text_sum, revision.id)
    assert (act.proposal_id, act.confirmed_by) == (proposal.id, "Даурен Омаров")
    assert [(s["state"], s["signing"], s["text"]) for s in act.signatories] == [
        ("BY", "signed", ""),
        ("KZ", "signed", ""),
        ("KG", "special_opinion", "Статья 2 не применяется"),
    ]


def test_who_proposed_cannot_confirm_even_as_chair(stage: Stage) -> None:
    document_id = stage.tabled()
    make_chair(stage, "secretary", "KZ")
    propose(stage, document_id)

    with refused(NotAllowed, "adoption.same_person"):
        confirm(stage, document_id, "secretary")
    assert stage.document(document_id).state == "tabled"


def test_the_chair_of_another_state_cannot_confirm(stage: Stage) -> None:
    document_id = stage.proposed()

    with refused(NotAllowed, "adoption.other_chair"):
        confirm(stage, document_id, "other_chair")


def test_the_chair_of_another_state_cannot_cancel(stage: Stage) -> None:
    document_id = stage.proposed()

    with refused(NotAllowed, "adoption.not_yours_to_cancel"), stage.work("other_chair") as work:
        adoption.cancel_proposal(work, document_id, seen=stage.seen(document_id), reason="Не согласны")
    confirm(stage, document_id)


@pytest.mark.parametrize("who", ["chair", "second_secretary"])
def test_the_chair_of_the_session_and_the_secretariat_cancel(stage: Stage, who: str) -> None:
    document_id = stage.proposed()
    make_chair(stage, "second_secretary", "KG")

    with stage.work(who) as work:
        adoption.cancel_proposal(work, document_id, seen=stage.seen(document_id), reason="Опечатка")
    with refused(WrongState, "adoption.not_proposed"):
        confirm(stage, document_id)


def test_the_chair_of_the_session_alone_is_asked_to_confirm(stage: Stage) -> None:
    stage.proposed()
    stage.follow_up()

    asked = [to for to, subject, _ in stage.mail.sent if "подтверждения" in subject]
    assert asked == [CAST["chair"][1]]


@pytest.mark.parametrize("who", ["second_secretary", "drafter", "belarus"])
def test_nobody_but_a_chair_confirms(stage: Stage, who: str) -> None:
    document_id = stage.proposed()

    with refused(NotAllowed, "workflow.not_your_role"):
        confirm(stage, document_id, who)


@pytest.mark.parametrize("what", ["sum", "proposal"])
def test_other_sums_than_those_read_are_refused(stage: Stage, what: str) -> None:
    document_id = stage.proposed()
    with stage.services.readers() as session:
        proposal = open_proposal(session, document_id)
    assert proposal is not None
    read = (proposal.id + 1, proposal.text_sum) if what == "proposal" else (proposal.id, "0" * 64)

    with refused(StaleRevision, "adoption.other_text"), stage.work("chair") as work:
        adoption.confirm_adoption(work, document_id, proposal_id=read[0], text_sum=read[1])


def test_a_proposal_for_another_text_than_the_current_is_refused(stage: Stage) -> None:
    """No act leads here; a damaged or forged row must not be adopted all the same."""
    document_id = stage.proposed()
    with stage.services.writers() as session, session.begin():
        proposal = open_proposal(session, document_id)
        assert proposal is not None
        proposal.text_sum = "0" * 64

    with refused(StaleRevision, "adoption.other_text"):
        confirm(stage, document_id)


def test_one_proposal_at_a_time_and_a_cancelled_one_makes_room(stage: Stage) -> None:
    document_id = stage.proposed()

    with refused(WrongState, "adoption.already_proposed"):
        propose(stage, document_id, number="СМВД/2026/2")
    with refused(Invalid, "reason.missing"), stage.work("secretary") as work:
        adoption.cancel_proposal(work, document_id, seen=stage.seen(document_id), reason="")
    with stage.work("secretary") as work:
        adoption.cancel_proposal(work, document_id, seen=stage.seen(document_id), reason="Опечатка в номере")
    with refused(WrongState, "adoption.not_proposed"):
        confirm(stage, document_id)
    propose(stage, document_id, number="СМВД/2026/2")
    confirm(stage, document_id)

    assert stage.act(document_id).number == "СМВД/2026/2"


def test_a_number_in_the_register_is_taken(stage: Stage) -> None:
    stage.adopted("СМВД/2026/1")
    document_id = stage.tabled()

    with refused(Invalid, "adoption.number_taken", field="number", number="СМВД/2026/1"):
        propose(stage, document_id, number=" СМВД/2026/1 ")


def test_two_proposals_of_one_number_end_in_one_act(stage: Stage) -> None:
    first, second = stage.proposed("СМВД/2026/1"), stage.proposed("СМВД/2026/1")
    confirm(stage, first)

    with refused(Invalid, "adoption.number_taken", number="СМВД/2026/1"):
        confirm(stage, second)
    assert stage.document(second).state == "tabled"


def test_what_a_proposal_needs(stage: Stage) -> None:
    document_id = stage.tabled()
    opinion = adoption.Signatory("KZ", Signing.SPECIAL_OPINION)
    reservation = adoption.Signatory("KZ", Signing.RESERVATION, text="Не применяется")
    stranger = adoption.Signatory("FR", Signing.SIGNED)

    with refused(Invalid, "adoption.date_ahead", field="adopted_on"):
        propose(stage, document_id, on=stage.clock().date() + timedelta(days=1))
    with refused(Invalid, "field.missing", field="number"):
        propose(stage, document_id, number=" ")
    with refused(Invalid, "adoption.nobody_signs", field="signatories"):
        propose(stage, document_id, signatories=())
    with refused(Invalid, "field.missing", field="text_KZ"):
        propose(stage, document_id, signatories=(opinion,))
    with refused(Invalid, "field.missing", field="articles_KZ"):
        propose(stage, document_id, signatories=(reservation,))
    with refused(Invalid, "council.unknown_state", state="FR"):
        propose(stage, document_id, signatories=(*SIGNED, stranger))


LATIN_C_IN_A_RUSSIAN_WORD = "Cовет"


@pytest.mark.parametrize(
    ("old", "new"),
    [("Научно-консультативный совет даёт", f"{LATIN_C_IN_A_RUSSIAN_WORD} даёт"), ("даёт", "да\u200bёт")],
    ids=["mixed scripts", "invisible"],
)
def test_unclean_text_is_refused_on_its_way_and_at_adoption(stage: Stage, old: str, new: str) -> None:
    document_id = stage.in_check(**{old: new})
    with refused(WrongState, "text.findings", count=1):
        stage.circulate(document_id)

    session_id = stage.session()
    with stage.services.writers() as session, session.begin():
        # As if it had come so far under older checks.
        document = session.get_one(Document, document_id)
        document.state, document.session_id = "tabled", session_id

    with refused(WrongState, "text.findings_at_adoption", count=1):
        propose(stage, document_id)


def test_a_translation_may_lag_behind_until_adoption(stage: Stage) -> None:
    document_id = stage.tabled(
        **{"Статья 2. Состав {#a2}\n": "Статья 2. Состав {#a2}\n\n3. Добавлено. {#c9}\n"}
    )

    with refused(WrongState, "text.findings_at_adoption", count=1):
        propose(stage, document_id)
