"""Finds official papers in a document and puts each in a table of one row.

Lists that are lines of text are found as well: the assessor's remarks (``O3 อำนาจหน้าที่ ไม่พบ
…``), and measures, a numbered heading with lines that say what they are."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.text import BULLET
from ita_desktop.exchange.blocks import Block, Paragraph, SourceBlocks, Table, TextRun
from ita_desktop.exchange.book import divided
from ita_desktop.exchange.cells.codes import read_codes, read_indicator
from ita_desktop.exchange.files.assembling import text_sheet
from ita_desktop.exchange.kind import ImportKind
from ita_desktop.exchange.kinds.measures import MEASURES
from ita_desktop.exchange.kinds.papers import LETTERS, MEETINGS
from ita_desktop.exchange.kinds.results import REMARKS
from ita_desktop.exchange.kinds.roster import ORDERS
from ita_desktop.exchange.papers import letter, meeting, order
from ita_desktop.exchange.papers.lines import (
    PAPER_SHEET,
    NumberedLine,
    Reading,
    is_list,
    is_made,
    label,
    paper_lines,
    table_of,
)
from ita_desktop.exchange.papers.order_lists import listed_lines, with_order_lists
from ita_desktop.exchange.report.lines import is_report
from ita_desktop.exchange.sheets import DataSheet, SheetRow

_REMARK_HEAD: Final = lazy_re(
    r"^(?:\d{1,2}[.)]\s*)?(?:สรุป)?(?:รายการ)?(?:ข้อสังเกต|ข้อเสนอแนะ|ความเห็น|ความคิดเห็น|ข้อคิดเห็น)"
    r".*(?:ผู้ประเมิน|ผู้ตรวจ|คณะกรรมการ|การประเมิน|การตรวจ|OIT|ป\.ป\.ช)"
)
_MARK: Final = lazy_re(rf"^(?:{BULLET}\s*|\(?\d{{1,2}}[.)]\s+)")
_ITEM: Final = lazy_re(r"^(?:ข้อ(?:ที่)?\s*)?\(?O\s?\d{1,2}(?!\d)", re.IGNORECASE)
_GROUP: Final = lazy_re(r"^(?:\d{1,2}[.)]\s*)?ตัวชี้วัด(?:ย่อย)?(?:ที่)?\s*\d")
_BETWEEN: Final = lazy_re(r"\s*[:–—]\s+|\s+-\s+")
_BULLET: Final = lazy_re(rf"^{BULLET}\s+")
_NEAR_REMARK: Final = 4
_YEAR: Final = lazy_re(r"ปี(?:งบประมาณ)?\s*(?:พ\.?\s?ศ\.?\s*)?\d{4}")


def starts_remarks(lines: Sequence[NumberedLine], at: int) -> bool:
    """Return whether a list of remarks begins at a line: items follow it."""
    if not _REMARK_HEAD.match(lines[at].text) or lines[at].in_table:
        return False
    near = lines[at + 1 : at + 1 + _NEAR_REMARK]
    return any(_item_in(line.text) for line in near)


def read_remarks(lines: Sequence[NumberedLine], _blocks: Sequence[Block]) -> Reading:
    """Read the list that begins with the first of ``lines``, as far as its lines are remarks."""
    reading = Reading(only_paper=False)
    reading.mark(lines[0])
    reading.title = lines[0].text if _YEAR.search(lines[0].text) else ""
    rows: list[dict[str, str]] = []
    for at, line in enumerate(lines[1:], 1):
        text = line.text
        goes_on = any(_item_in(one.text) for one in lines[at + 1 : at + 1 + _NEAR_REMARK])
        if _item_in(text) and not line.in_table:
            rows.append(_row(_MARK.sub("", text)))
        elif not _GROUP.match(text):
            is_more = rows and not line.in_table and (goes_on or _BULLET.match(text))
            if not is_more:
                break
            rows[-1]["remark"] = "\n".join(filter(None, (rows[-1]["remark"], text)))
        reading.mark(line)
    reading.rows = [row for row in rows if row["remark"]]
    for row in rows:
        if not row["remark"]:
            reading.doubt("{item} ไม่มีข้อสังเกต", item=row["item"])
    return reading


def _item_in(text: str) -> bool:
    return _ITEM.match(_MARK.sub("", text)) is not None


def _row(text: str) -> dict[str, str]:
    """Return item, title and remark of a line; the title is only parted where a mark tells it."""
    found = read_codes(text, "O")
    first, *rest = _BETWEEN.split(found.remainder, maxsplit=1)
    code = " ".join(found.codes)
    if rest:
        return {"item": code, "title": first, "remark": rest[0]}
    return {"item": code, "title": "", "remark": found.remainder}


_HEAD: Final = lazy_re(r"^(?:\d{1,2}[.)]\s*)?มาตรการที่\s*\d{1,2}(?:\.\d{1,2})?\s*[:.)]?\s*(.*)$")
_LIST: Final = lazy_re(rf"^(?:\(?\d{{1,2}}[.)]|{BULLET})\s*\S")
_LABELS: Final = {
    "items": label(
        r"(?:สอดคล้องกับ|สำหรับ|ตอบ)?(?:ข้อคำถาม|คำถาม|ข้อ|รหัสข้อ|ข้อ OIT)(?:ที่)?(?=\s*:?\s*[IEO]\s?\d)"
    ),
    "indicator": lazy_re(r"^(ตัวชี้วัด(?:ย่อย)?(?:ที่)?\s*\d.*)$"),
    "finding": label(r"ประเด็น(?:ที่ต้องปรับปรุง|ปัญหา)?|สภาพปัญหา|ข้อค้นพบ"),
    "method": label(
        r"ขั้นตอน(?:การดำเนินการ|การดำเนินงาน|การปฏิบัติ)?|"
        r"(?:แนวทาง|วิธี)(?:การ)?(?:ดำเนินการ|ดำเนินงาน|ปฏิบัติ)"
    ),
    "supporters": label(r"(?:ผู้|หน่วยงาน)(?:ที่)?สนับสนุน|ผู้รับผิดชอบร่วม"),
    "owners": label(r"(?:ผู้|ฝ่ายที่|หน่วยงานที่|หน่วยงานผู้|หน่วยงาน|ส่วนราชการที่)รับผิดชอบ(?:หลัก)?"),
    "schedule": label(r"(?:ระยะ|ช่วง|กำหนด)เวลา(?:การ|ใน(?:การ)?)?(?:ดำเนินการ|ดำเนินงาน)?"),
    "monitoring": label(
        r"(?:แนวทาง|วิธี)?(?:การ)?(?:กำกับ(?:และ)?)?ติดตาม(?:ผล)?(?:การดำเนินการ|การดำเนินงาน)?|การรายงานผล"
    ),
}
_OF_LISTS: Final = frozenset({"method", "owners", "supporters", "monitoring", "finding"})
"""The columns that lines of a list may go on."""
_NEAR: Final = 25
_UNSAID: Final = "ไม่ได้บอกข้อ"
"""In the place of an item: an empty cell would go on with the measure above."""


def starts_measures(lines: Sequence[NumberedLine], at: int) -> bool:
    """Return whether a measure begins at a line: who does it, or when, is stated below."""
    if lines[at].in_table or not _HEAD.match(lines[at].text):
        return False
    return any(
        _LABELS[name].match(line.text)
        for line in _own(lines[at + 1 : at + 1 + _NEAR])
        for name in ("owners", "schedule")
    )


def read_measure(lines: Sequence[NumberedLine], _blocks: Sequence[Block]) -> Reading:
    """Read the measure whose heading is the first of ``lines``; that of one that does not say for
    which item it is has a cell that asks for it."""
    reading = Reading(only_paper=False)
    head = _HEAD.match(lines[0].text)
    title = head[1] if head else ""
    reading.mark(lines[0])
    values: dict[str, list[str]] = {}
    current = ""
    for line in _own(lines[1:]):
        found = _labelled(line.text)
        if found is not None:
            current, text = found
            if current in values:
                break
            values[current] = [text] if text else []
        elif current in _OF_LISTS and _LIST.match(line.text):
            values[current].append(line.text)
        else:
            break
        reading.mark(line)
    codes = read_codes(" ".join(values.get("items", ())))
    indicator = read_indicator(" ".join(values.get("indicator", ())))
    if (not codes.codes or codes.remainder) and not indicator:
        values["items"] = [_UNSAID]
        reading.doubt(
            "“{title}” ไม่ได้บอกรหัสข้อหรือตัวชี้วัด", "พิมพ์รหัสข้อในช่องสีแดงก่อนรับ", title=lines[0].text
        )
    texts = {name: "\n".join(some) for name, some in values.items()}
    texts["indicator"] = indicator
    texts["method"] = "\n".join(filter(None, (title, texts.get("method", ""))))
    reading.values = texts
    return reading


def _own(lines: Sequence[NumberedLine]) -> list[NumberedLine]:
    """Return the lines before the next measure, or a table."""
    end = next(
        (n for n, line in enumerate(lines) if line.in_table or _HEAD.match(line.text)), len(lines)
    )
    return list(lines[:end])


def _labelled(text: str) -> tuple[str, str] | None:
    """Return the column of a line that says what it is, and its text."""
    bare = re.sub(rf"^{BULLET}\s*", "", text)
    for name, pattern in _LABELS.items():
        if found := pattern.match(bare):
            return name, found[1]
    return None


@dataclass(frozen=True, slots=True)
class _PaperKind:
    """How papers of a kind are found and read."""

    kind: ImportKind[object]
    starts: Callable[[Sequence[NumberedLine], int], bool]
    """Whether one begins at the line of this index."""
    read: Callable[[Sequence[NumberedLine], Sequence[Block]], Reading]
    """Reads the one that begins with the first line; the blocks are those of the document."""
    is_paper: bool = True
    """Whether it is a paper of its own; else a list, which papers may have within."""


_KINDS: Final = (
    _PaperKind(ORDERS, order.starts, order.read_order),
    _PaperKind(LETTERS, letter.starts, letter.read_letter),
    _PaperKind(MEETINGS, meeting.starts_agenda, meeting.read_agenda_paper),
    _PaperKind(MEETINGS, meeting.starts_minutes, meeting.read_minutes_paper),
    _PaperKind(REMARKS, starts_remarks, read_remarks, is_paper=False),
    _PaperKind(MEASURES, starts_measures, read_measure, is_paper=False),
)
_ABOVE: Final = 5
"""Greatest number of lines above the first paper of a document that begins with it."""


def with_papers(document: SourceBlocks, source: str) -> SourceBlocks:
    """Return a document called ``source`` with each official paper in it as a further table in the
    place of its lines, and what of the paper was not read as remarks; as it is if there is none."""
    document = _with_lists(document)
    document = replace(document, blocks=meeting.with_tables_as_lines(document.blocks))
    lines = paper_lines(document.blocks)
    begins = _begins(lines)
    if not all(kind.is_paper for _, kind in begins) and is_report([text_sheet(document, source)]):
        # The report of results reads its remarks itself, beside the scores.
        begins = [(at, kind) for at, kind in begins if kind.is_paper]
    if not begins:
        return _with_attendance(document, source)
    taken: set[int] = set()
    waiting: dict[int, str] = {}
    papers: list[Table] = []
    notes = list(document.remarks)
    ends = [at for at, _ in begins[1:]] + [len(lines)]
    is_first = begins[0][0] <= _ABOVE and divided(document.blocks) is None
    """Whether the document is the paper; a book may begin with an order of its chapters."""
    for (first, kind), last in zip(begins, ends, strict=True):
        others = (lines[at].block for at, each in begins if at > first and each.kind is ORDERS)
        end = next(others, len(document.blocks))
        reading = kind.read(lines[first:last], document.blocks[:end])
        if reading.amends:
            waiting |= dict.fromkeys(range(lines[first].block, end), _PARTIAL)
        if kind.kind is MEETINGS:
            waiting |= dict.fromkeys(reading.lists, _OF_MEETING)
        # What else is in a document that does not begin with a paper, is none of the paper.
        to_end = reading.only_paper and is_first
        outside = [line for line in lines[first:last] if not line.in_table]
        reading.note_unread(outside, to_end=to_end)
        taken |= reading.tables | {line.block for line in lines if line.number in reading.taken}
        notes += reading.remarks
        if rows := reading.rows or [reading.values] * bool(reading.values):
            name = Phrase(PAPER_SHEET, number=len(papers) + 1)
            sheet = table_of(kind.kind, name, rows, reading.title, source)
            papers.append(Table(sheet))
    kept = [
        _waiting(block, waiting.get(at, ""))
        for at, block in enumerate(document.blocks)
        if at not in taken
    ]
    blocks = _under_title([*kept, *papers])
    return replace(document, blocks=tuple(blocks), remarks=tuple(notes))


def _with_attendance(document: SourceBlocks, source: str) -> SourceBlocks:
    """Return a document with the meetings whose lists of those who came are in it as tables."""
    blocks: list[Block] = []
    remarks = list(document.remarks)
    papers = 0
    for block in document.blocks:
        reading = meeting.read_attendance(block.sheet) if isinstance(block, Table) else None
        if reading is not None:
            papers += 1
            name = Phrase(PAPER_SHEET, number=papers)
            sheet = table_of(MEETINGS, name, [reading.values], reading.title, source)
            remarks += reading.remarks
        blocks.append(block if reading is None else Table(sheet))
    return replace(document, blocks=tuple(blocks), remarks=tuple(remarks)) if papers else document


_PARTIAL: Final = Phrase("รายการนี้มาจากคำสั่งที่แก้ไขคำสั่งเดิม อาจไม่ครบทั้งคณะ")
_OF_MEETING: Final = Phrase("ตารางนี้อยู่ในระเบียบวาระหรือรายงานการประชุม จึงยังไม่เปลี่ยนข้อมูลของปี")
"""What was said of owners or states is the text of the meeting, whatever the year has."""


def _waiting(block: Block, why: str) -> Block:
    """Return a block whose rows, if it is a table, wait for a yes, and ``why``."""
    if why and isinstance(block, Table):
        return replace(block, sheet=replace(block.sheet, why_waits=why))
    return block


def _with_lists(document: SourceBlocks) -> SourceBlocks:
    """Return a document with the lists of each order in it behind that order."""
    lines = paper_lines(document.blocks)
    if not any(order.starts(lines, at) for at in range(len(lines))):
        return with_order_lists(document)
    document = replace(document, blocks=tuple(_lines_apart(document.blocks)))
    lines = paper_lines(document.blocks)
    begins = [lines[at].block for at in range(len(lines)) if order.starts(lines, at)]
    edges = [0, *begins[1:], len(document.blocks)]
    blocks: list[Block] = []
    remarks = list(document.remarks)
    for number, (first, last) in enumerate(pairwise(edges), 1):
        part = with_order_lists(SourceBlocks(document.blocks[first:last]), number)
        blocks += part.blocks
        remarks += part.remarks
    return replace(document, blocks=tuple(blocks), remarks=tuple(remarks))


_SUBJECT: Final = lazy_re(
    r"(เรื่อง\s.*?[\d๐-๙]{4})\s+((?:จึง|ด้วย|เพื่อให้|ตามที่|โดยที่|อาศัยอำนาจ).*)", re.DOTALL
)
"""The subject of an order with its ground or appointment in the same line."""


def _lines_apart(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks, each line of a paragraph as one: some type an order with line breaks, or
    its lists in a sentence."""
    for block in blocks:
        text = block.text if isinstance(block, Paragraph) else ""
        subject = _SUBJECT.fullmatch(text)
        parts = subject.groups() if subject else (text,)
        lines = [line for part in parts for line in listed_lines(part)]
        if not isinstance(block, Paragraph) or len(lines) < 2:
            yield block
            continue
        first, *more = lines
        yield replace(block, runs=(TextRun(first),))
        for line in more:
            yield Paragraph((TextRun(line),), level=block.level, page=block.page)


def begins_with_paper(document: SourceBlocks) -> bool:
    """Return whether a document is an official paper from its first lines on."""
    begins = _begins(paper_lines(document.blocks))
    return bool(begins) and begins[0][0] <= _ABOVE and begins[0][1].is_paper


def _begins(lines: Sequence[NumberedLine]) -> list[tuple[int, _PaperKind]]:
    """Return the index of the first line of each paper, with its kind. What is in an agenda or in
    minutes belongs to these."""
    found: list[tuple[int, _PaperKind]] = []
    for at in range(len(lines)):
        within = bool(found) and found[-1][1].is_paper
        kinds = (kind for kind in _KINDS if kind.is_paper or not within)
        found += [(at, kind) for kind in kinds if kind.starts(lines, at)]
    return found


def _under_title(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks, the lists of each order below its title: it says for which year they
    are."""
    orders = [block for block in blocks if isinstance(block, Table) and _is_order(block)]
    return [
        replace(block, sheet=replace(block.sheet, rows=(SheetRow(-1, (title,)), *block.sheet.rows)))
        if isinstance(block, Table) and (title := _title_above(block.sheet, orders))
        else block
        for block in blocks
    ]


def _title_above(sheet: DataSheet, orders: Sequence[Table]) -> str:
    """Return the title of the one of the ``orders`` whose list a sheet is; empty for none."""
    if not (is_list(sheet) and isinstance(sheet.name, Phrase)):
        return ""
    number = sheet.name.fields.get("number", 1)
    own = orders[number - 1 : number] if isinstance(number, int) else ()
    return "".join(
        str(each.sheet.rows[0].values[0]) for each in own if each.sheet.rows[0].number < 0
    )


def _is_order(table: Table) -> bool:
    """Return whether a table has an order."""
    heading = ORDERS.column("title").heading
    return is_made(table.sheet) and any(heading in row.values for row in table.sheet.rows[:2])
