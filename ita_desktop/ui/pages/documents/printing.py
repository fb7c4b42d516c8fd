"""Prints a PDF: the system's dialog, then each page rendered at the printer's resolution, in
another thread."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QFont, QFontInfo, QPageLayout, QPageSize, QPainter
from PySide6.QtWidgets import QApplication, QDialog, QToolTip, QWidget

from ita_desktop.domain.errors import InputError
from ita_desktop.i18n import tr
from ita_desktop.ui.background import Job, Progress
from ita_desktop.ui.pages.documents.preview.pages import PreviewPages

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

MOST_DPI = 600
"""Greatest resolution in dpi; higher ones are not visible, and a page at it takes 150 MB."""
POINTS = 72


def ask(pages: PreviewPages, title: str, parent: QWidget) -> "QPrinter | None":
    """The printer that the clerk selects, set to the document's paper; None if cancelled."""
    from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setFullPage(True)
    printer.setPageLayout(_layout(pages))
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(tr("พิมพ์ {title}", title=title))
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange)
    dialog.setMinMax(1, len(pages))
    with _font_in_points():
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return printer if accepted else None


@contextmanager
def _font_in_points() -> Iterator[None]:
    """The application's font in the block looks the same, and knows its size in points: Qt's own
    dialogs reckon with it, and a font that was given in pixels has none."""
    before, of_tips = QApplication.font(), QToolTip.font()
    in_points = QFont(before)
    in_points.setPointSizeF(QFontInfo(before).pointSizeF())
    QApplication.setFont(in_points)
    try:
        yield
    finally:
        QApplication.setFont(before)
        QToolTip.setFont(of_tips)  # forgotten with the former font


def _layout(pages: PreviewPages) -> QPageLayout:
    """Returns the paper of the first page without margins, which the PDF includes."""
    width, height = pages.sizes[0]
    upright = width <= height
    size = QPageSize(QSizeF(*sorted((width, height))), QPageSize.Unit.Point)
    way = QPageLayout.Orientation.Portrait if upright else QPageLayout.Orientation.Landscape
    return QPageLayout(size, way, QMarginsF())


def print_job(pages: PreviewPages, printer: "QPrinter") -> Job:
    """Returns a job that prints the selected pages and copies; its result is the number printed."""
    numbers = _chosen(printer, len(pages))
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    two_sided = printer.duplex() != printer.DuplexMode.DuplexNone
    order = _order(numbers, copies, collate=printer.collateCopies(), two_sided=two_sided)
    return Job(_work(pages, printer, order), keeps_open=True)


def _chosen(printer: "QPrinter", count: int) -> list[int]:
    """Returns the indexes of the pages to print."""
    ranges = printer.pageRanges()
    return [at for at in range(count) if ranges.isEmpty() or ranges.contains(at + 1)]


def _order(
    numbers: list[int], copies: int, *, collate: bool, two_sided: bool = False
) -> list[int | None]:
    """Returns the page order for several copies, collated or not. Duplex printing is always
    collated, and each copy begins a sheet; None is an empty back page."""
    if two_sided and copies > 1 and len(numbers) % 2:
        return ([*numbers, None] * copies)[:-1]
    if collate or two_sided:
        return [*numbers * copies]
    return [number for number in numbers for _ in range(copies)]


def _work(
    pages: PreviewPages, printer: "QPrinter", order: list[int | None]
) -> Callable[[Progress], int]:
    def work(progress: Progress) -> int:
        painter = QPainter()
        if not painter.begin(printer):
            raise InputError(
                "พิมพ์ไม่ได้ เครื่องพิมพ์ไม่ตอบ",
                remedy="ตรวจว่าเครื่องพิมพ์เปิดและมีกระดาษ หรือบันทึก PDF แล้วพิมพ์จากเครื่องอื่น",
            )
        try:
            for done, number in enumerate(order):
                progress(done, len(order))
                if done:
                    _new_page(printer, done)
                if number is not None:
                    _draw(painter, printer, pages, number)
        except BaseException:
            printer.abort()
            raise
        finally:
            painter.end()
        return len([number for number in order if number is not None])

    return work


def _new_page(printer: "QPrinter", done: int) -> None:
    if not printer.newPage():
        raise InputError(
            "พิมพ์ต่อไม่ได้ที่หน้า {page}", remedy="ตรวจเครื่องพิมพ์ แล้วพิมพ์หน้าที่เหลือใหม่", page=done + 1
        )


def _draw(painter: QPainter, printer: "QPrinter", pages: PreviewPages, number: int) -> None:
    """Draws a page over the whole sheet, keeping its aspect ratio."""
    from PySide6.QtPrintSupport import QPrinter

    sheet = printer.paperRect(QPrinter.Unit.DevicePixel)
    width, height = pages.sizes[number]
    scale = min(sheet.width() / width, sheet.height() / height)
    place = QRectF(0, 0, width * scale, height * scale)
    place.moveCenter(QRectF(0, 0, sheet.width(), sheet.height()).center())
    dots = min(printer.resolution(), MOST_DPI)
    painter.drawImage(place, pages.picture(number, round(width / POINTS * dots)))
