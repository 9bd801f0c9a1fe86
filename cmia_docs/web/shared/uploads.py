"""Files that people upload: their text, or a refusal that says what to do instead."""

from __future__ import annotations

from werkzeug.datastructures import FileStorage

from cmia_docs.actions.document.revisions import LARGEST_TEXT
from cmia_docs.actions.editor.import_file import words_of
from cmia_docs.errors import Invalid
from cmia_docs.reasons.documents import UploadTooLarge
from cmia_docs.web.shared.context import installation_settings

ACCEPTED = ".md,.markdown,.txt,text/plain,text/markdown"


def largest_text() -> int:
    """Bytes of the largest text file that is accepted."""
    return min(installation_settings().max_upload_bytes, LARGEST_TEXT)


def text_of(upload: FileStorage | None, field: str) -> str | None:
    """The words of an uploaded plain text or Markdown file; None where no file was chosen.

    `Invalid` naming the field for a file that is empty, too large, or not text in UTF-8. A byte order mark is
    removed. The file's name is never used.
    """
    if upload is None or not upload.filename:
        return None
    largest = largest_text()
    with upload.stream:
        content = upload.stream.read(largest + 1)
    if len(content) > largest:
        raise Invalid(UploadTooLarge(f"{largest / 1_000_000:.1f}"), field=field)
    return words_of(content, field)
