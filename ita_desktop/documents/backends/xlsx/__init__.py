"""Writes Excel files: a sheet per document, as a filterable list or laid out for printing."""

from ita_desktop.documents.backends.xlsx.sheet import render

__all__ = ["render"]
