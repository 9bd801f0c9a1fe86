"""An example of every page: whose it is and where it is, by the route that draws it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Example:
    """A page as one person sees it; `{names}` in the address are values of the scene."""

    who: str | None
    address: str
    status: int = 200
    refuse: bool = False
    """Empty the form of the page and send it: what is looked at is the page that comes back with 422."""


# Files, redirects, fragments and what machines read: nothing of it is a page.
NOT_PAGES = {
    "clone.refs": "read by git",
    "downloads.markdown": "a file",
    "downloads.word": "a file",
    "editor.tools": "a fragment; looked at in its editor",
    "editor.working_copy_file": "a file",
    "health.healthz": "read by machines",
    "health.readyz": "read by machines",
    "languages.switch": "leads back to a page",
    "metrics.metrics": "read by machines",
    "register.entry": "a file",
    "register.source": "a file",
    "register.unit": "leads to its place in the text",
    "register.word": "a file",
    "static": "files",
}


def _form(who: str | None, address: str) -> tuple[Example, Example]:
    """A form as it is opened, and as it comes back."""
    return Example(who, address), Example(who, address, 422, refuse=True)


EXAMPLES: Mapping[str, tuple[Example, ...]] = {
    "adoption.cancel": _form("secretary", "/documents/{proposed}/adoption/cancel"),
    "adoption.confirm": _form("chair", "/documents/{proposed}/adoption/confirm"),
    "adoption.propose": _form("secretary", "/documents/{tabled}/adoption/propose"),
    "agreement.reopen": _form("secretary", "/documents/{agreed}/reopen"),
    "agreement.withdraw": _form("secretary", "/documents/{check}/withdraw"),
    "assignments.index": (Example("secretary", "/documents/{rich}/people"),),
    "checking.check": (Example("secretary", "/documents/{check}/check"),),
    "checking.give_back": _form("secretary", "/documents/{check}/return"),
    "circulation.circulate": _form("secretary", "/documents/{check}/circulate"),
    "circulation.extend": _form("secretary", "/documents/{circulated}/extend"),
    "compare.show": (
        Example("drafter", "/documents/{rich}/compare"),
        Example("drafter", "/documents/{rich}/compare?old=1&new=2&view=side"),
        Example("drafter", "/documents/{check}/compare"),
    ),
    "council.settings": (Example("administrator", "/council"), Example("drafter", "/council", 403)),
    "dashboard.index": (
        Example("drafter", "/"),
        Example("secretary", "/"),
        Example("belarus", "/"),
        Example("auditor", "/"),
    ),
    "description.change": _form("drafter", "/documents/{rich}/description"),
    "documents.index": (
        Example("secretary", "/documents"),
        Example("drafter", "/documents?state=adopted&q=нет"),
        Example("expert", "/documents"),
    ),
    "documents.show": (
        Example("drafter", "/documents/{rich}"),
        Example("drafter", "/documents/{rich}?revision=1&languages=ru"),
        Example("secretary", "/documents/{check}"),
        Example("belarus", "/documents/{circulated}"),
        Example("secretary", "/documents/{consolidated}"),
        Example("secretary", "/documents/{agreed}"),
        Example("chair", "/documents/{proposed}"),
        Example("secretary", "/documents/{adopted}"),
        Example("drafter", "/documents/{withdrawn}"),
        Example("drafter", "/documents/999999", 404),
        Example("drafter", "/documents/{lost}", 503),
    ),
    "downloads.index": (Example("drafter", "/documents/{rich}/downloads"),),
    "editor.discard": (Example("drafter", "/documents/{typed}/edit/discard"),),
    "editor.edit": (
        *_form("drafter", "/documents/{rich}/edit"),
        Example("secretary", "/documents/{consolidated}/edit?tools=a1"),
        Example("drafter", "/documents/{check}/edit", 409),
    ),
    "editor.import_file": _form("drafter", "/documents/{rich}/edit/import"),
    "editor.newer": (Example("drafter", "/documents/{typed}/edit/newer"),),
    "editor.working_copy": (Example("drafter", "/documents/{typed}/edit/working-copy"),),
    "events.index": (Example("auditor", "/events"), Example("auditor", "/events?q=никто")),
    "history.index": (
        Example("drafter", "/documents/{rich}/history"),
        Example("belarus", "/documents/{circulated}/history"),
    ),
    "new_document.new": _form("drafter", "/documents/new"),
    "legal_status.enter_into_force": _form("secretary", "/documents/{adopted}/enter-into-force"),
    "legal_status.later_act": _form("secretary", "/documents/{in_force}/later-act"),
    "people.index": (Example("administrator", "/people"), Example("administrator", "/people?q=никто")),
    "people.invite": _form("administrator", "/people/invite"),
    "people.show": (
        Example("administrator", "/people/{drafter}"),
        Example("administrator", "/people/{invited}"),
    ),
    "positions.give": _form("kazakhstan", "/documents/{circulated}/positions/give"),
    "positions.index": (
        Example("drafter", "/documents/{rich}/positions"),
        Example("secretary", "/documents/{consolidated}/positions"),
    ),
    "register.index": (Example(None, "/register"), Example(None, "/register?q=никакого")),
    "register.show": (Example(None, "/register/{in_force_slug}"), Example(None, "/register/nothing", 404)),
    "register.text": (
        Example(None, "/register/{in_force_slug}/en"),
        Example(None, "/register/{superseded_slug}/ru"),
    ),
    "remarks.add": _form("belarus", "/documents/{circulated}/remarks/add?unit=c1&language=ru"),
    "remarks.answer": _form("secretary", "/documents/{consolidated}/remarks/{unanswered}/answer"),
    "remarks.index": (
        Example("secretary", "/documents/{consolidated}/remarks"),
        Example("drafter", "/documents/{agreed}/remarks"),
    ),
    "search.index": (
        Example(None, "/search"),
        Example(None, "/search?q=совет"),
        Example(None, "/search?q=небывалое"),
        Example("drafter", "/search?q=совет&in=drafts"),
        Example(None, '/search?q="совет AND ('),
    ),
    "sessions.defer": _form("secretary", "/documents/{tabled}/defer"),
    "sessions.index": (Example("secretary", "/sessions"),),
    "sessions.plan": _form("secretary", "/sessions/new"),
    "sessions.show": (Example("secretary", "/sessions/{session}"),),
    "sessions.table_document": _form("secretary", "/documents/{agreed}/table"),
    "signing_in.account": (Example("drafter", "/account"),),
    "signing_in.join": (*_form(None, "/join/{token}"), Example(None, "/join/nothing", 404)),
    "signing_in.sign_in": _form(None, "/sign-in"),
}
