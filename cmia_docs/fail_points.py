"""Named points between the steps of an action, at which tests kill the process to see that nothing is lost.

Only tests arm them; there is no setting for it.
"""

from __future__ import annotations

import os
import signal
from enum import StrEnum


class FailPoint(StrEnum):
    """In the order in which an action reaches them, from its text to its entry in the index."""

    OBJECT_WRITTEN = "object-written"
    OBJECTS_ON_DISK = "objects-on-disk"
    BEFORE_COMMIT = "before-commit"
    AFTER_COMMIT = "after-commit"
    BRANCH_MOVED = "branch-moved"
    JOURNAL_WRITTEN = "journal-written"
    JOURNAL_MOVED = "journal-moved"
    REGISTER_WRITTEN = "register-written"
    REGISTER_MOVED = "register-moved"
    TAGGED = "tagged"
    INDEXED = "indexed"
    MARKED = "marked"
    NOTICE_SENT = "notice-sent"


armed: FailPoint | None = None


def reached(point: FailPoint) -> None:
    """End the process, as a power cut would, if a test has armed this point."""
    if point is armed:
        os.kill(os.getpid(), signal.SIGKILL)
