"""What describes a document beside its text. The one declaration: a new field begins here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from cmia_docs.errors import Invalid
from cmia_docs.reasons import Reason
from cmia_docs.rules import fields
from cmia_docs.rules.council import Council
from cmia_docs.rules.json_form import JsonForm


@dataclass(frozen=True, slots=True)
class Description(JsonForm):
    """The content of `document.json`, of the events that create a document and save a revision of it.

    The row of a document has a column of the same name for each field, as its current revision has it.
    """

    act_type: str
    titles: Mapping[str, str]
    """By language, in the order of `languages`."""
    languages: tuple[str, ...]
    authentic: tuple[str, ...] = ()
    """The languages whose text binds."""
    initiator: str = ""
    """Code of the initiating state; empty for the secretariat."""

    def checked(self, council: Council) -> Description:
        """The same as the council's settings want it: languages in order, no empty title, an authentic text.

        Refuses with `Invalid` an act type, state or language that is none of the council's, languages without
        the working one, an authentic language that is none of the document's, and titles as `fields.titles`.
        """
        council.act_type(self.act_type)
        if self.initiator:
            council.state(self.initiator)
        if council.working_language not in self.languages or not set(self.languages) <= set(
            council.languages
        ):
            raise Invalid(Reason.DOCUMENT_LANGUAGES, field="languages")
        if not set(self.authentic) <= set(self.languages):
            raise Invalid(Reason.DOCUMENT_AUTHENTIC, field="authentic")
        languages = tuple(code for code in council.languages if code in self.languages)
        authentic = tuple(code for code in languages if code in self.authentic)
        return replace(
            self,
            titles=fields.titles(self.titles, languages, council.working_language),
            languages=languages,
            authentic=authentic or (council.working_language,),
        )
