"""What `flask doctor` asks of the machine: settings, folder, disk, git, clock."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from cmia_docs.cli.checks import check_folder
from cmia_docs.cli.doctor.check_result import Check, CheckResult, fault, note, well
from cmia_docs.installation import Installation
from cmia_docs.reasons import Reason
from cmia_docs.stores.data_folder import Condition, condition
from cmia_docs.stores.disk import fault_of
from cmia_docs.stores.git.repos import OLDEST_GIT, git_version

_LEAST_FREE = 1_000_000_000
_FEW_FREE = 5_000_000_000
_RELEASED = datetime(2026, 1, 1, tzinfo=UTC)
_SECRET = ("secret.key", "council.db", "drafts.git")


def settings(found: Installation) -> Iterator[CheckResult]:
    """They are valid, or no command would run; here is what they mean for others."""
    chosen = found.settings
    local = chosen.host in ("127.0.0.1", "::1", "localhost")
    if chosen.public_url.startswith("https://") and not chosen.behind_proxy:
        yield note("settings", "CMIA_PUBLIC_URL is https: set CMIA_BEHIND_PROXY=yes where nginx ends TLS.")
    elif not local and not chosen.public_url.startswith("https://"):
        yield note(
            "settings", f"Everybody who reaches {chosen.host} is served without TLS: put nginx before."
        )
    else:
        yield well("settings", f"Taken; people come to {chosen.address}.")


def folder(found: Installation) -> Iterator[CheckResult]:
    """It is there, whole, ours, and nobody else's to read."""
    data = found.settings.data
    check_folder(found)
    if fault_of(data) is Reason.STORAGE_READ_ONLY:
        yield fault("data folder", f"The file system of {data} is read-only: see why, then mount it anew.")
        return
    owner, me = data.stat().st_uid, os.geteuid()
    if owner != me:
        yield fault(
            "data folder",
            f"{data} belongs to {_name(owner)}, and this is run by {_name(me)}: run it as {_name(owner)}.",
        )
    elif not os.access(data, os.W_OK | os.X_OK):
        yield fault("data folder", f"{data} cannot be written: chmod u+rwx {data}")
        return
    foreign = next((path for path in data.rglob("*") if _owner(path) not in (owner, None)), None)
    if foreign is not None:
        yield fault("data folder", f"{foreign} belongs to another account: chown -R {_name(owner)}: {data}")
    open_to_others = [name for name in ("", *_SECRET) if _open_to_others(data / name)]
    if open_to_others:
        yield fault("data folder", f"Others on this machine can read {data}: chmod -R go-rwx {data}")
    if owner == me and foreign is None and not open_to_others:
        yield well("data folder", f"{data} is ours alone.")


def key(found: Installation) -> Iterator[CheckResult]:
    """It is there, as long as the server is meant to know the forms it has given out."""
    if (
        condition(found.settings.data) is Condition.READY
        and not (found.settings.data / "secret.key").exists()
    ):
        yield note(
            "secret key",
            f"{found.settings.data / 'secret.key'} is missing. The next start makes another one; what people "
            "have open then has to be sent twice.",
        )


def leftovers(found: Installation) -> Iterator[CheckResult]:
    """What a lost database or a killed start left."""
    lost = sorted(found.settings.data.glob("*.lost"))
    if lost:
        yield note("set-up", f"{lost[0]} was set aside by flask rebuild. Remove it when verify is content.")
    else:
        yield well("set-up", "Complete; nothing is left over.")


def disk(found: Installation) -> Iterator[CheckResult]:
    """There is room for texts, logs and the next packing."""
    free = shutil.disk_usage(_existing(found.settings.data)).free
    said = f"{free / 1e9:.1f} GB are free for {found.settings.data}"
    if free < _LEAST_FREE:
        yield fault("disk", f"{said}: make room, or saves will soon be refused.")
    elif free < _FEW_FREE:
        yield note("disk", f"{said}: think of a larger disk.")
    else:
        yield well("disk", f"{said}.")


def git(found: Installation) -> Iterator[CheckResult]:
    """It is there, and new enough to keep saves through a power cut."""
    version = git_version()
    said = ".".join(map(str, version))
    if version < OLDEST_GIT:
        oldest = ".".join(map(str, OLDEST_GIT))
        yield fault("git", f"git {said} is too old: install {oldest} or newer.")
    else:
        yield well("git", f"git {said}.")


def clock(found: Installation) -> Iterator[CheckResult]:
    """Due dates and records hang on it."""
    now = datetime.now(UTC)
    if now < _RELEASED:
        yield fault("clock", f"This machine believes it is {now:%Y-%m-%d}: set its clock.")
    elif _synchronized() == "no":
        yield note(
            "clock",
            f"{now:%Y-%m-%d %H:%M} UTC, by itself: apt-get install systemd-timesyncd sets it by the net.",
        )
    else:
        yield well("clock", f"{now:%Y-%m-%d %H:%M} UTC.")


MACHINE = (
    Check("settings", settings),
    Check("data folder", folder),
    Check("secret key", key),
    Check("set-up", leftovers),
    Check("disk", disk),
    Check("git", git),
    Check("clock", clock),
)


def _synchronized() -> str:
    """What systemd says of the clock: yes, no, or nothing where it is not asked."""
    asked = shutil.which("timedatectl")
    if asked is None:
        return ""
    command = [asked, "show", "--property=NTPSynchronized", "--value"]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()


def _open_to_others(path: Path) -> bool:
    return path.exists() and bool(path.stat().st_mode & 0o077)


def _owner(path: Path) -> int | None:
    """Whose it is; None for what was removed just now."""
    try:
        return path.lstat().st_uid
    except FileNotFoundError:
        return None


def _name(account: int) -> str:
    try:
        return pwd.getpwuid(account).pw_name
    except KeyError:
        return str(account)


def _existing(folder: Path) -> Path:
    return folder if folder.exists() or folder == folder.parent else _existing(folder.parent)
