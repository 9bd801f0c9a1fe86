"""Notices by mail go out once, again after a failure, and never stand in the way of an act."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cmia_docs.actions.document import documents, revisions
from cmia_docs.actions.document.revisions import Description
from cmia_docs.actions.operation.verify import verify
from cmia_docs.actions.people import roles
from cmia_docs.actions.review import checking
from cmia_docs.errors import Invalid, Unavailable
from cmia_docs.rules.permissions import Grant
from cmia_docs.rules.workflow import Role
from tests.factories.followed import letters, raising
from tests.factories.stage import FakeMail, Stage, texts

# A circulated document tells the secretariat that it came, then the states that it is sent to.
TO = ["by@cmia.test", "kz@cmia.test", "second@cmia.test", "secretary@cmia.test"]


def test_mail_is_sent_once(stage: Stage) -> None:
    stage.circulated()
    stage.follow_up()
    sent = list(stage.mail.sent)
    stage.follow_up()

    assert sorted(to for to, _, _ in sent) == TO
    assert stage.mail.sent == sent
    assert all(letter.sent_at == stage.clock() and letter.values == {} for letter in letters(stage))


def test_mail_that_failed_is_tried_again_later(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    stage.circulated()
    with monkeypatch.context() as patch:
        patch.setattr(FakeMail, "send", raising(Unavailable("mail.not_sent")))
        stage.follow_up()
    assert [letter.attempts for letter in letters(stage)] == [1, 0, 0, 0]

    stage.follow_up()
    assert len(stage.mail.sent) == 3
    stage.clock.advance(minutes=1)
    stage.follow_up()

    assert len(stage.mail.sent) == 4
    assert [letter.attempts for letter in letters(stage)] == [2, 1, 1, 1]


@pytest.mark.parametrize("lost", ["role", "place"])
def test_a_letter_that_waited_is_not_sent_to_whom_it_may_tell_nothing_any_more(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, lost: str
) -> None:
    document_id = stage.in_check()
    stage.follow_up()
    stage.mail.sent.clear()
    with stage.work("secretary") as work:
        checking.return_to_draft(work, document_id, seen=stage.seen(document_id), reason="Уточнить")
    with monkeypatch.context() as patch:
        patch.setattr(FakeMail, "send", raising(Unavailable("mail.not_sent")))
        stage.follow_up()
    person_id = stage.person("drafter").id
    if lost == "role":
        with stage.work("administrator") as work:
            roles.revoke_role(work, person_id, Grant(Role.DRAFTER))
    else:
        with stage.work("secretary") as work:
            documents.unassign(work, document_id, person_id, Role.DRAFTER)

    stage.clock.advance(minutes=5)
    stage.follow_up()

    assert stage.mail.sent == []
    assert [letter.template for letter in letters(stage)] == ["submitted"] * 2


def test_events_are_followed_while_mail_is_away(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    stage.circulated()
    tries: list[object] = []
    monkeypatch.setattr(FakeMail, "send", raising(Unavailable("mail.not_sent"), tries))

    stage.follow_up()

    assert verify(stage.services) == []
    assert len(tries) == 1


def test_a_letter_that_is_refused_does_not_stop_the_others(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.circulated()
    send = FakeMail.send

    def refuses_one(self: FakeMail, to: str, subject: str, body: str, *, key: str | None = None) -> None:
        if to == "by@cmia.test":
            raise Invalid("mail.recipient_refused", to=to)
        send(self, to, subject, body, key=key)

    monkeypatch.setattr(FakeMail, "send", refuses_one)
    stage.follow_up()

    assert sorted(to for to, _, _ in stage.mail.sent) == TO[1:]


def test_a_letter_is_given_up_after_its_last_try(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    stage.in_check()
    tries: list[object] = []
    monkeypatch.setattr(FakeMail, "send", raising(Invalid("mail.recipient_refused"), tries))

    for _ in range(20):
        stage.clock.advance(days=3)
        stage.follow_up()

    assert len(tries) == 12 * len(letters(stage))


def test_a_letter_with_a_long_title_has_a_short_subject(stage: Stage) -> None:
    document_id = stage.draft()
    title = ("Положение " + "о весьма продолжительном названии " * 14).strip()
    with stage.work("drafter") as work:
        described = replace(
            Description.of(stage.document(document_id)), titles={"ru": title, "en": "Regulation"}
        )
        revisions.save(
            work,
            document_id,
            seen=stage.seen(document_id),
            texts=texts(),
            message="Название",
            description=described,
        )
    with stage.work("drafter") as work:
        checking.submit(work, document_id, seen=stage.seen(document_id))

    stage.follow_up()

    _, subject, body = stage.mail.sent[-1]
    assert len(subject) <= 200
    assert title in body
