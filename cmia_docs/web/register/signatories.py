"""How a member state signs an act, as pages show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cmia_docs.rules.adoption_payloads import Signatory
from cmia_docs.web.document.layout import state_of_council


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatoryView:
    """A state by its name; `text` is its opinion or reservation, `articles` what that concerns."""

    state: str
    signing: str
    text: str
    articles: str


def signatory_view(row: Mapping[str, Any]) -> SignatoryView:
    """A signatory as the row of an act or of an adoption proposal has it."""
    signatory = Signatory.from_json(row)
    return SignatoryView(
        state=state_of_council(signatory.state),
        signing=signatory.signing.value,
        text=signatory.text,
        articles=signatory.articles,
    )
