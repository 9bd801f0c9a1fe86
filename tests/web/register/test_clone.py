"""Anyone clones the register with plain git and finds the adopted text; nobody gets at the drafts."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from werkzeug.serving import make_server

from cmia_docs.errors import Unavailable
from cmia_docs.reasons.search import SearchIndexMissing
from cmia_docs.stores.git.stream import MAX_CLONES
from tests.factories.played import play
from tests.factories.product import RUSSIAN, Product
from tests.factories.register import AMENDED, DRAFT, LATER, fill_register

REFS = "/register.git/info/refs?service=git-upload-pack"
PACK = "/register.git/git-upload-pack"
PACK_TYPE = {"Content-Type": "application/x-git-upload-pack-request"}


@pytest.fixture(scope="module")
def prepared(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return play(prepared, tmp_path_factory.mktemp("register"), fill_register)


@pytest.fixture
def address(product: Product) -> Iterator[str]:
    """The product at a port of its own, as git sees it: form tokens are required."""
    product.app.config["WTF_CSRF_ENABLED"] = True
    server = make_server("127.0.0.1", 0, product.app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def git(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    return subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("protocol", ["0", "2"])
def test_a_clone_holds_every_adopted_text_with_its_sum(
    product: Product, address: str, tmp_path: Path, protocol: str
) -> None:
    answer = git("-c", f"protocol.version={protocol}", "clone", f"{address}/register.git", folder=tmp_path)
    assert answer.returncode == 0, answer.stderr

    text = tmp_path / "register" / LATER / "ru.md"
    assert text.read_text(encoding="utf-8") == RUSSIAN
    shown = product.client().get(f"/register/{LATER}").text
    assert hashlib.sha256(text.read_bytes()).hexdigest() in shown
    assert git("fsck", "--full", "--strict", folder=tmp_path / "register").returncode == 0
    tags = git("tag", folder=tmp_path / "register").stdout.split()
    assert tags == [AMENDED, LATER, f"{AMENDED}-3"]
    assert not (tmp_path / "register" / DRAFT).exists()


def test_what_the_readme_of_a_clone_says_is_true(product: Product, address: str, tmp_path: Path) -> None:
    """Each command of its README, as a stranger types it."""
    git("clone", f"{address}/register.git", folder=tmp_path)
    clone = tmp_path / "register"
    readme = (clone / "README.md").read_text(encoding="utf-8")
    check, sum_of_sums = (
        re.search(rf"^    ({start}.*)$", readme, re.MULTILINE)
        for start in ("sha256sum --check", r"sha256sum \*")
    )
    assert check is not None
    assert sum_of_sums is not None

    checked = shell(check[1], clone)
    assert checked.returncode == 0, checked.stderr
    assert len(checked.stdout.splitlines()) == len(list(clone.glob("*/*.md"))) == 6
    (clone / LATER / "ru.md").write_text("другое", encoding="utf-8")
    assert shell(check[1], clone).returncode == 1
    git("checkout", "--", ".", folder=clone)

    entry = json.loads((clone / LATER / "act.json").read_text(encoding="utf-8"))
    assert shell(sum_of_sums[1], clone / LATER).stdout.split()[0] == entry["revision"]["text_sum"]
    assert git("diff", LATER, "HEAD", "--", f"{LATER}/*.md", folder=clone).stdout == ""
    history = git("log", "--format=%s %(trailers:key=Confirmed-By)", "--", AMENDED, folder=clone).stdout
    for words in (
        "Adopted: СМВД/2026/1 Положение",
        "Amended: СМВД/2026/1",
        f"Confirmed-By: {entry['confirmed']['by']}",
    ):
        assert words in history


def shell(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", "-c", command], cwd=folder, capture_output=True, text=True, timeout=60, check=False
    )


def test_what_came_since_can_be_fetched(product: Product, address: str, tmp_path: Path) -> None:
    git("clone", f"{address}/register.git", folder=tmp_path)
    product.adopted(number="СМВД/2030/1")
    product.follow_up()

    answer = git("pull", "--ff-only", folder=tmp_path / "register")

    assert answer.returncode == 0, answer.stderr
    assert (tmp_path / "register" / f"{AMENDED}-6" / "ru.md").is_file()


def test_a_shallow_clone(address: str, tmp_path: Path) -> None:
    answer = git("clone", "--depth", "1", f"{address}/register.git", folder=tmp_path)

    assert answer.returncode == 0, answer.stderr
    assert git("rev-list", "--count", "HEAD", folder=tmp_path / "register").stdout == "1\n"


def test_nobody_can_push(address: str, tmp_path: Path) -> None:
    git("clone", f"{address}/register.git", folder=tmp_path)
    clone = tmp_path / "register"
    git("-c", "user.name=x", "-c", "user.email=x@x", "commit", "--allow-empty", "-m", "x", folder=clone)

    answer = git("push", "origin", "main", folder=clone)

    assert answer.returncode != 0


def test_the_drafts_cannot_be_cloned(product: Product, address: str, tmp_path: Path) -> None:
    document_id = product.draft()
    product.follow_up()
    commit = product.revision(document_id).commit

    assert git("clone", f"{address}/drafts.git", folder=tmp_path).returncode != 0
    git("clone", f"{address}/register.git", folder=tmp_path)
    # Nor by naming one of their objects.
    assert git("fetch", "origin", commit, folder=tmp_path / "register").returncode != 0


@pytest.mark.parametrize(
    "path",
    [
        "/register.git",
        "/register.git/",
        "/register.git/HEAD",
        "/register.git/info/refs",
        "/register.git/info/refs?service=git-receive-pack",
        "/register.git/info/refs?service=--output=x",
        "/register.git/objects/info/packs",
        "/register.git/config",
        "/register.git/../drafts.git/HEAD",
        "/drafts.git/info/refs?service=git-upload-pack",
        "/drafts.git/HEAD",
    ],
)
def test_nothing_else_is_served(product: Product, path: str) -> None:
    for who in (None, "secretary", "administrator"):
        assert product.client(who).get(path).status_code == 404


def test_pushing_has_no_address(product: Product) -> None:
    assert product.client().post("/register.git/git-receive-pack").status_code == 404
    assert product.client().post("/drafts.git/git-upload-pack").status_code == 404
    assert product.client().get(PACK).status_code == 405


def test_answers_are_not_cached(product: Product) -> None:
    with product.client().get(REFS) as answer:
        assert answer.headers["Cache-Control"] == "no-cache"
        assert answer.headers["Content-Type"] == "application/x-git-upload-pack-advertisement"
        assert answer.data.startswith(b"001e# service=git-upload-pack\n0000")


def test_protocol_2_is_used_when_requested(product: Product) -> None:
    with product.client().get(REFS, headers={"Git-Protocol": "version=2"}) as answer:
        assert answer.data.startswith(b"000eversion 2\n")


def test_a_packed_request_is_understood(product: Product) -> None:
    body = gzip.compress(b"0014command=ls-refs\n0000")
    headers = PACK_TYPE | {"Content-Encoding": "gzip", "Git-Protocol": "version=2"}

    with product.client().post(PACK, data=body, headers=headers) as answer:
        assert answer.status_code == 200
        assert b"refs/heads/main" in answer.data


@pytest.mark.parametrize(
    ("body", "encoding", "status"),
    [(b"not gzip", "gzip", 422), (b"x", "br", 422), (gzip.compress(b"\0" * 11 * 2**20), "gzip", 413)],
    ids=["not packed", "unknown packing", "too large unpacked"],
)
def test_a_request_that_cannot_be_read_is_refused_in_plain_words(
    product: Product, body: bytes, encoding: str, status: int
) -> None:
    answer = product.client().post(PACK, data=body, headers=PACK_TYPE | {"Content-Encoding": encoding})

    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"


def test_too_many_clones_are_refused_with_a_time_to_retry(product: Product) -> None:
    client = product.client()
    open_answers = [client.get(REFS) for _ in range(MAX_CLONES)]
    try:
        refused = client.get(REFS)
        assert (refused.status_code, refused.headers["Retry-After"]) == (503, "10")
        assert refused.text == "git.too_many_clones\n"
    finally:
        for each in open_answers:
            each.close()

    with client.get(REFS) as after:
        assert after.status_code == 200


def test_a_register_that_is_gone_is_not_there(product: Product) -> None:
    (product.installation.settings.register / "HEAD").unlink()

    assert product.client().get(REFS).status_code == 404


def test_a_clone_needs_no_search_index(product: Product, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(product.services.adopted_index, "search", _unavailable)

    with product.client().get(REFS) as answer:
        assert answer.status_code == 200


def _unavailable(*_: object) -> None:
    raise Unavailable(SearchIndexMissing("adopted"))
