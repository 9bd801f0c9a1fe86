"""The settings: what the environment says, with every fault named."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path
from typing import Any

import pytest

from cmia_docs.errors import Invalid
from cmia_docs.settings import Settings, from_environment
from tests.paths import ROOT

EXAMPLE = ROOT / ".env.example"


def faults(**environment: str) -> list[str]:
    """What is refused of `CMIA_...` variables."""
    with pytest.raises(Invalid) as refused:
        from_environment({f"CMIA_{name}": value for name, value in environment.items()})
    assert refused.value.code == "settings.faults"
    listed = refused.value.details["faults"]
    assert isinstance(listed, tuple)
    return list(listed)


def test_what_holds_where_nothing_is_set() -> None:
    data = Path("var").absolute()
    assert from_environment({}) == Settings(data=data, database_url=f"sqlite:///{data}/council.db")


def test_where_things_stand(tmp_path: Path) -> None:
    settings = from_environment({"CMIA_DATA": str(tmp_path), "CMIA_HOST": "::1", "CMIA_PORT": "80"})
    assert (settings.drafts, settings.register, settings.index) == (
        tmp_path / "drafts.git",
        tmp_path / "register.git",
        tmp_path / "index",
    )
    assert settings.address == "http://[::1]:80"


@pytest.mark.parametrize(
    ("name", "value", "field", "taken"),
    [
        ("PORT", " 8080 ", "port", 8080),
        ("BEHIND_PROXY", "Yes", "behind_proxy", True),
        ("BEHIND_PROXY", "", "behind_proxy", False),
        ("FOLLOW_UP_IN_SERVER", "off", "follow_up_in_server", False),
        ("LOG_LEVEL", "debug", "log_level", "DEBUG"),
        ("LOG_FORMAT", "json", "log_format", "JSON"),
        ("METRICS_TOKEN", "0123456789abcdef", "metrics_token", "0123456789abcdef"),
        ("SMTP_SECURITY", "TLS", "smtp_security", "tls"),
        ("SMTP_PASSWORD", "p=q#r", "smtp_password", "p=q#r"),
        ("PUBLIC_URL", "https://docs.example.org/", "public_url", "https://docs.example.org"),
        ("DATABASE_URL", "postgresql://a:b@c/d", "database_url", "postgresql://a:b@c/d"),
        ("MAX_UPLOAD_BYTES", "10000", "max_upload_bytes", 10_000),
    ],
)
def test_what_is_taken(name: str, value: str, field: str, taken: Any) -> None:
    assert getattr(from_environment({f"CMIA_{name}": value}), field) == taken


@pytest.mark.parametrize(
    ("url", "secure"), [("https://docs.example.org", True), ("http://docs.example.org", False), ("", False)]
)
def test_cookies_are_for_tls_alone_where_the_address_is(url: str, secure: bool) -> None:
    assert from_environment({"CMIA_PUBLIC_URL": url}).secure_cookies is secure
    assert from_environment({"CMIA_PUBLIC_URL": url, "CMIA_SECURE_COOKIES": "yes"}).secure_cookies


@pytest.mark.parametrize(
    ("name", "value", "fault"),
    [
        ("PORT", "0", "CMIA_PORT: give a whole number from 1 to 65535, not '0'"),
        ("PORT", "65536", "CMIA_PORT: give a whole number from 1 to 65535, not '65536'"),
        ("PORT", "8e3", "CMIA_PORT: give a whole number from 1 to 65535, not '8e3'"),
        ("THREADS", "-1", "CMIA_THREADS: give a whole number from 1 to 256, not '-1'"),
        ("BEHIND_PROXY", "maybe", "CMIA_BEHIND_PROXY: give yes or no, not 'maybe'"),
        ("LOG_LEVEL", "", "CMIA_LOG_LEVEL: give one of DEBUG, INFO, WARNING, ERROR, not ''"),
        ("SMTP_SECURITY", "ssl", "CMIA_SMTP_SECURITY: give one of NONE, STARTTLS, TLS, not 'SSL'"),
        ("PUBLIC_URL", "docs.example.org", "CMIA_PUBLIC_URL: begin it with http:// or https://"),
        ("PUBLIC_URL", "https://", "CMIA_PUBLIC_URL: begin it with http:// or https://"),
        ("LOG_FORMAT", "xml", "CMIA_LOG_FORMAT: give one of AUTO, JSON, TEXT, not 'XML'"),
        (
            "METRICS_TOKEN",
            "short",
            "CMIA_METRICS_TOKEN: give 16 characters or more, letters and digits, without spaces",
        ),
        ("DATABASE_URL", "oracle://a:b@c", "CMIA_DATABASE_URL: begin it with postgresql:// or sqlite:///"),
        ("DATA", " ", "CMIA_DATA: name a folder"),
        ("DATA", "var?x", "CMIA_DATA: name a folder without a question mark"),
        ("HOST", "", "CMIA_HOST: name an address, such as 127.0.0.1"),
        ("MAIL_FROM", "a b@c", "CMIA_MAIL_FROM: give a mail address, not 'a b@c'"),
        ("PROT", "8000", "CMIA_PROT: there is no such setting"),
    ],
)
def test_what_is_refused(name: str, value: str, fault: str) -> None:
    assert faults(**{name: value}) == [fault]


def test_all_faults_at_once_and_no_secret_among_them() -> None:
    listed = faults(PORT="x", THREADS="y", SMTP_PASSWORDS="geheim", DATABASE_URL="mysql://a:geheim@b/c")
    assert len(listed) == 4
    assert "geheim" not in str(listed)


def test_other_programs_variables_are_passed_over() -> None:
    assert from_environment({"PORT": "x", "XCMIA_PORT": "y"}) == from_environment({})


def test_the_example_names_every_setting_with_its_default() -> None:
    lines = EXAMPLE.read_text("utf-8").splitlines()
    values = dict(line.lstrip("#").split("=", 1) for line in lines if re.match(r"#?CMIA_", line))
    names = {f"CMIA_{field.name.upper()}" for field in dataclasses.fields(Settings)}
    assert set(values) == names
    set_there = {name: value for name, value in values.items() if f"{name}={value}" in lines}
    assert from_environment(set_there) == from_environment({})


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:///",
        "sqlite:///:memory:",
        "postgresql://cmia:geheim@db:port/cmia",
        "postgresql://cmia:geheim@db:99999/cmia",
        "postgresql://cmia:geheim@[::1/cmia",
    ],
)
def test_an_address_that_names_no_database_is_a_fault_among_others(url: str) -> None:
    listed = faults(DATABASE_URL=url, PORT="0")
    assert [fault.partition(":")[0] for fault in listed] == ["CMIA_DATABASE_URL", "CMIA_PORT"]
    assert "geheim" not in "".join(listed)


@pytest.mark.parametrize("url", ["postgresql:///cmia?host=/run/postgresql", "sqlite:////srv/council.db"])
def test_an_address_that_names_one_is_taken(url: str) -> None:
    assert from_environment({"CMIA_DATABASE_URL": url}).database_url == url
