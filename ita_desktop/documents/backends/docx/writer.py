"""Writes a document as a Word file.

Puts pictures into a Word file, each only once however often it is shown.

Writes python-docx's package as a reproducible zip file: same parts, same bytes.
"""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from hashlib import sha1
from io import BytesIO
from itertools import count
from typing import Any, NamedTuple, assert_never

from ita_desktop.documents import styles
from ita_desktop.documents.backends.docx.elements import key, twips, w
from ita_desktop.documents.backends.docx.numbering import NumberingWriter
from ita_desktop.documents.backends.docx.section import (
    BlockPiece,
    Sections,
    SectionWriter,
    by_page,
    ended,
    mark_last_page,
    pieces,
    refers_to_last_page,
    sections,
)
from ita_desktop.documents.backends.docx.section import PageSection as Part
from ita_desktop.documents.backends.docx.text import TextWriter, hairline, table_height
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
    ends_table,
    is_blank,
    signs,
)
from ita_desktop.documents.ink import figure_image, shown
from ita_desktop.documents.layout.catchwords import TextPlace, catchword
from ita_desktop.documents.layout.compose import page_starts
from ita_desktop.documents.layout.fonts import Letters
from ita_desktop.domain.text import Digits
from ita_desktop.filing.fixed_zip import MOMENT, FixedZip
from ita_desktop.typography.words import WordBreaker


class Pictures:
    """The pictures of python-docx's document ``begun``. python-docx itself compares each picture
    with all earlier ones, so that a book of many photographs takes long."""

    def __init__(self, begun: Any) -> None:
        self._part = begun.part
        self._parts = begun.part.package.image_parts
        earlier = list(self._parts)
        self._held = {part.sha1: part for part in reversed(earlier)}
        used = {part.partname.idx for part in earlier}
        self._free = (number for number in count(1) if number not in used)

    def inline(self, data: bytes, width: int, height: int) -> Any:
        """Returns the element of a picture in a line; its size is in EMU."""
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.oxml.shape import CT_Inline

        held = self._held_as(data)
        place = self._part.relate_to(held, RELATIONSHIP_TYPE.IMAGE)
        name = held.image.filename
        made: Any = CT_Inline
        return made.new_pic_inline(self._part.next_id, place, name, width, height)

    def _held_as(self, data: bytes) -> Any:
        from docx.image.image import Image
        from docx.opc.packuri import PackURI
        from docx.parts.image import ImagePart

        digest = sha1(data, usedforsecurity=False).hexdigest()
        if digest not in self._held:
            image = Image.from_blob(data)
            name = PackURI(f"/word/media/image{next(self._free)}.{image.ext}")
            self._held[digest] = ImagePart.from_image(image, name)
            self._parts.append(self._held[digest])
        return self._held[digest]


class _Archive(FixedZip):
    """A zip archive with the interface of python-docx's package writer."""

    def write(self, uri: Any, content: bytes) -> None:
        self.writestr(uri.membername, content)


def file(document: Any) -> bytes:
    """Returns the bytes that ``document.save`` writes, with constant time stamps."""
    from docx.opc.pkgwriter import PackageWriter

    package = document.part.package
    target = BytesIO()
    archive = _Archive(target)
    writer: Any = PackageWriter  # the public method opens a zip file itself
    writer._write_content_types_stream(archive, package.parts)  # noqa: SLF001
    writer._write_pkg_rels(archive, package.rels)  # noqa: SLF001
    writer._write_parts(archive, package.parts)  # noqa: SLF001
    archive.close()
    return target.getvalue()


_PROPERTY_MOST = 255
"""Greatest length of a file property (ECMA-376 part 2)."""
_TWO_LINES = 110
"""Length of a paragraph that certainly has two lines."""
_WHOLE = styles.LAST_LINES * _TWO_LINES
"""Length up to which a last paragraph is not split: few of its lines would be alone overleaf."""


def numbering_of(begun: Any, digits: Digits) -> NumberingWriter:
    """Returns the lists of python-docx's document ``begun``, numbered in ``digits``."""
    return NumberingWriter(begun.part.numbering_part.element, digits)


class Writer:
    """Writes a document into python-docx's document ``begun``, alone or as one part of several.

    ``styled`` is the text width (mm) that the header and footer styles were made for, by default
    the document's own; ``numbers`` and ``pictures`` are the lists and pictures shared by the parts.
    """

    def __init__(
        self,
        document: Document,
        begun: Any,
        breaker: WordBreaker,
        letter_files: Letters | None,
        styled: float | None = None,
        numbers: NumberingWriter | None = None,
        pictures: Pictures | None = None,
    ) -> None:
        self._document = document
        self._breaker = breaker
        self._letter_files = letter_files
        self._made: Any = begun
        self._numbers = numbers or numbering_of(begun, document.digits)
        self._pictures = pictures or Pictures(begun)
        self._texts = TextWriter(self._numbers, self._drawing, self._breaker)
        styled = document.text_width if styled is None else styled
        self._counts = refers_to_last_page(document)
        count = len(self._starts()) + 1 if self._counts else 1
        self._dresser = SectionWriter(document, self._texts, styled, count)
        self._plain = deepcopy(begun.element.body.sectPr)
        self._sections = sections(document)
        self._headed = False
        """Whether the current pages repeat table headings in their header."""
        self._new_page = False
        """Whether the next block begins a page."""
        self._begins = False
        """Whether the next block begins a section."""
        self.begins: dict[int, Any] = {}
        """The first element of each block, unless pages end as in the PDF."""

    def file(self) -> bytes:
        """Returns the docx bytes."""
        self.set_properties()
        self.dress(self._made.sections[0])
        body = self._made.element.body
        body[:0] = self._pages() if self._document.catchwords else self.elements()
        if self._counts:
            mark_last_page(body)
        return file(self._made)

    def elements(self) -> list[Any]:
        """Returns the body elements, without the ``sectPr`` of the last section."""
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
        """Whether any section repeats table headings in the page header."""
        return any(part.head is not None for part in self._sections)

    def set_properties(self) -> None:
        """Sets title, author, language and dates of the file."""
        document, properties = self._document, self._made.core_properties
        properties.title = document.title[:_PROPERTY_MOST]
        properties.author = document.author[:_PROPERTY_MOST]
        properties.keywords = document.mark
        properties.language = document.language
        properties.created = properties.modified = MOMENT

    # Blocks.

    def _body(self, blocks: list[BlockPiece], first: int = 0) -> Iterator[Any]:
        before: Block | None = None
        stands = False
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
                continue  # Word rejects a table without rows
            if isinstance(block, Table) and isinstance(before, Table):
                yield self._between_tables(keep_next=stands)
            # What stands with a last table further down does so across a blank line.
            carries = stands and is_blank(block) and isinstance(_next(blocks, number), Table)
            stands = carries or self._stands_with_next(blocks[number:])
            keep_next = stands
            # The paragraph that Word requires after a last table shall not be alone on a page.
            keep_next |= isinstance(block, Table) and number == len(blocks) - 1
            ends = self._ends(blocks[number:])
            for element in self._block(piece, keep_next=keep_next, ends=ends):
                self.begins.setdefault(first + number, element)
                yield element
            self._new_page = self._begins = False
            before = block
        if isinstance(before, Table) or before is None:
            yield hairline()  # Word requires a paragraph after the last table

    def _between_tables(self, *, keep_next: bool) -> Any:
        """Returns a paragraph that keeps two tables from merging, and takes over a page break."""
        line = hairline()
        if keep_next:
            line[0].insert(1, w("keepNext"))
        if self._new_page:
            line[0].insert(1, w("pageBreakBefore"))
            self._new_page = False
        return line

    def _block(self, piece: BlockPiece, *, keep_next: bool, ends: bool) -> Iterator[Any]:
        match piece.block:
            case Table():
                width, height = self._document.text_width, self._document.text_height
                yield self._texts.table(
                    piece.block,
                    width,
                    height,
                    new_page=self._new_page,
                    headed=self._headed,
                    ends=ends,
                    keep_next=keep_next,
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
                    keep_lines=ends and len(piece.block.text) < _WHOLE,
                    new_page=self._new_page,
                    at_top=at_top and bool(styles.STYLES[piece.block.style].before),
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
                drawn = figure_image(block.chart, self._document)
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
                keep_lines=True,
            )
            if number == below:
                line[0].append(w("spacing", before=twips(styles.SIGNATURE_SPACE)))
            elif number < below:
                line[0].append(w("spacing", before=twips(styles.CLOSING_SPACE)))
            yield line

    def _picture(self, image: Image, *, keep_next: bool, new_page: bool) -> Any:
        line = self._texts.paragraph(Paragraph((), "line"), keep_next=keep_next, new_page=new_page)
        line[0].append(w("spacing", line=240, lineRule="auto"))  # as high as the picture
        line[0].append(w("jc", val=image.align.value))
        line.append(w("r", w("drawing", self._drawing(image))))
        return line

    def _drawing(self, image: Image) -> Any:
        from docx.shared import Mm

        shape = self._pictures.inline(shown(image).data, Mm(image.width), Mm(image.height))
        shape.docPr.set("descr", image.alt)
        for side in ("distT", "distB", "distL", "distR"):
            # By default LibreOffice keeps 3 mm free at the sides, beyond the margin.
            shape.set(side, "0")
        return shape

    def _end_of_section(self) -> Any:
        """Returns an empty paragraph that ends a section and restarts page numbers at 1."""
        section = self._made.element.body.sectPr
        [numbers] = section.xpath("w:pgNumType") or [None]
        if numbers is None:
            numbers = w("pgNumType")
            section.find(key("cols")).addprevious(numbers)
        numbers.set(key("start"), "1")
        line = hairline()
        line[0].append(deepcopy(section))
        return line

    # Pages that end as in the PDF.

    def _starts(self) -> list[TextPlace]:
        return page_starts(self._document, self._breaker, self._letter_files)

    def _pages(self) -> list[Any]:
        document, starts = self._document, self._starts()
        sections = Sections(self._made, self._dresser.page_number() if document.header else None)
        pages = by_page(pieces(document.blocks, starts))
        elements: list[Any] = []
        for number, page in enumerate(pages):
            self._new_page = False
            if number and isinstance(page[0].block, Table):
                # LibreOffice may show the previous footer in a section that begins with a table.
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
        """Sets page, margins, header and footer of a section, by default the last one. ``fresh``:
        an earlier section has a table in its header."""
        part = part or self._sections[-1]
        self._dresser.dress(
            section,
            head=part.head,
            upright=part.upright,
            opens=part is self._sections[0],
            fresh=fresh or self.heads,
        )

    # What stays together.

    def _stands_with_next(self, blocks: list[BlockPiece]) -> bool:
        """Returns whether the first block stays with the next: only a line or two are between it
        and a signature, or the last lines of the document, which are too few for a page of their
        own."""
        if not isinstance(blocks[0].block, Paragraph | Table):
            return False
        behind = self._behind(blocks)
        if behind is None:
            return False
        return behind.lines < styles.BEFORE_SIGNATURE if behind.signed else behind.lines > 0

    def _ends(self, blocks: list[BlockPiece]) -> bool:
        """Returns whether the document, or a part of it, ends with the first block, or few lines
        on."""
        behind = self._behind(blocks)
        return behind is not None and not behind.signed

    def _behind(self, blocks: list[BlockPiece]) -> "_Behind | None":
        """Returns what stands behind the first block; None where more or something else follows."""
        lines, most = 0, 2 * styles.SHORT * self._document.text_height * styles.MM
        for number, piece in enumerate(blocks[1:], 1):
            block = piece.block
            if signs(block):
                return _Behind(lines, signed=True)
            if isinstance(block, PageBreak):
                break
            if isinstance(block, Table) and ends_table([one.block for one in blocks[: number + 1]]):
                whole = replace(block, rows=(*block.heading, *block.rows), heading=())
                if table_height(whole, self._document.text_width) > most:
                    return None
                lines = 1
            elif isinstance(block, Paragraph):
                if not is_blank(block):
                    lines += 2 if len(block.text) > _TWO_LINES else 1
            else:
                return None
            if lines >= styles.LAST_LINES:
                return None
        return _Behind(lines, signed=False)


class _Behind(NamedTuple):
    """The few lines behind a block, up to a signature or else to the end."""

    lines: int
    signed: bool


def _next(blocks: list[BlockPiece], number: int) -> Block | None:
    return blocks[number + 1].block if number + 1 < len(blocks) else None
