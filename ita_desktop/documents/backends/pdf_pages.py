"""Pages being filled from the top down. Lengths are points, ``y`` is measured from the top."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from ita_desktop.documents.backends.pdf_text import MM, Line
from ita_desktop.documents.catchwords import Place
from ita_desktop.documents.content import Document, Image

SPARE = 6.0
"""What stays free at the foot of pages that end at the same place in Word, where an installed
letter may be a little higher."""


@dataclass(slots=True)
class Page:
    document: Document
    """The document with the paper of this page."""
    place: int = 1
    """Which page it is: the first, the second ... since pages were last counted anew."""
    ink: list[list[str]] = field(default_factory=list)
    """Operators, in the order in which the page is read."""
    images: list[tuple[Image, float, float]] = field(default_factory=list)
    """Pictures with the place of their lower left corner, in PDF's own coordinates."""


class Pages:
    """The pages of a document and the place where the next thing goes."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self.left = document.margins.left * MM
        self.top = document.margins.top * MM
        self.pages = [Page(document.cover)]
        self.use(self.pages[0])
        self.y = self.top
        self.here = Place(0)
        """What is being painted."""
        self.starts: list[Place] = []
        """With what each page but the first begins."""

    def use(self, page: Page) -> None:
        """Take the measures of a page."""
        document = page.document
        width, height = document.page_size
        self.size = (width * MM, height * MM)
        self.width = document.text_width * MM
        spare = SPARE if document.catchwords else 0.0
        self.bottom = (height - document.margins.bottom) * MM - spare

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
        self.pages.append(Page(self._document, place))
        self.use(self.pages[-1])
        self.y = self.top

    def reserve(self) -> list[str]:
        """A place for operators in the page's reading order, to be filled later."""
        place: list[str] = []
        self.pages[-1].ink.append(place)
        return place

    def put_line(self, line: Line, left: float, y: float) -> None:
        self.reserve().append(self.line(line, left, y))

    def line(self, line: Line, left: float, y: float) -> str:
        """Operators for a line of text with its top left corner there."""
        for x, image in line.images:
            self.put_image(image, left + x, y + line.baseline - image.height * MM)
        parts = [self.line(part, left + x, y + down) for x, down, part in line.parts]
        return "".join((line.paint(left, self.up(y)), *parts))

    def outline(self, left: float, top: float, width: float, bottom: float) -> str:
        """Operators for a rectangle of thin black rules."""
        return f"{left:.2f} {self.up(bottom):.2f} {width:.2f} {bottom - top:.2f} re S\n"

    def put_image(self, image: Image, left: float, y: float) -> None:
        self.pages[-1].images.append((image, left, self.up(y) - image.height * MM))

    def up(self, y: float) -> float:
        """``y`` in PDF's own coordinates, which begin at the page's bottom."""
        return self.size[1] - y


def height_of(lines: Iterable[Line]) -> float:
    """The height of lines one below the other, the first one's space above left out."""
    total = 0.0
    for number, line in enumerate(lines):
        total += line.height + (line.before if number else 0.0)
    return total
