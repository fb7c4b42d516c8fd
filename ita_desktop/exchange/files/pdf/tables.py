"""Puts the parts of a table on several pages together, and its cells on rows."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from statistics import median
from typing import Final

from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.roster.matching import is_post
from ita_desktop.domain.text import BULLET, key
from ita_desktop.exchange.blocks import Picture
from ita_desktop.exchange.cells.row import text_value
from ita_desktop.exchange.files.assembling import Note, TablePart
from ita_desktop.exchange.files.grid import GridCell, GridRows
from ita_desktop.exchange.files.pdf.content import (
    UNKNOWN,
    ContentCell,
    ContentGrid,
    ContentImage,
    ContentLine,
)
from ita_desktop.exchange.files.reader_remarks import captions_in_cell
from ita_desktop.exchange.papers.meeting import list_of
from ita_desktop.exchange.papers.order_lists import is_member
from ita_desktop.exchange.sheets import SheetRow, WorkProgress
from ita_desktop.typography.words import WordBreaker

_LISTED: Final = lazy_re(
    rf"^(?:{BULLET}\s*\S|\(?[\d๐-๙]{{1,3}}(?:\.[\d๐-๙]{{1,3}})*[.)]\s*[^\d\s๐-๙]"
    r"|(?:[\d๐-๙]{1,2}\.){1,3}[\d๐-๙]{1,2}\s+\D|\(?[ก-ฮ]\)\s|[ก-ฮ]\.\s|[IEO]\d{1,2}\s)"
)
"""The beginning of a point of a list, or of an item with its code."""
_HEAD: Final = lazy_re(
    r"(?:(?:ระเบียบ)?วาระที่\s*[\d๐-๙]|มติที่ประชุม|(?:เริ่ม|เปิด|เลิก|ปิด)(?:การ)?ประชุม(?:เวลา)?\s*[\d๐-๙]"
    r"|ทั้งนี้\s*(?:ให้มีผล)?ตั้งแต่|(?:อำนาจ)?หน้าที่(?:และอำนาจ|ความรับผิดชอบ)?$"
    r"|ส่วนราชการ\s|ที่\s+กท\s|เรียน\s|สิ่งที่ส่งมาด้วย\s|สั่ง\s*ณ\s*วันที่|\(?(?:ลงชื่อ|ลงนาม)\)?[\s.…_])"
)
"""What an official paper has at the beginning of a line of its own."""
_FIELD: Final = lazy_re(r"ส่วนราชการ\s|ที่\s+กท\s|วันที่\s*[\d๐-๙]")
_SUBJECT: Final = lazy_re(r"เรื่อง\s")
"""The subject of a paper, below another field of its head; a sentence may go on with the word."""
_UNIT: Final = lazy_re(r"(?:ทุก)?ฝ่าย|โรงเรียน|ศูนย์บริการ|หน่วยงาน(?:ใน|ที่)")
"""The beginning of a unit's name: one begins on a line of its own below another."""
_SIGNED: Final = lazy_re(r"\([^()]{3,60}\)")
"""The name below a signature; the post is on a line of its own below it."""
_NAME: Final = lazy_re(r"(?:นาย|นางสาว|นาง|น\.ส\.|ว่าที่|ดร\.)\S+")
"""A person's name without its surname."""
_WHOLE_NAME: Final = lazy_re(_NAME.pattern + r" \S+")
_ADDRESS_END: Final = lazy_re(r"(?:https?://|www\.)\S*$", re.IGNORECASE)
_ADDRESS_REST: Final = lazy_re(r"(?!https?://|www\.|\()[!-~]", re.IGNORECASE)
"""What may go on an address that a line break parts."""
_CUT_SCORE: Final = lazy_re(r"[0-9๐-๙]{1,3}\.(?:[0-9๐-๙]\n[0-9๐-๙]|\n[0-9๐-๙]{2})")
"""A score that may have been cut off behind the point: 100.0 above 0."""
_FIGURE: Final = lazy_re(r"[0-9๐-๙]{1,3}\.([0-9๐-๙]+)")
_WITHIN: Final = frozenset("/?&=_%#-.")
"""Signs at which an address is parted."""
_THAI: Final = lazy_re("[\u0e01-\u0e4e]")
_MARKS: Final = lazy_re("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
_HALF: Final = lazy_re("[\u0e31\u0e40-\u0e44]$")
"""A vowel that no syllable ends with."""
_CLOSING: Final = frozenset(")]}”’»,.;:!?%ๆฯ")
_OPENING: Final = frozenset("([{“‘«/-–—")
_ERAS: Final = ("พ.ศ.", "ค.ศ.")
_LEEWAY: Final = 0.5
"""What a line may have been short of, in sizes of its letters."""
_SURELY: Final = 1.15
"""How much wider than reckoned by its letters a word may be."""
_HIGHER: Final = 1.35
"""Least share of the usual distance of lines that parts paragraphs."""
_FAR: Final = 2.75
"""Least distance of lines, in sizes of their letters, that parts paragraphs whatever is usual."""
_AHEAD: Final = 80
"""Number of letters in which the first word of a line is looked for."""
_AROUND: Final = 12
"""Number of letters that are shown on either side of a place where a space may be missing."""
_SIDE: Final = 8.0
"""Greatest distance of a text from the lines of its cell that is taken for padding."""


@dataclass(frozen=True, slots=True)
class TextColumn:
    """Where lines begin and end at most."""

    left: float
    right: float

    @classmethod
    def of_cell(cls, lines: Sequence[ContentLine], left: float, right: float) -> "TextColumn":
        """Return the column within the lines of a cell."""
        if not lines:
            return cls(left, right)
        own = min(*(line.left - left for line in lines), *(right - line.right for line in lines))
        side = min(max(own, 0.0), _SIDE)
        return cls(left + side, right - side)

    @classmethod
    def of_lines(cls, lines: Iterable[ContentLine]) -> "TextColumn":
        """Return the column that these lines fill."""
        given = list(lines)
        return cls(
            min((line.left for line in given), default=0.0),
            max((line.right for line in given), default=0.0),
        )


@dataclass(frozen=True, slots=True)
class Wrapped:
    """Text put together; ``guessed`` are the words around each place where a space or a line break
    may be missing."""

    text: str
    guessed: tuple[str, ...] = ()


def unwrapped(lines: Sequence[ContentLine], column: TextColumn) -> Wrapped:
    """Return the text of lines in a column, with line breaks between paragraphs."""
    if not lines:
        return Wrapped("")
    gaps = [lower.base - upper.base for upper, lower in pairwise(lines) if lower.base > upper.base]
    usual = median(gaps) if len(gaps) > 1 else 0.0
    text, guessed = lines[0].text, list[str]()
    for upper, lower in pairwise(lines):
        # A name may take two lines of a narrow column.
        is_below_name = _is_post_below(text.rpartition("\n")[2], lower)
        between = "\n" if is_below_name else ending(upper, lower, column, usual)
        if between == " " and _ADDRESS_END.search(text) and _is_parted(upper, lower, column):
            between = ""
        is_told = upper.ends != UNKNOWN or (between == " " and upper.spaced)
        if not is_told and _is_guess(between, upper.text, lower.text):
            guessed.append(upper.text[-_AROUND:] + between + lower.text[:_AROUND])
        text += between + lower.text
    return Wrapped(text, tuple(guessed))


def ending(upper: ContentLine, lower: ContentLine, column: TextColumn, usual: float = 0.0) -> str:
    """Return what is between two lines: a line break, a space or nothing. ``usual`` is the distance
    of lines, 0 if it is not known."""
    if upper.ends != UNKNOWN:
        return "\n" if upper.ends in {"\t", "\v"} else upper.ends
    if _HALF.search(upper.text) and _THAI.match(lower.text):
        return ""
    gap = lower.base - upper.base
    if (
        (_UNIT.match(upper.text) and _UNIT.match(lower.text))
        or _is_post_below(upper.text, lower)
        or is_member(upper.text)
        or is_member(lower.text)
        or _SIGNED.fullmatch(upper.text)
        or _LISTED.match(lower.text)
        or _HEAD.match(lower.text)
        or list_of(lower.text)
        or (_FIELD.match(upper.text) and _SUBJECT.match(lower.text))
        or (usual and gap > _HIGHER * usual)
        or gap > _FAR * upper.size
    ):
        return "\n"
    if has_room(upper, lower, column):
        return "\n"
    return " " if upper.spaced else _space(upper.text, lower.text)


def _is_post_below(name: str, lower: ContentLine) -> bool:
    """Return whether a line is the post of the person whose whole name is above it."""
    return _WHOLE_NAME.fullmatch(name) is not None and is_post(lower.text)


def _is_parted(upper: ContentLine, lower: ContentLine, column: TextColumn) -> bool:
    """Return whether a line break parts a word: at a sign within it, or because not one letter more
    would have had room."""
    if upper.ends != UNKNOWN or not _ADDRESS_REST.match(lower.text):
        return False
    if upper.text[-1] in _WITHIN or lower.text[0] in _WITHIN:
        return True
    letter = (lower.right - lower.left) / max(_letters(lower.text), 1)
    return column.right - upper.right < _SURELY * letter


def has_room(upper: ContentLine, lower: ContentLine, column: TextColumn) -> bool:
    """Return whether the first word of a line would have had room on the line above."""
    is_centered = abs((upper.left - column.left) - (column.right - upper.right)) < upper.size / 4
    begin = column.left if is_centered else upper.left
    room = (column.right - begin) - (upper.right - upper.left)
    # Where a line was broken at a space, all up to the next one may not have had room.
    words = lower.text.split(" ", 1) if upper.spaced else _breaker().pieces(lower.text[:_AHEAD])
    word = next(iter(words), "").rstrip()
    share = _letters(word) / max(_letters(lower.text), 1)
    width = (lower.right - lower.left) * share
    if _space(upper.text, lower.text):
        width += upper.size / 4
    return room > _SURELY * width + _LEEWAY * upper.size


def is_listed(text: str) -> bool:
    """Return whether a text begins as a point of a list does."""
    return _LISTED.match(text) is not None


def _space(upper: str, lower: str) -> str:
    last, first = upper[-1:], lower[:1]
    if last in _OPENING or first in _CLOSING:
        return ""
    if _NAME.fullmatch(upper) or last == "ๆ" or lower.startswith(_ERAS):
        return " "
    return "" if _THAI.match(last) and _THAI.match(first) else " "


def _is_guess(between: str, upper: str, lower: str) -> bool:
    """Return whether lines that were put together may be two, or miss a space."""
    if between == " ":
        return not (_NAME.fullmatch(upper) or lower.startswith(_ERAS))
    is_thai = _THAI.match(upper[-1:]) and _THAI.match(lower[:1])
    return between == "" and bool(is_thai) and not _HALF.search(upper)


def _letters(text: str) -> int:
    return len(_MARKS.sub("", text))


@cache
def _breaker() -> WordBreaker:
    return WordBreaker()


_SAME_EDGE: Final = 4.0
"""Greatest distance in points of column edges on two pages that are the same."""
_TWIPS: Final = 20


@dataclass(slots=True)
class _Cell:
    """A cell, on one page or several."""

    row: int
    column: int
    rows: int
    columns: int
    left: float
    right: float
    lines: list[ContentLine]
    images: list[ContentImage] = field(default_factory=list)
    captions: list[ContentLine] = field(default_factory=list)

    @property
    def last_row(self) -> int:
        return self.row + self.rows - 1

    @property
    def knows_line_ends(self) -> bool:
        """Whether its file says how its lines end."""
        return any(line.ends != UNKNOWN for line in self.lines)

    @property
    def is_open(self) -> bool:
        """Whether its file says that it goes on."""
        return bool(self.lines) and self.lines[-1].ends not in {"\t", UNKNOWN}

    @property
    def text(self) -> Wrapped:
        return unwrapped(self.lines, TextColumn.of_cell(self.lines, self.left, self.right))


class PdfTable:
    """A table; ``package`` has the pictures of its file."""

    def __init__(self, grid: ContentGrid, page: int, package: bytes) -> None:
        self._package = package
        self.page = page
        self._last_page = page
        self._xs = list(grid.xs)
        self._rows = 0
        self._cells: list[_Cell] = []
        self._heads = [_texts(row) for row in _rows_of(grid)[:_MOST_HEADS]]
        """The texts of the first rows, by which they are known again on the next page."""
        self._joined: list[int] = []
        """Rows that were put together from two pages, as far as can be seen."""
        self._add(grid, 0)

    def takes(self, grid: ContentGrid, page: int) -> bool:
        """Add the part of a table on the next page; return whether it belongs to this one."""
        xs = _joined_edges(self._xs, grid.xs)
        if xs is None or page != self._last_page + 1:
            return False
        skipped = self._repeated(grid)
        rows = _rows_of(grid)
        if not skipped and not self._may_go_on(rows):
            return False
        self._widen(xs)
        if skipped < len(rows):
            self._add(grid, skipped)
        self._last_page = page
        return True

    def part(self, source: str, work_progress: WorkProgress) -> TablePart:
        """Return the table. Raises InputError if it is too large."""
        found = GridRows(source, work_progress)
        notes = [Note(row + 1, CONTINUED_ROW) for row in self._joined]
        pictures: list[Picture] = []
        by_row: dict[int, list[_Cell]] = {}
        for cell in self._cells:
            by_row.setdefault(cell.row, []).append(cell)
        for row in range(self._rows):
            cells: list[GridCell] = []
            guessed: list[str] = []
            for cell in sorted(by_row.get(row, ()), key=lambda cell: cell.column):
                cut = self._cut_score(cell)
                wrapped = Wrapped(cut) if cut else cell.text
                guessed += wrapped.guessed
                value = text_value(wrapped.text)
                cells.append(GridCell(cell.column, value, cell.columns, cell.rows))
                pictures += self._pictures(cell, row + 1)
                if cell.captions:
                    notes.append(captions_in_cell(row + 1))
            if guessed:
                fields = {"count": len(guessed), "text": guessed[0]}
                notes.append(Note(row + 1, GUESSED_LINES, _COMPARE, fields))
            found.add(row + 1, cells)
        edges = tuple(round(x * _TWIPS) for x in self._xs)
        rows: tuple[SheetRow, ...] = tuple(found.rows)
        return TablePart(
            *(rows, self._rows, len(self._xs) - 1, edges, self.page),
            notes=tuple(notes),
            pictures=tuple(pictures),
        )

    def _cut_score(self, cell: _Cell) -> str:
        """Return the score of a cell that is too narrow for it; empty if it may be two figures: one
        digit more would have had room, or not all scores of the table have as many decimals."""
        if len(cell.lines) != 2 or cell.knows_line_ends:
            return ""
        upper, lower = cell.lines
        score = upper.text + lower.text
        if not _CUT_SCORE.fullmatch(f"{upper.text}\n{lower.text}"):
            return ""
        if self._decimals() != {len(score.partition(".")[2])}:
            return ""
        if upper.text.endswith("."):
            return score
        side = min(
            min(line.left - each.left, each.right - line.right)
            for each in self._cells
            if (each.column, each.columns) == (cell.column, cell.columns)
            for line in each.lines
        )
        room = cell.right - cell.left - 2 * side - (upper.right - upper.left)
        digit = (lower.right - lower.left) / len(lower.text)
        return score if room < digit else ""

    def _decimals(self) -> set[int]:
        """Return how many decimals the figures have that stand in one line."""
        texts = (cell.lines[0].text for cell in self._cells if len(cell.lines) == 1)
        return {len(found[1]) for text in texts if (found := _FIGURE.fullmatch(text))}

    def _pictures(self, cell: _Cell, row: int) -> Iterator[Picture]:
        below = ""
        if cell.captions:
            column = TextColumn.of_cell(cell.captions, cell.left, cell.right)
            below = unwrapped(cell.captions, column).text
        for image in cell.images:
            own = (
                line.text
                for line in cell.captions
                if image.left - 1 <= (line.left + line.right) / 2 <= image.right + 1
                and 0 <= line.base - image.bottom < 4 * line.size
            )
            caption = image.caption or " ".join(own)
            yield Picture(
                *(image.part, caption), row=row, column=cell.column, below=below,
                package=self._package,
            )  # fmt: skip
            below = ""

    # -- parts

    def _add(self, grid: ContentGrid, skipped: int) -> None:
        """Add the rows of a part without those that are ``skipped``."""
        rows = _rows_of(grid)
        shift = self._rows - skipped
        if shift and rows[skipped:] and self._goes_on(rows[skipped], grid):
            shift -= 1
        first = skipped + shift
        for row in rows[skipped:]:
            for cell in row:
                made = self._cell(cell, grid, shift)
                above = self._above(made) if cell.row == skipped and first > 0 else None
                if above is not None and self._continues(above, cell, made):
                    above.rows = max(above.last_row, made.last_row) - above.row + 1
                    above.lines += made.lines
                    above.images += made.images
                    above.captions += made.captions
                else:
                    self._cells.append(made)
        self._rows = len(rows) + shift

    def _cell(self, cell: ContentCell, grid: ContentGrid, shift: int) -> _Cell:
        column = _nearest(self._xs, grid.xs[cell.column])
        end = _nearest(self._xs, grid.xs[cell.column + cell.columns])
        top = min((image.top for image in cell.images), default=float("inf"))
        again = bool(self._rows) and all(line.again for line in cell.lines)
        return _Cell(
            *(cell.row + shift, column, cell.rows, max(end - column, 1)),
            *(grid.xs[cell.column], grid.xs[cell.column + cell.columns]),
            [line for line in cell.lines if line.base < top and not again],
            list(cell.images),
            [line for line in cell.lines if line.base >= top],
        )

    def _above(self, cell: _Cell) -> _Cell | None:
        """Return the cell of the last row in the column of one on the next page."""
        last = self._rows - 1
        found = (
            above
            for above in reversed(self._cells)
            if above.row <= last <= above.last_row and above.column == cell.column
        )
        return next(found, None)

    def _continues(self, above: _Cell, cell: ContentCell, made: _Cell) -> bool:
        """Return whether a cell in the first row of a page is the one ``above`` on the page
        before."""
        if made.row <= above.last_row or above.is_open:
            return True
        if cell.lines and all(line.again for line in cell.lines):
            return True
        return above.rows > 1 and not above.knows_line_ends and not cell.lines and not cell.images

    def _goes_on(self, row: Sequence[ContentCell], grid: ContentGrid) -> bool:
        """Return whether the first row of a page is the rest of the last one on the page before."""
        pairs = [(self._above(self._cell(cell, grid, self._rows)), cell) for cell in row]
        known = (above is not None and above.knows_line_ends for above, _cell in pairs)
        if any(known) or any(line.ends != UNKNOWN for cell in row for line in cell.lines):
            return self._goes_on_by_line_ends(pairs)
        return self._seems_to_go_on(pairs, grid)

    @staticmethod
    def _goes_on_by_line_ends(pairs: Sequence[tuple[_Cell | None, ContentCell]]) -> bool:
        for above, cell in pairs:
            if cell.lines and all(line.again for line in cell.lines):
                continue
            if cell.lines and not (above is not None and above.is_open):
                return False
        return any((above is not None and above.is_open) or cell.images for above, cell in pairs)

    def _seems_to_go_on(
        self, pairs: Sequence[tuple[_Cell | None, ContentCell]], grid: ContentGrid
    ) -> bool:
        """Return whether the first cell is empty, as no other of its column, or beside another that
        goes on within a sentence."""
        written = [(above, cell) for above, cell in pairs if cell.lines]
        if len(pairs) < 2 or pairs[0][1].lines or not written:
            return False
        keys = [cell for cell in self._cells if cell.column == 0]
        goes_on = all(cell.lines for cell in keys) or any(
            above is not None and above.lines and _is_one_sentence(above, cell, grid)
            for above, cell in written
        )
        if goes_on:
            self._joined.append(self._rows - 1)
        return goes_on

    def _repeated(self, grid: ContentGrid) -> int:
        """Return the number of rows of a part that are the headings once more."""
        count = 0
        for row, cells in enumerate(_rows_of(grid)):
            lines = [line for cell in cells for line in cell.lines]
            is_marked = bool(lines) and all(line.again for line in lines)
            same = (
                row < len(self._heads)
                and any(self._heads[row])
                and _texts(cells) == self._heads[row]
            )
            if not is_marked and not same:
                break
            if any(cell.images for cell in cells):
                break
            count = row + 1
        return count

    def _may_go_on(self, rows: Sequence[Sequence[ContentCell]]) -> bool:
        """Return whether a part without repeated headings has rows of this table: a heading would
        be bold."""
        lines = [line for cell in rows[0] for line in cell.lines] if rows else []
        return not lines or not all(line.bold for line in lines)

    def _widen(self, xs: list[float]) -> None:
        """Put the cells on the edges of all parts."""
        for cell in self._cells:
            left, right = self._xs[cell.column], self._xs[cell.column + cell.columns]
            cell.column = _nearest(xs, left)
            cell.columns = max(_nearest(xs, right) - cell.column, 1)
        self._xs = xs


def _is_one_sentence(above: _Cell, cell: ContentCell, grid: ContentGrid) -> bool:
    """Return whether a cell goes on within a sentence of the one above it."""
    if is_listed(cell.lines[0].text):
        return False
    left, right = grid.xs[cell.column], grid.xs[cell.column + cell.columns]
    column = TextColumn.of_cell([*above.lines, *cell.lines], left, right)
    return not has_room(above.lines[-1], cell.lines[0], column)


_MOST_HEADS: Final = 4
GUESSED_LINES: Final = "ในแถวนี้ต่อบรรทัดไว้ {count} แห่ง ซึ่งอาจขาดช่องว่างหรือเป็นคนละบรรทัด เช่น “{text}”"
_COMPARE: Final = "ตรวจข้อความของแถวกับไฟล์"
CONTINUED_ROW: Final = "แถวนี้ต่อจากหน้าก่อน จึงอ่านรวมเป็นแถวเดียวกัน"


def _rows_of(grid: ContentGrid) -> list[list[ContentCell]]:
    """Return the cells that begin in each row."""
    rows: list[list[ContentCell]] = [[] for _ in range(len(grid.ys) - 1)]
    for cell in grid.cells:
        rows[cell.row].append(cell)
    return rows


def _texts(cells: Iterable[ContentCell]) -> tuple[str, ...]:
    return tuple(key(" ".join(line.text for line in cell.lines)) for cell in cells)


def _nearest(xs: Sequence[float], x: float) -> int:
    return min(range(len(xs)), key=lambda at: abs(xs[at] - x))


def _joined_edges(xs: Sequence[float], others: Sequence[float]) -> list[float] | None:
    """Return the edges of both parts of a table; None if they are two tables."""
    if abs(xs[0] - others[0]) > _SAME_EDGE or abs(xs[-1] - others[-1]) > _SAME_EDGE:
        return None
    more, fewer = (xs, others) if len(xs) >= len(others) else (others, xs)
    if any(abs(more[_nearest(more, x)] - x) > _SAME_EDGE for x in fewer):
        return None
    return list(more)
