"""The wrong keyboard layout."""

from __future__ import annotations

import pytest

from cmia_docs.text.search.keyboard_layout import other_layout


@pytest.mark.parametrize(
    ("typed", "meant"), [("gjkj;tybt", "положение"), ("куыудгешщт", "reselution"), ("5-1", "5-1")]
)
def test_the_same_keys_in_the_other_layout(typed: str, meant: str) -> None:
    assert other_layout(typed) == meant
