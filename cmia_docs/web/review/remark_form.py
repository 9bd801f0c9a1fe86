"""The form of a remark: on which element, in whose name, in which words."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import BooleanField, SelectField, TextAreaField

from cmia_docs.models import Revision
from cmia_docs.queries.document.texts import texts_of
from cmia_docs.queries.review.rounds import latest_round
from cmia_docs.rules.workflow import Role, Stage
from cmia_docs.text.format.inline import plain
from cmia_docs.text.model import Text, Unit
from cmia_docs.text.structure.citation import Citations
from cmia_docs.web.document.action_forms import ActionPage, FormConflict, SeenForm
from cmia_docs.web.document.layout import state_of_council
from cmia_docs.web.shared.access import document, rights_subject
from cmia_docs.web.shared.context import actor, reads, services
from cmia_docs.web.shared.forms import options
from cmia_docs.web.shared.labels import language_name
from cmia_docs.web.shared.languages import current_language
from cmia_docs.web.shared.text_view import UnitView, unit_rows

_SHOWN_WORDS = 60
"""Characters of an element's words in the list of elements."""


class RemarkForm(SeenForm):
    """A remark; with other wording, or the wish to delete, a proposal."""

    language = SelectField(lazy_gettext("Language"), validate_choice=False)
    unit = SelectField(lazy_gettext("Element"), validate_choice=False)
    # The action checks in whose name the person may speak: for another state it answers 403, not 422.
    state = SelectField(lazy_gettext("In the name of"), validate_choice=False)
    body = TextAreaField(lazy_gettext("Remark"), render_kw={"rows": 5})
    wording = TextAreaField(
        lazy_gettext("Proposed wording"),
        render_kw={"rows": 4},
        description=lazy_gettext(
            "Change the wording if you propose another. Otherwise leave it as it is, or empty."
        ),
    )
    delete = BooleanField(lazy_gettext("Propose to delete this element"))

    def proposal(self, text: Text | None) -> str | None:
        """The wording proposed: none where the words of the element were left as they are."""
        if self.delete.data:
            return ""
        typed = (self.wording.data or "").replace("\r\n", "\n").strip()
        unit = unit_of(text, self.unit.data or "")
        return typed if typed and (unit is None or typed != unit.text) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarkFormPage(ActionPage):
    """For web/review/add_remark.html.

    `unit` is the element as it reads, None for the whole text; `text_language` its language; `speaker`: code
    and name of the only one in whose name the person can make the remark.
    """

    unit: UnitView | None
    text_language: str
    speaker: tuple[str, str] | None


def prepare(form: RemarkForm, revision: Revision, conflict: FormConflict | None) -> RemarkFormPage:
    """Fill in the choices of the form, and return the page around it."""
    texts = texts_of(services().drafts, document().slug, revision)
    language = next(code for code in (form.language.data, current_language(), *texts) if code in texts)
    text = texts[language]
    form.language.data = language
    form.language.choices = options((code, language_name(code).capitalize()) for code in texts)
    form.unit.choices = [*options([("", _("Whole text"))]), *options(_elements(text), language)]
    unit = unit_of(text, form.unit.data or "")
    form.unit.data = unit.id if unit else ""
    speakers = _speakers()
    form.state.choices = options(speakers)
    # A proposal needs no further words; a remark on the whole text is made of them.
    form.body.flags.required = unit is None
    if _left_as_it_was(form, texts):
        form.wording.data = unit.text if unit else ""
    return RemarkFormPage(
        title=_("Make a remark"),
        button=_("Make the remark"),
        conflict=conflict,
        unit=_shown(text, unit),
        text_language=language,
        speaker=speakers[0] if len(speakers) == 1 else None,
    )


def _shown(text: Text, unit: Unit | None) -> UnitView | None:
    """The element as it reads, without a permalink: the text around it is not on this page."""
    rows = unit_rows(text) if unit else []
    return next((replace(row, permalink=None) for row in rows if unit and row.id == unit.id), None)


def unit_of(text: Text | None, unit_id: str) -> Unit | None:
    """The element of this id."""
    units = text.units if text else ()
    return next((unit for unit in units if unit_id and unit.id == unit_id), None)


def only_shows_element() -> bool:
    """Whether the person has only chosen an element to see its words: nothing is to be saved yet."""
    return "show" in request.form


def _elements(text: Text) -> list[tuple[str, str]]:
    cited = Citations(text)
    return [
        (unit.id, f"{cited.of(index)}: {_beginning(unit)}")
        for index, unit in enumerate(text.units)
        if unit.id
    ]


def _beginning(unit: Unit) -> str:
    words = plain(unit.text).replace("\n", " ")
    return words if len(words) <= _SHOWN_WORDS else f"{words[:_SHOWN_WORDS].rstrip()}…"


def _speakers() -> list[tuple[str, str]]:
    """Reviewers speak for their states; others for themselves, the secretariat also for a state's letter."""
    own = actor().states(Role.REVIEWER)
    round_ = latest_round(reads(), document().id) if document().stage == Stage.CIRCULATED else None
    addressed = round_.states if round_ else sorted(rights_subject().addressed)
    if actor().has(Role.SECRETARIAT):
        return [("", _("Secretariat")), *((code, state_of_council(code)) for code in addressed)]
    states = [(code, state_of_council(code)) for code in addressed if code in own and round_]
    is_maker = {actor().id} & (rights_subject().drafters | rights_subject().experts)
    return [*states, *([("", _("Myself"))] if is_maker or not states else [])]


def _left_as_it_was(form: RemarkForm, texts: dict[str, Text]) -> bool:
    """Whether the field of the wording is empty, or holds just the words of some element."""
    typed = (form.wording.data or "").replace("\r\n", "\n").strip()
    return not typed or any(unit.text == typed for text in texts.values() for unit in text.units)
