"""The key that signs form tokens: made once, readable by the service alone."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

_BYTES = 32


def secret_key(data: Path) -> bytes:
    """The installation's key from `secret.key`; before `flask init` one for this process alone."""
    try:
        return (data / "secret.key").read_bytes()
    except FileNotFoundError:
        return secrets.token_bytes(_BYTES)


def make_secret_key(data: Path) -> None:
    """Write a key if there is none; two that try at once agree on the first."""
    try:
        handle = os.open(data / "secret.key", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "wb") as file:
        file.write(secrets.token_bytes(_BYTES))
