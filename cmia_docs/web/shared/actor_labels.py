"""Who did something, as pages name them."""

from __future__ import annotations

from flask_babel import gettext as _

from cmia_docs.models import Event


def actor_label(event: Event) -> str:
    """The name that was recorded with the event; `Operator` for a command run on the server."""
    by_command = event.actor_id is None and event.actor_name
    return str(_("Operator")) if by_command else event.actor_name
