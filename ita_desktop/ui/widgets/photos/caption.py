"""Captions of photographs in the grid: their first lines, and their editor."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QWidget

from ita_desktop.domain.rich import parse
from ita_desktop.ui.editors.base import EditorPlace, TypedText
from ita_desktop.ui.editors.rich.cell import RichEditor
from ita_desktop.ui.keyboard import is_enter
from ita_desktop.ui.table.cells.richlines import STRONG, bold_of, fill, shown, stretches
from ita_desktop.ui.table.cells.richwords import paint_runs
from ita_desktop.ui.theme.fonts import baseline
from ita_desktop.ui.theme.lines import enough, wrap
from ita_desktop.ui.theme.measures import PhotoSize
from ita_desktop.ui.theme.tokens import Height, Space, Text


class CaptionSize:
    FIELD: Final = 2 * PhotoSize.CELL
    """Width of the caption editor."""


STYLE = Text.LABEL
_ABOVE = (Height.FIELD - STYLE.line) // 2
_NEW_LINE = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.AltModifier
Placed = tuple[float, Sequence[tuple[str, Text]]]
"""Indent of a line in px, and its runs of one text style."""


def first_lines(caption: str, width: float, most: int) -> list[Placed]:
    """The first lines of a caption ``width`` px wide; the last ends with … if there are more."""
    paragraphs = [line for line in parse(caption) if line.mark or line.text.strip()]
    lines: list[Placed] = []
    for number, paragraph in enumerate(paragraphs, 1):
        words, bold = shown(paragraph)[: enough(width)], bold_of(paragraph)
        starts, first, hang = fill(words, bold, width, STYLE)
        for at, start in enumerate(starts):
            x = hang if at else first
            end = starts[at + 1] if at + 1 < len(starts) else len(words)
            line = words[start:end].rstrip(" ")
            ends_here = end == len(words)
            is_full = len(lines) == most - 1 and not (ends_here and number == len(paragraphs))
            if is_full:
                rest = f"{words[start:]} …" if ends_here else words[start:]
                [line] = wrap(rest, STRONG[STYLE] if bold else STYLE, width - x, 1)
            parts = [(max(begin - start, 0), stop - start) for begin, stop in bold if stop > start]
            lines.append((x, stretches(line, 0, len(line), parts, STYLE)))
            if is_full:
                return lines
    return lines


def paint_first_lines(painter: QPainter, lines: Sequence[Placed], at: QPointF) -> None:
    """Draws lines with the painter's pen; ``at`` is the top left corner of the first one."""
    for number, (left, runs) in enumerate(lines):
        y = baseline(STYLE, at.y() + number * STYLE.line, STYLE.line)
        paint_runs(painter, runs, QPointF(at.x() + left, y))


class CaptionEditor(RichEditor):
    """A caption editor. The grid handles Enter, Tab and Esc; Shift+Enter, Alt+Enter break the
    line."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(EditorPlace(_ABOVE, Height.FIELD), parent, STYLE)
        self.area.document().setModified(False)

    @property
    def is_modified(self) -> bool:
        """Whether the text was edited."""
        return self.area.document().isModified()

    def text(self) -> str:
        """The caption in stored form."""
        result = self.result()
        assert isinstance(result, TypedText)
        return result.text

    def go_on(self, text: str) -> None:
        """Starts with text that was typed earlier but not stored."""
        self.start(text, None)
        self.area.document().setModified(True)

    def cover(self, first_line: QPointF, room: QSize, *, in_sight: bool) -> None:
        """Covers the caption whose first line begins at ``first_line``; if ``in_sight``, stays
        within the ``room`` of the grid."""
        width = min(CaptionSize.FIELD, room.width())
        frame = _ABOVE + Space.ABOVE_LINE + Space.BELOW_LINE + Space.XS
        self.area.set_lines(1, max((room.height() - frame) // STYLE.line, 1))
        height = self.room(QRect(0, 0, width, Height.FIELD)).height()
        left = max(min(round(first_line.x()) - Space.CELL, room.width() - width), 0)
        top = round(first_line.y()) - _ABOVE
        if in_sight:
            top = max(min(top, room.height() - height), 0)
        self.setGeometry(left, top, width, height)

    def press(self, event: QKeyEvent) -> bool:
        if is_enter(event.key()) and event.modifiers() & _NEW_LINE:
            self.area.begin_line()
            return True
        return super().press(event)
