"""Which positions count, who is missing, who objects."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import pytest

from cmia_docs.rules.positions import (
    AT_ADOPTION,
    BLOCKING,
    DISPOSITION_RULES,
    NO_REPLY_RULES,
    POSITION_RULES,
    SIGNING_RULES,
    WITH_OWN_TEXT,
    DispositionKind,
    GivenPosition,
    NoReply,
    PositionKind,
    Signing,
    Tally,
    blocking_silences,
    counts,
    tally,
)

COMMIT, SUM = "a" * 40, "1" * 64
OTHER_COMMIT, OTHER_SUM = "b" * 40, "2" * 64


def given(
    state: str, kind: PositionKind = PositionKind.AGREED, commit: str = COMMIT, text_sum: str = SUM
) -> GivenPosition:
    """A position on the text of this file, unless said otherwise."""
    return GivenPosition(state, kind, commit, text_sum)


@pytest.mark.parametrize(
    ("commit", "text_sum", "expected"),
    [
        (COMMIT, SUM, True),
        (OTHER_COMMIT, OTHER_SUM, False),
        # Changed and changed back: the same words, yet another revision that nobody was asked about.
        (OTHER_COMMIT, SUM, False),
        (COMMIT, OTHER_SUM, False),
    ],
)
def test_a_position_counts_for_one_commit_and_one_sum(commit: str, text_sum: str, expected: bool) -> None:
    assert counts(given("BY"), commit, text_sum) is expected


def test_states_without_a_position_are_missing_in_the_order_of_address() -> None:
    result = tally([given("KZ")], ["BY", "KZ", "KG"], COMMIT, SUM)

    assert result == Tally({"KZ": given("KZ")}, missing=("BY", "KG"), objections=())


def test_a_later_position_of_a_state_replaces_the_earlier_one() -> None:
    result = tally(
        [given("BY", PositionKind.OBJECTION), given("KZ"), given("BY", PositionKind.AGREED_WITH_REMARKS)],
        ["BY", "KZ"],
        COMMIT,
        SUM,
    )

    assert result.positions["BY"].kind is PositionKind.AGREED_WITH_REMARKS
    assert result.objections == ()


def test_a_position_on_another_text_is_missing_again() -> None:
    result = tally([given("BY", commit=OTHER_COMMIT, text_sum=OTHER_SUM)], ["BY"], COMMIT, SUM)

    assert result == Tally({}, missing=("BY",), objections=())


def test_an_objection_on_another_text_does_not_stand() -> None:
    objection = given("BY", PositionKind.OBJECTION, OTHER_COMMIT, OTHER_SUM)

    assert tally([objection, given("BY")], ["BY"], COMMIT, SUM).objections == ()


def test_a_state_that_was_not_addressed_is_left_out() -> None:
    result = tally([given("KG", PositionKind.OBJECTION)], ["BY"], COMMIT, SUM)

    assert result == Tally({}, missing=("BY",), objections=())


def test_a_state_that_stands_aside_has_answered() -> None:
    result = tally([given("BY", PositionKind.NOT_INTERESTED)], ["BY"], COMMIT, SUM)

    assert (result.missing, result.objections) == ((), ())


def test_a_state_addressed_twice_counts_once() -> None:
    assert tally([], ["BY", "KZ", "BY"], COMMIT, SUM).missing == ("BY", "KZ")


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        (NoReply.BLOCKS, ("BY",)),
        # Under the silence procedure the close of the round makes positions; until then silence blocks.
        (NoReply.AGREED, ("BY",)),
        (NoReply.DOES_NOT_BLOCK, ()),
    ],
)
def test_what_a_missing_reply_means(setting: NoReply, expected: tuple[str, ...]) -> None:
    assert blocking_silences(tally([], ["BY"], COMMIT, SUM), setting) == expected


@pytest.mark.parametrize(
    ("table", "kinds"),
    [
        (POSITION_RULES, PositionKind),
        (SIGNING_RULES, Signing),
        (DISPOSITION_RULES, DispositionKind),
        (NO_REPLY_RULES, NoReply),
    ],
)
def test_each_kind_has_its_rule(table: Mapping[StrEnum, object], kinds: type[StrEnum]) -> None:
    assert set(table) == set(kinds)


def test_what_kinds_mean() -> None:
    assert BLOCKING == (PositionKind.OBJECTION,)
    assert {kind for kind, rule in POSITION_RULES.items() if rule.needs_grounds} == {PositionKind.OBJECTION}
    assert {kind for kind, rule in POSITION_RULES.items() if rule.signs} == {
        PositionKind.AGREED,
        PositionKind.AGREED_WITH_REMARKS,
    }
    assert AT_ADOPTION == (Signing.SIGNED, Signing.SPECIAL_OPINION, Signing.RESERVATION, Signing.NOT_SIGNED)
    assert WITH_OWN_TEXT == (Signing.SPECIAL_OPINION, Signing.RESERVATION)
    assert {signing for signing, rule in SIGNING_RULES.items() if rule.needs_articles} == {
        Signing.RESERVATION
    }
    assert {signing for signing, rule in SIGNING_RULES.items() if not rule.signs} == {Signing.NOT_SIGNED}
    assert {kind for kind, rule in DISPOSITION_RULES.items() if rule.needs_reason} == {
        DispositionKind.PARTLY_ACCEPTED,
        DispositionKind.REJECTED,
    }
    assert {setting: rule.becomes for setting, rule in NO_REPLY_RULES.items()} == {
        NoReply.BLOCKS: None,
        NoReply.AGREED: PositionKind.AGREED,
        NoReply.DOES_NOT_BLOCK: None,
    }
    assert [setting for setting, rule in NO_REPLY_RULES.items() if not rule.blocks] == [
        NoReply.DOES_NOT_BLOCK
    ]
