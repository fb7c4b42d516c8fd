"""A document whose lines end where the window's own lines do.

Qt breaks Thai where libthai is installed, inside names and between a number and its unit; so the
document wraps nothing by itself, and a line separator stands wherever a line has to end.
"""

from collections.abc import Callable, Iterator, Sequence
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
"""Ends a line within a paragraph."""


class OwnLines:
    """Fills the lines of a text that is only read, again whenever its width changes."""

    def __init__(self, shown: QTextEdit) -> None:
        self._shown = shown
        document = shown.document()
        option = document.defaultTextOption()
        option.setWrapMode(QTextOption.WrapMode.ManualWrap)
        document.setDefaultTextOption(option)
        document.setUndoRedoEnabled(False)
        self._ends: list[int] = []
        """Where a line was ended here, in letters of the document."""

    @property
    def _document(self) -> QTextDocument:
        return self._shown.document()

    def begin(self) -> None:
        """Another text was put into the document."""
        self._ends = []

    def fill(self, width: float) -> None:
        """Ends the lines so that the document is ``width`` px wide."""
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
        # Of many edits in one Qt lays out too little.
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
        """How wide a line of the block may be, in px."""
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
        """Where the block begins, from the left."""
        return self._document.documentLayout().blockBoundingRect(block).left()


def line_ends(text: str, room: float, wide: Callable[[int, int], float]) -> Iterator[int]:
    """Where the lines of ``text`` end but the last one. ``wide`` tells how many px the letters
    from one index to another take; spaces at a line's end need no room.

    A piece wider than ``room`` is cut at its words, and a word that is at its letters.
    """
    start = end = 0
    for stop in _stops(text, room, wide):
        last = len(text[:stop].rstrip(" "))
        if end > start and wide(start, last) > room:
            yield end
            start = end
        end = stop


def _stops(text: str, room: float, wide: Callable[[int, int], float]) -> Iterator[int]:
    """Every index at which a line may end."""
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
    """A document lays out by and by what is far down; its pages are counted when all is."""
    document.pageCount()


def _lines(layout: QTextLayout) -> Iterator[QTextLine]:
    return (layout.lineAt(number) for number in range(layout.lineCount()))


def _advance(line: QTextLine) -> Callable[[int, int], float]:
    """How wide letters of a line are, by their index in it."""
    first = line.textStart()

    def x(at: int) -> float:
        place: Any = line.cursorToX(first + at)
        return float(place[0] if isinstance(place, tuple) else place)

    return lambda start, end: x(end) - x(start)


def _set_columns(table: QTextTable, width: float) -> None:
    """Gives the columns of a table that is wider than ``width`` px what they can have of it: the
    narrow ones what they need, the others the rest in equal parts."""
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
    """``width`` dealt out: to each what it needs, or an equal part of what the smaller ones leave.

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
    """What the widest line of a column takes, in px."""
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
