"""Sets the page, margins, header and footer of a section."""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Final

from ita_desktop.documents.backends.docx.elements import R, key, twips, w
from ita_desktop.documents.backends.docx.reference import style_id
from ita_desktop.documents.backends.docx.text import LOWEST, TextWriter, hairline, run_element
from ita_desktop.documents.content import (
    Align,
    Block,
    Document,
    Orientation,
    PageLine,
    PageNumbers,
    Paragraph,
    Run,
    Table,
    TabStop,
)
from ita_desktop.documents.layout.catchwords import TextPlace
from ita_desktop.documents.layout.grid import END, cut
from ita_desktop.documents.layout.measures import EDGE, MM
from ita_desktop.documents.styles import STYLES
from ita_desktop.documents.wordings.paper_words import PAGE, PAGES, page_parts
from ita_desktop.domain.text import Digits, to_thai

_NEAR = 1.0
"""Least distance in mm between header and text: LibreOffice leaves it even for an empty header."""
_TABS = {Align.LEFT: 0, Align.CENTER: 1, Align.RIGHT: 2}
"""Number of tabs before text at the left, centre or right of a header or footer."""
_LAST: Final = "_LastPage"
"""The bookmark on the last page, whose number is that of the pages in Thai digits."""


def refers_to_last_page(document: Document) -> bool:
    """Returns whether page lines of a document count its pages in Thai digits. ``NUMPAGES`` has
    them with a switch only, which LibreOffice takes for Thai letters; a reference to a page has
    the number format of that page."""
    lines = (line for line in (document.header, document.footer) if line is not None)
    return document.digits is Digits.THAI and any(
        line.numbers is PageNumbers.OF_TOTAL for line in lines
    )


def mark_last_page(body: Any) -> None:
    """Sets the bookmark that page lines refer to on the last paragraph of a document's body."""
    last = body.findall(key("p"))[-1]
    last.append(w("bookmarkStart", id=0, name=_LAST))
    last.append(w("bookmarkEnd", id=0))


class SectionWriter:
    """Sets up the sections of a document; ``styled`` is the text width (mm) that the header and
    footer styles were made for, ``count`` the number of pages until Word has counted them."""

    def __init__(
        self, document: Document, texts: TextWriter, styled: float, count: int = 1
    ) -> None:
        self._document = document
        self._texts = texts
        self._styled = styled
        self._count = count

    def dress(
        self, section: Any, *, head: Table | None, upright: bool, opens: bool, fresh: bool
    ) -> None:
        """Sets page, margins, header and footer of a section. ``opens`` marks the section with the
        document's first page, which may be ``upright`` (portrait); ``head`` is the table repeated
        in the header of later pages; a ``fresh`` section must not inherit an earlier table
        header."""
        from docx.enum.section import WD_ORIENT
        from docx.shared import Mm

        document = self._document.cover if upright else self._document
        margins = document.margins
        if document.orientation is Orientation.LANDSCAPE:
            section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = map(Mm, document.page_size)
        section.top_margin, section.bottom_margin = Mm(margins.top), Mm(margins.bottom)
        section.left_margin, section.right_margin = Mm(margins.left), Mm(margins.right)
        section.header_distance = section.footer_distance = Mm(EDGE)
        lines = [line for line in (document.header, document.footer) if line is not None]
        if next((line.digits for line in lines if line.digits), document.digits) is Digits.THAI:
            [columns] = section._sectPr.xpath("w:cols")  # noqa: SLF001 - has no word for digits
            columns.addprevious(w("pgNumType", fmt="thaiNumbers"))
        if document.catchwords:
            return  # a section for each page
        places = (
            (document.header, section.header, section.first_page_header),
            (document.footer, section.footer, section.first_page_footer),
        )
        differs = head is not None or any(opens and line.from_page > 1 for line in lines)
        section.different_first_page_header_footer = differs
        for line, every, first in places:
            if line is not None:
                self._fill(every, line, document.text_width)
            if line is not None and differs and not (opens and line.from_page > 1):
                self._fill(first, line, document.text_width)
        if fresh:
            self._put_head(section, head, differs=differs)

    def _put_head(self, section: Any, head: Table | None, *, differs: bool) -> None:
        """Puts a table's headings into the header of all pages but the first, or empties it: a
        section without its own header inherits the previous one's."""
        from docx.shared import Mm

        document = self._document
        for place in (section.header, *[section.first_page_header] * differs):
            if document.header is None:
                place.is_linked_to_previous = False
                place.part.element[:] = [hairline()]
        if head is None:
            return
        element = section.header.part.element
        if document.header is None:
            section.header_distance = Mm(document.margins.top - _NEAR)
            element[:] = [hairline(twips(_NEAR) - LOWEST)]
        else:
            style = STYLES["page-number" if document.header.official else "page-line"]
            free = document.margins.top - EDGE - style.size * style.pitch / MM
            element[0][0].append(w("spacing", after=twips(max(free, 0.0))))
        width, height = document.text_width, document.text_height
        element.extend(self._texts.table_ahead(head, width, height))

    def _fill(self, place: Any, line: PageLine, width: float) -> None:
        """Writes ``line`` into a header or footer."""
        if line.official:
            element = self.page_number()
        else:
            stops: tuple[TabStop, ...] = ()
            if width != self._styled:
                stops = TabStop(width / 2, Align.CENTER), TabStop(width, Align.RIGHT)
            element = self._texts.paragraph(Paragraph((Run(line.text),), "page-line", tabs=stops))
            if stops:
                # The tab stops of the style would come first.
                known = (twips(self._styled / 2), twips(self._styled))
                element[0].find(key("tabs"))[:0] = [w("tab", val="clear", pos=at) for at in known]
            if line.numbers is not PageNumbers.NONE:
                element.append(w("r", *(w("tab") for _tab in range(_TABS[line.numbers_at]))))
                element.extend(self._number(line.numbers))
        place.is_linked_to_previous = False
        place.part.element[:] = [element]

    def _number(self, numbers: PageNumbers) -> list[Any]:
        page, pages = _field("PAGE"), _field("NUMPAGES")
        if refers_to_last_page(self._document):
            pages = _field(f"PAGEREF {_LAST}", to_thai(str(self._count)))
        match numbers:
            case PageNumbers.DASHES:
                return [_text("- "), page, _text(" -")]
            case PageNumbers.OF_TOTAL:
                fields = {PAGE: page, PAGES: pages}
                return [
                    deepcopy(fields[part]) if is_field else _text(part)
                    for part, is_field in page_parts(self._document.words.page_of)
                ]
            case _:
                return [page]

    def page_number(self) -> Any:
        """Returns the paragraph with the page number in official form: ``- 2 -``."""
        line = self._texts.paragraph(Paragraph((), "page-number"))
        line.extend(self._number(PageNumbers.DASHES))
        return line


def _text(text: str) -> Any:
    return run_element(Run(text))


def _field(code: str, shown: str = "1") -> Any:
    return w("fldSimple", _text(shown), instr=f" {code} ")


# Ends the pages of a Word file where those of the PDF end, with a section per page.
#
# Word has no field for the first word of the next page, so each page's catchword is the text of
# its section's footer; a paragraph that crosses a page break becomes two.


@dataclass(frozen=True, slots=True)
class BlockPiece:
    """A block, or its part on one page; ``begins`` is its place if it begins a page."""

    block: Block
    begins: TextPlace | None = None

    @property
    def goes_on(self) -> bool:
        """Whether it continues a paragraph of the page before."""
        return self.begins is not None and self.begins.offset > 0


def pieces(blocks: Sequence[Block], starts: Sequence[TextPlace] = ()) -> list[BlockPiece]:
    """Splits blocks where pages begin. Blocks that Word cannot split (a table row, a KeepTogether)
    stay whole, whatever their length."""
    made: list[BlockPiece] = []
    for number, block in enumerate(blocks):
        cuts = sorted({start for start in starts if start.block == number}, key=_order)
        if isinstance(block, Paragraph):
            ends = [place.offset for place in cuts if place.offset]
            made += _pieces(cuts, [cut(block, *edge) for edge in pairwise([0, *ends, END])])
        elif isinstance(block, Table) and block.rows:
            ends = [place.row for place in cuts if place.row]
            edges = pairwise([0, *ends, len(block.rows)])
            made += _pieces(cuts, [replace(block, rows=block.rows[slice(*edge)]) for edge in edges])
        else:
            made += _pieces([place for place in cuts if not place.offset], [block])
    behind = [start for start in starts if start.block >= len(blocks)]
    return [*made, *(BlockPiece(Paragraph(()), place) for place in behind[:1])]


def by_page(all_pieces: Sequence[BlockPiece]) -> list[list[BlockPiece]]:
    """Groups the pieces by page."""
    pages: list[list[BlockPiece]] = [[]]
    for piece in all_pieces:
        if piece.begins is not None:
            pages.append([])
        pages[-1].append(piece)
    return pages


def _order(place: TextPlace) -> tuple[int, int]:
    return place.row, place.offset


def _pieces(cuts: Sequence[TextPlace], blocks: Sequence[Block]) -> list[BlockPiece]:
    """Returns the parts of a block with the places where they begin a page, if they do."""
    begins = cuts if len(cuts) == len(blocks) else [None, *cuts]
    return [BlockPiece(block, place) for block, place in zip(blocks, begins, strict=True)]


class Sections:
    """Creates the sections of a document; ``numbers`` is the header paragraph of all pages but the
    first, or None."""

    def __init__(self, document: Any, numbers: Any | None) -> None:
        self._part = document.part
        self._section = document.element.body.sectPr
        self._head = ""
        if numbers is not None:
            head, self._head = self._part.add_header_part()
            head.element[:] = [numbers]

    def of(self, number: int, words: str) -> Any:
        """Returns the ``w:sectPr`` of page ``number`` (from 0), with ``words`` as footer."""
        section = deepcopy(self._section)
        self._fill(section, number, words)
        return section

    def last(self, number: int) -> None:
        """Completes the section of the last page."""
        self._fill(self._section, number, "")

    def _fill(self, section: Any, number: int, words: str) -> None:
        kinds = ("default", "first") if number == 0 else ("default",)
        foot, foot_id = self._part.add_footer_part()
        line = w("p", w("pPr", w("pStyle", val=style_id("catchword"))))
        if words:
            line.append(run_element(Run(words)))
        foot.element[:] = [line]
        references = [_reference("header", "default", self._head)] if self._head else []
        references += [_reference("footer", kind, foot_id) for kind in kinds]
        if number:
            references.append(w("type", val="nextPage"))
        section[:0] = references
        if number == 0:
            columns = section.find(key("cols"))
            (columns if columns is not None else section[-1]).addnext(w("titlePg"))


def _reference(place: str, kind: str, identifier: str) -> Any:
    made = w(f"{place}Reference", type=kind)
    made.set(f"{{{R}}}id", identifier)
    return made
