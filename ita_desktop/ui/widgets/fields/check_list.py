"""Requirements that are ticked off."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ita_desktop.ui.widgets.fields.check import CheckBox
from ita_desktop.ui.widgets.lists.line_stack import LineStack


@dataclass(frozen=True)
class RequirementPoint:
    """A requirement that is ticked off."""

    key: str
    text: str
    met: bool


class _Box(CheckBox):
    walked = Signal(int)
    """↑ (-1) or ↓ (1) was pressed."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.walked.emit(step)


class CheckList(LineStack):
    """Requirements to tick. Space toggles, ↑ and ↓ go from line to line."""

    toggled = Signal(str, bool)
    """Key of the point, and whether it is met now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._boxes: list[CheckBox] = []
        self._points: tuple[RequirementPoint, ...] = ()

    @property
    def boxes(self) -> tuple[CheckBox, ...]:
        return tuple(self._boxes)

    def first_unmet(self) -> CheckBox | None:
        """The first box that is not ticked."""
        return next((box for box in self._boxes if not box.isChecked()), None)

    def set_points(self, points: Sequence[RequirementPoint], *, locked: bool = False) -> None:
        """Show these requirements; ``locked`` where the workspace is read-only."""
        self._points = tuple(points)
        self._boxes = self.fit(self._boxes, len(points))
        while len(self._boxes) < len(points):
            self._boxes.append(self._add(len(self._boxes)))
        for box, point in zip(self._boxes, points, strict=True):
            box.setText(point.text)
            box.setChecked(point.met)
            box.setEnabled(not locked)

    def _add(self, number: int) -> CheckBox:
        box = _Box("", self)
        box.clicked.connect(lambda: self._tell(number))
        box.walked.connect(lambda step: self._go_to(number + step))
        self.column.addWidget(box)
        return box

    def _go_to(self, number: int) -> None:
        if 0 <= number < len(self._boxes):
            self._boxes[number].setFocus(Qt.FocusReason.TabFocusReason)

    def _tell(self, number: int) -> None:
        self.toggled.emit(self._points[number].key, self._boxes[number].isChecked())
