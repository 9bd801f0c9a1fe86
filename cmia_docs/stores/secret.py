"""The key that signs form tokens: made once, readable by the service alone."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from cmia_docs.errors import Damaged, Unavailable

_BYTES = 32


def secret_key(data: Path) -> bytes:
    """The installation's key from `secret.key`; before there is an installation, one for this process alone.

    `Unavailable` where it cannot be read, `Damaged` where it is no such key: an empty one would sign nothing.
    """
    path = data / "secret.key"
    try:
        key = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return secrets.token_bytes(_BYTES)
    except OSError as error:
        raise Unavailable("secret.unreadable", file=path, why=error.strerror) from error
    if len(key) != _BYTES:
        raise Damaged("secret.damaged", file=path)
    return key


def make_secret_key(data: Path) -> bytes:
    """Write a key if there is none, and return the one there is; two that try at once agree on the first."""
    try:
        handle = os.open(data / "secret.key", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return secret_key(data)
    with os.fdopen(handle, "wb") as file:
        file.write(secrets.token_bytes(_BYTES))
    return secret_key(data)
