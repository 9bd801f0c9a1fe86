"""`flask serve`: refused in a sentence, or serving until it is told to stop."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from cmia_docs.actions.operation.verify import verify
from tests.cli.commands import at, environment, finished, free_port, listening, start
from tests.factories.product import Product
from tests.paths import ROOT


def wait_for(process: subprocess.Popen[str], port: int) -> None:
    """Wait until the server answers."""
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
                assert answer.status == 200
                return
        except OSError:
            time.sleep(0.1)
    process.kill()
    pytest.fail(f"the server did not answer: {finished(process)}")


def test_a_taken_port_names_the_next_free_one(data: Path) -> None:
    with listening() as port:
        result = at(data, "serve", CMIA_PORT=str(port))
    assert result.code == 1
    assert result.sentence.startswith(f"Port {port} on 127.0.0.1 is in use. Is the product running already?")
    other = int(result.sentence.split("CMIA_PORT=")[1].split()[0])
    assert port < other < port + 20


@pytest.mark.parametrize("host", ["256.256.256.256", "no.such.host.invalid", "192.0.2.1"])
def test_an_address_that_is_not_ours(data: Path, host: str) -> None:
    result = at(data, "serve", CMIA_HOST=host)
    assert (result.code, result.sentence.startswith(f"The address {host} cannot be used (")) == (1, True), (
        result
    )


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_told_to_stop_it_ends_well_and_leaves_nothing_waiting(
    product: Product, number: signal.Signals
) -> None:
    product.adopted()
    data, port = product.installation.settings.data, free_port()
    process = start(data, "serve", CMIA_PORT=str(port))
    wait_for(process, port)
    process.send_signal(number)
    result = finished(process)
    assert result.code == 0
    assert f"CMIA Docs is at http://127.0.0.1:{port}" in result.out
    assert "Ctrl-C stops it." in result.out
    assert verify(product.services) == []


def test_the_demo_names_its_sign_ins_and_two_servers_do_not_share_a_folder(demo: Path) -> None:
    port = free_port()
    first = start(demo, "serve", "--demo", CMIA_PORT=str(port))
    wait_for(first, port)
    second = at(demo, "serve", "--demo", CMIA_PORT=str(port))
    assert (second.code, f"{demo} is served already, by process {first.pid}" in second.sentence) == (1, True)
    first.terminate()
    result = finished(first)
    assert result.code == 0
    assert "secretariat@cmia.example" in result.out
    assert "password of all" in result.out


def test_a_lost_index_and_a_lost_key_do_not_keep_it_from_starting(product: Product) -> None:
    product.adopted()
    product.follow_up()
    data, port = product.installation.settings.data, free_port()
    shutil.rmtree(data / "index")
    (data / "secret.key").unlink()
    process = start(data, "serve", CMIA_PORT=str(port))
    wait_for(process, port)
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/register", timeout=30) as answer:
        assert answer.status == 200
    process.terminate()
    assert finished(process).code == 0
    assert (data / "secret.key").stat().st_size == 32
    assert (data / "index").is_dir()


def test_an_address_may_have_letters_of_any_alphabet_as_they_are(product: Product) -> None:
    """Command line tools send what was typed; a browser encodes it."""
    product.adopted()
    data, port = product.installation.settings.data, free_port()
    process = start(data, "serve", CMIA_PORT=str(port))
    wait_for(process, port)
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.sendall("GET /search?q=абракадабра HTTP/1.0\r\nHost: x\r\n\r\n".encode())
        answer = b"".join(iter(lambda: connection.recv(65536), b"")).decode()
    process.terminate()
    assert finished(process).code == 0
    assert answer.startswith("HTTP/1.0 200") or answer.startswith("HTTP/1.1 200"), answer[:200]
    assert 'value="абракадабра"' in answer


def test_the_program_itself_serves_too(data: Path) -> None:
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "app.py"],
        cwd=ROOT,
        env=environment(data, {"CMIA_PORT": str(port)}),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    wait_for(process, port)
    process.send_signal(signal.SIGTERM)
    assert finished(process).code == 0
