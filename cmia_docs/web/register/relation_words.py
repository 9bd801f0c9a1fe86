"""Words for the relations between acts."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from cmia_docs.rules.workflow import Action

_CHANGED_BY = {
    Action.AMEND: _("amended by"),
    Action.SUPERSEDE: _("superseded by"),
    Action.REPEAL: _("repealed by"),
}
_CHANGES = {
    Action.AMEND: _("amends"),
    Action.SUPERSEDE: _("supersedes"),
    Action.REPEAL: _("repeals"),
}


def changed_by(kind: str) -> str:
    """What a later act did to this one: `amended by`."""
    return str(_CHANGED_BY[Action(kind)])


def changes(kind: str) -> str:
    """What this act does to an earlier one: `amends`."""
    return str(_CHANGES[Action(kind)])
