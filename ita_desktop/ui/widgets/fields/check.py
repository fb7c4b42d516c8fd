"""A check box, painted, whose words may take several lines."""

from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from ita_desktop.ui.accessible import Role
from ita_desktop.ui.theme.fonts import metrics
from ita_desktop.ui.theme.icons import paint_icon
from ita_desktop.ui.theme.lines import paint_lines, wrap
from ita_desktop.ui.theme.measures import CheckSize
from ita_desktop.ui.theme.shapes import paint_plate, round_pen
from ita_desktop.ui.theme.tokens import (
    Height,
    IconSize,
    Radius,
    Space,
    Text,
    tokens,
)
from ita_desktop.ui.widgets.boxes import set_height_for_width
from ita_desktop.ui.widgets.overload import text_and_parent


class LockSize:
    LOCK_DOWN: Final = 3
    """Distance of a lock from the top of the text line."""


class BoxSize:
    """Shapes in a check box of 16 px."""

    TICK: Final = ((4.4, 8.3), (7, 10.8), (11.6, 5.6))
    BAR: Final = ((4.5, 8), (11.5, 8))


ABOVE = (Height.CHECK_LINE - Text.BODY.line) // 2


def paint_box(
    painter: QPainter, at: QPointF, state: Qt.CheckState, *, enabled: bool = True
) -> None:
    """A check box of 16 px with its top left corner ``at``; partly checked shows a bar. What is not
    ``enabled`` has no colour."""
    theme = tokens()
    area = QRectF(at.x(), at.y(), CheckSize.BOX, CheckSize.BOX)
    if state == Qt.CheckState.Unchecked or not enabled:
        paint_plate(painter, area, Radius.CHECK, theme.surface, theme.control)
        if state == Qt.CheckState.Unchecked:
            return
    else:
        paint_plate(painter, area, Radius.CHECK, theme.fill)
    painter.setPen(round_pen(theme.on_accent if enabled else theme.control, 2))
    sign = BoxSize.TICK if state == Qt.CheckState.Checked else BoxSize.BAR
    painter.drawPolyline([at + QPointF(*point) for point in sign])


class CheckBox(QCheckBox):
    """A check box of the window; the whole line is the target and Space toggles it."""

    ring_radius = Radius.CHECK
    accessible_role = Role.CheckBox

    def __init__(self, text: str | QWidget = "", parent: QWidget | None = None) -> None:
        text, parent = text_and_parent(text, parent)
        super().__init__(text, parent)
        self._locked = False
        set_height_for_width(self, QSizePolicy.Policy.Preferred)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_locked(self, locked: bool) -> None:
        """Show the state without letting it be changed, with a lock behind the words."""
        self._locked = locked
        self.setEnabled(not locked)
        self.update()

    def hitButton(self, position: object) -> bool:  # noqa: ARG002 - the whole line is the target
        return True

    def _lines(self, width: int) -> tuple[str, ...]:
        return wrap(self.text(), Text.BODY, max(width - CheckSize.WORDS, CheckSize.BOX))

    def sizeHint(self) -> QSize:
        words = metrics(Text.BODY).horizontalAdvance(self.text())
        return QSize(CheckSize.WORDS + round(words + 0.5), Height.CHECK_LINE)

    def minimumSizeHint(self) -> QSize:
        return QSize(CheckSize.WORDS + Space.XXXL, Height.CHECK_LINE)

    def heightForWidth(self, width: int) -> int:
        return Height.CHECK_LINE + (len(self._lines(width)) - 1) * Text.BODY.line

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = tokens()
        painter = QPainter(self)
        if self.isEnabled() and self.underMouse():
            paint_plate(painter, self.rect(), Radius.CHECK, theme.hover)
        # What is locked is so; what is blocked would be so if it could.
        counts = self.isEnabled() or self._locked
        top = (Height.CHECK_LINE - CheckSize.BOX) / 2
        paint_box(painter, QPointF(0, top), self.checkState(), enabled=counts)
        painter.setPen(theme.text if counts else theme.text3)
        paint_lines(painter, self._lines(self.width()), Text.BODY, QPointF(CheckSize.WORDS, ABOVE))
        if self._locked:
            at = QPointF(self.width() - IconSize.TEXT, ABOVE + LockSize.LOCK_DOWN)
            paint_icon(painter, "lock", theme.text3, at, IconSize.TEXT)
