"""The animation of folding a group, which takes 120 ms."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QEasingCurve, QPoint, QRect, Qt, QVariantAnimation
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from ita_desktop.ui.table.controllers.sticky_rows import StickyRows
from ita_desktop.ui.table.grid import Grid
from ita_desktop.ui.theme.motion import duration
from ita_desktop.ui.theme.tokens import Duration


class FoldingGrid(Grid, Protocol):
    """A visible grid, below whose fixed rows groups are folded."""

    sticky: StickyRows

    def isVisible(self) -> bool: ...


class FoldController:
    """Folds and unfolds groups, animated only if the system has animations enabled."""

    def __init__(self, view: FoldingGrid) -> None:
        self._view = view
        self._moving: FoldAnimation | None = None

    @property
    def moving(self) -> bool:
        """Whether an animation is running."""
        return self._moving is not None

    def turn(self, group: str) -> None:
        """Toggles a group."""
        at = self._view.sheet.place(group)
        if at is not None:
            self.fold(group, shut=not self._view.sheet.is_folded(self._view.sheet.lines[at]))

    def fold(self, group: str, *, shut: bool) -> None:
        """Folds or unfolds a group."""
        self.stop()
        view, takes = self._view, duration(Duration.FOLD)
        top = self._top(group)
        if not takes or top is None or not view.isVisible():
            view.sheet.fold([group], shut=shut)
            return
        before, tall = view.viewport().grab(), view.verticalHeader().length()
        view.sheet.fold([group], shut=shut)
        moved = abs(view.verticalHeader().length() - tall)
        if self._top(group) != top or not moved:
            return
        after = view.viewport().grab()
        at = view.sheet.place(group) or 0
        below = max(top + view.rowHeight(at), view.sticky.height())
        room = min(moved, max(view.viewport().height() - below, 0))
        pictures = (before, after) if shut else (after, before)
        self._moving = FoldAnimation(view.viewport(), below, *pictures)
        self._moving.start((room, 0) if shut else (0, room), takes, self.stop)

    def stop(self) -> None:
        """Ends the animation."""
        moving, self._moving = self._moving, None
        if moving is not None:
            moving.end()

    def _top(self, group: str) -> int | None:
        """Returns the y of a group's row in the viewport, or None if it is not visible."""
        at = self._view.sheet.place(group)
        if at is None:
            return None
        top = self._view.rowViewportPosition(at)
        return top if 0 <= top < self._view.viewport().height() else None


class FoldAnimation(QWidget):
    """An overlay with pictures of the table, whose lower part moves."""

    def __init__(self, rows: QWidget, below: int, opened: QPixmap, shut: QPixmap) -> None:
        super().__init__(rows.parentWidget())
        self._below = below
        self._opened = opened
        self._folded_picture = shut
        self._offset = 0
        self._animation = QVariantAnimation(self)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setGeometry(rows.geometry())

    def start(self, way: tuple[int, int], takes: int, done: Callable[[], None]) -> None:
        """Moves the lower part between two distances from the group's row."""
        self._offset = way[0]
        self._animation.setDuration(takes)
        self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._animation.setStartValue(way[0])
        self._animation.setEndValue(way[1])
        self._animation.valueChanged.connect(self._move)
        self._animation.finished.connect(done)
        self._animation.start()
        self.show()
        self.raise_()

    def end(self) -> None:
        """Removes the overlay."""
        self._animation.stop()
        self.hide()
        self.deleteLater()

    def _move(self, offset: int) -> None:
        self._offset = offset
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawPixmap(
            QPoint(), self._folded_picture, self._part(self._folded_picture, 0, self._below)
        )
        rows = self._part(self._opened, self._below, self._offset)
        painter.drawPixmap(QPoint(0, self._below), self._opened, rows)
        rest = self._part(self._folded_picture, self._below, self.height() - self._below)
        painter.drawPixmap(QPoint(0, self._below + self._offset), self._folded_picture, rest)

    @staticmethod
    def _part(picture: QPixmap, top: int, height: int) -> QRect:
        """Returns a strip of a picture in its device pixels."""
        ratio = picture.devicePixelRatio()
        return QRect(0, round(top * ratio), picture.width(), round(height * ratio))
