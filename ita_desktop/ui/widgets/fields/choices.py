"""What is ticked and chosen: check boxes, whose words may take several lines, requirements that are
ticked off, and a choice from a list.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Property, QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ita_desktop.i18n import tr
from ita_desktop.ui.accessible import Role
from ita_desktop.ui.theme.lines import baseline, draw_text, elide, metrics, paint_lines, wrap
from ita_desktop.ui.theme.measures import CheckSize, FieldSize
from ita_desktop.ui.theme.shapes import paint_icon, paint_plate, round_pen
from ita_desktop.ui.theme.tokens import Height, IconSize, Radius, Space, Stroke, Text, Tone, tokens
from ita_desktop.ui.widgets.boxes import hbox, set_height_for_width, text_and_parent, vbox
from ita_desktop.ui.widgets.label import OVERHANG, ThaiLabel
from ita_desktop.ui.widgets.lines import LineStack
from ita_desktop.ui.widgets.marks import Mark, MarkLabel
from ita_desktop.ui.widgets.painted_list import Index

ABOVE = (Height.CHECK_LINE - Text.BODY.line) // 2


class LockSize:
    LOCK_DOWN: Final = 3
    """Distance of a lock from the top of the text line."""


class BoxSize:
    """Shapes in a check box of 16 px."""

    TICK: Final = ((4.4, 8.3), (7, 10.8), (11.6, 5.6))
    BAR: Final = ((4.5, 8), (11.5, 8))


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
    """The mark and the sentence below a requirement, or ``above`` all of them."""

    def __init__(self, parent: QWidget, *, above: bool = False) -> None:
        super().__init__(parent)
        self.label = ThaiLabel("", self, style=Text.NOTE, tone=Tone.TEXT2, most=3)
        self._mark = MarkLabel(self, height=Text.NOTE.line + OVERHANG)
        hbox(
            (self._mark, 0, Qt.AlignmentFlag.AlignTop),
            (self.label, 1),
            on=self,
            margins=(0 if above else CheckSize.WORDS, 0, 0, 0),
            gap=Space.XS,
        )

    def show_verdict(self, mark: Mark | None, text: str, *, shown: bool = True) -> None:
        self._mark.show_sign(mark)
        self.label.setText(text)
        self.setVisible(shown and bool(text))


class _Point(QWidget):
    """A box with its verdict below."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.box = _Box("", self)
        self.verdict = _Verdict(self)
        vbox(self.box, self.verdict, on=self)

    def show_point(self, point: RequirementPoint, *, judged: bool, locked: bool) -> None:
        self.box.setText(point.text)
        self.box.setChecked(point.met)
        self.box.setEnabled(not locked)
        self.box.setAccessibleDescription(point.verdict)
        self.verdict.show_verdict(point.mark, point.verdict, shown=judged)


class CheckList(LineStack[_Point]):
    """Requirements to tick. Space toggles, ↑ and ↓ go from line to line. What is said of all of
    them alike is said once, by ``verdict``, which stands above them."""

    toggled = Signal(str, bool)
    """Key of the point, and whether it is met now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.verdict = _Verdict(self, above=True)
        self.verdict.hide()
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
        said = {(point.mark, point.verdict) for point in points}
        [(mark, words)] = said if len(said) == 1 < len(points) else [(None, "")]
        self.verdict.show_verdict(mark, words and tr("ทุกรายการ: {verdict}", verdict=words))
        for line, point in zip(self.fit(len(points)), points, strict=True):
            line.show_point(point, judged=not words, locked=locked)

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


class ChoiceSize:
    CHOICE_LEAST: Final = 96


class _ChoiceRow(QStyledItemDelegate):
    """A line of a choice's list: 32 px, tinted while it is chosen."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(super().sizeHint(option, index).width() + 2 * FieldSize.PADDING, Height.ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = tokens()
        area = QRectF(option.rect)
        painter.save()
        chosen = QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver
        if option.state & chosen:
            paint_plate(painter, area, Radius.CONTROL, theme.tint)
        painter.setPen(theme.text)
        words = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        line = elide(words, Text.BODY, area.width() - FieldSize.PADDING)
        left = area.left() + FieldSize.PADDING - Space.XS
        draw_text(painter, Text.BODY, left, baseline(Text.BODY, area.top(), area.height()), line)
        painter.restore()


class Choice(QComboBox):
    """A list to choose from, drawn like a field; the list opens below it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(_ChoiceRow(self))
        self.setFixedHeight(Height.FIELD)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_name(self, words: str) -> None:
        """Names a list without a label: where lists are known by their labels (Linux), Qt tells
        the chosen entry as the name of a list, and this as its description."""
        self.setAccessibleName(words)
        self.setAccessibleDescription(words)

    def sizeHint(self) -> QSize:
        measure = metrics(Text.BODY).horizontalAdvance
        words = [self.itemText(row) for row in range(self.count())] or [""]
        width = max(round(measure(word)) for word in words)
        return QSize(2 * FieldSize.PADDING + width + Space.S + IconSize.BUTTON, Height.FIELD)

    def minimumSizeHint(self) -> QSize:
        return QSize(ChoiceSize.CHOICE_LEAST, Height.FIELD)

    def showPopup(self) -> None:
        # The field may be narrow; what is chosen from is read whole.
        self.view().setMinimumWidth(self.sizeHint().width())
        super().showPopup()

    def _get_invalid(self) -> bool:
        return bool(self.property("wrong"))

    def _set_invalid(self, invalid: bool) -> None:
        self.setProperty("wrong", invalid)
        self.update()

    invalid = Property(bool, _get_invalid, _set_invalid)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = tokens()
        painter = QPainter(self)
        focused = self.hasFocus() or self.view().isVisible()
        wrong = self._get_invalid()
        border = theme.late if wrong else theme.accent if focused else theme.control
        stroke = Stroke.FOCUS if focused or wrong else Stroke.HAIR
        ground = theme.surface if self.isEnabled() else theme.sunken
        paint_plate(painter, self.rect(), Radius.CONTROL, ground, border, stroke)
        text = self.currentText()
        painter.setPen(theme.text if text and self.isEnabled() else theme.text3)
        room = self.width() - 2 * FieldSize.PADDING - IconSize.BUTTON - Space.XS
        line = elide(text, Text.BODY, room)
        draw_text(
            painter, Text.BODY, FieldSize.PADDING, baseline(Text.BODY, 0, self.height()), line
        )
        x = self.width() - FieldSize.PADDING - IconSize.BUTTON + 2
        at = QPointF(x, (self.height() - IconSize.BUTTON) / 2)
        paint_icon(painter, "chevron-down", theme.text2, at)
