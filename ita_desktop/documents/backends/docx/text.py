"""Writes paragraphs and tables as WordprocessingML."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest
from math import ceil, inf
from typing import Any
from unicodedata import category

from ita_desktop.documents.backends.docx.elements import TWIPS_PER_MM, key, twips, w
from ita_desktop.documents.backends.docx.no_break import with_no_break_spaces
from ita_desktop.documents.backends.docx.numbering import NumberingWriter
from ita_desktop.documents.backends.docx.reference import hanging, style_id
from ita_desktop.documents.content import (
    Align,
    Cell,
    Image,
    Paragraph,
    Picture,
    Run,
    Table,
    TableRow,
    TabStop,
    Vertical,
)
from ita_desktop.documents.layout.fonts import SARABUN_RATIO, in_office_fonts
from ita_desktop.documents.layout.grid import (
    MOST_REPEATED,
    PlacedCell,
    before_last,
    covered,
    dealt,
    ending_apart,
    leading_groups,
    placed,
)
from ita_desktop.documents.layout.pictures import MOST_LINES, fitted
from ita_desktop.documents.styles import (
    ABOVE,
    BELOW,
    COLUMN_GAP,
    LAST_CELL_LINES,
    LAST_LINES,
    MM,
    PICTURE_GAP,
    PICTURE_SIDES,
    RULE,
    SHORT,
    SIDE,
    STYLES,
    WHOLE,
    mark_width,
)
from ita_desktop.typography.words import WordBreaker

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_SHARED = 0.6
"""Share of the page height up to which a cell is merged over rows; Word and LibreOffice print only
the part of a merged cell that is on the page where it begins."""
_LETTER = 0.36
"""Average width of a character, as a share of the font size; combining marks count as characters,
and the space left free at line ends is included."""
_MARK_ROOM = 12.0
"""Width in points that a list mark takes from each line."""
TWIPS_PER_POINT = 20
LOWEST = 14
"""Smallest line height that Word accepts, in twips."""
_HIGHEST = 150.0
"""Greatest height of a picture in a cell, in mm, leaving room for the headings."""
_CAPTION_LETTER = 2.4
"""Greatest width of a character in a caption, in mm."""


def paragraph_properties(
    paragraph: Paragraph,
    numbering: Any | None = None,
    *,
    keep_next: bool = False,
    keep_lines: bool = False,
    new_page: bool = False,
    at_top: bool = False,
    goes_on: bool = False,
) -> Any:
    """Returns ``w:pPr``. ``at_top`` drops the space above at the top of a page; ``goes_on`` drops
    the first line indent of a paragraph continued from the page before."""
    properties = w("pPr", w("pStyle", val=style_id(paragraph.style)))
    if keep_next:
        properties.append(w("keepNext"))
    if keep_lines:
        properties.append(w("keepLines"))
    if new_page:
        properties.append(w("pageBreakBefore"))
    if numbering is not None:
        properties.append(numbering)
    if paragraph.tabs:
        properties.append(
            w("tabs", *(_tab_stop(paragraph, at) for at in range(len(paragraph.tabs))))
        )
    if at_top:
        properties.append(w("spacing", before=0))
    indent = _indent(paragraph, numbered=numbering is not None, goes_on=goes_on)
    if indent is not None:
        properties.append(indent)
    return properties


def _tab_stop(paragraph: Paragraph, at: int) -> Any:
    stop = paragraph.tabs[at]
    leader = {"leader": "dot"} if stop.dotted else {}
    return w("tab", val=stop.align.value, **leader, pos=twips(stop.at))


def _indent(paragraph: Paragraph, *, numbered: bool, goes_on: bool) -> Any | None:
    """Returns ``w:ind`` if the indent differs from that of the style and list, else None."""
    if goes_on:
        return w("ind", left=twips(paragraph.left), firstLine=0)
    if numbered and (paragraph.counted or not paragraph.left):
        return None
    if paragraph.mark:
        return hanging(mark_width(paragraph.mark), paragraph.level, paragraph.left)
    if paragraph.left or paragraph.first is not None:
        style = STYLES[paragraph.style]
        first = style.first_line if paragraph.first is None else paragraph.first
        kind = {"hanging": twips(-first)} if first < 0 else {"firstLine": twips(first)}
        return w("ind", left=twips(paragraph.left), **kind)
    return hanging(0.0, paragraph.level) if paragraph.level else None


def run_element(run: Run, *after: Any, font: str = "", style: str = "cell") -> Any:
    """Returns ``w:r`` with Word's tabs and line breaks, and the elements ``after``. A substitute
    ``font`` is scaled to the size of ``style``."""
    element = w("r")
    if looks := list(_looks(run, font, style)):
        element.append(w("rPr", *looks))
    for number, text in enumerate(run.text.split("\n")):
        if number:
            element.append(w("br"))
        for place, part in enumerate(text.split("\t")):
            if place:
                element.append(w("tab"))
            if part:
                letters = w("t")
                letters.text = part
                letters.set(_SPACE, "preserve")
                element.append(letters)
    element.extend(after)
    return element


def _looks(run: Run, font: str, style: str) -> Iterator[Any]:
    """Yields the run properties in the order of the schema."""
    if run.style:
        yield w("rStyle", val=style_id(run.style))
    if font:
        yield w("rFonts", ascii=font, hAnsi=font, eastAsia=font, cs=font)
    if run.bold:
        yield w("b")
        yield w("bCs")
    if font:
        size = round(2 * STYLES[style].size * SARABUN_RATIO)
        yield w("sz", val=size)
        yield w("szCs", val=size)
    if run.underline:
        yield w("u", val="single")


def hairline(high: int = 20) -> Any:
    """Returns an empty paragraph ``high`` twips high."""
    size = (w("sz", val=2), w("szCs", val=2))
    spacing = w("spacing", before=0, after=0, line=high, lineRule="exact")
    return w("p", w("pPr", w("pStyle", val=style_id("line")), spacing, w("rPr", *size)))


class TextWriter:
    """Writes paragraphs and tables with the lists of one document; ``picture`` returns the drawing
    of an inline picture, ``breaker`` the line breaks that the PDF allows."""

    def __init__(
        self, numbers: NumberingWriter, picture: Callable[[Image], Any], breaker: WordBreaker
    ) -> None:
        self._numbers = numbers
        self._picture = picture
        self._breaker = breaker

    def paragraph(
        self,
        paragraph: Paragraph,
        *,
        keep_next: bool = False,
        keep_lines: bool = False,
        new_page: bool = False,
        at_top: bool = False,
        goes_on: bool = False,
        room: float = inf,
    ) -> Any:
        """Returns ``w:p`` for a column ``room`` points wide. ``•``, ``-`` and counted marks become
        Word lists, other marks are written as text followed by a tab."""
        numbering = None if goes_on else self._numbers.properties(paragraph)
        element = w(
            "p",
            paragraph_properties(
                paragraph,
                numbering,
                keep_next=keep_next,
                keep_lines=keep_lines,
                new_page=new_page,
                at_top=at_top,
                goes_on=goes_on,
            ),
        )
        if paragraph.mark and numbering is None and not goes_on:
            element.append(run_element(Run(paragraph.mark), w("tab")))
        for run in with_no_break_spaces(paragraph, self._breaker, room):
            if run.image is not None:
                element.append(w("r", w("drawing", self._picture(run.image))))
            elif run.text:
                element.extend(
                    run_element(replace(run, text=part), font=font, style=paragraph.style)
                    for part, font in in_office_fonts(run.text)
                )
        return element

    def table(
        self,
        table: Table,
        text_width: float,
        text_height: float,
        *,
        new_page: bool = False,
        headed: bool = False,
        ends: bool = False,
        keep_next: bool = False,
    ) -> Any:
        """Returns ``w:tbl``, ``text_width`` mm wide with fixed columns, for pages ``text_height``
        mm high. If ``headed``, the headings are in the page header and no row is repeated. If it
        ``ends`` the document or a part of it, its last row leaves no few lines on a page of their
        own; if ``keep_next``, that row stays with what follows the table. Headings that would fill
        a page are not repeated."""
        widths = _widths(table, twips(text_width - table.indent))
        element = w("tbl", _table_properties(table, sum(widths)))
        element.append(w("tblGrid", *(w("gridCol", w=width) for width in widths)))
        most = (WHOLE if table.whole_rows else SHORT) * text_height * MM
        last = WHOLE * text_height * MM if ends or keep_next else most
        count = leading_groups(table)
        head = replace(table, rows=(*table.heading, *table.rows[:count]), heading=())
        again = not headed and table_height(head, text_width) <= MOST_REPEATED * text_height * MM
        for rows in (table.heading, table.rows[:count]):
            element.extend(self._rows(rows, widths, inf, heading=True, again=again))
        begins = not count
        rest = table.rows[count:]
        shared = _SHARED * text_height
        element.extend(
            self._rows(
                rest,
                widths,
                most,
                heading=False,
                begins=begins,
                shared=shared,
                last=last,
                ends=ends or keep_next,
                stays=keep_next,
            )
        )
        if new_page:
            first = element.find(f".//{key('pPr')}")
            first.insert(1, w("pageBreakBefore"))
        return element

    def table_ahead(self, table: Table, text_width: float, text_height: float) -> list[Any]:
        """Returns a table for the page header, as close to the text below as Word allows."""
        return [self.table(table, text_width, text_height), hairline(LOWEST)]

    def _rows(
        self,
        rows: tuple[TableRow, ...],
        widths: list[int],
        most: float,
        *,
        heading: bool,
        again: bool = False,
        begins: bool = False,
        shared: float = inf,
        last: float = 0.0,
        ends: bool = False,
        stays: bool = False,
    ) -> list[Any]:
        """Returns rows; those up to ``most`` points high are not split, nor is the last one up to
        ``last``, and no merged cell is higher than ``shared`` (mm). Rows of a ``heading`` stay with
        the next row and are repeated on every page if ``again``; the first row after it, if
        ``begins``, stays with the next one, and the last one, if it ``stays``, with what follows;
        where the table ``ends`` a part, the last lines of that row are together: in a row of their
        own, as LibreOffice keeps no lines within a row together."""
        elements = []
        rows = dealt(
            rows,
            len(widths),
            lambda covered_cell: _height(covered_cell.cell, _width(covered_cell, widths)) / MM,
            shared,
        )
        end = _end_of(rows, widths, last) if ends else len(rows)
        parted = _with_end(rows, widths, end, last)
        is_parted = len(parted) > len(rows)
        rows = parted
        all_standing = list(covered(placed(rows, len(widths))))
        low = [
            _low(standing, number, widths, last if end + is_parted == number else most)
            for number, standing in enumerate(all_standing)
        ]
        for number, standing in enumerate(all_standing):
            properties = w("trPr")
            is_last = number == len(all_standing) - 1
            whole = low[number] or (is_last and _low(standing, number, widths, last))
            if whole:
                properties.append(w("cantSplit"))
            if again:
                properties.append(w("tblHeader"))
            element = w("tr", properties) if len(properties) else w("tr")
            keep_next = heading or rows[number].group or _keeps_with_next(standing, number, low)
            if begins and number == 0:
                first_two = enumerate(all_standing[:2])
                heights = [_row_height(standing_, at, widths) for at, standing_ in first_two]
                keep_next |= len(rows) > 1 and sum(heights) <= most
            keep_next |= number == end + is_parted and low[number]
            # LibreOffice loses text, or the place, where all rows of a table stay with the next.
            keep_next &= not (number == end and (is_parted or (stays and end == 0)))
            # A row that goes on over pages stays by its last lines alone: LibreOffice never finds
            # the page of one whose lines all stay with the next.
            keep_next |= stays and is_last and whole
            element.extend(
                self._cell(
                    place,
                    number,
                    widths,
                    keep_next=keep_next,
                    whole=whole,
                    ends=is_last and ends and not whole,
                )
                for place in standing
            )
            elements.append(element)
        for number, standing in enumerate(all_standing):
            for at, place in enumerate(standing):
                if place.cell.joined and place.row == number:
                    without_line(elements[number], at, "top")
                    above = [cell.column for cell in all_standing[number - 1]]
                    without_line(elements[number - 1], above.index(place.column), "bottom")
        return elements

    def _cell(
        self,
        place: PlacedCell,
        row: int,
        widths: list[int],
        *,
        keep_next: bool,
        whole: bool,
        ends: bool,
    ) -> Any:
        """Returns a cell; if it ``ends`` a table, its last lines stay together."""
        width = sum(widths[place.column : place.column + place.columns])
        properties = w("tcPr", w("tcW", w=width, type="dxa"))
        if place.columns > 1:
            properties.append(w("gridSpan", val=place.columns))
        if place.rows > 1:
            properties.append(w("vMerge", val="restart" if row == place.row else "continue"))
        if place.cell.vertical is Vertical.MIDDLE:
            properties.append(w("vAlign", val="center"))
        element = w("tc", properties)
        begins = row == place.row
        paragraphs = place.cell.paragraphs if begins else ()
        pictures = place.cell.pictures if begins else ()
        if not pictures:
            paragraphs = paragraphs or (Paragraph((), "cell"),)
        free = width / TWIPS_PER_POINT - 2 * SIDE
        # A cell of few lines ends above the row's end. If a row begins with a paragraph that stays
        # with the next one, LibreOffice keeps it with what follows, and loses what no page holds.
        tail = (_tail(paragraphs, width) if ends else 0) or len(paragraphs)
        element.extend(
            self.paragraph(
                paragraph,
                keep_next=keep_next or tail <= at < len(paragraphs) - 1,
                keep_lines=tail <= at,
                room=free,
            )
            for at, paragraph in enumerate(paragraphs)
        )
        room = width / TWIPS_PER_MM - PICTURE_SIDES
        for beside in pictures:
            if beside:
                shown = fitted(beside, room, _HIGHEST)
                element.extend(self._pictures(shown, room, parted=not whole))
        return element

    def _pictures(self, row: tuple[Picture, ...], room: float, *, parted: bool) -> list[Any]:
        """Returns a row of pictures with captions below; captions that do not fit are set in
        columns. Pictures and captions are kept together only if the table row may be ``parted``:
        otherwise "keep with next" would bind the row to the next one, and the table to one page."""
        words = [picture.caption for picture in row]
        if len(row) > 1 and any(words) and not all(map(_fits_below, row)):
            return [self._columns(row, parted=parted), hairline()]
        runs = []
        for number, photo in enumerate(row):
            runs += [Run(" ")] * bool(number) + [Run("", image=photo.image)]
        line = Paragraph(tuple(runs), "picture-line")
        if len(row) > 1:
            captions = list(_side_by_side(row, room))
        else:
            captions = [paragraph for caption in words for paragraph in caption]
        held = len(captions) if len(captions) <= MOST_LINES else 1
        return [
            self.paragraph(paragraph, keep_next=parted and at < held)
            for at, paragraph in enumerate((line, *captions))
        ]

    def _columns(self, row: tuple[Picture, ...], *, parted: bool) -> Any:
        """Returns a borderless table of pictures with their captions."""
        widths = [twips(picture.image.width + PICTURE_GAP) for picture in row]
        sides = (w(side, w=twips(PICTURE_GAP / 2), type="dxa") for side in ("left", "right"))
        properties = w(
            "tblPr",
            w("tblW", w=sum(widths), type="dxa"),
            w("jc", val="center"),
            w("tblLayout", type="fixed"),
            w("tblCellMar", *sides),
        )
        grid = w("tblGrid", *(w("gridCol", w=width) for width in widths))
        line = w("tr", w("trPr", w("cantSplit")))
        for photo, width in zip(row, widths, strict=True):
            place = w("tc", w("tcPr", w("tcW", w=width, type="dxa")))
            place.extend(self._pictures((photo,), photo.image.width, parted=parted))
            line.append(place)
        return w("tbl", properties, grid, line)


def _fits_below(picture: Picture) -> bool:
    """Returns whether each paragraph of the caption fits on a line of the picture's width."""
    most = picture.image.width / _CAPTION_LETTER
    return all(sum(map(_is_wide, paragraph.text)) < most for paragraph in picture.caption)


def _is_wide(letter: str) -> bool:
    """Returns whether a character advances the line; combining vowels and tone marks do not."""
    return category(letter) != "Mn"


def _side_by_side(row: tuple[Picture, ...], room: float) -> Iterator[Paragraph]:
    """Yields the captions line by line, each centred below its picture by tab stops."""
    at = (room - sum(picture.image.width for picture in row) - PICTURE_GAP * (len(row) - 1)) / 2
    stops = []
    for picture in row:
        stops.append(TabStop(at + picture.image.width / 2, Align.CENTER))
        at += picture.image.width + PICTURE_GAP
    for beside in zip_longest(*(picture.caption for picture in row)):
        runs = [run for words in beside for run in (Run("\t"), *(words.runs if words else ()))]
        yield Paragraph(tuple(runs), "cell", tabs=tuple(stops))


def table_height(table: Table, text_width: float) -> float:
    """Estimates the height of a table in points, ``text_width`` mm wide."""
    widths = _widths(table, twips(text_width - table.indent))
    return sum(
        max((_height(cell.cell, _width(cell, widths)) for cell in row), default=0.0)
        for row in placed(table.rows, len(widths))
    )


def _table_properties(table: Table, width: int) -> Any:
    indent = w("tblInd", w=twips(table.indent), type="dxa")
    properties = w("tblPr", w("tblW", w=width, type="dxa"), indent)
    if table.borders:
        sides = ("top", "left", "bottom", "right", "insideH", "insideV")
        eighths = round(8 * RULE)
        rules = [w(side, val="single", sz=eighths, space=0, color="auto") for side in sides]
        properties.append(w("tblBorders", *rules))
    properties.append(w("tblLayout", type="fixed"))
    free = {"top": ABOVE, "left": SIDE, "bottom": BELOW - RULE, "right": SIDE}
    if not table.borders:
        free = {"top": 0.0, "left": 0.0, "bottom": 0.0, "right": COLUMN_GAP}
    gaps = [w(side, w=round(gap * TWIPS_PER_POINT), type="dxa") for side, gap in free.items()]
    properties.append(w("tblCellMar", *gaps))
    return properties


def _widths(table: Table, total: int) -> list[int]:
    shares = sum(column.share for column in table.columns)
    edges, at = [0], 0.0
    for column in table.columns:
        at += column.share
        edges.append(round(at / shares * total))
    return [right - left for left, right in pairwise(edges)]


def _keeps_with_next(standing: list[PlacedCell], number: int, low: list[bool]) -> bool:
    """Returns whether a row stays with the next: they share a cell, or the next is the last."""
    last_two = low[-2:] if number == len(low) - 2 else low[number : number + 1]
    shares = any(place.last_row > number for place in standing)
    return (shares or len(last_two) == 2) and all(last_two)


def _width(place: PlacedCell, widths: list[int]) -> int:
    return sum(widths[place.column : place.column + place.columns])


def without_line(row: Any, at: int, side: str) -> None:
    """Removes the border on one side of a cell."""
    properties = row.findall(key("tc"))[at].find(key("tcPr"))
    rules = properties.find(key("tcBorders"))
    if rules is None:
        rules = w("tcBorders")
        behind = [properties.find(key(name)) for name in ("vMerge", "gridSpan", "tcW")]
        next(element for element in behind if element is not None).addnext(rules)
    rule = w(side, val="nil")
    if side == "top":
        rules.insert(0, rule)
    else:
        rules.append(rule)


def _low(standing: list[PlacedCell], number: int, widths: list[int], most: float) -> bool:
    """Returns whether a row is at most ``most`` points high, so that the PDF moves it to the next
    page instead of splitting it."""
    return _row_height(standing, number, widths) <= most


def _row_height(standing: list[PlacedCell], number: int, widths: list[int]) -> float:
    """Returns the height in points that the cells of this row alone need."""
    return max(
        (
            _height(place.cell, _width(place, widths))
            for place in standing
            if place.row == place.last_row == number
        ),
        default=0.0,
    )


def _end_of(rows: tuple[TableRow, ...], widths: list[int], last: float) -> int:
    """Returns the row that could leave a few lines on the last page: that above a last one of few
    lines, or else the last one, though only if it is higher than ``last``."""
    *above, standing = placed(rows, len(widths)) if rows else [()]
    number = len(above)
    height = _row_height([*standing], number, widths)
    few = LAST_LINES * STYLES["cell"].size * STYLES["cell"].pitch + ABOVE + BELOW
    if height <= few and (before := before_last(rows)) >= 0:
        return before
    return number if height > last else len(rows)


def _with_end(
    rows: tuple[TableRow, ...], widths: list[int], number: int, most: float
) -> tuple[TableRow, ...]:
    """Returns rows of which row ``number``, if it is higher than ``most`` (points), ends in a row
    of its own that is not."""
    own = placed(rows, len(widths))[number : number + 1]
    if not own or _row_height([*own[0]], number, widths) <= most:
        return rows

    def high(place: PlacedCell) -> float:
        return _height(place.cell, _width(place, widths))

    def tail(place: PlacedCell) -> int:
        at = _tail(place.cell.paragraphs, _width(place, widths))
        end = replace(place, cell=Cell(place.cell.paragraphs[at:]))
        return at if high(end) <= most else 0

    return ending_apart(rows, len(widths), number, high, tail)


def _tail(paragraphs: Sequence[Paragraph], width: int) -> int:
    """Returns the paragraph from which on a page looks like one; ``width`` is in twips."""
    lines, at = 0, len(paragraphs)
    while at and lines < LAST_CELL_LINES:
        at -= 1
        lines += _lines(paragraphs[at], width, rounded=int)
    return at


def _lines(paragraph: Paragraph, width: int, rounded: Callable[[float], int] = ceil) -> int:
    """Estimates the lines of a paragraph in a cell: at most, or if ``rounded`` down at least so
    many; ``width`` is in twips."""
    size = STYLES[paragraph.style].size
    room = max(width / TWIPS_PER_POINT - 2 * SIDE - _MARK_ROOM * bool(paragraph.mark), size)
    wide = (len(line) * size * _LETTER / room for line in paragraph.text.split("\n"))
    return sum(max(rounded(one), 1) for one in wide)


def _height(cell: Cell, width: int) -> float:
    """Estimates the height of a cell in points; ``width`` is in twips."""
    height = 0.0
    captions = [words for row in cell.pictures for picture in row for words in picture.caption]
    for paragraph in (*cell.paragraphs, *captions):
        style = STYLES[paragraph.style]
        height += _lines(paragraph, width) * style.size * style.pitch
    pictures = sum(
        max((picture.image.height for picture in row), default=0.0) for row in cell.pictures
    )
    return height + pictures * MM + ABOVE + BELOW
