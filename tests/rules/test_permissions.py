"""Who may see and do what."""

from __future__ import annotations

import pytest

from cmia_docs.rules.permissions import (
    PUBLIC_READER,
    Actor,
    Grant,
    Permission,
    RightsSubject,
    Scope,
    allowed,
    holds,
    may,
    sees,
)
from cmia_docs.rules.workflow import PUBLISHED, Action, Role, Stage

W, C, A = Scope.WORKING, Scope.CIRCULATED, Scope.ADOPTED


def person(*grants: Grant, id_: int = 1) -> Actor:
    """Somebody with these roles."""
    return Actor(id_, grants=frozenset(grants))


NAMED = 7
PEOPLE = {
    "nobody": PUBLIC_READER,
    "secretary": person(Grant(Role.SECRETARIAT)),
    "named drafter": person(Grant(Role.DRAFTER), id_=NAMED),
    "other drafter": person(Grant(Role.DRAFTER)),
    "named expert": person(Grant(Role.EXPERT), id_=NAMED),
    "other expert": person(Grant(Role.EXPERT)),
    "reviewer addressed": person(Grant(Role.REVIEWER, "BY")),
    "reviewer of another state": person(Grant(Role.REVIEWER, "KG")),
    "chair": person(Grant(Role.CHAIR, "KZ")),
    "administrator": person(Grant(Role.ADMINISTRATOR)),
    "auditor": person(Grant(Role.AUDITOR)),
}
# Scopes before anything was sent out, in a round sent to BY, once tabled, and once adopted.
SEEN: dict[str, tuple[set[Scope], set[Scope], set[Scope], set[Scope]]] = {
    "nobody": (set(), set(), set(), {A}),
    "secretary": ({W, C}, {W, C}, {W, C}, {W, C, A}),
    "named drafter": ({W, C}, {W, C}, {W, C}, {W, C, A}),
    "other drafter": (set(), set(), set(), {A}),
    "named expert": ({W, C}, {W, C}, {W, C}, {W, C, A}),
    "other expert": (set(), set(), set(), {A}),
    "reviewer addressed": (set(), {C}, {C}, {C, A}),
    "reviewer of another state": (set(), set(), set(), {A}),
    "chair": (set(), set(), {C}, {C, A}),
    "administrator": (set(), set(), set(), {A}),
    "auditor": (set(), set(), set(), {A}),
}


def subject(stage: Stage, addressed: str = "", tabled: bool = False) -> RightsSubject:
    """A document on which person 7 is named as drafter and as expert."""
    return RightsSubject(stage, frozenset({NAMED}), frozenset({NAMED}), frozenset(addressed.split()), tabled)


@pytest.mark.parametrize("who", PEOPLE)
def test_what_a_person_sees_of_a_document(who: str) -> None:
    actor = PEOPLE[who]

    subjects = (
        subject(Stage.DRAFT),
        subject(Stage.CIRCULATED, "BY"),
        subject(Stage.TABLED, "BY", tabled=True),
        subject(Stage.ADOPTED, "BY", tabled=True),
    )
    assert tuple(set(sees(actor, each)) for each in subjects) == SEEN[who]


@pytest.mark.parametrize("stage", Stage)
def test_a_public_reader_sees_adopted_acts_and_nothing_else(stage: Stage) -> None:
    assert sees(PUBLIC_READER, subject(stage, "BY")) == ({A} if stage in PUBLISHED else set())


def test_a_state_addressed_once_goes_on_seeing_what_was_circulated() -> None:
    reviewer = PEOPLE["reviewer addressed"]

    assert sees(reviewer, subject(Stage.CONSOLIDATION, "BY")) == {C}
    assert sees(reviewer, subject(Stage.WITHDRAWN, "BY")) == {C}


@pytest.mark.parametrize(
    ("who", "role", "expected"),
    [
        ("named drafter", Role.DRAFTER, True),
        ("other drafter", Role.DRAFTER, False),
        # Named on the document, yet the role was taken from the account since.
        ("named expert", Role.DRAFTER, False),
        ("named expert", Role.EXPERT, True),
        ("reviewer addressed", Role.REVIEWER, True),
        ("reviewer of another state", Role.REVIEWER, False),
        ("secretary", Role.SECRETARIAT, True),
        ("secretary", Role.CHAIR, False),
        ("administrator", Role.SECRETARIAT, False),
    ],
)
def test_holding_a_role_on_a_document(who: str, role: Role, expected: bool) -> None:
    assert holds(PEOPLE[who], role, subject(Stage.CIRCULATED, "BY")) is expected


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("secretary", {Action.SAVE, Action.CIRCULATE, Action.GIVE_POSITION, Action.REMARK, Action.WITHDRAW}),
        ("named drafter", {Action.SAVE, Action.REMARK}),
        ("named expert", {Action.REMARK}),
        ("reviewer addressed", {Action.GIVE_POSITION, Action.REMARK}),
        ("reviewer of another state", set()),
        ("chair", {Action.CONFIRM_ADOPTION}),
        ("administrator", set()),
        ("auditor", set()),
        ("nobody", set()),
    ],
)
def test_acts_by_role(who: str, expected: set[Action]) -> None:
    actions = (
        Action.SAVE,
        Action.CIRCULATE,
        Action.GIVE_POSITION,
        Action.REMARK,
        Action.WITHDRAW,
        Action.CONFIRM_ADOPTION,
    )

    assert {a for a in actions if may(PEOPLE[who], a, subject(Stage.CIRCULATED, "BY"))} == expected


@pytest.mark.parametrize(
    ("permission", "who"),
    [
        (Permission.PUBLIC, set(PEOPLE)),
        (Permission.SIGNED_IN, set(PEOPLE) - {"nobody"}),
        (Permission.CREATE, {"secretary", "named drafter", "other drafter"}),
        (Permission.PLAN_SESSIONS, {"secretary"}),
        (Permission.MANAGE_PEOPLE, {"administrator"}),
        (Permission.CONFIGURE, {"administrator"}),
        (Permission.READ_EVENTS, {"administrator", "auditor"}),
    ],
)
def test_rights_that_are_no_acts(permission: Permission, who: set[str]) -> None:
    assert {name for name, actor in PEOPLE.items() if allowed(actor, permission)} == who


def test_the_rights_to_see_need_their_document() -> None:
    secretary, reviewer = PEOPLE["secretary"], PEOPLE["reviewer addressed"]
    circulated = subject(Stage.CIRCULATED, "BY")

    assert not allowed(secretary, Permission.SEE)
    assert not allowed(secretary, Permission.SEE_WORKING)
    assert allowed(reviewer, Permission.SEE, circulated)
    assert not allowed(reviewer, Permission.SEE_WORKING, circulated)
    assert allowed(secretary, Permission.SEE_WORKING, circulated)


def test_states_of_a_role() -> None:
    actor = person(Grant(Role.REVIEWER, "BY"), Grant(Role.REVIEWER, "KZ"), Grant(Role.CHAIR, "KG"))

    assert actor.states(Role.REVIEWER) == {"BY", "KZ"}
    assert actor.states(Role.CHAIR) == {"KG"}
    assert actor.states(Role.SECRETARIAT) == frozenset()
