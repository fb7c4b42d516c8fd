"""What all cell editors are made of: the base class with frame, closing, and invalid input, and a
popup beside a cell, which is a child of the window and never takes the focus."""

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from ita_desktop.ui.accessible import Role
from ita_desktop.ui.keyboard import is_enter
from ita_desktop.ui.shared.editor_events import FilesPastedEvent, tell
from ita_desktop.ui.theme.measures import FloatSize
from ita_desktop.ui.theme.shapes import paint_plate
from ita_desktop.ui.theme.tokens import Radius, Space, Stroke, Text, tokens
from ita_desktop.ui.widgets.fields.field import pastes_files

_Key = Qt.Key
_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier


class EditorPopup(QWidget):
    """A surface with border and shadow; its content is inside :meth:`inner`."""

    def __init__(self, window: QWidget, owner: QWidget | None = None) -> None:
        """Shown in ``window`` above all other widgets, and deleted with its ``owner``."""
        super().__init__(window)
        self._window = window
        if owner is not None:
            owner.destroyed.connect(self.deleteLater)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.hide()

    def inner(self) -> QRect:
        """Returns the area without shadow and border."""
        edge = FloatSize.SHADOW + Stroke.HAIR
        return self.rect().adjusted(edge, edge, -edge, -edge)

    def show_by(self, anchor: QRect, size: QSize) -> None:
        """Shows the popup below ``anchor`` (in window coordinates), above it if there is more
        space, else anywhere in the window; left-aligned, or right-aligned at the window's right
        edge."""
        window = self._window.rect()
        left = anchor.left()
        if left + size.width() > window.right() - Space.XS:
            left = min(anchor.right(), window.right() - Space.XS) + 1 - size.width()
        below, above = anchor.bottom() + Space.XS, anchor.top() - Space.XS - size.height()
        if below + size.height() <= window.bottom():
            top = below
        elif above >= window.top():
            top = above
        else:
            top = max(window.bottom() - size.height(), window.top())
            right, other = anchor.right() + Space.XS, anchor.left() - Space.XS - size.width()
            left = right if right + size.width() <= window.right() else max(other, window.left())
        sheet = QRect(QPoint(max(left, window.left()), top), size)
        self.setGeometry(
            sheet.adjusted(-FloatSize.SHADOW, -FloatSize.SHADOW, FloatSize.SHADOW, FloatSize.SHADOW)
        )
        self.raise_()
        self.show()

    def room_by(self, anchor: QRect) -> int:
        """Returns the greatest height for :meth:`show_by` that does not cover ``anchor``."""
        window = self._window.rect()
        below, above = window.bottom() - anchor.bottom(), anchor.top() - window.top()
        return max(below, above) - 2 * Space.XS

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.shade)
        for ring in range(FloatSize.SHADOW, 0, -1):
            edge = FloatSize.SHADOW - ring
            area = QRectF(self.rect()).adjusted(edge, edge + 2, -edge, -max(edge - 2, 0))
            painter.drawRoundedRect(area, Radius.POPUP + ring, Radius.POPUP + ring)
        edge = FloatSize.SHADOW
        area = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        paint_plate(painter, area, Radius.POPUP, theme.surface, theme.line2)


def anchor_of(widget: QWidget) -> QRect:
    """Returns a widget's area in window coordinates."""
    return QRect(widget.mapTo(widget.window(), QPoint()), widget.size())


class CloseReason(Enum):
    """How an editor was closed, which determines the next cell."""

    DOWN = auto()
    UP = auto()
    RIGHT = auto()
    LEFT = auto()
    ALL = auto()
    """Ctrl+Enter: the value is set in all selected cells of the column."""
    AWAY = auto()
    """The focus moved elsewhere."""
    CANCEL = auto()


@dataclass(frozen=True, slots=True)
class EditorPlace:
    """The geometry of a cell, so that the editor's text has the same position."""

    above: int
    """Space above the first line in px."""
    row: int
    """Height of a row with one line in px."""
    right: bool = False
    """Whether the text is right-aligned."""
    indent: int = 0
    """Space for an icon before the text, in px."""
    style: Text = Text.BODY
    """The text style of the cell."""
    lines: int = 1
    """The greatest number of lines of the cell."""


@dataclass(frozen=True, slots=True)
class TypedText:
    """A text result that must still be parsed."""

    text: str


class CellEditor(QWidget):
    """A framed editor over a cell. Subclasses add an input widget."""

    about = ""
    """The manual's topic of what it lies over, where that is not what it is in."""
    accessible_role = Role.Grouping
    popup: EditorPopup | None = None
    """What it shows beside the cell."""
    exited = Signal(CloseReason)
    """Editing has ended."""
    grown = Signal()
    """The editor needs another size."""

    def __init__(self, place: EditorPlace, parent: QWidget) -> None:
        super().__init__(parent)
        self.place = place
        self.invalid = False
        """Whether the input was rejected."""
        self.why = ""
        """Why it was."""
        self._input: QWidget | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)

    def set_input(self, widget: QWidget) -> None:
        """Sets the input widget."""
        self._input = widget
        self.setFocusProxy(widget)
        widget.installEventFilter(self)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        if self._input is not None:
            self._input.setAccessibleName(name)

    def start(self, text: str, typed: str | None) -> None:
        """Starts with the cell's ``text``, or with ``typed`` in its place."""
        raise NotImplementedError

    def correct(self) -> None:
        """Lets typing go on with the text, on F2; most editors begin so."""

    def result(self) -> object:
        """Returns the input: a value, or :class:`TypedText` text to be parsed."""
        raise NotImplementedError

    def words(self) -> str:
        """Returns the input as text."""
        result = self.result()
        return result.text if isinstance(result, TypedText) else ""

    def room(self, cell: QRect) -> QSize:
        """Returns the size of the editor over a cell; at least that of the cell."""
        return cell.size()

    def close_popup(self) -> None:
        """Closes a popup of the editor, which may be shown again: what was typed may be refused."""
        if self.popup is not None:
            self.popup.hide()

    def set_invalid(self, invalid: bool, why: str = "") -> None:
        """Shows or hides that the input was rejected."""
        if self._input is not None:
            self._input.setAccessibleDescription(why)
        self.why = why
        if invalid != self.invalid:
            self.invalid = invalid
            self.update()

    def owns(self, widget: QWidget | None) -> bool:
        """Returns whether the editor keeps the focus if ``widget`` has it."""
        own = filter(None, (self, self.popup))
        return widget is not None and any(widget is one or one.isAncestorOf(widget) for one in own)

    def inner_rect(self) -> QRect:
        """Returns the area of the text."""
        return self.rect().adjusted(Space.CELL + self.place.indent, 0, -Space.CELL, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Lays out the input widget."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.late_tint if self.invalid else theme.surface)
        colour = theme.late if self.invalid else theme.accent
        width, height, stroke = self.width(), self.height(), Stroke.FOCUS
        painter.fillRect(0, 0, width, stroke, colour)
        painter.fillRect(0, height - stroke, width, stroke, colour)
        painter.fillRect(0, 0, stroke, height, colour)
        painter.fillRect(width - stroke, 0, stroke, height, colour)

    # -- keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._input:
            return False
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self._is_ours(event):
                event.accept()
                return True
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if pastes_files(event):
                # Not for what it lies over: that would take them while this is being typed.
                tell(self, FilesPastedEvent(is_typed=True))
                return True
            return self.press(event)
        elif event.type() == QEvent.Type.FocusOut:
            self._focus_out()
        return False

    def _is_ours(self, event: QKeyEvent) -> bool:
        return self._leave_of(event) is not None

    def press(self, event: QKeyEvent) -> bool:
        """Handles a key before the input widget; returns True if it is handled."""
        leave = self._leave_of(event)
        if leave is None:
            return False
        self.exited.emit(leave)
        return True

    def _leave_of(self, event: QKeyEvent) -> CloseReason | None:
        key, modifiers = _Key(event.key()), event.modifiers()
        if key == _Key.Key_Escape:
            return CloseReason.CANCEL
        if key in (_Key.Key_Tab, _Key.Key_Backtab):
            back = key == _Key.Key_Backtab or bool(modifiers & _SHIFT)
            return CloseReason.LEFT if back else CloseReason.RIGHT
        if is_enter(key) and not modifiers & _ALT:
            if modifiers & _CTRL:
                return CloseReason.ALL
            return CloseReason.UP if modifiers & _SHIFT else CloseReason.DOWN
        return None

    def _focus_out(self) -> None:
        from PySide6.QtWidgets import QApplication

        if self.isVisible() and not self.owns(QApplication.focusWidget()):
            popup = QApplication.activePopupWidget()
            window = QApplication.activeWindow()
            # The focus returns from a context menu or another window.
            if popup is None and window is self.window():
                self.exited.emit(CloseReason.AWAY)


def may_be_typed_in(part: QWidget) -> bool:
    """Returns whether a widget is a field, or in an editor of a cell: what stores what was typed as
    soon as it gives the focus up. Qt announces once more what does: nothing else should."""
    from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit

    fields = (QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit)
    around: QWidget | None = part
    while around is not None and not isinstance(around, CellEditor):
        around = around.parentWidget()
    return around is not None or isinstance(part, fields)
