"""Titles and advice for error pages, by status."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

TITLES = {
    400: _("The request cannot be understood"),
    403: _("You may not do this"),
    404: _("Page not found"),
    405: _("This cannot be done this way"),
    409: _("This does not fit what happened meanwhile"),
    413: _("This is too large"),
    422: _("Something has to be mended"),
    500: _("Something went wrong with us"),
    503: _("This cannot be used just now"),
}
ADVICE = {
    400: _("Go back, reload the page and try again."),
    403: _("If you think you should be able to, write to the secretariat."),
    404: _(
        "Check the address. What is not open to you answers like this too: sign in, or ask the secretariat."
    ),
    405: _("Go back and use the buttons of the page."),
    409: _("Look at how the document stands now, then decide."),
    413: _("Send less at once, or divide the text."),
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
