"""The editors of text cells, which grow with their lines and wrap like the cell, with lists and
bold where it has them, and of a single line: numbers, and the fields of dates and owners.
"""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QMimeData, QPointF, QRect, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QApplication, QFrame, QTextEdit, QWidget

from ita_desktop.ui.editors.base import CellEditor, EditorPlace, TypedText
from ita_desktop.ui.editors.linelayout import LineLayout
from ita_desktop.ui.editors.rich_text import RichText
from ita_desktop.ui.keyboard import is_enter
from ita_desktop.ui.theme.lines import baseline, elide, font, metrics, paint_lines
from ita_desktop.ui.theme.tokens import Space, Stroke, Text, Tone, tokens
from ita_desktop.ui.widgets.fields.field import LineEdit, are_files

_REACH = max(Space.ABOVE_LINE, Space.BELOW_LINE)
_CARET = 2
"""Space for the cursor after right-aligned text, in px."""
_OWN_MARGIN = 2
"""QLineEdit's own horizontal padding, in px."""

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

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return super().canInsertFromMimeData(source) and not are_files(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        from ita_desktop.ui.editors.pasted import text_of, with_tables

        text = source.text().rstrip("\r\n")
        # A page is asked for only where the text beside it does not tell its cells apart.
        html = source.html() if "\t" not in text and source.hasHtml() else ""
        if 0 < len(html) <= _PAGE_MOST and (not text or self._keeps(html)):
            text = self._on_lines_of_its_own(text_of(html, tables=self.tables) or text)
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


class LineEditor(CellEditor):
    """A line of text over the first line of a cell."""

    def __init__(self, place: EditorPlace, parent: QWidget) -> None:
        super().__init__(place, parent)
        self._style = place.style
        self._example = ""
        self._tone = Tone.TEXT3
        self.field = LineEdit(self)
        self.field.setFrame(False)
        self.field.setFont(font(place.style))
        if place.right:
            self.field.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.set_input(self.field)
        self.field.textEdited.connect(self._edited)
        self._update_palette()

    def start(self, text: str, typed: str | None) -> None:
        if typed is None:
            self.field.setText(text)
            self.field.end(False)
        else:
            self.field.setText("")
            self.field.insert(typed)
            self.field.textEdited.emit(self.field.text())

    def result(self) -> object:
        return TypedText(self.field.text())

    def arrange(self) -> None:
        inner = self.inner_rect()
        # QLineEdit centres text by integer metrics, but cells use a common baseline.
        whole = self.field.fontMetrics()
        centred = (self._style.line - whole.height() + 1) // 2 + whole.ascent()
        shift = baseline(self._style, 0, self._style.line) - centred
        # The field is taller than its line, because it clips vowels and tone marks.
        self.field.setGeometry(
            inner.left() - _OWN_MARGIN,
            self.place.above + shift - _REACH,
            inner.width() + 2 * _OWN_MARGIN + (_CARET if self.place.right else 0),
            self._style.line + 2 * _REACH,
        )

    def set_example(self, words: str, tone: Tone) -> None:
        """Sets the placeholder text."""
        self._example, self._tone = words, tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._example or self.field.text():
            return
        # Qt clips a placeholder to its line, and with it Thai vowels below.
        painter = QPainter(self)
        painter.setPen(self._tone.colour)
        at = QPointF(self.inner_rect().left(), self.place.above)
        paint_lines(painter, self.example_lines(), self._style, at)

    def example_lines(self) -> tuple[str, ...]:
        """Returns the placeholder as painted."""
        return (elide(self._example, self._style, self.inner_rect().width()),)

    def set_gaps(self, begin: int, gaps: Mapping[int, float]) -> None:
        """Moves the text ``begin`` px to the right, and widens the characters at the keys of
        ``gaps`` by the given px, so that words have the same positions as in the cell.

        Applied as the text formats of an input method event, the only ones that QLineEdit has.
        """
        at = self.field.cursorPosition()
        formats = []
        for place, wide in gaps.items():
            wider = QTextCharFormat()
            wider.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
            wider.setFontLetterSpacing(wide)
            kind = QInputMethodEvent.AttributeType.TextFormat
            formats.append(QInputMethodEvent.Attribute(kind, place - at, 1, wider))
        QApplication.sendEvent(self.field, QInputMethodEvent("", formats))
        self.field.setTextMargins(begin, 0, 0, 0)
        # Only dates have gaps, and no marks that Qt would cut off.
        self.field.mends_selected = not begin

    def text_width(self) -> float:
        """Returns the width of the text in px."""
        return metrics(self._style).horizontalAdvance(self.field.text()) + Space.XS

    def _edited(self) -> None:
        self.set_invalid(False)
        self.grown.emit()

    def _update_palette(self) -> None:
        palette = self.field.palette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        palette.setColor(QPalette.ColorRole.Text, tokens().text)
        self.field.setPalette(palette)


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
