"""The year switch: the shown year, and a list of the others, the year's page, and a new year."""

from collections.abc import Sequence
from math import ceil
from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.accessible import Role
from ita_desktop.ui.keyboard import is_enter
from ita_desktop.ui.theme.fonts import baseline, draw_text, metrics
from ita_desktop.ui.theme.icons import paint_icon
from ita_desktop.ui.theme.measures import YearPopupSize
from ita_desktop.ui.theme.shapes import paint_plate
from ita_desktop.ui.theme.tokens import Height, IconSize, Radius, Space, Text, Width, tokens
from ita_desktop.ui.widgets.boxes import add
from ita_desktop.ui.widgets.button import Button
from ita_desktop.ui.widgets.page.section import HairLine
from ita_desktop.ui.widgets.popup import Popup


class YearListSize:
    WIDTH: Final = 400
    """Its least width in px; it is wider where a year's level needs it."""


class YearChoice(NamedTuple):
    """A fiscal year (Buddhist) with its total and level as text."""

    year: int
    note: str = ""


class PopupRow(QAbstractButton):
    """A line of a popup: icon, text, and a grey note at the right."""

    def __init__(self, text: str, note: str, icon_name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._note = note
        self._icon_name = icon_name
        self.setText(text)
        self.setAccessibleName(f"{text} {note}".strip())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def accessible_role(self) -> QAccessible.Role:
        """A radio button for a year, a button for other entries."""
        return Role.RadioButton if self.isCheckable() else Role.Button

    def sizeHint(self) -> QSize:
        word = metrics(Text.BODY_MEDIUM).horizontalAdvance(self.text())
        note = metrics(Text.LABEL).horizontalAdvance(self._note)
        needed = ceil(YearPopupSize.WORD_LEFT + word + note) + Space.L + Space.CELL
        return QSize(max(YearListSize.WIDTH, needed), Height.ROW)

    def enterEvent(self, event: object) -> None:  # noqa: ARG002 - the pointer chooses, as in menus
        self.setFocus()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = tokens()
        painter = QPainter(self)
        if self.hasFocus():
            paint_plate(painter, self.rect(), Radius.CONTROL, theme.tint)
        if self._icon_name:
            at = QPointF(Space.CELL, (self.height() - IconSize.BUTTON) / 2)
            paint_icon(painter, self._icon_name, theme.accent, at)
        style = Text.BODY_MEDIUM if self.isChecked() else Text.BODY
        painter.setPen(theme.text if self.isEnabled() else theme.text3)
        draw_text(
            painter, style, YearPopupSize.WORD_LEFT, baseline(style, 0, self.height()), self.text()
        )
        painter.setPen(theme.text2)
        x = self.width() - Space.CELL - metrics(Text.LABEL).horizontalAdvance(self._note)
        draw_text(painter, Text.LABEL, round(x), baseline(Text.LABEL, 0, self.height()), self._note)


class YearPopup(Popup):
    """The years, newest first, the year's page, and a new year. ↑ ↓ move, Enter selects, Esc
    closes."""

    about = "year-list"
    span = YearListSize.WIDTH

    def __init__(self, years: Sequence[YearChoice], current: int, parent: "YearSwitch") -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        self.setAccessibleName(tr("เลือกปีงบประมาณ"))
        self.rows: list[PopupRow] = []
        for choice in years:
            words = tr("ปีงบประมาณ {year}", year=choice.year)
            mark = "check" if choice.year == current else ""
            row = self._row(words, choice.note, mark)
            row.setCheckable(True)
            row.setChecked(choice.year == current)
            row.clicked.connect(lambda _=False, year=choice.year: parent.take(year))
        add(self.column, Space.XS, HairLine(self), Space.XS)
        page = self._row(tr("ปฏิทินและกรอบของปี {year}", year=current), "", "calendar-days")
        page.clicked.connect(parent.page_requested)
        closed = "" if parent.may_add else tr("แฟ้มนี้เปิดอ่านอย่างเดียว")
        new = self._row(tr("ปีงบประมาณใหม่…"), closed, "plus")
        new.setEnabled(parent.may_add)
        new.clicked.connect(parent.new_year_requested)
        self.start = next((row for row in self.rows if row.isChecked()), new)
        self.span = max(row.sizeHint().width() for row in self.rows) + 2 * Space.XS

    def _row(self, text: str, note: str, icon_name: str) -> PopupRow:
        row = PopupRow(text, note, icon_name, self)
        row.clicked.connect(self.settle)  # a choice is no draft
        self.column.addWidget(row)
        self.rows.append(row)
        return row

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()))
        focused = [number for number, row in enumerate(self.rows) if row.hasFocus()]
        if step is not None and focused:
            rows = [row for row in self.rows if row.isEnabled()]
            rows[(focused[0] + step) % len(rows)].setFocus()
        elif is_enter(event.key()) and focused:
            self.rows[focused[0]].click()
        else:
            super().keyPressEvent(event)


class YearSwitch(Button):
    """The button that shows the year and opens the list."""

    accessible_role = Role.ButtonDropDown
    year_chosen = Signal(int)
    new_year_requested = Signal()
    page_requested = Signal()
    """The page with dates and framework of the shown year was requested."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.may_add = True
        """Whether the list has an entry for a new year."""
        self._years: tuple[YearChoice, ...] = ()
        self._year = 0
        self.popup: YearPopup | None = None
        """The list, once it has been opened."""
        self.set_icon_after("chevron-down")
        self.clicked.connect(self.open)

    def accessible_state(self, state: QAccessible.State) -> None:
        """Reports that the button opens a list."""
        state.hasPopup = 1
        state.expandable = 1
        shown = self.popup is not None and self.popup.isVisible()
        state.expanded = int(shown)
        state.collapsed = int(not shown)

    def set_years(self, years: Sequence[YearChoice], current: int) -> None:
        """Sets the workspace's years, newest first, and the shown one."""
        self._years = tuple(years)
        self._year = current
        self.setText(tr("ปีงบประมาณ {year}", year=self._year))
        self.setToolTip(tr("เลือกปีงบประมาณ"))

    def open(self) -> None:
        """Opens the list below the button."""
        if self.popup is not None:
            self.popup.deleteLater()
        self.popup = YearPopup(self._years, self._year, self)
        self.popup.open_by(self)

    def take(self, year: int) -> None:
        """Handles the selection of a year."""
        if year != self._year:
            self.year_chosen.emit(year)

    def paddings(self) -> tuple[int, int]:
        return Space.CELL, Space.CELL

    def sizeHint(self) -> QSize:
        return QSize(max(Width.YEAR, super().sizeHint().width()), Height.FIELD)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.open()
        else:
            super().keyPressEvent(event)
