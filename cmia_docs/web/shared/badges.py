"""How stages, positions and answers look on pages: a tone and an icon each, with the words of `labels`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from flask import Flask
from flask_babel import gettext as _

from cmia_docs.rules.positions import DispositionKind, PositionKind, Signing
from cmia_docs.rules.workflow import Stage
from cmia_docs.web.shared.labels import DISPOSITIONS, POSITIONS, SIGNINGS, STAGES

NO_REPLY = "no_reply"
"""What stands for a missing position: it is none of the kinds that a state gives."""


@dataclass(frozen=True, slots=True)
class BadgeStyle:
    """A `tone` of components.css (note, accent, ok, wait, bad, table, none) and an `icon` of icon.html."""

    tone: str
    icon: str


@dataclass(frozen=True, slots=True)
class Badge:
    """An icon with words, in the language of the page that it is made for."""

    words: str
    tone: str
    icon: str


STAGE_STYLES: Mapping[Stage, BadgeStyle] = MappingProxyType(
    {
        Stage.DRAFT: BadgeStyle("note", "pencil"),
        Stage.IN_CHECK: BadgeStyle("wait", "clipboard-check"),
        Stage.CIRCULATED: BadgeStyle("accent", "send"),
        Stage.CONSOLIDATION: BadgeStyle("wait", "table"),
        Stage.AGREED: BadgeStyle("ok", "check-circle"),
        Stage.TABLED: BadgeStyle("table", "calendar-event"),
        Stage.ADOPTED: BadgeStyle("ok", "patch-check"),
        Stage.IN_FORCE: BadgeStyle("ok", "bookmark-check"),
        Stage.AMENDED: BadgeStyle("accent", "pencil-square"),
        Stage.SUPERSEDED: BadgeStyle("note", "arrow-repeat"),
        Stage.REPEALED: BadgeStyle("bad", "slash-circle"),
        Stage.WITHDRAWN: BadgeStyle("bad", "x-circle"),
    }
)
POSITION_STYLES: Mapping[PositionKind, BadgeStyle] = MappingProxyType(
    {
        PositionKind.AGREED: BadgeStyle("ok", "check-circle"),
        PositionKind.AGREED_WITH_REMARKS: BadgeStyle("wait", "chat-left-text"),
        PositionKind.OBJECTION: BadgeStyle("bad", "exclamation-octagon"),
        PositionKind.NOT_INTERESTED: BadgeStyle("none", "dash-circle"),
    }
)
SIGNING_STYLES: Mapping[Signing, BadgeStyle] = MappingProxyType(
    {
        Signing.SIGNED: BadgeStyle("ok", "check-circle"),
        Signing.SPECIAL_OPINION: BadgeStyle("wait", "chat-square-quote"),
        Signing.RESERVATION: BadgeStyle("wait", "flag"),
        Signing.NOT_SIGNED: BadgeStyle("none", "dash-circle"),
        Signing.ACCEDED: BadgeStyle("ok", "plus-lg"),
    }
)
DISPOSITION_STYLES: Mapping[DispositionKind, BadgeStyle] = MappingProxyType(
    {
        DispositionKind.ACCEPTED: BadgeStyle("ok", "check-circle"),
        DispositionKind.PARTLY_ACCEPTED: BadgeStyle("wait", "circle-half"),
        DispositionKind.REJECTED: BadgeStyle("bad", "x-circle"),
        DispositionKind.NOTED: BadgeStyle("note", "eye"),
    }
)


def stage_badge(stage: str) -> Badge:
    """Of a stage of the workflow, or of the legal status that follows it."""
    return _badge(STAGES[Stage(stage)], STAGE_STYLES[Stage(stage)])


def position_badge(kind: str) -> Badge:
    """Of a position on a text, of how a state signed, or of a missing reply (`NO_REPLY`)."""
    if kind == NO_REPLY:
        return Badge(_("no reply"), "none", "circle")
    if kind in set(Signing):
        return _badge(SIGNINGS[Signing(kind)], SIGNING_STYLES[Signing(kind)])
    return _badge(POSITIONS[PositionKind(kind)], POSITION_STYLES[PositionKind(kind)])


def disposition_badge(kind: str | None) -> Badge:
    """Of the answer to a remark, or that there is none yet."""
    if kind is None:
        return Badge(_("no answer yet"), "note", "hourglass-split")
    return _badge(DISPOSITIONS[DispositionKind(kind)], DISPOSITION_STYLES[DispositionKind(kind)])


def register_badges(app: Flask) -> None:
    """Give them to templates; macros have no other way to them."""
    app.jinja_env.globals.update(
        badge_of_stage=stage_badge, badge_of_position=position_badge, badge_of_disposition=disposition_badge
    )


def _badge(words: object, style: BadgeStyle) -> Badge:
    return Badge(str(words), style.tone, style.icon)
