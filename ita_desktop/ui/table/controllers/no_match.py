"""The message shown in a table if no row passes the filters."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.table.model import SheetModel
from ita_desktop.ui.theme.tokens import Space, Text, Tone, Width
from ita_desktop.ui.widgets.boxes import add, vbox
from ita_desktop.ui.widgets.button import Button
from ita_desktop.ui.widgets.label import ThaiLabel


class NothingFound(QWidget):
    """Covers the empty table: says that rows exist, which filters exclude them, and offers a button
    to remove the filters."""

    def __init__(
        self,
        rows: QWidget,
        sheet: SheetModel,
        lift: Callable[[], None],
        give_focus: Callable[[], None],
    ) -> None:
        super().__init__(rows)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self._rows = rows
        self._sheet = sheet
        self._give_focus = give_focus
        title = ThaiLabel(tr("ไม่มีแถวที่ตรงกับตัวกรอง"), self, style=Text.SECTION, most=2)
        self.setAccessibleName(title.text())
        self._why = ThaiLabel("", self, tone=Tone.TEXT2, most=3)
        self.lift = Button(tr("แสดงทุกแถว"), self)
        self.lift.clicked.connect(lift)
        column = vbox(
            on=self, margins=(Space.PAGE_EDGE, Space.XXL, Space.PAGE_EDGE, 0), gap=Space.XS
        )
        for part in (title, self._why):
            part.setMaximumWidth(Width.EMPTY)
            column.addWidget(part)
        add(column, Space.S, self.lift)
        column.setAlignment(self.lift, column.alignment())
        column.addStretch(1)
        rows.installEventFilter(self)

    def refresh(self) -> None:
        """Shows itself if there are rows and none passes the filters."""
        sheet = self._sheet
        nothing = sheet.how.filtered and not sheet.passed and sheet.total > 0
        if nothing:
            count = tr("มีทั้งหมด {count} แถว แต่ไม่มีแถวใดผ่านตัวกรองที่เลือกไว้", count=sheet.total)
            self._why.setText(count)
            self.setAccessibleDescription(count)
            self.setGeometry(self._rows.rect())
            self.raise_()
        had = self.lift.hasFocus()
        self.setVisible(nothing)
        if had and not nothing:
            self._give_focus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._rows.rect())
        return super().eventFilter(watched, event)
