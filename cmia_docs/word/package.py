"""A Word document as the bytes of a file: the same document gives the same bytes."""

from __future__ import annotations

import io
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document as WordDocument

# The earliest time that a zip file can say. The time of the document is in its properties.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def packed(document: WordDocument) -> bytes:
    """The .docx file. python-docx writes the time of the machine into it; here it is taken out."""
    written, made = io.BytesIO(), io.BytesIO()
    document.save(written)
    with ZipFile(written) as source, ZipFile(made, "w", ZIP_DEFLATED) as target:
        for entry in source.infolist():
            plain = ZipInfo(entry.filename, _NO_TIME)
            plain.compress_type = ZIP_DEFLATED
            target.writestr(plain, source.read(entry))
    return made.getvalue()
