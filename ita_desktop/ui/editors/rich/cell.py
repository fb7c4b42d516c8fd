"""The editor of cells with short rich text: lists and bold as they are, not as they are stored."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ita_desktop.ui.editors.base import CellEditor, EditorPlace, TypedText
from ita_desktop.ui.editors.rich.text import RichText
from ita_desktop.ui.keyboard import is_enter
from ita_desktop.ui.theme.tokens import Space, Stroke, Text


class RichEditor(CellEditor):
    """Enter, Tab and Esc are the table's; Alt+Enter begins a new line, which goes on with a list.
    Bold and lists have the keys that they have in the pane."""

    def __init__(self, place: EditorPlace, parent: QWidget, style: Text = Text.BODY) -> None:
        super().__init__(place, parent)
        self._before = ""
        self.area = RichText("", self, style=style)
        # The table says when the typing ends.
        self.area.is_tool = lambda _widget: True
        self.set_input(self.area)
        self.area.textChanged.connect(self._changed)
        self.area.document().documentLayout().documentSizeChanged.connect(self.grown)

    def start(self, text: str, typed: str | None) -> None:
        self._before = text
        self.area.set_text("" if typed is not None else text)
        self.area.begin()
        if typed is not None:
            self.area.insertPlainText(typed)
            self.area.document().setModified(True)

    def result(self) -> object:
        changed = self.area.document().isModified()
        return TypedText(self.area.text() if changed else self._before)

    def room(self, cell: QRect) -> QSize:
        self._place_area(cell.width())
        return QSize(
            cell.width(), max(cell.height(), self._top + self.area.height() + Stroke.FOCUS)
        )

    def arrange(self) -> None:
        self._place_area(self.width())

    @property
    def _top(self) -> int:
        return self.place.above - Space.ABOVE_LINE

    def _place_area(self, width: int) -> None:
        left = Space.CELL + self.place.indent
        # The caret may stand behind the last letter of a full line.
        inner = width - left - Space.CELL + Space.XS
        self.area.setGeometry(left, self._top, inner, self.area.height())

    def _changed(self) -> None:
        self.set_invalid(False)
        self.grown.emit()

    def press(self, event: QKeyEvent) -> bool:
        if is_enter(event.key()) and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.area.begin_line()
            return True
        return super().press(event)
