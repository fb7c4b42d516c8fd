"""A placeholder for the timeline, which is created shortly after the page was first painted."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ita_desktop.services.years.line import YearLine
from ita_desktop.ui.loading.asked import later
from ita_desktop.ui.theme.measures import YearSize

if TYPE_CHECKING:
    from ita_desktop.ui.widgets.year_line import YearLineView

AFTER_PAINT = 80
"""Milliseconds from the first painting until the timeline is created, to speed up the start."""


class YearPlace(QWidget):
    """Has the height of the timeline, so that nothing moves when it appears. ``opened`` is emitted
    with the :class:`Place` that a pin links to."""

    opened = Signal(object)
    menu_requested = Signal(object, QPoint)
    """The context menu of a pin; carries the pin and a place on the screen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view: YearLineView | None = None
        self._line: YearLine | None = None
        self._painted = False
        self.setFixedHeight(YearSize.HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_line(self, line: YearLine) -> None:
        """Sets the year."""
        self._line = line
        if self.view is not None:
            self.view.set_line(line)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._painted:
            self._painted = True
            # The timer starts when everything has been painted.
            later(self, 0, self._schedule)

    def _schedule(self) -> None:
        later(self, AFTER_PAINT, self._make)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.view is not None:
            self.view.resize(self.size())

    def _make(self) -> None:
        from ita_desktop.ui.widgets.year_line import YearLineView

        self.view = YearLineView(self)
        self.view.opened.connect(self.opened)
        self.view.menu_requested.connect(self.menu_requested)
        if self._line is not None:
            self.view.set_line(self._line)
        self.view.resize(self.size())
        self.view.show()
