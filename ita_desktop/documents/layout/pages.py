"""Pages being filled from top to bottom. Lengths are points, ``y`` is measured downwards.

The logical structure of a document: headings, paragraphs, lists, tables and figures in reading
order, for readers who hear it (ISO 32000-1, 14.8.4; its names are the standard's).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from ita_desktop.documents.content import Document, Image, Paragraph, Table
from ita_desktop.documents.layout.catchwords import TextPlace
from ita_desktop.documents.layout.grid import PlacedCell
from ita_desktop.documents.layout.paragraphs import TextLine
from ita_desktop.documents.styles import MM, STYLES
from ita_desktop.pictures.shapes import Drawing


class StructureRole(StrEnum):
    DOCUMENT = "Document"
    PARAGRAPH = "P"
    LIST = "L"
    ITEM = "LI"
    ITEM_BODY = "LBody"
    TABLE = "Table"
    TABLE_HEAD = "THead"
    TABLE_BODY = "TBody"
    ROW = "TR"
    HEADING_CELL = "TH"
    CELL = "TD"
    FIGURE = "Figure"


@dataclass(slots=True, eq=False)
class Element:
    """A part of the structure: its ``kids`` are further elements, and what of it is on a page."""

    role: str
    """A :class:`StructureRole`, or ``H1`` to ``H6``."""
    alt: str = ""
    """The text of a figure."""
    rows: int = 1
    columns: int = 1
    """How many rows and columns a cell covers."""
    kids: list["Kid"] = field(default_factory=list)

    def add(self, role: str, *, alt: str = "", rows: int = 1, columns: int = 1) -> "Element":
        """Adds an element at the end, and returns it."""
        made = Element(role, alt, rows, columns)
        self.kids.append(made)
        return made


@dataclass(slots=True, eq=False)
class Piece:
    """What of an element is on one page."""


Kid: TypeAlias = Element | Piece

_DEEPEST_HEADING = 6


class Structure:
    """The structure of a document whose blocks are added one by one."""

    def __init__(self) -> None:
        self.root = Element(StructureRole.DOCUMENT)
        self._headings: list[int] = []
        """The levels of the last heading and of those above it."""
        self._lists: list[Element] = []
        """The lists that the last block is in, by level."""
        self._item = self.root
        """The last item of a list."""

    def paragraph(self, block: Paragraph) -> Element | None:
        """Adds a heading, a list item or a paragraph; None if it has neither text nor picture."""
        if not block.text.strip() and not block.mark and not any(run.image for run in block.runs):
            return None
        level = STYLES[block.style].heading
        if level:
            return self._add_heading(level)
        if block.mark:
            return self._add_item(block.level)
        self._lists.clear()
        return self.root.add(StructureRole.PARAGRAPH)

    def lines(self) -> Element:
        """Adds a paragraph of lines that belong together, as those of a signature."""
        self._lists.clear()
        return self.root.add(StructureRole.PARAGRAPH)

    def figure(self, alt: str) -> Element:
        """Adds a figure with its text."""
        self._lists.clear()
        return self.root.add(StructureRole.FIGURE, alt=alt)

    def cells(
        self,
        table: Table,
        heading: Iterable[tuple[PlacedCell, ...]],
        rows: Iterable[tuple[PlacedCell, ...]],
    ) -> dict[int, Element]:
        """Adds a table; returns the elements of its cells by their ids. One without borders and
        headings only places text, and its cells are paragraphs."""
        self._lists.clear()
        heading, rows = tuple(heading), tuple(rows)
        if not table.borders and not heading:
            return {
                id(place): self.root.add(StructureRole.PARAGRAPH)
                for row in rows
                for place in row
                if _has_content(place)
            }
        made = self.root.add(StructureRole.TABLE)
        cells: dict[int, Element] = {}
        for part, role, placed in (
            (StructureRole.TABLE_HEAD, StructureRole.HEADING_CELL, heading),
            (StructureRole.TABLE_BODY, StructureRole.CELL, rows),
        ):
            within = made.add(part) if placed else made
            for row in placed:
                line = within.add(StructureRole.ROW)
                for place in row:
                    cells[id(place)] = line.add(role, rows=place.rows, columns=place.columns)
        return cells

    def _add_heading(self, level: int) -> Element:
        """Adds a heading one level below the one that it is under: no level is left out."""
        self._lists.clear()
        self._headings = [above for above in self._headings if above < level] + [level]
        return self.root.add(f"H{min(len(self._headings), _DEEPEST_HEADING)}")

    def _add_item(self, level: int) -> Element:
        """Adds an item to the list of this level, which lies in the last item of the one above."""
        del self._lists[level + 1 :]
        if len(self._lists) <= level:
            above = self._item if self._lists else self.root
            self._lists.append(above.add(StructureRole.LIST))
        self._item = self._lists[-1].add(StructureRole.ITEM).add(StructureRole.ITEM_BODY)
        return self._item


def _has_content(place: PlacedCell) -> bool:
    return bool(place.cell.pictures) or any(
        paragraph.text.strip() or paragraph.mark for paragraph in place.cell.paragraphs
    )


SPARE = 6.0
"""Space in points kept free at the foot of pages that must end alike in Word, where an installed
font may be slightly higher."""


class SetLine(NamedTuple):
    """A line of text; ``left`` and ``y`` are its top left corner."""

    line: TextLine
    left: float
    y: float
    again: bool = False
    """Whether it is none of the text: printed before, or of the page (its number)."""


class RuledBox(NamedTuple):
    """A rectangle of thin black lines."""

    left: float
    top: float
    width: float
    bottom: float


class SetDrawing(NamedTuple):
    """A drawing; ``left`` and ``y`` are its top left corner."""

    drawing: Drawing
    left: float
    y: float


Mark: TypeAlias = SetLine | RuledBox | SetDrawing


@dataclass(slots=True, eq=False)
class Region(Piece):
    """Marks of one element on one page; without an element they are none of the document's text."""

    element: Element | None
    marks: list[Mark] = field(default_factory=list)


class SetImage(NamedTuple):
    """A picture; ``left`` and ``y`` are its top left corner, ``region`` is its place in the
    structure."""

    picture: Image
    left: float
    y: float
    region: Region


@dataclass(slots=True)
class PdfPage:
    document: Document
    """The document with the paper size of this page."""
    place: int = 1
    """Page number, from 1 since page numbering last restarted."""
    regions: list[Region] = field(default_factory=list)
    """The content of the page in reading order."""
    images: list[SetImage] = field(default_factory=list)

    @property
    def size(self) -> tuple[float, float]:
        width, height = self.document.page_size
        return width * MM, height * MM

    def up(self, y: float) -> float:
        """Returns ``y`` measured upwards from the bottom of the page, as PDF does."""
        return self.size[1] - y


class PdfPages:
    """The pages of a document and the current position."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.structure = Structure()
        self.left = document.margins.left * MM
        self.top = document.margins.top * MM
        self.pages = [PdfPage(document.cover)]
        self.use(self.pages[0])
        self.y = self.top
        self.here = TextPlace(0)
        """The place in the document that is being laid out."""
        self.starts: list[TextPlace] = []
        """The place in the document at which each page but the first begins."""

    def use(self, page: PdfPage) -> None:
        """Adopts the dimensions of ``page``."""
        document = page.document
        self.size = page.size
        self.width = document.text_width * MM
        spare = SPARE if document.catchwords else 0.0
        self.bottom = (document.page_size[1] - document.margins.bottom) * MM - spare

    @property
    def room(self) -> float:
        """Height left on the page, in points."""
        return self.bottom - self.y

    @property
    def height(self) -> float:
        """Height of a page between its margins, in points."""
        return self.bottom - self.top

    @property
    def at_top(self) -> bool:
        return self.y <= self.top

    def new_page(self, *, restart: bool = False) -> None:
        self.starts.append(self.here)
        place = 1 if restart else self.pages[-1].place + 1
        self.pages.append(PdfPage(self.document, place))
        self.use(self.pages[-1])
        self.y = self.top

    def reserve(self, element: Element | None) -> Region:
        """Reserves a position in the page's reading order for marks added later."""
        region = Region(element)
        self.pages[-1].regions.append(region)
        if element is not None:
            element.kids.append(region)
        return region

    def put_line(
        self,
        line: TextLine,
        left: float,
        y: float,
        region: Region,
        *,
        again: bool = False,
    ) -> None:
        """Adds a line of text with its pictures in a reserved position."""
        region.marks.append(SetLine(line, left, y, again))
        for x, image in line.images:
            top = y + line.baseline - image.height * MM
            self.put_image(image, left + x, top, None if again else region.element)
        for x, down, part in line.parts:
            self.put_line(part, left + x, y + down, region, again=again)

    def put_image(self, image: Image, left: float, y: float, within: Element | None) -> None:
        """Adds a picture as a figure of the element ``within``; one without a text is an
        ornament."""
        figure = within.add(StructureRole.FIGURE, alt=image.alt) if within and image.alt else None
        region = Region(figure)
        if figure is not None:
            figure.kids.append(region)
        self.pages[-1].images.append(SetImage(image, left, y, region))


def height_of(lines: Iterable[TextLine]) -> float:
    """Returns the height of consecutive lines, without the space above the first one."""
    total = 0.0
    for number, line in enumerate(lines):
        total += line.height + (line.before if number else 0.0)
    return total
