"""Binds several documents into one, with continuous page numbers and a table of contents.

Each document is laid out separately, with the page numbers it has in the whole. Short ones are
joined before, so that each continues on the page of the one before; only paged formats need this.
File formats that cannot embed a PDF have pictures of the pages of a bound one.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

from ita_desktop.documents.content import (
    Align,
    Block,
    BoundDocument,
    Document,
    Image,
    KeepTogether,
    Margins,
    Orientation,
    PageBreak,
    PageLine,
    PageNumbers,
    Paragraph,
    Run,
    TabStop,
    paragraph,
)
from ita_desktop.documents.layout.catchwords import TextPlace
from ita_desktop.documents.layout.compose import composed, page_starts
from ita_desktop.documents.layout.fonts import Letters
from ita_desktop.documents.layout.pages import PdfPages
from ita_desktop.documents.styles import LAST_LINES
from ita_desktop.domain.documents import fill
from ita_desktop.filing.pdfium import ONE_AT_A_TIME
from ita_desktop.typography.words import WordBreaker

if TYPE_CHECKING:
    from PIL.Image import Image as Drawn


_HANG: Final = 8.0
"""Indent in mm after the number of a contents line, and of its further lines."""
_FEW: Final = 2
"""Least number of lines of the contents before a page break."""
MOST_FILE_PAGES: Final = 60
"""Greatest number of pages shown; more would make files too large to send by mail."""
FILE_MARGINS: Final = Margins(17.0, 10.0, 17.0, 10.0)
"""Margins around a page in mm, with room for its page number."""
_DOTS_PER_MM: Final = 150 / 25.4
_SPARE: Final = 6.0
"""Space that a picture's line needs besides the picture, in mm."""
_MOST_DOTS: Final = 60_000_000
"""Greatest size of a picture in a page, in pixels; decoding a larger one takes too much memory."""
_FEW_COLOURS: Final = 1024
"""Greatest number of colours of a page that is taken for text or drawings rather than a photo."""
_QUALITY: Final = 80
_WORDS: Final = 700
"""Greatest length of a page's text in its alternative text."""


def flowed(document: Document) -> Document:
    """Returns ``document`` with flowing documents joined to the one before them."""
    joined: list[BoundDocument] = []
    for bound in document.bound:
        if joined and bound.flows and not joined[-1].file and _have_same_setup(joined[-1], bound):
            joined[-1] = _joined(joined[-1], bound)
        else:
            joined.append(bound)
    return replace(document, bound=tuple(joined))


def _have_same_setup(bound: BoundDocument, other: BoundDocument) -> bool:
    """Returns whether two documents have the same page setup."""
    return _setup_of(bound.document) == _setup_of(other.document)


def _setup_of(document: Document) -> tuple[object, ...]:
    size, margins = document.page_size, document.margins
    return (size, margins, document.digits, document.codes_in_digits)


def _joined(bound: BoundDocument, other: BoundDocument) -> BoundDocument:
    at = len(bound.document.blocks)
    blocks = (*bound.document.blocks, *other.document.blocks)
    names = ((other.title, at), *((title, at + block) for title, block in other.further))
    outline = ((level, title, at + block) for level, title, block in other.outline)
    return replace(
        bound,
        outline=(*bound.outline, *outline),
        document=replace(bound.document, blocks=blocks),
        further=(*bound.further, *(name for name in names if name[0])),
        file=other.file,
        file_pages=other.file_pages,
    )


class _Page(NamedTuple):
    image: Image
    orientation: Orientation


def file_pages(bound: BoundDocument) -> list[Document]:
    """Returns the pages of its file as pictures, in one document per run of portrait or landscape
    pages. Pages that cannot be shown are replaced by a sentence."""
    made: list[Document] = []
    for orientation, stretch in groupby(_file_pages(bound), key=lambda page: page.orientation):
        images = [page.image for page in stretch]
        made.append(Document(bound.title, _one_per_page(images), "", orientation, FILE_MARGINS))
    if pages_left_out(bound):
        shown = sum(isinstance(block, Image) for part in made for block in part.blocks)
        ends = {"หน้าแรก": str(shown + 1), "หน้าสุดท้าย": str(bound.file_pages)}
        words = fill(bound.document.words.file_pages_further, ends)
        made.append(Document(bound.title, (paragraph(words, "cover-line"),), margins=FILE_MARGINS))
    return made


def pages_left_out(bound: BoundDocument) -> bool:
    """Returns whether only the PDF has all pages of the file."""
    return bound.file_pages > MOST_FILE_PAGES or (bound.file_pages > 0 and not _opens(bound.file))


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


def _file_pages(bound: BoundDocument) -> Iterator[_Page]:
    """Yields the pages; pdfium's lock is released between two pages."""
    if not bound.file_pages or not _opens(bound.file):
        return
    for number in range(min(bound.file_pages, MOST_FILE_PAGES)):
        words = f"{bound.title} หน้า {number + 1} จาก {bound.file_pages}"
        yield _file_page(bound.file, number, words, bound.document.words.file_page_lost)


def _file_page(file: bytes, number: int, words: str, lost: str) -> _Page:
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
    paper = Document("", (), orientation=_orientation(width, height), margins=FILE_MARGINS)
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
    colours = picture.getcolors(_FEW_COLOURS)
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


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the table of contents."""

    title: str
    page: int
    bound: int
    """Number of the bound document."""
    block: int
    """The block of that document at which the entry begins."""


@dataclass(frozen=True, slots=True)
class Binding:
    """A document laid out with those bound to it."""

    front: PdfPages
    parts: list[PdfPages]
    listed: list[ContentsEntry]
    ends: list[int]
    """The last page number of the front, and of each part including its file."""


def binding(document: Document, breaker: WordBreaker, letter_files: Letters) -> Binding:
    """Returns ``document``, ending with the contents, and the documents bound to it."""

    def lay(part: Document) -> PdfPages:
        return composed(part, breaker, letter_files)

    parts, listed, ends = _laid(document, lay, lambda pages: pages.starts)
    return Binding(lay(contents(document, listed)), parts, listed, ends)


def entries(document: Document, breaker: WordBreaker, letter_files: Letters) -> list[ContentsEntry]:
    """Returns the table of contents of a document with bound documents."""
    return _laid(document, lambda part: page_starts(part, breaker, letter_files), list)[1]


_Laid = TypeVar("_Laid")


def _laid(
    document: Document,
    lay: Callable[[Document], _Laid],
    starts_of: Callable[[_Laid], list[TextPlace]],
) -> tuple[list[_Laid], list[ContentsEntry], list[int]]:
    """Returns the laid out parts, the contents, and the last page number of each part."""
    # Page numbers are right-aligned, so the contents are as long without them.
    unknown = [
        ContentsEntry(title, 0, 0, 0)
        for bound in document.bound
        for title, _block in _titles(bound)
    ]
    before = starts_of(lay(contents(document, unknown)))
    number = document.first_page + len(before) + 1
    parts, listed, ends = [], [], [number - 1]
    for place, bound_part in enumerate(document.bound):
        part = lay(numbered(document, bound_part.document, number))
        starts = starts_of(part)
        for title, block in _titles(bound_part):
            listed.append(ContentsEntry(title, number + page_of(block, starts), place, block))
        parts.append(part)
        number += len(starts) + 1 + bound_part.file_pages
        ends.append(number - 1)
    return parts, listed, ends


def _titles(bound: BoundDocument) -> tuple[tuple[str, int], ...]:
    """Returns the contents entries of a part; one that continues the part before has none."""
    return tuple(pair for pair in ((bound.title, 0), *bound.further) if pair[0])


def page_of(block: int, starts: Sequence[TextPlace]) -> int:
    """Returns how many page breaks come before ``block``."""
    return (
        sum((start.block, start.row, start.offset) <= (block, 0, 0) for start in starts)
        if block
        else 0
    )


def numbered(whole: Document, document: Document, number: int) -> Document:
    """Returns a bound document with the page numbers it has in the whole."""
    header, footer = document.header, document.footer
    if header is not None:
        header = replace(header, numbers=PageNumbers.NONE)
    if footer is not None:
        footer = replace(footer, numbers=PageNumbers.NONE)
    return replace(
        document,
        first_page=number,
        header=header if whole.header is None else _on_all_pages(whole, whole.header),
        footer=footer if whole.footer is None else _on_all_pages(whole, whole.footer),
    )


def _on_all_pages(whole: Document, line: PageLine) -> PageLine:
    return replace(line, from_page=1, digits=whole.digits)


def contents(document: Document, listed: Sequence[ContentsEntry]) -> Document:
    """Returns the front document with the contents lines appended."""
    if not document.bound_listed:
        return replace(document, bound=())
    lines = (
        paragraph(document.words.contents_page, "paper-right"),
        *contents_lines(document, listed),
    )
    if len(listed) < _FEW + LAST_LINES:
        return replace(document, blocks=(*document.blocks, KeepTogether(lines)), bound=())
    first, last = lines[: 1 + _FEW], lines[-LAST_LINES:]
    between = lines[1 + _FEW : -LAST_LINES]
    blocks = (*document.blocks, KeepTogether(first), *between, KeepTogether(last))
    return replace(document, blocks=blocks, bound=())


def contents_lines(document: Document, listed: Sequence[ContentsEntry]) -> Iterator[Paragraph]:
    """Yields a line per entry, with its page number right-aligned."""
    width = document.text_width
    end = TabStop(width, Align.RIGHT, dotted=True)
    for place, entry in enumerate(listed, 1):
        lead = f"{place}.\t" if document.bound_counted else ""
        stops = (TabStop(_HANG), end) if document.bound_counted else (end,)
        runs = Run(f"{lead}{entry.title}"), Run("\t"), Run(str(entry.page))
        yield Paragraph(runs, "contents-line", tabs=stops, left=_HANG, first=-_HANG)
