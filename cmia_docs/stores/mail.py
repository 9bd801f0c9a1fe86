"""Mail to people: sent by SMTP, or written into a folder where no mail server is configured.

Whoever develops the product sees mails on the console.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import make_msgid
from hashlib import sha256
from pathlib import Path
from typing import Literal, Protocol, TextIO
from unicodedata import category

from cmia_docs.errors import Invalid, Refused, Unavailable
from cmia_docs.reasons import Reason
from cmia_docs.reasons.operation import MailBadAddress, MailNotSent, MailRecipientRefused

Clock = Callable[[], datetime]
Security = Literal["starttls", "tls", "none"]
"""`starttls`: switched to TLS before any data is sent; `tls`: from the first byte; `none`: not encrypted."""

MAX_SUBJECT = 500
SMTP_SECONDS = 20.0

# Control characters, surrogates, and the line and paragraph separators of Unicode.
_LINE_BREAKING = {"Cc", "Cs", "Zl", "Zp"}


class Mail(Protocol):
    """Something that can send a mail."""

    def send(self, to: str, subject: str, body: str, *, key: str | None = None) -> None:
        """Send a plain text to one address.

        The same `key` gives the same Message-ID, so that a repeated mail can be distinguished from a second
        one. `Invalid` for an address or subject that cannot be a header, or that the server refuses
        permanently; `Unavailable` when it could not be sent now: try again.
        """
        ...


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class SmtpMail:
    """Sends by an SMTP server. `sender` is a bare address; certificates are checked."""

    host: str
    port: int
    sender: str
    username: str = ""
    password: str = field(default="", repr=False)
    security: Security = "starttls"
    clock: Clock = _now

    def send(self, to: str, subject: str, body: str, *, key: str | None = None) -> None:
        """See `Mail.send`. Waits at most `SMTP_SECONDS` for each answer of the server."""
        message = compose(self.sender, to, subject, body, at=self.clock(), key=key)
        try:
            with self._ready() as server:
                server.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            code, reply = next(iter(error.recipients.values()))
            if code >= 500:
                raise Invalid(MailRecipientRefused(to=to, why=reply.decode("utf-8", "replace"))) from error
            raise Unavailable(MailNotSent(_why(error))) from error
        except (smtplib.SMTPException, OSError) as error:
            raise Unavailable(MailNotSent(_why(error))) from error

    def check(self) -> None:
        """Connect to the server as for a mail, without sending one. `Unavailable` says why it would fail."""
        try:
            with self._ready() as server:
                server.ehlo_or_helo_if_needed()
                server.noop()
        except (smtplib.SMTPException, OSError) as error:
            raise Unavailable(MailNotSent(_why(error))) from error

    @contextmanager
    def _ready(self) -> Iterator[smtplib.SMTP]:
        """A connection, with TLS and signed in as configured."""
        with self._connect() as server:
            if self.security == "starttls":
                server.starttls(context=ssl.create_default_context())
            if self.username:
                server.login(self.username, self.password)
            yield server

    def _connect(self) -> smtplib.SMTP:
        if self.security == "tls":
            context = ssl.create_default_context()
            return smtplib.SMTP_SSL(self.host, self.port, timeout=SMTP_SECONDS, context=context)
        return smtplib.SMTP(self.host, self.port, timeout=SMTP_SECONDS)


def why_not_sent(error: Refused) -> str:
    """In the words of the mail server or of the network; the code of another refusal."""
    return error.reason.why if isinstance(error.reason, MailNotSent) else error.code


@dataclass(frozen=True)
class FileMail:
    """Writes each mail to an `.eml` file, which mail programs open. The default without a mail server."""

    folder: Path
    sender: str = "cmia-docs@localhost"
    clock: Clock = _now

    def send(self, to: str, subject: str, body: str, *, key: str | None = None) -> None:
        """See `Mail.send`. A mail is written as one complete file; the same `key` replaces the same file."""
        at = self.clock()
        message = compose(self.sender, to, subject, body, at=at, key=key)
        # A repeated mail gets the same name: the hash of its Message-ID, which depends on the key.
        name = sha256(str(message["Message-ID"]).encode()).hexdigest()[:16]
        target = self.folder / (f"{name}.eml" if key else f"{at:%Y%m%dT%H%M%S}-{name}.eml")
        part = target.with_suffix(".part")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            part.write_bytes(message.as_bytes())
            part.replace(target)
        except OSError as error:
            raise Unavailable(MailNotSent(_why(error))) from error


@dataclass(frozen=True)
class ConsoleMail:
    """Shows each mail to whoever develops the product, and sends none.

    Not for a council's server: links in mails give rights, and a console may be kept as a log.
    """

    out: TextIO
    sender: str = "cmia-docs@localhost"
    clock: Clock = _now

    def send(self, to: str, subject: str, body: str, *, key: str | None = None) -> None:
        """See `Mail.send`. What could not be sent is refused here too."""
        compose(self.sender, to, subject, body, at=self.clock(), key=key)
        self.out.write(f"\n--- Mail to {to}\n{subject}\n\n{body}---\n")
        self.out.flush()


def _why(error: Exception) -> str:
    """The message of the server or the system, without what Python adds to it."""
    if isinstance(error, smtplib.SMTPResponseException):
        reply = error.smtp_error
        return f"{error.smtp_code} {reply.decode('utf-8', 'replace') if isinstance(reply, bytes) else reply}"
    return getattr(error, "strerror", None) or str(error)


def compose(
    sender: str, to: str, subject: str, body: str, *, at: datetime, key: str | None = None
) -> EmailMessage:
    """A plain text message to one recipient. `Invalid` for values that could inject a header or recipient."""
    from_address, to_address = _address(sender), _address(to)
    if len(subject) > MAX_SUBJECT or any(category(character) in _LINE_BREAKING for character in subject):
        raise Invalid(Reason.MAIL_BAD_SUBJECT)
    if "\0" in body:
        raise Invalid(Reason.MAIL_BAD_BODY)
    ascii_only = from_address.addr_spec.isascii() and to_address.addr_spec.isascii()
    message = EmailMessage(policy=SMTP if ascii_only else SMTPUTF8)
    message["From"], message["To"], message["Subject"] = from_address, to_address, subject
    message["Date"] = at.astimezone(UTC)
    message["Message-ID"] = _message_id(key, from_address.domain)
    # Tells automatic responders and mailing lists that nobody expects a reply (RFC 3834).
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(body.replace("\r\n", "\n").replace("\r", "\n"))
    return message


def _message_id(key: str | None, domain: str) -> str:
    if key is None:
        return make_msgid(domain=domain)
    return f"<{sha256(key.encode()).hexdigest()[:32]}@{domain}>"


def _address(text: str) -> Address:
    try:
        parsed = Address(addr_spec=text)
        # Domains in other scripts are sent in their ASCII form, which every server understands.
        domain = parsed.domain.encode("idna").decode()
    except (MessageError, ValueError, IndexError) as error:
        raise Invalid(MailBadAddress(text[:200])) from error
    if not domain or not text.isprintable() or any(mark in text for mark in ' <>,;:"'):
        raise Invalid(MailBadAddress(text[:200]))
    return Address(username=parsed.username, domain=domain)
