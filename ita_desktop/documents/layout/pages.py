"""Pages being filled from top to bottom. Lengths are points, ``y`` is measured downwards."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from ita_desktop.documents.content import Document, Image
from ita_desktop.documents.layout.catchwords import TextPlace
from ita_desktop.documents.layout.measures import MM
from ita_desktop.documents.layout.structure import Element, Piece, Structure, StructureRole
from ita_desktop.documents.layout.text.lines import TextLine
from ita_desktop.pictures.shapes import Drawing

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
