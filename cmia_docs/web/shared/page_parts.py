"""The parts that pages share, as the macros of templates/web/shared take them.

Their words are in the language of the request: made in it, and never lazy.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from flask import Flask


@dataclass(frozen=True, slots=True)
class Link:
    """A link with its words: a breadcrumb, a button that leads to another page."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class NavLink:
    """One of several links of which some are active: a tab, a view to switch to, the value of a facet."""

    label: str
    url: str
    active: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of a list of facts; one whose value is None or empty is not shown. The value may be Markup."""

    label: str
    value: str | None


@dataclass(frozen=True, slots=True)
class Option:
    """A value that can be chosen."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Select:
    """A filter of a list by one of several values; an empty `value` filters nothing."""

    name: str
    label: str
    value: str
    options: Sequence[Option]


@dataclass(frozen=True, slots=True)
class TextFilter:
    """A filter of a list by typed words."""

    name: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Facet:
    """What hits can be narrowed by; a value's link sets it, or takes it back."""

    label: str
    values: Sequence[NavLink]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionButton:
    """What the person can do now.

    `ask` is the question before it is done at once, with the hidden `fields`; where `is_link`, the button
    leads to a page instead. `style`: primary, secondary, danger or quiet.
    """

    label: str
    url: str
    style: str = "secondary"
    icon: str | None = None
    ask: str | None = None
    fields: Mapping[str, object] = field(default_factory=dict)
    is_link: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """Something that happened. `tone`: note, accent, ok, wait, bad or table."""

    at: datetime
    who: str
    what: str
    icon: str = "circle"
    tone: str = "note"
    note: str | None = None
    link: Link | None = None


def register_page_parts(app: Flask) -> None:
    """Give templates the parts that they make themselves: breadcrumbs and facts."""
    app.jinja_env.globals.update(crumb=Link, fact=Fact)
