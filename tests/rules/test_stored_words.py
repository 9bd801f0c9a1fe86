"""What is stored or spoken keeps its words for ever: values of enumerations, keys, parameters, names.

A row of these tables may be added. One that is changed or removed makes journals, registers and addresses of
before unreadable.
"""

from __future__ import annotations

from enum import StrEnum

import pytest

from cmia_docs.rules import stored_words
from cmia_docs.rules.positions import DispositionKind, NoReply, PositionKind, Signing
from cmia_docs.rules.workflow import Action, Role, Stage
from cmia_docs.text.model import UnitKind

WORDS = {
    "JOURNAL_KEYS": {"stage": "state"},
    "STAGE_TRAILER": "State",
    "REGISTER_KEYS": {"act_type": "type", "cities": "places", "stage": "status"},
    "PAYLOAD_KEYS": {
        "adoption_proposal_id": "proposal",
        "cities": "places",
        "other_act_id": "other",
        "person_id": "person",
        "remark_id": "remark",
        "round_id": "round",
        "session_id": "session",
        "unit_id": "unit",
    },
    "CITY_FIELD": "place",
    "ADOPTION_PROPOSAL_FIELD": "proposal",
    "STAGE_PARAMETER": "state",
    "ACT_TYPE_PARAMETER": "type",
    "NOTICE_KEY": "letter",
    "NOTICES_METRIC": "cmia_letters",
    "NOTICE_STATUS_LABEL": "state",
}
VALUES: list[tuple[type[StrEnum], str]] = [
    (
        Stage,
        "draft in_check circulated consolidation agreed tabled"
        " adopted in_force amended superseded repealed withdrawn",
    ),
    (Role, "drafter reviewer expert secretariat chair administrator auditor"),
    (
        Action,
        "create save assign unassign submit return circulate extend give_position close_round"
        " remark withdraw_remark dispose agree accept reopen table defer propose_adoption cancel_proposal"
        " confirm_adoption enter_into_force amend supersede repeal withdraw",
    ),
    (PositionKind, "agreed agreed_with_remarks objection not_interested"),
    (Signing, "signed special_opinion reservation not_signed acceded"),
    (DispositionKind, "accepted partly_accepted rejected noted"),
    (NoReply, "blocks agreed does_not_block"),
    (
        UnitKind,
        "title section chapter article annex clause point subpoint dash paragraph quote table footnote",
    ),
]


def test_words_of_keys_and_names() -> None:
    words = {name: value for name, value in vars(stored_words).items() if name.isupper()}
    assert words == WORDS


@pytest.mark.parametrize(("enumeration", "values"), VALUES)
def test_values_of_enumerations(enumeration: type[StrEnum], values: str) -> None:
    assert [member.value for member in enumeration] == values.split()
