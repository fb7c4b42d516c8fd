"""The assessor's remarks that are not settled, with answer, mend and proof of each.

Form: landscape; a row a remark; an item with several has them one below the other.
"""

from collections.abc import Iterator
from typing import Final

from ita_desktop.documents import content
from ita_desktop.documents.kinds import MissingData, ReportContext
from ita_desktop.documents.reports.shared import COLUMNS, FILE, HEADS, of_tables
from ita_desktop.documents.wordings.templates import wording
from ita_desktop.domain.dates import short_date
from ita_desktop.domain.framework import Item
from ita_desktop.domain.oit.filing import open_remarks
from ita_desktop.domain.pages import PageKey
from ita_desktop.domain.scores.results import AssessorRemark, RemarkState
from ita_desktop.domain.text import Digits
from ita_desktop.domain.year import YearData

NAME: Final = "oit-remarks"
_FILE: Final = wording(
    "oit-remarks.file", "ข้อสังเกตของผู้ตรวจที่ยังค้าง ปีงบประมาณ {ปีงบประมาณ}", title=FILE
)
_HEADS: Final = wording(
    "oit-remarks.heads",
    """
    ข้อสังเกตของผู้ตรวจที่ยังไม่ยุติ
    {ชื่อการประเมินภาษาไทย} ประจำปีงบประมาณ พ.ศ. {ปีงบประมาณ}
    {สำนักงานเขตและจังหวัด}
    """,
    title=HEADS,
)
_HEADING: Final = wording(
    "oit-remarks.columns",
    "ข้อ | รายการข้อมูล | ข้อสังเกตของผู้ตรวจ | วันที่ | คำชี้แจง | การแก้ไข | หลักฐานการแก้ไข | สถานะ",
    title=COLUMNS,
)
_NONE: Final = wording("oit-remarks.none", "ไม่มีข้อสังเกตของผู้ตรวจที่ยังค้าง")
_STATES: Final = wording(
    "oit-remarks.states",
    "ยังไม่ตอบ | ตอบแล้ว | แก้ไขแล้ว | ผู้ตรวจรับแล้ว",
    title="คำบอกสถานะของข้อสังเกต",
)
_IN_AGENDA: Final = wording(
    "oit-remarks.agenda", "{ข้อ} {ชื่อ}: {ข้อสังเกต} ({สถานะ})", title="ข้อสังเกตในวาระ"
)
_UNSHOWN: Final = "-"
"""Stands for a remark that papers for everybody do not tell."""
_COLUMNS: Final = (
    content.TableColumn(5, content.ContinuedCell.REPEAT),
    content.TableColumn(16, content.ContinuedCell.REPEAT_CONTINUED),
    content.TableColumn(20),
    content.TableColumn(8),
    content.TableColumn(17),
    content.TableColumn(15),
    content.TableColumn(11),
    content.TableColumn(8),
)


def missing(context: ReportContext) -> Iterator[MissingData]:
    """Yields what is missing: remarks that are not settled."""
    if not open_remarks(context.year):
        yield MissingData(
            "ไม่มีข้อสังเกตของผู้ตรวจที่ยังค้าง",
            remedy="เพิ่มที่หน้างาน OIT หรือนำเข้าเมื่อผู้ตรวจแจ้ง",
            page=PageKey.OIT,
            is_all=True,
        )


def build(context: ReportContext, digits: Digits) -> content.Document:
    """Returns the table; without open remarks, a sentence that there are none."""
    year = context.year
    blocks = (*_HEADS.paragraphs(year, "title"), *_body(year))
    return of_tables(year, _FILE.of(year), blocks, digits, across=True)


def _body(year: YearData) -> Iterator[content.Block]:
    waiting = open_remarks(year)
    if not waiting:
        yield from _NONE.paragraphs(year, "body")
        return
    rows = tuple(_row(year, item, remark) for item, remark in waiting)
    yield content.Table(_COLUMNS, rows, (_HEADING.heading(year),))


def _row(year: YearData, item: Item, remark: AssessorRemark) -> content.TableRow:
    return content.TableRow(
        (
            content.cell(item.code, "cell-center"),
            content.cell(item.title),
            _lines(remark.text or _UNSHOWN),
            content.cell(short_date(remark.day) if remark.day is not None else "", "cell-center"),
            _lines(remark.answer),
            _lines(remark.mend),
            _addresses(remark.proof),
            content.cell(_state(year, remark), "cell-center"),
        )
    )


def _lines(text: str) -> content.Cell:
    return content.Cell(tuple(content.paragraph(line, "cell") for line in text.splitlines()))


def _addresses(text: str) -> content.Cell:
    lines = (
        content.Paragraph((content.Run(line),), "cell", digits=Digits.ARABIC)
        for line in text.splitlines()
    )
    return content.Cell(tuple(lines))


def _state(year: YearData, remark: AssessorRemark) -> str:
    return dict(zip(RemarkState, _STATES.cells(year), strict=False)).get(remark.state, "")


def agenda_lines(year: YearData) -> tuple[str, ...]:
    """Returns a line for each open remark, or that there are none."""
    found = tuple(
        _IN_AGENDA.of(
            year,
            {
                "ข้อ": item.code,
                "ชื่อ": item.title,
                "ข้อสังเกต": " ".join(remark.text.split()) or _UNSHOWN,
                "สถานะ": _state(year, remark),
            },
        )
        for item, remark in open_remarks(year)
    )
    return found or _NONE.lines(year)
