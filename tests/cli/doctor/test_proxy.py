"""`flask doctor` comes to the server as people do, and says what the proxy between them forgets."""

from __future__ import annotations

import json
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from ssl import PROTOCOL_TLS_SERVER, SSLContext

import pytest

from cmia_docs.cli.doctor import proxy as proxy_module
from cmia_docs.cli.doctor.check_result import Level
from cmia_docs.cli.doctor.proxy import proxy
from cmia_docs.installation import Installation
from tests.cli.commands import free_port
from tests.conftest import app_for_tests, close, settings_for
from tests.factories.product import FakeClock, FakeMail


@contextmanager
def answering(status: int, content: bytes, tls: SSLContext | None = None) -> Iterator[int]:
    """A web server that always answers this; its port."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        if tls is not None:
            server.socket = tls.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield int(server.server_address[1])
        server.shutdown()
        thread.join()


def results_of(data: Path, **settings: str) -> list[tuple[Level, str]]:
    """The results of the check of the proxy."""
    app = app_for_tests(settings_for(data, **settings), FakeClock(), FakeMail())
    installation: Installation = app.extensions["cmia_docs_installation"]
    results = [(result.level, result.sentence) for result in proxy(installation)]
    close(app)
    return results


def healthy(seen_as: str, named: bool = True) -> bytes:
    """The server's own answer, behind a proxy."""
    return json.dumps({"status": "ok", "seen_as": seen_as, "client_named": named}).encode()


@pytest.mark.parametrize(
    ("seen_as", "named", "level", "words"),
    [
        ("{address}/", True, Level.WELL, "{address} answers, and the server learns the addresses"),
        ("{address}/", False, Level.FAULT, "The server does not learn the addresses of clients"),
        (
            "http://127.0.0.1:8000/",
            True,
            Level.FAULT,
            "the server sees http://127.0.0.1:8000/,",
        ),
    ],
)
def test_what_the_proxy_passes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seen_as: str, named: bool, level: Level, words: str
) -> None:
    address = "https://docs.example.org"
    answer = (200, healthy(seen_as.format(address=address), named), None)
    monkeypatch.setattr(proxy_module, "_healthz", lambda _address: answer)
    [(actual, sentence)] = results_of(tmp_path, CMIA_PUBLIC_URL=address, CMIA_BEHIND_PROXY="yes")
    assert actual is level
    assert words.format(address=address) in sentence


@pytest.mark.parametrize(
    ("status", "content", "level", "words"),
    [
        (502, b"<html>", Level.NOTE, "answers 502: the server behind it is not running."),
        (200, b"<html>Welcome to nginx!", Level.FAULT, "Something else answers at "),
        (404, b"[]", Level.FAULT, "Something else answers at "),
        (200, healthy("elsewhere"), Level.WELL, " answers."),
    ],
)
def test_who_answers_there(tmp_path: Path, status: int, content: bytes, level: Level, words: str) -> None:
    with answering(status, content) as port:
        [(actual, sentence)] = results_of(tmp_path, CMIA_PUBLIC_URL=f"http://127.0.0.1:{port}")
    assert actual is level
    assert words in sentence


def test_nobody_answers_there(tmp_path: Path) -> None:
    [(level, sentence)] = results_of(tmp_path, CMIA_PUBLIC_URL=f"https://127.0.0.1:{free_port()}")
    assert level is Level.NOTE
    assert "does not answer from here: Connection refused. Is nginx running" in sentence


def test_no_public_address_is_asked_for_nothing(tmp_path: Path) -> None:
    assert results_of(tmp_path) == []


def test_a_certificate_is_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    wanted = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 3 -subj /CN=127.0.0.1"
    named = ("-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(certificate))
    subprocess.run(["openssl", "req", "-x509", *wanted.split(), *named], check=True, capture_output=True)
    tls = SSLContext(PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate, key)
    with answering(200, healthy("elsewhere"), tls) as port:
        address = f"https://127.0.0.1:{port}"
        [(level, sentence)] = results_of(tmp_path / "var", CMIA_PUBLIC_URL=address)
        assert (level, sentence) == (
            Level.FAULT,
            f"The certificate of {address} is not accepted: self-signed certificate.",
        )
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        results = results_of(tmp_path / "var", CMIA_PUBLIC_URL=address)
    assert results == [
        (Level.FAULT, f"The certificate of {address} expires in 2 days: certbot renew"),
        (Level.WELL, f"{address} answers."),
    ]
