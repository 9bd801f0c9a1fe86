"""What all forms share: a refusal becomes an error at its field, and what was typed stays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from flask import request
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from werkzeug.datastructures import CombinedMultiDict, MultiDict
from wtforms import Field, FileField, IntegerField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined] # newer than its stubs
from wtforms.widgets import HiddenInput

from cmia_docs.errors import Refused
from cmia_docs.reasons import Reason, ReasonKind
from cmia_docs.web.shared.paging import LARGEST_ID
from cmia_docs.web.shared.refusal_messages import sentence_for

# Guards do not know forms: the field that such a refusal belongs to.
_AT: Mapping[ReasonKind, str] = {
    Reason.DUE_NOT_AHEAD: "due_on",
    Reason.REASON_MISSING: "reason",
    Reason.ROUND_NOBODY_ADDRESSED: "states",
    Reason.SESSION_MISSING: "session",
}


class Form(FlaskForm):  # type: ignore[misc] # Flask-WTF has no types
    """The base of all forms, with the token against forged ones."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        """Where the values of the fields come from."""

        def wrap_formdata(self, form: FlaskForm, formdata: Any) -> Any:
            """What a page's form sent, and nothing else.

            Flask-WTF would accept JSON as well, with numbers, lists and halves of characters in fields of
            text; and files for fields of text, which cannot read them.
            """
            if formdata is None or not form.is_submitted() or not (request.form or request.files):
                return None
            files = [
                (name, file)
                for name, file in request.files.items(multi=True)
                if isinstance(form._fields.get(name), FileField)
            ]
            return CombinedMultiDict((MultiDict(files), request.form))


class IdField(IntegerField):
    """The hidden id of a row that the page was made from; a number that no row can have is an error."""

    widget = HiddenInput()

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read what was sent."""
        super().process_formdata(valuelist)
        if self.data is not None and not 0 <= self.data <= LARGEST_ID:
            self.data = None
            raise ValueError(_("The page does not say which data it shows. Open it again."))


FormType = TypeVar("FormType", bound=Form)


def with_fields(form: type[FormType], fields: Mapping[str, Any]) -> type[FormType]:
    """The form with fields that depend on the council's settings: its languages, its states."""
    made: type[FormType] = type(form.__name__, (form,), dict(fields))
    return made


def options(pairs: Iterable[tuple[Any, Any]], language: str = "") -> list[Any]:
    """The choices of a field, from pairs of value and label; `language` is that of the labels."""
    marks = {"lang": language} if language else {}
    return [SelectChoice(value, label, render_kw=dict(marks)) for value, label in pairs]


def put(field: Field, value: Any) -> None:
    """Set a field's value in place of what was typed into it."""
    field.data, field.raw_data = value, None


def refuse_in(form: Form, error: Refused) -> None:
    """Show a refusal at the field it names, else above the form."""
    fields: dict[str, Field] = {field.short_name: field for field in form}
    target = fields.get(error.field or _AT.get(error.kind, ""))
    if target is None:
        form.form_errors = [*form.form_errors, sentence_for(error)]
    else:
        target.errors = [*target.errors, sentence_for(error)]
