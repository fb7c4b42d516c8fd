"""The line below the filters: the number of rows that pass, the active filters, and a button to
remove them."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.table.model import SheetModel
from ita_desktop.ui.theme.tokens import Height, Space, Text, Tone
from ita_desktop.ui.widgets.boxes import hbox
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.label import ThaiLabel

LIFT_KEYS = "Ctrl+Shift+L"


class FilterLine(QWidget):
    """Shown while any filter is active: of visible or hidden columns, or of a page's chips."""

    def __init__(self, parent: QWidget, sheet: SheetModel, lift: Callable[[], None]) -> None:
        super().__init__(parent)
        self._sheet = sheet
        self.words = ThaiLabel(style=Text.LABEL, tone=Tone.TEXT2)
        self.lift = Button(tr("แสดงทุกแถว"), kind=ButtonKind.QUIET, hint=LIFT_KEYS)
        self.lift.set_flush()
        self.lift.clicked.connect(lift)
        hbox(self.words, self.lift, None, on=self, margins=(Space.PAGE_EDGE, 0), gap=Space.L)
        self.setFixedHeight(Height.FILTER_ROW)

    def refresh(self) -> None:
        """Updates the texts."""
        sheet = self._sheet
        count = tr("แสดง {shown} จาก {all} แถว", shown=sheet.passed, all=sheet.total)
        self.words.setText(" · ".join((count, *sheet.filter_words())))
