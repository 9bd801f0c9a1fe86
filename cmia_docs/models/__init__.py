"""All tables, imported once so that the metadata is complete."""

from cmia_docs.models.adoption import Act, ActRelation, CouncilSession, Proposal
from cmia_docs.models.base import Base
from cmia_docs.models.council import CouncilSettings
from cmia_docs.models.document import Assignment, Document, Revision, WorkingCopy
from cmia_docs.models.events import Event, Letter
from cmia_docs.models.people import Invitation, Person, RoleGrant, SignIn, SignInAttempt
from cmia_docs.models.review import Disposition, Position, Remark, Round, RoundState

__all__ = [
    "Act",
    "ActRelation",
    "Assignment",
    "Base",
    "CouncilSession",
    "CouncilSettings",
    "Disposition",
    "Document",
    "Event",
    "Invitation",
    "Letter",
    "Person",
    "Position",
    "Proposal",
    "Remark",
    "Revision",
    "RoleGrant",
    "Round",
    "RoundState",
    "SignIn",
    "SignInAttempt",
    "WorkingCopy",
]
