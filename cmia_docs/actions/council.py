"""The council's settings, set by an administrator and kept in the journal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from cmia_docs.actions.record import applies
from cmia_docs.actions.work import Work
from cmia_docs.errors import Invalid, NotAllowed
from cmia_docs.models import CouncilSettings, Document, Event, RoleGrant, RoundState
from cmia_docs.rules.council import Council, from_settings, to_settings
from cmia_docs.rules.permissions import Permission, allowed

CONFIGURE = "configure"


def configure(work: Work, settings: Mapping[str, Any]) -> Event:
    """Set all settings of the council. A state, type or language that is in use cannot be dropped."""
    if not allowed(work.actor, Permission.CONFIGURE):
        raise NotAllowed("council.may_not_configure")
    council = from_settings(settings)
    _keep_used(work.session, council)
    return work.record(CONFIGURE, settings=to_settings(council))


def _keep_used(session: Session, council: Council) -> None:
    types = set(session.scalars(select(Document.act_type).distinct()))
    states = set(session.scalars(select(RoundState.state).distinct()))
    states |= set(session.scalars(select(RoleGrant.state).distinct()))
    states |= set(session.scalars(select(Document.initiator).distinct()))
    missing = types - {act_type.code for act_type in council.act_types}
    missing |= states - {state.code for state in council.states} - {""}
    if missing:
        raise Invalid("council.in_use", codes=tuple(sorted(missing)))


@applies(CONFIGURE)
def _configured(session: Session, event: Event) -> None:
    row = session.get(CouncilSettings, 1)
    if row is None:
        row = CouncilSettings(id=1)
        session.add(row)
    row.event_id = event.id
    row.settings = event.data["settings"]
