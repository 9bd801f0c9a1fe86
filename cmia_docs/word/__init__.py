"""Word files: a text as .docx."""

from cmia_docs.word.writer import write_docx

__all__ = ["write_docx"]
