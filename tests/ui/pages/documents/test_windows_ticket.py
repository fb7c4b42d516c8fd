"""What was chosen for a printer of Windows is what its pages are drawn with."""

import pytest
from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter

from ita_desktop.filing.pdfium import Ticket
from ita_desktop.ui.pages.documents import printing

Size = QPageSize.PageSizeId


@pytest.mark.parametrize(
    ("paper", "size", "number"),
    [(Size.A4, (595, 842), 9), (Size.A5, (420, 595), 11), (Size.Letter, (612, 792), 1)],
)
@pytest.mark.qt_log_ignore("does not support")
@pytest.mark.usefixtures("qtbot")
def test_paper_sides_and_colours_are_those_of_the_dialog(
    paper: Size, size: tuple[float, float], number: int
) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    # It takes every paper, unlike a printer.
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setPageLayout(
        QPageLayout(QPageSize(paper), QPageLayout.Orientation.Portrait, QMarginsF())
    )
    printer.setColorMode(QPrinter.ColorMode.GrayScale)
    ticket = printing._ticket(printer)
    assert (ticket.size, ticket.paper, ticket.colour) == (size, number, 1)
    printer.setColorMode(QPrinter.ColorMode.Color)
    assert isinstance(printing._ticket(printer), Ticket)
    assert printing._ticket(printer).colour == 2
