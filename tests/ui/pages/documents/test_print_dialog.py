"""The system's print dialog itself, which other tests replace by a file."""

from io import BytesIO

import pytest
from PySide6.QtGui import QFontInfo
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from ita_desktop.ui.pages.documents import printing
from ita_desktop.ui.pages.documents.preview.pages import PreviewPages
from ita_desktop.ui.theme.theme import Theme
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


def test_the_dialog_and_its_paper_are_drawn_without_a_warning(theme: Theme, qtbot: QtBot) -> None:
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
        assert QFontInfo(dialog.font()).pixelSize() == QFontInfo(before[0]).pixelSize()
        button = dialog.findChild(QPushButton, "properties")
        assert isinstance(button, QPushButton)
        in_dialog(QDialog, look_at_paper)
        button.setEnabled(True)  # without a printer there is nothing to set
        button.click()
        seen.append("dialog")

    in_dialog(QPrintDialog, look)
    assert printing.ask(pages(), "บันทึกข้อความ", over) is None
    assert seen == ["paper", "dialog"]
    assert (application.font(), QToolTip.font()) == before
