"""A Word document as the bytes of a file; the same document gives the same bytes."""

from __future__ import annotations

import io
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document as WordDocument

# The earliest time in a zip file. The time of the document is in its properties.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def packed(document: WordDocument) -> bytes:
    """The .docx file, without the machine's time that python-docx writes into it."""
    written, result = io.BytesIO(), io.BytesIO()
    document.save(written)
    with ZipFile(written) as source, ZipFile(result, "w", ZIP_DEFLATED) as target:
        for entry in source.infolist():
            without_time = ZipInfo(entry.filename, _NO_TIME)
            without_time.compress_type = ZIP_DEFLATED
            target.writestr(without_time, source.read(entry))
    return result.getvalue()
