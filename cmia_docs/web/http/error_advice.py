"""Titles and advice for error pages, by status."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

TITLES = {
    400: _("The request cannot be understood"),
    403: _("You may not do this"),
    404: _("Page not found"),
    405: _("This request is not possible"),
    409: _("Something has changed in the meantime"),
    413: _("This is too large"),
    422: _("Something has to be corrected"),
    500: _("Something went wrong on the server"),
    503: _("This cannot be used at the moment"),
}
ADVICE = {
    400: _("Go back, reload the page and try again."),
    403: _("If you think that you should have this right, write to the secretariat."),
    404: _(
        "Check the address. You also see this page if you have no access: sign in, or ask the secretariat."
    ),
    405: _("Go back and use the buttons of the page."),
    409: _("Look at the document as it is now, then decide."),
    413: _("Send less at a time, or split the text."),
    422: _("Go back and correct it; what you typed is kept."),
    500: _("Nothing was changed. Try again; if it happens twice, write to the administrator."),
    503: _("Nothing was changed. Try again in a moment."),
}


def title_for(status: int) -> str:
    """The heading of an error page."""
    return str(TITLES.get(status, TITLES[500] if status >= 500 else TITLES[400]))


def advice_for(status: int) -> str:
    """What to do next."""
    return str(ADVICE.get(status, ADVICE[500] if status >= 500 else ADVICE[400]))
