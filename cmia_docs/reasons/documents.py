"""Reasons with details: documents and their texts."""

from __future__ import annotations

from dataclasses import dataclass

from cmia_docs.reasons import Detailed


@dataclass(frozen=True)
class ActDoneMeanwhile(Detailed):
    CODE = "act.done_meanwhile"
    who: str


@dataclass(frozen=True)
class AdoptionNumberTaken(Detailed):
    CODE = "adoption.number_taken"
    number: str


@dataclass(frozen=True)
class DocumentSlugTaken(Detailed):
    CODE = "document.slug_taken"
    slug: str


@dataclass(frozen=True)
class LabelTooLong(Detailed):
    CODE = "label.too_long"
    most: int


@dataclass(frozen=True)
class PositionsObjectionStands(Detailed):
    CODE = "positions.objection_stands"
    states: tuple[str, ...]


@dataclass(frozen=True)
class PositionsReplyMissing(Detailed):
    CODE = "positions.reply_missing"
    states: tuple[str, ...]


@dataclass(frozen=True)
class RemarksWithoutDisposition(Detailed):
    CODE = "remarks.without_disposition"
    count: int


@dataclass(frozen=True)
class RoundMissing(Detailed):
    CODE = "round.missing"
    document: int


@dataclass(frozen=True)
class RoundRepliesMissingAndDueAhead(Detailed):
    CODE = "round.replies_missing_and_due_ahead"
    states: tuple[str, ...]


@dataclass(frozen=True)
class TextFindings(Detailed):
    CODE = "text.findings"
    count: int


@dataclass(frozen=True)
class TextFindingsAtAdoption(Detailed):
    CODE = "text.findings_at_adoption"
    count: int


@dataclass(frozen=True)
class TextSumDiffers(Detailed):
    CODE = "text.sum_differs"
    revision: int
    language: str


@dataclass(frozen=True)
class TextTooLarge(Detailed):
    CODE = "text.too_large"
    largest: int


@dataclass(frozen=True)
class TextTooManyUnits(Detailed):
    CODE = "text.too_many_units"
    most: int


@dataclass(frozen=True)
class UnitBadId(Detailed):
    CODE = "unit.bad_id"
    id: str


@dataclass(frozen=True)
class UnitCharacter(Detailed):
    CODE = "unit.character"
    character: str
    position: str


@dataclass(frozen=True)
class UnitIdTaken(Detailed):
    CODE = "unit.id_taken"
    id: str


@dataclass(frozen=True)
class UnitLineBreak(Detailed):
    CODE = "unit.line_break"
    lines: str


@dataclass(frozen=True)
class UnitNotFound(Detailed):
    CODE = "unit.not_found"
    unit: str


@dataclass(frozen=True)
class UnitTableLine(Detailed):
    CODE = "unit.table_line"
    line: str


@dataclass(frozen=True)
class UploadCharacter(Detailed):
    CODE = "upload.character"
    line: int
    character: str


@dataclass(frozen=True)
class UploadNotText(Detailed):
    CODE = "upload.not_text"
    line: int


@dataclass(frozen=True)
class UploadTooLarge(Detailed):
    CODE = "upload.too_large"
    largest: str


@dataclass(frozen=True)
class WorkflowNotInThisStage(Detailed):
    CODE = "workflow.not_in_this_stage"
    stage: str
