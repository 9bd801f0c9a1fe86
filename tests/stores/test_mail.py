"""Mail: complete messages to one person, to a folder or a server, without injected headers."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from io import StringIO
from pathlib import Path
from smtplib import SMTPAuthenticationError, SMTPServerDisconnected

import pytest

from cmia_docs.errors import Invalid, Unavailable
from cmia_docs.stores.mail import ConsoleMail, FileMail, Mail, SmtpMail

AT = datetime(2013, 9, 10, 8, 30, tzinfo=UTC)
SUBJECT = "На согласование: Положение о Научно-консультативном совете — ответ до 1 октября"
BODY = "Здравствуйте!\n\nТекст ждёт вашей позиции.\n" + "длинная строка " * 200 + "\n.\nконец\n"


def read(path: Path) -> EmailMessage:
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def body_of(message: EmailMessage) -> str:
    """The body with the line ends of this machine: in transport and in files they are CR LF."""
    return str(message.get_content()).replace("\r\n", "\n")


def test_a_mail_in_the_folder_reads_as_written(tmp_path: Path) -> None:
    mail: Mail = FileMail(tmp_path / "mail", sender="docs@council.example", clock=lambda: AT)
    mail.send("a.serikova@council.example", SUBJECT, BODY)

    [path] = (tmp_path / "mail").iterdir()
    message = read(path)
    assert path.suffix == ".eml"
    assert (message["From"], message["To"], message["Subject"]) == (
        "docs@council.example",
        "a.serikova@council.example",
        SUBJECT,
    )
    assert message["Date"].datetime == AT
    assert message["Auto-Submitted"] == "auto-generated"
    assert body_of(message) == BODY
    assert path.read_bytes().isascii()


def test_on_the_console_it_is_shown_as_people_read_it() -> None:
    out = StringIO()
    mail: Mail = ConsoleMail(out)
    mail.send("a.serikova@council.example", SUBJECT, BODY)
    assert out.getvalue() == f"\n--- Mail to a.serikova@council.example\n{SUBJECT}\n\n{BODY}---\n"
    with pytest.raises(Invalid):
        mail.send("a@b.example\nBcc: c@d.example", "S", "B")
    assert "c@d.example" not in out.getvalue()


def test_every_mail_is_its_own_file_and_a_repeated_one_is_not(tmp_path: Path) -> None:
    mail = FileMail(tmp_path, clock=lambda: AT)
    for _ in range(2):
        mail.send("a@council.example", "S", "B")
        mail.send("a@council.example", "S", "B", key="event-7-a")

    messages = [read(path) for path in tmp_path.iterdir()]
    assert len({message["Message-ID"] for message in messages}) == len(messages) == 3


@pytest.mark.parametrize(
    "to",
    [
        "",
        "a",
        "@b.example",
        "a@b.example, c@d.example",
        "a@b.example; c@d.example",
        "a@b.example\nBcc: c@d.example",
        "a@b.example\r\nBcc: c@d.example",
        "A <a@b.example>",
        '"a b"@c.example',
        "a@b@c.example",
        "a\0@b.example",
        "a@b\u2028.example",
        "a@" + "x" * 10_000_000,
    ],
)
def test_an_address_is_one_plain_address(tmp_path: Path, to: str) -> None:
    with pytest.raises(Invalid) as refused:
        FileMail(tmp_path).send(to, "S", "B")
    assert refused.value.code == "mail.bad_address"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "subject", ["a\nBcc: b@c.example", "a\r\nX: y", "a\0", "a\u2028b", "a\ud800", "a" * 501]
)
def test_a_subject_is_one_line(tmp_path: Path, subject: str) -> None:
    with pytest.raises(Invalid):
        FileMail(tmp_path).send("a@council.example", subject, "B")


def test_other_subjects_are_kept_to_the_letter(tmp_path: Path) -> None:
    subject = "№\u00a05 🙂 \u202eRTL <b>"
    FileMail(tmp_path).send("a@council.example", subject, "From nobody\r\nBcc: x\r")

    [path] = tmp_path.iterdir()
    assert read(path)["Subject"] == subject
    assert (read(path)["Bcc"], body_of(read(path))) == (None, "From nobody\nBcc: x\n")


def test_domains_of_other_scripts_travel_in_ascii(tmp_path: Path) -> None:
    FileMail(tmp_path).send("info@совет.рф", "S", "B")

    [path] = tmp_path.iterdir()
    assert read(path)["To"] == "info@xn--b1agzli.xn--p1ai"


def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mail").write_text("a file")
    with pytest.raises(Unavailable):
        FileMail(tmp_path / "mail").send("a@council.example", "S", "B")


class SmtpServer:
    """Just enough of SMTP (RFC 5321) to accept a mail, or to refuse it as configured."""

    def __init__(self, refuse: dict[bytes, bytes]) -> None:
        self.refuse = refuse
        self.received: list[bytes] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def _serve(self) -> None:
        connection, _ = self._listener.accept()
        with connection, connection.makefile("rwb") as lines:
            self._say(lines.write, lines.flush, b"220 ready")
            in_data = False
            for line in lines:
                self.received.append(line)
                if in_data and line != b".\r\n":
                    continue
                verb = line[:4].upper().strip()
                in_data = verb == b"DATA"
                usual = {b"DATA": b"354 go on", b"QUIT": b"221 bye"}.get(verb, b"250 ok")
                self._say(lines.write, lines.flush, self.refuse.get(verb, usual))
                if verb == b"QUIT":
                    return

    def _say(self, write: Callable[[bytes], object], flush: Callable[[], object], answer: bytes) -> None:
        write(answer + b"\r\n")
        flush()

    def close(self) -> None:
        self._listener.close()
        self._thread.join()


@pytest.fixture
def smtp(request: pytest.FixtureRequest) -> Iterator[SmtpServer]:
    server = SmtpServer(getattr(request, "param", {}))
    yield server
    server.close()


def mailer(port: int) -> SmtpMail:
    return SmtpMail("127.0.0.1", port, "docs@council.example", security="none", clock=lambda: AT)


def test_a_server_gets_the_whole_mail(smtp: SmtpServer) -> None:
    mailer(smtp.port).send("a@council.example", SUBJECT, BODY, key="event-7-a")

    begin, end = smtp.received.index(b"data\r\n") + 1, smtp.received.index(b".\r\n")
    message = message_from_bytes(b"".join(smtp.received[begin:end]), policy=policy.default)
    assert isinstance(message, EmailMessage)
    assert (message["Subject"], body_of(message)) == (SUBJECT, BODY)
    assert smtp.received[begin - 3 : begin - 1] == [
        b"mail FROM:<docs@council.example>" + smtp.received[begin - 3][32:],
        b"rcpt TO:<a@council.example>\r\n",
    ]


@pytest.mark.parametrize("smtp", [{b"RCPT": b"550 no such user"}], indirect=True)
def test_a_recipient_that_the_server_refuses_is_reported(smtp: SmtpServer) -> None:
    with pytest.raises(Invalid) as refused:
        mailer(smtp.port).send("a@council.example", "S", "B")
    assert refused.value.details == {"to": "a@council.example", "why": "no such user"}


@pytest.mark.parametrize("smtp", [{b"RCPT": b"451 later"}, {b"MAIL": b"550 not you"}], indirect=True)
def test_other_refusals_may_pass(smtp: SmtpServer) -> None:
    with pytest.raises(Unavailable):
        mailer(smtp.port).send("a@council.example", "S", "B")


def test_a_server_without_tls_gets_nothing_where_tls_is_asked(smtp: SmtpServer) -> None:
    with pytest.raises(Unavailable):
        SmtpMail("127.0.0.1", smtp.port, "docs@council.example", "user", "secret").send(
            "a@council.example", "S", "B"
        )
    assert [line for line in smtp.received if b"AUTH" in line.upper() or b"MAIL" in line.upper()] == []


def test_a_missing_server_is_reported(smtp: SmtpServer) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(Unavailable):
        mailer(port).send("a@council.example", "S", "B")
    mailer(smtp.port).send("a@council.example", "S", "B")


def test_a_password_is_not_shown() -> None:
    assert "secret" not in repr(SmtpMail("h", 25, "a@b.example", "user", "secret"))


def test_a_server_is_tried_without_sending_anything(smtp: SmtpServer) -> None:
    mailer(smtp.port).check()
    verbs = [line[:4].upper().strip() for line in smtp.received]
    assert verbs == [b"EHLO", b"NOOP", b"QUIT"]


def test_why_a_server_would_refuse_mail_is_reported(smtp: SmtpServer) -> None:
    with pytest.raises(Unavailable, match=r"^mail\.not_sent"):
        SmtpMail("127.0.0.1", smtp.port, "docs@council.example", "user", "secret").check()


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (socket.gaierror(-2, "Name or service not known"), "Name or service not known"),
        (ConnectionRefusedError(111, "Connection refused"), "Connection refused"),
        (SMTPAuthenticationError(535, b"5.7.8 wrong password"), "535 5.7.8 wrong password"),
        (SMTPServerDisconnected("Connection unexpectedly closed"), "Connection unexpectedly closed"),
        (TimeoutError("timed out"), "timed out"),
    ],
)
def test_the_words_are_for_people(error: OSError, why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("smtplib.SMTP", refuse)
    with pytest.raises(Unavailable) as refused:
        mailer(25).check()
    assert refused.value.details == {"why": why}
