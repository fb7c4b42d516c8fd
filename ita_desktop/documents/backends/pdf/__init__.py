"""Writes PDF, the format of preview and printing.

The pages are the program's own (``documents/layout``), because Word and Excel ask the same layout;
``ARCHITECTURE.md`` has the numbers of a trial with typst.
"""

from ita_desktop.documents.backends.pdf.file import bind, written
from ita_desktop.documents.content import Document
from ita_desktop.documents.layout.binding import flowed
from ita_desktop.documents.layout.compose import composed
from ita_desktop.documents.layout.fonts import Letters, letters
from ita_desktop.typography.words import WordBreaker, breaker_with


def render(
    document: Document, breaker: WordBreaker | None = None, letter_files: Letters | None = None
) -> bytes:
    """Returns the document as PDF bytes. ``breaker`` breaks Thai text; ``letter_files`` are the
    fonts to embed, by default those found on this computer."""
    breaker, letter_files = breaker or breaker_with(), letter_files or letters()
    if document.bound:
        return bind(flowed(document), breaker, letter_files)
    return written([composed(document, breaker, letter_files)], letter_files)
