"""The check of `flask doctor` on the proxy in front of the server: it connects as users do."""

from __future__ import annotations

import json
import ssl
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit

from cmia_docs.cli.doctor.check_result import Check, CheckResult, fault, note, well
from cmia_docs.installation import Installation

_SECONDS = 10
_LARGEST = 100_000
_DAY = 86_400
_SOON = 14 * _DAY
_COMPARE = "Compare the site in nginx with deploy/nginx.conf."


def proxy(installation: Installation) -> Iterator[CheckResult]:
    """Users reach the server at the public address, and it learns their addresses."""
    address = installation.settings.public_url
    if not address:
        return
    try:
        status, content, ends = _healthz(address)
    except ssl.SSLCertVerificationError as error:
        yield fault("proxy", f"The certificate of {address} is not accepted: {error.verify_message}.")
        return
    except (OSError, HTTPException) as error:
        why = getattr(error, "strerror", None) or error
        yield note(
            "proxy", f"{address} does not answer from here: {why}. Is nginx running, and is the name right?"
        )
        return
    if ends is not None and ends < _SOON:
        yield fault("proxy", f"The certificate of {address} expires in {ends // _DAY} days: certbot renew")
    yield _check_answer(installation, status, content)


def _healthz(address: str) -> tuple[int, bytes, int | None]:
    """Status and content of `/healthz` at the address, and the seconds until the certificate expires."""
    parts = urlsplit(address)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = kind(parts.netloc, timeout=_SECONDS)
    try:
        connection.connect()
        socket, ends = connection.sock, None
        if isinstance(socket, ssl.SSLSocket):
            until = str((socket.getpeercert() or {})["notAfter"])
            ends = int(ssl.cert_time_to_seconds(until) - time.time())
        connection.request("GET", f"{parts.path}/healthz")
        response = connection.getresponse()
        return response.status, response.read(_LARGEST), ends
    finally:
        connection.close()


def _check_answer(installation: Installation, status: int, content: bytes) -> CheckResult:
    address = installation.settings.public_url
    answer = _object(content)
    if status >= 500:
        return note("proxy", f"{address} answers {status}: the server behind it is not running.")
    if status != 200 or "seen_as" not in answer:
        return fault("proxy", f"Something else answers at {address}. {_COMPARE}")
    if not installation.settings.behind_proxy:
        return well("proxy", f"{address} answers.")
    if answer["seen_as"] != f"{address}/":
        return fault(
            "proxy",
            f"Users open {address}, but the server sees {answer['seen_as']}, so it refuses their forms: "
            f"Host and X-Forwarded-Proto are not passed on, or CMIA_PUBLIC_URL is wrong. {_COMPARE}",
        )
    if answer["client_named"] is not True:
        return fault(
            "proxy",
            "The server does not learn the addresses of clients (X-Forwarded-For): one person's wrong "
            f"passwords would lock out everybody. {_COMPARE}",
        )
    return well("proxy", f"{address} answers, and the server learns the addresses of clients.")


def _object(content: bytes) -> dict[str, Any]:
    try:
        value = json.loads(content)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


PROXY = (Check("proxy", proxy),)
