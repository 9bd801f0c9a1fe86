"""What forms share: a refusal of an action becomes an error at its field, and what was typed stays."""

from __future__ import annotations

from typing import Any

from flask_wtf import FlaskForm
from wtforms import Field

from cmia_docs.errors import Refused
from cmia_docs.web.reasons import sentence_for


class Form(FlaskForm):  # type: ignore[misc] # Flask-WTF has no types
    """The base of all forms, with the token against forged ones."""


def refuse_in(form: Form, error: Refused) -> None:
    """Show a refusal at the field it names, else at the form's first field."""
    fields: dict[str, Field] = {field.short_name: field for field in form}
    named: Any = error.details.get("field", "")
    target = fields.get(str(named)) or next(field for field in fields.values() if field.name != "csrf_token")
    target.errors = [*target.errors, sentence_for(error)]
