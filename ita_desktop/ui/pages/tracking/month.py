"""The calendar of ติดตามผล: occurrences by due day."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtWidgets import QMenu, QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.language.dates import month_title
from ita_desktop.ui.pages.tracking.recording import TIME_MARKS
from ita_desktop.ui.pages.tracking.time_rows import TimeRow, urgency
from ita_desktop.ui.table.schedule import step_word
from ita_desktop.ui.theme.tokens import Space, Text
from ita_desktop.ui.widgets.boxes import hbox, vbox
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.years.month_grid import Due, MonthGrid


class TrackingMonth(QWidget):
    """A month with its name, and buttons for the previous and next month."""

    opened = Signal(object, object)
    """An occurrence was opened: its key, and the global rectangle of its day."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[TimeRow] = ()
        self.grid = MonthGrid()
        self.title = ThaiLabel("", style=Text.SECTION)
        back = Button("", kind=ButtonKind.QUIET, icon_name="chevron-left")
        back.setToolTip(tr("เดือนก่อน (PageUp)"))
        back.clicked.connect(lambda: self.grid.turn(-1))
        on = Button("", kind=ButtonKind.QUIET, icon_name="chevron-right")
        on.setToolTip(tr("เดือนถัดไป (PageDown)"))
        on.clicked.connect(lambda: self.grid.turn(1))
        vbox(
            hbox(back, self.title, on, None, gap=Space.S),
            (self.grid, 1),
            on=self,
            margins=(Space.PAGE_EDGE, 0, Space.PAGE_EDGE, Space.S),
            gap=None,
        )
        self.grid.opened.connect(self._open)
        self.grid.turned.connect(self._show_title)
        self.setFocusProxy(self.grid)

    def show_rows(self, rows: Sequence[TimeRow], today: date) -> None:
        """Shows occurrences on their last days, most urgent first."""
        self._rows = sorted(rows, key=urgency)
        due: dict[date, list[Due]] = defaultdict(list)
        for row in self._rows:
            words = f"{row.codes} {row.method}".strip()
            due[row.last].append(Due(TIME_MARKS[row.state], words))
        self.grid.set_due(due, today)
        self._show_title()

    def _show_title(self) -> None:
        self.title.setText(month_title(self.grid.month))

    def _open(self, day: date, place: QRect) -> None:
        """Opens the occurrence of a day, or a menu if there are several."""
        rows = [row for row in self._rows if row.last == day]
        if len(rows) == 1:
            self.opened.emit(rows[0].key, place)
            return
        menu = QMenu(self.grid)
        for row in rows:
            words = f"{row.label} · {step_word(row.state)}"
            menu.addAction(words, partial(self.opened.emit, row.key, place))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(QPoint(place.left(), place.bottom()))
