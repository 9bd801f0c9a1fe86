"""The sentence for every reason to refuse, in the reader's language: what is wrong and what to do."""

from __future__ import annotations

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from cmia_docs.errors import Refused
from cmia_docs.web.shared.context import council
from cmia_docs.web.shared.labels import language_name, stage_name
from cmia_docs.web.shared.page_context import in_language

_DAMAGED = _("A stored text is damaged and is not shown. Tell the administrator to run: flask verify")

REASONS = {
    "act.done_meanwhile": _(
        "%(who)s did this just before you. See how the document stands now; what you typed is kept."
    ),
    "adoption.already_proposed": _(
        "Adoption has been proposed and waits for the chair. Cancel the proposal first."
    ),
    "adoption.date_ahead": _(
        "The date of adoption is in the future. Enter the day on which the act was adopted."
    ),
    "adoption.nobody_signs": _("No state signs. Mark at least one state as signed."),
    "adoption.not_proposed": _("No adoption is proposed. The secretariat proposes it first."),
    "adoption.number_taken": _("The number %(number)s is already in the register. Choose another."),
    "adoption.not_yours_to_cancel": _(
        "Another state chairs this session; its chair or the secretariat cancels the proposal."
    ),
    "adoption.other_chair": _("Another state chairs this session; its chair confirms the adoption."),
    "adoption.other_text": _(
        "The proposal or the text is not the one that you read. Read it again, then confirm."
    ),
    "adoption.same_person": _(
        "The person who proposed an adoption cannot confirm it. A second person has to."
    ),
    "assignment.already": _("This person is already named on the document."),
    "assignment.person": _("Choose a person who has this role and whose account is open."),
    "assignment.unknown": _("This person is not named on the document."),
    "council.act_types_missing": _("Name at least one act type."),
    "council.circulated": _("Say whether acts of the type %(type)s are sent to the states: yes or no."),
    "council.doubled": _("The code %(code)s is used twice."),
    "council.in_use": _("These are in use and cannot be removed: %(codes)s."),
    "council.languages": _("Name the languages by their codes, such as ru, en; the working language first."),
    "council.may_not_configure": _("Only an administrator changes the settings."),
    "council.name_missing": _("The name in the working language is missing."),
    "council.no_reply": _("Choose what a missing reply means."),
    "council.not_set_up": _("The council is not set up yet. An administrator runs: flask init"),
    "council.number_pattern": _(
        "A number pattern contains {serial} once, {year} where wanted, and no other braces."
    ),
    "council.stale": _(
        "The settings were changed after you opened them. Look at what changed, then save again."
    ),
    "council.state_code": _(
        "The code of a state consists of 2 to 10 capital Latin letters and digits, such as BY."
    ),
    "council.state_kind": _("Choose whether it is a member state, a participant or a body."),
    "council.time_zone": _(
        "There is no such time zone. Write area and city, such as Europe/Moscow or Asia/Almaty, or UTC."
    ),
    "council.type_code": _(
        "The code of an act type consists of 2 to 31 lower-case Latin letters, digits and underscores, "
        "such as decision."
    ),
    "council.unknown_entry": _("There is no such setting: %(entry)s."),
    "council.unknown_state": _("The council has no state %(state)s."),
    "council.unknown_type": _("The council has no act type %(type)s."),
    "council.working_language": _(
        "There are documents without a text in %(language)s: it cannot become the working language."
    ),
    "database.busy": _(
        "Another program has locked the database, so nothing was changed. Wait a moment and send it "
        "again; reading still works."
    ),
    "database.damaged": _(
        "The database is damaged, so nothing was changed. Tell the administrator to run: flask doctor"
    ),
    "database.unavailable": _(
        "The database cannot be used at the moment. Nothing was changed. Wait a moment and try again."
    ),
    "document.authentic": _("An authentic language has to be one of the document's languages."),
    "document.languages": _("Choose languages of the council, including the working language."),
    "document.may_not_create": _("Only drafters and the secretariat can start documents."),
    "document.slug_taken": _("The short name %(slug)s is taken. Choose another."),
    "due.not_ahead": _("The due date has to be after today."),
    "due.not_later": _("Choose a day after the present due date."),
    "editor.unknown_button": _(
        "The form does not say what to do. What you typed is kept; use the buttons of the page."
    ),
    "field.character": _("There is an invisible or unassigned character (%(character)s). Remove it."),
    "field.date": _("Enter a date."),
    "field.missing": _("This field is required."),
    "field.slug": _("A short name consists of lower-case Latin letters, digits and hyphens, at most 80."),
    "field.too_long": _("This is too long: %(length)s characters; the limit is %(longest)s."),
    "form.expired": _(
        "This form is no longer valid, because you signed in or out in the meantime, or cookies are off. "
        "What you typed is below: send it again."
    ),
    "git.cannot_write": _(
        "The texts cannot be stored at the moment. Nothing was changed. Wait a moment and send it again."
    ),
    "git.no_such_commit": _DAMAGED,
    "git.no_such_file": _DAMAGED,
    "git.object_damaged": _DAMAGED,
    "grant.already": _("The person already has this role."),
    "grant.own_administrator": _("You cannot take the administrator's role from yourself."),
    "grant.state_missing": _("This role needs a state. Choose it."),
    "grant.state_unwanted": _("This role has no state. Leave the state empty."),
    "grant.unknown": _("The person does not have this role."),
    "grant.until_missing": _("An auditor is appointed for a time. Enter the last day."),
    "grant.until_past": _("The last day is in the past."),
    "invitation.unknown": _("This invitation was used, has expired, or never existed. Ask for another."),
    "label.empty": _("This element needs a label."),
    "label.not_for_kind": _("Elements of this kind have no label."),
    "label.too_long": _("This label is too long: the limit is %(most)s characters."),
    "password.common": _("This password is easy to guess. Several unrelated words make a good one."),
    "password.too_long": _("A password can have at most %(longest)s characters."),
    "password.too_short": _(
        "A password needs at least %(shortest)s characters. Several unrelated words make a good one."
    ),
    "password.wrong": _("The current password is wrong."),
    "person.disable_self": _("You cannot close your own account."),
    "person.disabled": _("This account is closed. Open it first."),
    "person.email": _("This is not an email address."),
    "person.email_taken": _("There is already an account with this address."),
    "person.language": _("Choose one of the council's languages."),
    "person.last_administrator": _(
        "This is the last administrator. Give the role to somebody else first, without an end."
    ),
    "person.may_not_manage": _("Only an administrator manages accounts."),
    "position.letter_unnamed": _(
        "You are entering another state's position: name the letter that it came with."
    ),
    "position.other_state": _("You can give the position of your own state only."),
    "position.state_not_addressed": _("This round was not sent to that state."),
    "positions.objection_stands": _(
        "These states object: %(states)s. A text is agreed only when no objection stands."
    ),
    "positions.reply_missing": _(
        "No reply from: %(states)s. Every state addressed has to answer on exactly this text."
    ),
    "reason.missing": _("Give the reason."),
    "remark.already_made": _("You have already made this remark."),
    "remark.language": _("The document has no text in this language."),
    "remark.not_yours": _("Only its author or their state can withdraw a remark."),
    "remark.other_state": _("You can speak for your own state only."),
    "remark.state_missing": _("Choose the state you speak for."),
    "remark.unit": _("This element is not in the text. Choose another."),
    "remark.withdrawn": _("This remark was withdrawn."),
    "remarks.without_disposition": _("Remarks without an answer: %(count)s. Answer them first."),
    "revision.languages": _("Texts are needed in exactly the document's languages."),
    "revision.not_named": _("The form does not say which revision you saw. Open the document again."),
    "revision.stale": _("The text was changed after you opened it. Compare, then decide how to go on."),
    "revision.unchanged": _("Nothing was changed, so there is nothing to save."),
    "rights.ended": _("Your sign-in or your rights ended while this was being sent. Nothing was changed."),
    "round.nobody_addressed": _("Choose at least one state."),
    "round.replies_missing_and_due_ahead": _(
        "The due date has not passed, and replies are missing from: %(states)s."
    ),
    "route.not_your_role": _("Your role does not include this."),
    "search.index_busy": _("The search index is being written at the moment. Try again soon."),
    "search.index_damaged": _(
        "The search index is damaged and is being rebuilt, so search does not work at the moment. "
        "Everything else works; search again in a minute."
    ),
    "search.index_missing": _(
        "The search index was lost and is being rebuilt, so search does not work at the moment. "
        "Everything else works; search again in a minute."
    ),
    "search.index_outdated": _(
        "The search index is of an older version, so search does not work. Everything else works. Ask the "
        "administrator to run: flask reindex"
    ),
    "session.ends_before_it_begins": _("The last day of the session is before its first day."),
    "session.may_not_plan": _("Only the secretariat plans sessions."),
    "session.planned_already": _("This session is already in the calendar."),
    "session.missing": _("Choose a session."),
    "signing_in.ended": _(
        "You are no longer signed in. Sign in again in another tab; what you typed is below and can then "
        "be sent again."
    ),
    "signing_in.limited": _("Too many attempts. Wait a quarter of an hour, then try again."),
    "signing_in.refused": _("The address or the password is wrong."),
    "standing.action": _("Choose what the later act does."),
    "standing.before_adoption": _("This day is before the adoption."),
    "standing.date_ahead": _("This day is in the future. Record it when it has come."),
    "standing.other_act": _("Choose another act of the register."),
    "storage.failing": _(
        "The server's disk does not work at the moment, so nothing was changed. Send it again when the "
        "administrator has repaired it."
    ),
    "storage.full": _(
        "The server's disk is full, so nothing was changed. Send it again when the administrator has made "
        "room; reading still works."
    ),
    "storage.read_only": _(
        "The server's disk is read-only at the moment, so nothing was changed. Send it again when the "
        "administrator has repaired it; reading still works."
    ),
    "text.changed_since_circulation": _(
        "The text was changed after it was sent to the states: it has to go to a new round."
    ),
    "text.empty": _("The text is empty."),
    "text.findings": _("Findings to correct first: %(count)s. They are shown beside the text."),
    "text.findings_at_adoption": _(
        "Findings that prevent adoption: %(count)s. They are shown beside the text."
    ),
    "text.sum_differs": _(
        "The checksum of the stored text differs from the one recorded when it was saved, so the text is "
        "not shown. Tell the administrator to run: flask verify"
    ),
    "text.too_large": _("This text is too large: the limit is %(largest)s bytes."),
    "text.too_many_units": _("This text has too many elements: the limit is %(most)s. Divide it."),
    "type.needs_circulation": _("Acts of this type are sent to the states first."),
    "type.skips_circulation": _("Acts of this type are not sent to the states."),
    "unit.cannot_move_down": _("This element cannot move further down."),
    "unit.cannot_move_up": _("This element cannot move further up."),
    "unit.character": _(
        "The character %(character)s at position %(position)s is not allowed in a text, so this was not "
        "stored. Remove it."
    ),
    "unit.kind": _("Choose a kind of element."),
    "unit.line_break": _(
        "An element is one paragraph, and this would make %(lines)s. It cannot be stored like this: "
        "divide the element or join the lines."
    ),
    "unit.move_into_itself": _("An element cannot be placed inside itself."),
    "unit.no_higher_level": _("This element is on the highest level of its kind."),
    "unit.no_lower_level": _("This element is on the lowest level of its kind."),
    "unit.table_line": _(
        "Each line of a table is a row and starts with |. This one does not, so it cannot be stored: "
        "“%(line)s”."
    ),
    "unit.unknown": _(
        "The form names an element that is no longer in the text. Reload the editor; your text is kept."
    ),
    "unit.would_swallow": _(
        "At this position the elements that follow would become part of it. "
        "Choose a position after an element of the same level."
    ),
    "upload.character": _(
        "Line %(line)s contains the character %(character)s, which is not allowed in a text. Remove it "
        "and try again."
    ),
    "upload.empty": _("This file is empty. Choose another."),
    "upload.in_the_way": _("You have typed in this text. Confirm that the file replaces it, or save first."),
    "upload.language": _("The document has no text in this language."),
    "upload.missing": _("Choose a file."),
    "upload.not_text": _(
        "This is not a plain text in UTF-8: line %(line)s cannot be read. Save it as UTF-8 text or Markdown "
        "and try again."
    ),
    "upload.too_large": _("This file is too large: the limit is %(largest)s MB. Divide the text."),
    "work.busy": _("Others are saving this document at the moment. Try again."),
    "work.conflict": _("Somebody else changed this document at the same moment. Look at it, then try again."),
    "workflow.not_in_this_stage": _("This is not possible now: the document is in the stage “%(stage)s”."),
    "workflow.not_your_role": _("Your role on this document does not include this."),
    "working_copy.exists": _(
        "You have typed in this document and not saved it yet. Your text would be replaced."
    ),
    "working_copy.other_window": _(
        "You have continued this text in another window. Nothing from this window is stored yet: what you "
        "typed here is below. Look at what is marked, then save."
    ),
    "working_copy.unknown": _("There is no working copy."),
}


def sentence_for(error: Refused) -> str:
    """The sentence of a refusal; a reason that has none is named by its code."""
    details = {name: _worded(name, value) for name, value in error.details.items()}
    form = REASONS.get(error.reason)
    if form is None:
        return str(gettext("This cannot be done (%(reason)s).", reason=error.reason))
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
