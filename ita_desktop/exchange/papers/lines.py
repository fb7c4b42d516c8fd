"""The lines of an official paper, and what is common to all papers: fields behind a label, dates,
signatures, what was not read; the lines of an agenda (headings, matters, and details below them);
and the table with a kind's headings that their rows are put into."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Final, TypeVar

from ita_desktop.domain.agenda import kind_of
from ita_desktop.domain.dates import MONTH_NAMES
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.meetings import AgendaKind
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.roster.names import is_person
from ita_desktop.domain.text import BULLET, one_line, to_arabic
from ita_desktop.exchange.blocks import Block, Heading, Paragraph, Table
from ita_desktop.exchange.cells.row import plain, shortened, with_typed_codes
from ita_desktop.exchange.kind import ImportKind
from ita_desktop.exchange.kinds.registry import finders
from ita_desktop.exchange.kinds.results import RESULTS
from ita_desktop.exchange.remarks import Remark
from ita_desktop.exchange.sheets import DataSheet, SheetRow, Value

RowT = TypeVar("RowT")

DOTS: Final = lazy_re(r"(?:…|[._]{3})[.…_]*")
"""A space to be filled in by hand."""
_NAME: Final = lazy_re(r"^\(\s*(.*?)\s*\)$")
_SIGNED: Final = lazy_re(r"^\(?(?:ลงชื่อ|ลงนาม)\)?[\s.…_]*")
_ACTING: Final = lazy_re(
    r"^(?:ปฏิบัติราชการแทน|ปฏิบัติหน้าที่แทน|รักษาราชการแทน|รักษาการในตำแหน่ง|รักษาการแทน|ทำการแทน)"
)
_PAGE: Final = lazy_re(r"^[-–—\s]*(?:หน้า(?:ที่)?\s*)?\d{1,3}(?:\s*(?:/|จาก)\s*\d{1,3})?[-–—\s]*$")
_CATCHWORD: Final = lazy_re(r"^.{1,40}\S\s?(?:\.{3}|…)$")
_EMPTY: Final = lazy_re(r"^[\s.…_*=~–—-]*$")
_NO_DAY: Final = lazy_re(rf"^(?:เดือน\s*)?(?:{MONTH_NAMES})?\s*(?:พ\.?\s?ศ\.?)?\s*(?:\d{{4}})?$")
_NOT_TAKEN: Final = "ไม่ได้นำเข้าข้อความ “{text}”"
_LABEL_ALONE: Final = lazy_re(
    r"(?:ส่วนราชการ|ที่|วันที่|เรื่อง|เรียน|อ้างถึง|สิ่งที่ส่งมาด้วย|ครั้งที่|เวลา|สถานที่)\s*:?"
)
_POST_LINES: Final = 3
_QUOTED_ROWS: Final = 40
"""Greatest number of rows of a table within a text."""
_LAYOUT_ROWS: Final = 4
_LAYOUT_COLUMNS: Final = 3
"""Greatest size of a table that only sets texts beside one another."""
_HEADING: Final = lazy_re(
    r"^(?:ระเบียบ)?วาระ(?:ที่\s*(?=\d)|\s*(?=\d{1,2}(?!\d|\s*(?:ปี|เดือน|วัน|สมัย|ครั้ง|คน))))"
    r"(\d{1,2})\s*[:.)–-]?\s*(.*)$",
    re.DOTALL,
)
"""``ระเบียบวาระที่ 1 …``; without ที่ only if no unit makes it a term (``วาระ 4 ปี``)."""
CELL: Final = " · "
"""Between the cells of a row of a table; such a line begins nothing."""
_NUMBERED: Final = lazy_re(
    r"^(\d{1,2}(?:\.[1-9]\d?)+)\.?\s+(?=\S)"
    r"(?!คะแนน(?![ก-๎])|คะแนน(?:เต็ม|อยู่|จาก|ซึ่ง|โดย|และ|เพิ่ม|ลด)|บาท|ล้าน|เปอร์เซ็น|%|น\.|นาฬิกา|ชั่วโมง|จาก(?:คะแนน|\s*\d)|อยู่ใน(?:ระดับ|เกณฑ์)|เพิ่มขึ้น|ลดลง)"
)
"""The number of a matter, and no figure: those have a unit behind them, or a zero."""
_MOST_LEFT_OUT: Final = 5
"""Greatest number of matters that a counting leaves out; a number further away is a figure."""
_MARK: Final = lazy_re(rf"^(\(?\d{{1,2}}[.)]|\d{{1,2}}(?=\s+เรื่อง)|{BULLET})\s+(?=\S)")
_RESOLVED: Final = lazy_re(r"^มติ(?:ที่ประชุม)?\s*[:–-]?\s*(?=\S)")
_RESOLVES: Final = lazy_re(
    r"^ที่ประชุม(?:ได้)?(?:ร่วมกัน)?(?:พิจารณา)?(?:แล้ว)?\s*(?:จึง)?(?:ได้)?มีมติ(?!\s*(?:ใน|ครั้ง|เมื่อ|ตาม|การ))"
)
"""A sentence that is the resolution itself."""
_HANDED: Final = lazy_re(r"^\(?\s*เอกสารประกอบ\s*:\s*(.+?)\s*\)?$")
_PRESENTED: Final = lazy_re(r"^ผู้(?:เสนอ|รายงาน|นำเสนอ)\s*:?\s+(\S.*)$")
_TASK: Final = lazy_re(r"^\d{1,2}\)\s*\S.*\s(?:ผู้รับผิดชอบ|ภายในวันที่)\s")
COUNTED: Final = lazy_re(r"^\d{1,2}\)\s*(?=\S)")
"""The number before a task in minutes."""
_TO_RESOLVE: Final = lazy_re(r"^มติ(?:ที่ประชุม)?\s*[:–-]?[\s.…_]*$")
_NOTHING: Final = lazy_re(r"^-?\s*ไม่มี")
_OPENINGS: Final = frozenset({AgendaKind.INFORM, AgendaKind.MINUTES})
"""Kinds of the first headings of an agenda, by which numbered lines are recognised as headings."""


@dataclass
class ReadLine:
    """A heading (depth 0) or a matter; ``number`` in Arabic digits, empty if there is none."""

    number: str
    depth: int
    title: str
    detail: list[str] = field(default_factory=list)
    resolution: list[str] = field(default_factory=list)
    is_resolved: bool = False
    """Whether a line says that the resolution follows."""
    presenter: str = ""
    handed: list[str] = field(default_factory=list)
    """Titles of handouts."""
    tasks: list[str] = field(default_factory=list)
    """Lines that give work to somebody, behind the resolution."""


def is_heading(line: str) -> bool:
    """Return whether a line is a heading of an agenda (``ระเบียบวาระที่ 1``)."""
    return _HEADING.match(line) is not None


def first_heading(lines: Sequence[str]) -> int | None:
    """Return the index of the first heading of an agenda, which may have a number alone; None if
    there is none.

    >>> first_heading(["ครั้งที่ 1/2568", "1. เรื่องแจ้งเพื่อทราบ"]), first_heading(["1. ก"])
    (1, None)
    """
    if (at := next((at for at, line in enumerate(lines) if is_heading(line)), None)) is not None:
        return at
    return next(
        (at for at, line in enumerate(lines) if (mark := _MARK.match(line)) and _opens(line, mark)),
        None,
    )


def part_tasks(lines: Sequence[str], titles: Container[str]) -> tuple[list[str], list[str]]:
    """Return the lines of minutes without the tasks that belong to no agenda item, and these tasks:
    the numbered lines below one of the ``titles``.

    >>> part_tasks(["มติ รับทราบ", "งาน", "1) ส่งข้อมูล"], {"งาน"})
    (['มติ รับทราบ'], ['1) ส่งข้อมูล'])
    """
    at = next((at for at, line in enumerate(lines) if line in titles), len(lines))
    end = at + 1
    while end < len(lines) and COUNTED.match(lines[end]):
        end += 1
    tasks = list(lines[at + 1 : end])
    return ([*lines[:at], *lines[end:]], tasks) if tasks else (list(lines), [])


def read_agenda(lines: Sequence[str], *, minutes: bool = False) -> tuple[ReadLine, ...]:
    """Return the lines of an agenda. ``วาระที่ 3`` begins a heading, ``3.1`` a matter, ``3.1.1`` one
    below it; lines with a simple number (``1.``) are headings if their words are those of headings.
    ``มติที่ประชุม`` is the resolution of the line above. If matters have such numbers, other lines
    belong to the matter above; otherwise each is a matter. In ``minutes`` every line without a
    number belongs to what is above, also to a resolution, and a number to its heading alone; lines
    with a mark that have resolutions of their own are matters.

    >>> [(line.number, line.title) for line in read_agenda(["วาระที่ 1 เรื่องแจ้งเพื่อทราบ", "1.1 คำสั่ง"])]
    [('1', 'เรื่องแจ้งเพื่อทราบ'), ('1.1', 'คำสั่ง')]
    """
    read: list[ReadLine] = []
    counted = _counts_headings(lines)
    numbered = any(_NUMBERED.match(line) for line in lines)
    for at, line in enumerate(lines):
        found = _begun(line, counted=counted) if CELL not in line else None
        if found is not None and _is_figure(read, found, minutes=minutes):
            found = None
        if found is None and minutes and read and read[-1].resolution:
            found = _resolved_apart(read, line, lines[at + 1 :])
        last = read[-1] if read else None
        if found is not None:
            read.append(found)
        elif last is not None and CELL in line:
            (last.resolution if minutes and last.resolution else last.detail).append(line)
        elif last is not None and (
            _is_resolution(last, line, minutes=minutes) or _belongs_to(last, line)
        ):
            continue
        elif last is not None and not last.title and not _NOTHING.match(line):
            last.title = line
        elif (beside := None if minutes else _beside(last, line)) is not None:
            read.append(beside)
        elif last is not None and (
            minutes or _continues(last, numbered=numbered) or _NOTHING.match(line)
        ):
            last.detail.append(line)
        else:
            mark = _MARK.match(line)
            number = to_arabic(mark[1]) if mark else ""
            read.append(ReadLine(number, 1, line[mark.end() :] if mark else line))
    return tuple(read)


def _resolved_apart(read: list[ReadLine], line: str, following: Sequence[str]) -> ReadLine | None:
    """Return a line of minutes behind a resolution as a matter beside the one resolved, which may
    so far be a detail of the line above: a resolution of its own follows, or a number goes on with
    that of such a matter."""
    if not _MARK.match(line) or _TASK.match(line):
        return None
    above = read[-1]
    made: list[ReadLine] = []
    first = next((at for at, text in enumerate(above.detail) if _MARK.match(text)), None)
    for text in () if first is None else above.detail[first:]:
        if mark := _MARK.match(text):
            made.append(ReadLine(to_arabic(mark[1]), above.depth + 1, text[mark.end() :]))
        else:
            made[-1].detail.append(text)
    found = _beside(made[-1] if made else above, line)
    begins = (_HEADING, _NUMBERED, _MARK)
    own = takewhile(lambda text: not any(each.match(text) for each in begins), following)
    is_counted = not made and found is not None and above.number[:1].isdecimal()
    if not is_counted and not any(map(_is_resolved, own)):
        return None
    if found is not None and made:
        made[-1].resolution, made[-1].tasks = above.resolution, above.tasks
        above.resolution, above.tasks, above.detail = [], [], above.detail[:first]
        read += made
    return found


def _is_resolved(line: str) -> bool:
    return any(pattern.match(line) for pattern in (_RESOLVED, _RESOLVES, _TO_RESOLVE))


def _beside(last: ReadLine | None, line: str) -> ReadLine | None:
    """Return the line as a matter beside the ``last`` one, if its mark is the same or the next."""
    mark = _MARK.match(line)
    if last is None or mark is None or not last.depth:
        return None
    before, number = last.number, to_arabic(mark[1])
    counted = re.search(r"\d+", before)
    following = before.replace(counted[0], str(int(counted[0]) + 1)) if counted else before
    return ReadLine(number, last.depth, line[mark.end() :]) if number == following else None


def _continues(last: ReadLine, *, numbered: bool) -> bool:
    """Return whether a line without a number belongs to the one above."""
    return numbered and (last.depth > 0 or bool(last.detail))


def _belongs_to(last: ReadLine, line: str) -> bool:
    """Read a line with the handouts or the presenter of the matter above; return whether it is."""
    if handed := _HANDED.match(line):
        last.handed += re.split(r",\s+", handed[1])
    elif presented := _PRESENTED.match(line):
        last.presenter = presented[1]
    else:
        return False
    return True


def _is_resolution(last: ReadLine, line: str, *, minutes: bool) -> bool:
    """Read a line of the resolution on the matter above, or in ``minutes`` of the tasks behind it;
    return whether it is one."""
    goes_on = minutes if last.resolution else last.is_resolved
    if _TO_RESOLVE.match(line):
        last.is_resolved = True
    elif _RESOLVES.match(line) and not goes_on:
        last.resolution.append(line)
        last.is_resolved = True
    elif _RESOLVED.match(line):
        last.resolution.append(_RESOLVED.sub("", line, count=1))
    elif goes_on and minutes and _TASK.match(line):
        last.tasks.append(line)
    elif goes_on:
        last.resolution.append(line)
    else:
        return False
    return True


def _is_figure(read: Sequence[ReadLine], found: ReadLine, *, minutes: bool) -> bool:
    """Return whether a number is part of a text: in ``minutes`` one that is not of the heading
    above, else one that follows no other matter."""
    if found.depth == 0:
        return False
    heading = next((line.number for line in reversed(read) if line.depth == 0), "")
    above, _, last = found.number.rpartition(".")
    beside = (line.number.rpartition(".") for line in read if line.depth)
    before = max((int(at) for of, _, at in beside if of == above and at.isdecimal()), default=0)
    if above.partition(".")[0] == heading or not heading:
        return int(last) > before + _MOST_LEFT_OUT
    return minutes or int(last) != before + 1


def _counts_headings(lines: Sequence[str]) -> bool:
    """Return whether headings are numbered (``1.``, ``2.``) without the word for them."""
    first = first_heading(lines)
    return first is not None and not is_heading(lines[first])


def _opens(line: str, mark: re.Match[str]) -> bool:
    """Return whether a line with a ``mark`` is numbered, with the words of a first heading."""
    return mark[1][:1].isdecimal() and kind_of(line[mark.end() :]) in _OPENINGS


def _begun(line: str, *, counted: bool) -> ReadLine | None:
    if heading := _HEADING.match(line):
        return ReadLine(to_arabic(heading[1]), 0, heading[2].strip())
    if numbered := _NUMBERED.match(line):
        number = to_arabic(numbered[1])
        return ReadLine(number, min(number.count("."), 2), line[numbered.end() :])
    mark = _MARK.match(line)
    if counted and mark and mark[1][:1].isdecimal():
        return ReadLine(to_arabic(mark[1]).rstrip("."), 0, line[mark.end() :])
    return None


@dataclass(frozen=True, slots=True)
class NumberedLine:
    """A line of text with its list number and Arabic digits."""

    text: str
    number: int
    """Its index among the lines of the document."""
    block: int
    """Index of its block."""
    cells: tuple[str, ...]
    """Its parts between tabs that are not empty."""
    typed: str
    """Its text with the digits of its codes as typed."""
    in_table: bool = False


@dataclass
class Reading:
    """What a reader took of a paper, and what it did not."""

    values: dict[str, str] = field(default_factory=dict)
    """The texts by column name; none if it cannot be imported."""
    rows: list[dict[str, str]] = field(default_factory=list)
    """The texts of each row, of a list of several."""
    only_paper: bool = True
    """Whether a document that begins with it is nothing else."""
    amends: bool = False
    """Whether it is an order that amends another one, and so are its lists."""
    title: str = ""
    """What says for which fiscal year it is."""
    taken: set[int] = field(default_factory=set)
    """The numbers of the lines that were read."""
    tables: set[int] = field(default_factory=set)
    """The indices of the tables that were read as text."""
    lists: set[int] = field(default_factory=set)
    """Those of the tables within its text that are lists."""
    remarks: list[Remark] = field(default_factory=list)

    def take(self, name: str, text: str, *lines: NumberedLine) -> None:
        """Keep the text of a column, read from ``lines``; lines that say other than those before
        are not read."""
        if not self.values.get(name) or text in {"", self.values[name]}:
            self.values[name] = text or self.values.get(name, "")
            self.mark(*lines)

    def mark(self, *lines: NumberedLine) -> None:
        """Note that lines were read, or say nothing."""
        self.taken.update(line.number for line in lines)

    def doubt(self, template: str, remedy: str = "", **fields: object) -> None:
        """Tell something that is not sure."""
        self.remarks.append(Remark(None, template, remedy, fields))

    def note_unread(self, lines: Sequence[NumberedLine], *, to_end: bool) -> None:
        """Report the lines that were not read: those up to the last one that was, with ``to_end``
        all of them."""
        last = max(self.taken, default=-1)
        for at, line in enumerate(lines):
            if line.number in self.taken or not (to_end or line.number < last):
                continue
            following = lines[at + 1].text if at + 1 < len(lines) else ""
            if says(line.text) and not is_catchword(line.text, following):
                self.remarks.append(left_out(line.text))
            self.mark(line)


def left_out(text: str) -> Remark:
    """Return the report of a text that was not read."""
    return Remark(None, _NOT_TAKEN, "ถ้าต้องใช้ พิมพ์เองหลังนำเข้า", {"text": shortened(text, 120)})


def paper_lines(blocks: Sequence[Block]) -> list[NumberedLine]:
    """Return the lines of a document; of a table only if it is one that sets text beside text, cell
    by cell. Empty lines are left out."""
    found: list[NumberedLine] = []
    for at, block in enumerate(blocks):
        in_table = isinstance(block, Table)
        for part in _texts(block):
            cells = tuple(filter(None, (plain(cell) for cell in part.split("\t"))))
            if cells:
                typed = " ".join(filter(None, map(with_typed_codes, part.split("\t"))))
                found.append(NumberedLine(" ".join(cells), len(found), at, cells, typed, in_table))
    return found


def with_tables(
    reading: Reading, lines: Sequence[NumberedLine], blocks: Sequence[Block]
) -> list[NumberedLine]:
    """Return the lines of a text with the rows of the tables between them and behind the last one,
    in their places. A table that is a list of a known kind is read as one, too, and a long one as
    that alone; a table may set the text itself."""
    last = lines[-1].block + 1 if lines else 0
    # A table whose cells are lines is behind the text if these are.
    while last < len(blocks) and isinstance(blocks[last], Table) and not _texts(blocks[last]):
        last += 1
    found: list[NumberedLine] = []
    for at in range(lines[0].block, last) if lines else ():
        block, own = blocks[at], [line for line in lines if line.block == at]
        if not isinstance(block, Table) or any(is_heading(line.text) for line in own):
            found += own
        elif at > lines[0].block and at not in reading.tables:
            rows = [row for row in block.sheet.rows if row.number > 0]
            is_long = len(rows) > _QUOTED_ROWS
            (reading.lists if is_long or _is_list(rows) else reading.tables).add(at)
            for row in () if is_long else rows:
                said = [each if isinstance(each, str) else str(each) for each in row.values]
                cells = tuple(filter(None, map(plain, said)))
                typed = CELL.join(filter(None, map(with_typed_codes, said)))
                if cells:
                    text = CELL.join(cells)
                    found.append(NumberedLine(text, -1, at, cells, typed, in_table=True))
    return found


def _is_list(rows: Sequence[SheetRow]) -> bool:
    """Return whether a table has the headings of a list, other than one of scores: those in a text
    are quoted from a report."""
    found = {kind for kind, finder in finders().items() if finder.find(rows) is not None}
    return bool(found) and RESULTS.name not in found


def _texts(block: Block) -> list[str]:
    if isinstance(block, Heading | Paragraph):
        return block.line.split("\n")
    if not isinstance(block, Table):
        return []
    rows = [row for row in block.sheet.rows if row.number > 0]
    is_small = len(rows) <= _LAYOUT_ROWS and all(len(row.values) <= _LAYOUT_COLUMNS for row in rows)
    if not is_small and not any(is_heading(plain(str(row.value(0)))) for row in rows):
        return []
    return [line for row in rows for line in _in_row(list(map(str, row.values)))]


def _in_row(cells: list[str]) -> Iterator[str]:
    """Yield the lines of a row's cells; a label that has a cell of its own is before the next."""
    label = ""
    for cell in cells:
        text = f"{label} {cell}" if label else cell
        label = text if _LABEL_ALONE.fullmatch(text) else ""
        if not label:
            yield from text.split("\n")
    if label:
        yield label


def says(text: str) -> bool:
    """Return whether a line says something: it is no rule, page number or catchword."""
    return not (_EMPTY.match(text) or _PAGE.match(text))


def is_catchword(text: str, following: str) -> bool:
    """Return whether a line is the first words of the ``following`` one, as at a page's foot."""
    begun = text.rstrip(" .…")
    return bool(_CATCHWORD.match(text)) and following.startswith(begun)


def saying(lines: Sequence[NumberedLine]) -> list[NumberedLine]:
    """Return the lines that say something: no rules, page numbers, catchwords."""
    behind = [*(line.text for line in lines[1:]), ""]
    return [
        line
        for line, following in zip(lines, behind, strict=False)
        if says(line.text) and not is_catchword(line.text, following)
    ]


def without_dots(text: str) -> str:
    """Return a text without the spaces to be filled in by hand.

    >>> without_dots("กท 5301/........")
    'กท 5301/'
    """
    return one_line(DOTS.sub(" ", text))


def day_in(text: str) -> str:
    """Return a day as written; empty if its space was not filled in."""
    day = without_dots(text)
    return "" if _NO_DAY.match(day) else day


def label(words: str) -> re.Pattern[str]:
    """Return the pattern of a line with a label; group 1 is the text behind it.

    >>> label("เรื่อง").match("เรื่อง : ขอเชิญประชุม")[1]
    'ขอเชิญประชุม'
    """
    return re.compile(rf"^(?:{words})(?:\s*:\s*|\s+|(?=[.…_(])|$)(.*)$")


def signature_at(lines: Sequence[NumberedLine]) -> int | None:
    """Return the index of the first name in brackets below which somebody signs; None if there is
    none. Other brackets hold no person and have no post below them."""
    for at, line in enumerate(lines):
        if (name := name_in(line.text)) is None:
            continue
        following = lines[at + 1].text if at + 1 < len(lines) else ""
        if is_person(name) or (is_below_name(following) and len(name) <= _LONGEST_NAME):
            return at
    return None


def name_in(text: str) -> str | None:
    """Return the name of a line that is a name in brackets, empty if it is to be filled in; None
    for any other line."""
    found = _NAME.match(one_line(_SIGNED.sub("", text)))
    return without_dots(found[1]) if found else None


def read_signature(reading: Reading, lines: Sequence[NumberedLine]) -> int:
    """Read the first signature of ``lines``: name in brackets, post, for whom. Return the number of
    lines up to its end; 0 if there is none."""
    at = signature_at(lines)
    if at is None:
        return 0
    name = name_in(lines[at].text) or ""
    reading.mark(*(line for line in lines[:at] if _SIGNED.fullmatch(line.text)), lines[at])
    if name and not is_person(name):
        reading.doubt(
            "ไม่แน่ใจว่า “{text}” เป็นชื่อผู้ลงนาม เพราะไม่มีคำนำหน้าชื่อ", "เลือกผู้ลงนามเองหลังนำเข้า", text=name
        )
    elif name:
        reading.values["signatory"] = name
    return at + 1 + _read_posts(reading, lines[at + 1 :])


def _read_posts(reading: Reading, lines: Sequence[NumberedLine]) -> int:
    """Read the post below a name, and whom the signatory acts for; return the number of lines."""
    posts: list[str] = []
    acting: list[str] = []
    for line in lines[:_POST_LINES]:
        text = line.text
        if not is_below_name(text):
            break
        (acting if acting or _ACTING.match(text) else posts).append(without_dots(text))
        reading.mark(line)
    reading.values["signatory_post"] = "\n".join(filter(None, posts))
    reading.values["acting_for"] = "\n".join(filter(None, acting))
    return len(posts) + len(acting)


_LONGEST_NAME: Final = 60
_OF_POSTS: Final = lazy_re(
    r"^(?:ตำแหน่ง\s*)?(?:ว่าที่)?(?:รอง|ผู้ช่วย)?(?:ผู้อำนวยการ|หัวหน้า|ปลัด|ประธาน|เลขานุการ|กรรมการ|นัก|เจ้าพนักงาน|"
    r"เจ้าหน้าที่|ครู|ศึกษานิเทศก์|นิติกร|วิศวกร|สถาปนิก|พยาบาล|นายแพทย์|สำนักงานเขต|ฝ่าย|โรงเรียน)"
)


def is_below_name(text: str) -> bool:
    """Return whether a line below a name in brackets is its post or for whom it is signed."""
    return bool(_ACTING.match(text) or _OF_POSTS.match(text)) and len(text) <= 90


def table_of(
    kind: ImportKind[RowT],
    name: str,
    rows: Sequence[Mapping[str, str]],
    title: str,
    source: str,
) -> DataSheet:
    """Return a table with rows of values by column name, below its title."""
    given = {column for row in rows for column, value in row.items() if value}
    columns = [column.name for column in kind.columns if column.name in given]
    filled = (tuple(row.get(column, "") for column in columns) for row in rows)
    return made_sheet(kind, name, columns, filled, source, title)


MEMBERS_SHEET: Final = "รายชื่อในคำสั่ง"
DUTIES_SHEET: Final = "หน้าที่ในคำสั่ง"
MORE_MEMBERS: Final = "รายชื่อในคำสั่งที่ {number}"
MORE_DUTIES: Final = "หน้าที่ในคำสั่งที่ {number}"
"""Those of a further order in a file."""
PAPER_SHEET: Final = "เอกสาร {number}"
_LISTS: Final = frozenset({MEMBERS_SHEET, DUTIES_SHEET, MORE_MEMBERS, MORE_DUTIES})
_MADE: Final = _LISTS | {PAPER_SHEET}
"""Names of the sheets."""


def made_sheet(
    kind: ImportKind[RowT],
    name: str,
    columns: Sequence[str],
    rows: Iterable[tuple[Value, ...]],
    source: str,
    title: str = "",
) -> DataSheet:
    """Return a sheet called ``name`` with the ``columns`` of a kind: the headings in row 1, the
    ``title``, if there is one, above them."""
    heads = tuple(kind.column(column).heading for column in columns)
    numbered = (SheetRow(number, row) for number, row in enumerate((heads, *rows), 1))
    above = (SheetRow(-1, (title,)),) if title else ()
    return DataSheet(name, (*above, *numbered), source)


def is_list(sheet: DataSheet) -> bool:
    """Return whether a sheet is a list that was read from an order."""
    return isinstance(sheet.name, Phrase) and sheet.name.template in _LISTS


def is_made(sheet: DataSheet) -> bool:
    """Return whether a sheet was put together from a paper: it stands behind all of its document,
    not where the paper is."""
    return isinstance(sheet.name, Phrase) and sheet.name.template in _MADE
