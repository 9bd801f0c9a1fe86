"""The sentence for every reason to refuse, in the reader's language: what is wrong and what to do."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _

from cmia_docs.errors import Refused
from cmia_docs.reasons import Reason, ReasonKind
from cmia_docs.reasons.council import (
    CouncilCirculated,
    CouncilDoubled,
    CouncilInUse,
    CouncilTimeZone,
    CouncilUnknownEntry,
    CouncilUnknownState,
    CouncilUnknownType,
    CouncilWorkingLanguage,
    FieldCharacter,
    FieldTooLong,
    PasswordTooLong,
    PasswordTooShort,
)
from cmia_docs.reasons.documents import (
    ActDoneMeanwhile,
    AdoptionNumberTaken,
    DocumentSlugTaken,
    LabelTooLong,
    PositionsObjectionStands,
    PositionsReplyMissing,
    RemarksWithoutDisposition,
    RoundRepliesMissingAndDueAhead,
    TextFindings,
    TextFindingsAtAdoption,
    TextSumDiffers,
    TextTooLarge,
    TextTooManyUnits,
    UnitCharacter,
    UnitLineBreak,
    UnitTableLine,
    UploadCharacter,
    UploadNotText,
    UploadTooLarge,
    WorkflowNotInThisStage,
)
from cmia_docs.reasons.git import GitCannotWrite, GitNoSuchCommit, GitNoSuchFile, GitObjectDamaged
from cmia_docs.reasons.operation import DatabaseDamaged
from cmia_docs.reasons.search import SearchIndexBusy, SearchIndexDamaged, SearchIndexMissing
from cmia_docs.web.shared.context import council
from cmia_docs.web.shared.labels import language_name, stage_name
from cmia_docs.web.shared.page_context import in_language

_DAMAGED = _("A stored text is damaged and is not shown. Tell the administrator to run: flask verify")

PAGE_MESSAGES: Mapping[ReasonKind, LazyString] = {
    ActDoneMeanwhile: _(
        "%(who)s did this just before you. See the document as it is now; what you typed is kept."
    ),
    Reason.ADOPTION_ALREADY_PROPOSED: _(
        "Adoption has been proposed and waits for the chair. Cancel the adoption proposal first."
    ),
    Reason.ADOPTION_DATE_AHEAD: _(
        "The date of adoption is in the future. Enter the day on which the act was adopted."
    ),
    Reason.ADOPTION_NOBODY_SIGNS: _("No state signs. Mark at least one state as signed."),
    Reason.ADOPTION_NOT_PROPOSED: _("No adoption is proposed. The secretariat proposes it first."),
    AdoptionNumberTaken: _("The number %(number)s is already in the register. Choose another."),
    Reason.ADOPTION_NOT_YOURS_TO_CANCEL: _(
        "Another state chairs this session; its chair or the secretariat cancels the adoption proposal."
    ),
    Reason.ADOPTION_OTHER_CHAIR: _("Another state chairs this session; its chair confirms the adoption."),
    Reason.ADOPTION_OTHER_TEXT: _(
        "The adoption proposal or the text is not the one that you read. Read it again, then confirm."
    ),
    Reason.ADOPTION_SAME_PERSON: _(
        "The person who proposed an adoption cannot confirm it. A second person has to."
    ),
    Reason.ASSIGNMENT_ALREADY: _("This person is already named on the document."),
    Reason.ASSIGNMENT_PERSON: _("Choose a person who has this role and whose account is open."),
    Reason.ASSIGNMENT_UNKNOWN: _("This person is not named on the document."),
    Reason.COUNCIL_ACT_TYPES_MISSING: _("Name at least one act type."),
    CouncilCirculated: _("Say whether acts of the type %(type)s are sent to the states: yes or no."),
    CouncilDoubled: _("The code %(code)s is used twice."),
    CouncilInUse: _("These are in use and cannot be removed: %(codes)s."),
    Reason.COUNCIL_LANGUAGES: _(
        "Name the languages by their codes, such as ru, en; the working language first."
    ),
    Reason.COUNCIL_MAY_NOT_CONFIGURE: _("Only an administrator changes the settings."),
    Reason.COUNCIL_NAME_MISSING: _("The name in the working language is missing."),
    Reason.COUNCIL_NO_REPLY: _("Choose what a missing reply means."),
    Reason.COUNCIL_NOT_SET_UP: _("The council is not set up yet. An administrator runs: flask init"),
    Reason.COUNCIL_NUMBER_PATTERN: _(
        "A number pattern contains {serial} once, {year} where wanted, and no other braces."
    ),
    Reason.COUNCIL_STALE: _(
        "The settings were changed after you opened them. Look at what changed, then save again."
    ),
    Reason.COUNCIL_STATE_CODE: _(
        "The code of a state consists of 2 to 10 capital Latin letters and digits, such as BY."
    ),
    Reason.COUNCIL_STATE_KIND: _("Choose whether it is a member state, a participant or a body."),
    CouncilTimeZone: _(
        "There is no such time zone. Write area and city, such as Europe/Moscow or Asia/Almaty, or UTC."
    ),
    Reason.COUNCIL_TYPE_CODE: _(
        "The code of an act type consists of 2 to 31 lower-case Latin letters, digits and underscores, "
        "such as decision."
    ),
    CouncilUnknownEntry: _("There is no such setting: %(entry)s."),
    CouncilUnknownState: _("The council has no state %(state)s."),
    CouncilUnknownType: _("The council has no act type %(type)s."),
    CouncilWorkingLanguage: _(
        "There are documents without a text in %(language)s: it cannot become the working language."
    ),
    Reason.DATABASE_BUSY: _(
        "Another program has locked the database, so nothing was changed. Wait a moment and send it "
        "again; reading still works."
    ),
    DatabaseDamaged: _(
        "The database is damaged, so nothing was changed. Tell the administrator to run: flask doctor"
    ),
    Reason.DATABASE_UNAVAILABLE: _(
        "The database cannot be used at the moment. Nothing was changed. Wait a moment and try again."
    ),
    Reason.DOCUMENT_AUTHENTIC: _("An authentic language has to be one of the document's languages."),
    Reason.DOCUMENT_LANGUAGES: _("Choose languages of the council, including the working language."),
    Reason.DOCUMENT_MAY_NOT_CREATE: _("Only drafters and the secretariat can start documents."),
    DocumentSlugTaken: _("The short name %(slug)s is taken. Choose another."),
    Reason.DUE_NOT_AHEAD: _("The due date has to be after today."),
    Reason.DUE_NOT_LATER: _("Choose a day after the present due date."),
    Reason.EDITOR_UNKNOWN_BUTTON: _(
        "The form does not say what to do. What you typed is kept; use the buttons of the page."
    ),
    FieldCharacter: _("There is an invisible or unassigned character (%(character)s). Remove it."),
    Reason.FIELD_DATE: _("Enter a date."),
    Reason.FIELD_MISSING: _("This field is required."),
    Reason.FIELD_SLUG: _(
        "A short name consists of lower-case Latin letters, digits and hyphens, at most 80."
    ),
    FieldTooLong: _("This is too long: %(length)s characters; the limit is %(longest)s."),
    Reason.FORM_EXPIRED: _(
        "This form is no longer valid, because you signed in or out in the meantime, or cookies are off. "
        "What you typed is below: send it again."
    ),
    GitCannotWrite: _(
        "The texts cannot be stored at the moment. Nothing was changed. Wait a moment and send it again."
    ),
    GitNoSuchCommit: _DAMAGED,
    GitNoSuchFile: _DAMAGED,
    GitObjectDamaged: _DAMAGED,
    Reason.GRANT_ALREADY: _("The person already has this role."),
    Reason.GRANT_OWN_ADMINISTRATOR: _("You cannot take the administrator's role from yourself."),
    Reason.GRANT_STATE_MISSING: _("This role needs a state. Choose it."),
    Reason.GRANT_STATE_UNWANTED: _("This role has no state. Leave the state empty."),
    Reason.GRANT_UNKNOWN: _("The person does not have this role."),
    Reason.GRANT_UNTIL_MISSING: _("An auditor is appointed for a time. Enter the last day."),
    Reason.GRANT_UNTIL_PAST: _("The last day is in the past."),
    Reason.INVITATION_UNKNOWN: _("This invitation was used, has expired, or never existed. Ask for another."),
    Reason.LABEL_EMPTY: _("This element needs a label."),
    Reason.LABEL_NOT_FOR_KIND: _("Elements of this kind have no label."),
    LabelTooLong: _("This label is too long: the limit is %(most)s characters."),
    Reason.LEGAL_STATUS_ACTION: _("Choose what the later act does."),
    Reason.LEGAL_STATUS_BEFORE_ADOPTION: _("This day is before the adoption."),
    Reason.LEGAL_STATUS_DATE_AHEAD: _("This day is in the future. Record it when it has come."),
    Reason.LEGAL_STATUS_OTHER_ACT: _("Choose another act of the register."),
    Reason.PASSWORD_COMMON: _("This password is easy to guess. Several unrelated words make a good one."),
    PasswordTooLong: _("A password can have at most %(longest)s characters."),
    PasswordTooShort: _(
        "A password needs at least %(shortest)s characters. Several unrelated words make a good one."
    ),
    Reason.PASSWORD_WRONG: _("The current password is wrong."),
    Reason.PERSON_DISABLE_SELF: _("You cannot close your own account."),
    Reason.PERSON_DISABLED: _("This account is closed. Open it first."),
    Reason.PERSON_EMAIL: _("This is not an email address."),
    Reason.PERSON_EMAIL_TAKEN: _("There is already an account with this address."),
    Reason.PERSON_LANGUAGE: _("Choose one of the council's languages."),
    Reason.PERSON_LAST_ADMINISTRATOR: _(
        "This is the last administrator. Give the role to somebody else first, without an end."
    ),
    Reason.PERSON_MAY_NOT_MANAGE: _("Only an administrator manages accounts."),
    Reason.POSITION_LETTER_UNNAMED: _(
        "You are entering another state's position: name the letter that it came with."
    ),
    Reason.POSITION_OTHER_STATE: _("You can give the position of your own state only."),
    Reason.POSITION_STATE_NOT_ADDRESSED: _("This round was not sent to that state."),
    PositionsObjectionStands: _(
        "These states object: %(states)s. A text is agreed only when no objection remains."
    ),
    PositionsReplyMissing: _(
        "No reply from: %(states)s. Every addressed state has to answer on this very text."
    ),
    Reason.REASON_MISSING: _("Give the reason."),
    Reason.REMARK_ALREADY_MADE: _("You have already made this remark."),
    Reason.REMARK_LANGUAGE: _("The document has no text in this language."),
    Reason.REMARK_NOT_YOURS: _("Only its author or their state can withdraw a remark."),
    Reason.REMARK_OTHER_STATE: _("You can speak for your own state only."),
    Reason.REMARK_STATE_MISSING: _("Choose the state you speak for."),
    Reason.REMARK_UNIT: _("This element is not in the text. Choose another."),
    Reason.REMARK_WITHDRAWN: _("This remark was withdrawn."),
    RemarksWithoutDisposition: _("Remarks without an answer: %(count)s. Answer them first."),
    Reason.REVISION_LANGUAGES: _("Provide a text in each of the document's languages, and in no other."),
    Reason.REVISION_NOT_NAMED: _("The form does not say which revision you saw. Open the document again."),
    Reason.REVISION_STALE: _(
        "The text was changed after you opened it. Compare, then decide how to continue."
    ),
    Reason.REVISION_UNCHANGED: _("Nothing was changed, so there is nothing to save."),
    Reason.RIGHTS_ENDED: _(
        "Your sign-in or your rights ended while this was being sent. Nothing was changed."
    ),
    Reason.ROUND_NOBODY_ADDRESSED: _("Choose at least one state."),
    RoundRepliesMissingAndDueAhead: _(
        "The due date has not passed, and replies are missing from: %(states)s."
    ),
    Reason.ROUTE_NOT_YOUR_ROLE: _("Your role does not include this."),
    SearchIndexBusy: _("The search index is being written at the moment. Try again soon."),
    SearchIndexDamaged: _(
        "The search index is damaged and is being rebuilt, so search does not work at the moment. "
        "Everything else works; search again in a minute."
    ),
    SearchIndexMissing: _(
        "The search index was lost and is being rebuilt, so search does not work at the moment. "
        "Everything else works; search again in a minute."
    ),
    Reason.SEARCH_INDEX_OUTDATED: _(
        "The search index is of an older version, so search does not work. Everything else works. Ask the "
        "administrator to run: flask reindex"
    ),
    Reason.SESSION_ENDS_BEFORE_IT_BEGINS: _("The last day of the session is before its first day."),
    Reason.SESSION_MAY_NOT_PLAN: _("Only the secretariat plans sessions."),
    Reason.SESSION_MISSING: _("Choose a session."),
    Reason.SESSION_PLANNED_ALREADY: _("This session is already in the calendar."),
    Reason.SIGN_IN_ENDED: _(
        "You are no longer signed in. Sign in again in another tab; what you typed is below and can then "
        "be sent again."
    ),
    Reason.SIGN_IN_LIMITED: _("Too many attempts. Wait a quarter of an hour, then try again."),
    Reason.SIGN_IN_REFUSED: _("The address or the password is wrong."),
    Reason.STORAGE_FAILING: _(
        "The server's disk does not work at the moment, so nothing was changed. Send it again when the "
        "administrator has repaired it."
    ),
    Reason.STORAGE_FULL: _(
        "The server's disk is full, so nothing was changed. Send it again when the administrator has made "
        "room; reading still works."
    ),
    Reason.STORAGE_READ_ONLY: _(
        "The server's disk is read-only at the moment, so nothing was changed. Send it again when the "
        "administrator has repaired it; reading still works."
    ),
    Reason.TEXT_CHANGED_SINCE_CIRCULATION: _(
        "The text was changed after it was sent to the states: it has to go to a new round."
    ),
    Reason.TEXT_EMPTY: _("The text is empty."),
    TextFindings: _("Findings to correct first: %(count)s. They are shown beside the text."),
    TextFindingsAtAdoption: _("Findings that prevent adoption: %(count)s. They are shown beside the text."),
    TextSumDiffers: _(
        "The checksum of the stored text differs from the one recorded when it was saved, so the text is "
        "not shown. Tell the administrator to run: flask verify"
    ),
    TextTooLarge: _("This text is too large: the limit is %(largest)s bytes."),
    TextTooManyUnits: _("This text has too many elements: the limit is %(most)s. Split it."),
    Reason.TYPE_NEEDS_CIRCULATION: _("Acts of this type are sent to the states first."),
    Reason.TYPE_SKIPS_CIRCULATION: _("Acts of this type are not sent to the states."),
    Reason.UNIT_CANNOT_MOVE_DOWN: _("This element cannot move further down."),
    Reason.UNIT_CANNOT_MOVE_UP: _("This element cannot move further up."),
    UnitCharacter: _(
        "The character %(character)s at position %(position)s is not allowed in a text, so this was not "
        "stored. Remove it."
    ),
    Reason.UNIT_KIND: _("Choose a kind of element."),
    UnitLineBreak: _(
        "An element is one paragraph, and this would make %(lines)s. It cannot be stored like this: "
        "split the element or join the lines."
    ),
    Reason.UNIT_MOVE_INTO_ITSELF: _("An element cannot be placed inside itself."),
    Reason.UNIT_NO_HIGHER_LEVEL: _("This element is on the highest level of its kind."),
    Reason.UNIT_NO_LOWER_LEVEL: _("This element is on the lowest level of its kind."),
    UnitTableLine: _(
        "Each line of a table is a row and starts with |. This one does not, so it cannot be stored: "
        "“%(line)s”."
    ),
    Reason.UNIT_UNKNOWN: _(
        "The form names an element that is no longer in the text. Reload the editor; your text is kept."
    ),
    Reason.UNIT_WOULD_SWALLOW: _(
        "At this position the elements that follow would become part of it. "
        "Choose a position after an element of the same level."
    ),
    UploadCharacter: _(
        "Line %(line)s contains the character %(character)s, which is not allowed in a text. Remove it "
        "and try again."
    ),
    Reason.UPLOAD_EMPTY: _("This file is empty. Choose another."),
    Reason.UPLOAD_IN_THE_WAY: _(
        "You have typed in this text. Confirm that the file replaces it, or save first."
    ),
    Reason.UPLOAD_LANGUAGE: _("The document has no text in this language."),
    Reason.UPLOAD_MISSING: _("Choose a file."),
    UploadNotText: _(
        "This is not a plain text in UTF-8: line %(line)s cannot be read. Save it as UTF-8 text or Markdown "
        "and try again."
    ),
    UploadTooLarge: _("This file is too large: the limit is %(largest)s MB. Split the text."),
    Reason.WORK_BUSY: _("Others are saving this document at the moment. Try again."),
    Reason.WORK_CONFLICT: _(
        "Somebody else changed this document at the same moment. Look at it, then try again."
    ),
    WorkflowNotInThisStage: _("This is not possible now: the document is in the stage “%(stage)s”."),
    Reason.WORKFLOW_NOT_YOUR_ROLE: _("Your role on this document does not include this."),
    Reason.WORKING_COPY_EXISTS: _(
        "You have typed in this document and not saved it yet. Your text would be replaced."
    ),
    Reason.WORKING_COPY_OTHER_WINDOW: _(
        "You have continued this text in another window. Nothing from this window is stored yet: what you "
        "typed here is below. Look at what is marked, then save."
    ),
    Reason.WORKING_COPY_UNKNOWN: _("There is no working copy."),
}


def sentence_for(error: Refused) -> str:
    """The sentence of a refusal; a reason that has none is named by its code."""
    details = {name: _worded(name, value) for name, value in error.details.items()}
    form = PAGE_MESSAGES.get(error.kind)
    if form is None:
        return str(gettext("This cannot be done (%(reason)s).", reason=error.code))
    sentence: str = str(form)
    return str(sentence % details) if details else sentence


def _worded(name: str, value: object) -> str:
    """A detail in words: states and languages by their names, not by their codes."""
    if isinstance(value, tuple | list):
        return ", ".join(_state_of_council(entry) if name == "states" else str(entry) for entry in value)
    if name == "language":
        return language_name(str(value))
    return stage_name(str(value)) if name == "stage" else str(value)


def _state_of_council(code: str) -> str:
    return next((in_language(state.names) for state in council().states if state.code == code), code)
