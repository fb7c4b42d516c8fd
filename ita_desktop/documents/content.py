"""The content model of documents, independent of Word, Excel and PDF.

A report builds a :class:`Document` of typed blocks; a back-end converts them to a file. Lengths are
millimetres, font sizes points. Text is stored with Arabic digits and converted to those of
``Document.digits`` on output.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from ita_desktop.documents.formulas import Formula
from ita_desktop.documents.wordings.paper_words import SHIPPED, PaperWords, mark_of
from ita_desktop.domain.text import Digits
from ita_desktop.pictures.charts import Chart
from ita_desktop.pictures.shapes import QrCode

A4_SHORT = 210.0
A4_LONG = 297.0


class Orientation(StrEnum):
    PORTRAIT = "portrait"
    LANDSCAPE = "landscape"


class PaperSize(StrEnum):
    A4 = "A4"
    A5 = "A5"

    @property
    def sides(self) -> tuple[float, float]:
        """The short and the long side in mm."""
        return (148.0, 210.0) if self is PaperSize.A5 else (A4_SHORT, A4_LONG)


class Align(StrEnum):
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"

    @property
    def share(self) -> float:
        """The share of the free width that is left of what is aligned."""
        return {Align.LEFT: 0.0, Align.CENTER: 0.5, Align.RIGHT: 1.0}[self]


class Vertical(StrEnum):
    """The vertical alignment of a cell's text."""

    TOP = "top"
    MIDDLE = "middle"


class PageNumbers(StrEnum):
    """The format of page numbers."""

    NONE = "none"
    PLAIN = "plain"
    """``2``."""
    DASHES = "dashes"
    """``- 2 -``, the form of official letters."""
    OF_TOTAL = "of_total"
    """``หน้า 2 จาก 7``, worded by ``PaperWords.page_of``."""


@dataclass(frozen=True, slots=True)
class Margins:
    top: float = 20.0
    right: float = 20.0
    bottom: float = 20.0
    left: float = 20.0


@dataclass(frozen=True, slots=True)
class PageLine:
    """A header or footer: left-aligned text, and a page number."""

    text: str = ""
    numbers: PageNumbers = PageNumbers.NONE
    numbers_at: Align = Align.CENTER
    from_page: int = 1
    """The first page with the line, 1 or 2."""
    digits: Digits | None = None
    """The digits of the line if they differ from the document's."""

    @property
    def official(self) -> bool:
        """Whether it is a page number in official form, printed in the size of body text."""
        alone = not self.text and self.numbers_at is Align.CENTER
        return alone and self.numbers is PageNumbers.DASHES


@dataclass(frozen=True, slots=True)
class Image:
    """A PNG or JPEG picture, ``width`` by ``height`` mm; ``alt`` is its alternative text. A picture
    without ``data`` is printed as a blank of its size. A photograph is made from its ``source``
    when its bytes are asked for: who reads a document's words alone needs none."""

    source: bytes | Callable[[], bytes]
    width: float
    height: float
    alt: str
    align: Align = Align.CENTER
    code: QrCode | None = None
    """The code that it shows, which the PDF draws as shapes."""

    @property
    def data(self) -> bytes:
        """The picture's file; empty if it is missing."""
        return self.source if isinstance(self.source, bytes) else self.source()


@dataclass(frozen=True, slots=True)
class Run:
    """A run of text in the character style ``style`` (``LOOKS`` in ``styles.py``), if set. A line
    break is one within the paragraph, a tab moves to the paragraph's next tab stop. ``image`` makes
    it an inline picture. ``wording`` is the name of the editable text it comes from."""

    text: str
    bold: bool = False
    underline: bool = False
    style: str = ""
    image: Image | None = None
    wording: str = ""
    internal: bool = False
    """Whether it is an internal note, see ``notes.py``."""


@dataclass(frozen=True, slots=True)
class TabStop:
    """A tab stop, in mm from the left edge of the text; ``dotted`` draws a dot leader."""

    at: float
    align: Align = Align.LEFT
    dotted: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Runs in a named style (see ``styles.py``).

    ``mark`` (``•``, ``-``, ``1.``) precedes the text, which is indented after it; ``level`` 1
    indents the paragraph by one step. ``counted`` names a list that Word numbers itself: the mark
    (``1.``, ``1.2``) is its number, and the text follows it without hanging indent unless it
    ``hangs``, or after a tab if ``first`` is negative.
    """

    runs: tuple[Run, ...]
    style: str = "body"
    mark: str = ""
    level: int = 0
    tabs: tuple[TabStop, ...] = ()
    left: float = 0.0
    """Left indent of all lines, in mm."""
    first: float | None = None
    """Indent of the first line relative to the others, in mm; a negative one is a hanging indent.
    None: as in the style."""
    counted: str = ""
    hangs: bool = False
    """Whether the text of a counted paragraph has a hanging indent."""
    mark_wording: str = ""
    """The name of the editable text that its mark comes from."""
    catchword: str = ""
    """The catchword of a page that begins with this; empty for its first word."""
    digits: Digits | None = None
    """The digits it is printed in if they differ from the document's."""
    internal: bool = False
    """Whether it is an internal note, see ``notes.py``."""

    @property
    def tabbed(self) -> bool:
        """Whether its number is followed by a tab."""
        return bool(self.counted and self.mark) and self.first is not None and self.first < 0

    @property
    def text(self) -> str:
        """The text without its mark."""
        return "".join(run.text for run in self.runs)


def paragraph(
    text: str,
    style: str = "body",
    *,
    mark: str = "",
    level: int = 0,
    bold: bool = False,
    underline: bool = False,
    counted: str = "",
) -> Paragraph:
    """Returns a paragraph of one run."""
    return Paragraph((Run(text, bold, underline),), style, mark, level, counted=counted)


class ContinuedCell(StrEnum):
    """What a cell shows on the next page if its row is split and all its text is printed."""

    EMPTY = "empty"
    REPEAT = "repeat"
    """The text again."""
    REPEAT_CONTINUED = "repeat_continued"
    """The text again, followed by ``(ต่อ)``."""


@dataclass(frozen=True, slots=True)
class TableColumn:
    """``share`` is the column's width in proportion to the other columns' shares."""

    share: float
    on_break: ContinuedCell = ContinuedCell.EMPTY


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in a cell, with its caption."""

    image: Image
    caption: tuple[Paragraph, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that covers ``columns`` to the right and ``rows`` downwards.

    Its ``pictures`` follow its paragraphs row by row, those of a row side by side (``pictures.py``
    fits them into a column).

    A figure has its ``value`` in the printed unit (``96.96%`` is 96.96), which its paragraph shows
    with signs and units. The ``formula`` of other figures refers to it by its ``name``, unique in
    the document.
    """

    paragraphs: tuple[Paragraph, ...] = ()
    columns: int = 1
    rows: int = 1
    vertical: Vertical = Vertical.TOP
    value: Decimal | None = None
    name: str = ""
    formula: Formula | None = None
    pictures: tuple[tuple[Picture, ...], ...] = ()
    joined: bool = False
    """Whether the border above the cell is omitted."""


def cell(
    text: str, style: str = "cell", *, columns: int = 1, rows: int = 1, bold: bool = False
) -> Cell:
    """Returns a cell of one paragraph."""
    return Cell((paragraph(text, style, bold=bold),), columns, rows)


def counted_cell(number: str, style: str, counted: str) -> Cell:
    """Returns a cell with only a number, which Word counts by the list ``counted``."""
    return Cell((Paragraph((), style, number, counted=counted),))


@dataclass(frozen=True, slots=True)
class TableRow:
    """The cells that begin in this row, left to right; places covered by cells above are skipped.

    A ``group`` row is a heading for the rows below it and stays with the first of them. One of
    ``depth`` 1 is subordinate to the last one of depth 0.
    """

    cells: tuple[Cell, ...]
    group: bool = False
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A table. ``heading`` rows are repeated on every page, group rows as ``repeat_groups`` says,
    with the mark on the deepest. Without ``borders`` text is aligned with the column edges.
    ``indent`` is in mm from the left edge of the text. With ``whole_rows`` only rows higher than
    half a page are split."""

    columns: tuple[TableColumn, ...]
    rows: tuple[TableRow, ...]
    heading: tuple[TableRow, ...] = ()
    borders: bool = True
    repeat_groups: ContinuedCell = ContinuedCell.EMPTY
    indent: float = 0.0
    whole_rows: bool = False
    mark: str = mark_of(SHIPPED.continued)
    """The text appended by ``REPEAT_CONTINUED``."""


@dataclass(frozen=True, slots=True)
class ChartFigure:
    """A chart as wide as the text: vector shapes in PDF, a native chart in Excel."""

    chart: Chart


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """The lines below a space for the signature, centred in the right half: name, position, and on
    whose behalf. It is not split, and two lines of text stay on its page. ``closing`` is printed
    above the space (ขอแสดงความนับถือ)."""

    lines: tuple[str, ...]
    closing: str = ""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A page break; ``restart`` restarts page numbers at 1."""

    restart: bool = False


Simple: TypeAlias = Paragraph | Image | ChartFigure | SignatureBlock


@dataclass(frozen=True, slots=True)
class KeepTogether:
    """Blocks that stay on one page if they fit on it."""

    blocks: tuple[Simple, ...]


Block: TypeAlias = Simple | Table | KeepTogether | PageBreak


def signs(block: Block) -> bool:
    """Returns whether a block begins with a signature, which the lines before it stay with."""
    first = block.blocks[0] if isinstance(block, KeepTogether) and block.blocks else block
    return isinstance(first, SignatureBlock)


def is_blank(block: Block) -> bool:
    """Returns whether a block is an empty line; a tab is not, for it may be a dotted line."""
    return isinstance(block, Paragraph) and not (
        block.text.strip(" ") or block.mark or any(run.image for run in block.runs)
    )


def ends_table(blocks: Sequence[Block]) -> bool:
    """Returns whether the last of the blocks is a table of a single row, and the first one another
    table, with nothing but blank lines between: it is like the last row of the first one."""
    above, *between, last = blocks
    if not (isinstance(above, Table) and isinstance(last, Table) and all(map(is_blank, between))):
        return False
    return sum(not row.group for row in last.rows) == 1


@dataclass(frozen=True, slots=True)
class BoundDocument:
    """A document bound to another one; ``title`` is its entry in the contents."""

    title: str
    document: "Document"
    further: tuple[tuple[str, int], ...] = ()
    """Further entries in the contents, with the number of the block at which each begins."""
    flows: bool = False
    """Whether it continues on the last page of the document before it, given the same page
    setup."""
    outline: tuple[tuple[int, str, int], ...] = ()
    """Bookmarks: level from 0, text, number of the block at which it begins. If no part has any,
    the entries of the contents are bookmarks."""
    file: bytes = b""
    """A PDF whose pages follow those of the document."""
    file_pages: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """A document on paper of one size."""

    title: str
    blocks: tuple[Block, ...]
    author: str = ""
    orientation: Orientation = Orientation.PORTRAIT
    margins: Margins = field(default_factory=Margins)
    digits: Digits = Digits.ARABIC
    header: PageLine | None = None
    footer: PageLine | None = None
    language: str = "th-TH"
    catchwords: bool = False
    """Whether each page has the first words of the next one at its foot."""
    word_pages: bool = False
    """Whether pages of the Word file end as in the PDF, for signing. With catchwords each page is a
    section, and tables are split; both break when the file is edited."""
    first_page: int = 1
    """The number of the first page."""
    codes_in_digits: bool = False
    """Whether item codes (``O12``) are printed in its digits, too."""
    upright_cover: bool = False
    """Whether pages before the first page break are portrait in a landscape document."""
    as_list: bool = False
    """Whether its Excel file is one filterable list instead of its pages."""
    bound: tuple[BoundDocument, ...] = ()
    """Documents bound to it, with its header and footer and continuous page numbers; its own last
    lines are then the table of contents."""
    bound_listed: bool = True
    """Whether it has a table of contents."""
    bound_counted: bool = True
    """Whether entries of the contents are numbered."""
    paper: PaperSize = PaperSize.A4
    words: PaperWords = SHIPPED
    """The texts that back-ends add to its blocks."""
    mark: str = ""
    """The keyword of its files, by which an import knows them."""

    @property
    def cover(self) -> "Document":
        """The document with the page setup of its first page."""
        return replace(self, orientation=Orientation.PORTRAIT) if self.upright_cover else self

    def without_cover(self, blocks: tuple[Block, ...]) -> "Document":
        """Returns a document of other ``blocks`` with the page setup and lines of later pages."""
        header, footer = (
            replace(line, from_page=1) if line is not None else None
            for line in (self.header, self.footer)
        )
        return replace(
            self, blocks=blocks, header=header, footer=footer, bound=(), upright_cover=False
        )

    @property
    def page_size(self) -> tuple[float, float]:
        """Width and height in mm."""
        short, long = self.paper.sides
        return (short, long) if self.orientation is Orientation.PORTRAIT else (long, short)

    @property
    def text_width(self) -> float:
        """Width between the margins in mm."""
        return self.page_size[0] - self.margins.left - self.margins.right

    @property
    def text_height(self) -> float:
        """Height between the margins in mm."""
        return self.page_size[1] - self.margins.top - self.margins.bottom


def row(*texts: str) -> TableRow:
    """Returns a row of plain cells."""
    return TableRow(tuple(cell(text) for text in texts))


def heading_row(texts: Iterable[str]) -> TableRow:
    """Returns a row of column headings."""
    return TableRow(
        tuple(Cell((paragraph(text, "cell-heading"),), vertical=Vertical.MIDDLE) for text in texts)
    )


def group_row(text: str, columns: int, depth: int = 0) -> TableRow:
    """Returns a group row: a heading over all columns."""
    return TableRow((cell(text, "cell-group", columns=columns),), group=True, depth=depth)
