"""Changing the description of a document: titles, languages, initiator. A change is a revision."""

from __future__ import annotations

from flask import Blueprint
from flask_babel import gettext as _
from wtforms import StringField
from wtforms.validators import Length, Optional

from cmia_docs.actions.editor import editing
from cmia_docs.actions.work import Work
from cmia_docs.rules.workflow import Action
from cmia_docs.web.document.action_forms import SeenForm, action_page, respond_to_form
from cmia_docs.web.document.description_form import description_form, shown_description, typed_description
from cmia_docs.web.shared.access import document, requires
from cmia_docs.web.shared.context import council
from cmia_docs.web.shared.responses import PageResponse

blueprint = Blueprint("description", __name__)
LONGEST_MESSAGE = 500


@blueprint.route("/documents/<int:document_id>/description", methods=["GET", "POST"])
@requires(Action.SAVE)
def change(document_id: int) -> PageResponse:
    """Change the description, by a new revision on top of the one seen."""
    form = _form_class()(data=shown_description(document().description))
    return respond_to_form(
        form,
        Action.SAVE,
        lambda w: _change(w, document_id, form),
        action_page(
            form,
            _("Change the description"),
            _("Save revision"),
            intro=_(
                "The description is part of what is agreed: a change makes a new revision. If a language "
                "is removed, its text stays in earlier revisions."
            ),
        ),
        _("The description is changed."),
    )


def _form_class() -> type[SeenForm]:
    class DescriptionForm(description_form(council(), SeenForm)):  # type: ignore[misc] # made for this council
        message = StringField(
            _("Message"), [Optional(), Length(max=LONGEST_MESSAGE)], description=_("What changed, and why.")
        )

    return DescriptionForm


def _change(work: Work, document_id: int, form: SeenForm) -> None:
    described = typed_description(form, document().act_type, council())
    message = (form["message"].data or "").strip() or _("Description changed")
    editing.change_description(work, document_id, seen=form.saw, description=described, message=message)
