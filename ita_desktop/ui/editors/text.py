"""The editor of text cells, which grows with its lines and wraps like the cell."""

from typing import Final

from PySide6.QtCore import QMimeData, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPalette, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from ita_desktop.ui.editors.base import CellEditor, EditorPlace, TypedText
from ita_desktop.ui.editors.linelayout import LineLayout
from ita_desktop.ui.keyboard import is_enter
from ita_desktop.ui.theme.fonts import font
from ita_desktop.ui.theme.tokens import Space, Stroke, Text, tokens

_PAGE_MOST: Final = 300_000
"""A longer page is pasted as the text beside it: reading it would hold the window up."""


class _Area(QTextEdit):
    """A plain text edit without frame, with the line layout of cells."""

    def __init__(self, parent: QWidget, style: Text) -> None:
        super().__init__(parent)
        document = QTextDocument(self)
        document.setDefaultFont(font(style))
        document.setDocumentMargin(0)
        self.line_layout = LineLayout(document, style)
        document.setDocumentLayout(self.line_layout)
        self.setDocument(document)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setObjectName("cellText")
        # The application's style sheet would add a border.
        self.setStyleSheet(
            "#cellText,#cellText:focus{border:none;padding:0;background:transparent;}"
        )

    tables = False
    """Whether a pasted table is kept as one, its rows between ``|``."""

    def insertFromMimeData(self, source: QMimeData) -> None:
        from ita_desktop.ui.editors.pasted_table import from_page, with_tables

        text = source.text().rstrip("\r\n")
        html = source.html() if source.hasHtml() else ""
        if len(html) > _PAGE_MOST:
            html = ""
        if html and "\t" not in text and (not text or self._keeps(html)):
            text = self._on_lines_of_its_own(from_page(html, tables=self.tables))
        elif self.tables and "\t" in text:
            text = self._on_lines_of_its_own(with_tables(text))
        self.insertPlainText(text)

    def _keeps(self, html: str) -> bool:
        """Returns whether a page has tables to be kept."""
        return self.tables and "<table" in html.lower()

    def _on_lines_of_its_own(self, text: str) -> str:
        """Returns a text with the line breaks that keep its tables apart from the words around the
        caret."""
        cursor = self.textCursor()
        begin, end = cursor.selectionStart(), cursor.selectionEnd()
        around = self.toPlainText()
        before, after = around[:begin].rpartition("\n")[2], around[end:].partition("\n")[0]
        above = "\n" if text.startswith("|") and before.strip() else ""
        below = "\n" if text.endswith("|") and after.strip() else ""
        return f"{above}{text}{below}"


class TextEditor(CellEditor):
    """A multi-line text editor; Alt+Enter inserts a line break."""

    def __init__(self, place: EditorPlace, parent: QWidget, *, tables: bool = False) -> None:
        """``tables``: a pasted table is kept as one."""
        super().__init__(place, parent)
        self._style = place.style
        self.area = _Area(self, place.style)
        self.area.tables = tables
        self.set_input(self.area)
        self.area.textChanged.connect(self._changed)
        self._update_palette()

    def start(self, text: str, typed: str | None) -> None:
        self.area.setPlainText(text)
        if typed is not None:
            self.area.selectAll()
            self.area.insertPlainText(typed)
        self.area.moveCursor(QTextCursor.MoveOperation.End)

    def result(self) -> object:
        return TypedText(self.area.toPlainText())

    def room(self, cell: QRect) -> QSize:
        self.area.line_layout.set_width(cell.width() - 2 * Space.CELL - self.place.indent)
        rows = self.place.row + (self.area.line_layout.lines - 1) * self._style.line
        return QSize(cell.width(), max(cell.height(), rows))

    def arrange(self) -> None:
        inner = self.inner_rect()
        self.area.line_layout.set_width(inner.width())
        # The cursor may be after the last character of a full line.
        top = self.place.above - Space.ABOVE_LINE
        height = self.height() - top - Stroke.FOCUS
        self.area.setGeometry(inner.left(), top, inner.width() + Space.XS, height)

    def set_invalid(self, invalid: bool, why: str = "") -> None:
        super().set_invalid(invalid, why)
        self._update_palette()

    def _update_palette(self) -> None:
        theme = tokens()
        palette = self.area.palette()
        palette.setColor(QPalette.ColorRole.Text, theme.text)
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        palette.setColor(QPalette.ColorRole.Highlight, theme.marked)
        palette.setColor(QPalette.ColorRole.HighlightedText, theme.on_marked)
        self.area.setPalette(palette)

    def _changed(self) -> None:
        self.set_invalid(False)
        self.area.viewport().update()
        self.grown.emit()

    def press(self, event: QKeyEvent) -> bool:
        if is_enter(event.key()) and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.area.insertPlainText("\n")
            return True
        return super().press(event)
