"""Prints a PDF: the system's dialog, then its pages as they are where the system takes PDF, else
each page rendered at the printer's resolution; in another thread."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QFont, QFontInfo, QPageLayout, QPageSize, QPainter
from PySide6.QtWidgets import QApplication, QBoxLayout, QDialog, QLabel, QToolTip, QWidget

from ita_desktop.domain.errors import InputError
from ita_desktop.filing import atomic_write, cups, pdfium
from ita_desktop.i18n import tr
from ita_desktop.ui.background import Job, Progress
from ita_desktop.ui.outside import saved
from ita_desktop.ui.pages.documents.preview import PreviewPages
from ita_desktop.ui.widgets import sheet
from ita_desktop.ui.widgets.status import Message, MessageKind

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

MOST_DPI = 600
"""Greatest resolution in dpi; higher ones are not visible, and a page at it takes 150 MB."""
POINTS = 72
_CUPS_OPTIONS: Final = 0xFE00
"""The key under which Qt keeps what was set in the dialog for CUPS alone: names and values in
turns (PPK_CupsOptions of its qcups_p.h)."""
_TRAYS: Final = {1: 2, 2: 3, 3: 4, 4: 5, 5: 6, 7: 8, 8: 9, 9: 10, 10: 11, 11: 14, 12: 15}
"""The number of a tray in Windows (DMBIN_LOWER and so on) by that of Qt (QPrinter.PaperSource)."""
_OWN_TRAY: Final = 256
"""Trays from this number on are a printer's own, in Qt as in Windows."""
_OWN_OPTIONS: Final = frozenset(
    {"media", "PageSize", "copies", "page-ranges", "page-set", "collate", "sides"}
)
"""Options that are given by the pages themselves."""
_OF_SET: Final = {"odd": 1, "even": 0}
"""What is left of the numbers of the pages of a set, divided by two."""

_REMEDY: Final = "ตรวจว่าเครื่องพิมพ์เปิดและมีกระดาษ หรือบันทึก PDF แล้วพิมพ์จากเครื่องอื่น"


class NoPrinterError(Exception):
    """The system has no printer."""


def ask(pages: PreviewPages, title: str, parent: QWidget) -> "QPrinter | None":
    """The printer that the clerk selects, set to the document's paper, or to its own where it has
    not that one and she agreed; None if cancelled. Raises NoPrinterError."""
    from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo

    if not QPrinterInfo.availablePrinterNames():
        raise NoPrinterError
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setFullPage(True)
    layout = _layout(pages)
    printer.setPageLayout(layout)
    dialog = QPrintDialog(printer, parent)
    paper = f"{layout.pageSize().name()} {orientation_words(pages)}"
    dialog.setWindowTitle(f"{tr('พิมพ์ {title}', title=title)} · {paper}")
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange)
    dialog.setMinMax(1, len(pages))
    with _font_in_points():
        if isinstance(own := dialog.layout(), QBoxLayout):  # Windows shows a dialog of its own
            words = tr("กระดาษ {paper} · {count} หน้า", paper=paper, count=len(pages))
            own.insertWidget(0, QLabel(words, dialog))
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    if not accepted:
        return None
    info = QPrinterInfo.printerInfo(printer.printerName())
    other = None if _is_file(printer) else other_paper(info, layout)
    if other is not None:
        if not _agrees(printer.printerName(), layout, other, parent):
            return None
        layout.setPageSize(other)
    # The dialog has set the printer's usual paper, which it keeps where it refuses this one.
    if printer.setPageLayout(layout):
        return printer
    kept = printer.pageLayout().pageSize()
    return printer if _agrees(printer.printerName(), layout, kept, parent) else None


def other_paper(printer: "QPrinterInfo", layout: QPageLayout) -> QPageSize | None:
    """Returns the usual paper of a printer that has not the paper of a document; None if it has, or
    does not say what it has."""
    papers = printer.supportedPageSizes()
    if not papers or printer.supportsCustomPageSizes():
        return None
    wanted = _size(layout.pageSize())
    has = any(cups.is_alike(wanted, _size(paper)) for paper in papers)
    return None if has else printer.defaultPageSize()


def orientation_words(pages: PreviewPages) -> str:
    """Returns how the pages stand: an upright cover says nothing of the tables behind it."""
    upright = {width <= height for width, height in pages.sizes}
    if len(upright) > 1:
        return tr("แนวตั้งและแนวนอน")
    return tr("แนวตั้ง") if True in upright else tr("แนวนอน")


def _agrees(name: str, layout: QPageLayout, other: QPageSize, parent: QWidget) -> bool:
    paper = layout.pageSize().name()
    return sheet.ask(
        tr("{printer} ไม่มีกระดาษ {paper}", printer=name, paper=paper),
        tr("พิมพ์บนกระดาษ {other} ได้ โดยย่อหรือขยายทั้งหน้าให้พอดี", other=other.name()),
        keep=tr("ไม่พิมพ์"),
        lose=tr("พิมพ์บน {other}", other=other.name()),
        parent=parent,
    )


def _size(paper: QPageSize) -> tuple[float, float]:
    size = paper.size(QPageSize.Unit.Point)
    return size.width(), size.height()


def _is_file(printer: "QPrinter") -> bool:
    """Whether the clerk prints into a PDF file."""
    return printer.outputFormat() is printer.OutputFormat.PdfFormat


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
    """Returns the paper of the first page without margins, which the PDF includes: as a full page,
    because a printer with margins of its own refuses any other that has none."""
    width, height = pages.sizes[0]
    upright = width <= height
    size = QPageSize(QSizeF(*sorted((width, height))), QPageSize.Unit.Point)
    way = QPageLayout.Orientation.Portrait if upright else QPageLayout.Orientation.Landscape
    layout = QPageLayout(size, way, QMarginsF())
    layout.setMode(QPageLayout.Mode.FullPageMode)
    return layout


def print_job(pages: PreviewPages, printer: "QPrinter") -> Job:
    """Returns a job that prints the selected pages and copies; its result is the number printed."""
    numbers = _chosen(printer, len(pages))
    if not numbers:
        return Job(_refused, keeps_open=True)
    backwards = printer.pageOrder() is printer.PageOrder.LastPageFirst
    if _is_file(printer):
        order = _order(numbers, 1, collate=True, backwards=backwards)
        return Job(_into_file(pages, printer, order), keeps_open=True)
    copies, on_sheet = printer.copyCount(), _on_sheet(printer)
    collate = printer.collateCopies()
    order = _order(numbers, copies, collate=collate, on_sheet=on_sheet, backwards=backwards)
    if cups.takes_pdf():
        return Job(_handed_over(pages, printer, order), keeps_open=True)
    if pdfium.draws_pdf():
        return Job(_on_windows(pages, printer, order), keeps_open=True)
    if printer.supportsMultipleCopies():
        order = _order(numbers, 1, collate=True, backwards=backwards)
    return Job(drawn(pages, printer, order), keeps_open=True)


def _refused(_progress: Progress) -> int:
    raise InputError("ไม่มีหน้าตามที่เลือก จึงยังไม่ได้พิมพ์", remedy="เลือกช่วงหน้าและชุดหน้าใหม่")


def _into_file(
    pages: PreviewPages, printer: "QPrinter", order: list[int | None]
) -> Callable[[Progress], int]:
    target = Path(printer.outputFileName())

    def work(progress: Progress) -> int:
        progress(0, 1)
        atomic_write.write(cups.arranged(pages.pdf, order), target)
        return len(order)

    return work


def _handed_over(
    pages: PreviewPages, printer: "QPrinter", order: list[int | None]
) -> Callable[[Progress], int]:
    name, title = printer.printerName(), printer.docName()
    paper = printer.pageLayout().pageSize()
    options = [f"media={paper.key()}", *_options(printer)]
    scaled = None if cups.is_alike(pages.sizes[0], _size(paper)) else _size(paper)

    def work(progress: Progress) -> int:
        progress(0, 1)
        cups.hand_over(cups.arranged(pages.pdf, order, scaled), name, title, options)
        return _count(order)

    return work


def _on_windows(
    pages: PreviewPages, printer: "QPrinter", order: list[int | None]
) -> Callable[[Progress], int]:
    name, title, ticket = printer.printerName(), printer.docName(), _ticket(printer)
    scaled = None if cups.is_alike(pages.sizes[0], ticket.size) else ticket.size

    def work(progress: Progress) -> int:
        def told(page: int) -> None:
            progress(page, len(order))

        pdfium.draw(cups.arranged(pages.pdf, order, scaled), name, title, ticket, told)
        return _count(order)

    return work


def _ticket(printer: "QPrinter") -> pdfium.Ticket:
    """Returns what was chosen in the dialog beside pages and copies, in the numbers of Windows."""
    from PySide6.QtPrintSupport import QPrintEngine, QPrinter

    paper = printer.pageLayout().pageSize()
    key = QPrintEngine.PrintEnginePropertyKey.PPK_PaperSource
    tray = int(printer.printEngine().property(key) or 0)
    duplex = (
        *(QPrinter.DuplexMode.DuplexNone, QPrinter.DuplexMode.DuplexLongSide),
        QPrinter.DuplexMode.DuplexShortSide,
    )
    colours = QPrinter.ColorMode.GrayScale, QPrinter.ColorMode.Color
    return pdfium.Ticket(
        _size(paper),
        max(paper.windowsId(), 0),
        duplex.index(printer.duplex()) + 1 if printer.duplex() in duplex else 0,
        colours.index(printer.colorMode()) + 1,
        tray if tray >= _OWN_TRAY else _TRAYS.get(tray, 0),
    )


def _options(printer: "QPrinter") -> list[str]:
    """Returns what was chosen in the dialog beside pages and copies, as options of CUPS."""
    from PySide6.QtPrintSupport import QPrinter

    sides = {
        QPrinter.DuplexMode.DuplexLongSide: "two-sided-long-edge",
        QPrinter.DuplexMode.DuplexShortSide: "two-sided-short-edge",
        QPrinter.DuplexMode.DuplexNone: "one-sided",
    }
    made = [f"sides={sides[printer.duplex()]}"] if printer.duplex() in sides else []
    if printer.colorMode() is QPrinter.ColorMode.GrayScale:
        made.append("print-color-mode=monochrome")
    more = _cups_options(printer).items()
    return made + [f"{name}={value}" for name, value in more if name not in _OWN_OPTIONS and value]


def _cups_options(printer: "QPrinter") -> dict[str, str]:
    """Returns what was set in the dialog for CUPS alone, by name; of others nothing."""
    from PySide6.QtPrintSupport import QPrintEngine

    key = QPrintEngine.PrintEnginePropertyKey(_CUPS_OPTIONS)
    known = printer.printEngine().property(key) or []
    return dict(zip(known[::2], known[1::2], strict=False))


def _count(order: list[int | None]) -> int:
    return len([number for number in order if number is not None])


def printed(printer: "QPrinter", pages: PreviewPages, count: int) -> Message:
    """Returns the message on printed pages, with where they came out."""
    if _is_file(printer):
        path = Path(printer.outputFileName())
        words = tr("พิมพ์ {count} หน้าลง {file} แล้ว", count=count, file=path.name)
        return saved(words, path.parent, path)
    name = printer.printerName()
    if _is_stopped(name):
        # Its queue takes the job, which is not on paper before somebody lets it go on.
        words = tr(
            "{count} หน้ารออยู่ในคิวของ {printer} เพราะเครื่องพิมพ์หยุดอยู่ · "
            "ตรวจเครื่องพิมพ์ในการตั้งค่าของระบบ หรือเลือกเครื่องอื่น",
            count=count,
            printer=name,
        )
        return Message(MessageKind.WARNING, words)
    words = tr("ส่งพิมพ์แล้ว {count} หน้า", count=count)
    paper = f"{printer.pageLayout().pageSize().name()} {orientation_words(pages)}"
    return Message(MessageKind.GOOD, f"{words} · {name} · {paper}")


def _is_stopped(name: str) -> bool:
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    return QPrinterInfo.printerInfo(name).state() is QPrinter.PrinterState.Error


def wants_pdf(parent: QWidget) -> bool:
    """Says that there is no printer; returns whether the clerk wants a PDF instead."""
    question = sheet.Question(
        tr("ไม่มีเครื่องพิมพ์"),
        tr("ไม่พบเครื่องพิมพ์ในเครื่องนี้ บันทึกเป็น PDF แล้วนำไปพิมพ์ที่เครื่องอื่นได้"),
        keep=tr("ไม่พิมพ์"),
        save=tr("บันทึกเป็น PDF…"),
        parent=parent,
    )
    return question.exec() == sheet.Question.SAVE


def _chosen(printer: "QPrinter", count: int) -> list[int]:
    """Returns the indexes of the pages to print."""
    ranges, left = printer.pageRanges(), _OF_SET.get(_cups_options(printer).get("page-set", ""))
    return [
        at
        for at in range(count)
        if (ranges.isEmpty() or ranges.contains(at + 1)) and left in {None, (at + 1) % 2}
    ]


def _on_sheet(printer: "QPrinter") -> int:
    """Returns how many pages a sheet holds."""
    on_side = _cups_options(printer).get("number-up", "")
    sides = 1 if printer.duplex() == printer.DuplexMode.DuplexNone else 2
    return sides * (int(on_side) if on_side.isdecimal() else 1)


def _order(
    numbers: list[int],
    copies: int,
    *,
    collate: bool,
    on_sheet: int = 1,
    backwards: bool = False,
) -> list[int | None]:
    """Returns the page order for several copies, collated or not; ``backwards`` the last sheet
    first. Where a sheet holds several pages they are always collated, and each copy begins a sheet;
    None is an empty place."""
    padded: list[int | None] = [*numbers, *[None] * (-len(numbers) % on_sheet)]
    sheets = [padded[at : at + on_sheet] for at in range(0, len(padded), on_sheet)]
    copy = list(chain.from_iterable(sheets[::-1] if backwards else sheets))
    if not collate and on_sheet == 1:
        return [number for number in copy for _ in range(copies)]
    made = copy * copies
    while made and made[-1] is None:
        made.pop()
    return made


def drawn(
    pages: PreviewPages, printer: "QPrinter", order: list[int | None]
) -> Callable[[Progress], int]:
    """Returns the work that draws pages, for systems that take no PDF."""

    def work(progress: Progress) -> int:
        painter = QPainter()
        if not painter.begin(printer):
            raise InputError("พิมพ์ไม่ได้ เครื่องพิมพ์ไม่ตอบ", remedy=_REMEDY)
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
            ended = painter.end()
        if not ended or printer.printerState() is printer.PrinterState.Error:
            raise InputError("พิมพ์ไม่ได้ เครื่องพิมพ์ไม่รับงาน", remedy=_REMEDY)
        return _count(order)

    return work


def _new_page(printer: "QPrinter", done: int) -> None:
    if not printer.newPage():
        raise InputError(
            "พิมพ์ต่อไม่ได้ที่หน้า {page}", remedy="ตรวจเครื่องพิมพ์ แล้วพิมพ์หน้าที่เหลือใหม่", page=done + 1
        )


def _draw(painter: QPainter, printer: "QPrinter", pages: PreviewPages, number: int) -> None:
    """Draws a page over the whole sheet, keeping its aspect ratio."""
    from PySide6.QtPrintSupport import QPrinter

    paper = printer.paperRect(QPrinter.Unit.DevicePixel)
    width, height = pages.sizes[number]
    scale = min(paper.width() / width, paper.height() / height)
    place = QRectF(0, 0, width * scale, height * scale)
    place.moveCenter(QRectF(0, 0, paper.width(), paper.height()).center())
    dots = min(printer.resolution(), MOST_DPI)
    painter.drawImage(place, pages.picture(number, round(width / POINTS * dots)))
