"""Reads a PDF with text as headings, paragraphs, tables and pictures in order, without headers,
footers and page numbers."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median
from typing import Final

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.text import DRAWN, key
from ita_desktop.exchange.blocks import Heading, Paragraph, Picture, SourceBlocks, TextRun
from ita_desktop.exchange.files.assembling import Part, assembled
from ita_desktop.exchange.files.pdf.content import (
    UNKNOWN,
    ContentGrid,
    ContentLine,
    ContentPage,
    grid_at,
    rows_of,
)
from ita_desktop.exchange.files.pdf.process import ReadPages, read_pages
from ita_desktop.exchange.files.pdf.tables import PdfTable, TextColumn, ending, unwrapped
from ita_desktop.exchange.remarks import Remark
from ita_desktop.exchange.sheets import WorkProgress

_ZONE: Final = 0.12
"""Share of a page at its top and at its foot that headers and footers are in."""
_DIGITS: Final = lazy_re(r"[\d๐-๙]+")
_NUMBER: Final = lazy_re(
    r"^[-–—\s]*(?:หน้า(?:ที่)?\s*)?[\d๐-๙]{1,4}(?:\s*(?:/|จาก)\s*[\d๐-๙]{1,4})?[-–—\s]*$"
)
_CATCHWORD: Final = lazy_re(r"^/\s*\S.{0,40}(?:\.{2,}|…)$")
_LEAST_SHARE: Final = 0.5
"""Least share of the pages that have a header."""

_SAME_BASE: Final = 1.0
"""Greatest distance in points between the base lines of texts beside one another."""

_ORIGINAL: Final = "ใช้ไฟล์ Word หรือ Excel ต้นฉบับ หรือให้โปรแกรมสแกนอ่านตัวอักษร (OCR) แล้วบันทึกเป็น PDF ใหม่"
GUESSED_SPACES: Final = (
    "PDF ไม่บอกว่ามีช่องว่างที่ท้ายบรรทัดหรือไม่ จึงต่อข้อความนอกตาราง {count} แห่งโดยไม่เว้นวรรค เช่น “{text}”"
)
_COMPARE: Final = "ตรวจข้อความที่อ่านได้ หรือใช้ไฟล์ Word หรือ Excel ต้นฉบับ"
_SCANNED: Final = "หน้า {pages} เป็นภาพ ไม่มีข้อความให้อ่าน"
_UNRULED: Final = "หน้า {pages} มีเส้นมากเกินกว่าจะเป็นตาราง จึงอ่านแต่ข้อความ"
_PICTURES_LEFT: Final = "ไม่ได้อ่านภาพ {count} ภาพ เพราะใหญ่เกินไปหรือเปิดไม่ได้"
_LARGER: Final = 1.08
"""Least size of a heading's letters, as a share of that of the text."""
_LONGEST_HEADING: Final = 200
_FEW: Final = 3
_LABEL: Final = lazy_re(
    rf"([\d๐-๙]{{1,2}}[.)]|\([\d๐-๙]{{1,2}}\)|(?:[\d๐-๙]{{1,2}}\.){{1,3}}[\d๐-๙]{{1,2}}[.)]?|[-–{DRAWN}])\s+(?=\S)"
)


def read_pdf(data: bytes, source: str, work_progress: WorkProgress) -> SourceBlocks:
    """Return the content of a PDF. Raises InputError if it cannot be read or has no text."""
    return blocks_of(read_pages(data, source, work_progress), source, work_progress)


def blocks_of(found: ReadPages, source: str, work_progress: WorkProgress) -> SourceBlocks:
    """Return the content of pages that were read. Raises InputError if they have no text."""
    grids = (grid for page in found.pages for grid in page.grids)
    in_cells = any(cell.lines for grid in grids for cell in grid.cells)
    if not in_cells and not any(page.lines for page in found.pages):
        raise InputError("PDF นี้เป็นภาพ ไม่มีข้อความให้อ่าน", where=source, remedy=_ORIGINAL)
    reader = _Reader(found, source, work_progress)
    parts = list(reader.parts())
    return assembled(parts, source, reader.remarks(), reader.running())


class _Reader:
    def __init__(self, found: ReadPages, source: str, work_progress: WorkProgress) -> None:
        self._found = found
        self._source = source
        self._work_progress = work_progress
        self._titles = {(page, key(title)): level for page, level, title in found.titles}
        self._pages = without_running(found.pages)
        lines = [line for page in self._pages for line in page.lines]
        letters = Counter[float]()
        for line in lines:
            letters[line.size] += len(line.text)
        self._size = letters.most_common(1)[0][0] if letters else 0.0
        larger = {line.size for line in lines if line.bold and line.size > _LARGER * self._size}
        self._levels = {size: at for at, size in enumerate(sorted(larger, reverse=True), 1)}
        self._paragraph: list[ContentLine] = []
        self._begun = 0
        """The page of the paragraph that is being read."""
        self._column = TextColumn(0.0, 0.0)
        self._usual = 0.0
        self._guessed: tuple[str, ...] = ()
        """The words around each place outside tables where a space may be missing."""
        self._unruled: list[int] = []
        """Pages with too many lines to find tables."""

    def parts(self) -> Iterator[Part]:
        """Yield the document in order."""
        table: PdfTable | None = None
        for page in self._pages:
            self._work_progress.at(page.number, len(self._pages))
            if any(not grid.is_full for grid in page.grids):
                self._unruled.append(page.number)
            self._column = TextColumn.of_lines(page.lines)
            self._usual = _usual_gap(page.lines)
            for thing in self._in_order(page):
                if table is not None:
                    if isinstance(thing, ContentGrid) and table.takes(thing, page.number):
                        continue
                    yield self._ended(table)
                    table = None
                if isinstance(thing, ContentLine):
                    yield from self._line(thing, page.number)
                    continue
                yield from self._flushed()
                if isinstance(thing, ContentGrid):
                    table = PdfTable(thing, page.number, self._found.package)
                else:
                    yield thing
        if table is not None:
            yield self._ended(table)
        yield from self._flushed()

    def running(self) -> Iterator[str]:
        """Yield what is printed at the head and the foot of the pages."""
        for page, own in zip(self._found.pages, self._pages, strict=True):
            kept = {*own.lines}
            yield from (line.text for line in page.lines if line not in kept)

    def remarks(self) -> Iterator[Remark]:
        """Yield what to report on the whole file."""
        if self._guessed:
            fields = {"count": len(self._guessed), "text": self._guessed[0]}
            yield Remark(None, GUESSED_SPACES, _COMPARE, fields)
        scanned = [
            page.number
            for page in self._found.pages
            if page.images and not page.lines and not page.grids
        ]
        if scanned:
            yield Remark(None, _SCANNED, _ORIGINAL, {"pages": " ".join(map(str, scanned))})
        if self._unruled:
            yield Remark(None, _UNRULED, _ORIGINAL, {"pages": " ".join(map(str, self._unruled))})
        if self._found.pictures_left:
            yield Remark(None, _PICTURES_LEFT, fields={"count": self._found.pictures_left})

    def _in_order(self, page: ContentPage) -> list[ContentGrid | ContentLine | Picture]:
        """Return what is on a page from top to bottom; columns without ruling lines are tables."""
        things: list[tuple[float, ContentGrid | ContentLine | Picture]] = [
            (grid.ys[0], grid) for grid in page.grids if grid.is_full
        ]
        things += [
            (
                image.top,
                Picture(image.part, image.caption, package=self._found.package),
            )
            for image in page.images
        ]
        rows = rows_of(page.lines)
        at = 0
        while at < len(rows):
            listed = grid_at(rows, at, page.width)
            if listed is not None:
                grid, count = listed
                things.append((grid.ys[0], grid))
                at += count
                continue
            things.append((rows[at][0].base - rows[at][0].size, _one_line(rows[at])))
            at += 1
        return [thing for _top, thing in sorted(things, key=lambda pair: pair[0])]

    def _ended(self, table: PdfTable) -> Part:
        return table.part(self._source, self._work_progress)

    def _line(self, line: ContentLine, page: int) -> Iterator[Part]:
        """Read a line; yield the paragraph before it if that has ended."""
        if self._paragraph and not self._goes_on(self._paragraph[-1], line):
            yield from self._flushed()
        if not self._paragraph:
            self._begun = page
        self._paragraph.append(line)

    def _goes_on(self, upper: ContentLine, lower: ContentLine) -> bool:
        if upper.ends == UNKNOWN and (upper.size, upper.bold) != (lower.size, lower.bold):
            return False
        if upper.ends == "\v":
            return True
        return ending(upper, lower, self._column, self._usual) != "\n"

    def _flushed(self) -> Iterator[Part]:
        """Yield the paragraph that was begun."""
        lines, self._paragraph = self._paragraph, []
        if not lines:
            return
        wrapped = unwrapped(lines, self._column)
        self._guessed += wrapped.guessed
        text = wrapped.text
        level = self._level(lines, text)
        bold = all(line.bold for line in lines)
        label, text = _parted(text)
        if level:
            yield Heading(level, text, label, page=self._begun)
        else:
            yield Paragraph((TextRun(text, bold),), label, page=self._begun)

    def _level(self, lines: Sequence[ContentLine], text: str) -> int:
        """Return the level of a heading, 0 for a text."""
        if lines[0].ends != UNKNOWN:
            return lines[0].heading
        if level := self._titles.get((self._begun, key(text)), 0):
            return level
        if len(text) > _LONGEST_HEADING or not all(line.bold for line in lines):
            return 0
        return self._levels.get(lines[0].size, 0)


def _parted(text: str) -> tuple[str, str]:
    """Return the number or bullet of a point, and its text."""
    found = _LABEL.match(text)
    return (found[1], text[found.end() :]) if found else ("", text)


def _usual_gap(lines: Sequence[ContentLine]) -> float:
    """Return the usual distance of the lines of a page; 0 for too few."""
    gaps = [
        lower.base - upper.base
        for upper, lower in pairwise(lines)
        if lower.base - upper.base > upper.size / 2
    ]
    return median(gaps) if len(gaps) > _FEW else 0.0


def _one_line(parts: Sequence[ContentLine]) -> ContentLine:
    """Return the parts of a line together, with tabs between them."""
    if len(parts) == 1:
        return parts[0]
    return parts[0]._replace(
        text="\t".join(part.text for part in parts),
        right=parts[-1].right,
        bold=all(part.bold for part in parts),
        ends=UNKNOWN if parts[-1].ends == UNKNOWN else "\n",
    )


def without_running(pages: Sequence[ContentPage]) -> list[ContentPage]:
    """Return the pages without what is printed on each: what the file says to be that, and of the
    lines that it says nothing of, as those that were put on finished pages, those that are repeated
    in the same place with all that is beside them, and page numbers."""
    kept = [_without(page, {line for line in page.lines if line.again}) for page in pages]
    zones = [
        {line for line in page.lines if line.ends == UNKNOWN and _in_zone(line, page)}
        for page in kept
    ]
    keys = [{_key(line, page) for line in zone} for page, zone in zip(kept, zones, strict=True)]
    least = max(2, _LEAST_SHARE * len(pages))
    counted = Counter(key for of_page in keys for key in of_page)
    often = {key for key, count in counted.items() if count >= least}
    made = [
        _without(
            page,
            _repeated(zone, page, often) | {line for line in zone if _is_number(line, page)},
        )
        for page, zone in zip(kept, zones, strict=True)
    ]
    return made if any(page.lines or page.grids for page in made) else kept


def _without(page: ContentPage, left: Collection[ContentLine]) -> ContentPage:
    return replace(page, lines=tuple(line for line in page.lines if line not in left))


def _in_zone(line: ContentLine, page: ContentPage) -> bool:
    within = any(grid.ys and grid.ys[0] <= line.base <= grid.ys[-1] for grid in page.grids)
    share = line.base / max(page.height, 1.0)
    return not within and not _ZONE < share < 1 - _ZONE


def _key(line: ContentLine, page: ContentPage) -> tuple[str, bool, int]:
    """Return a text without its numbers, and where it is."""
    at_top = line.base < page.height / 2
    from_edge = line.base if at_top else page.height - line.base
    return _DIGITS.sub("#", line.text), at_top, round(from_edge / 6)


def _repeated(
    zone: Collection[ContentLine], page: ContentPage, often: Collection[tuple[str, bool, int]]
) -> set[ContentLine]:
    """Return the lines that are on most pages: beside others, as the posts at the end of the first
    rows of pages, they are part of a row."""
    found = {line for line in zone if _key(line, page) in often}
    own = [line.base for line in page.lines if line not in found]
    return {line for line in found if all(abs(line.base - base) > _SAME_BASE for base in own)}


def _is_number(line: ContentLine, page: ContentPage) -> bool:
    """Return whether a line, the first or last one of its page, is a page number or the word that
    the next page begins with."""
    if not (_NUMBER.match(line.text) or _CATCHWORD.match(line.text)):
        return False
    bases = [other.base for other in page.lines]
    edges = [edge for grid in page.grids if grid.ys for edge in (grid.ys[0], grid.ys[-1])]
    places = [*bases, *edges]
    return line.base in {min(places), max(places)}
