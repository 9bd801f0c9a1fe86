"""The settings of an installation. This module alone reads the environment; see `.env.example`."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, cast

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from cmia_docs.errors import Invalid
from cmia_docs.reasons.operation import SettingsFaults

_TRUE, _FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings that an administrator makes outside the product. Paths are absolute."""

    data: Path
    database_url: str
    host: str = "127.0.0.1"
    port: int = 8000
    threads: int = 16
    public_url: str = ""
    """The address that people use, such as https://docs.example.org; empty: that of the request."""
    behind_proxy: bool = False
    """Trust one reverse proxy's X-Forwarded headers."""
    secure_cookies: bool = False
    """Cookies only over TLS; by default on if the public address begins with https."""
    follow_up_in_server: bool = True
    mail_from: str = "cmia-docs@localhost"
    smtp_host: str = ""
    smtp_port: int = 25
    smtp_user: str = ""
    smtp_password: str = ""
    smtp_security: Literal["none", "starttls", "tls"] = "starttls"
    log_level: str = "INFO"
    log_format: str = "AUTO"
    """JSON: an object per line; TEXT: for people; AUTO: text on a terminal, else JSON."""
    metrics_token: str = field(default="", repr=False)
    """Gives access to the metrics from other machines; empty: only from this machine."""
    max_upload_bytes: int = 5_000_000

    @property
    def address(self) -> str:
        """The address for links in notices and on the console."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return self.public_url or f"http://{host}:{self.port}"

    @property
    def drafts(self) -> Path:
        """The restricted repository."""
        return self.data / "drafts.git"

    @property
    def register(self) -> Path:
        """The public repository."""
        return self.data / "register.git"

    @property
    def index(self) -> Path:
        """The folder of the search indexes."""
        return self.data / "index"


def from_environment(environment: Mapping[str, str] | None = None) -> Settings:
    """Read all `CMIA_...` variables. Raises `Invalid` with all faults at once, by variable."""
    raw = {
        key.removeprefix("CMIA_"): value
        for key, value in (os.environ if environment is None else environment).items()
        if key.startswith("CMIA_")
    }
    reader = _Reader(raw)
    data = reader.folder("DATA", "var")
    public_url = reader.text("PUBLIC_URL", "").rstrip("/")
    settings = Settings(
        data=data,
        database_url=reader.database("DATABASE_URL", data / "council.db"),
        host=reader.required("HOST", "127.0.0.1", "name an address, such as 127.0.0.1"),
        port=reader.number("PORT", 8000, 1, 65535),
        threads=reader.number("THREADS", 16, 1, 256),
        public_url=public_url,
        behind_proxy=reader.flag("BEHIND_PROXY", False),
        secure_cookies=reader.flag("SECURE_COOKIES", public_url.startswith("https://")),
        follow_up_in_server=reader.flag("FOLLOW_UP_IN_SERVER", True),
        mail_from=reader.address("MAIL_FROM", "cmia-docs@localhost"),
        smtp_host=reader.text("SMTP_HOST", ""),
        smtp_port=reader.number("SMTP_PORT", 25, 1, 65535),
        smtp_user=reader.text("SMTP_USER", ""),
        smtp_password=reader.text("SMTP_PASSWORD", ""),
        smtp_security=reader.security(),
        log_level=reader.choice("LOG_LEVEL", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR")),
        log_format=reader.choice("LOG_FORMAT", "AUTO", ("AUTO", "JSON", "TEXT")),
        metrics_token=reader.token("METRICS_TOKEN"),
        max_upload_bytes=reader.number("MAX_UPLOAD_BYTES", 5_000_000, 10_000, 100_000_000),
    )
    if public_url and not re.match(r"https?://[^/\s?#]", public_url):
        reader.faults.append("CMIA_PUBLIC_URL: begin it with http:// or https://")
    reader.refuse_faults()
    return settings


def _is_database(url: str) -> bool:
    """Whether an address names a file, or a server at a valid port."""
    try:
        address = make_url(url)
    except (ArgumentError, ValueError):  # ValueError: the port is not a number
        return False
    if address.get_backend_name() == "sqlite":
        return address.database not in (None, "", ":memory:")
    return address.port is None or 0 < address.port < 65536


class _Reader:
    """Takes variables out of the environment and collects their faults."""

    def __init__(self, raw: Mapping[str, str]) -> None:
        self._left = dict(raw)
        self.faults: list[str] = []

    def text(self, name: str, default: str) -> str:
        return self._left.pop(name, default).strip()

    def required(self, name: str, default: str, fault: str) -> str:
        value = self.text(name, default)
        if not value:
            self.faults.append(f"CMIA_{name}: {fault}")
        return value or default

    def folder(self, name: str, default: str) -> Path:
        value = self.required(name, default, "name a folder")
        if "?" in value:  # it would end the path in the address of the database
            self.faults.append(f"CMIA_{name}: name a folder without a question mark")
        return Path(value).absolute()

    def address(self, name: str, default: str) -> str:
        value = self.text(name, default)
        if not re.fullmatch(r"[^\s@]+@[^\s@]+", value):
            self.faults.append(f"CMIA_{name}: give a mail address, not {value!r}")
        return value

    def database(self, name: str, default: Path) -> str:
        value = self.text(name, "") or f"sqlite:///{default}"
        # Without the value, which may contain a password.
        if not value.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg://")):
            self.faults.append(f"CMIA_{name}: begin it with postgresql:// or sqlite:///")
        elif not _is_database(value):
            self.faults.append(
                f"CMIA_{name}: write sqlite:////path/to/file or postgresql://user:password@host:5432/database"
            )
        return value

    def token(self, name: str) -> str:
        value = self.text(name, "")
        if value and not re.fullmatch(r"[!-~]{16,}", value):
            self.faults.append(f"CMIA_{name}: give 16 characters or more, letters and digits, without spaces")
        return value

    def number(self, name: str, default: int, low: int, high: int) -> int:
        value = self.text(name, str(default))
        if not value.isdecimal() or not low <= int(value) <= high:
            self.faults.append(f"CMIA_{name}: give a whole number from {low} to {high}, not {value!r}")
            return default
        return int(value)

    def flag(self, name: str, default: bool) -> bool:
        value = self.text(name, str(default)).lower()
        if value not in _TRUE | _FALSE:
            self.faults.append(f"CMIA_{name}: give yes or no, not {value!r}")
        return value in _TRUE

    def choice(self, name: str, default: str, choices: tuple[str, ...]) -> str:
        value = self.text(name, default).upper()
        if value not in choices:
            self.faults.append(f"CMIA_{name}: give one of {', '.join(choices)}, not {value!r}")
        return value

    def security(self) -> Literal["none", "starttls", "tls"]:
        value = self.choice("SMTP_SECURITY", "STARTTLS", ("NONE", "STARTTLS", "TLS")).lower()
        return cast(Literal["none", "starttls", "tls"], value)

    def refuse_faults(self) -> None:
        self.faults.extend(f"CMIA_{name}: there is no such setting" for name in sorted(self._left))
        if self.faults:
            raise Invalid(SettingsFaults(tuple(self.faults)))
