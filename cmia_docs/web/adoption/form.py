"""The form by which the secretariat proposes adoption: number, day, place, and how each state signs."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import DateField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired

from cmia_docs.actions.adoption.adoption import Signatory
from cmia_docs.actions.document.transition import current_revision
from cmia_docs.models import CouncilSession
from cmia_docs.queries.adoption.adoption import next_number
from cmia_docs.queries.review.rounds import latest_round, tally_of
from cmia_docs.rules.positions import PositionKind, Signing
from cmia_docs.web.document.action_forms import SeenForm
from cmia_docs.web.document.layout import state_of_council
from cmia_docs.web.sessions.routes import place_fields
from cmia_docs.web.shared.access import document
from cmia_docs.web.shared.context import council, reads, today
from cmia_docs.web.shared.forms import options, with_fields
from cmia_docs.web.shared.labels import SIGNINGS

View = dict[str, Any]
_AT_ADOPTION = (Signing.SIGNED, Signing.SPECIAL_OPINION, Signing.RESERVATION, Signing.NOT_SIGNED)
_SIGNS = (PositionKind.AGREED, PositionKind.AGREED_WITH_REMARKS)


class ProposeForm(SeenForm):
    """What does not depend on the council; places and signatories are added for the one at hand."""

    number = StringField(lazy_gettext("Number"), [InputRequired()])
    adopted_on = DateField(lazy_gettext("Day of adoption"), [InputRequired()])


def propose_form() -> ProposeForm:
    """The form, filled with what is known: the next number, the session's day and place, who agreed."""
    made: ProposeForm = with_fields(ProposeForm, place_fields() | _signing_fields())(data=_suggested())
    return made


def signing_rows(form: ProposeForm) -> list[View]:
    """The fields of each member state, a row a state: state, signing, text, articles."""
    return [
        {
            "state": state_of_council(code),
            "signing": form[f"signing_{code}"],
            "text": form[f"text_{code}"],
            "articles": form[f"articles_{code}"],
        }
        for code in council().members
    ]


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


def _signing_fields() -> View:
    choices = options((signing.value, str(SIGNINGS[signing]).capitalize()) for signing in _AT_ADOPTION)
    made: View = {}
    for code in council().members:
        name = state_of_council(code)
        made[f"signing_{code}"] = SelectField(_("%(state)s: signing", state=name), choices=choices)
        made[f"text_{code}"] = TextAreaField(
            _("%(state)s: special opinion or reservation", state=name), render_kw={"rows": 1}
        )
        made[f"articles_{code}"] = StringField(_("%(state)s: articles of the reservation", state=name))
    return made


def _suggested() -> View:
    session = reads().get_one(CouncilSession, document().session_id)
    day = min(session.ends_on, today())
    act_type = council().act_type(document().act_type)
    suggested: View = {"number": next_number(reads(), act_type, day.year), "adopted_on": day}
    suggested |= {f"place_{code}": place for code, place in session.cities.items()}
    return suggested | {f"signing_{code}": _expected(code).value for code in council().members}


def _expected(state: str) -> Signing:
    """A state signs what it agreed to; one that stood aside or was never asked does not."""
    round_ = latest_round(reads(), document().id)
    if round_ is None:
        return Signing.SIGNED
    tally = tally_of(reads(), round_, current_revision(reads(), document()))
    position = tally.positions.get(state)
    return Signing.SIGNED if position and position.kind in _SIGNS else Signing.NOT_SIGNED
