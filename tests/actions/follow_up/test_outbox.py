"""Notices are mailed once, again after a failure, and no event waits for them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from cmia_docs.actions.document import documents, revisions
from cmia_docs.actions.operation.verify import verify
from cmia_docs.actions.people import roles
from cmia_docs.actions.review import checking
from cmia_docs.errors import Invalid, Unavailable
from cmia_docs.reasons.operation import MailNotSent, MailRecipientRefused
from cmia_docs.rules.permissions import Grant
from cmia_docs.rules.workflow import Role
from tests.factories.followed import notices, raising
from tests.factories.product import FakeMail, Product, texts

# A circulated document tells the secretariat that it came, then the states that it is sent to.
TO = ["by@cmia.test", "kz@cmia.test", "second@cmia.test", "secretary@cmia.test"]


def test_mail_is_sent_once(product: Product) -> None:
    product.circulated()
    product.follow_up()
    sent = list(product.mail.sent)
    product.follow_up()

    assert sorted(to for to, _, _ in sent) == TO
    assert product.mail.sent == sent
    assert all(notice.sent_at == product.clock() and notice.values == {} for notice in notices(product))


def test_mail_that_failed_is_tried_again_later(product: Product, monkeypatch: pytest.MonkeyPatch) -> None:
    product.circulated()
    with monkeypatch.context() as patch:
        patch.setattr(FakeMail, "send", raising(Unavailable(MailNotSent("timed out"))))
        product.follow_up()
    assert [notice.attempts for notice in notices(product)] == [1, 0, 0, 0]

    product.follow_up()
    assert len(product.mail.sent) == 3
    product.clock.advance(minutes=1)
    product.follow_up()

    assert len(product.mail.sent) == 4
    assert [notice.attempts for notice in notices(product)] == [2, 1, 1, 1]


@pytest.mark.parametrize("lost", ["role", "place"])
def test_a_notice_that_waited_is_not_sent_to_whom_it_may_tell_nothing_any_more(
    product: Product, monkeypatch: pytest.MonkeyPatch, lost: str
) -> None:
    document_id = product.in_check()
    product.follow_up()
    product.mail.sent.clear()
    with product.work("secretary") as work:
        checking.return_to_draft(work, document_id, seen=product.seen(document_id), reason="Уточнить")
    with monkeypatch.context() as patch:
        patch.setattr(FakeMail, "send", raising(Unavailable(MailNotSent("timed out"))))
        product.follow_up()
    person_id = product.person("drafter").id
    if lost == "role":
        with product.work("administrator") as work:
            roles.revoke_role(work, person_id, Grant(Role.DRAFTER))
    else:
        with product.work("secretary") as work:
            documents.unassign(work, document_id, person_id, Role.DRAFTER)

    product.clock.advance(minutes=5)
    product.follow_up()

    assert product.mail.sent == []
    assert [notice.template for notice in notices(product)] == ["submitted"] * 2


def test_events_are_followed_while_mail_is_away(
    product: Product, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    product.circulated()
    tries: list[object] = []
    monkeypatch.setattr(FakeMail, "send", raising(Unavailable(MailNotSent("timed out")), tries))

    product.follow_up()

    assert verify(product.services) == []
    assert len(tries) == 1
    assert "mail cannot be sent now: timed out" in caplog.messages


def test_a_notice_that_is_refused_does_not_stop_the_others(
    product: Product, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    product.circulated()
    send = FakeMail.send

    def refuses_one(self: FakeMail, to: str, subject: str, body: str, *, key: str | None = None) -> None:
        if to == "by@cmia.test":
            raise Invalid(MailRecipientRefused(to=to, why="unknown"))
        send(self, to, subject, body, key=key)

    monkeypatch.setattr(FakeMail, "send", refuses_one)
    product.follow_up()

    assert sorted(to for to, _, _ in product.mail.sent) == TO[1:]
    [refused] = [notice for notice in notices(product) if notice.to == "by@cmia.test"]
    [warning] = [message for message in caplog.messages if "was not taken" in message]
    assert warning.startswith(f"notice {refused.id} was not taken: mail.recipient_refused ")
    assert (refused.attempts, refused.sent_at) == (1, None)
    assert refused.retry_at == product.clock() + timedelta(minutes=1)


def test_a_notice_is_given_up_after_its_last_try(product: Product, monkeypatch: pytest.MonkeyPatch) -> None:
    product.in_check()
    tries: list[object] = []
    monkeypatch.setattr(
        FakeMail, "send", raising(Invalid(MailRecipientRefused(to="by@cmia.test", why="unknown")), tries)
    )

    for _ in range(20):
        product.clock.advance(days=3)
        product.follow_up()

    assert len(tries) == 12 * len(notices(product))


def test_a_notice_with_a_long_title_has_a_short_subject(product: Product) -> None:
    document_id = product.draft()
    title = ("Положение " + "о весьма продолжительном названии " * 14).strip()
    with product.work("drafter") as work:
        described = replace(
            product.document(document_id).description, titles={"ru": title, "en": "Regulation"}
        )
        revisions.save(
            work,
            document_id,
            seen=product.seen(document_id),
            texts=texts(),
            message="Название",
            description=described,
        )
    with product.work("drafter") as work:
        checking.submit(work, document_id, seen=product.seen(document_id))

    product.follow_up()

    _, subject, body = product.mail.sent[-1]
    assert len(subject) <= 200
    assert title in body
