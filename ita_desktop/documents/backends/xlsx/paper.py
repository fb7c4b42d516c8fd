"""Sets the paper of a sheet: size, margins, header, footer, column widths and page breaks.

Excel breaks a page before any row that does not fit, even between a heading and its table and
through merged cells, where it cuts a line of text in two. It has no "keep with next", so every page
gets a manual break.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any, Final

from ita_desktop.documents.content import Document, PageLine, PageNumbers, PaperSize
from ita_desktop.documents.styles import EDGE, MM, OFFICIAL_LETTER, STYLES
from ita_desktop.documents.wordings.paper_words import PAGE, PAGES, page_parts

_PIXELS_PER_MM: Final = 96 / 25.4
_DIGIT_PIXELS: Final = 7
"""Width of a digit in the workbook's default font, the unit of column widths in the file. Excel's
window shows widths without cell padding."""
_MM_PER_INCH: Final = 25.4
_PAPERS: Final = {PaperSize.A4: 9, PaperSize.A5: 11}
"""The numbers that Excel gives to sizes of paper."""
_FILLED = 0.96
"""Share of the page height that is used: printers draw rows a little higher than the screen."""


def page_ends(
    heights: Sequence[float],
    joined: Collection[int],
    wanted: Collection[int],
    room: float,
    repeated: float = 0.0,
    within: Collection[int] = (),
    again: Callable[[int], float] = lambda _row: 0.0,
    begun: float = 0.0,
    least: float = 0.0,
) -> list[int]:
    """Returns the last row of every page except the last page; rows are counted from 1.

    ``heights`` are the heights of all rows, ``room`` is that of a page, ``repeated`` that of the
    heading rows printed on every page, ``again(row)`` that of the rows repeated on a page that
    begins with ``row``, ``begun`` that already used on the first page; all in points. A row in
    ``joined`` stays on the page of the next one, a row in ``wanted`` always ends its page. A group
    of joined rows that is higher than a page, or that would leave no more than ``least`` points on
    the page before, as a title, starts in place and is split, but never after a row in ``within``
    (a heading row, or a row that ends inside a picture).
    """
    ends: list[int] = []
    used, begun = begun, begun or repeated
    for first, last in _together(len(heights), joined):
        needs = sum(heights[first - 1 : last])
        full = begun + needs <= room and used + needs > room * _FILLED
        moved = full and used - begun > least
        if first - 1 in wanted or (used and moved and first > 1):
            ends.append(first - 1)
            used = begun = repeated + again(first)
        if used + needs <= room and not (full and used > begun):
            used += needs
            continue
        for begin, end in _together(last, within, first):
            part = sum(heights[begin - 1 : end])
            if used > begun and used + part > room * _FILLED:
                ends.append(begin - 1)
                used = begun = repeated + again(begin)
            used += part
            used = used if used <= room else used % room
    return ends


def _together(count: int, joined: Collection[int], first: int = 1) -> Iterator[tuple[int, int]]:
    """Yields the first and last row of each group of joined rows, starting at row ``first``."""
    for number in range(first, count + 1):
        if number not in joined or number == count:
            yield first, number
            first = number + 1


def set_width(sheet: Any, column: int, points: float) -> None:
    """Sets the width in points of ``column``, counted from 1."""
    letter = sheet.cell(1, column).column_letter
    pixels = points / MM * _PIXELS_PER_MM
    sheet.column_dimensions[letter].width = pixels / _DIGIT_PIXELS


def set_up_page(sheet: Any, document: Document) -> None:
    """Sets a sheet up for the paper of ``document``, fitting all columns onto one page."""
    page = sheet.page_setup
    page.paperSize = _PAPERS[document.paper]
    page.orientation = document.orientation.value
    page.fitToWidth, page.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = True
    margins, paper = document.margins, sheet.page_margins
    paper.top, paper.bottom = margins.top / _MM_PER_INCH, margins.bottom / _MM_PER_INCH
    paper.left, paper.right = margins.left / _MM_PER_INCH, margins.right / _MM_PER_INCH
    paper.header = paper.footer = EDGE / _MM_PER_INCH
    for line, every, first in (
        (document.header, sheet.oddHeader, sheet.firstHeader),
        (document.footer, sheet.oddFooter, sheet.firstFooter),
    ):
        if line is None:
            continue
        _fill_page_line(every, line, document.words.page_of)
        if line.from_page == 1:
            _fill_page_line(first, line, document.words.page_of)
        else:
            sheet.HeaderFooter.differentFirst = True


def _fill_page_line(target: Any, line: PageLine, page_of: str) -> None:
    forms = {
        PageNumbers.NONE: "",
        PageNumbers.PLAIN: "&P",
        PageNumbers.DASHES: "- &P -",
        PageNumbers.OF_TOTAL: page_code(page_of),
    }
    texts = {"left": _literal(line.text)}
    texts[line.numbers_at.value] = forms[line.numbers] or texts.get(line.numbers_at.value, "")
    for name, text in texts.items():
        if text:
            place = getattr(target, name)
            place.text = text
            place.font, place.size = f"{OFFICIAL_LETTER},Regular", STYLES["page-line"].size


def page_code(page_of: str) -> str:
    """Returns the page number text with Excel's codes for page and page count."""
    codes = {PAGE: "&P", PAGES: "&N"}
    return "".join(
        codes[part] if is_field else _literal(part) for part, is_field in page_parts(page_of)
    )


def _literal(text: str) -> str:
    return text.replace("&", "&&")
