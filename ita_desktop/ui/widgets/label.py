"""Labels that break Thai text at words, elide it, and show the full text in a tool tip."""

from math import ceil
from typing import Final

from PySide6.QtCore import Property, QPointF, QSize, Qt
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ita_desktop.ui.accessible import Role
from ita_desktop.ui.theme.lines import elide, metrics, paint_lines, set_tip, words, wrap
from ita_desktop.ui.theme.tokens import Space, Text, Tone
from ita_desktop.ui.widgets.boxes import text_and_parent

HEADINGS = frozenset(
    {Text.DISPLAY, Text.TITLE, Text.DIALOG_TITLE, Text.PANE_TITLE, Text.SECTION, Text.LABEL_STRONG}
)
"""Text styles of headings."""
OVERHANG = Space.ABOVE_LINE + Space.BELOW_LINE


class LabelSize:
    """Sizes of wrapping text."""

    READING: Final = 360
    """Preferred width of a wrapping label in px."""
    LEAST: Final = 24


class ThaiLabel(QLabel):
    """A label with its own Thai line breaking instead of Qt's.

    It is 6 px higher than its lines, because Sarabun's marks extend beyond the line. ``most`` is
    the greatest number of lines: 1 (the default) elides the text, 0 means no limit. The tool tip of
    an elided label shows the full text.
    """

    def __init__(
        self,
        text: str | QWidget = "",
        parent: QWidget | None = None,
        *,
        style: Text = Text.BODY,
        tone: Tone = Tone.TEXT,
        most: int = 1,
    ) -> None:
        text, parent = text_and_parent(text, parent)
        super().__init__(parent)
        self._style = style
        self._tone = tone
        self._most = most
        self._lines: tuple[str, ...] = ()
        self._filled_for: tuple[int, bool] | None = None
        self._own_tip = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._set_policy()
        self.setText(text)

    @property
    def accessible_role(self) -> QAccessible.Role | None:
        """Heading for title styles, otherwise None."""
        return Role.Heading if self._style in HEADINGS else None

    def setText(self, text: str) -> None:
        if text != self.text():
            super().setText(text)
            self._forget()

    def set_style(self, style: Text) -> None:
        self._style = style
        self._forget()

    def set_tone(self, tone: Tone) -> None:
        self._tone = tone
        self.update()

    def set_most(self, most: int) -> None:
        """Sets the greatest number of lines; 0 for no limit."""
        self._most = most
        self._set_policy()
        self._forget()

    def setToolTip(self, text: str) -> None:
        """Sets a tool tip that replaces the full text."""
        self._own_tip = text
        set_tip(self, text)

    def lines(self) -> tuple[str, ...]:
        """Returns the lines at the current width."""
        return self._fill(self.contentsRect().width())

    # For forms.
    text_style = Property(
        str, lambda self: self._style.name, lambda self, name: self.set_style(Text[name])
    )
    tone = Property(str, lambda self: self._tone, lambda self, name: self.set_tone(Tone(name)))
    most = Property(int, lambda self: self._most, set_most)

    def _set_policy(self) -> None:
        grows = self._most != 1
        vertical = QSizePolicy.Policy.Preferred if grows else QSizePolicy.Policy.Fixed
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, vertical)
        policy.setHeightForWidth(grows)
        self.setSizePolicy(policy)

    def _forget(self) -> None:
        self._filled_for = None
        self.updateGeometry()
        self.update()

    def _fill(self, width: int) -> tuple[str, ...]:
        # Text elided before the word list was loaded is elided at a word boundary afterwards.
        if (width, words.ready) != self._filled_for:
            if self._most == 1:
                text = self.text().replace("\n", " ")
                self._lines = (elide(text, self._style, width),)
            else:
                self._lines = wrap(self.text(), self._style, width, self._most or None)
            self._filled_for = width, words.ready
        return self._lines

    def _natural_width(self) -> int:
        measure = metrics(self._style).horizontalAdvance
        return ceil(max((measure(line) for line in self.text().split("\n")), default=0))

    def _margins(self) -> QSize:
        margins = self.contentsMargins()
        return QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def sizeHint(self) -> QSize:
        width = self._natural_width()
        if self._most != 1:
            width = min(width, LabelSize.READING)
        return QSize(width, self._height(width)) + self._margins()

    def minimumSizeHint(self) -> QSize:
        width = min(self._natural_width(), LabelSize.LEAST)
        return QSize(width, self._style.line + OVERHANG) + self._margins()

    def hasHeightForWidth(self) -> bool:
        return self._most != 1

    def heightForWidth(self, width: int) -> int:
        if self._most == 1:
            return -1
        margins = self._margins()
        return self._height(max(width - margins.width(), LabelSize.LEAST)) + margins.height()

    def _height(self, width: int) -> int:
        lines = 1
        if self._most != 1:
            lines = len(wrap(self.text(), self._style, width, self._most or None))
        return lines * self._style.line + OVERHANG

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._own_tip:
            shown = "".join("".join(self.lines()).split())
            whole = shown == "".join(self.text().split())
            set_tip(self, "" if whole else self.text())

    def paintEvent(self, _event: QPaintEvent) -> None:
        area = self.contentsRect()
        lines = self._fill(area.width())
        painter = QPainter(self)
        tone = self._tone if self.isEnabled() else Tone.TEXT3
        painter.setPen(tone.colour)
        height = len(lines) * self._style.line
        spare = max(0, area.height() - height - OVERHANG)
        top = area.top() + Space.ABOVE_LINE + spare // 2
        if self.alignment() & Qt.AlignmentFlag.AlignTop:
            top = area.top() + Space.ABOVE_LINE
        if self.alignment() & (Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignHCenter):
            self._paint_aligned(painter, lines, top)
        else:
            paint_lines(painter, lines, self._style, QPointF(area.left(), top))

    def _paint_aligned(self, painter: QPainter, lines: tuple[str, ...], top: int) -> None:
        area = self.contentsRect()
        measure = metrics(self._style).horizontalAdvance
        share = 1.0 if self.alignment() & Qt.AlignmentFlag.AlignRight else 0.5
        for number, line in enumerate(lines):
            left = area.left() + round((area.width() - measure(line)) * share)
            at = QPointF(left, top + number * self._style.line)
            paint_lines(painter, (line,), self._style, at)
