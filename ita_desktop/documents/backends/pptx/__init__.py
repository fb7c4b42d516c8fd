"""Writes PowerPoint files with native tables and charts, in the office's template if it has one."""

from ita_desktop.documents.backends.pptx.template import check
from ita_desktop.documents.backends.pptx.writer import render

__all__ = ["check", "render"]
