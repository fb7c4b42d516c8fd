"""The sheet that shows what a paste would do, and Enter in it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ita_desktop.ui.dialogs.previews.paste import PastePreview
from ita_desktop.ui.dialogs.previews.sheet import PreviewSheet
from ita_desktop.ui.table.view import SheetView
from tests.ui.support.keyboard import press


def open_preview(window: QWidget, qtbot: QtBot) -> PreviewSheet:
    """The preview that stands open, or is about to, with the keyboard in its table. One in which
    a long block is still being read is not yet it: it gives way to an import where that is a
    list of its own."""

    def shown() -> list[PreviewSheet]:
        return [
            sheet
            for sheet in window.findChildren(PreviewSheet)
            if sheet.isVisible() and not (isinstance(sheet, PastePreview) and sheet.work.is_going)
        ]

    qtbot.waitUntil(lambda: bool(shown()), timeout=15_000)
    (sheet,) = shown()
    qtbot.waitUntil(sheet.table.hasFocus)
    return sheet


def accept_preview(window: QWidget, qtbot: QtBot) -> None:
    """Takes what the preview shows; the keyboard is back in the window then."""
    sheet = open_preview(window, qtbot)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not sheet.isVisible())
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), SheetView))
