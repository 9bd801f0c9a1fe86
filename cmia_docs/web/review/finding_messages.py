"""The sentence for every finding of the checks, in the reader's language."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from cmia_docs.text.check.findings import Finding
from cmia_docs.web.shared.labels import language_name

SENTENCES = {
    "footnote.doubled": _("The footnote %(label)s appears here a second time."),
    "footnote.undefined": _("The text refers to the footnote %(label)s, which does not exist."),
    "footnote.unused": _("Nothing refers to the footnote %(label)s."),
    "hygiene.bidi": _(
        "Character that changes the direction of writing: %(codepoint)s %(name)s, %(count)s in all, in "
        "“%(context)s”."
    ),
    "hygiene.invisible": _(
        "Invisible character: %(codepoint)s %(name)s, %(count)s in all, in “%(context)s”."
    ),
    "hygiene.lookalike": _(
        "“%(word)s” may be meant to read “%(reads)s” and is written with other characters: %(codepoint)s "
        "%(name)s, in “%(context)s”. Type it again if so."
    ),
    "hygiene.mixed_script": _(
        "The word “%(word)s” mixes two scripts: %(codepoint)s %(name)s. Type it again."
    ),
    "hygiene.unassigned": _(
        "Character without a meaning: %(codepoint)s, %(count)s in all, in “%(context)s”."
    ),
    "id.doubled": _("The identifier %(id)s is used by another element before this one."),
    "id.missing": _("The element has no identifier, so remarks and translations cannot be linked to it."),
    "numbering.gap": _("The label is %(label)s, but the next number is %(expected)s."),
    "reference.broken": _("A cross reference points to the element %(target)s, which does not exist."),
    "unit.empty": _("There is nothing to read in this element."),
    "unit.in_brackets": _(
        "There are words in square brackets (%(count)s in all): “%(words)s”. Fill them in, or agree on them."
    ),
    "unit.kind_differs": _("The element is of another kind than in the text in %(other_language)s."),
    "unit.missing_in_language": _("The element is missing here; it is in the text in %(present_in)s."),
    "unit.number_differs": _("The label is %(label)s; in the text in %(other_language)s it is %(other)s."),
    "unit.untranslated": _("The wording is the same as in %(same_as)s: not translated yet."),
}
_OF_LANGUAGE = frozenset({"other_language", "present_in", "same_as"})


def finding_sentence(finding: Finding) -> str:
    """The finding in words; a code without words is shown itself."""
    if finding.code not in SENTENCES:
        return finding.code
    details = {
        name: language_name(value) if name in _OF_LANGUAGE else value
        for name, value in finding.details.items()
    }
    return str(SENTENCES[finding.code]) % details
