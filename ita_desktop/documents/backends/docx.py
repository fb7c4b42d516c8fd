"""Word files, made of Word's own constructs: styles, lists, heading rows, fields, sections."""

from collections.abc import Iterator
from typing import Any, assert_never

from ita_desktop.documents.backends import docx_styles
from ita_desktop.documents.backends.docx_package import DocxPackage
from ita_desktop.documents.backends.docx_picture import drawing, extension
from ita_desktop.documents.backends.docx_text import paragraph_element, table_element
from ita_desktop.documents.backends.docx_xml import R, W, twips, w, xml
from ita_desktop.documents.content import (
    Align,
    Block,
    Document,
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
)
from ita_desktop.documents.printable import printable
from ita_desktop.domain.digits import Digits

_SIGNATURE_SPACE = 18.0
_EDGE = 10.0
"""Millimetres between the page's edge and its head or foot line."""
_TABS = {Align.LEFT: 0, Align.CENTER: 1, Align.RIGHT: 2}
"""Tabs from the left edge to each place of a head or foot line."""


def render(document: Document) -> bytes:
    """The document as docx."""
    return _Writer(printable(document)).file()


class _Writer:
    def __init__(self, document: Document) -> None:
        self._document = document
        self._package = DocxPackage()
        self._pictures = 0
        self._new_page = False
        """Whether the next block begins a page."""

    def file(self) -> bytes:
        package = self._package
        package.add("styles.xml", docx_styles.styles_part(self._document.text_width), "styles")
        package.add("numbering.xml", docx_styles.numbering_part(), "numbering")
        package.add("fontTable.xml", docx_styles.fonts_part(), "fontTable")
        package.add("settings.xml", docx_styles.settings_part(), "settings")
        body = w("body", *self._body(), self._section())
        return package.file(xml(w("document", body)), self._document.title, self._document.author)

    # Blocks.

    def _body(self) -> Iterator[Any]:
        before: Block | None = None
        for block in self._document.blocks:
            if isinstance(block, PageBreak):
                self._new_page = True
                continue
            if isinstance(block, Table) and isinstance(before, Table):
                yield _hairline()  # two tables that touch would become one
            yield from self._block(block)
            self._new_page = False
            before = block
        if isinstance(before, Table) or before is None:
            yield _hairline()  # Word wants a paragraph after a table at the end

    def _block(self, block: Simple | Table | KeepTogether) -> Iterator[Any]:
        match block:
            case Table():
                width = self._document.text_width
                yield table_element(block, width, new_page=self._new_page)
            case KeepTogether():
                for one in block.blocks:
                    yield from self._simple(one, keep_next=one is not block.blocks[-1])
            case _:
                yield from self._simple(block)

    def _simple(self, block: Simple, *, keep_next: bool = False) -> Iterator[Any]:
        match block:
            case Paragraph():
                yield paragraph_element(block, keep_next=keep_next, new_page=self._new_page)
            case SignatureBlock():
                yield from self._signature(block)
            case Image():
                yield self._picture(block, keep_next=keep_next)
            case _:
                assert_never(block)

    def _signature(self, block: SignatureBlock) -> Iterator[Any]:
        for number, text in enumerate(block.lines):
            last = number == len(block.lines) - 1
            line = paragraph_element(Paragraph((Run(text),), "signature"), keep_next=not last)
            if number == 0:
                line[0].append(w("spacing", before=twips(_SIGNATURE_SPACE)))
            yield line

    def _picture(self, image: Image, *, keep_next: bool) -> Any:
        self._pictures += 1
        name = f"media/image{self._pictures}.{extension(image)}"
        relation = self._package.add(name, image.data, "image")
        line = paragraph_element(Paragraph((), "line"), keep_next=keep_next)
        line[0].append(w("jc", val=image.align.value))
        line.append(w("r", drawing(image, relation, self._pictures)))
        return line

    # The section: page, margins, head and foot.

    def _section(self) -> Any:
        document = self._document
        width, height = map(twips, document.page_size)
        margins = document.margins
        section = w("sectPr")
        lines = [("header", document.header), ("footer", document.footer)]
        own_first = any(line is not None and line.from_page > 1 for _kind, line in lines)
        for kind, line in lines:
            if line is None:
                continue
            section.append(self._page_line(kind, line, "default"))
            if own_first and line.from_page == 1:
                section.append(self._page_line(kind, line, "first"))
        size = w("pgSz", w=width, h=height)
        if document.orientation is Orientation.LANDSCAPE:
            size.set(f"{{{W}}}orient", "landscape")
        section.append(size)
        section.append(
            w(
                "pgMar",
                top=twips(margins.top),
                right=twips(margins.right),
                bottom=twips(margins.bottom),
                left=twips(margins.left),
                header=twips(_EDGE),
                footer=twips(_EDGE),
                gutter=0,
            )
        )
        if document.digits is Digits.THAI:
            section.append(w("pgNumType", fmt="thaiNumbers"))
        section.append(w("cols", space=708))
        if own_first:
            section.append(w("titlePg"))
        return section

    def _page_line(self, kind: str, line: PageLine, pages: str) -> Any:
        """A reference to a head or foot part, which is made here."""
        element = paragraph_element(Paragraph((Run(line.text),), "page-line"))
        if line.numbers is not PageNumbers.NONE:
            element.append(w("r", *(w("tab") for _tab in range(_TABS[line.numbers_at]))))
            element.extend(self._number(line.numbers))
        part = xml(w("hdr" if kind == "header" else "ftr", element))
        reference = w(f"{kind}Reference", type=pages)
        reference.set(f"{{{R}}}id", self._package.add(f"{kind}-{pages}.xml", part, kind))
        return reference

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


def _text(text: str) -> Any:
    [run] = paragraph_element(Paragraph((Run(text),)))[1:]
    return run


def _field(code: str) -> Any:
    return w("fldSimple", _text("1"), instr=f" {code} ")


def _hairline() -> Any:
    """An empty paragraph as low as Word allows."""
    size = (w("sz", val=2), w("szCs", val=2))
    spacing = w("spacing", before=0, after=0, line=20, lineRule="exact")
    return w("p", w("pPr", w("pStyle", val=docx_styles.style_id("line")), spacing, w("rPr", *size)))
