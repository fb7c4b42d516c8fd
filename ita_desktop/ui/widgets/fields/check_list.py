"""Requirements that are ticked off."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ita_desktop.ui.theme.measures import CheckSize
from ita_desktop.ui.theme.tokens import Space, Text, Tone
from ita_desktop.ui.widgets.boxes import hbox, vbox
from ita_desktop.ui.widgets.fields.check import CheckBox
from ita_desktop.ui.widgets.label import OVERHANG, ThaiLabel
from ita_desktop.ui.widgets.lists.line_stack import LineStack
from ita_desktop.ui.widgets.marks import Mark, MarkLabel


@dataclass(frozen=True)
class RequirementPoint:
    """A requirement that is ticked off."""

    key: str
    text: str
    met: bool
    mark: Mark | None = None
    verdict: str = ""
    """What is said of it in the line below, beside the mark; none if empty."""


class _Box(CheckBox):
    walked = Signal(int)
    """↑ (-1) or ↓ (1) was pressed."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.walked.emit(step)


class _Verdict(QWidget):
    """The mark and the sentence below a requirement."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.label = ThaiLabel("", self, style=Text.NOTE, tone=Tone.TEXT2, most=3)
        self._mark = MarkLabel(self, height=Text.NOTE.line + OVERHANG)
        hbox(
            (self._mark, 0, Qt.AlignmentFlag.AlignTop),
            (self.label, 1),
            on=self,
            margins=(CheckSize.WORDS, 0, 0, 0),
            gap=Space.XS,
        )

    def show_verdict(self, mark: Mark | None, text: str) -> None:
        self._mark.show_sign(mark)
        self.label.setText(text)
        self.setVisible(bool(text))


class _Point(QWidget):
    """A box with its verdict below."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.box = _Box("", self)
        self.verdict = _Verdict(self)
        vbox(self.box, self.verdict, on=self)

    def show_point(self, point: RequirementPoint, *, locked: bool) -> None:
        self.box.setText(point.text)
        self.box.setChecked(point.met)
        self.box.setEnabled(not locked)
        self.box.setAccessibleDescription(point.verdict)
        self.verdict.show_verdict(point.mark, point.verdict)


class CheckList(LineStack[_Point]):
    """Requirements to tick. Space toggles, ↑ and ↓ go from line to line."""

    toggled = Signal(str, bool)
    """Key of the point, and whether it is met now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points: tuple[RequirementPoint, ...] = ()

    @property
    def boxes(self) -> tuple[CheckBox, ...]:
        return tuple(line.box for line in self.lines)

    @property
    def verdicts(self) -> tuple[str, ...]:
        """What is said of each requirement."""
        return tuple(line.verdict.label.text() for line in self.lines)

    def first_unmet(self) -> CheckBox | None:
        """The first box that is not ticked."""
        return next((box for box in self.boxes if not box.isChecked()), None)

    def set_points(self, points: Sequence[RequirementPoint], *, locked: bool = False) -> None:
        """Show these requirements; ``locked`` where the workspace is read-only."""
        self._points = tuple(points)
        for line, point in zip(self.fit(len(points)), points, strict=True):
            line.show_point(point, locked=locked)

    def make(self, number: int) -> _Point:
        line = _Point(self)
        line.box.clicked.connect(lambda: self._emit_change(number))
        line.box.walked.connect(lambda step: self._go_to(number + step))
        return line

    def _go_to(self, number: int) -> None:
        if 0 <= number < len(self.lines):
            self.lines[number].box.setFocus(Qt.FocusReason.TabFocusReason)

    def _emit_change(self, number: int) -> None:
        self.toggled.emit(self._points[number].key, self.lines[number].box.isChecked())
