"""The system's print dialog itself, which other tests replace by a file."""

from io import BytesIO
from types import SimpleNamespace
from typing import NamedTuple, cast

import pytest
from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QFontInfo, QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrintEngine, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from ita_desktop.ui.pages.documents import printing
from ita_desktop.ui.pages.documents.preview import PreviewPages
from ita_desktop.ui.theme.theme import Theme
from ita_desktop.ui.widgets.status import MessageKind
from tests.ui.support.modal import in_dialog

pytestmark = [
    pytest.mark.qt_log_ignore("does not support"),
    pytest.mark.posix("Windows has a dialog of its own"),
]


def pages() -> PreviewPages:
    from reportlab.pdfgen.canvas import Canvas

    pdf = BytesIO()
    canvas = Canvas(pdf)
    canvas.showPage()
    canvas.save()
    return PreviewPages(pdf.getvalue())


def test_the_dialog_and_its_paper_are_drawn_without_a_warning(
    theme: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Qt's picture of a paper works with points, which a font that was given in pixels has not."""
    over = QWidget()
    qtbot.addWidget(over)
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    before = application.font(), QToolTip.font()
    seen: list[str] = []

    def look_at_paper(dialog: QDialog) -> None:
        dialog.grab()
        seen.append("paper")

    def look(dialog: QDialog) -> None:
        assert dialog.windowTitle() == "พิมพ์ บันทึกข้อความ · A4 แนวตั้ง"
        shown = [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]
        assert "กระดาษ A4 แนวตั้ง · 1 หน้า" in shown, "also where the title is cut"
        assert QFontInfo(dialog.font()).pixelSize() == QFontInfo(before[0]).pixelSize()
        button = dialog.findChild(QPushButton, "properties")
        assert isinstance(button, QPushButton)
        in_dialog(QDialog, look_at_paper)
        button.setEnabled(True)  # without a printer there is nothing to set
        button.click()
        seen.append("dialog")

    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["ชั้น 2"])
    in_dialog(QPrintDialog, look)
    assert printing.ask(pages(), "บันทึกข้อความ", over) is None
    assert seen == ["paper", "dialog"]
    assert (application.font(), QToolTip.font()) == before


def test_pages_of_both_orientations_are_said_to_be_so() -> None:
    two = pages()
    two.sizes = ((595.0, 842.0), (842.0, 595.0))
    assert printing.orientation_words(two) == "แนวตั้งและแนวนอน"


class Printer(NamedTuple):
    """What a system says of a printer."""

    papers: tuple[QPageSize.PageSizeId, ...]
    any_size: bool = False

    def supportedPageSizes(self) -> list[QPageSize]:
        return [QPageSize(paper) for paper in self.papers]

    def supportsCustomPageSizes(self) -> bool:
        return self.any_size

    def defaultPageSize(self) -> QPageSize:
        return QPageSize(self.papers[0])


Size = QPageSize.PageSizeId


@pytest.mark.parametrize(
    ("printer", "other"),
    [
        (Printer((Size.Letter, Size.A4, Size.A5)), None),
        (Printer((Size.Letter,)), Size.Letter),
        (Printer((Size.Letter,), any_size=True), None),
        (Printer(()), None),
    ],
    ids=["has it", "has it not", "takes any", "says nothing"],
)
def test_the_papers_own_size_goes_before_the_printers(printer: Printer, other: Size | None) -> None:
    layout = QPageLayout(QPageSize(Size.A5), QPageLayout.Orientation.Portrait, QMarginsF())
    found = printing.other_paper(printer, layout)  # type: ignore[arg-type]
    assert (found.id() if found is not None else None) == other


@pytest.mark.parametrize("agreed", [True, False])
@pytest.mark.parametrize("refused", [True, False])
def test_a_printer_with_margins_of_its_own_gets_the_paper_of_the_document(
    theme: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, *, refused: bool, agreed: bool
) -> None:
    """Such a printer takes a paper without margins as a full page only, and says so by False."""
    over = QWidget()
    qtbot.addWidget(over)
    taken: list[QPageLayout] = []
    asked: list[str] = []

    def take(_printer: QPrinter, layout: QPageLayout) -> bool:
        if refused or layout.mode() is not QPageLayout.Mode.FullPageMode:
            return False
        taken.append(QPageLayout(layout))
        return True

    def agrees(_name: str, layout: QPageLayout, _other: QPageSize, _parent: QWidget) -> bool:
        asked.append(layout.pageSize().name())
        return agreed

    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["ชั้น 2"])
    monkeypatch.setattr(QPrinter, "setPageLayout", take)
    monkeypatch.setattr(printing, "_agrees", agrees)
    in_dialog(QPrintDialog, lambda dialog: dialog.accept())
    small = pages()
    small.sizes = ((419.5, 595.3),)
    printer = printing.ask(small, "โปสเตอร์", over)
    assert (printer is None) is (refused and not agreed)
    assert asked == (["A5"] if refused else [])
    assert [layout.pageSize().name() for layout in taken[-1:]] == ([] if refused else ["A5"])


@pytest.mark.parametrize(
    ("state", "kind", "words"),
    [
        (QPrinter.PrinterState.Idle, MessageKind.GOOD, "ส่งพิมพ์แล้ว 2 หน้า · ชั้น 2 · A4 แนวตั้งและแนวนอน"),
        (QPrinter.PrinterState.Error, MessageKind.WARNING, "2 หน้ารออยู่ในคิวของ ชั้น 2"),
    ],
)
def test_what_waits_at_a_printer_that_is_stopped_is_not_called_printed(
    qapp: QApplication,
    monkeypatch: pytest.MonkeyPatch,
    state: QPrinter.PrinterState,
    kind: MessageKind,
    words: str,
) -> None:
    class Known:
        @staticmethod
        def printerInfo(name: str) -> "Known":
            assert name == "ชั้น 2"
            return Known()

        def state(self) -> QPrinter.PrinterState:
            return state

    class Named(QPrinter):
        def printerName(self) -> str:
            return "ชั้น 2"

        def outputFormat(self) -> QPrinter.OutputFormat:
            return QPrinter.OutputFormat.NativeFormat

    monkeypatch.setattr("PySide6.QtPrintSupport.QPrinterInfo", Known)
    printer = Named()
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    book = pages()
    book.sizes = ((595.0, 842.0), (842.0, 595.0))
    told = printing.printed(printer, book, 2)
    assert told.kind is kind
    assert told.sentence.startswith(words)


class OfCups(QPrinter):
    """A printer in whose dialog something was set for CUPS."""

    def __init__(self, **options: str) -> None:
        super().__init__()
        self.options = options

    def printEngine(self) -> QPrintEngine:
        found = [word for name, value in self.options.items() for word in (name, value)]
        known = [word.replace("_", "-") for word in found]
        return cast(QPrintEngine, SimpleNamespace(property=lambda _key: known))


def test_odd_pages_are_those_of_the_document_in_every_copy() -> None:
    """CUPS would count the pages of all copies through."""
    odd, even = OfCups(page_set="odd", number_up="4"), OfCups(page_set="even", number_up="1")
    assert printing._chosen(odd, 5) == [0, 2, 4]
    odd.setFromTo(2, 4)
    assert printing._chosen(odd, 5) == [2]
    assert printing._chosen(even, 5) == [1, 3]
    assert not [option for option in printing._options(odd) if "page-set" in option]
    assert "number-up=4" in printing._options(odd)
    assert printing._on_sheet(odd) == 4
    even.setDuplex(QPrinter.DuplexMode.DuplexLongSide)
    assert printing._on_sheet(even) in {1, 2}, "2 where the printer of this machine has it"


def test_that_no_page_is_chosen_is_said(qtbot: QtBot) -> None:
    job = printing.print_job(pages(), OfCups(page_set="even"))
    with qtbot.waitSignal(job.failed) as told:
        job.start()
    assert told.args is not None
    assert "ไม่มีหน้าตามที่เลือก" in told.args[0]
