"""Forms of accounts: an invitation, a role."""

from __future__ import annotations

from datetime import datetime

from flask_babel import lazy_gettext
from wtforms import DateField, EmailField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional

from cmia_docs.rules.permissions import Grant
from cmia_docs.rules.workflow import Role
from cmia_docs.rules.zone import end_of_day
from cmia_docs.web.shared.context import council
from cmia_docs.web.shared.forms import Form, options
from cmia_docs.web.shared.labels import language_name, role_name
from cmia_docs.web.shared.page_context import in_language


class GrantForm(Form):
    """A role, with a state and a last day where it needs them."""

    role = SelectField(lazy_gettext("Role"), [InputRequired()])
    state = SelectField(
        lazy_gettext("State or body"),
        [Optional()],
        description=lazy_gettext(
            "National reviewers and chairs act for a state; drafters and experts may come from one."
        ),
    )
    until = DateField(
        lazy_gettext("Last day"),
        [Optional()],
        description=lazy_gettext(
            "If the role ends on a certain day. An auditor is always appointed for a time."
        ),
    )

    def offer(self) -> None:
        """Fill the choices."""
        self.role.choices = options(
            [("", ""), *((role.value, role_name(role).capitalize()) for role in Role)]
        )
        self.state.choices = options([("", ""), *((s.code, in_language(s.names)) for s in council().states)])

    def grant(self) -> Grant:
        """What was chosen."""
        return Grant(Role(self.role.data), self.state.data or "")

    def ends_at(self) -> datetime | None:
        """The last second of the last day, where one was chosen."""
        return end_of_day(self.until.data, council().zone) if self.until.data else None


class InviteForm(GrantForm):
    """A new account with its first role."""

    email = EmailField(lazy_gettext("Email"), [InputRequired(), Length(max=254)])
    name = StringField(lazy_gettext("Name"), [InputRequired(), Length(max=200)])
    language = SelectField(lazy_gettext("Language of the pages"), [InputRequired()])

    def offer(self) -> None:
        """Fill the choices."""
        super().offer()
        self.language.choices = options(
            (code, language_name(code).capitalize()) for code in council().languages
        )
