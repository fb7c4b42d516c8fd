"""Word files, made of Word's own constructs: styles, lists, heading rows, fields, sections."""

from collections.abc import Iterator
from copy import deepcopy
from io import BytesIO
from typing import Any, assert_never

from ita_desktop.documents.backends.docx_file import file
from ita_desktop.documents.backends.docx_numbers import Numbering
from ita_desktop.documents.backends.docx_own import base
from ita_desktop.documents.backends.docx_pages import Piece, Sections, by_page, pieces
from ita_desktop.documents.backends.docx_text import TextWriter, hairline, run_element
from ita_desktop.documents.backends.docx_xml import key, twips, w
from ita_desktop.documents.backends.drawing_png import png
from ita_desktop.documents.backends.frame import shown
from ita_desktop.documents.backends.pdf_text import MM
from ita_desktop.documents.catchwords import catchword
from ita_desktop.documents.content import (
    Align,
    Block,
    Document,
    Figure,
    Image,
    KeepTogether,
    Orientation,
    PageBreak,
    PageLine,
    PageNumbers,
    Paragraph,
    Run,
    SignatureBlock,
    Simple,
    Table,
    TabStop,
)
from ita_desktop.documents.letters import Letters
from ita_desktop.documents.printable import in_digits, printable
from ita_desktop.domain.digits import Digits
from ita_desktop.filing.fixed_zip import MOMENT
from ita_desktop.pictures.drawn import draw
from ita_desktop.typography.words import WordBreaker

_SIGNATURE_SPACE = 18.0
_CLOSING_SPACE = 4.0
_EDGE = 10.0
"""Millimetres between the page's edge and its head or foot line."""
_PROPERTY_MOST = 255
"""Letters of a file's property, as ECMA-376 part 2 has it."""
_TABS = {Align.LEFT: 0, Align.CENTER: 1, Align.RIGHT: 2}
"""Tabs from the left edge to each place of a head or foot line."""
_TWO_LINES = 110
"""Letters of a paragraph that surely has two lines."""


def render(
    document: Document,
    breaker: WordBreaker | None = None,
    letter_files: Letters | None = None,
    own: bytes | None = None,
) -> bytes:
    """The document as docx. Its pages end where those of the PDF do where they have catchwords;
    ``breaker`` and ``letter_files`` are those of the PDF. ``own`` is the office's Word file whose
    styles are used instead of those of the same names; raises InputError where it is unusable."""
    begun = base(own, document.text_width)
    if document.bound:
        from ita_desktop.documents.backends.docx_bound import bind

        return bind(document, begun, breaker or WordBreaker(), letter_files)
    return Writer(printable(document), begun, breaker or WordBreaker(), letter_files).file()


class Writer:
    """Writes a document into python-docx's ``begun`` one, by itself or as a part of a whole."""

    def __init__(
        self,
        document: Document,
        begun: Any,
        breaker: WordBreaker,
        letter_files: Letters | None,
        styled: float | None = None,
    ) -> None:
        self._document = document
        self._styled = document.text_width if styled is None else styled
        """The width for which the styles of heads and feet were made."""
        self._breaker = breaker
        self._letter_files = letter_files
        self._made: Any = begun
        numbering = self._made.part.numbering_part.element
        self._numbers = Numbering(numbering, document.digits)
        self._texts = TextWriter(self._numbers, self._drawing, self._breaker)
        self._new_page = False
        """Whether the next block begins a page."""
        self.begins: dict[int, Any] = {}
        """The first element of each block, where pages end as Word likes."""

    def file(self) -> bytes:
        """The whole file."""
        self.set_properties()
        self.dress(self._made.sections[0])
        body = self._made.element.body
        body[:0] = self._pages() if self._document.catchwords else self.elements()
        return file(self._made)

    def elements(self) -> list[Any]:
        """Its blocks, for the body of the file."""
        return list(self._body(pieces(self._document.blocks)))

    def set_properties(self) -> None:
        """What the file says of itself."""
        document, properties = self._document, self._made.core_properties
        properties.title = document.title[:_PROPERTY_MOST]
        properties.author = document.author[:_PROPERTY_MOST]
        properties.language = document.language
        properties.created = properties.modified = MOMENT

    # Blocks.

    def _body(self, blocks: list[Piece]) -> Iterator[Any]:
        before: Block | None = None
        for number, piece in enumerate(blocks):
            block = piece.block
            if isinstance(block, PageBreak) and block.restart:
                yield self._end_of_section()
                before = None
                continue
            if isinstance(block, PageBreak):
                self._new_page = True
                continue
            if isinstance(block, Table) and not (block.heading or block.rows):
                continue  # Word refuses a table without rows
            if isinstance(block, Table) and isinstance(before, Table):
                yield self._between_tables()
            keep_next = _stands_with_signature(blocks[number:])
            for element in self._block(piece, keep_next=keep_next):
                self.begins.setdefault(number, element)
                yield element
            self._new_page = False
            before = block
        if isinstance(before, Table) or before is None:
            yield hairline()  # Word wants a paragraph after a table at the end

    def _between_tables(self) -> Any:
        """A line that keeps two tables from becoming one; it begins the page of the second."""
        line = hairline()
        if self._new_page:
            line[0].insert(1, w("pageBreakBefore"))
            self._new_page = False
        return line

    def _block(self, piece: Piece, *, keep_next: bool) -> Iterator[Any]:
        match piece.block:
            case Table():
                width, height = self._document.text_width, self._document.text_height
                yield self._texts.table(piece.block, width, height, new_page=self._new_page)
            case KeepTogether():
                for one in piece.block.blocks:
                    yield from self._simple(one, keep_next=one is not piece.block.blocks[-1])
            case PageBreak():
                return
            case Paragraph():
                yield self._texts.paragraph(
                    piece.block,
                    keep_next=keep_next,
                    new_page=self._new_page,
                    at_top=piece.begins is not None,
                    goes_on=piece.goes_on,
                )
            case _:
                yield from self._simple(piece.block)

    def _simple(self, block: Simple, *, keep_next: bool = False) -> Iterator[Any]:
        match block:
            case Paragraph():
                yield self._texts.paragraph(block, keep_next=keep_next, new_page=self._new_page)
            case SignatureBlock():
                yield from self._signature(block)
            case Image():
                yield self._picture(block, keep_next=keep_next)
            case Figure():
                yield self._picture(self._drawn(block), keep_next=keep_next)
            case _:
                assert_never(block)

    def _signature(self, block: SignatureBlock) -> Iterator[Any]:
        texts = (block.closing, *block.lines) if block.closing else block.lines
        below = 1 if block.closing else 0
        for number, text in enumerate(texts):
            line = self._texts.paragraph(
                Paragraph((Run(text),), "signature"), keep_next=number < len(texts) - 1
            )
            line[0].append(w("keepLines"))
            if number == below:
                line[0].append(w("spacing", before=twips(_SIGNATURE_SPACE)))
            elif number < below:
                line[0].append(w("spacing", before=twips(_CLOSING_SPACE)))
            yield line

    def _drawn(self, figure: Figure) -> Image:
        """Word has no drawing that prints alike everywhere, so a chart is a sharp picture there."""
        width = self._document.text_width
        drawing = draw(figure.chart, width * MM)
        alt = in_digits(drawing.alt, self._document.digits)
        return Image(png(drawing, self._document.digits), width, drawing.height / MM, alt)

    def _picture(self, image: Image, *, keep_next: bool) -> Any:
        line = self._texts.paragraph(Paragraph((), "line"), keep_next=keep_next)
        line[0].append(w("spacing", line=240, lineRule="auto"))  # a line as high as the picture
        line[0].append(w("jc", val=image.align.value))
        line.append(w("r", w("drawing", self._drawing(image))))
        return line

    def _drawing(self, image: Image) -> Any:
        from docx.shared import Mm

        shape = self._made.part.new_pic_inline(
            BytesIO(shown(image).data), Mm(image.width), Mm(image.height)
        )
        shape.docPr.set("descr", image.alt)
        for side in ("distT", "distB", "distL", "distR"):
            # Left unsaid, LibreOffice keeps 3 mm free beside it, beyond the margin.
            shape.set(side, "0")
        return shape

    def _end_of_section(self) -> Any:
        """An empty line that ends a section, behind which pages are counted anew."""
        section = self._made.element.body.sectPr
        [numbers] = section.xpath("w:pgNumType") or [None]
        if numbers is None:
            numbers = w("pgNumType")
            section.find(key("cols")).addprevious(numbers)
        numbers.set(key("start"), "1")
        line = hairline()
        line[0].append(deepcopy(section))
        return line

    # Pages that end where the PDF's do.

    def _pages(self) -> list[Any]:
        from ita_desktop.documents.backends.pdf import page_starts

        document = self._document
        starts = page_starts(document, self._breaker, self._letter_files)
        sections = Sections(self._made, self._page_number() if document.header else None)
        pages = by_page(pieces(document.blocks, starts))
        elements: list[Any] = []
        for number, page in enumerate(pages):
            self._new_page = False
            if number and isinstance(page[0].block, Table):
                # LibreOffice may leave a section that begins with a table the foot of the last.
                elements.append(hairline())
            elements += self._body(page)
            after = pages[number + 1][0].begins if number + 1 < len(pages) else None
            if after is None:
                break
            if not elements or elements[-1].tag != w("p").tag:
                elements.append(hairline())
            words = catchword(document, after, self._breaker)
            elements[-1][0].append(sections.of(number, words))
        sections.last(len(pages) - 1)
        return elements

    def _page_number(self) -> Any:
        line = self._texts.paragraph(Paragraph((), "page-number"))
        line.extend(self._number(PageNumbers.DASHES))
        return line

    # The section: page, margins, head and foot.

    def dress(self, section: Any) -> None:
        """Give a section the page, margins, head and foot of the document."""
        from docx.enum.section import WD_ORIENT
        from docx.shared import Mm

        document, margins = self._document, self._document.margins
        if document.orientation is Orientation.LANDSCAPE:
            section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = map(Mm, document.page_size)
        section.top_margin, section.bottom_margin = Mm(margins.top), Mm(margins.bottom)
        section.left_margin, section.right_margin = Mm(margins.left), Mm(margins.right)
        section.header_distance = section.footer_distance = Mm(_EDGE)
        lines = [one for one in (document.header, document.footer) if one is not None]
        if next((one.digits for one in lines if one.digits), document.digits) is Digits.THAI:
            [columns] = section._sectPr.xpath("w:cols")  # noqa: SLF001 - has no word for digits
            columns.addprevious(w("pgNumType", fmt="thaiNumbers"))
        if document.catchwords:
            return  # each page has a section of its own
        places = (
            (document.header, section.header, section.first_page_header),
            (document.footer, section.footer, section.first_page_footer),
        )
        own_first = any(line and line.from_page > 1 for line, _every, _first in places)
        section.different_first_page_header_footer = own_first
        for line, every, first in places:
            if line is not None:
                self._fill(every, line)
                if own_first and line.from_page == 1:
                    self._fill(first, line)

    def _fill(self, place: Any, line: PageLine) -> None:
        """Put the line into a head or foot."""
        if line.official:
            element = self._page_number()
        else:
            stops: tuple[TabStop, ...] = ()
            if self._document.text_width != self._styled:
                width = self._document.text_width
                stops = TabStop(width / 2, Align.CENTER), TabStop(width, Align.RIGHT)
            element = self._texts.paragraph(Paragraph((Run(line.text),), "page-line", tabs=stops))
            if line.numbers is not PageNumbers.NONE:
                element.append(w("r", *(w("tab") for _tab in range(_TABS[line.numbers_at]))))
                element.extend(self._number(line.numbers))
        place.is_linked_to_previous = False
        place.part.element[:] = [element]

    def _number(self, numbers: PageNumbers) -> list[Any]:
        # A page's own number follows the section's number format; their count does not.
        thai = r" \* ThaiArabic" if self._document.digits is Digits.THAI else ""
        page, pages = _field("PAGE"), _field(f"NUMPAGES{thai}")
        match numbers:
            case PageNumbers.DASHES:
                return [_text("- "), page, _text(" -")]
            case PageNumbers.OF_TOTAL:
                return [_text("หน้า "), page, _text(" จาก "), pages]
            case _:
                return [page]


def _stands_with_signature(blocks: list[Piece]) -> bool:
    """Whether the first block is among the last lines before a signature."""
    lines = 0
    for piece in blocks[1:]:
        if isinstance(piece.block, SignatureBlock):
            return isinstance(blocks[0].block, Paragraph)
        if not isinstance(piece.block, Paragraph):
            return False
        lines += 2 if len(piece.block.text) > _TWO_LINES else 1
        if lines >= 2:
            return False
    return False


def _text(text: str) -> Any:
    return run_element(Run(text))


def _field(code: str) -> Any:
    return w("fldSimple", _text("1"), instr=f" {code} ")
