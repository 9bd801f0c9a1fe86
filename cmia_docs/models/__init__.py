"""All tables, imported here so that the metadata is complete."""

from cmia_docs.models.adoption import Act, ActRelation, AdoptionProposal, CouncilSession
from cmia_docs.models.base import Base
from cmia_docs.models.council import CouncilSettings
from cmia_docs.models.document import Assignment, Document, Revision, WorkingCopy
from cmia_docs.models.events import Event, Notice
from cmia_docs.models.people import Invitation, Person, RoleGrant, SignIn, SignInAttempt
from cmia_docs.models.review import Disposition, Position, Remark, Round, RoundState

__all__ = [
    "Act",
    "ActRelation",
    "AdoptionProposal",
    "Assignment",
    "Base",
    "CouncilSession",
    "CouncilSettings",
    "Disposition",
    "Document",
    "Event",
    "Invitation",
    "Notice",
    "Person",
    "Position",
    "Remark",
    "Revision",
    "RoleGrant",
    "Round",
    "RoundState",
    "SignIn",
    "SignInAttempt",
    "WorkingCopy",
]
