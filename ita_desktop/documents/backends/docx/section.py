"""Sections of a Word file: page, margins, header and footer, and the tables that go over their
pages.

Word repeats the first rows of a table unchanged. A table whose group rows are repeated with
``(ต่อ)``, as some forms require, therefore ends a section of its own: on its first page the
headings are ordinary rows, on later pages they are in the page header. All other tables use Word's
repeated heading rows, which survive editing.

Word prints a merged cell once, on the page where it begins, and cannot repeat it. In a file for
signing, tables therefore end where the pages of the PDF end, and merged cells and group rows are
repeated as the form requires. A row that the PDF splits stays whole, and Word splits it. A file for
editing keeps a single table with its merged cells, into which rows can be inserted.
"""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Final

from ita_desktop.documents import content
from ita_desktop.documents.backends.docx.elements import R, key, twips, w
from ita_desktop.documents.backends.docx.reference import style_id
from ita_desktop.documents.backends.docx.text import (
    LOWEST,
    TextWriter,
    hairline,
    run_element,
    table_height,
)
from ita_desktop.documents.layout import grid
from ita_desktop.documents.layout.catchwords import TextPlace
from ita_desktop.documents.layout.compose import page_starts
from ita_desktop.documents.layout.fonts import Letters
from ita_desktop.documents.styles import EDGE, MM, STYLES
from ita_desktop.documents.wordings.paper_words import PAGE, PAGES, page_parts
from ita_desktop.domain.text import Digits, to_thai
from ita_desktop.typography.words import WordBreaker

_NEAR = 1.0
"""Least distance in mm between header and text: LibreOffice leaves it even for an empty header."""
_TABS = {content.Align.LEFT: 0, content.Align.CENTER: 1, content.Align.RIGHT: 2}
"""Number of tabs before text at the left, centre or right of a header or footer."""
_LAST: Final = "_LastPage"
"""The bookmark on the last page, whose number is that of the pages in Thai digits."""


@dataclass(frozen=True, slots=True)
class PageSection:
    """Blocks ``first`` to ``end`` (exclusive) of a document, beginning a page; ``head`` is the
    table repeated in the header of later pages."""

    first: int
    end: int
    head: content.Table | None
    upright: bool = False
    """Whether it is the portrait cover of a landscape document."""


def sections(document: content.Document) -> list[PageSection]:
    """Returns the sections of a document; adjacent ones without a ``head`` are merged."""
    stretches = _pages(document.blocks)
    made = [PageSection(0, 0, None)]
    if document.upright_cover and len(stretches) > 1:
        made = [PageSection(*stretches.pop(0), None, upright=True)]
    for first, end in stretches:
        head = None if document.catchwords else _head(document, document.blocks[first:end])
        last = made[-1]
        if head is None and last.head is None and not last.upright:
            made[-1] = replace(last, end=end)
        elif last.end == 0:
            made[-1] = PageSection(0, end, head)
        else:
            made.append(PageSection(first, end, head))
    return made


def _pages(blocks: Sequence[content.Block]) -> list[tuple[int, int]]:
    """Returns first and end block of each range between page breaks."""
    breaks = [number for number, block in enumerate(blocks) if isinstance(block, content.PageBreak)]
    return list(zip([0, *(number + 1 for number in breaks)], [*breaks, len(blocks)], strict=True))


def _head(document: content.Document, blocks: Sequence[content.Block]) -> content.Table | None:
    """Returns the table for the page header of a range that ends with a table, or None."""
    if not blocks or any(
        isinstance(block, content.Table | content.KeepTogether) for block in blocks[:-1]
    ):
        return None
    table = blocks[-1]
    if not isinstance(table, content.Table):
        return None
    count = grid.leading_groups(table)
    if table.repeat_groups is not content.ContinuedCell.REPEAT_CONTINUED or not count:
        return None
    rows = (
        *table.heading,
        *table.rows[: count - 1],
        grid.marked_row(table.rows[count - 1], table.mark),
    )
    if any(cell.pictures for row in rows for cell in row.cells):
        return None  # pictures are not supported in the page header
    head = replace(table, rows=rows, heading=(), repeat_groups=content.ContinuedCell.EMPTY)
    high = table_height(head, document.text_width)
    return head if high <= grid.MOST_REPEATED * document.text_height * MM else None


def ended(elements: list[Any], section: Any) -> list[Any]:
    """Returns the elements with ``section`` in the last paragraph, which ends it."""
    last = elements[-1] if elements else None
    if (
        last is None
        or last.tag != key("p")
        or last.find(f".//{key('pageBreakBefore')}") is not None
    ):
        elements = [*elements, hairline()]
    elements[-1].find(key("pPr")).append(section)
    return elements


def parted(
    document: content.Document, breaker: WordBreaker | None, letter_files: Letters | None
) -> content.Document:
    """Returns the document with tables split at rows that begin a page of its PDF."""
    starts = page_starts(document, breaker, letter_files)
    blocks: list[content.Block] = []
    for number, block in enumerate(document.blocks):
        if not isinstance(block, content.Table):
            blocks.append(block)
            continue
        of = {
            start.row
            for start in starts
            if start.block == number and start.row and not start.within
        }
        for place, part in enumerate(_parts(block, sorted(of))):
            blocks += [content.PageBreak(), part] if place else [part]
    return replace(document, blocks=tuple(blocks))


def _parts(table: content.Table, begins: Sequence[int]) -> Iterator[content.Table]:
    """Yields the parts of the table, split before the given rows."""
    places = grid.placed(table.rows, len(table.columns))
    above: list[content.TableRow] = []
    for first, end in pairwise([0, *begins, len(table.rows)]):
        rows = grid.repeated_groups(table, above, table.rows[first]) if first else []
        for number in range(first, end):
            from_above = _from_above(places, number) if first and number == first else []
            here = [*from_above, *places[number]]
            cells = (
                _cut(table, cell, first, end) for cell in sorted(here, key=lambda cell: cell.column)
            )
            rows.append(replace(table.rows[number], cells=tuple(cells)))
            above = grid.below(above, table.rows[number])
        yield replace(table, rows=tuple(rows))


def _from_above(places: Sequence[Sequence[grid.PlacedCell]], row: int) -> list[grid.PlacedCell]:
    """Returns the merged cells of earlier rows that extend to ``row``."""
    return [cell for line in places[:row] for cell in line if cell.last_row >= row]


def _cut(table: content.Table, place: grid.PlacedCell, first: int, end: int) -> content.Cell:
    """Returns the part of a cell on the page with rows ``first`` to ``end`` (exclusive)."""
    rows = min(place.last_row + 1, end) - max(place.row, first)
    if place.row >= first:
        return replace(place.cell, rows=rows)
    paragraphs = place.cell.paragraphs
    on_break = grid.again(table.columns[place.column], place.cell)
    if on_break is content.ContinuedCell.EMPTY:
        paragraphs = ()
    elif on_break is content.ContinuedCell.REPEAT_CONTINUED:
        paragraphs = grid.going_on(paragraphs, table.mark)
    return replace(place.cell, paragraphs=paragraphs, rows=rows, pictures=(), joined=False)


def refers_to_last_page(document: content.Document) -> bool:
    """Returns whether page lines of a document count its pages in Thai digits. ``NUMPAGES`` has
    them with a switch only, which LibreOffice takes for Thai letters; a reference to a page has
    the number format of that page."""
    lines = (line for line in (document.header, document.footer) if line is not None)
    return document.digits is Digits.THAI and any(
        line.numbers is content.PageNumbers.OF_TOTAL for line in lines
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
        self, document: content.Document, texts: TextWriter, styled: float, count: int = 1
    ) -> None:
        self._document = document
        self._texts = texts
        self._styled = styled
        self._count = count

    def dress(
        self, section: Any, *, head: content.Table | None, upright: bool, opens: bool, fresh: bool
    ) -> None:
        """Sets page, margins, header and footer of a section. ``opens`` marks the section with the
        document's first page, which may be ``upright`` (portrait); ``head`` is the table repeated
        in the header of later pages; a ``fresh`` section must not inherit an earlier table
        header."""
        from docx.enum.section import WD_ORIENT
        from docx.shared import Mm

        document = self._document.cover if upright else self._document
        margins = document.margins
        if document.orientation is content.Orientation.LANDSCAPE:
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

    def _put_head(self, section: Any, head: content.Table | None, *, differs: bool) -> None:
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

    def _fill(self, place: Any, line: content.PageLine, width: float) -> None:
        """Writes ``line`` into a header or footer."""
        if line.official:
            element = self.page_number()
        else:
            stops: tuple[content.TabStop, ...] = ()
            if width != self._styled:
                stops = (
                    content.TabStop(width / 2, content.Align.CENTER),
                    content.TabStop(width, content.Align.RIGHT),
                )
            element = self._texts.paragraph(
                content.Paragraph((content.Run(line.text),), "page-line", tabs=stops)
            )
            if stops:
                # The tab stops of the style would come first.
                known = (twips(self._styled / 2), twips(self._styled))
                element[0].find(key("tabs"))[:0] = [w("tab", val="clear", pos=at) for at in known]
            if line.numbers is not content.PageNumbers.NONE:
                element.append(w("r", *(w("tab") for _tab in range(_TABS[line.numbers_at]))))
                element.extend(self._number(line.numbers))
        place.is_linked_to_previous = False
        place.part.element[:] = [element]

    def _number(self, numbers: content.PageNumbers) -> list[Any]:
        page, pages = _field("PAGE"), _field("NUMPAGES")
        if refers_to_last_page(self._document):
            pages = _field(f"PAGEREF {_LAST}", to_thai(str(self._count)))
        match numbers:
            case content.PageNumbers.DASHES:
                return [_text("- "), page, _text(" -")]
            case content.PageNumbers.OF_TOTAL:
                fields = {PAGE: page, PAGES: pages}
                return [
                    deepcopy(fields[part]) if is_field else _text(part)
                    for part, is_field in page_parts(self._document.words.page_of)
                ]
            case _:
                return [page]

    def page_number(self) -> Any:
        """Returns the paragraph with the page number in official form: ``- 2 -``."""
        line = self._texts.paragraph(content.Paragraph((), "page-number"))
        line.extend(self._number(content.PageNumbers.DASHES))
        return line


def _text(text: str) -> Any:
    return run_element(content.Run(text))


def _field(code: str, shown: str = "1") -> Any:
    return w("fldSimple", _text(shown), instr=f" {code} ")


# Ends the pages of a Word file where those of the PDF end, with a section per page.
#
# Word has no field for the first word of the next page, so each page's catchword is the text of
# its section's footer; a paragraph that crosses a page break becomes two.


@dataclass(frozen=True, slots=True)
class BlockPiece:
    """A block, or its part on one page; ``begins`` is its place if it begins a page."""

    block: content.Block
    begins: TextPlace | None = None

    @property
    def goes_on(self) -> bool:
        """Whether it continues a paragraph of the page before."""
        return self.begins is not None and self.begins.offset > 0


def pieces(blocks: Sequence[content.Block], starts: Sequence[TextPlace] = ()) -> list[BlockPiece]:
    """Splits blocks where pages begin. Blocks that Word cannot split (a table row, a KeepTogether)
    stay whole, whatever their length."""
    made: list[BlockPiece] = []
    for number, block in enumerate(blocks):
        cuts = sorted({start for start in starts if start.block == number}, key=_order)
        if isinstance(block, content.Paragraph):
            ends = [place.offset for place in cuts if place.offset]
            made += _pieces(
                cuts, [grid.cut(block, *edge) for edge in pairwise([0, *ends, grid.END])]
            )
        elif isinstance(block, content.Table) and block.rows:
            ends = [place.row for place in cuts if place.row]
            edges = pairwise([0, *ends, len(block.rows)])
            made += _pieces(cuts, [replace(block, rows=block.rows[slice(*edge)]) for edge in edges])
        else:
            made += _pieces([place for place in cuts if not place.offset], [block])
    behind = [start for start in starts if start.block >= len(blocks)]
    return [*made, *(BlockPiece(content.Paragraph(()), place) for place in behind[:1])]


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


def _pieces(cuts: Sequence[TextPlace], blocks: Sequence[content.Block]) -> list[BlockPiece]:
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
            line.append(run_element(content.Run(words)))
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
