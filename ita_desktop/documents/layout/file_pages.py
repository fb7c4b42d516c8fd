"""Renders the pages of a bound PDF as pictures, for file formats that cannot embed a PDF."""

from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from ita_desktop.documents.content import (
    Block,
    BoundDocument,
    Document,
    Image,
    Margins,
    Orientation,
    PageBreak,
    paragraph,
)
from ita_desktop.domain.documents.wordings import fill
from ita_desktop.filing.pdfium import ONE_AT_A_TIME

if TYPE_CHECKING:
    from PIL.Image import Image as Drawn

MOST: Final = 60
"""Greatest number of pages shown; more would make files too large to send by mail."""
MARGINS: Final = Margins(17.0, 10.0, 17.0, 10.0)
"""Margins around a page in mm, with room for its page number."""
_DOTS_PER_MM: Final = 150 / 25.4
_SPARE: Final = 6.0
"""Space that a picture's line needs besides the picture, in mm."""
_MOST_DOTS: Final = 60_000_000
"""Greatest size of a picture in a page, in pixels; decoding a larger one takes too much memory."""
_FEW: Final = 1024
"""Greatest number of colours of a page that is taken for text or drawings rather than a photo."""
_QUALITY: Final = 80
_WORDS: Final = 700
"""Greatest length of a page's text in its alternative text."""


class _Page(NamedTuple):
    image: Image
    orientation: Orientation


def pages(bound: BoundDocument) -> list[Document]:
    """Returns the pages as pictures, in one document per run of portrait or landscape pages. Pages
    that cannot be shown are replaced by a sentence."""
    made: list[Document] = []
    for orientation, stretch in groupby(_pages(bound), key=lambda page: page.orientation):
        images = [page.image for page in stretch]
        made.append(Document(bound.title, _one_per_page(images), "", orientation, MARGINS))
    if left_out(bound):
        shown = sum(isinstance(block, Image) for part in made for block in part.blocks)
        ends = {"หน้าแรก": str(shown + 1), "หน้าสุดท้าย": str(bound.file_pages)}
        words = fill(bound.document.words.file_pages_further, ends)
        made.append(Document(bound.title, (paragraph(words, "cover-line"),), margins=MARGINS))
    return made


def left_out(bound: BoundDocument) -> bool:
    """Returns whether only the PDF has all pages of the file."""
    return bound.file_pages > MOST or (bound.file_pages > 0 and not _opens(bound.file))


def _one_per_page(images: list[Image]) -> tuple[Block, ...]:
    """Returns the pictures, one per page."""
    blocks: list[Block] = []
    for image in images:
        blocks += [PageBreak(), image] if blocks else [image]
    return tuple(blocks)


def _opens(file: bytes) -> bool:
    import pypdfium2

    try:
        with ONE_AT_A_TIME, closing(pypdfium2.PdfDocument(file)):
            return True
    except pypdfium2.PdfiumError:
        return False


def _pages(bound: BoundDocument) -> Iterator[_Page]:
    """Yields the pages; pdfium's lock is released between two pages."""
    if not bound.file_pages or not _opens(bound.file):
        return
    for number in range(min(bound.file_pages, MOST)):
        words = f"{bound.title} หน้า {number + 1} จาก {bound.file_pages}"
        yield _page(bound.file, number, words, bound.document.words.file_page_lost)


def _page(file: bytes, number: int, words: str, lost: str) -> _Page:
    import pypdfium2

    width, height = 210.0, 297.0
    data, text = b"", ""
    try:
        with (
            ONE_AT_A_TIME,
            closing(pypdfium2.PdfDocument(file)) as document,
            closing(document[number]) as page,
        ):
            width, height = page.get_size()
            if _is_light(page):
                scale = _size(width, height)[0] * _DOTS_PER_MM / width
                data = _encoded(page.render(scale=scale).to_pil().convert("RGB"))
                with closing(page.get_textpage()) as letters:
                    text = " ".join(letters.get_text_bounded().split())
    except (pypdfium2.PdfiumError, OSError, ValueError, MemoryError):
        data = b""
    described = f"{words}: {text[:_WORDS]}" if text else words
    image = Image(data, *_size(width, height), described if data else lost)
    return _Page(image, _orientation(width, height))


def _size(width: float, height: float) -> tuple[float, float]:
    """Returns width and height in mm of a page scaled to fit between the margins."""
    paper = Document("", (), orientation=_orientation(width, height), margins=MARGINS)
    room = paper.text_width, paper.text_height - _SPARE
    scale = min(room[0] / width, room[1] / height)
    return width * scale, height * scale


def _orientation(width: float, height: float) -> Orientation:
    return Orientation.LANDSCAPE if width > height else Orientation.PORTRAIT


def _is_light(page: Any) -> bool:
    """Returns whether all pictures of a page are small enough to decode."""
    from pypdfium2 import raw

    for object_ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]):
        width, height = object_.get_px_size()
        if width * height > _MOST_DOTS:
            return False
    return True


def _encoded(picture: "Drawn") -> bytes:
    """Returns the picture as JPEG, or as PNG if that is smaller, as it is for text."""
    colours = picture.getcolors(_FEW)
    grey = colours is not None and all(len(set(colour)) == 1 for _count, colour in _tuples(colours))
    small = picture.convert("L") if grey else picture
    jpeg = _saved(small, "JPEG", quality=_QUALITY)
    if colours is None:
        return jpeg
    return min(_saved(small, "PNG"), jpeg, key=len)


def _tuples(colours: Any) -> list[tuple[int, tuple[int, ...]]]:
    return list(colours)


def _saved(picture: "Drawn", form: str, **how: Any) -> bytes:
    target = BytesIO()
    picture.save(target, form, **how)
    return target.getvalue()
