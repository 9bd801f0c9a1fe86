"""Adoption: two people, one text."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cmia_docs.actions.adoption import adoption
from cmia_docs.actions.people.roles import grant_role
from cmia_docs.errors import Invalid, NotAllowed, NotPossible, StaleRevision
from cmia_docs.models import AdoptionProposal, Document, Event
from cmia_docs.queries.adoption.adoption import open_adoption_proposal
from cmia_docs.rules.adoption_payloads import Signatory
from cmia_docs.rules.permissions import Grant
from cmia_docs.rules.positions import Signing
from cmia_docs.rules.workflow import Role
from tests.actions.refusals import refused
from tests.factories.council import CAST
from tests.factories.product import Product

SIGNED = (Signatory("BY", Signing.SIGNED), Signatory("KZ", Signing.SIGNED))
CITIES = {"ru": "Астана", "en": "Astana"}


def propose(
    product: Product,
    document_id: int,
    *,
    number: str = "СМВД/2026/1",
    on: date | None = None,
    signatories: tuple[Signatory, ...] = SIGNED,
    who: str = "secretary",
) -> AdoptionProposal:
    """The secretariat proposes the current text."""
    with product.work(who) as work:
        return adoption.propose_adoption(
            work,
            document_id,
            seen=product.seen(document_id),
            number=number,
            adopted_on=on or product.clock().date(),
            cities=CITIES,
            signatories=signatories,
        )


def confirm(product: Product, document_id: int, who: str = "chair") -> None:
    """Confirm the open adoption proposal."""
    with product.services.readers() as db:
        adoption_proposal = open_adoption_proposal(db, document_id)
    with product.work(who) as work:
        adoption.confirm_adoption(
            work,
            document_id,
            adoption_proposal_id=adoption_proposal.id if adoption_proposal else 0,
            text_sum=adoption_proposal.text_sum if adoption_proposal else "",
        )


def make_chair(product: Product, who: str, state: str) -> None:
    """Somebody is given the chair's role beside their own."""
    with product.work("administrator") as work:
        grant_role(work, product.person(who).id, Grant(Role.CHAIR, state))


def test_a_second_person_confirms_what_the_first_proposed(product: Product) -> None:
    document_id = product.tabled()
    revision = product.revision(document_id)
    opinion = Signatory("KG", Signing.SPECIAL_OPINION, text="Статья 2 не применяется")
    adoption_proposal = propose(product, document_id, signatories=(*SIGNED, opinion))

    confirm(product, document_id)

    act = product.act(document_id)
    assert product.document(document_id).stage == "adopted"
    assert (act.number, act.text_sum, act.revision_id) == ("СМВД/2026/1", revision.text_sum, revision.id)
    assert (act.adoption_proposal_id, act.confirmed_by) == (adoption_proposal.id, "Даурен Омаров")
    assert [(s["state"], s["signing"], s["text"]) for s in act.signatories] == [
        ("BY", "signed", ""),
        ("KZ", "signed", ""),
        ("KG", "special_opinion", "Статья 2 не применяется"),
    ]


def test_the_journal_says_which_text_was_proposed_and_adopted(product: Product) -> None:
    document_id = product.tabled()
    revision = product.revision(document_id)
    adoption_proposal = propose(product, document_id)
    confirm(product, document_id)

    with product.services.readers() as db:
        events = [db.get_one(Event, id_) for id_ in (adoption_proposal.id, product.act(document_id).id)]

    for event in events:
        assert event.revision_id == revision.id
        assert (event.data["commit"], event.data["text_sum"]) == (revision.commit, revision.text_sum)


def test_who_proposed_cannot_confirm_even_as_chair(product: Product) -> None:
    document_id = product.tabled()
    make_chair(product, "secretary", "KZ")
    propose(product, document_id)

    with refused(NotAllowed, "adoption.same_person"):
        confirm(product, document_id, "secretary")
    assert product.document(document_id).stage == "tabled"


def test_the_chair_of_another_state_cannot_confirm(product: Product) -> None:
    document_id = product.proposed()

    with refused(NotAllowed, "adoption.other_chair"):
        confirm(product, document_id, "other_chair")


def test_the_chair_of_another_state_cannot_cancel(product: Product) -> None:
    document_id = product.proposed()

    with refused(NotAllowed, "adoption.not_yours_to_cancel"), product.work("other_chair") as work:
        adoption.cancel_adoption_proposal(
            work, document_id, seen=product.seen(document_id), reason="Не согласны"
        )
    confirm(product, document_id)


@pytest.mark.parametrize("who", ["chair", "second_secretary"])
def test_the_chair_of_the_session_and_the_secretariat_cancel(product: Product, who: str) -> None:
    document_id = product.proposed()
    make_chair(product, "second_secretary", "KG")

    with product.work(who) as work:
        adoption.cancel_adoption_proposal(
            work, document_id, seen=product.seen(document_id), reason="Опечатка"
        )
    with refused(NotPossible, "adoption.not_proposed"):
        confirm(product, document_id)


def test_only_the_chair_of_the_session_is_asked_to_confirm(product: Product) -> None:
    product.proposed()
    product.follow_up()

    addressees = [to for to, subject, _ in product.mail.sent if "подтверждения" in subject]
    assert addressees == [CAST["chair"][1]]


@pytest.mark.parametrize("who", ["second_secretary", "drafter", "belarus"])
def test_nobody_but_a_chair_confirms(product: Product, who: str) -> None:
    document_id = product.proposed()

    with refused(NotAllowed, "workflow.not_your_role"):
        confirm(product, document_id, who)


@pytest.mark.parametrize("what", ["sum", "proposal"])
def test_other_sums_than_those_read_are_refused(product: Product, what: str) -> None:
    document_id = product.proposed()
    with product.services.readers() as db:
        adoption_proposal = open_adoption_proposal(db, document_id)
    assert adoption_proposal is not None
    read = (
        (adoption_proposal.id + 1, adoption_proposal.text_sum)
        if what == "proposal"
        else (adoption_proposal.id, "0" * 64)
    )

    with refused(StaleRevision, "adoption.other_text"), product.work("chair") as work:
        adoption.confirm_adoption(work, document_id, adoption_proposal_id=read[0], text_sum=read[1])


def test_a_proposal_for_another_text_than_the_current_is_refused(product: Product) -> None:
    """No action leads to this; a damaged or forged row must still not be adopted."""
    document_id = product.proposed()
    with product.services.writers() as db, db.begin():
        adoption_proposal = open_adoption_proposal(db, document_id)
        assert adoption_proposal is not None
        adoption_proposal.text_sum = "0" * 64

    with refused(StaleRevision, "adoption.other_text"):
        confirm(product, document_id)


def test_one_proposal_at_a_time_and_a_cancelled_one_makes_room(product: Product) -> None:
    document_id = product.proposed()

    with refused(NotPossible, "adoption.already_proposed"):
        propose(product, document_id, number="СМВД/2026/2")
    with refused(Invalid, "reason.missing"), product.work("secretary") as work:
        adoption.cancel_adoption_proposal(work, document_id, seen=product.seen(document_id), reason="")
    with product.work("secretary") as work:
        adoption.cancel_adoption_proposal(
            work, document_id, seen=product.seen(document_id), reason="Опечатка в номере"
        )
    with refused(NotPossible, "adoption.not_proposed"):
        confirm(product, document_id)
    propose(product, document_id, number="СМВД/2026/2")
    confirm(product, document_id)

    assert product.act(document_id).number == "СМВД/2026/2"


def test_a_number_in_the_register_is_taken(product: Product) -> None:
    product.adopted("СМВД/2026/1")
    document_id = product.tabled()

    with refused(Invalid, "adoption.number_taken", field="number", number="СМВД/2026/1"):
        propose(product, document_id, number=" СМВД/2026/1 ")


def test_two_proposals_of_one_number_end_in_one_act(product: Product) -> None:
    first, second = product.proposed("СМВД/2026/1"), product.proposed("СМВД/2026/1")
    confirm(product, first)

    with refused(Invalid, "adoption.number_taken", number="СМВД/2026/1"):
        confirm(product, second)
    assert product.document(second).stage == "tabled"


def test_what_a_proposal_needs(product: Product) -> None:
    document_id = product.tabled()
    opinion = Signatory("KZ", Signing.SPECIAL_OPINION)
    reservation = Signatory("KZ", Signing.RESERVATION, text="Не применяется")
    stranger = Signatory("FR", Signing.SIGNED)

    with refused(Invalid, "adoption.date_ahead", field="adopted_on"):
        propose(product, document_id, on=product.clock().date() + timedelta(days=1))
    with refused(Invalid, "field.missing", field="number"):
        propose(product, document_id, number=" ")
    with refused(Invalid, "adoption.nobody_signs", field="signatories"):
        propose(product, document_id, signatories=())
    with refused(Invalid, "field.missing", field="text_KZ"):
        propose(product, document_id, signatories=(opinion,))
    with refused(Invalid, "field.missing", field="articles_KZ"):
        propose(product, document_id, signatories=(reservation,))
    with refused(Invalid, "council.unknown_state", state="FR"):
        propose(product, document_id, signatories=(*SIGNED, stranger))


LATIN_C_IN_A_RUSSIAN_WORD = "Cовет"


@pytest.mark.parametrize(
    ("old", "new"),
    [("Научно-консультативный совет даёт", f"{LATIN_C_IN_A_RUSSIAN_WORD} даёт"), ("даёт", "да\u200bёт")],
    ids=["mixed scripts", "invisible"],
)
def test_unclean_text_is_refused_on_its_way_and_at_adoption(product: Product, old: str, new: str) -> None:
    document_id = product.in_check(**{old: new})
    with refused(NotPossible, "text.findings", count=1):
        product.circulate(document_id)

    session_id = product.session()
    with product.services.writers() as db, db.begin():
        # As if it had come so far under older checks.
        document = db.get_one(Document, document_id)
        document.stage, document.session_id = "tabled", session_id

    with refused(NotPossible, "text.findings_at_adoption", count=1):
        propose(product, document_id)


def test_a_translation_may_lag_behind_until_adoption(product: Product) -> None:
    document_id = product.tabled(
        **{"Статья 2. Состав {#a2}\n": "Статья 2. Состав {#a2}\n\n3. Добавлено. {#c9}\n"}
    )

    with refused(NotPossible, "text.findings_at_adoption", count=1):
        propose(product, document_id)
