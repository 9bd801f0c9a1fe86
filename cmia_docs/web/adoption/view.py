"""A proposal to adopt, as the chair reads it: all that will stand in the register, and the whole text."""

from __future__ import annotations

from typing import Any

from cmia_docs.models import AdoptionProposal, CouncilSession, Revision
from cmia_docs.queries.document.texts import texts_of
from cmia_docs.web.document.layout import described, state_of_council, title_in
from cmia_docs.web.sessions.view import session_view
from cmia_docs.web.shared.access import document
from cmia_docs.web.shared.context import reads, services
from cmia_docs.web.shared.labels import language_name
from cmia_docs.web.shared.text_view import unit_rows

View = dict[str, Any]


def adoption_proposal_view(proposal: AdoptionProposal) -> View:
    """What adoption/confirm.html takes beside the form."""
    revision = reads().get_one(Revision, proposal.revision_id)
    return {
        "proposal": {
            "number": proposal.number,
            "on": proposal.adopted_on,
            "places": [(code, place) for code, place in proposal.cities.items()],
            "by": proposal.proposer_name,
            "at": proposal.at,
            "revision": revision.number,
            "commit": proposal.commit,
            "sum": proposal.text_sum,
        },
        "session": _session(proposal),
        "signatories": [entry | {"name": state_of_council(entry["state"])} for entry in proposal.signatories],
        "texts": _texts(revision),
    }


def _session(proposal: AdoptionProposal) -> View | None:
    row = reads().get(CouncilSession, proposal.session_id) if proposal.session_id else None
    return session_view(row) if row else None


def _texts(revision: Revision) -> list[View]:
    """Every language version, whole. Ids are unique on a page: only the first version keeps its own."""
    said = described(revision)
    texts = texts_of(services().drafts, document().slug, revision)
    return [
        {
            "language": code,
            "name": language_name(code).capitalize(),
            "title": title_in(said.titles, code)[0],
            "authentic": code in said.authentic,
            "sum": revision.sums[code],
            "units": [
                row | ({"id": f"{code}-{row['id']}", "permalink": None} if place else {"permalink": None})
                for row in unit_rows(text)
            ],
        }
        for place, (code, text) in enumerate(texts.items())
    ]
