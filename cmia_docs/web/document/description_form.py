"""The fields that describe a document, for the form that begins one and the form that changes it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from flask_babel import gettext as _
from wtforms import SelectField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined] # newer than its stubs
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from cmia_docs.rules.council import Council
from cmia_docs.rules.description import Description
from cmia_docs.web.document.layout import title_in
from cmia_docs.web.shared.forms import Form
from cmia_docs.web.shared.labels import language_name

LONGEST_TITLE = 500
_SECRETARIAT = "-"
AnyForm = TypeVar("AnyForm", bound=Form)


class CheckboxesField(SelectMultipleField):
    """Several of a few choices, each a checkbox."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


def choices(pairs: Iterable[tuple[str, str]]) -> list[SelectChoice]:
    """The choices of a field, from pairs of value and label."""
    return [SelectChoice(value, label) for value, label in pairs]


def description_form(council: Council, base: type[AnyForm]) -> type[AnyForm]:
    """A form class with a title for each language, languages, authentic languages and initiator."""
    languages = [(code, language_name(code).capitalize()) for code in council.languages]
    initiators = [(_SECRETARIAT, _("secretariat").capitalize())]
    initiators += [(state.code, title_in(state.names)[0]) for state in council.states]
    fields: dict[str, Any] = {_title_name(code): _title(code, council) for code in council.languages}
    fields |= {
        "languages": CheckboxesField(
            _("Languages"),
            [Optional()],
            choices=choices(languages),
            description=_("The working language is always included."),
        ),
        "authentic": CheckboxesField(
            _("Authentic languages"),
            [Optional()],
            choices=choices(languages),
            description=_(
                "The languages whose text is binding. If none is chosen, it is the working language."
            ),
        ),
        "initiator": SelectField(_("initiator").capitalize(), [InputRequired()], choices=choices(initiators)),
    }
    return type("DescriptionForm", (base,), fields)


def typed_description(form: Form, act_type: str, council: Council) -> Description:
    """What was typed, not checked yet: see `Description.checked`."""
    chosen = tuple(form["languages"].data or ())
    return Description(
        act_type=act_type,
        titles={code: form[_title_name(code)].data or "" for code in council.languages if code in chosen},
        languages=chosen,
        authentic=tuple(form["authentic"].data or ()),
        initiator="" if form["initiator"].data == _SECRETARIAT else form["initiator"].data,
    )


def shown_description(description: Description) -> dict[str, Any]:
    """The form's data for the present description."""
    titles = {_title_name(code): title for code, title in description.titles.items()}
    return titles | {
        "languages": list(description.languages),
        "authentic": list(description.authentic),
        "initiator": description.initiator or _SECRETARIAT,
    }


def _title_name(code: str) -> str:
    return f"title_{code}"


def _title(code: str, council: Council) -> StringField:
    working = code == council.working_language
    return StringField(
        _("Title (%(language)s)", language=language_name(code)),
        [InputRequired() if working else Optional(), Length(max=LONGEST_TITLE)],
        render_kw={"lang": code},
    )
