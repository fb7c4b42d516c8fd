"""Writes Word files with native styles, lists, heading rows, fields and sections."""

from ita_desktop.documents.backends.docx.writer import render

__all__ = ["render"]
