"""What a document says and how it is built, before it is Word, Excel or PDF.

A report makes a :class:`Document` of typed blocks; a back-end walks them and knows no report.
Lengths are millimetres, font sizes points. Text is stored with Arabic digits; ``digits`` of the
document says which ones are printed.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from ita_desktop.documents.formulas import Formula
from ita_desktop.documents.wordings.paper_words import SHIPPED, PaperWords, mark_of
from ita_desktop.domain.digits import Digits
from ita_desktop.pictures.charts import Chart

A4_SHORT = 210.0
A4_LONG = 297.0


class Orientation(StrEnum):
    PORTRAIT = "portrait"
    LANDSCAPE = "landscape"


class Align(StrEnum):
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class Vertical(StrEnum):
    """The vertical place of a cell's text where the row is higher than the text."""

    TOP = "top"
    MIDDLE = "middle"


class PageNumbers(StrEnum):
    """How a page's number is written."""

    NONE = "none"
    PLAIN = "plain"
    """``2``."""
    DASHES = "dashes"
    """``- 2 -``, the form of official letters."""
    OF_TOTAL = "of_total"
    """``หน้า 2 จาก 7``, as the document words it."""


@dataclass(frozen=True, slots=True)
class Margins:
    top: float = 20.0
    right: float = 20.0
    bottom: float = 20.0
    left: float = 20.0


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line in the head or foot of the pages: a text at the left, the page number as said."""

    text: str = ""
    numbers: PageNumbers = PageNumbers.NONE
    numbers_at: Align = Align.CENTER
    from_page: int = 1
    """The first page that shows the line, 1 or 2."""
    digits: Digits | None = None
    """The digits of its numbers where those are not the document's."""

    @property
    def official(self) -> bool:
        """Whether it is a page number alone as papers have it, in the size of their text."""
        alone = not self.text and self.numbers_at is Align.CENTER
        return alone and self.numbers is PageNumbers.DASHES


@dataclass(frozen=True, slots=True)
class Image:
    """A PNG or JPEG picture, printed ``width`` by ``height`` millimetres; ``alt`` tells it in
    words. One without ``data`` is a frame with these words in it."""

    data: bytes
    width: float
    height: float
    alt: str
    align: Align = Align.CENTER


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one look: that of a character style (``LOOKS`` in ``styles.py``) where
    ``style`` names one. A line break in it is a line break in the paragraph, a tab goes to the
    paragraph's next tab stop. With ``image`` it is that picture, standing in the line. Where it is
    a text that the office may word anew, ``wording`` names it."""

    text: str
    bold: bool = False
    underline: bool = False
    style: str = ""
    image: Image | None = None
    wording: str = ""
    internal: bool = False
    """Whether it is a note of the program's own, see ``notes.py``."""


@dataclass(frozen=True, slots=True)
class TabStop:
    """Where a tab goes to, in millimetres from the left end of the text; with ``dotted`` dots
    lead there."""

    at: float
    align: Align = Align.LEFT
    dotted: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Runs in a named style (see ``styles.py``).

    ``mark`` stands before the text, which hangs behind it: ``•``, ``-`` or ``1.``; ``level`` 1
    indents the whole one step further. Where the list ``counted`` is named, the mark (``1.``,
    ``1.2``) is a number that Word counts itself, and the text follows it without hanging unless
    it ``hangs``, or behind a tab where ``first`` lets the other lines hang.
    """

    runs: tuple[Run, ...]
    style: str = "body"
    mark: str = ""
    level: int = 0
    tabs: tuple[TabStop, ...] = ()
    left: float = 0.0
    """Left indent of all lines, in millimetres."""
    first: float | None = None
    """Millimetres by which the first line stands further in than the others; less than nothing
    lets the others hang. ``None`` for what the style says."""
    counted: str = ""
    hangs: bool = False
    """Whether the text hangs behind its number that Word counts, too."""
    mark_wording: str = ""
    """The text that the office may word anew of which its mark is."""
    catchword: str = ""
    """What the page before says where a page begins with this; empty for its first word."""
    digits: Digits | None = None
    """The digits it is printed in where those are not the document's."""
    internal: bool = False
    """Whether it is a note of the program's own, see ``notes.py``."""

    @property
    def tabbed(self) -> bool:
        """Whether its text begins at a tab behind a number that Word counts."""
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
    """A paragraph of one run."""
    return Paragraph((Run(text, bold, underline),), style, mark, level, counted=counted)


class OnBreak(StrEnum):
    """What a column shows when a page ends within a row and the cell's own text is all printed."""

    EMPTY = "empty"
    REPEAT = "repeat"
    """The cell's text again."""
    REPEAT_CONTINUED = "repeat_continued"
    """The cell's text again, followed by ``(ต่อ)``."""


@dataclass(frozen=True, slots=True)
class TableColumn:
    """``share`` is the part of the table's width, in any unit common to all columns."""

    share: float
    on_break: OnBreak = OnBreak.EMPTY


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in a cell with the words below it."""

    image: Image
    caption: tuple[Paragraph, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; ``columns`` and ``rows`` say how many it covers to the right and below.

    Below its paragraphs come its ``pictures``, row by row, those of a row beside each other
    (``pictures.py`` makes them fit a column).

    A figure has its ``value`` in the unit that is printed (``96.96%`` is 96.96), which its
    paragraph shows with what belongs to it (a mark, a sign, per cent). Other figures' ``formula``
    calls it by its ``name``, which no other cell of the document has.
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
    """Whether no line parts it from the cell above."""


def cell(
    text: str, style: str = "cell", *, columns: int = 1, rows: int = 1, bold: bool = False
) -> Cell:
    """A cell of one paragraph."""
    return Cell((paragraph(text, style, bold=bold),), columns, rows)


def counted_cell(number: str, style: str, counted: str) -> Cell:
    """A cell with a number alone, which Word counts by the list ``counted``."""
    return Cell((Paragraph((), style, number, counted=counted),))


@dataclass(frozen=True, slots=True)
class TableRow:
    """The cells that begin in this row, left to right; places covered from above are left out.

    A ``group`` row heads the rows below it: it stays with the first of them. One of ``depth`` 1
    stands below the last one of depth 0.
    """

    cells: tuple[Cell, ...]
    group: bool = False
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """``heading`` rows are printed again on every page, group rows as ``repeat_groups`` says: its
    mark stands behind the deepest. Without ``borders`` no line is drawn and text stands where the
    columns do. It begins ``indent`` millimetres from the left end of the text; ``whole_rows`` are
    never parted."""

    columns: tuple[TableColumn, ...]
    rows: tuple[TableRow, ...]
    heading: tuple[TableRow, ...] = ()
    borders: bool = True
    repeat_groups: OnBreak = OnBreak.EMPTY
    indent: float = 0.0
    whole_rows: bool = False
    mark: str = mark_of(SHIPPED.continued)
    """The mark behind text that ``REPEAT_CONTINUED`` repeats on the next page."""


@dataclass(frozen=True, slots=True)
class ChartFigure:
    """A chart of figures over the whole width: shapes in PDF, a native chart in Excel."""

    chart: Chart


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """Lines below a space for the signature, centred in the right half: name, post, and for whom
    it is signed. It is not parted, and two lines of text before it stand on the same page.
    ``closing`` stands above the space (ขอแสดงความนับถือ)."""

    lines: tuple[str, ...]
    closing: str = ""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page, with ``restart`` one that is counted as the first."""

    restart: bool = False


Simple: TypeAlias = Paragraph | Image | ChartFigure | SignatureBlock


@dataclass(frozen=True, slots=True)
class KeepTogether:
    """Blocks that are not parted by a page break, as long as they fit on one page."""

    blocks: tuple[Simple, ...]


Block: TypeAlias = Simple | Table | KeepTogether | PageBreak


def signs(block: Block) -> bool:
    """Whether a block begins with a signature, which the lines before it stay with."""
    first = block.blocks[0] if isinstance(block, KeepTogether) and block.blocks else block
    return isinstance(first, SignatureBlock)


@dataclass(frozen=True, slots=True)
class Bound:
    """A document that is bound behind another one, with its name in the contents."""

    title: str
    document: "Document"
    further: tuple[tuple[str, int], ...] = ()
    """Other names in the contents, with the number of the block at which each begins."""
    flows: bool = False
    """Whether it continues on the last page of the part before it, where their pages are alike."""
    file: bytes = b""
    """A PDF whose pages follow those of the document."""
    file_pages: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document on A4."""

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
    """Whether the foot of each page says with what the next one begins."""
    word_pages: bool = False
    """Whether the Word file is as it is signed: its pages end where the PDF's do. With catchwords
    each is a section of its own, tables are parted there; that comes apart when it is edited."""
    first_page: int = 1
    """The number of its first page."""
    codes_in_digits: bool = False
    """Whether the codes of items (``O12``) are in its digits, too."""
    upright_cover: bool = False
    """Whether the pages before the first page break are portrait where the rest is landscape."""
    as_list: bool = False
    """Whether its Excel file is its table as one list to work with, and not its pages."""
    bound: tuple[Bound, ...] = ()
    """What follows it, numbered through in the form of its own head and foot: its last lines then
    are the contents."""
    bound_listed: bool = True
    """Whether there are contents at all."""
    bound_counted: bool = True
    """Whether the contents count what is bound."""
    words: PaperWords = SHIPPED
    """What is printed of it beyond its blocks."""

    @property
    def cover(self) -> "Document":
        """The document as its first page has it."""
        return replace(self, orientation=Orientation.PORTRAIT) if self.upright_cover else self

    @property
    def page_size(self) -> tuple[float, float]:
        """Width and height in millimetres."""
        if self.orientation is Orientation.PORTRAIT:
            return A4_SHORT, A4_LONG
        return A4_LONG, A4_SHORT

    @property
    def text_width(self) -> float:
        """Width between the margins in millimetres."""
        return self.page_size[0] - self.margins.left - self.margins.right

    @property
    def text_height(self) -> float:
        """Height between the margins in millimetres."""
        return self.page_size[1] - self.margins.top - self.margins.bottom


def row(*texts: str, style: str = "cell") -> TableRow:
    """A row of plain cells."""
    return TableRow(tuple(cell(text, style) for text in texts))


def heading_row(texts: Iterable[str]) -> TableRow:
    """The row of column headings."""
    return TableRow(
        tuple(Cell((paragraph(text, "cell-heading"),), vertical=Vertical.MIDDLE) for text in texts)
    )


def group_row(text: str, columns: int, depth: int = 0) -> TableRow:
    """A row over all columns that heads the rows below it."""
    return TableRow((cell(text, "cell-group", columns=columns),), group=True, depth=depth)
