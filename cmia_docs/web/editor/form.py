"""What the editor's form sends: what was typed, what the page had shown, and which button was pressed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from zlib import crc32

from flask import request

from cmia_docs.actions.editor.working_copies import Seen
from cmia_docs.errors import Invalid
from cmia_docs.reasons import Reason
from cmia_docs.text.model import Text
from cmia_docs.web.shared.paging import LARGEST_ID

Field = tuple[str, str]
"""Language and unit id."""

_PREFIX = "text"


@dataclass(frozen=True, slots=True)
class Posted:
    """A form of the editor. `shown` has a digest of each field as the page first had it."""

    seen: Seen
    fields: Mapping[Field, str]
    op: str = "save"
    unit: str = ""
    message: str = ""
    shown: Mapping[Field, str] = field(default_factory=dict)

    def by_language(self, without: str = "") -> dict[str, dict[str, str]]:
        """The typed words by language and unit, without those of one unit."""
        by_language_and_unit: dict[str, dict[str, str]] = {}
        for (language, unit_id), content in self.fields.items():
            if unit_id != without:
                by_language_and_unit.setdefault(language, {})[unit_id] = content
        return by_language_and_unit

    def of_unit(self, unit_id: str) -> dict[str, str]:
        """What was typed into one unit, by language."""
        return {language: content for (language, each), content in self.fields.items() if each == unit_id}

    def touched(self, at: Field) -> bool:
        """Whether a field was changed since the page first had it; yes where the page did not say."""
        return at not in self.shown or digest(self.fields[at]) != self.shown[at]


def field_name(language: str, unit_id: str) -> str:
    """The name of the field of one unit in one language."""
    return f"{_PREFIX}.{language}.{unit_id}"


def field_id(language: str, unit_id: str) -> str:
    """The id of that field on the page: the anchor that leads to it and gives it the focus."""
    return f"t-{language}-{unit_id}"


def digest(content: str) -> str:
    """A short sum that tells whether a field was changed; line ends and blanks at the ends do not count."""
    plain = content.replace("\r\n", "\n").strip(" \t\r\n")
    return f"{crc32(plain.encode('utf-8', 'surrogatepass')):x}"


def shown_digests(texts: Mapping[str, Text]) -> str:
    """The digests of all fields of a page, as its form carries them."""
    return " ".join(
        f"{language}.{unit.id}={digest(unit.text)}" for language, text in texts.items() for unit in text.units
    )


def posted() -> Posted:
    """The request's form. Invalid `revision.not_named` where it does not say what it was made from."""
    op, _, unit = request.form.get("op", "save").partition(":")
    return Posted(
        seen=posted_seen(),
        fields=dict(_fields()),
        op=op,
        unit=unit,
        message=request.form.get("message", ""),
        shown=dict(_shown(request.form.get("shown", ""))),
    )


def posted_seen() -> Seen:
    """The revision and version of the working copy that the page showed."""
    base, version = request.form.get("base", type=int), request.form.get("version", type=int)
    if base is None or version is None or not 0 <= min(base, version) <= max(base, version) <= LARGEST_ID:
        raise Invalid(Reason.REVISION_NOT_NAMED)
    return Seen(base, version)


def _fields() -> list[tuple[Field, str]]:
    fields = []
    for name, content in request.form.items():
        prefix, _, rest = name.partition(".")
        language, _, unit_id = rest.partition(".")
        if prefix == _PREFIX and unit_id:
            fields.append(((language, unit_id), content))
    return fields


def _shown(digests: str) -> list[tuple[Field, str]]:
    shown = []
    for entry in digests.split():
        name, _, value = entry.partition("=")
        language, _, unit_id = name.partition(".")
        shown.append(((language, unit_id), value))
    return shown
