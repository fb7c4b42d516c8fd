"""Single-line editors: numbers, and the fields of dates and owners."""

from collections.abc import Mapping

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QFont,
    QInputMethodEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QTextCharFormat,
)
from PySide6.QtWidgets import QApplication, QWidget

from ita_desktop.ui.editors.base import CellEditor, EditorPlace, TypedText
from ita_desktop.ui.theme.fonts import baseline, font, metrics
from ita_desktop.ui.theme.lines import elide, paint_lines
from ita_desktop.ui.theme.tokens import Space, Tone, tokens
from ita_desktop.ui.widgets.fields.field import LineEdit

_REACH = max(Space.ABOVE_LINE, Space.BELOW_LINE)
_CARET = 2
"""Space for the cursor after right-aligned text, in px."""
_OWN_MARGIN = 2
"""QLineEdit's own horizontal padding, in px."""


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
