"""Divides a document into chapters at its headings, whatever makes them headings: Word's own,
``บทที่ 1``, or bold lines with a number or with the words of a known part. A heading tells its
number, its title, and which part of the book of measures it is; the text below becomes rich
text."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import takewhile, zip_longest
from typing import Final, NamedTuple

from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.rich import ABOVE, DEEPEST, LEFT, PAGE, RichLine, Span, parse, write
from ita_desktop.domain.text import BULLET, clean, key, one_line, to_arabic
from ita_desktop.exchange.blocks import Block, Heading, Paragraph, Picture, Table
from ita_desktop.exchange.cells.row import text_of
from ita_desktop.exchange.sheets import DataSheet

PREFACE: Final = "preface"
CONTENTS: Final = "contents"
COVER: Final = "cover"
"""The part that is no chapter: the lines above the first one."""
_D: Final = "[0-9๐-๙]"
_MARK: Final = lazy_re(
    rf"(?P<mark>(?:บทที่|ส่วนที่|ตอนที่|หมวดที่)\s*{_D}{{1,2}}\s*[:.]?|{_D}{{1,2}}\s*[.)](?!\s*{_D}))"
    r"\s*(?P<title>\S.*)"
)
_NAMED_MARK: Final = lazy_re(r"^(?:บทที่|ส่วนที่|ตอนที่|หมวดที่)")
_PAGE_BEHIND: Final = lazy_re(rf"\s*{_D}{{1,4}}([\s.…]*)")
"""The end of a line in a table of contents, its last letter first: a long row of dots is looked
through once."""
_TO_PAGE: Final = lazy_re(r"\t|\.\.\.|…")
_LIST_FOLLOWS: Final = lazy_re(r"(?:ประกอบด้วย|ดังนี้|ดังต่อไปนี้)\s*:?\s*$")
_PARTS: Final = tuple(
    (part, lazy_re(words))
    for part, words in (
        (PREFACE, r"คำนำ$"),
        (CONTENTS, r"สารบัญ"),
        ("order", r"(?:สำเนา)?(?:คำสั่ง.*(?:แต่งตั้ง|คณะ)|การ?แต่งตั้งคณะ)"),
        ("one-stop", r".*(?:ศูนย์รับคำขออนุญาต|bmaoss|onestopservice)"),
        ("image", r".*สื่อสาร.{0,14}ภาพลักษณ์"),
        ("communication", r".*(?:สื่อสาร.{0,14}รับรู้|สร้างการรับรู้)"),
        ("progress", r"(?:การ|สรุป)?(?:รายงาน)?ผลการดำเนิน(?:การ|งาน)"),
        ("monitoring", r"(?:การ|แผน|มาตรการ)?(?:กำกับ.{0,6}ติดตาม|ติดตาม)"),
        ("briefing", r"(?:การ)?(?:ประชุม)?(?:การ)?ชี้แจง"),
        ("preparation", r"(?:มาตรการ|การ|แนวทาง).*เตรียมความพร้อม"),
        ("analysis", r"(?:การ|ผลการ)?(?:ศึกษา)?(?:และ)?(?:การ)?วิเคราะห์"),
        ("levels", r"(?:คะแนนและ|เกณฑ์)?(?:การจัด)?ระดับ.*(?:ผล|คะแนน)|(?:ผล)?คะแนนและระดับ"),
        ("result", r"(?:สรุป)?(?:ผล|คะแนน)(?:คะแนน)?(?:การ)?ประเมิน"),
        ("criteria", r"(?:หลัก)?เกณฑ์.*ประเมิน|กรอบ.*ประเมิน|เครื่องมือ.*ประเมิน"),
        (
            "importance",
            r"(?:ที่มา|ความเป็นมา|ความสำคัญ|หลักการและเหตุผล|หลักการ|บทนำ|ข้อมูลทั่วไป)",
        ),
        ("measures", r".{0,30}มาตรการ"),
    )
)
"""The parts of the book by the words with which their headings begin, without spaces."""
_BEHIND: Final = lazy_re(r"(?:ภาคผนวก|ผนวก|(?:ประมวล)?(?:ภาพ|รูป)(?:ถ่าย|กิจกรรม|ประกอบ))")
_MORE: Final = lazy_re(
    r"\(|ประจำปี|ปีงบ|ของ|สำนักงานเขต|กรุงเทพ|ใน|และ|ไปยัง|เพื่อ|ตาม|จาก|ต่อ|ระหว่าง|รอบ|กรณี|พ\.ศ\."
)
_IN_FRONT: Final = frozenset({"order", "briefing"})
"""Parts that may stand above the numbered chapters."""
CORE: Final = frozenset({"analysis", "measures", "preparation", "communication", "image"})
"""Parts of which a book of measures has at least one."""


class ChapterHead(NamedTuple):
    """The heading of a chapter."""

    mark: str
    """Its number as printed, such as ``1.`` or ``บทที่ 2``; may be empty."""
    title: str
    part: str
    """The name of the part of the book; empty if it is none that is known."""

    @property
    def number(self) -> int | None:
        """Its number, if it has one."""
        digits = "".join(filter(str.isdigit, to_arabic(self.mark)))
        return int(digits) if digits else None

    @property
    def is_named(self) -> bool:
        """Whether its number is called one of a chapter: ``บทที่ 2``."""
        return _NAMED_MARK.match(self.mark) is not None

    @property
    def stands_alone(self) -> bool:
        """Whether it is one of a part before or behind the numbered chapters."""
        return self.part in {PREFACE, CONTENTS} or _BEHIND.match(key(self.title)) is not None


_LONGEST: Final = 300
"""Maximum number of characters of a heading."""
_LEAST_PARTS: Final = 3
"""Minimum number of known parts in a book of measures."""
_PAGE: Final = lazy_re(r"[.…]*[0-9]{1,3}$")
_LEVELS: Final = (1, 2, 3)
_PACK: Final = "เอกสารประกอบการประชุม"
"""The title of papers put together for a meeting, which may have headings of a book."""
_TITLES: Final = 3
"""Number of lines that may be the title of a document."""
_MORE_LINES: Final = 4
"""Maximum number of further lines of a heading."""


class BookChapter(NamedTuple):
    """A chapter with what is below its heading."""

    head: ChapterHead
    blocks: tuple[Block, ...]


class Division(NamedTuple):
    """A document's chapters, and what is above the first one: cover, titles."""

    above: tuple[Block, ...]
    chapters: tuple[BookChapter, ...]


class _Line(NamedTuple):
    """A line that may be a heading."""

    at: int
    """The index of its block."""
    level: int
    """Its heading level from 1; 0 for a paragraph."""
    bold: bool
    head: ChapterHead


def divided(blocks: Sequence[Block]) -> Division | None:
    """Return the chapters of a book of measures; None if the document is none."""
    lines = list(_without_contents(_lines(blocks)))
    if any(key(line.head.title) == _PACK for line in lines[:_TITLES]):
        return None
    for starts in _ways(lines):
        parts = {line.head.part for line in starts} - {"", PREFACE, CONTENTS}
        if len(parts) >= _LEAST_PARTS and parts & CORE:
            return _cut(blocks, starts)
    return None


def alone(blocks: Sequence[Block], parts: Collection[str]) -> BookChapter | None:
    """Return a document that is one chapter alone: its first lines are the heading of one of these
    ``parts``, and it has no other heading; None for others."""
    titles = takewhile(lambda block: isinstance(block, Heading) or is_bold(block), blocks)
    title = [block.line for block in titles if isinstance(block, Heading | Paragraph)]
    if not title and blocks and isinstance(blocks[0], Paragraph):
        title = [blocks[0].line]
    head, rest = head_of(" ".join(title)), tuple(blocks[len(title) :])
    has_others = any(isinstance(block, Heading) or is_bold(block) for block in rest)
    return None if head.part not in parts or has_others else BookChapter(head, rest)


def is_bold(block: Block) -> bool:
    """Return whether all of a paragraph is bold."""
    if not isinstance(block, Paragraph):
        return False
    return all(run.bold or not run.text.strip() for run in block.runs) and bool(block.text.strip())


def _lines(blocks: Sequence[Block]) -> Iterator[_Line]:
    for at, block in enumerate(blocks):
        if not isinstance(block, Heading | Paragraph) or not 0 < len(block.line) <= _LONGEST:
            continue
        if isinstance(block, Paragraph) and (block.level or block.caption):
            continue
        if is_listed(block.line) or begins_list(block.line):
            continue
        level = block.level if isinstance(block, Heading) else 0
        yield _Line(at, level, bool(level) or is_bold(block), head_of(block.line))


def _without_contents(lines: Iterable[_Line]) -> Iterator[_Line]:
    """Yield the lines without those of the table of contents, and without titles that are printed
    again on further pages."""
    found = list(lines)
    last = {_words(line): line.at for line in found}
    listed: set[str] = set()
    in_contents = False
    seen: set[str] = set()
    for line in found:
        words = _words(line)
        # A PDF has the number of the page behind the title, without a tab or dots.
        title = _PAGE.sub("", words)
        if title != words and line.at < last.get(title, 0):
            continue
        if in_contents and words not in listed and line.at < last[words]:
            listed.add(words)
            continue
        in_contents = line.head.part == CONTENTS or (in_contents and words not in listed)
        if words not in seen:
            seen.add(words)
            yield line


def _words(line: _Line) -> str:
    return key(line.head.mark + line.head.title)


def _ways(lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    """Yield the lines at which chapters may begin, the surest way to tell them first."""
    for level in _LEVELS:
        yield _with_others(lines, [line for line in lines if 0 < line.level <= level])
    yield _with_others(lines, [line for line in lines if line.head.is_named])
    yield _with_others(lines, _counted([line for line in lines if line.bold]))
    yield _with_others(lines, [line for line in lines if line.bold and line.head.part])
    yield _with_others(lines, _counted(lines))


def _with_others(lines: Sequence[_Line], starts: Sequence[_Line]) -> list[_Line]:
    """Return the lines with those of preface, contents and annexes, which may look differently, and
    of the order and the briefing above the first chapter, which then have no number."""
    known = {line.at for line in starts}
    parts = {line.head.part for line in starts}
    for line in lines:
        is_above = bool(starts) and line.at < starts[0].at and line.bold
        if is_above and line.head.part in _IN_FRONT - parts:
            known.add(line.at)
            parts.add(line.head.part)
    return [
        line
        for line in lines
        if line.at in known
        or (line.head.stands_alone and (line.bold or line.head.part in {PREFACE, CONTENTS}))
    ]


def _counted(lines: Sequence[_Line]) -> list[_Line]:
    """Return the lines whose numbers rise: those of known parts, and between them others that
    complete the numbers."""
    found: list[_Line] = []
    sure: list[_Line] = []
    for line in lines:
        number = line.head.number
        if number is not None and line.head.part and number > (_number(sure[-1]) if sure else 0):
            sure.append(line)
    for line, after in zip_longest(sure, sure[1:]):
        found.append(line)
        before = 0
        """The number above, of a list within the chapter."""
        for other in lines:
            if other.at <= line.at or (after is not None and other.at >= after.at):
                continue
            number = _number(found[-1]) + 1
            is_next = other.head.number == number and before != number - 1
            if is_next and (after is None or number < _number(after)):
                found.append(other)
            before = _number(other) or before
    return found


def _number(line: _Line) -> int:
    return line.head.number or 0


def _cut(blocks: Sequence[Block], starts: Sequence[_Line]) -> Division:
    chapters: list[BookChapter] = []
    begins = {line.at for line in starts}
    for line, after in zip_longest(starts, starts[1:]):
        end = after.at if after is not None else len(blocks)
        below = line.at + 1
        title = [line.head.title]
        while below < end and len(title) <= _MORE_LINES and below not in begins:
            block = blocks[below]
            if not _is_more(block):
                break
            title.append(block.line)  # type: ignore[union-attr]
            below += 1
        head = head_of(" ".join((line.head.mark, *title)))
        chapters.append(BookChapter(head, tuple(blocks[below:end])))
    first = starts[0].at if starts else len(blocks)
    return Division(tuple(blocks[:first]), tuple(chapters))


def _is_more(block: Block) -> bool:
    """Return whether a block is a further line of the heading above it."""
    if not isinstance(block, Heading | Paragraph) or len(block.line) > _LONGEST:
        return False
    if isinstance(block, Paragraph) and not is_bold(block):
        return False
    return not head_of(block.line).mark and goes_on(block.line)


def head_of(line: str) -> ChapterHead:
    """Return a line as a heading.

    >>> head_of("๖. มาตรการ/กิจกรรมส่งเสริมคุณธรรม")
    ChapterHead(mark='๖.', title='มาตรการ/กิจกรรมส่งเสริมคุณธรรม', part='measures')
    """
    text = one_line(line)
    marked = _MARK.fullmatch(text)
    mark, title = (marked["mark"].strip(), marked["title"]) if marked else ("", text)
    words = key(title)
    part = next((part for part, known in _PARTS if known.match(words)), "")
    return ChapterHead(mark, title, part)


def is_listed(line: str) -> bool:
    """Return whether a line is one of a table of contents."""
    behind = _PAGE_BEHIND.match(line[::-1])
    return behind is not None and _TO_PAGE.search(behind[1]) is not None


def begins_list(line: str) -> bool:
    """Return whether a line announces a list, as in an order: ``คณะทำงาน ประกอบด้วย``."""
    return _LIST_FOLLOWS.search(line) is not None


def goes_on(line: str) -> bool:
    """Return whether a line below a heading may be a further line of it."""
    return _MORE.match(one_line(line)) is not None


_EDGE: Final = "|"
_MOST_COLUMNS: Final = 8
_MOST_ROWS: Final = 60
TABLES, DEEP = "tables", "deep"
"""What is counted to be told of a chapter."""


class ChapterText(NamedTuple):
    """The text above and below the tables that become records, and how often something was left
    out or changed, by name."""

    before: str
    after: str
    counted: Counter[str]

    @property
    def whole(self) -> str:
        """All of the text."""
        return "\n".join(filter(None, (self.before, self.after)))


def text_of_chapter(
    blocks: Iterable[Block], title: str, records: Collection[str] = ()
) -> ChapterText:
    """Return the text of a chapter, without its repeated ``title`` and without the tables whose
    sheets are called as in ``records``."""
    counted: Counter[str] = Counter()
    parts: tuple[list[str], list[str]] = ([], [])
    which = 0
    again = key(title)
    blocks = tuple(blocks)
    pictured = {block.sheet for block in blocks if isinstance(block, Picture)}
    for block in blocks:
        if isinstance(block, Table) and block.sheet.name in records:
            which = 1
            continue
        if isinstance(block, Table) and block.sheet.name in pictured:
            # Its texts are the captions of its pictures.
            continue
        if isinstance(block, Heading | Paragraph) and key(block.text) == again:
            continue
        parts[which].extend(_rich_lines(block, parts[which], counted))
    before, after = ("\n".join(lines).strip("\n") for lines in parts)
    return ChapterText(before, after, counted)


def _rich_lines(block: Block, before: list[str], counted: Counter[str]) -> Iterator[str]:
    if isinstance(block, Heading):
        yield from _written(((block.text, True),), block.label, 0)
    elif isinstance(block, Paragraph) and not block.caption:
        counted[DEEP] += block.level > DEEPEST
        runs = tuple((run.text, run.bold) for run in block.runs)
        yield from _written(runs, block.label, block.level)
    elif isinstance(block, Table):
        rows, heads = _rows(block.sheet)
        if _is_small(rows):
            if before and before[-1].startswith(_EDGE):
                yield ""
            yield from _table(rows, heads)
        else:
            counted[TABLES] += 1


def _written(runs: Iterable[tuple[str, bool]], label: str, level: int) -> Iterator[str]:
    """Yield the stored lines of a paragraph; a line break within it begins a further line."""
    lines: list[list[Span]] = [[]]
    for text, bold in runs:
        first, *more = text.split("\n")
        lines[-1].append(Span(first, bold))
        lines.extend([Span(line, bold)] for line in more)
    mark = _mark(label)
    if label and not mark:
        lines[0].insert(0, Span(f"{label} "))
    for number, spans in enumerate(lines):
        plain = [Span(_clean(span.text), span.bold) for span in spans]
        line = write([RichLine(tuple(plain), "" if number else mark, min(level, DEEPEST))])
        if line.strip() == PAGE:
            # Three hyphens alone would be a page break.
            line = "———"
        if line.strip() and line.strip() != mark:
            yield line


def _clean(text: str) -> str:
    """Return a part of a line with its outer spaces."""
    plain = clean(text)
    if not plain:
        return " " if text else ""
    lead = " " if text[:1].isspace() else ""
    return f"{lead}{plain}{' ' if text[-1:].isspace() else ''}"


def _mark(label: str) -> str:
    """Return a list number or bullet as a mark of rich text; empty if it is none."""
    plain = clean(label)
    if not plain:
        return ""
    if re.fullmatch(rf"{BULLET}|[oO\uf000-\uf8ff]", plain):
        return plain if plain in "-–•" else "•"
    found = parse(f"{plain} ก")
    return plain if found[0].mark == plain else ""


def _rows(sheet: DataSheet) -> tuple[list[list[str]], int]:
    """Return the texts of a table, with marks where cells are merged, and how many of its rows are
    its head: those that a cell of the first row reaches down to."""
    rows = [row for row in sheet.rows if row.number > 0]
    wide = max((len(row.values) for row in rows), default=0)
    texts = [
        [ABOVE if at in row.merged else str(text_of(row.value(at))) for at in range(wide)]
        for row in rows
    ]
    heads = next((at for at, row in enumerate(texts) if at and ABOVE not in row), len(texts))
    for row in texts[: heads if heads > 1 else 0]:
        # An empty cell of such a head is what its heading above other headings spans.
        row[:] = [text if text or not at else LEFT for at, text in enumerate(row)]
    return texts, heads


def _is_small(rows: list[list[str]]) -> bool:
    if not rows or len(rows) > _MOST_ROWS or len(rows[0]) > _MOST_COLUMNS:
        return False
    return not any(_EDGE in cell for row in rows for cell in row)


def _table(rows: list[list[str]], heads: int) -> Iterator[str]:
    for number, row in enumerate(rows):
        cells = (clean(cell).replace("\n", "<br>") for cell in row)
        yield f"{_EDGE} {f' {_EDGE} '.join(cells)} {_EDGE}"
        if number == heads - 1 and len(rows) > heads and all(row):
            yield f"{_EDGE} {f' {_EDGE} '.join(['---'] * len(row))} {_EDGE}"
