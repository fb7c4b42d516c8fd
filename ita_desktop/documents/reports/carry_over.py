"""The list of items that were united, split, changed or lost since a year of another framework,
with what was entered for them: to be worked through on paper.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from ita_desktop.documents.content import Block, Document, Table, TableColumn, TableRow, cell
from ita_desktop.documents.kinds import MissingData, ReportContext
from ita_desktop.documents.reports.shared import FILE, HEADS, of_tables
from ita_desktop.documents.wordings.templates import wording
from ita_desktop.domain.carry_list import Entered, Fate, ItemFate, carry_list
from ita_desktop.domain.pages import PageKey
from ita_desktop.domain.text import Digits
from ita_desktop.domain.year import YearData

NAME: Final = "carry-over"
_FILE = wording("carry-over.file", "รายการข้อที่เปลี่ยนไปจากปี {ปีก่อน} ปี {ปีงบประมาณ}", title=FILE)
_HEADS = wording(
    "carry-over.heads",
    """
    รายการข้อที่เปลี่ยนไปจากกรอบการประเมินของปีก่อน
    ปีงบประมาณ พ.ศ. {ปีงบประมาณ} เทียบกับปีงบประมาณ พ.ศ. {ปีก่อน}
    {สำนักงานเขต}
    """,
    title=HEADS,
)
_NONE = wording("carry-over.none", "ไม่มีข้อที่เปลี่ยนไปจากปีก่อน")
_ALONE = wording("carry-over.alone", "ไม่มีปีก่อนหน้าให้เปรียบเทียบ")
_NOTHING_ENTERED = wording("carry-over.nothing-entered", "ข้อที่เปลี่ยนไปจากปีก่อนไม่มีสิ่งที่กรอกไว้ในปีก่อน")
_HEADING = wording(
    "carry-over.columns",
    "ข้อเดิม | ข้อใหม่ | ที่เปลี่ยน | ที่กรอกไว้ของข้อเดิม | ตรวจแล้ว",
    title="หัวตาราง",
)
_FATES = wording(
    "carry-over.fates",
    "ไม่มีข้อที่ต่อกัน | รวมเป็นข้อเดียว | แยกเป็นหลายข้อ | ขอบเขตหรือถ้อยคำต่างไป",
    title="คำที่บอกว่าข้อเปลี่ยนอย่างไร",
)
_ENTERED = wording(
    "carry-over.entered",
    "ผู้รับผิดชอบ | วันของข้อ | หมายเหตุ | ลิงก์หลักฐาน | มาตรการ | ข้อค้นพบ",
    title="ชื่อสิ่งที่กรอกไว้ของข้อ",
)
_ORDER = (Fate.GONE, Fate.UNITED, Fate.SPLIT, Fate.CHANGED)
_COLUMNS = (TableColumn(16), TableColumn(14), TableColumn(24), TableColumn(34), TableColumn(12))


def missing(context: ReportContext) -> list[MissingData]:
    """Returns what is missing: items that changed since a previous year."""
    if _fates(context):
        return []
    if context.previous is not None and _is_of_another(context.year, context.previous):
        return [MissingData("ข้อที่เปลี่ยนไปจากปีก่อนไม่มีสิ่งที่กรอกไว้ในปีก่อน", page=PageKey.YEAR, is_all=True)]
    reason = "ไม่มีข้อที่เปลี่ยนไปจากปีก่อน" if context.previous else "ไม่มีปีก่อนหน้าในแฟ้มให้เปรียบเทียบ"
    return [MissingData(reason, remedy="ใช้เมื่อปีก่อนหน้าใช้กรอบอื่น", page=PageKey.YEAR, is_all=True)]


def build(context: ReportContext, digits: Digits) -> Document:
    """Returns the list; without changed items, a sentence that there are none."""
    year, previous = context.year, context.previous
    other = {"ปีก่อน": str(previous.year)} if previous is not None else {}
    blocks = (*_HEADS.paragraphs(year, "title", other), *_body(context, _fates(context)))
    return of_tables(year, _FILE.of(year, other), blocks, digits)


def _fates(context: ReportContext) -> tuple[ItemFate, ...]:
    from ita_desktop.frameworks.resource_files import item_map

    year, previous = context.year, context.previous
    if previous is None or not _is_of_another(year, previous):
        return ()
    return carry_list(previous, item_map(previous.framework, year.framework))


def _is_of_another(year: YearData, previous: YearData) -> bool:
    """Returns whether the years have different frameworks."""
    return previous.framework.code != year.framework.code


def _body(context: ReportContext, fates: Sequence[ItemFate]) -> Iterator[Block]:
    year, previous = context.year, context.previous
    if not fates:
        if previous is None:
            sentence = _ALONE
        else:
            sentence = _NOTHING_ENTERED if _is_of_another(year, previous) else _NONE
        yield from sentence.paragraphs(year, "body")
        return
    fate_words = dict(zip(_ORDER, _FATES.cells(year), strict=False))
    names = dict(zip(Entered, _ENTERED.cells(year), strict=False))
    rows = tuple(_row(fate, fate_words, names) for fate in fates)
    yield Table(_COLUMNS, rows, (_HEADING.heading(year),))


def _row(fate: ItemFate, words: dict[Fate, str], names: dict[Entered, str]) -> TableRow:
    entered = "\n".join(f"{names.get(what, '')} {count}" for what, count in fate.entered.items())
    return TableRow(
        (
            cell(" ".join(fate.old), "cell-center"),
            cell(" ".join(fate.new), "cell-center"),
            cell(words.get(fate.fate, "")),
            cell(entered),
            cell("", "cell-center"),
        )
    )
