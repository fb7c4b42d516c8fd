"""Excel files: a sheet for each document, as a list to work with or set up to print like it."""

from ita_desktop.documents.backends.xlsx.sheet import render

__all__ = ["render"]
