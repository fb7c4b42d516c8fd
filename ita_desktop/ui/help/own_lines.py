"""Wraps the lines of a read-only document with the window's line breaker.

Qt breaks Thai only where libthai is installed, and then inside names and before units; so the
document does not wrap, and line separators are inserted where lines end.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any, Final

from PySide6.QtGui import (
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextLayout,
    QTextLength,
    QTextLine,
    QTextOption,
    QTextTable,
)
from PySide6.QtWidgets import QTextEdit

from ita_desktop.typography.clusters import clusters
from ita_desktop.ui.theme.lines import words

END_OF_LINE: Final = "\u2028"
"""The line separator."""


class OwnLines:
    """Wraps the lines of a read-only text, again whenever its width changes."""

    def __init__(self, shown: QTextEdit) -> None:
        self._shown = shown
        document = shown.document()
        option = document.defaultTextOption()
        option.setWrapMode(QTextOption.WrapMode.ManualWrap)
        document.setDefaultTextOption(option)
        document.setUndoRedoEnabled(False)
        self._ends: list[int] = []
        """Positions of the inserted line separators."""

    @property
    def _document(self) -> QTextDocument:
        return self._shown.document()

    def begin(self) -> None:
        """Forgets the line ends, because another text was set."""
        self._ends = []

    def fill(self, width: float) -> None:
        """Wraps the document at ``width`` px."""
        self._join()
        self._document.setTextWidth(width)
        tables = [
            frame
            for frame in self._document.rootFrame().childFrames()
            if isinstance(frame, QTextTable)
        ]
        inner = width - 2 * self._document.documentMargin()
        for table in tables:
            _set_columns(table, inner)
        _lay_out(self._document)
        self._end_lines(sorted(self._all_ends(width)))

    def _join(self) -> None:
        cursor = QTextCursor(self._document)
        cursor.beginEditBlock()
        for at in reversed(self._ends):
            cursor.setPosition(at)
            cursor.deleteChar()
        cursor.endEditBlock()

    def _end_lines(self, ends: Sequence[int]) -> None:
        cursor = QTextCursor(self._document)
        cursor.beginEditBlock()
        for at in reversed(ends):
            cursor.setPosition(at)
            cursor.insertText(END_OF_LINE)
        cursor.endEditBlock()
        # After many edits in one block Qt does not lay out everything.
        self._document.markContentsDirty(0, self._document.characterCount())
        self._ends = [at + number for number, at in enumerate(ends)]

    def _all_ends(self, width: float) -> Iterator[int]:
        block = self._document.begin()
        while block.isValid():
            for line in _lines(block.layout()):
                room = self._room(block, line, width)
                start, text = line.textStart(), block.text()
                end = start + line.textLength()
                if line.naturalTextWidth() > room:
                    wide = _advance(line)
                    for at in line_ends(text[start:end].rstrip(END_OF_LINE), room, wide):
                        yield block.position() + start + at
            block = block.next()

    def _room(self, block: QTextBlock, line: QTextLine, width: float) -> float:
        """Returns the line width of a block in px."""
        table = _table_of(block)
        if table is None:
            left = self._place(block) + line.x()
            return width - self._document.documentMargin() - left
        looks = table.format()
        lengths = looks.columnWidthConstraints()
        if not lengths:
            return width
        cell = table.cellAt(block.position())
        return lengths[cell.column()].rawValue() - 2 * looks.cellPadding() - 2 * looks.border()

    def _place(self, block: QTextBlock) -> float:
        """Returns the left edge of a block."""
        return self._document.documentLayout().blockBoundingRect(block).left()


def line_ends(text: str, room: float, wide: Callable[[int, int], float]) -> Iterator[int]:
    """Yields the offsets of the line ends in ``text`` but the last. ``wide`` returns the width in
    px of the characters between two indexes; spaces at line ends take no width.

    A piece wider than ``room`` is split between words, and a longer word between characters.
    """
    start = end = 0
    for stop in _stops(text, room, wide):
        last = len(text[:stop].rstrip(" "))
        if end > start and wide(start, last) > room:
            yield end
            start = end
        end = stop


def _stops(text: str, room: float, wide: Callable[[int, int], float]) -> Iterator[int]:
    """Yields every index at which a line may end."""
    opened: tuple[Callable[[str], Sequence[str]], ...] = (words.breaker.parts, clusters)

    def cut(at: int, pieces: Sequence[str], deep: int) -> Iterator[int]:
        for piece in pieces:
            bare = piece.rstrip(" ")
            if deep < len(opened) and wide(at, at + len(bare)) > room:
                yield from cut(at, opened[deep](bare), deep + 1)
            at += len(piece)
            yield at

    yield from cut(0, words.breaker.pieces(text), 0)


def _table_of(block: QTextBlock) -> QTextTable | None:
    return QTextCursor(block).currentTable()


def _lay_out(document: QTextDocument) -> None:
    """Completes the layout, which Qt otherwise does in steps; after a table has got its columns, it
    leaves out much of what is below."""
    document.markContentsDirty(0, document.characterCount())
    document.pageCount()


def _lines(layout: QTextLayout) -> Iterator[QTextLine]:
    return (layout.lineAt(number) for number in range(layout.lineCount()))


def _advance(line: QTextLine) -> Callable[[int, int], float]:
    """Returns a function for the width of characters of a line by index."""
    first = line.textStart()

    @cache  # each place is asked for again and again
    def x(at: int) -> float:
        place: Any = line.cursorToX(first + at)
        return float(place[0] if isinstance(place, tuple) else place)

    return lambda start, end: x(end) - x(start)


def _set_columns(table: QTextTable, width: float) -> None:
    """Sets the column widths of a table wider than ``width`` px: narrow columns get what they need,
    the others equal shares of the rest."""
    looks = table.format()
    looks.clearColumnWidthConstraints()
    table.setFormat(looks)
    _lay_out(table.document())
    frame = 2 * looks.cellPadding() + 2 * looks.border()
    needed = [_widest(table, column) + frame for column in range(table.columns())]
    if sum(needed) <= width:
        return
    looks.setColumnWidthConstraints(
        [
            QTextLength(QTextLength.Type.FixedLength, figure)
            for figure in shared(needed, width - looks.border() * (table.columns() + 1))
        ]
    )
    table.setFormat(looks)


def shared(needed: Sequence[float], width: float) -> list[float]:
    """Distributes ``width``: each gets what it needs, or an equal share of what the smaller ones
    leave.

    >>> shared([10, 50, 90], 100)
    [10, 45.0, 45.0]
    """
    given = list(needed)
    left = width
    order = sorted(range(len(needed)), key=lambda at: needed[at])
    for number, at in enumerate(order):
        given[at] = min(needed[at], left / (len(order) - number))
        left -= given[at]
    return given


def _widest(table: QTextTable, column: int) -> float:
    """Returns the width of the widest line of a column in px."""
    widest = 0.0
    for row in range(table.rows()):
        cell = table.cellAt(row, column)
        block, last = cell.firstCursorPosition().block(), cell.lastCursorPosition().block()
        while True:
            widest = max([widest, *(line.naturalTextWidth() for line in _lines(block.layout()))])
            if block == last:
                break
            block = block.next()
    return widest
