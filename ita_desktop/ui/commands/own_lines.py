"""Wraps the lines of a read-only document with the window's line breaker.

Qt breaks Thai only where libthai is installed, and then inside names and before units; so the
document does not wrap, and line separators are inserted where lines end.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any, Final, NamedTuple

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

from ita_desktop.typography.lines import clusters
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

    def filling(self, width: float) -> Iterator[None]:
        """Wraps the document at ``width`` px in steps, with the lines as they were or none between
        two of them."""
        self._join()
        yield
        self._document.setTextWidth(width)
        tables = [
            frame
            for frame in self._document.rootFrame().childFrames()
            if isinstance(frame, QTextTable)
        ]
        _set_columns(self._document, tables, width - 2 * self._document.documentMargin())
        _lay_out(self._document)
        yield
        ends: list[int] = []
        for in_block in self._all_ends(width):
            ends += in_block
            yield
        self._end_lines(sorted(ends))

    def _join(self) -> None:
        cursor = QTextCursor(self._document)
        cursor.beginEditBlock()
        for at in reversed(self._ends):
            cursor.setPosition(at)
            cursor.deleteChar()
        cursor.endEditBlock()
        self._ends = []

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

    def _all_ends(self, width: float) -> Iterator[list[int]]:
        """Yields the positions at which lines end, block by block."""
        block = self._document.begin()
        while block.isValid():
            yield list(self._ends_in(block, width))
            block = block.next()

    def _ends_in(self, block: QTextBlock, width: float) -> Iterator[int]:
        for line in _lines(block.layout()):
            room = self._room(block, line, width)
            start, text = line.textStart(), block.text()
            end = start + line.textLength()
            if line.naturalTextWidth() > room:
                wide = _advance(line)
                for at in line_ends(text[start:end].rstrip(END_OF_LINE), room, wide):
                    yield block.position() + start + at

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

    A piece wider than ``room`` is split between words, and a longer word between characters. Widths
    are asked for only around the end of each line: a chapter has thousands of pieces.
    """
    pieces = list(_pieces(text, 0, 0))
    start = done = 0
    while True:

        def is_over(piece: _Piece, start: int = start) -> bool:
            return piece.last > start and wide(start, piece.last) > room

        over = bisect_left(pieces, True, lo=done, key=is_over)
        if over == len(pieces):
            return
        piece = pieces[over]
        if piece.deep < len(_cuts()) and wide(piece.start, piece.last) > room:
            bare = text[piece.start : piece.last]
            parts = list(_pieces(bare, piece.start, piece.deep + 1))
            parts[-1] = parts[-1]._replace(end=piece.end)
            pieces[over : over + 1] = parts
        else:
            # What is still wider than a line has one of its own.
            done = max(over, done + 1)
            start = pieces[done - 1].end
            if done == len(pieces):
                return
            yield start


class _Piece(NamedTuple):
    """What may not be parted: its first index, the one behind its letters, and behind its spaces;
    and how often a longer piece was cut for it."""

    start: int
    last: int
    end: int
    deep: int


def _pieces(text: str, at: int, deep: int) -> Iterator[_Piece]:
    """Yields the pieces of ``text``, which begins at the index ``at``."""
    for piece in _cut(text, deep):
        yield _Piece(at, at + len(piece.rstrip(" ")), at + len(piece), deep)
        at += len(piece)


def _cut(text: str, deep: int) -> Sequence[str]:
    return words.breaker.pieces(text) if deep == 0 else _cuts()[deep - 1](text)


def _cuts() -> tuple[Callable[[str], Sequence[str]], ...]:
    """How a piece that is wider than a line is cut, and then its parts."""
    return words.breaker.parts, clusters


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


def _set_columns(document: QTextDocument, tables: Sequence[QTextTable], width: float) -> None:
    """Sets the column widths of tables wider than ``width`` px: narrow columns get what they need,
    the others equal shares of the rest."""
    for table in tables:
        looks = table.format()
        looks.clearColumnWidthConstraints()
        table.setFormat(looks)
    if tables:
        # Once for all tables: each time the whole text is laid out.
        _lay_out(document)
    needed = {id(table): _needed(table) for table in tables}
    for table in tables:
        looks, columns = table.format(), needed[id(table)]
        if sum(columns) <= width:
            continue
        room = width - looks.border() * (table.columns() + 1)
        looks.setColumnWidthConstraints(
            [QTextLength(QTextLength.Type.FixedLength, figure) for figure in shared(columns, room)]
        )
        table.setFormat(looks)


def _needed(table: QTextTable) -> list[float]:
    """Returns the width in px that each column needs for its widest line."""
    looks = table.format()
    frame = 2 * looks.cellPadding() + 2 * looks.border()
    return [_widest(table, column) + frame for column in range(table.columns())]


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
