"""The key that signs form tokens."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from cmia_docs.errors import Damaged, Unavailable
from cmia_docs.stores.secret import make_secret_key, secret_key


def test_a_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    key = make_secret_key(tmp_path)
    assert len(key) == 32
    assert secret_key(tmp_path) == make_secret_key(tmp_path) == key
    assert (tmp_path / "secret.key").stat().st_mode & 0o777 == 0o600


def test_two_that_make_it_at_once_agree(tmp_path: Path) -> None:
    made: list[bytes] = []
    threads = [threading.Thread(target=lambda: made.append(make_secret_key(tmp_path))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == [secret_key(tmp_path)] * 8


def test_before_there_is_one_every_process_has_its_own(tmp_path: Path) -> None:
    first, second = secret_key(tmp_path / "nowhere"), secret_key(tmp_path / "nowhere")
    assert len(first) == len(second) == 32
    assert first != second
    (tmp_path / "file").touch()
    assert len(secret_key(tmp_path / "file")) == 32


@pytest.mark.parametrize("content", [b"", b"x" * 31, b"x" * 33])
def test_a_damaged_key_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "secret.key").write_bytes(content)
    with pytest.raises(Damaged, match=r"^secret\.damaged"):
        secret_key(tmp_path)
    with pytest.raises(Damaged, match=r"^secret\.damaged"):
        make_secret_key(tmp_path)


def test_what_cannot_be_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.key").mkdir()
    with pytest.raises(Unavailable, match=r"^secret\.unreadable"):
        secret_key(tmp_path)
