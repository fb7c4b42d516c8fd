"""Chips: filters with a count, drop-down choices, and parts of a page, of which one is shown."""

from collections.abc import Callable, Mapping
from datetime import date
from math import ceil
from typing import Final, TypeVar

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QAccessible, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.accessible import Role
from ita_desktop.ui.keyboard import is_enter
from ita_desktop.ui.language import short_date
from ita_desktop.ui.theme.lines import baseline, draw_text, metrics, set_tip
from ita_desktop.ui.theme.shapes import paint_icon, paint_plate
from ita_desktop.ui.theme.tokens import Height, IconSize, Radius, Space, Text, tokens
from ita_desktop.ui.widgets.boxes import text_and_parent
from ita_desktop.ui.widgets.marks import Mark, paint_mark

_K = TypeVar("_K")


class ChipSize:
    PADDING: Final = 12
    PADDING_LEAST: Final = 5
    """Padding if the chips of a row do not fit otherwise."""


class Chip(QPushButton):
    """A checkable chip; with a menu it shows the choice and a chevron.

    ``mark`` is the state that it filters by, ``count`` the number of matching rows (None: not
    shown), ``name`` what is chosen where the text is the choice alone. Several chips may be checked
    at a time.
    """

    ring_radius = Radius.CHIP

    def __init__(
        self,
        text: str | QWidget = "",
        parent: QWidget | None = None,
        *,
        mark: Mark | None = None,
        count: int | None = None,
        name: str = "",
    ) -> None:
        text, parent = text_and_parent(text, parent)
        super().__init__(text, parent)
        self.mark = mark
        self.count = count
        self._name = name
        self._has_own_tip = False
        self._lit = False
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._update_accessible_name()

    @property
    def accessible_role(self) -> QAccessible.Role:
        """A filter is on or off; one with a menu opens that."""
        return Role.CheckBox if self.menu() is None else Role.ButtonMenu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter acts as Space does, but in a popup, which it accepts."""
        enter = is_enter(event.key())
        if enter and self.window().windowType() is not Qt.WindowType.Popup:
            self.click()
        else:
            super().keyPressEvent(event)

    def set_count(self, count: int | None) -> None:
        if count != self.count:
            self.count = count
            self._update_accessible_name()
            self.updateGeometry()
            self.update()

    def set_lit(self, lit: bool) -> None:
        """Highlights a chip with a menu as active; other chips are highlighted if checked."""
        self._lit = lit
        self.update()

    def setText(self, text: str) -> None:
        super().setText(text)
        self._update_accessible_name()
        self.updateGeometry()

    def setToolTip(self, text: str) -> None:
        """Sets a tip of its own, in place of what is chosen."""
        self._has_own_tip = True
        set_tip(self, text)

    def _update_accessible_name(self) -> None:
        words = self._words()
        named = bool(self._name) and words != self._name
        self.setAccessibleName(f"{self._name}: {words}" if named else words)
        if named and not self._has_own_tip:
            set_tip(self, self.accessibleName())
        self._describe()

    def _describe(self) -> None:
        if self.menu() is None and self.count is not None:
            self.setAccessibleDescription(tr("แสดงเฉพาะ {state}", state=self.text()))

    def _words(self) -> str:
        return self.text() if self.count is None else f"{self.text()} {self.count}"

    def sizeHint(self) -> QSize:
        return QSize(self._needed() + 2 * ChipSize.PADDING, Height.CHIP)

    def minimumSizeHint(self) -> QSize:
        """Shrinks the padding, but not the text."""
        return QSize(self._needed() + 2 * ChipSize.PADDING_LEAST, Height.CHIP)

    def _needed(self) -> int:
        """Returns the width of icon, text and arrow."""
        # Measured in medium weight, so that checking the chip does not change its width.
        width = ceil(metrics(Text.LABEL_MEDIUM).horizontalAdvance(self._words()))
        if self.mark is not None:
            width += IconSize.TEXT + Space.ICON_TO_WORD
        if self.menu() is not None:
            width += IconSize.TEXT + Space.ICON_TO_WORD
        return width

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = tokens()
        lit = self.isChecked() or self._lit
        over = self.isEnabled() and (self.underMouse() or self.isDown())
        ground, border = (theme.tint, theme.tint2) if lit else (None, theme.line)
        if over and not lit:
            ground = theme.hover
        painter = QPainter(self)
        paint_plate(painter, self.rect(), Radius.CHIP, ground, border)
        middle = self.height() / 2
        padding = min((self.width() - self._needed()) / 2, ChipSize.PADDING)
        x = padding
        if self.mark is not None:
            paint_mark(painter, self.mark, QPointF(x, middle - IconSize.TEXT / 2))
            x += IconSize.TEXT + Space.ICON_TO_WORD
        style = Text.LABEL_MEDIUM if lit else Text.LABEL
        ink = theme.accent if lit else theme.text2
        painter.setPen(ink if self.isEnabled() else theme.text3)
        draw_text(painter, style, x, baseline(style, 0, self.height()), self._words())
        if self.menu() is not None:
            at = QPointF(self.width() - padding - IconSize.TEXT, middle - IconSize.TEXT / 2)
            paint_icon(painter, "chevron-down", ink, at, IconSize.TEXT)


def total_words(what: str, whole: str, count: int, today: date) -> str:
    """Returns what a count counts, of what ``whole``, and as of when."""
    told = {"what": what, "whole": whole, "count": count, "day": short_date(today)}
    return tr("{what}ใน{whole} ทั้งหมด {count} รายการ ณ {day}", **told)


class Tab(Chip):
    """The chip of one of several parts."""

    @property
    def accessible_role(self) -> QAccessible.Role:
        return Role.PageTab

    def set_total(self, count: int, year: int, today: date) -> None:
        """Sets the number of rows of its part in a year, and says what is counted."""
        self.set_total_of(count, tr("ปี {year}", year=year), today)

    def set_total_of(self, count: int, whole: str, today: date) -> None:
        """Sets the number of rows of its part, and says what is counted, of what ``whole``, as of
        when."""
        self.set_count(count)
        self.setToolTip(total_words(self.text(), whole, count, today))

    def _describe(self) -> None:
        """It filters nothing: its name says what there is."""


class Tabs(dict[_K, Tab]):
    """The chips by part; ``chosen`` is called with the part whose chip was clicked."""

    def __init__(self, titles: Mapping[_K, str], chosen: Callable[[_K], object]) -> None:
        super().__init__({part: Tab(title) for part, title in titles.items()})
        for part, chip in self.items():
            chip.clicked.connect(lambda _on=False, part=part: chosen(part))

    def select(self, shown: _K) -> None:
        """Checks the chip of the shown part alone."""
        for part, chip in self.items():
            chip.setChecked(part == shown)
