"""What `flask doctor` asks of the proxy before the server: it comes to the server as people do."""

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


def proxy(found: Installation) -> Iterator[CheckResult]:
    """People reach the server at the public address, and it learns who they are."""
    address = found.settings.public_url
    if not address:
        return
    try:
        status, content, ends = _asked(address)
    except ssl.SSLCertVerificationError as error:
        yield fault("proxy", f"{address} has a certificate that is not taken: {error.verify_message}.")
        return
    except (OSError, HTTPException) as error:
        why = getattr(error, "strerror", None) or error
        yield note(
            "proxy", f"{address} does not answer from here: {why}. Is nginx running, and the name right?"
        )
        return
    if ends is not None and ends < _SOON:
        yield fault("proxy", f"The certificate of {address} ends in {ends // _DAY} days: certbot renew")
    yield _as_seen(found, status, content)


def _asked(address: str) -> tuple[int, bytes, int | None]:
    """The answer to `/healthz` there, and in how many seconds the certificate ends."""
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
        answer = connection.getresponse()
        return answer.status, answer.read(_LARGEST), ends
    finally:
        connection.close()


def _as_seen(found: Installation, status: int, content: bytes) -> CheckResult:
    address = found.settings.public_url
    said = _object(content)
    if status >= 500:
        return note("proxy", f"{address} answers {status}: the server behind it is not running.")
    if status != 200 or "seen_as" not in said:
        return fault("proxy", f"Something else answers at {address}. {_COMPARE}")
    if not found.settings.behind_proxy:
        return well("proxy", f"{address} answers.")
    if said["seen_as"] != f"{address}/":
        return fault(
            "proxy",
            f"People come to {address}, and the server is told {said['seen_as']}, so it refuses their forms: "
            f"Host and X-Forwarded-Proto are not passed on, or CMIA_PUBLIC_URL is not right. {_COMPARE}",
        )
    if said["client_named"] is not True:
        return fault(
            "proxy",
            "The server is not told who comes (X-Forwarded-For): one person's wrong passwords would shut out "
            f"all. {_COMPARE}",
        )
    return well("proxy", f"{address} answers, and the server is told who comes.")


def _object(content: bytes) -> dict[str, Any]:
    try:
        said = json.loads(content)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


PROXY = (Check("proxy", proxy),)
