"""What forms share: a refusal of an action becomes an error at its field, and what was typed stays."""

from __future__ import annotations

from typing import Any

from flask_wtf import FlaskForm
from wtforms import Field
from wtforms.widgets import HiddenInput

from cmia_docs.errors import Refused
from cmia_docs.web.reasons import sentence_for

# Guards know of facts, not of forms: which field such a refusal is about.
_AT = {
    "due.not_ahead": "due_on",
    "reason.missing": "reason",
    "round.nobody_addressed": "states",
    "session.missing": "session",
}


class Form(FlaskForm):  # type: ignore[misc] # Flask-WTF has no types
    """The base of all forms, with the token against forged ones."""


def refuse_in(form: Form, error: Refused) -> None:
    """Show a refusal at the field it names, else at the form's first field that is seen."""
    fields: dict[str, Field] = {field.short_name: field for field in form}
    named: Any = error.details.get("field") or _AT.get(error.reason, "")
    seen = (field for field in fields.values() if not isinstance(field.widget, HiddenInput))
    target = fields.get(str(named)) or next(seen)
    target.errors = [*target.errors, sentence_for(error)]
