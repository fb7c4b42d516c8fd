"""Editors of one line: numbers, and what dates and owners are typed into."""

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
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from ita_desktop.ui.editors.base import CellEditor, EditorPlace, Typed
from ita_desktop.ui.theme.fonts import baseline, font, metrics
from ita_desktop.ui.theme.lines import elide, paint_lines
from ita_desktop.ui.theme.tokens import Space, Tone, tokens
from ita_desktop.ui.widgets.fields.selected import mend_selected

_REACH = max(Space.ABOVE_LINE, Space.BELOW_LINE)
_CARET = 2
"""What it keeps free for the caret behind letters at the right edge."""
_OWN_MARGIN = 2
"""What QLineEdit keeps free on both sides of its letters."""


class _Field(QLineEdit):
    """The field itself."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        # The parts of a date, which alone are moved apart, have no marks that Qt would cut.
        if not self.textMargins().left():
            mend_selected(self)


class LineEditor(CellEditor):
    """One line of text over a cell's first line."""

    def __init__(self, place: EditorPlace, parent: QWidget) -> None:
        super().__init__(place, parent)
        self._style = place.style
        self._example = ""
        self._tone = Tone.TEXT3
        self.field: QLineEdit = _Field(self)
        self.field.setFrame(False)
        self.field.setFont(font(place.style))
        if place.right:
            self.field.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.set_input(self.field)
        self.field.textEdited.connect(self._edited)
        self._dye()

    def start(self, text: str, typed: str | None) -> None:
        if typed is None:
            self.field.setText(text)
            self.field.end(False)
        else:
            self.field.setText("")
            self.field.insert(typed)
            self.field.textEdited.emit(self.field.text())

    def result(self) -> object:
        return Typed(self.field.text())

    def arrange(self) -> None:
        inner = self.inner_rect()
        # A field centres its letters by whole-pixel metrics; cells stand on a baseline.
        whole = self.field.fontMetrics()
        centred = (self._style.line - whole.height() + 1) // 2 + whole.ascent()
        shift = baseline(self._style, 0, self._style.line) - centred
        # The field cuts what stands out of it: vowels and tone marks reach beyond their line.
        self.field.setGeometry(
            inner.left() - _OWN_MARGIN,
            self.place.above + shift - _REACH,
            inner.width() + 2 * _OWN_MARGIN + (_CARET if self.place.right else 0),
            self._style.line + 2 * _REACH,
        )

    def set_example(self, words: str, tone: Tone) -> None:
        """What stands in the field while nothing is typed."""
        self._example, self._tone = words, tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._example or self.field.text():
            return
        # Qt cuts a placeholder at its line, and with it the vowels below Thai letters.
        painter = QPainter(self)
        painter.setPen(self._tone.colour)
        at = QPointF(self.inner_rect().left(), self.place.above)
        paint_lines(painter, self.example_lines(), self._style, at)

    def example_lines(self) -> tuple[str, ...]:
        """The example as it stands in the field."""
        return (elide(self._example, self._style, self.inner_rect().width()),)

    def set_gaps(self, begin: int, gaps: Mapping[int, float]) -> None:
        """Begin the letters ``begin`` px further right, and widen the letters at the keys of
        ``gaps`` by so many px, so that words stand where the cell has them.

        A field takes formats for its letters as an input method gives them.
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

    def text_width(self) -> float:
        """How wide the typed letters are, in px."""
        return metrics(self._style).horizontalAdvance(self.field.text()) + Space.XS

    def _edited(self) -> None:
        self.set_invalid(False)
        self.grown.emit()

    def _dye(self) -> None:
        palette = self.field.palette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        palette.setColor(QPalette.ColorRole.Text, tokens().text)
        self.field.setPalette(palette)
