"""Two administrators who do the same at the same moment: it is done once, and the second is told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select

from cmia_docs.actions import council, people, roles
from cmia_docs.actions.work import Work
from cmia_docs.models import Event
from cmia_docs.rules.permissions import Grant
from cmia_docs.rules.workflow import Role
from tests.actions.test_two_at_once import at_once
from tests.factories.council import SETTINGS
from tests.factories.stage import Stage

Act = Callable[[Work, Stage], object]
SILENCE = SETTINGS | {"no_reply": "does_not_block"}
NEW: dict[str, Any] = {"email": "two@cmia.test", "name": "Новый Человек", "language": "ru"}
CASES: dict[str, tuple[Act, list[str]]] = {
    # Done already is as good as done.
    "close an account": (lambda w, s: people.disable(w, s.person("expert").id), ["done", "done"]),
    "invite": (lambda w, s: people.invite(w, **NEW, grants=[Grant(Role.EXPERT)]), ["refused", "done"]),
    "give a role": (
        lambda w, s: roles.grant_role(w, s.person("expert").id, Grant(Role.SECRETARIAT)),
        ["refused", "done"],
    ),
    "take a role": (
        lambda w, s: roles.revoke_role(w, s.person("expert").id, Grant(Role.EXPERT)),
        ["refused", "done"],
    ),
    "configure": (lambda w, s: council.configure(w, SILENCE, seen=newest(s)), ["refused", "done"]),
}


def newest(stage: Stage) -> int:
    """The event that set the council's settings first."""
    with stage.services.readers() as session:
        return session.scalar(select(func.min(Event.id)).where(Event.kind == council.CONFIGURE)) or 0


@pytest.mark.parametrize("case", CASES)
def test_it_is_done_once(stage: Stage, case: str) -> None:
    act, wanted = CASES[case]

    def run() -> None:
        with stage.work("administrator") as work:
            act(work, stage)

    with stage.services.readers() as session:
        before = session.scalar(select(func.count(Event.id))) or 0
    one, other = at_once(run, run)
    with stage.services.readers() as session:
        after = session.scalar(select(func.count(Event.id))) or 0

    assert sorted(["done" if each == "done" else "refused" for each in (one, other)]) == sorted(wanted)
    # An invitation is two events: the person, and the role.
    assert after - before == (2 if case == "invite" else 1)
