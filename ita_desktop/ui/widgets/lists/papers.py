"""Lines with a state icon, a title and small text below, each a link."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ita_desktop.domain.frozen import dataclass
from ita_desktop.ui.theme.fonts import baseline, draw_text
from ita_desktop.ui.theme.lines import paint_lines, wrap
from ita_desktop.ui.theme.measures import PaneSize
from ita_desktop.ui.theme.tokens import IconSize, Space, Text, Tone, Width, tokens
from ita_desktop.ui.widgets.boxes import set_height_for_width
from ita_desktop.ui.widgets.lists.line_stack import LineStack, PaneLine
from ita_desktop.ui.widgets.marks import Mark, paint_mark

_LEFT = IconSize.TEXT + Space.S


@dataclass(frozen=True)
class PaperLine:
    """A line: state, title, and what is missing or due."""

    key: str
    title: str
    words: str
    mark: Mark | None = None
    tone: Tone = Tone.TEXT2


class _LineButton(PaneLine):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.line = PaperLine("", "", "")
        set_height_for_width(self, QSizePolicy.Policy.Expanding)

    def show_line(self, line: PaperLine) -> None:
        if line != self.line:
            self.line = line
            self.setAccessibleName(", ".join(filter(None, (line.title, line.words))))
            self.updateGeometry()
            self.update()

    def _fill(self, width: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        room = max(width - _LEFT - Space.XS, Space.XXXL)
        words = wrap(self.line.words, Text.LABEL, room, 2) if self.line.words else ()
        return wrap(self.line.title, Text.BODY, room, 2), words

    def heightForWidth(self, width: int) -> int:
        title, words = self._fill(width)
        return len(title) * Text.BODY.line + len(words) * Text.LABEL.line + 2 * Space.XS

    def sizeHint(self) -> QSize:
        width = Width.PANE - 2 * Space.PANE_EDGE
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(PaneSize.PROOF_LEAST, self.heightForWidth(max(self.width(), 1)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = tokens()
        painter = QPainter(self)
        self.paint_ground(painter)
        title, words = self._fill(self.width())
        top = float(Space.XS)
        if self.line.mark is not None:
            paint_mark(painter, self.line.mark, QPointF(1, top + 2))
        painter.setPen(theme.text)
        paint_lines(painter, title, Text.BODY, QPointF(_LEFT, top))
        top += len(title) * Text.BODY.line
        painter.setPen(self.line.tone.colour)
        for line in words:
            draw_text(painter, Text.LABEL, _LEFT, baseline(Text.LABEL, top, Text.LABEL.line), line)
            top += Text.LABEL.line


class PaperLines(LineStack[_LineButton]):
    """A list of such lines; a click or Enter opens one."""

    opened = Signal(str)

    @property
    def papers(self) -> tuple[PaperLine, ...]:
        """What the lines show."""
        return tuple(row.line for row in self.lines)

    def button(self, key: str) -> QAbstractButton | None:
        """Returns the line with a key."""
        return next((row for row in self.lines if row.line.key == key), None)

    def set_lines(self, lines: Sequence[PaperLine]) -> None:
        """Sets the lines."""
        for row, line in zip(self.fit(len(lines)), lines, strict=True):
            row.show_line(line)

    def make(self, _number: int) -> _LineButton:
        row = _LineButton(self)
        row.clicked.connect(lambda: self.opened.emit(row.line.key))
        return row
