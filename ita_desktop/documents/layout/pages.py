"""Pages being filled from the top down. Lengths are points, ``y`` is measured from the top."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from ita_desktop.documents.content import Document, Image
from ita_desktop.documents.layout.catchwords import TextPlace
from ita_desktop.documents.layout.measures import MM
from ita_desktop.documents.layout.text.paragraphs import TextLine
from ita_desktop.pictures.shapes import Drawing

SPARE = 6.0
"""What stays free at the foot of pages that end at the same place in Word, where an installed
letter may be a little higher."""


class SetLine(NamedTuple):
    """A line of text with its top left corner there."""

    line: TextLine
    left: float
    y: float


class RuledBox(NamedTuple):
    """A rectangle of thin black rules."""

    left: float
    top: float
    width: float
    bottom: float


class SetDrawing(NamedTuple):
    """A drawing with its top left corner there."""

    drawing: Drawing
    left: float
    y: float


class SetImage(NamedTuple):
    """A picture with its top left corner there."""

    picture: Image
    left: float
    y: float


Mark: TypeAlias = SetLine | RuledBox | SetDrawing


@dataclass(slots=True)
class PdfPage:
    document: Document
    """The document with the paper of this page."""
    place: int = 1
    """Which page it is: the first, the second ... since pages were last counted anew."""
    marks: list[list[Mark]] = field(default_factory=list)
    """What stands on it, in the order in which the page is read."""
    images: list[SetImage] = field(default_factory=list)

    @property
    def size(self) -> tuple[float, float]:
        width, height = self.document.page_size
        return width * MM, height * MM

    def up(self, y: float) -> float:
        """``y`` measured from the page's bottom, as PDF does."""
        return self.size[1] - y


class PdfPages:
    """The pages of a document and the place where the next thing goes."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.left = document.margins.left * MM
        self.top = document.margins.top * MM
        self.pages = [PdfPage(document.cover)]
        self.use(self.pages[0])
        self.y = self.top
        self.here = TextPlace(0)
        """What is being set."""
        self.starts: list[TextPlace] = []
        """With what each page but the first begins."""

    def use(self, page: PdfPage) -> None:
        """Take the measures of a page."""
        document = page.document
        self.size = page.size
        self.width = document.text_width * MM
        spare = SPARE if document.catchwords else 0.0
        self.bottom = (document.page_size[1] - document.margins.bottom) * MM - spare

    @property
    def room(self) -> float:
        """Height that is left on the page."""
        return self.bottom - self.y

    @property
    def height(self) -> float:
        """Height of a whole page between its margins."""
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

    def reserve(self) -> list[Mark]:
        """A place for marks in the page's reading order, to be filled later."""
        place: list[Mark] = []
        self.pages[-1].marks.append(place)
        return place

    def put_line(
        self, line: TextLine, left: float, y: float, place: list[Mark] | None = None
    ) -> None:
        """Put a line of text there, with what stands in it, next or at its ``place``."""
        place = self.reserve() if place is None else place
        place.append(SetLine(line, left, y))
        for x, image in line.images:
            self.put_image(image, left + x, y + line.baseline - image.height * MM)
        for x, down, part in line.parts:
            self.put_line(part, left + x, y + down, place)

    def put_image(self, image: Image, left: float, y: float) -> None:
        self.pages[-1].images.append(SetImage(image, left, y))


def height_of(lines: Iterable[TextLine]) -> float:
    """The height of lines one below the other, the first one's space above left out."""
    total = 0.0
    for number, line in enumerate(lines):
        total += line.height + (line.before if number else 0.0)
    return total
