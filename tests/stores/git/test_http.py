"""`git clone` over HTTP: read-only, a limited number at once, and no process left running."""

from __future__ import annotations

import gzip
import io
import os
import random
import subprocess
import threading
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import TYPE_CHECKING, Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest

from cmia_docs.errors import Invalid, NotFound, TooLarge, Unavailable
from cmia_docs.stores.git import stream
from cmia_docs.stores.git.http import (
    ADVERTISEMENT_TYPE,
    MAX_REQUEST,
    RESULT_TYPE,
    advertise,
    upload_pack,
)
from cmia_docs.stores.git.store import GitStore
from tests.stores.conftest import SERVICE, processes, spec

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment


class Body:
    """The bytes of a request and no more: the stream of a connection has no end of its own."""

    def __init__(self, stream: Any, length: int) -> None:
        self._stream, self._left = stream, length

    def read(self, size: int, /) -> bytes:
        piece: bytes = self._stream.read(min(size, self._left))
        self._left -= len(piece)
        return piece


class Server(ThreadingMixIn, WSGIServer):
    """Serves one repository and records the requests of clients."""

    daemon_threads = False
    repository: Path
    requests: list[tuple[str, str, str]]


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        return


@pytest.fixture
def server(store: GitStore) -> Iterator[Server]:
    def app(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path, protocol = environ["PATH_INFO"], environ.get("HTTP_GIT_PROTOCOL", "")
        encoding = environ.get("HTTP_CONTENT_ENCODING", "")
        running.requests.append((path, protocol, encoding))
        if path == "/info/refs" and environ["QUERY_STRING"] == "service=git-upload-pack":
            start_response("200 OK", [("Content-Type", ADVERTISEMENT_TYPE)])
            return advertise(running.repository, protocol)
        if path == "/git-upload-pack":
            body = Body(environ["wsgi.input"], int(environ["CONTENT_LENGTH"]))
            start_response("200 OK", [("Content-Type", RESULT_TYPE)])
            return upload_pack(running.repository, body, protocol, encoding)
        start_response("404 Not Found", [])
        return [b""]

    with make_server("127.0.0.1", 0, app, Server, Quiet) as running:
        running.repository, running.requests = store.path, []
        thread = threading.Thread(target=running.serve_forever, args=(0.02,))
        thread.start()
        yield running
        running.shutdown()
        thread.join()


def clone(server: Server, target: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return run("git", *options, "clone", "-q", f"http://127.0.0.1:{server.server_port}/", str(target))


def run(*command: str) -> subprocess.CompletedProcess[str]:
    clean = {"PATH": os.environ["PATH"], "GIT_CONFIG_GLOBAL": os.devnull, "GIT_TERMINAL_PROMPT": "0"}
    return subprocess.run(command, capture_output=True, text=True, env=clean, check=False)


def big_repository(store: GitStore) -> str:
    """A branch whose pack is larger than what pipes and sockets hold."""
    noise = random.Random(1).randbytes(8 * 2**20)  # noqa: S311 - the same on every run
    commit = store.write_commit(spec({"a/ru.md": noise}))
    store.move_ref("refs/heads/main", commit, None)
    return commit


def want(commit: str) -> bytes:
    """The request of a fresh clone in protocol 0."""
    line = f"want {commit} no-progress\n"
    return f"{len(line) + 4:04x}{line}00000009done\n".encode()


def runs(group: int) -> bool:
    """Whether a process of the group is alive; one that is dead and not yet fetched by its parent is not."""
    return any(each.group == group and each.state != "Z" for each in processes())


def ends(group: int) -> bool:
    """Whether a killed group ends; the system takes a moment to carry out a kill."""
    for _ in range(500):
        if not runs(group):
            return True
        time.sleep(0.01)
    return False


@pytest.mark.parametrize("version", ["0", "1", "2"])
def test_a_plain_clone_shows_the_text(store: GitStore, server: Server, tmp_path: Path, version: str) -> None:
    commit = store.write_commit(spec())
    store.move_ref("refs/heads/main", commit, None)
    store.create_tag("act-1", commit, "Принято", SERVICE)

    cloned = clone(server, tmp_path / "clone", "-c", f"protocol.version={version}")

    assert (cloned.returncode, cloned.stderr) == (0, "")
    assert (tmp_path / "clone" / "regulation" / "ru.md").read_bytes() == store.read(
        commit, "regulation/ru.md"
    )
    assert run("git", "-C", str(tmp_path / "clone"), "tag").stdout == "act-1\n"
    assert server.requests[0][1] == ("" if version == "0" else f"version={version}")


def test_an_empty_repository_can_be_cloned(server: Server, tmp_path: Path) -> None:
    assert clone(server, tmp_path / "clone").returncode == 0


def test_a_later_fetch_brings_only_what_is_new_and_may_be_packed(
    store: GitStore, server: Server, tmp_path: Path
) -> None:
    commits = [store.write_commit(spec())]
    for number in range(60):
        commits.append(store.write_commit(spec(message=str(number), parents=(commits[-1],))))
    store.move_ref("refs/heads/main", commits[-2], None)
    clone(server, tmp_path / "clone", "-c", "protocol.version=0")
    # Commits that only the client has make its request long, and git packs a long request.
    for number in range(60):
        run(
            "git", "-C", str(tmp_path / "clone"), "-c", "user.name=x", "-c", "user.email=x@y",
            "commit", "-q", "--allow-empty", "-m", str(number),
        )  # fmt: skip
    store.move_ref("refs/heads/main", commits[-1], commits[-2])

    fetched = run("git", "-C", str(tmp_path / "clone"), "-c", "protocol.version=0", "fetch", "-q")

    assert (fetched.returncode, fetched.stderr) == (0, "")
    head = run("git", "-C", str(tmp_path / "clone"), "rev-parse", "origin/main")
    assert head.stdout.strip() == commits[-1]
    assert {encoding for _, _, encoding in server.requests} == {"", "gzip"}


def test_nobody_can_push(store: GitStore, server: Server, tmp_path: Path) -> None:
    commit = store.write_commit(spec())
    store.move_ref("refs/heads/main", commit, None)
    clone(server, tmp_path / "clone")

    assert (
        run("git", "-C", str(tmp_path / "clone"), "push", "-q", "origin", "HEAD:refs/heads/mine").returncode
        == 128
    )
    assert store.refs("refs/") == {"refs/heads/main": commit}


def test_git_ends_when_the_client_leaves(store: GitStore) -> None:
    commit = big_repository(store)
    answer = upload_pack(store.path, [want(commit)])
    first = next(answer)
    assert 0 < len(first) <= stream.PIECE
    assert runs(answer.pid)

    answer.close()

    assert ends(answer.pid)
    assert list(answer) == []
    answer.close()


def test_git_ends_when_nobody_even_began_to_read(store: GitStore) -> None:
    answer = upload_pack(store.path, [want(big_repository(store))])
    answer.close()

    assert ends(answer.pid)


def test_git_ends_with_its_answer(store: GitStore) -> None:
    with upload_pack(store.path, [want(big_repository(store))]) as answer:
        pieces = list(answer)
        assert ends(answer.pid)
    assert max(map(len, pieces)) <= stream.PIECE
    assert b"".join(pieces)[:12] == b"0008NAK\nPACK"


def test_a_client_that_stops_reading_is_ended(store: GitStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "MAX_SECONDS", 0.05)
    commit = big_repository(store)
    answers = [upload_pack(store.path, [want(commit)]) for _ in range(stream.MAX_CLONES)]
    assert [ends(answer.pid) for answer in answers] == [True] * stream.MAX_CLONES

    monkeypatch.undo()
    # The places are free although the old answers are still held.
    with advertise(store.path) as after:
        assert b"".join(after).endswith(b"0000")
    for answer in answers:
        answer.close()


def test_clones_beyond_the_limit_are_told_to_come_back(store: GitStore) -> None:
    commit = big_repository(store)
    answers = [upload_pack(store.path, [want(commit)]) for _ in range(stream.MAX_CLONES)]
    with pytest.raises(Unavailable) as refused:
        upload_pack(store.path, [want(commit)])
    with pytest.raises(Unavailable):
        advertise(store.path)
    assert refused.value.code == "git.too_many_clones"

    answers.pop().close()
    upload_pack(store.path, [want(commit)]).close()
    for answer in answers:
        answer.close()


@pytest.mark.parametrize("encoding", ["gzip", "x-gzip"])
def test_a_packed_request_is_unpacked(store: GitStore, encoding: str) -> None:
    packed = gzip.compress(want(big_repository(store)))
    one_byte_a_time = [packed[at : at + 1] for at in range(len(packed))]

    with upload_pack(store.path, one_byte_a_time, None, encoding) as answer:
        assert b"".join(answer)[:12] == b"0008NAK\nPACK"


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (b"not gzip", "gzip"),
        (gzip.compress(b"x" * 100)[:-4], "gzip"),
        (gzip.compress(b"x" * 100) + b"more", "gzip"),
        (b"", "gzip"),
        (b"", "br"),
    ],
    ids=["not packed", "cut short", "more behind it", "empty", "unknown packing"],
)
def test_a_request_that_cannot_be_unpacked_is_refused(store: GitStore, body: bytes, encoding: str) -> None:
    with pytest.raises(Invalid):
        upload_pack(store.path, io.BytesIO(body), None, encoding)


def test_a_request_that_unpacks_to_gigabytes_is_refused(store: GitStore) -> None:
    bomb = gzip.compress(bytes(MAX_REQUEST + 1))
    assert len(bomb) < 20_000

    with pytest.raises(TooLarge):
        upload_pack(store.path, io.BytesIO(bomb), None, "gzip")
    with pytest.raises(TooLarge):
        upload_pack(store.path, (bytes(2**20) for _ in range(11)))


def test_a_request_in_bad_form_ends_without_an_answer(store: GitStore) -> None:
    with upload_pack(store.path, [b"zzzz --output=x"]) as answer:
        assert b"PACK" not in b"".join(answer)


def test_without_a_repository_there_is_nothing(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        advertise(tmp_path)


@pytest.mark.parametrize("header", ["version=2; rm -rf", "version=2\nX: y", "--x", "version=22"])
def test_a_strange_protocol_header_is_not_passed_on(store: GitStore, header: str) -> None:
    with advertise(store.path, header) as answer:
        assert b"".join(answer).startswith(b"001e# service=git-upload-pack\n0000")
