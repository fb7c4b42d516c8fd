"""What every cell editor has in common: its frame, how it is left, how it says that it is wrong."""

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from ita_desktop.ui.accessible import Role
from ita_desktop.ui.theme.tokens import Space, Stroke, Text, tokens

_Key = Qt.Key
_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier


class Leave(Enum):
    """How an editor was left, and so where the table goes on."""

    DOWN = auto()
    UP = auto()
    RIGHT = auto()
    LEFT = auto()
    ALL = auto()
    """Ctrl+Enter: the value goes into every chosen cell of the column."""
    AWAY = auto()
    """The keyboard went elsewhere."""
    CANCEL = auto()


@dataclass(frozen=True, slots=True)
class EditorPlace:
    """How a cell stands in its table, so that the editor's letters fall on the cell's."""

    above: int
    """Room above the first line of letters, in px."""
    row: int
    """Height of a row of one line, in px."""
    right: bool = False
    """Whether the letters stand at the right edge."""
    indent: int = 0
    """Room for an icon before the letters, in px."""
    style: Text = Text.BODY
    """The letters of the cell."""
    lines: int = 1
    """How many lines the cell may take."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A result that is text still to be read."""

    text: str


class CellEditor(QWidget):
    """A framed editor over a cell. Subclasses put one input widget into it."""

    accessible_role = Role.Grouping
    left = Signal(Leave)
    """The clerk is done here."""
    grown = Signal()
    """The editor needs another size than it has."""

    def __init__(self, place: EditorPlace, parent: QWidget) -> None:
        super().__init__(parent)
        self.place = place
        self.invalid = False
        """Whether what is typed was refused."""
        self._input: QWidget | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)

    def set_input(self, widget: QWidget) -> None:
        """The widget that is typed into."""
        self._input = widget
        self.setFocusProxy(widget)
        widget.installEventFilter(self)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        if self._input is not None:
            self._input.setAccessibleName(name)

    def start(self, text: str, typed: str | None) -> None:
        """Begin with the cell's ``text``, or (``typed``) with a letter that overwrites it."""
        raise NotImplementedError

    def result(self) -> object:
        """What was entered: a value, or :class:`Typed` text that is still to be read."""
        raise NotImplementedError

    def room(self, cell: QRect) -> QSize:
        """The size that the editor wants over a cell; never less than the cell."""
        return cell.size()

    def close_popup(self) -> None:
        """Take away what floats beside the editor."""

    def set_invalid(self, invalid: bool, why: str = "") -> None:
        """Show that what is typed cannot be taken, or no longer."""
        if self._input is not None:
            self._input.setAccessibleDescription(why)
        if invalid != self.invalid:
            self.invalid = invalid
            self.update()

    def owns(self, widget: QWidget | None) -> bool:
        """Whether the keyboard is still with the editor when ``widget`` has it."""
        return widget is not None and (widget is self or self.isAncestorOf(widget))

    def inner_rect(self) -> QRect:
        """Where the letters may stand."""
        return self.rect().adjusted(Space.CELL + self.place.indent, 0, -Space.CELL, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Place the input widget."""

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
            return self.press(event)
        elif event.type() == QEvent.Type.FocusOut:
            self._focus_out()
        return False

    def _is_ours(self, event: QKeyEvent) -> bool:
        return self._leave_of(event) is not None

    def press(self, event: QKeyEvent) -> bool:
        """Answer a key before the input widget does; True when it is done with."""
        leave = self._leave_of(event)
        if leave is None:
            return False
        self.left.emit(leave)
        return True

    def _leave_of(self, event: QKeyEvent) -> Leave | None:
        key, modifiers = _Key(event.key()), event.modifiers()
        if key == _Key.Key_Escape:
            return Leave.CANCEL
        if key in (_Key.Key_Tab, _Key.Key_Backtab):
            back = key == _Key.Key_Backtab or bool(modifiers & _SHIFT)
            return Leave.LEFT if back else Leave.RIGHT
        if key in (_Key.Key_Return, _Key.Key_Enter) and not modifiers & _ALT:
            if modifiers & _CTRL:
                return Leave.ALL
            return Leave.UP if modifiers & _SHIFT else Leave.DOWN
        return None

    def _focus_out(self) -> None:
        from PySide6.QtWidgets import QApplication

        if self.isVisible() and not self.owns(QApplication.focusWidget()):
            popup = QApplication.activePopupWidget()
            window = QApplication.activeWindow()
            # A context menu of the field, or another program: the clerk comes back to her cell.
            if popup is None and window is self.window():
                self.left.emit(Leave.AWAY)
