"""Reads a Word file (.docx, .docm, .dotx) with its headings, paragraphs, lists, tables and pictures
in order."""

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Any, Final, NamedTuple

from ita_desktop.domain.patterns import lazy_re
from ita_desktop.exchange.blocks import SourceBlocks, TextRun
from ita_desktop.exchange.cells.row import text_value
from ita_desktop.exchange.files.assembling import Note, Part, TablePart, assembled
from ita_desktop.exchange.files.formats import MACROS, MAX_COLUMNS
from ita_desktop.exchange.files.grid import CellLines, GridCell, GridRows, Line, PartsReader
from ita_desktop.exchange.files.reader_remarks import CHANGES, COMMENTS, EMBEDDED, HIDDEN, Unread
from ita_desktop.exchange.files.word_styles import (
    Numbering,
    R,
    Styles,
    W,
    WordPackage,
    WordStyle,
    heading_level,
    is_on,
    number,
    value,
    with_looks,
)
from ita_desktop.exchange.remarks import Remark, UnreadPart
from ita_desktop.exchange.sheets import Value, WorkProgress, linked
from ita_desktop.typography.thai_letters import symbol

PARAGRAPH: Final = f"{W}p"
TABLE: Final = f"{W}tbl"
_RUN: Final = f"{W}r"
_TEXT: Final = f"{W}t"
_RUN_PROPERTIES: Final = f"{W}rPr"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_ALTERNATIVES: Final = f"{_MC}AlternateContent"
_M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_VML: Final = "{urn:schemas-microsoft-com:vml}"
_DRAWN: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_BOX: Final = f"{W}txbxContent"
_PICTURES: Final = frozenset({f"{_A}blip", f"{_VML}imagedata"})
_DRAWINGS: Final = frozenset({f"{W}drawing", f"{W}pict"})
_THROUGH: Final = frozenset(
    f"{W}{name}"
    for name in (
        *("hyperlink", "smartTag", "sdt", "sdtContent", "customXml", "fldSimple", "dir", "bdo"),
        *("ins", "moveTo"),
    )
)
"""Elements whose content stands where they stand."""
_INSERTED: Final = frozenset({f"{W}ins", f"{W}moveTo"})
_MOVED: Final = f"{W}moveFrom"
_DELETED: Final = frozenset({f"{W}del", _MOVED})
_DELETED_TEXT: Final = f"{W}delText"
_LETTERS: Final = {
    f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "-",
    f"{W}softHyphen": "",
}  # fmt: skip
_INSTRUCTION: Final = f"{W}instrText"
_LINK_FIELD: Final = lazy_re(r'HYPERLINK\s+"([^"]+)"')
"""The instruction of a field that is a link."""
_NOTES: Final = {f"{W}footnoteReference": "footnotes", f"{W}endnoteReference": "endnotes"}


class TextReader:
    """Reads paragraphs in the order of a file, because a field may extend over several."""

    def __init__(self, package: WordPackage, styles: Styles) -> None:
        self._package = package
        self._styles = styles
        self._fields: list[bool] = []
        """The fields that are open: whether their instruction is being read, not their result."""
        self._footnotes: dict[str, dict[str, str]] = {}
        self.unread = Unread()
        self._hidden_in: Line | None = None
        """The paragraph that a hidden text was met in last."""
        self.page = 0
        """The page as last printed by Word; 0 if that is not stored."""

    def line(self, paragraph: Any, bold: bool | None = None) -> Line:
        """Return a paragraph; ``bold`` is what its style says."""
        line = Line(page=self.page)
        self._walk(paragraph, line, bold)
        return line

    def _walk(self, element: Any, line: Line, bold: bool | None) -> None:
        for child in element:
            tag = child.tag
            if tag == _RUN:
                self._run(child, line, bold)
            elif tag in _THROUGH:
                self.unread.counted[CHANGES] += tag in _INSERTED
                if address := self._package.outside.get(child.get(f"{R}id", "")):
                    words = "".join(part.text or "" for part in child.iter(_TEXT))
                    line.links.append((address, words))
                self._walk(child, line, bold)
            elif tag in _DELETED:
                self.deleted(child)
            elif tag == _ALTERNATIVES:
                self._walk(chosen(child), line, bold)
            elif tag.startswith(_M):
                text = "".join(part.text or "" for part in child.iter(f"{_M}t"))
                self._add(line, text, bold=False)

    def _run(self, run: Any, line: Line, bold: bool | None) -> None:
        letters = run.find(_RUN_PROPERTIES)
        look = WordStyle()
        if letters is not None:
            look = with_looks(self._styles.of(value(letters, "rStyle")), letters)
        if look.hidden:
            if text := "".join(part.text or "" for part in run.iter(_TEXT)):
                self.unread.add(HIDDEN, UnreadPart(text), goes_on=self._hidden_in is line)
                self._hidden_in = line
            return
        line.struck = look.struck
        self._parts(run, line, bold=bool(bold if look.bold is None else look.bold))
        line.struck = False

    def _parts(self, run: Any, line: Line, *, bold: bool) -> None:
        for part in run:
            tag = part.tag
            if tag == _TEXT:
                self._add(line, part.text or "", bold=bold)
            elif tag in _LETTERS:
                self._add(line, _LETTERS[tag], bold=bold)
            elif tag in _DRAWINGS:
                self._drawing(part, line)
            elif tag == _INSTRUCTION:
                line.links += ((each, "") for each in _LINK_FIELD.findall(part.text or ""))
            elif tag == _ALTERNATIVES:
                self._parts(chosen(part), line, bold=bold)
            else:
                self._special(part, line, bold=bold)

    def _special(self, part: Any, line: Line, *, bold: bool) -> None:
        match part.tag.removeprefix(W):
            case "br":
                if part.get(f"{W}type") == "page":
                    line.page_break = True
                else:
                    self._add(line, "\n", bold=bold)
            case "fldChar":
                self._field(part.get(f"{W}fldCharType", ""))
            case "sym":
                letter = chr(int(part.get(f"{W}char", "20"), 16))
                self._add(line, symbol(part.get(f"{W}font", ""), letter), bold=bold)
            case "lastRenderedPageBreak":
                self.page += 1
                if not line.text.strip():
                    line.page = self.page
            case "footnoteReference" | "endnoteReference":
                text = self._note(_NOTES[part.tag], part.get(f"{W}id", ""))
                line.notes.extend([text] if text else [])
            case "commentReference":
                text = self._note("comments", part.get(f"{W}id", ""))
                self.unread.add(COMMENTS, UnreadPart(text))
            case "object":
                self.unread.counted[EMBEDDED] += 1
                self._drawing(part, line)

    def _add(self, line: Line, text: str, *, bold: bool) -> None:
        if not any(self._fields):
            line.add(text, bold=bold)

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(True)
        elif self._fields and kind == "separate":
            self._fields[-1] = False
        elif self._fields and kind == "end":
            self._fields.pop()

    def _drawing(self, drawing: Any, line: Line) -> None:
        """Note the pictures and text boxes of a drawing; those within a box belong to that."""
        described = next(
            (text for element in drawing.iter(f"{_DRAWN}docPr") if (text := element.get("descr"))),
            "",
        )
        waiting = [drawing]
        while waiting:
            element = waiting.pop()
            if element.tag == _BOX:
                line.boxes.append(element)
            elif element.tag == _ALTERNATIVES:
                waiting.extend(element[:1])
            else:
                if element.tag in _PICTURES:
                    identity = element.get(f"{R}embed") or element.get(f"{R}id") or ""
                    part = self._package.related.get(identity, "")
                    line.pictures.append((part, described))
                waiting.extend(reversed(element))

    def _note(self, kind: str, identity: str) -> str:
        """Return the text of a footnote, endnote or comment."""
        if kind not in self._footnotes:
            root = self._package.part(kind)
            tag = f"{W}{kind.removesuffix('s')}"
            self._footnotes[kind] = {
                note.get(f"{W}id", ""): " ".join(
                    "".join(text.text or "" for text in paragraph.iter(_TEXT))
                    for paragraph in note.iter(PARAGRAPH)
                ).strip()
                for note in (() if root is None else root.iter(tag))
            }
        return self._footnotes[kind].get(identity, "")

    def content(self, element: Any) -> Iterator[Any]:
        """Yield the children of a body, table, row or cell, also those in content controls and in
        accepted changes."""
        for child in element:
            tag = child.tag
            if tag in _DELETED:
                self.deleted(child)
            elif tag in _THROUGH:
                self.unread.counted[CHANGES] += tag in _INSERTED
                yield from self.content(child)
            elif tag == _ALTERNATIVES:
                yield from self.content(chosen(child))
            else:
                yield child

    def deleted(self, element: Any) -> None:
        """Note what a change that is accepted takes away, but for what it takes elsewhere."""
        text = "".join(part.text or "" for part in element.iter(_TEXT, _DELETED_TEXT))
        self.unread.add(CHANGES, UnreadPart("" if element.tag == _MOVED else text))


def chosen(alternatives: Any) -> Any:
    """Return the first of several forms of the same content."""
    return next(iter(alternatives), ())


class Written(NamedTuple):
    """A paragraph as printed."""

    line: Line
    label: str
    space: str
    """What stands between label and text."""
    level: int
    """The depth of its list."""
    style: WordStyle
    heading: int
    """Its heading level from 1, 0 for text."""
    bulleted: bool = False
    """Whether its label is a bullet."""

    @property
    def text(self) -> str:
        """The text with its label."""
        text = self.line.text
        return f"{self.label}{self.space}{text}" if self.label and text else self.label or text


class ParagraphReader:
    """Reads paragraphs in the order of the file, in which Word counts its lists."""

    def __init__(self, texts: TextReader, styles: Styles, numbering: Numbering) -> None:
        self.texts = texts
        self._styles = styles
        self._numbering = numbering
        self._carried: list[TextRun] = []
        """The text of a paragraph whose end was deleted: it belongs to the next one."""

    def read(self, element: Any) -> Written | None:
        """Return a paragraph; None if it goes on in the next one."""
        properties = element.find(f"{W}pPr")
        name = (value(properties, "pStyle") if properties is not None else "") or self._styles.usual
        style = self._styles.of(name)
        line = self.texts.line(element, style.bold)
        heading = style.heading
        if properties is not None:
            if properties.find(f"{W}rPr/{W}del") is not None:
                self._carried += line.runs
                return None
            if (level := number(properties, "outlineLvl")) is not None:
                heading = heading_level(level)
            line.page_break |= _begins_page(properties)
        if self._carried:
            line.runs[:0] = self._carried
            self._carried = []
        place = self._numbering.place(properties, name)
        if place is None:
            return Written(line, "", "", 0, style, heading)
        label, space = self._numbering.next(place)
        bulleted = self._numbering.is_bulleted(place)
        return Written(line, label, space, place.level, style, heading, bulleted)


def _begins_page(properties: Any) -> bool:
    """Return whether a page ends before or after a paragraph with these properties."""
    before = properties.find(f"{W}pageBreakBefore")
    if before is not None and is_on(before.get(f"{W}val", "1")):
        return True
    return properties.find(f"{W}sectPr") is not None


class BodyReader(PartsReader):
    """Reads the parts of a Word file."""

    def __init__(
        self, paragraphs: ParagraphReader, data: bytes, source: str, work_progress: WorkProgress
    ) -> None:
        super().__init__(data, source, work_progress)
        self._paragraphs = paragraphs

    def parts(self, body: Any) -> Iterator[Part]:
        for done, element in enumerate(self._paragraphs.texts.content(body)):
            self._work_progress.at(done)
            if element.tag == PARAGRAPH:
                written = self._paragraphs.read(element)
                if written is not None:
                    yield from self._paragraph(written)
            elif element.tag == TABLE:
                yield from self._table(element)
            elif element.tag in {f"{W}altChunk", f"{W}subDoc"}:
                self._paragraphs.texts.unread.counted[EMBEDDED] += 1

    def _paragraph(self, written: Written) -> Iterator[Part]:
        line, caption = written.line, written.style.caption
        self._continued |= line.page_break
        return self._line(line, written.label, written.level, written.heading, caption=caption)

    def _table(self, element: Any) -> Iterator[Part]:
        rows = rows_of(self._paragraphs, element)
        if is_frame(rows):
            for row in rows:
                for cell in row.cells:
                    yield from self.parts(cell)
            return
        continued, self._continued = self._continued, False
        reader = TableReader(self._paragraphs, self._data, self._source, self._work_progress)
        yield reader.read(element, rows, continued=continued)


def read_word(data: bytes, source: str, work_progress: WorkProgress) -> SourceBlocks:
    """Return the content of a Word file. Raises arbitrary exceptions for broken parts."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return _read(WordPackage.of(archive, source), data, work_progress)


def _read(package: WordPackage, data: bytes, work_progress: WorkProgress) -> SourceBlocks:
    root = package.document()
    styles = Styles(package.part("styles"))
    texts = TextReader(package, styles)
    if next(root.iter(f"{W}lastRenderedPageBreak"), None) is not None:
        texts.page = 1
    numbering = Numbering(package.part("numbering"), styles)
    paragraphs = ParagraphReader(texts, styles, numbering)
    reader = BodyReader(paragraphs, data, package.source, work_progress)
    body = root.find(f"{W}body")
    parts = () if body is None else reader.parts(body)
    # What is to be reported is known once the parts were read.
    remarks = _remarks(package, texts)
    return assembled(parts, package.source, remarks, package.running())


def _remarks(package: WordPackage, texts: TextReader) -> Iterator[Remark]:
    """Yield what to report on the whole file."""
    if package.has_macros:
        yield Remark(None, MACROS)
    yield from texts.unread.remarks()


_ROW: Final = f"{W}tr"
_CELL: Final = f"{W}tc"
_NARROW: Final = 100
"""Greatest width in twips of a column that only comes of edges drawn beside one another."""
_LEAST_WIDTH: Final = 1000
"""Least width in twips of a table whose column widths are to be believed."""


class WordRow(NamedTuple):
    """A row of a table with its cells, deleted ones left out."""

    properties: Any | None
    cells: tuple[Any, ...]


class TableReader(CellLines):
    """Reads one table."""

    _paragraphs: ParagraphReader

    def read(self, table: Any, rows: Sequence[WordRow], *, continued: bool) -> TablePart:
        """Return a table. Raises InputError if it is too large."""
        page = self._paragraphs.texts.page
        columns = _Columns(table)
        found = GridRows(self._source, self._work_progress)
        open_columns: set[int] = set()
        width = 0
        placed = [tuple(columns.placed(row)) for row in rows]
        going_on = _going_on(placed)
        further = {id(cell) for parts in going_on.values() for cell, _row in parts}
        for at, line in enumerate(placed, 1):
            cells: list[GridCell] = []
            below: list[int] = []
            for cell, column, span in line:
                width = max(width, column + span)
                if id(cell) in further:
                    below.append(column)
                    continue
                if _is_continued(cell) and column in open_columns:
                    below.append(column)
                    self._note_hidden(cell, at)
                    continue
                if cell.find(f"{W}tcPr/{W}vMerge") is not None:
                    open_columns.add(column)
                else:
                    open_columns.discard(column)
                value = self._value([(cell, at), *going_on.get(id(cell), ())])
                cells.append(GridCell(column, value, span, colour=_colour(cell)))
            found.add(at, cells, below)
        return TablePart(
            tuple(found.rows),
            len(rows),
            width,
            columns.edges,
            page,
            continued=continued,
            headed=bool(rows) and _has(rows[0].properties, "tblHeader"),
            notes=tuple(self._notes),
            pictures=tuple(self._pictures),
        )

    def _value(self, parts: Iterable[tuple[Any, int]]) -> Value:
        """Return the value of a cell whose ``parts`` are in one or more rows."""
        self._links.clear()
        texts = [self._text(cell, row) for cell, row in parts]
        return linked(text_value("\n".join(filter(None, texts))), self._links)

    def _text(self, cell: Any, row: int) -> str:
        return "\n".join(self._lines(cell, row))

    def _lines(self, cell: Any, row: int) -> Iterator[str]:
        for element in self._paragraphs.texts.content(cell):
            if element.tag == PARAGRAPH:
                written = self._paragraphs.read(element)
                if written is not None:
                    yield from self._paragraph(written.line, written.text, row)
            elif element.tag == TABLE:
                before = len(self._pictures)
                lines = []
                for inner in rows_of(self._paragraphs, element):
                    texts = (" ".join(self._text(each, row).split()) for each in inner.cells)
                    lines.append(" ".join(filter(None, texts)))
                yield from self._inner(lines, row, pictured=len(self._pictures) > before)

    def _note_hidden(self, cell: Any, row: int) -> None:
        """Report a text in a cell that is merged with the one above: Word does not show it."""
        text = "".join(part.text or "" for part in cell.iter(_TEXT))
        if text.strip():
            template = "ช่องที่รวมกับช่องบนมีข้อความที่ Word ไม่แสดง จึงไม่อ่าน"
            self._notes.append(Note(row, template, unread=text))


def _going_on(
    placed: Sequence[Sequence[tuple[Any, int, int]]],
) -> dict[int, list[tuple[Any, int]]]:
    """Return the cells that go on in rows below, by their ids, with the parts there and their rows:
    what no line parts is seen as one cell, as in papers whose shared cells cross pages. A table
    with no lines at all between two rows has rows even so."""
    found: dict[int, list[tuple[Any, int]]] = {}
    heads: dict[int, tuple[Any, Any]] = {}
    """The first and the last part of what stands above, by column."""
    for at, line in enumerate(placed, 1):
        open_above = {
            column: heads[column][0]
            for cell, column, _span in line
            if column in heads
            and _has_no_line(cell, "top")
            and _has_no_line(heads[column][1], "bottom")
        }
        if len(open_above) == len(line):
            open_above = {}
        for cell, column, _span in line:
            if column in open_above:
                found.setdefault(id(open_above[column]), []).append((cell, at))
        heads = {column: (open_above.get(column, cell), cell) for cell, column, _span in line}
    return found


def _has_no_line(cell: Any, side: str) -> bool:
    """Return whether a cell has no line on one ``side``, but beside it."""
    borders = cell.find(f"{W}tcPr/{W}tcBorders")
    if borders is None:
        return False
    bare = {line.tag for line in borders if line.get(f"{W}val") == "nil"}
    return f"{W}{side}" in bare and not bare & {f"{W}left", f"{W}start"}


def _colour(cell: Any) -> str:
    shading = cell.find(f"{W}tcPr/{W}shd")
    fill = "" if shading is None else str(shading.get(f"{W}fill", ""))
    return "" if fill.lower() in {"auto", "ffffff"} else fill


def rows_of(paragraphs: ParagraphReader, table: Any) -> list[WordRow]:
    """Return the rows of a table, deleted ones left out."""
    rows = []
    for row in paragraphs.texts.content(table):
        if row.tag != _ROW:
            continue
        properties = row.find(f"{W}trPr")
        if properties is not None and properties.find(f"{W}del") is not None:
            paragraphs.texts.deleted(row)
        else:
            cells = (cell for cell in paragraphs.texts.content(row) if cell.tag == _CELL)
            rows.append(WordRow(properties, tuple(cells)))
    return rows


def is_frame(rows: Sequence[WordRow]) -> bool:
    """Return whether a table only frames tables within it."""
    cells = [cell for row in rows for cell in row.cells]
    return len(cells) == len(rows) and any(cell.find(TABLE) is not None for cell in cells)


class _Columns:
    """The columns of a table. Word's grid has one wherever an edge of any cell is, even if two are
    only meant to be the same."""

    def __init__(self, table: Any) -> None:
        widths = [
            int(column.get(f"{W}w", "0") or 0)
            for column in table.iterfind(f"{W}tblGrid/{W}gridCol")
        ]
        edges = list(accumulate(widths, initial=0))
        believed = edges[-1] >= _LEAST_WIDTH and min(widths, default=0) > 0
        self._at = [0]
        """The column that begins at each edge of the grid."""
        kept = [0]
        for edge in edges[1:]:
            if believed and edge - kept[-1] <= _NARROW:
                self._at.append(self._at[-1])
            else:
                self._at.append(self._at[-1] + 1)
                kept.append(edge)
        self.edges = tuple(kept) if believed else ()

    def placed(self, row: WordRow) -> Iterator[tuple[Any, int, int]]:
        """Yield the cells of a row with their column and number of columns."""
        grid = min(_number(row.properties, "gridBefore", 0), MAX_COLUMNS)
        end = 0
        for cell in row.cells:
            properties = cell.find(f"{W}tcPr")
            span = min(max(_number(properties, "gridSpan", 1), 1), MAX_COLUMNS)
            column = max(self._column(grid), end)
            end = max(self._column(grid + span), column + 1)
            grid += span
            merged = None if properties is None else properties.find(f"{W}hMerge")
            if merged is None or merged.get(f"{W}val") == "restart":
                yield cell, column, end - column

    def _column(self, grid: int) -> int:
        last = len(self._at) - 1
        return self._at[grid] if grid <= last else self._at[last] + grid - last


def _number(properties: Any | None, name: str, usual: int) -> int:
    return usual if properties is None else number(properties, name, usual) or usual


def _has(properties: Any | None, name: str) -> bool:
    mark = None if properties is None else properties.find(f"{W}{name}")
    return mark is not None and is_on(mark.get(f"{W}val", "1"))


def _is_continued(cell: Any) -> bool:
    mark = cell.find(f"{W}tcPr/{W}vMerge")
    return mark is not None and mark.get(f"{W}val", "continue") == "continue"
