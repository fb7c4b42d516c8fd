"""Writes Word files with native styles, lists, heading rows, fields and sections."""

from dataclasses import replace

from ita_desktop.documents.backends.docx.bound import bind
from ita_desktop.documents.backends.docx.reference import base
from ita_desktop.documents.backends.docx.section import parted
from ita_desktop.documents.backends.docx.writer import Writer
from ita_desktop.documents.content import Document
from ita_desktop.documents.layout.binding import flowed
from ita_desktop.documents.layout.fonts import Letters
from ita_desktop.documents.printable import printable
from ita_desktop.typography.words import WordBreaker, breaker_with


def render(
    document: Document,
    breaker: WordBreaker | None = None,
    letter_files: Letters | None = None,
    own: bytes | None = None,
) -> bytes:
    """Returns the document as docx bytes, for editing: in one section without catchwords. If the
    document sets ``word_pages``, its pages end where those of the PDF do; ``breaker`` and
    ``letter_files`` (fonts) are those of the PDF. Styles of the office's template ``own`` replace
    those of the same names. Raises InputError if ``own`` is unusable."""
    if document.catchwords and not document.word_pages:
        document = replace(document, catchwords=False)
    begun = base(own, document.text_width)
    if document.word_pages and not document.catchwords:
        document = parted(document, breaker, letter_files)
    if document.bound:
        return bind(flowed(document), begun, breaker or breaker_with(), letter_files)
    return Writer(printable(document), begun, breaker or breaker_with(), letter_files).file()
