"""The way of an act, held against a table of its own: written from the rules of procedure, not the code."""

from __future__ import annotations

import pytest

from cmia_docs.errors import NotPossible
from cmia_docs.rules.guards import Guard
from cmia_docs.rules.workflow import (
    BEFORE_ADOPTION,
    PUBLISHED,
    TRANSITIONS,
    Action,
    Role,
    Stage,
    actions_in,
    roles_for,
    transition,
)

# stage: action>next/roles. d drafter, x expert, r reviewer, s secretariat, c chair; `.` for the same stage.
EXPECTED = """
draft:         save>./ds submit>in_check/ds remark>./dxs withdraw_remark>./dxrs dispose>./s assign>./s unassign>./s withdraw>withdrawn/s
in_check:      return>draft/s circulate>circulated/s accept>agreed/s remark>./dxs withdraw_remark>./dxrs dispose>./s assign>./s unassign>./s withdraw>withdrawn/s
circulated:    give_position>./rs extend>./s remark>./dxrs close_round>consolidation/s withdraw_remark>./dxrs assign>./s unassign>./s withdraw>withdrawn/s
consolidation: save>./ds remark>./dxs circulate>circulated/s agree>agreed/s accept>agreed/s withdraw_remark>./dxrs dispose>./s assign>./s unassign>./s withdraw>withdrawn/s
agreed:        table>tabled/s reopen>consolidation/s withdraw>withdrawn/s
tabled:        defer>agreed/s reopen>consolidation/s propose_adoption>./s cancel_proposal>./sc confirm_adoption>adopted/c withdraw>withdrawn/s
adopted:       enter_into_force>in_force/s
in_force:      amend>amended/s supersede>superseded/s repeal>repealed/s
amended:       amend>./s supersede>superseded/s repeal>repealed/s
superseded:
repealed:
withdrawn:
"""  # noqa: E501
ROLES = {
    "d": Role.DRAFTER,
    "x": Role.EXPERT,
    "r": Role.REVIEWER,
    "s": Role.SECRETARIAT,
    "c": Role.CHAIR,
}


def expected() -> dict[tuple[Stage, Action], tuple[Stage, frozenset[Role]]]:
    """The table above as a mapping."""
    rows = {}
    for line in EXPECTED.strip().splitlines():
        name, _, entries = line.partition(":")
        stage = Stage(name)
        for entry in entries.split():
            action, rest = entry.split(">")
            goes_to, initials = rest.split("/")
            following = stage if goes_to == "." else Stage(goes_to)
            rows[stage, Action(action)] = (following, frozenset(ROLES[initial] for initial in initials))
    return rows


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("stage", Stage)
def test_a_pair_of_stage_and_action(stage: Stage, action: Action) -> None:
    wanted = expected().get((stage, action))

    if wanted is None:
        with pytest.raises(NotPossible) as refused:
            transition(stage, action)
        assert refused.value.details == {"stage": stage}
    else:
        row = transition(stage, action)
        assert (row.next, row.roles) == wanted


def test_the_table_has_each_pair_once() -> None:
    pairs = [(row.stage, row.action) for row in TRANSITIONS]

    assert sorted(pairs) == sorted(expected())


@pytest.mark.parametrize("stage", Stage)
def test_actions_in_a_stage_are_those_of_the_table(stage: Stage) -> None:
    assert set(actions_in(stage)) == {action for where, action in expected() if where is stage}


@pytest.mark.parametrize(
    ("action", "initials"),
    [(Action.REMARK, "dxrs"), (Action.CONFIRM_ADOPTION, "c"), (Action.SAVE, "ds"), (Action.CREATE, "")],
)
def test_roles_for_an_action_in_any_stage(action: Action, initials: str) -> None:
    assert roles_for(action) == {ROLES[initial] for initial in initials}


def test_administrator_and_auditor_do_nothing_to_documents() -> None:
    acting = frozenset(role for row in TRANSITIONS for role in row.roles)

    assert acting == {Role.DRAFTER, Role.EXPERT, Role.REVIEWER, Role.SECRETARIAT, Role.CHAIR}


def test_every_stage_before_adoption_can_be_left_by_withdrawal_and_no_other() -> None:
    withdrawable = {row.stage for row in TRANSITIONS if row.action is Action.WITHDRAW}

    assert withdrawable == BEFORE_ADOPTION
    assert BEFORE_ADOPTION | PUBLISHED | {Stage.WITHDRAWN} == set(Stage)


def test_the_text_can_be_changed_in_two_stages_only() -> None:
    assert {row.stage for row in TRANSITIONS if row.action is Action.SAVE} == {
        Stage.DRAFT,
        Stage.CONSOLIDATION,
    }


# What has to hold for an action, by the rules of procedure; an action that is not here needs nothing.
MUST_HOLD = """
draft          submit             text_not_empty
in_check       return             reason
in_check       circulate          type_circulates text_sound due_ahead states_addressed
in_check       accept             type_skips_circulation text_sound remarks_answered
circulated     extend             due_ahead
circulated     close_round        round_complete
consolidation  circulate          type_circulates text_sound due_ahead states_addressed remarks_answered
consolidation  agree              type_circulates text_as_circulated no_objection no_reply_missing remarks_answered
consolidation  accept             type_skips_circulation text_sound remarks_answered
agreed         table              session_named
agreed         reopen             reason
tabled         defer              reason nothing_proposed
tabled         reopen             reason nothing_proposed
tabled         propose_adoption   nothing_proposed text_complete
tabled         cancel_proposal    something_proposed chairs_or_prepares reason
tabled         confirm_adoption   something_proposed second_person chairs_session same_sums text_complete
in_force       amend              reason
in_force       supersede          reason
in_force       repeal             reason
amended        amend              reason
amended        supersede          reason
amended        repeal             reason
draft          withdraw           reason
in_check       withdraw           reason
circulated     withdraw           reason
consolidation  withdraw           reason
agreed         withdraw           reason
tabled         withdraw           reason nothing_proposed
"""  # noqa: E501


def test_what_must_hold() -> None:
    wanted = {
        (Stage(stage), Action(action)): {Guard[name.upper()] for name in guards}
        for stage, action, *guards in (line.split() for line in MUST_HOLD.strip().splitlines())
    }
    assert {(row.stage, row.action): set(row.guards) for row in TRANSITIONS if row.guards} == wanted
