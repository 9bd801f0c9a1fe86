"""The form by which the secretariat proposes adoption: number, day, city, and how each state signs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import DateField, Field, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired

from cmia_docs.actions.document.transition import current_revision
from cmia_docs.models import CouncilSession
from cmia_docs.queries.adoption.adoption import next_number
from cmia_docs.queries.review.rounds import latest_round, tally_of
from cmia_docs.rules.adoption_payloads import Signatory
from cmia_docs.rules.positions import AT_ADOPTION, POSITION_RULES, Signing
from cmia_docs.rules.stored_words import CITY_FIELD
from cmia_docs.web.document.action_forms import ActionPage, FormConflict, SeenForm
from cmia_docs.web.document.layout import state_of_council
from cmia_docs.web.sessions.routes import city_fields
from cmia_docs.web.shared.access import document
from cmia_docs.web.shared.context import council, reads, today
from cmia_docs.web.shared.forms import options, with_fields
from cmia_docs.web.shared.labels import SIGNINGS


class ProposeForm(SeenForm):
    """The fields that do not depend on the council; those of cities and signatories are added."""

    number = StringField(lazy_gettext("Number"), [InputRequired()])
    adopted_on = DateField(lazy_gettext("Day of adoption"), [InputRequired()])


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningRow:
    """The fields of a member state, beside its name."""

    state: str
    signing: Field
    text: Field
    articles: Field


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposePage(ActionPage):
    """For web/adoption/propose.html: the fields of cities and signatories."""

    cities: Sequence[Field]
    rows: Sequence[SigningRow]


def propose_form() -> ProposeForm:
    """The form, filled with what is known: the next number, the session's day and city, who agreed."""
    form: ProposeForm = with_fields(ProposeForm, city_fields() | _signing_fields())(data=_suggested())
    return form


def propose_page(form: ProposeForm, conflict: FormConflict | None) -> ProposePage:
    """The page around the form of `propose_form`."""
    rows = [
        SigningRow(
            state=state_of_council(code),
            signing=form[f"signing_{code}"],
            text=form[f"text_{code}"],
            articles=form[f"articles_{code}"],
        )
        for code in council().members
    ]
    return ProposePage(
        title=_("Propose adoption"),
        button=_("Propose adoption"),
        conflict=conflict,
        cities=[form[name] for name in city_fields()],
        rows=rows,
    )


def typed_signatories(form: ProposeForm) -> list[Signatory]:
    """How each member state signs, as typed."""
    return [
        Signatory(
            code,
            Signing(form[f"signing_{code}"].data),
            form[f"text_{code}"].data or "",
            form[f"articles_{code}"].data or "",
        )
        for code in council().members
    ]


def _signing_fields() -> dict[str, Field]:
    choices = options((signing.value, str(SIGNINGS[signing]).capitalize()) for signing in AT_ADOPTION)
    fields: dict[str, Field] = {}
    for code in council().members:
        name = state_of_council(code)
        fields[f"signing_{code}"] = SelectField(_("%(state)s: signing", state=name), choices=choices)
        fields[f"text_{code}"] = TextAreaField(
            _("%(state)s: special opinion or reservation", state=name), render_kw={"rows": 1}
        )
        fields[f"articles_{code}"] = StringField(_("%(state)s: articles of the reservation", state=name))
    return fields


def _suggested() -> dict[str, str | date]:
    session = reads().get_one(CouncilSession, document().session_id)
    day = min(session.ends_on, today())
    act_type = council().act_type(document().act_type)
    suggested: dict[str, str | date] = {"number": next_number(reads(), act_type, day.year), "adopted_on": day}
    suggested |= {f"{CITY_FIELD}_{code}": city for code, city in session.cities.items()}
    return suggested | {f"signing_{code}": _expected(code).value for code in council().members}


def _expected(state: str) -> Signing:
    """A state signs what it agreed to; one that is not interested or was not addressed does not."""
    round_ = latest_round(reads(), document().id)
    if round_ is None:
        return Signing.SIGNED
    tally = tally_of(reads(), round_, current_revision(reads(), document()))
    position = tally.positions.get(state)
    return Signing.SIGNED if position and POSITION_RULES[position.kind].signs else Signing.NOT_SIGNED
