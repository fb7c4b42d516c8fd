"""Word files, made of Word's own constructs: styles, lists, heading rows, fields, sections."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from io import BytesIO
from typing import Any, assert_never

from ita_desktop.documents.backends.docx.elements import key, twips, w
from ita_desktop.documents.backends.docx.heads import PageSection as Part
from ita_desktop.documents.backends.docx.heads import ended, sections
from ita_desktop.documents.backends.docx.numbering import Numbering
from ita_desktop.documents.backends.docx.own_styles import base
from ita_desktop.documents.backends.docx.package import file
from ita_desktop.documents.backends.docx.pages import BlockPiece, Sections, by_page, pieces
from ita_desktop.documents.backends.docx.section import Dresser
from ita_desktop.documents.backends.docx.text import TextWriter, hairline
from ita_desktop.documents.content import (
    Block,
    ChartFigure,
    Document,
    Image,
    KeepTogether,
    PageBreak,
    Paragraph,
    Run,
    SignatureBlock,
    Simple,
    Table,
    signs,
)
from ita_desktop.documents.ink.png import png
from ita_desktop.documents.ink.white_room import shown
from ita_desktop.documents.layout.catchwords import catchword
from ita_desktop.documents.layout.flowing import flowed
from ita_desktop.documents.layout.measures import CLOSING_SPACE, MM, SIGNATURE_SPACE
from ita_desktop.documents.layout.text.letters import Letters
from ita_desktop.documents.styles import STYLES
from ita_desktop.documents.text.printable import in_digits, printable
from ita_desktop.domain.digits import Digits
from ita_desktop.filing.fixed_zip import MOMENT
from ita_desktop.pictures.drawn import draw
from ita_desktop.typography.words import WordBreaker

_PROPERTY_MOST = 255
"""Letters of a file's property, as ECMA-376 part 2 has it."""
_TWO_LINES = 110
"""Letters of a paragraph that surely has two lines."""


def render(
    document: Document,
    breaker: WordBreaker | None = None,
    letter_files: Letters | None = None,
    own: bytes | None = None,
) -> bytes:
    """The document as docx, to be edited: in one section, without catchwords, unless it is wanted
    as it is signed (``word_pages``). Then its pages end where those of the PDF do; ``breaker`` and
    ``letter_files`` are those of the PDF. ``own`` is the office's Word file whose styles are used
    instead of those of the same names; raises InputError where it is unusable."""
    if document.catchwords and not document.word_pages:
        document = replace(document, catchwords=False)
    begun = base(own, document.text_width)
    if document.word_pages and not document.catchwords:
        from ita_desktop.documents.backends.docx.parted import parted

        document = parted(document, breaker, letter_files)
    if document.bound:
        from ita_desktop.documents.backends.docx.bound import bind

        return bind(flowed(document), begun, breaker or WordBreaker(), letter_files)
    return Writer(printable(document), begun, breaker or WordBreaker(), letter_files).file()


def numbering_of(begun: Any, digits: Digits) -> Numbering:
    """The lists of python-docx's ``begun`` document, counted in these digits."""
    return Numbering(begun.part.numbering_part.element, digits)


class Writer:
    """Writes a document into python-docx's ``begun`` one, by itself or as a part of a whole.

    ``styled`` is the width for which the styles of heads and feet were made, if not its own;
    ``numbers`` are the lists of the whole, which go on from part to part.
    """

    def __init__(
        self,
        document: Document,
        begun: Any,
        breaker: WordBreaker,
        letter_files: Letters | None,
        styled: float | None = None,
        numbers: Numbering | None = None,
    ) -> None:
        self._document = document
        self._breaker = breaker
        self._letter_files = letter_files
        self._made: Any = begun
        self._numbers = numbers or numbering_of(begun, document.digits)
        self._texts = TextWriter(self._numbers, self._drawing, self._breaker)
        styled = document.text_width if styled is None else styled
        self._dresser = Dresser(document, self._texts, styled)
        self._plain = deepcopy(begun.element.body.sectPr)
        self._sections = sections(document)
        self._headed = False
        """Whether the pages at hand have headings of a table at their head."""
        self._new_page = False
        """Whether the next block begins a page."""
        self._begins = False
        """Whether it begins a section."""
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
        """Its blocks, for the body of the file; what ends the last of its sections is not in."""
        from docx.section import Section

        blocks, made = pieces(self._document.blocks), []
        for part in self._sections:
            self._headed = part.head is not None
            elements = list(self._body(blocks[part.first : part.end], part.first))
            if part is not self._sections[-1]:
                section = Section(deepcopy(self._plain), self._made.part)
                self.dress(section, part)
                elements = ended(elements, section._sectPr)  # noqa: SLF001 - to be placed
            made += elements
        return made

    @property
    def heads(self) -> bool:
        """Whether pages have headings of a table at their head."""
        return any(part.head is not None for part in self._sections)

    def set_properties(self) -> None:
        """What the file says of itself."""
        document, properties = self._document, self._made.core_properties
        properties.title = document.title[:_PROPERTY_MOST]
        properties.author = document.author[:_PROPERTY_MOST]
        properties.language = document.language
        properties.created = properties.modified = MOMENT

    # Blocks.

    def _body(self, blocks: list[BlockPiece], first: int = 0) -> Iterator[Any]:
        before: Block | None = None
        self._begins = True
        for number, piece in enumerate(blocks):
            block = piece.block
            if isinstance(block, PageBreak) and block.restart:
                yield self._end_of_section()
                before, self._begins = None, True
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
                self.begins.setdefault(first + number, element)
                yield element
            self._new_page = self._begins = False
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

    def _block(self, piece: BlockPiece, *, keep_next: bool) -> Iterator[Any]:
        match piece.block:
            case Table():
                width, height = self._document.text_width, self._document.text_height
                yield self._texts.table(
                    piece.block, width, height, new_page=self._new_page, headed=self._headed
                )
            case KeepTogether():
                for block in piece.block.blocks:
                    yield from self._simple(block, keep_next=block is not piece.block.blocks[-1])
            case PageBreak():
                return
            case Paragraph():
                at_top = piece.begins is not None or self._new_page or self._begins
                yield self._texts.paragraph(
                    piece.block,
                    keep_next=keep_next,
                    new_page=self._new_page,
                    at_top=at_top and bool(STYLES[piece.block.style].before),
                    goes_on=piece.goes_on,
                )
            case _:
                yield from self._simple(piece.block)

    def _simple(self, block: Simple, *, keep_next: bool = False) -> Iterator[Any]:
        match block:
            case Paragraph():
                yield self._texts.paragraph(block, keep_next=keep_next, new_page=self._new_page)
            case SignatureBlock():
                yield from self._signature(block, keep_next=keep_next)
            case Image():
                yield self._picture(block, keep_next=keep_next, new_page=self._new_page)
            case ChartFigure():
                drawn = self._drawn(block)
                yield self._picture(drawn, keep_next=keep_next, new_page=self._new_page)
            case _:
                assert_never(block)

    def _signature(self, block: SignatureBlock, *, keep_next: bool) -> Iterator[Any]:
        texts = (block.closing, *block.lines) if block.closing else block.lines
        below = 1 if block.closing else 0
        for number, text in enumerate(texts):
            line = self._texts.paragraph(
                Paragraph((Run(text),), "signature"),
                keep_next=keep_next or number < len(texts) - 1,
            )
            line[0].append(w("keepLines"))
            if number == below:
                line[0].append(w("spacing", before=twips(SIGNATURE_SPACE)))
            elif number < below:
                line[0].append(w("spacing", before=twips(CLOSING_SPACE)))
            yield line

    def _drawn(self, figure: ChartFigure) -> Image:
        """Word has no drawing that prints alike everywhere, so a chart is a sharp picture there."""
        width = self._document.text_width
        drawing = draw(figure.chart, width * MM)
        alt = in_digits(drawing.alt, self._document.digits)
        return Image(png(drawing, self._document.digits), width, drawing.height / MM, alt)

    def _picture(self, image: Image, *, keep_next: bool, new_page: bool) -> Any:
        line = self._texts.paragraph(Paragraph((), "line"), keep_next=keep_next, new_page=new_page)
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
        from ita_desktop.documents.layout.compose import page_starts

        document = self._document
        starts = page_starts(document, self._breaker, self._letter_files)
        sections = Sections(self._made, self._dresser.page_number() if document.header else None)
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

    def dress(self, section: Any, part: Part | None = None, *, fresh: bool = False) -> None:
        """Give a section, the last one where no ``part`` is named, the page, margins, head and
        foot of the document. A ``fresh`` one follows others whose pages have heads."""
        part = part or self._sections[-1]
        self._dresser.dress(
            section,
            head=part.head,
            upright=part.upright,
            opens=part is self._sections[0],
            fresh=fresh or self.heads,
        )


def _stands_with_signature(blocks: list[BlockPiece]) -> bool:
    """Whether the first block is among the last lines before a signature."""
    lines = 0
    for piece in blocks[1:]:
        if signs(piece.block):
            return isinstance(blocks[0].block, Paragraph)
        if not isinstance(piece.block, Paragraph):
            return False
        lines += 2 if len(piece.block.text) > _TWO_LINES else 1
        if lines >= 2:
            return False
    return False
