"""The council's settings, set by an administrator and recorded in the journal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from cmia_docs.actions.projections import applies
from cmia_docs.actions.work import Work
from cmia_docs.errors import Invalid, NotAllowed, StaleRevision
from cmia_docs.models import (
    AdoptionProposal,
    CouncilSession,
    CouncilSettings,
    Document,
    Event,
    RoleGrant,
    RoundState,
)
from cmia_docs.reasons import Reason
from cmia_docs.reasons.council import CouncilInUse, CouncilWorkingLanguage
from cmia_docs.rules.adoption_payloads import Signatory
from cmia_docs.rules.council import Council, from_settings, to_settings
from cmia_docs.rules.people_payloads import Configured
from cmia_docs.rules.permissions import Permission, allowed


def configure(work: Work, settings: Mapping[str, Any], *, seen: int | None = None) -> Event | None:
    """Set all settings of the council; None, and nothing is recorded, where they do not change.

    `seen` is the event that had set the settings which the administrator changed: where they were set again
    since, `StaleRevision`; None skips this check. A state, type or language in use cannot be removed.
    """
    if not allowed(work.actor, Permission.CONFIGURE):
        raise NotAllowed(Reason.COUNCIL_MAY_NOT_CONFIGURE)
    council = from_settings(settings)
    row = work.db.get(CouncilSettings, 1, with_for_update=True)
    if row is not None:
        if seen not in (None, row.event_id):
            raise StaleRevision(Reason.COUNCIL_STALE, seen=seen, current=row.event_id)
        if row.settings == to_settings(council):
            return None
        _check_used(work.db, council)
    return work.record(Configured(settings=to_settings(council)))


def _check_used(db: Session, council: Council) -> None:
    texts = [set(languages) for languages in db.scalars(select(Document.languages))]
    if any(council.working_language not in languages for languages in texts):
        raise Invalid(CouncilWorkingLanguage(council.working_language), field="languages")
    _refuse_removed(set().union(*texts), council.languages, "languages")
    _refuse_removed(_states_in_use(db), (state.code for state in council.states), "states-0-code")
    types = set(db.scalars(select(Document.act_type).distinct()))
    _refuse_removed(types, (act_type.code for act_type in council.act_types), "act_types-0-code")


def _states_in_use(db: Session) -> set[str]:
    columns = (RoundState.state, RoleGrant.state, Document.initiator, CouncilSession.chair_state)
    states = {code for column in columns for code in db.scalars(select(column).distinct())}
    signatories = db.scalars(select(AdoptionProposal.signatories))
    return (states | {Signatory.from_json(row).state for rows in signatories for row in rows}) - {""}


def _refuse_removed(used: set[str], codes: Iterable[str], where: str) -> None:
    if missing := used - set(codes):
        raise Invalid(CouncilInUse(tuple(sorted(missing))), field=where)


@applies(Configured)
def _configured(db: Session, event: Event, configured: Configured) -> None:
    row = db.get(CouncilSettings, 1)
    if row is None:
        row = CouncilSettings(id=1)
        db.add(row)
    row.event_id = event.id
    row.settings = dict(configured.settings)
