"""Every code of the rules has its words and its look: a new one is missed nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import pytest

from cmia_docs.rules.positions import DispositionKind, NoReply, PositionKind, Signing
from cmia_docs.rules.workflow import Action, Role, Stage
from cmia_docs.text.model import UnitKind
from cmia_docs.web.shared import badges, labels


@pytest.mark.parametrize(
    ("table", "codes"),
    [
        (labels.STAGES, Stage),
        (labels.ROLES, Role),
        (labels.POSITIONS, PositionKind),
        (labels.SIGNINGS, Signing),
        (labels.DISPOSITIONS, DispositionKind),
        (labels.NO_REPLIES, NoReply),
        (labels.UNIT_KINDS, UnitKind),
        (badges.STAGE_STYLES, Stage),
        (badges.POSITION_STYLES, PositionKind),
        (badges.SIGNING_STYLES, Signing),
        (badges.DISPOSITION_STYLES, DispositionKind),
    ],
)
def test_a_table_has_every_code_and_no_other(table: Mapping[StrEnum, object], codes: type[StrEnum]) -> None:
    assert set(table) == set(codes)


def test_every_action_has_its_words() -> None:
    assert set(Action) <= set(labels.ACTION_WORDS)
