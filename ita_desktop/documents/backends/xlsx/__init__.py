"""Writes Excel files: a sheet per document, as a filterable list or laid out for printing."""

from ita_desktop.documents.backends.xlsx.charts import ChartSheet
from ita_desktop.documents.backends.xlsx.sheet import SheetWriter, bind, name_book, write_sheet
from ita_desktop.documents.content import Document
from ita_desktop.documents.printable import printable
from ita_desktop.filing.xlsx_file import workbook_bytes
from ita_desktop.typography.words import WordBreaker, breaker_with


def render(document: Document, breaker: WordBreaker | None = None) -> bytes:
    """Returns the document as xlsx bytes, bound documents on sheets of their own. ``breaker``
    breaks Thai text, from which row heights follow."""
    from openpyxl import Workbook

    book = Workbook()
    charts = ChartSheet(book)
    breaker = breaker or breaker_with()
    shown = printable(document)
    name_book(book, shown)
    if document.bound:
        front = SheetWriter(shown, breaker, book, charts)
        given = front.write() | bind(document, breaker, front, charts)
    else:
        given = write_sheet(shown, breaker, book, charts, book.active)
    return workbook_bytes(book, given)
