"""Writes PDF, the format of preview and printing."""

from ita_desktop.documents.backends.pdf.file import render

__all__ = ["render"]
