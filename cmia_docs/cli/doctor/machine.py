"""The checks of `flask doctor` on the machine: settings, folder, disk, git, clock."""

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
from cmia_docs.stores.data_folder import FolderCondition, condition
from cmia_docs.stores.disk import fault_of
from cmia_docs.stores.git.repos import OLDEST_GIT, git_version

_LEAST_FREE = 1_000_000_000
_LITTLE_FREE = 5_000_000_000
_RELEASED = datetime(2026, 1, 1, tzinfo=UTC)
_SECRET = ("secret.key", "council.db", "drafts.git")


def settings(installation: Installation) -> Iterator[CheckResult]:
    """They are valid, as every command needs them; the check is about access from elsewhere."""
    chosen = installation.settings
    local = chosen.host in ("127.0.0.1", "::1", "localhost")
    if chosen.public_url.startswith("https://") and not chosen.behind_proxy:
        yield note("settings", "CMIA_PUBLIC_URL is https: set CMIA_BEHIND_PROXY=yes if nginx terminates TLS.")
    elif not local and not chosen.public_url.startswith("https://"):
        yield note(
            "settings", f"Everybody who can reach {chosen.host} is served without TLS: put nginx in front."
        )
    else:
        yield well("settings", f"Valid; the address is {chosen.address}.")


def folder(installation: Installation) -> Iterator[CheckResult]:
    """It exists, is complete, and is accessible to its owner alone."""
    data = installation.settings.data
    check_folder(installation)
    if fault_of(data) is Reason.STORAGE_READ_ONLY:
        yield fault(
            "data folder", f"The file system of {data} is read-only: find the cause, then remount it."
        )
        return
    owner, me = data.stat().st_uid, os.geteuid()
    if owner != me:
        yield fault(
            "data folder",
            f"{data} belongs to {_name(owner)}, but doctor runs as {_name(me)}: run it as {_name(owner)}.",
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
        yield well("data folder", f"{data} is accessible to its owner alone.")


def key(installation: Installation) -> Iterator[CheckResult]:
    """It exists, so that the server accepts the forms that it has sent."""
    if (
        condition(installation.settings.data) is FolderCondition.READY
        and not (installation.settings.data / "secret.key").exists()
    ):
        yield note(
            "secret key",
            f"{installation.settings.data / 'secret.key'} is missing. The next start creates another one; "
            "forms that are open then have to be sent twice.",
        )


def leftovers(installation: Installation) -> Iterator[CheckResult]:
    """Files that a lost database left."""
    lost = sorted(installation.settings.data.glob("*.lost"))
    if lost:
        yield note(
            "set-up", f"flask rebuild renamed {lost[0]}. Remove it once flask verify finds no difference."
        )
    else:
        yield well("set-up", "Complete, without leftover files.")


def disk(installation: Installation) -> Iterator[CheckResult]:
    """There is space for texts, logs and the next packing."""
    free = shutil.disk_usage(_existing(installation.settings.data)).free
    summary = f"{free / 1e9:.1f} GB are free for {installation.settings.data}"
    if free < _LEAST_FREE:
        yield fault("disk", f"{summary}: free some space, or saves will soon be refused.")
    elif free < _LITTLE_FREE:
        yield note("disk", f"{summary}: plan for a larger disk.")
    else:
        yield well("disk", f"{summary}.")


def git(installation: Installation) -> Iterator[CheckResult]:
    """It is installed, and new enough for saves to survive a power cut."""
    version = git_version()
    printed = ".".join(map(str, version))
    if version < OLDEST_GIT:
        oldest = ".".join(map(str, OLDEST_GIT))
        yield fault("git", f"git {printed} is too old: install {oldest} or newer.")
    else:
        yield well("git", f"git {printed}.")


def clock(installation: Installation) -> Iterator[CheckResult]:
    """Due dates and records depend on it."""
    now = datetime.now(UTC)
    if now < _RELEASED:
        yield fault("clock", f"The date of this machine is {now:%Y-%m-%d}: set its clock.")
    elif _synchronized() == "no":
        yield note(
            "clock",
            f"{now:%Y-%m-%d %H:%M} UTC, not synchronized: apt-get install systemd-timesyncd keeps it right.",
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
    """Whether systemd synchronizes the clock: yes, no, or empty if unknown."""
    timedatectl = shutil.which("timedatectl")
    if timedatectl is None:
        return ""
    command = [timedatectl, "show", "--property=NTPSynchronized", "--value"]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()


def _open_to_others(path: Path) -> bool:
    return path.exists() and bool(path.stat().st_mode & 0o077)


def _owner(path: Path) -> int | None:
    """The owner of a file; None if it has just been removed."""
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
