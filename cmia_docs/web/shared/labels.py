"""Words for stages, roles, actions, positions and the other codes of the rules, in the reader's language."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from cmia_docs.rules.positions import DispositionKind, NoReply, PositionKind, Signing
from cmia_docs.rules.workflow import Action, Role, Stage
from cmia_docs.text.model import UnitKind

STAGES = {
    Stage.DRAFT: _("draft"),
    Stage.IN_CHECK: _("in check"),
    Stage.CIRCULATED: _("circulated"),
    Stage.CONSOLIDATION: _("consolidation"),
    Stage.AGREED: _("agreed"),
    Stage.TABLED: _("tabled"),
    Stage.ADOPTED: _("adopted"),
    Stage.IN_FORCE: _("in force"),
    Stage.AMENDED: _("amended"),
    Stage.SUPERSEDED: _("superseded"),
    Stage.REPEALED: _("repealed"),
    Stage.WITHDRAWN: _("withdrawn"),
}
ROLES = {
    Role.DRAFTER: _("drafter"),
    Role.REVIEWER: _("national reviewer"),
    Role.EXPERT: _("expert-group member"),
    Role.SECRETARIAT: _("secretariat"),
    Role.CHAIR: _("chair"),
    Role.ADMINISTRATOR: _("administrator"),
    Role.AUDITOR: _("auditor"),
}
# What an event says happened: "<who> <these words>".
ACTION_WORDS = {
    Action.CREATE: _("created the document"),
    Action.SAVE: _("saved a revision"),
    Action.ASSIGN: _("named a person on the document"),
    Action.UNASSIGN: _("removed a person from the document"),
    Action.SUBMIT: _("submitted it for the check"),
    Action.RETURN: _("returned it to its drafters"),
    Action.CIRCULATE: _("circulated it"),
    Action.EXTEND: _("extended the due date"),
    Action.GIVE_POSITION: _("gave a position"),
    Action.CLOSE_ROUND: _("closed the round"),
    Action.REMARK: _("made a remark"),
    Action.WITHDRAW_REMARK: _("withdrew a remark"),
    Action.DISPOSE: _("answered a remark"),
    Action.AGREE: _("declared it agreed"),
    Action.ACCEPT: _("accepted it without circulation"),
    Action.REOPEN: _("reopened it"),
    Action.TABLE: _("tabled it"),
    Action.DEFER: _("deferred it"),
    Action.PROPOSE_ADOPTION: _("proposed its adoption"),
    Action.CANCEL_ADOPTION_PROPOSAL: _("cancelled the adoption proposal"),
    Action.CONFIRM_ADOPTION: _("confirmed its adoption"),
    Action.ENTER_INTO_FORCE: _("recorded its entry into force"),
    Action.AMEND: _("recorded an amendment"),
    Action.SUPERSEDE: _("recorded that it is superseded"),
    Action.REPEAL: _("recorded its repeal"),
    Action.WITHDRAW: _("withdrew it"),
    "plan_session": _("planned a session"),
    "configure": _("changed the settings"),
    "invite": _("invited a person"),
    "remind": _("renewed an invitation"),
    "join": _("set a password from the invitation"),
    "grant": _("gave a role"),
    "revoke": _("revoked a role"),
    "disable": _("closed an account"),
    "enable": _("opened an account again"),
}
POSITIONS = {
    PositionKind.AGREED: _("agreed"),
    PositionKind.AGREED_WITH_REMARKS: _("agreed with remarks"),
    PositionKind.OBJECTION: _("objection"),
    PositionKind.NOT_INTERESTED: _("not interested"),
}
DISPOSITIONS = {
    DispositionKind.ACCEPTED: _("accepted"),
    DispositionKind.PARTLY_ACCEPTED: _("partly accepted"),
    DispositionKind.REJECTED: _("rejected"),
    DispositionKind.NOTED: _("noted"),
}
SIGNINGS = {
    Signing.SIGNED: _("signed"),
    Signing.SPECIAL_OPINION: _("special opinion"),
    Signing.RESERVATION: _("reservation"),
    Signing.NOT_SIGNED: _("not signed"),
    Signing.ACCEDED: _("acceded"),
}
NO_REPLIES = {
    NoReply.BLOCKS: _("prevents agreement of the text"),
    NoReply.AGREED: _("counts as agreed (silence procedure)"),
    NoReply.DOES_NOT_BLOCK: _("does not prevent agreement"),
}
UNIT_KINDS = {
    UnitKind.TITLE: _("title"),
    UnitKind.SECTION: _("section"),
    UnitKind.CHAPTER: _("chapter"),
    UnitKind.ARTICLE: _("article"),
    UnitKind.ANNEX: _("annex"),
    UnitKind.CLAUSE: _("clause"),
    UnitKind.POINT: _("point"),
    UnitKind.SUBPOINT: _("sub-point"),
    UnitKind.DASH: _("dash item"),
    UnitKind.PARAGRAPH: _("paragraph"),
    UnitKind.QUOTE: _("quotation"),
    UnitKind.TABLE: _("table"),
    UnitKind.FOOTNOTE: _("footnote"),
}
STATE_KINDS = {
    "member": _("member state"),
    "participant": _("participant state"),
    "body": _("attending body"),
}
SETTINGS = {
    "names": _("name"),
    "short_names": _("short name"),
    "languages": _("languages of texts"),
    "states": _("states and bodies"),
    "act_types": _("act types"),
    "no_reply": _("missing replies"),
    "time_zone": _("time zone"),
}
LANGUAGES = {
    "ru": _("Russian"),
    "en": _("English"),
    "az": _("Azerbaijani"),
    "be": _("Belarusian"),
    "hy": _("Armenian"),
    "kk": _("Kazakh"),
    "ky": _("Kyrgyz"),
    "ro": _("Romanian"),
    "tg": _("Tajik"),
    "tk": _("Turkmen"),
    "uk": _("Ukrainian"),
    "uz": _("Uzbek"),
}


def stage_name(code: str) -> str:
    """The word for a stage of the workflow."""
    return str(STAGES[Stage(code)]) if code in set(Stage) else code


def role_name(code: str) -> str:
    """The word for a role."""
    return str(ROLES[Role(code)])


def action_words(kind: str) -> str:
    """What the actor of an event of this kind did."""
    return str(ACTION_WORDS.get(kind, kind))


def language_name(code: str) -> str:
    """The name of a language of texts; its code where it is not listed here."""
    return str(LANGUAGES.get(code, code))


def kind_name(kind: UnitKind) -> str:
    """The word for a kind of unit."""
    return str(UNIT_KINDS[kind])
