"""PDF, which is what is previewed and printed."""

from ita_desktop.documents.backends.pdf.file import render

__all__ = ["render"]
