"""Fields: one line of text, search, and a choice from a list, with the error beside them."""

from PySide6.QtCore import (
    Property,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ita_desktop.ui.theme.fonts import baseline, font, metrics
from ita_desktop.ui.theme.icons import paint_icon
from ita_desktop.ui.theme.lines import elide
from ita_desktop.ui.theme.measures import FieldSize
from ita_desktop.ui.theme.tokens import (
    Height,
    IconSize,
    Line,
    Radius,
    Space,
    Text,
    Tone,
    tokens,
)
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.marks import Mark, paint_mark
from ita_desktop.ui.widgets.overload import text_and_parent
from ita_desktop.ui.widgets.selected import mend_selected


class Field(QLineEdit):
    """One line of text. ``example`` stands in it while it is empty.

    The example is painted here, because Qt cuts a placeholder at the font's own height and with
    it the vowels under Thai letters.
    """

    def __init__(
        self, text: str | QWidget = "", parent: QWidget | None = None, *, example: str = ""
    ) -> None:
        text, parent = text_and_parent(text, parent)
        super().__init__(text, parent)
        self._example = example
        self.setFixedHeight(Height.FIELD)

    def _get_example(self) -> str:
        return self._example

    def set_example(self, example: str) -> None:
        """An example of what to type; never the field's label."""
        self._example = example
        self.update()

    example = Property(str, _get_example, set_example)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        mend_selected(self)
        if self.text() or not self._example:
            return
        margins = self.textMargins()
        left = FieldSize.PADDING + margins.left() + 1
        room = self.width() - left - FieldSize.PADDING - margins.right()
        painter = QPainter(self)
        painter.setFont(font(Text.BODY))
        painter.setPen(tokens().text3)
        words = elide(self._example, Text.BODY, room)
        painter.drawText(QPointF(left, baseline(Text.BODY, 0, self.height())), words)


class SearchField(Field):
    """A search field: a glass before the words, and the shortcut while it is empty."""

    def __init__(
        self, example: str | QWidget = "", parent: QWidget | None = None, *, hint: str = ""
    ) -> None:
        example, parent = text_and_parent(example, parent)
        super().__init__("", parent, example=example)
        self._hint = hint
        self.setAccessibleName(example)
        self._fit()

    def set_hint(self, hint: str) -> None:
        self._hint = hint
        self._fit()
        self.update()

    def set_example(self, example: str) -> None:
        super().set_example(example)
        self.setAccessibleName(example)

    def _fit(self) -> None:
        after = metrics(Text.NOTE).horizontalAdvance(self._hint) + Space.S if self._hint else 0
        self.setTextMargins(IconSize.BUTTON + Space.S + 2, 0, round(after), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        theme = tokens()
        painter = QPainter(self)
        at = QPointF(FieldSize.PADDING - 2, (self.height() - IconSize.BUTTON) / 2)
        paint_icon(painter, "search", theme.text2, at)
        if self._hint and not self.text():
            painter.setFont(font(Text.NOTE))
            painter.setPen(theme.text2)
            width = metrics(Text.NOTE).horizontalAdvance(self._hint)
            x = self.width() - FieldSize.PADDING - 1 - round(width)
            painter.drawText(QPointF(x, baseline(Text.NOTE, 0, self.height())), self._hint)


class _ChoiceRow(QStyledItemDelegate):
    """A line of a choice's list: 32 px, tinted while it is chosen."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(super().sizeHint(option, index).width() + 2 * FieldSize.PADDING, Height.ROW)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        theme = tokens()
        area = QRectF(option.rect)
        painter.save()
        chosen = QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver
        if option.state & chosen:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.tint)
            painter.drawRoundedRect(area, Radius.CONTROL, Radius.CONTROL)
        painter.setPen(theme.text)
        painter.setFont(font(Text.BODY))
        words = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        line = elide(words, Text.BODY, area.width() - FieldSize.PADDING)
        left = area.left() + FieldSize.PADDING - Space.XS
        painter.drawText(QPointF(left, baseline(Text.BODY, area.top(), area.height())), line)
        painter.restore()


class Choice(QComboBox):
    """A list to choose from, drawn like a field; the list opens below it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._placeholder = ""
        self.setItemDelegate(_ChoiceRow(self))
        self.setFixedHeight(Height.FIELD)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_placeholder(self, text: str) -> None:
        """An example shown while nothing is chosen."""
        self._placeholder = text
        self.update()

    def sizeHint(self) -> QSize:
        measure = metrics(Text.BODY).horizontalAdvance
        words = [self.itemText(row) for row in range(self.count())] or [self._placeholder]
        width = max(round(measure(word)) for word in words)
        return QSize(2 * FieldSize.PADDING + width + Space.S + IconSize.BUTTON, Height.FIELD)

    def minimumSizeHint(self) -> QSize:
        return QSize(FieldSize.CHOICE_LEAST, Height.FIELD)

    def _get_invalid(self) -> bool:
        return bool(self.property("wrong"))

    def _set_invalid(self, invalid: bool) -> None:
        self.setProperty("wrong", invalid)
        self.update()

    invalid = Property(bool, _get_invalid, _set_invalid)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.hasFocus() or self.view().isVisible()
        wrong = self._get_invalid()
        border = theme.late if wrong else theme.accent if focused else theme.control
        stroke = Line.FOCUS if focused or wrong else Line.HAIR
        area = QRectF(self.rect()).adjusted(stroke / 2, stroke / 2, -stroke / 2, -stroke / 2)
        painter.setPen(QPen(border, stroke))
        painter.setBrush(theme.surface if self.isEnabled() else theme.sunken)
        painter.drawRoundedRect(area, Radius.CONTROL, Radius.CONTROL)
        text = self.currentText()
        painter.setPen(theme.text if text and self.isEnabled() else theme.text3)
        painter.setFont(font(Text.BODY))
        room = self.width() - 2 * FieldSize.PADDING - IconSize.BUTTON - Space.XS
        line = elide(text or self._placeholder, Text.BODY, room)
        painter.drawText(QPointF(FieldSize.PADDING, baseline(Text.BODY, 0, self.height())), line)
        x = self.width() - FieldSize.PADDING - IconSize.BUTTON + 2
        at = QPointF(x, (self.height() - IconSize.BUTTON) / 2)
        paint_icon(painter, "chevron-down", theme.text2, at)


class _Error(QWidget):
    """The sentence under a field that says what is wrong."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.label = ThaiLabel("", self, style=Text.LABEL, tone=Tone.LATE, most=3)
        column = QVBoxLayout(self)
        column.setContentsMargins(IconSize.TEXT + Space.ICON_TO_WORD, 0, 0, 0)
        column.addWidget(self.label)

    def paintEvent(self, _event: QPaintEvent) -> None:
        top = Space.ABOVE_LINE + (Text.LABEL.line - IconSize.TEXT) / 2
        paint_mark(QPainter(self), Mark.LATE, QPointF(0, top))


class FieldWithError(QWidget):
    """A field, and under it, while it is wrong, icon and sentence. The value stays as typed."""

    def __init__(self, field: QLineEdit | Choice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self._error = _Error(self)
        self._error.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(field)
        column.addWidget(self._error)
        self.setFocusProxy(field)

    @property
    def error(self) -> str:
        """The sentence that is shown; empty while the field is right."""
        return self._error.label.text() if not self._error.isHidden() else ""

    def set_error(self, sentence: str) -> None:
        """Say what is wrong with the value and how to type it; an empty sentence clears it."""
        self._error.label.setText(sentence)
        self._error.setVisible(bool(sentence))
        self.field.setProperty("invalid", bool(sentence))
        self.field.setAccessibleDescription(sentence)
        restyle(self.field)


def restyle(widget: QWidget) -> None:
    """Let a style sheet look again at a property that has changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()
