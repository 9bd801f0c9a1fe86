"""Documents in which every piece has a word of its own, so that a leak can be seen wherever it comes out."""

from __future__ import annotations

import re
from datetime import date, timedelta

from cmia_docs.actions.adoption import adoption
from cmia_docs.actions.document import documents
from cmia_docs.actions.document.revisions import save
from cmia_docs.actions.review import agreement, checking, circulation, positions, remarks
from cmia_docs.actions.sessions import sessions
from cmia_docs.queries.adoption.adoption import open_adoption_proposal
from cmia_docs.rules.adoption_payloads import Signatory
from cmia_docs.rules.description import Description
from cmia_docs.rules.positions import DispositionKind, PositionKind, Signing
from cmia_docs.rules.workflow import Role
from cmia_docs.text.format.file_format import parse
from cmia_docs.text.model import Text
from tests.factories.product import ENGLISH, RUSSIAN, Product

PIECES = (
    *("title", "text", "message", "slug", "note", "remark", "wording", "position"),
    *("answer", "reason", "number", "opinion"),
)
"""What ends the words: where each stands."""
SECRET_DUE = date(2026, 5, 17)
"""The due date of the round that Belarus was not asked in."""


def texts(word: str) -> dict[str, Text]:
    """Both languages, with the word in a clause of each."""
    return {
        "ru": parse(RUSSIAN.replace("рекомендательный", f"{word}text"), "ru"),
        "en": parse(ENGLISH.replace("recommendations", f"{word}text"), "en"),
    }


def titles(word: str) -> dict[str, str]:
    """A title in both languages."""
    return {"ru": f"Положение {word}title", "en": f"Regulation {word}title"}


def begin(product: Product, word: str, act_type: str = "regulation") -> int:
    """A draft whose every piece begins with the word."""
    with product.work("drafter") as work:
        return documents.create(
            work,
            description=Description(
                act_type=act_type,
                titles=titles(word),
                languages=("ru", "en"),
            ),
            texts=texts(word),
            message=f"{word}message",
            slug=re.sub("[^a-z0-9]", "", f"{word}slug"),
        ).id


def save_as(product: Product, document_id: int, word: str) -> None:
    """Another revision with a title, text and message of its own."""
    described = product.document(document_id).description
    with product.work("drafter") as work:
        save(
            work,
            document_id,
            seen=product.seen(document_id),
            texts=texts(word),
            message=f"{word}message",
            description=Description(
                described.act_type, titles(word), described.languages, described.authentic, "BY"
            ),
        )


def say(product: Product, document_id: int, who: str, word: str, state: str = "") -> int:
    """A remark with other wording; its id."""
    with product.work(who) as work:
        return remarks.remark(
            work,
            document_id,
            seen=product.seen(document_id),
            language="ru",
            unit_id="c1",
            body=f"{word}remark",
            wording=f"{word}wording",
            state=state,
        ).id


def answer(product: Product, document_id: int, remark_id: int, word: str) -> None:
    """The secretariat's answer to a remark."""
    with product.work("secretary") as work:
        seen = product.seen(document_id)
        remarks.dispose(work, remark_id, seen=seen, kind=DispositionKind.REJECTED, reason=f"{word}answer")


def submit(product: Product, document_id: int) -> None:
    """Handed to the secretariat."""
    with product.work("drafter") as work:
        checking.submit(work, document_id, seen=product.seen(document_id))


def send(
    product: Product, document_id: int, word: str, states: list[str], due_on: date | None = None
) -> None:
    """A round."""
    with product.work("secretary") as work:
        circulation.circulate(
            work,
            document_id,
            seen=product.seen(document_id),
            due_on=due_on or product.clock().date() + timedelta(days=9),
            states=states,
            note=f"{word}note",
        )


def reply(product: Product, document_id: int, who: str, state: str, word: str) -> None:
    """A position with a note."""
    with product.work(who) as work:
        positions.give_position(
            work,
            document_id,
            seen=product.seen(document_id),
            state=state,
            kind=PositionKind.AGREED_WITH_REMARKS,
            note=f"{word}position",
        )


def two_rounds(product: Product, word: str) -> int:
    """Round 1 to Belarus (`<word>1...`), round 2 to Kazakhstan (`<word>2...`), still open.

    What was said before the first round, and between the makers, begins with `<word>in`.
    """
    document_id = begin(product, f"{word}0")
    with product.work("secretary") as work:
        documents.assign(work, document_id, product.person("expert").id, Role.EXPERT)
    answer(product, document_id, say(product, document_id, "expert", f"{word}in"), f"{word}in")
    save_as(product, document_id, f"{word}1")
    submit(product, document_id)
    with product.work("secretary") as work:
        seen = product.seen(document_id)
        checking.return_to_draft(work, document_id, seen=seen, reason=f"{word}inreason")
    submit(product, document_id)
    send(product, document_id, f"{word}1", ["BY"])
    remark_id = say(product, document_id, "belarus", f"{word}1", "BY")
    reply(product, document_id, "belarus", "BY", f"{word}1")
    product.close_round(document_id)
    answer(product, document_id, remark_id, f"{word}1")
    inner = say(product, document_id, "drafter", f"{word}in")
    answer(product, document_id, inner, f"{word}in")
    save_as(product, document_id, f"{word}2")
    send(product, document_id, f"{word}2", ["KZ"], SECRET_DUE)
    say(product, document_id, "kazakhstan", f"{word}2", "KZ")
    reply(product, document_id, "kazakhstan", "KZ", f"{word}2")
    return document_id


def between_rounds(product: Product, word: str) -> int:
    """As `two_rounds`, with the second closed and a third revision (`<word>3...`) being worked on."""
    document_id = two_rounds(product, word)
    product.close_round(document_id)
    save_as(product, document_id, f"{word}3")
    return document_id


def on_the_agenda(product: Product, word: str) -> int:
    """Circulated to Belarus alone, agreed, tabled, and proposed for adoption; before that `<word>0...`."""
    document_id = begin(product, f"{word}0")
    save_as(product, document_id, f"{word}1")
    submit(product, document_id)
    send(product, document_id, f"{word}1", ["BY"])
    with product.work("belarus") as work:
        seen = product.seen(document_id)
        positions.give_position(work, document_id, seen=seen, state="BY", kind=PositionKind.AGREED)
    product.close_round(document_id)
    with product.work("secretary") as work:
        agreement.agree(work, document_id, seen=product.seen(document_id))
    session_id = product.session()
    with product.work("secretary") as work:
        sessions.table(work, document_id, seen=product.seen(document_id), session_id=session_id)
    with product.work("secretary") as work:
        adoption.propose_adoption(
            work,
            document_id,
            seen=product.seen(document_id),
            number=f"{word}1number",
            adopted_on=product.clock().date(),
            cities={"ru": "Астана"},
            signatories=[Signatory("BY", Signing.SPECIAL_OPINION, f"{word}1opinion")],
        )
    return document_id


def in_the_register(product: Product, word: str) -> int:
    """As `on_the_agenda`, confirmed by the chair."""
    document_id = on_the_agenda(product, word)
    with product.work("chair") as work:
        adoption_proposal = open_adoption_proposal(work.reads, document_id)
        assert adoption_proposal is not None
        adoption.confirm_adoption(
            work, document_id, adoption_proposal_id=adoption_proposal.id, text_sum=adoption_proposal.text_sum
        )
    return document_id
