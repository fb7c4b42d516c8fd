"""Word files, made of Word's own constructs: styles, lists, heading rows, fields, sections."""

from ita_desktop.documents.backends.docx.writer import render

__all__ = ["render"]
