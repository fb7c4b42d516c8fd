"""Reads OpenDocument texts (.odt) and sheets (.ods)."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final, NamedTuple

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.exchange.blocks import SourceBlocks, labelled
from ita_desktop.exchange.cells.row import (
    FORMULA_ERROR,
    NOT_COMPUTED,
    excel_value,
    struck,
    text_value,
)
from ita_desktop.exchange.files import assembling, formats, grid, reader_remarks
from ita_desktop.exchange.files.formats import LAST_EXCEL_ROW, MAX_COLUMNS, MAX_ROWS
from ita_desktop.exchange.files.odf_styles import (
    DRAW,
    OFFICE,
    OUTLINE,
    SVG,
    TABLE,
    TEXT,
    XLINK,
    ListCounter,
    Styles,
    count,
)
from ita_desktop.exchange.remarks import Remark, UnreadPart
from ita_desktop.exchange.sheets import DataSheet, Value, WorkProgress, linked

PARAGRAPHS: Final = frozenset({f"{TEXT}p", f"{TEXT}h"})
FRAMES: Final = frozenset({f"{DRAW}frame", f"{DRAW}custom-shape"})
"""Pictures and text boxes."""
_MOST_SPACES: Final = 1000


class TextReader:
    """Reads paragraphs."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self.unread = reader_remarks.Unread()

    def line(self, paragraph: Any) -> grid.Line:
        """Return a paragraph."""
        style = paragraph.get(f"{TEXT}style-name", "")
        line = grid.Line(struck=bool(self._styles.struck(style)))
        self._walk(paragraph, line, bold=bool(self._styles.bold(style)))
        return line

    def framed(self, frame: Any) -> grid.Line:
        """Return a picture or text box as a paragraph with nothing else."""
        line = grid.Line()
        self._frame(frame, line)
        return line

    def _walk(self, element: Any, line: grid.Line, *, bold: bool) -> None:
        line.add(_spaced(element.text), bold=bold)
        for child in element:
            self._part(child, line, bold=bold)
            line.add(_spaced(child.tail), bold=bold)

    def _part(self, part: Any, line: grid.Line, *, bold: bool) -> None:
        if part.tag in FRAMES:
            self._frame(part, line)
        elif part.tag == f"{OFFICE}annotation":
            texts = (" ".join("".join(each.itertext()).split()) for each in part.iter(*PARAGRAPHS))
            self.unread.add(reader_remarks.COMMENTS, UnreadPart("\n".join(texts)))
        else:
            self._inline(part, line, bold=bold)

    def _inline(self, part: Any, line: grid.Line, *, bold: bool) -> None:
        match part.tag.removeprefix(TEXT):
            case "s":
                line.add(" " * count(part, f"{TEXT}c", _MOST_SPACES), bold=bold)
            case "tab":
                line.add("\t", bold=bold)
            case "line-break":
                line.add("\n", bold=bold)
            case "note":
                body = part.find(f"{TEXT}note-body")
                line.notes.append(
                    " ".join("".join(() if body is None else body.itertext()).split())
                )
            case "span":
                style = part.get(f"{TEXT}style-name", "")
                own, is_struck = self._styles.bold(style), self._styles.struck(style)
                before = line.struck
                line.struck = before if is_struck is None else is_struck
                self._walk(part, line, bold=bold if own is None else own)
                line.struck = before
            case "a":
                line.links.append((part.get(f"{XLINK}href", ""), "".join(part.itertext())))
                self._walk(part, line, bold=bold)
            case "ruby-text" | "tracked-changes":
                return
            case _:
                self._walk(part, line, bold=bold)

    def _frame(self, frame: Any, line: grid.Line) -> None:
        described = "".join(
            frame.findtext(f"{SVG}{name}") or "" for name in ("desc", "title")
        ).strip()
        if frame.tag == f"{DRAW}custom-shape":
            line.boxes.append(frame)
            return
        for inner in frame:
            if inner.tag == f"{DRAW}image":
                part = inner.get(f"{XLINK}href", "")
                inside = part.startswith(("Pictures/", "media/"))
                line.pictures.append((part if inside else "", described))
                return  # what follows is the same picture in other formats
            if inner.tag == f"{DRAW}text-box":
                line.boxes.append(inner)
            elif inner.tag in {f"{DRAW}object", f"{DRAW}object-ole"}:
                self.unread.counted[reader_remarks.EMBEDDED] += 1


def _spaced(text: str | None) -> str:
    """Return text with white space as OpenDocument counts it: line breaks are spaces."""
    return "" if text is None else text.replace("\n", " ").replace("\t", " ").replace("\r", " ")


class ListParagraph(NamedTuple):
    """A paragraph as printed."""

    line: grid.Line
    label: str
    depth: int
    """The depth of its list."""
    heading: int
    """Its heading level from 1, 0 for text."""
    style: str

    @property
    def text(self) -> str:
        """The text with its label."""
        return labelled(self.label, self.line.text)


class LinesReader:
    """Reads paragraphs and lists in the order of the file, in which the lists are counted."""

    def __init__(self, styles: Styles, texts: TextReader) -> None:
        self.styles = styles
        self.texts = texts
        self._counter = ListCounter(styles)

    def of(self, element: Any) -> Iterator[ListParagraph]:
        """Yield the paragraphs of a paragraph, list or frame; nothing for other elements."""
        if element.tag in PARAGRAPHS:
            yield self._item(element, self._heading_number(element), 0)
        elif element.tag in FRAMES:
            yield ListParagraph(self.texts.framed(element), "", 0, 0, "")
        elif element.tag == f"{TEXT}list":
            style = element.get(f"{TEXT}style-name", "")
            yield from self._list(element, self._counter.begin(element, style), style, 0)

    def _list(self, listed: Any, key: str, style: str, depth: int) -> Iterator[ListParagraph]:
        style = listed.get(f"{TEXT}style-name", style)
        for entry in listed:
            start = entry.get(f"{TEXT}start-value")
            labelled_yet = entry.tag != f"{TEXT}list-item"
            for element in entry:
                if element.tag == f"{TEXT}list":
                    yield from self._list(element, key, style, depth + 1)
                elif element.tag in PARAGRAPHS:
                    label = ""
                    if not labelled_yet:
                        of_style = style or self.styles.list_of(_style(element))
                        begun = int(start) if start else None
                        label = self._counter.label(key, of_style, depth, begun)
                    labelled_yet = True
                    yield self._item(element, label, depth)

    def _heading_number(self, element: Any) -> str:
        if element.tag != f"{TEXT}h" or element.get(f"{TEXT}is-list-header") == "true":
            return ""
        depth = _level(element) - 1
        return self._counter.label(OUTLINE, OUTLINE, depth)

    def _item(self, element: Any, label: str, depth: int) -> ListParagraph:
        heading = _level(element) if element.tag == f"{TEXT}h" else 0
        return ListParagraph(self.texts.line(element), label, depth, heading, _style(element))


def _style(element: Any) -> str:
    return str(element.get(f"{TEXT}style-name", ""))


def _level(element: Any) -> int:
    text = element.get(f"{TEXT}outline-level", "1")
    return min(max(int(text), 1), 10) if text.isdecimal() and len(text) < 3 else 1


_WITHIN: Final = frozenset(
    f"{TEXT}{name}"
    for name in (
        *("section", "index-body", "table-of-content", "index-title", "numbered-paragraph"),
        *("illustration-index", "table-index", "user-index", "bibliography"),
    )
)
"""Elements whose content stands where they stand."""


def read_odf(data: bytes, source: str, work_progress: WorkProgress) -> SourceBlocks:
    """Return the content of an OpenDocument file. Raises arbitrary exceptions for broken parts."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return _read(archive, data, source, work_progress)


def _read(
    archive: zipfile.ZipFile, data: bytes, source: str, work_progress: WorkProgress
) -> SourceBlocks:
    formats.check_sizes(archive, source, _most)
    formats.check_parts(archive, source, formats.MAX_TEXT_TAGS)
    names = archive.namelist()
    manifest = "META-INF/manifest.xml"
    if manifest in names and b"encryption-data" in archive.read(manifest):
        raise formats.encrypted(source)
    root = formats.parsed(archive.read("content.xml"), source)
    roots = [root]
    if "styles.xml" in names:
        roots.insert(0, formats.parsed(archive.read("styles.xml"), source))
    styles = Styles(*roots)
    reader = _Reader(LinesReader(styles, TextReader(styles)), data, source, work_progress)
    running = list(styles.running())
    book = root.find(f"{OFFICE}body/{OFFICE}spreadsheet")
    if book is not None:
        sheets = assembling.of_sheets(list(reader.sheets(book)), reader.remarks())
        return replace(sheets, running=assembling.running_lines(running))
    text = root.find(f"{OFFICE}body/{OFFICE}text")
    parts = () if text is None else reader.parts(text)
    return assembling.assembled(parts, source, reader.remarks(), running)


def _most(name: str) -> int:
    return formats.MAX_TEXT_PART if name == "content.xml" else formats.MAX_OTHER_PART


class _Reader(grid.PartsReader):
    def __init__(
        self, lines: LinesReader, data: bytes, source: str, work_progress: WorkProgress
    ) -> None:
        super().__init__(data, source, work_progress)
        self._lines = lines
        self._hidden: list[DataSheet] = []
        self._remarks: list[Remark] = []
        """What to report on the sheets of a workbook."""

    def remarks(self) -> Iterator[Remark]:
        """Yield what to report on the whole file, once that was read."""
        yield from self._lines.texts.unread.remarks()
        yield from self._remarks
        yield from reader_remarks.hidden_sheets(self._hidden)

    def sheets(self, book: Any) -> Iterator[DataSheet]:
        """Yield the visible sheets of a workbook."""
        for table in book.iterfind(f"{TABLE}table"):
            name = table.get(f"{TABLE}name", "")
            where = Phrase("{source} แผ่น “{sheet}”", source=self._source, sheet=name)
            reader = TableReader(self._lines, self._data, where, self._work_progress)
            if self._lines.styles.is_hidden(table.get(f"{TABLE}style-name", "")):
                rows = grid.unseen_rows(lambda: reader.read(table).rows)  # noqa: B023 - called at once
                self._hidden.append(DataSheet(name, rows, self._source))
                continue
            whole = DataSheet(name, reader.read(table).rows, self._source, merges=True)
            sheet, told = reader_remarks.without_former(whole, hidden_of(table))
            self._remarks += (*told, *reader_remarks.uncomputed_cells(sheet))
            yield sheet

    def parts(self, body: Any) -> Iterator[assembling.Part]:
        for done, element in enumerate(body):
            self._work_progress.at(done)
            if element.tag == f"{TABLE}table":
                yield from self._table(element)
            elif element.tag in _WITHIN:
                yield from self.parts(element)
            elif element.tag == f"{TEXT}tracked-changes":
                self._lines.texts.unread.counted[reader_remarks.CHANGES] += len(element)
            else:
                for item in self._lines.of(element):
                    yield from self._paragraph(item)

    def _paragraph(self, item: ListParagraph) -> Iterator[assembling.Part]:
        self._continued |= self._lines.styles.begins_page(item.style)
        caption = self._lines.styles.is_caption(item.style)
        return self._line(item.line, item.label, item.depth, item.heading, caption=caption)

    def _table(self, table: Any) -> Iterator[assembling.Part]:
        if is_frame(table):
            for cell in framed(table):
                yield from self.parts(cell)
            return
        self._continued |= self._lines.styles.begins_page(table.get(f"{TABLE}style-name", ""))
        continued, self._continued = self._continued, False
        reader = TableReader(self._lines, self._data, self._source, self._work_progress)
        yield reader.read(table, continued=continued)


_ROW_GROUPS: Final = frozenset(
    f"{TABLE}{name}" for name in ("table-header-rows", "table-rows", "table-row-group")
)
_LINK: Final = lazy_re(r'\bHYPERLINK\("([^"]+)"', re.IGNORECASE)
_ERROR: Final = lazy_re(r"Err:5\d\d")
"""What LibreOffice shows of a formula that cannot be computed."""
_CELLS: Final = frozenset({f"{TABLE}table-cell", f"{TABLE}covered-table-cell"})


class TableReader(grid.CellLines):
    """Reads one table."""

    _paragraphs: LinesReader

    def read(self, table: Any, *, continued: bool = False) -> assembling.TablePart:
        """Return a table. Raises InputError if it is too large."""
        found = grid.GridRows(self._source, self._work_progress)
        number = width = 0
        defaults = _default_styles(table)
        for row in _rows(table):
            times = count(row, f"{TABLE}number-rows-repeated", LAST_EXCEL_ROW)
            cells = list(self._cells(row, number + 1, defaults))
            width = max([width, *(cell.column + cell.columns for cell in cells)])
            if any(cell.value != "" for cell in cells):
                for again in range(min(times, MAX_ROWS + 1)):
                    found.add(number + 1 + again, cells)
            else:
                found.add(number + 1, cells)
            number += times
        headed = table.find(f"{TABLE}table-header-rows") is not None
        return assembling.TablePart(
            tuple(found.rows),
            number,
            width,
            continued=continued,
            headed=headed,
            notes=tuple(self._notes),
            pictures=tuple(self._pictures),
        )

    def _cells(self, row: Any, number: int, defaults: Mapping[int, str]) -> Iterator[grid.GridCell]:
        """Yield the cells of a row; ``defaults`` has the styles of columns."""
        column = 0
        usual = row.get(f"{TABLE}default-cell-style-name", "")
        for cell in row:
            if cell.tag not in _CELLS:
                continue
            times = count(cell, f"{TABLE}number-columns-repeated", LAST_EXCEL_ROW)
            spans = count(cell, f"{TABLE}number-columns-spanned", MAX_COLUMNS)
            down = count(cell, f"{TABLE}number-rows-spanned", LAST_EXCEL_ROW)
            if cell.tag == f"{TABLE}table-cell":
                style = cell.get(f"{TABLE}style-name", "") or usual or defaults.get(column, "")
                value = self._value(cell, number)
                value = struck(value) if self._paragraphs.styles.struck(style) else value
                colour = self._paragraphs.styles.colour(style)
                if value != "" or spans > 1 or down > 1:
                    for again in range(min(times, MAX_COLUMNS + 1)):
                        yield grid.GridCell(column + again, value, spans, down, colour)
                elif column < MAX_COLUMNS:
                    yield grid.GridCell(column, "", min(times, MAX_COLUMNS), colour=colour)
            column += times

    def _value(self, cell: Any, row: int) -> Value:
        day = cell.get(f"{OFFICE}date-value", "")[:10]
        if cell.get(f"{OFFICE}value-type") == "date" and day:
            return excel_value(date.fromisoformat(day), "")
        formula = cell.get(f"{TABLE}formula", "")
        leads_to = _LINK.search(formula)
        self._links = [(leads_to[1], "")] if leads_to is not None else []
        text = "\n".join(self._lines(cell, row)) or cell.get(f"{OFFICE}value", "")
        if not text and formula and not cell.get(f"{OFFICE}value-type"):
            return text_value(leads_to[1]) if leads_to is not None else NOT_COMPUTED
        return FORMULA_ERROR if _ERROR.fullmatch(text) else linked(text_value(text), self._links)

    def _lines(self, cell: Any, row: int) -> Iterator[str]:
        for element in cell:
            if element.tag == f"{TABLE}table":
                reader = TableReader(
                    self._paragraphs, self._data, self._source, self._work_progress
                )
                table = reader.read(element)
                self._pictures.extend(replace(picture, row=row) for picture in table.pictures)
                lines = [
                    " ".join(" ".join(str(value).split()) for value in inner.values if value != "")
                    for inner in table.rows
                ]
                yield from self._inner(lines, row, pictured=bool(table.pictures))
            for item in self._paragraphs.of(element):
                yield from self._paragraph(item.line, item.text, row)


def _default_styles(table: Any) -> dict[int, str]:
    """Return the styles of the cells without one, by column."""
    styles: dict[int, str] = {}
    at = 0
    for column in table.iter(f"{TABLE}table-column"):
        times = count(column, f"{TABLE}number-columns-repeated", LAST_EXCEL_ROW)
        style = column.get(f"{TABLE}default-cell-style-name", "")
        styles |= dict.fromkeys(range(at, min(at + times, MAX_COLUMNS)), style)
        at += times
    return styles


def hidden_of(table: Any) -> reader_remarks.Hidden:
    """Return what a table of a workbook does not show."""
    rows, columns = set[int](), set[int]()
    number, is_filtered = 0, False
    for row in _rows(table):
        times = count(row, f"{TABLE}number-rows-repeated", LAST_EXCEL_ROW)
        if _is_hidden(row):
            rows.update(range(number + 1, number + 1 + min(times, MAX_ROWS)))
        is_filtered |= row.get(f"{TABLE}visibility") == "filter"
        number += times
    at = 0
    for column in table.iter(f"{TABLE}table-column"):
        times = count(column, f"{TABLE}number-columns-repeated", LAST_EXCEL_ROW)
        if _is_hidden(column):
            columns.update(range(at, min(at + times, MAX_COLUMNS)))
        at += times
    return reader_remarks.Hidden(rows, columns, is_filtered)


def _is_hidden(element: Any) -> bool:
    return str(element.get(f"{TABLE}visibility", "visible")) != "visible"


def is_frame(table: Any) -> bool:
    """Return whether a table of one column only frames tables within it."""
    rows = list(_rows(table))
    cells = [cell for row in rows for cell in row if cell.tag in _CELLS]
    return len(cells) == len(rows) and any(cell.find(f"{TABLE}table") is not None for cell in cells)


def framed(table: Any) -> Iterator[Any]:
    """Yield the cells of a table that only frames others."""
    for row in _rows(table):
        yield from (cell for cell in row if cell.tag in _CELLS)


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == f"{TABLE}table-row":
            yield child
        elif child.tag in _ROW_GROUPS:
            yield from _rows(child)
