"""The register of personal data in the workspace (ทะเบียนข้อมูลส่วนบุคคล): kind, place, number,
purpose, and retention period.

All columns but the number are editable texts, so the office sets purpose and retention itself.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from ita_desktop.documents import content
from ita_desktop.documents.kinds import MissingData, ReportContext
from ita_desktop.documents.reports.shared import COLUMNS, FILE, HEADS, HYPHEN, of_tables
from ita_desktop.documents.wordings.templates import Template, wording
from ita_desktop.domain.pages import PageKey
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.personal_data import REGISTER, counts
from ita_desktop.domain.personal_marks import Personal
from ita_desktop.domain.text import Digits, to_arabic
from ita_desktop.domain.year import YearData

NAME: Final = REGISTER
_COLUMNS: Final = tuple(map(content.TableColumn, (7, 24, 30, 11, 38, 12, 12)))
_CELLS: Final = 4
"""Columns of a row's text: kind, place, purpose, retention in years."""
_MOST_YEARS: Final = 100
_FILE: Final = wording(
    f"{NAME}.file", "ทะเบียนข้อมูลส่วนบุคคล งาน ITA ปีงบประมาณ {ปีงบประมาณ}", title=FILE
)
_HEADS: Final = wording(
    f"{NAME}.heads",
    """
    ทะเบียนข้อมูลส่วนบุคคลของงาน{ชื่อการประเมินภาษาไทย}
    ประจำปีงบประมาณ พ.ศ. {ปีงบประมาณ}
    {สำนักงานเขต}
    """,
    title=HEADS,
)
_HEADING: Final = wording(
    f"{NAME}.columns",
    "ลำดับ | ข้อมูล | เก็บไว้ที่ | จำนวน | วัตถุประสงค์ | ระยะเวลาเก็บ (ปี) | เก็บถึงสิ้นปีงบประมาณ",
    title=COLUMNS,
)
_NAME: Final = wording(
    "personal-data-register.name",
    "ชื่อบุคคล | บุคลากร คณะกรรมการ การประชุม หนังสือ | แต่งตั้ง เชิญประชุม และลงนาม | 10",
    title="แถวชื่อบุคคล",
)
_POST: Final = wording(
    "personal-data-register.post",
    "ตำแหน่งและบทบาท | บุคลากร คำสั่ง และผู้รับผิดชอบงาน | แต่งตั้งคณะทำงานและมอบหมายงาน | 10",
    title="แถวตำแหน่ง",
)
_TELEPHONE: Final = wording(
    "personal-data-register.telephone",
    "โทรศัพท์ | บุคลากรและหนังสือ | ติดต่อประสานงาน | 10",
    title="แถวโทรศัพท์",
)
_MAIL: Final = wording(
    "personal-data-register.mail",
    "อีเมล | บุคลากร | ติดต่อประสานงาน | 10",
    title="แถวอีเมล",
)
_SIGNATURE: Final = wording(
    "personal-data-register.signature",
    "ไฟล์ที่แนบ ซึ่งอาจมีลายมือชื่อ | หนังสือ การประชุม และเล่มมาตรการ | เอกสารประกอบ | 10",
    title="แถวไฟล์ที่แนบ",
)
_FACE: Final = wording(
    "personal-data-register.face",
    "ภาพถ่าย ซึ่งอาจเห็นใบหน้า | บันทึกผลของมาตรการ | หลักฐานการดำเนินการตามมาตรการ | 10",
    title="แถวภาพถ่าย",
)
_COMMENT: Final = wording(
    "personal-data-register.comment",
    "ความเห็นของผู้ตอบแบบวัด | ผลการประเมิน | วิเคราะห์ผลและปรับปรุงงาน ใช้ภายใน | 10",
    title="แถวความเห็น",
)
_FREE: Final = wording(
    "personal-data-register.free",
    "ข้อความที่พิมพ์เอง ซึ่งอาจมีข้อมูลข้างต้น | ทุกหน้า | ดำเนินงานและรายงานผล | 10",
    title="แถวข้อความ",
)
_ROWS: Final[Mapping[Personal, Template]] = {
    Personal.NAME: _NAME,
    Personal.POST: _POST,
    Personal.TELEPHONE: _TELEPHONE,
    Personal.MAIL: _MAIL,
    Personal.SIGNATURE: _SIGNATURE,
    Personal.FACE: _FACE,
    Personal.COMMENT: _COMMENT,
    Personal.FREE: _FREE,
}
"""One row per kind of personal data."""
_NUMBER: Final = lazy_re(r"\d{1,3}")


def years_of(data: YearData) -> Mapping[Personal, int]:
    """Returns the retention period of each kind in years; kinds without a number are omitted."""
    found = {kind: _years(_cells_of(template, data)[-1]) for kind, template in _ROWS.items()}
    return {kind: years for kind, years in found.items() if years is not None}


def missing(context: ReportContext) -> list[MissingData]:
    """Returns that there is no data yet, and the kinds without a retention period."""
    set_years = years_of(context.year)
    without = [
        _cells_of(template, context.year)[0]
        for kind, template in _ROWS.items()
        if kind not in set_years
    ]
    gaps = []
    held = counts(context.year)
    if not any(held[kind] for kind in _ROWS if kind is not Personal.FREE):
        gaps.append(MissingData("แฟ้มยังไม่มีข้อมูลส่วนบุคคล", remedy="เพิ่มที่หน้าคณะกรรมการ", is_all=True))
    if without:
        gaps.append(
            MissingData(
                "ยังไม่บอกระยะเวลาเก็บของ {items}",
                {"items": ", ".join(without)},
                "ใส่จำนวนปีที่ถ้อยคำของเอกสารนี้",
                PageKey.SETTINGS,
            )
        )
    return gaps


def build(context: ReportContext, digits: Digits) -> content.Document:
    """Returns a table with one row per kind."""
    year = context.year
    table = content.Table(_COLUMNS, tuple(_rows(year)), (_HEADING.heading(year),))
    heads = _HEADS.paragraphs(year, "title")
    return of_tables(year, _FILE.of(year), (*heads, table), digits, across=True)


def _rows(data: YearData) -> Iterator[content.TableRow]:
    held = counts(data)
    for number, (kind, template) in enumerate(_ROWS.items(), 1):
        what, where, purpose, keep = _cells_of(template, data)
        years = _years(keep)
        until = HYPHEN if years is None else str(data.year + years)
        yield content.TableRow(
            (
                _figure(str(number)),
                content.cell(what),
                content.cell(where),
                _figure(str(held[kind])),
                content.cell(purpose),
                _figure(keep or HYPHEN),
                _figure(until),
            )
        )


def _figure(text: str) -> content.Cell:
    """Returns a cell with a number, or with words in its place."""
    arabic = to_arabic(text)
    value = Decimal(arabic) if arabic.isdecimal() else None
    return content.Cell((content.paragraph(text, "cell-center"),), value=value)


def _cells_of(template: Template, data: YearData) -> tuple[str, ...]:
    """Returns the columns of a row, padded or cut to their number."""
    cells = template.cells(data)
    return (*cells, *("",) * _CELLS)[:_CELLS]


def _years(text: str) -> int | None:
    found = _NUMBER.search(to_arabic(text))
    return int(found[0]) if found is not None and int(found[0]) <= _MOST_YEARS else None
