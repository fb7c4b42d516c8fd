"""A choice from a list."""

from typing import Final

from PySide6.QtCore import Property, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ita_desktop.ui.theme.fonts import baseline, draw_text, metrics
from ita_desktop.ui.theme.icons import paint_icon
from ita_desktop.ui.theme.lines import elide
from ita_desktop.ui.theme.measures import FieldSize
from ita_desktop.ui.theme.shapes import paint_plate
from ita_desktop.ui.theme.tokens import Height, IconSize, Radius, Space, Stroke, Text, tokens
from ita_desktop.ui.widgets.lists.painted import Index


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
