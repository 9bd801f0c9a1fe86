"""The Word download of one language version of a revision."""

from __future__ import annotations

from datetime import UTC, datetime

from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph

from cmia_docs.text.model import Text
from cmia_docs.word.body import write_body
from cmia_docs.word.package import packed
from cmia_docs.word.paragraph_styles import FOOTER, HEADER
from cmia_docs.word.sheet import new_sheet
from cmia_docs.word.xml_text import one_line


def write_docx(
    text: Text, *, title: str, symbol: str, revision_label: str, author: str, at: datetime
) -> bytes:
    """A .docx file of the text; the same arguments give the same bytes.

    Headings, clauses and tables have styles of their own, labels are plain text, an annex begins a page,
    notes are footnotes, references are links. `symbol` and `revision_label` are printed on every page, with
    the page's number; `title`, `author` and the time `at` (with a zone) are in the file's properties. No text
    is refused: a character that XML does not allow becomes U+FFFD.
    """
    document = new_sheet(text.language)
    _write_header(document, one_line(symbol), one_line(revision_label))
    _write_footer(document)
    write_body(document, text)
    properties = document.core_properties
    properties.title, properties.subject = one_line(title), one_line(symbol)
    properties.version = one_line(revision_label)
    _write_origin(document, one_line(text.language), one_line(author), at)
    return packed(document)


def _write_header(document: WordDocument, symbol: str, revision_label: str) -> None:
    paragraph = document.sections[0].header.paragraphs[0]
    paragraph.style = document.styles[HEADER.name]
    paragraph.add_run(f"{symbol}\t{revision_label}")


def _write_footer(document: WordDocument) -> None:
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.style = document.styles[FOOTER.name]
    _add_field(paragraph, "PAGE")
    paragraph.add_run(" / ")
    _add_field(paragraph, "NUMPAGES")


def _add_field(paragraph: Paragraph, name: str) -> None:
    """Add a number that Word computes; `1` is shown until it does."""
    paragraph._p.append(
        parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>')
    )


def _write_origin(document: WordDocument, language: str, author: str, at: datetime) -> None:
    """Set author and time, also where the library's template names its own."""
    properties = document.core_properties
    # The format has no zones: its times are in UTC.
    in_utc = at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    properties.author = properties.last_modified_by = author
    properties.created = properties.modified = in_utc
    properties.language = language
    properties.revision = 1
    properties.comments = properties.keywords = ""
