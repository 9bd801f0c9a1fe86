"""The key that signs form tokens: created once, readable by the service alone."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from cmia_docs.errors import Damaged, Unavailable
from cmia_docs.reasons.operation import SecretDamaged, SecretUnreadable

_BYTES = 32


def secret_key(data: Path) -> bytes:
    """The installation's key from `secret.key`; without an installation, a random one for this process.

    `Unavailable` where it cannot be read, `Damaged` where the file is not a key: an empty key signs nothing.
    """
    path = data / "secret.key"
    try:
        key = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return secrets.token_bytes(_BYTES)
    except OSError as error:
        raise Unavailable(SecretUnreadable(file=path, why=error.strerror or str(error))) from error
    if len(key) != _BYTES:
        raise Damaged(SecretDamaged(path))
    return key


def make_secret_key(data: Path) -> bytes:
    """The stored key, created if there is none; of two concurrent calls only the first creates it."""
    try:
        handle = os.open(data / "secret.key", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return secret_key(data)
    with os.fdopen(handle, "wb") as file:
        file.write(secrets.token_bytes(_BYTES))
    return secret_key(data)
