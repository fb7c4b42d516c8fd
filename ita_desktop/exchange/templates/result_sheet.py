"""The second sheet of the results template: respondents, in the tables of the official report.

Scores and answers are rows of the first sheet. The tables of respondents have other layouts, and
are filled in as printed and read like the report.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ita_desktop.domain.records import UnitKind
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.report.questions import QUESTIONS

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

TITLE = "ผู้ตอบแบบประเมิน"
_LANGUAGES = ("ภาษาไทย (Thai)", "English", "Chinese (汉语)", "Burmese မြန်မာဘာသာ")
_SERVICES = ("งานขออนุมัติ/ อนุญาต", "งานทะเบียน", "งานจัดเก็บรายได้/ ภาษี", "งานเปรียบเทียบปรับ")
_OTHER_SERVICES = ("งานจัดซื้อจัดจ้าง", "*งานอื่นๆ")
_COMMENTS = 20
_FONT, _TEXT = "TH Sarabun New", "@"
_WIDTHS = (58, *(14,) * 9)


def rows(year: YearData | None) -> Iterator[tuple[str, ...]]:
    """Yield the rows to fill in; an empty one separates two tables."""
    yield ("1.1 จำนวนผู้ตอบแบบประเมินตามแบบประเมิน",)
    yield ("แบบประเมิน", "ชาย", "หญิง", "ไม่ระบุ", "รวม")
    yield from (("1.IIT",), ("2.EIT",), ("รวม",), ())
    yield ("1.2 จำนวนผู้ตอบแบบประเมินตามภาษา",)
    yield ("ภาษา", "จำนวนตอบ")
    yield from _numbered(_LANGUAGES)
    yield from (("รวม",), ())
    for number, (instrument, questions) in enumerate(QUESTIONS.items(), 3):
        yield (f"{number}.สถิติการตอบ {instrument}",)
        for question, options in questions:
            yield (question,)
            yield ("ตัวเลือก", "จำนวนตอบ", "%")
            yield from _numbered(options)
        yield ()
    yield ("5.คะแนนตามส่วนราชการ",)
    yield ("No.ส่วนราชการ", "จำนวน IIT", "คะแนน IIT", "จำนวน EIT", "คะแนน EIT", "คะแนนเฉลี่ย")
    units = (
        tuple(unit.name for unit in year.units if unit.kind is UnitKind.SECTION)
        if year is not None
        else ()
    )
    yield from _numbered((*units, "รร.สังกัดกรุงเทพมหานคร ในพื้นที่เขต"), " ")
    yield ()
    yield ("6.คะแนนตามส่วนประเภทบริการ",)
    items = year.framework.items_of("EIT") if year is not None else ()
    codes = [item.code for item in items] or [f"E{number}" for number in range(1, 7)]
    yield ("No.ประเภทบริการ", "ตอบ", "EIT", *codes)
    yield from _numbered((*_SERVICES, *_OTHER_SERVICES), " ")
    for instrument in QUESTIONS:
        yield ()
        yield (f"ความคิดเห็นของผู้ตอบแบบประเมิน {instrument}",)
        yield from ((f"{number}.",) for number in range(1, _COMMENTS + 1))


def _numbered(names: tuple[str, ...], after: str = ".") -> Iterator[tuple[str, ...]]:
    return ((f"{number}{after}{name}",) for number, name in enumerate(names, 1))


def fill(sheet: "Worksheet", year: YearData | None) -> None:
    """Write the tables into a new sheet, formatted as text so that input is kept as typed."""
    from openpyxl.styles import Alignment, Font, PatternFill

    from ita_desktop.exchange.sheets import column_letter

    sheet.title = TITLE
    title = True
    for number, row in enumerate(rows(year), 1):
        heads = len(row) > 1
        for index in range(max(len(row), len(_WIDTHS))):
            cell = sheet.cell(number, index + 1, row[index] if index < len(row) else None)
            cell.number_format = _TEXT
            cell.font = Font(_FONT, size=14, bold=heads or title)
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            if heads and index < len(row):
                cell.fill = PatternFill("solid", fgColor="E4EDE7")
        title = not row
    for index, width in enumerate(_WIDTHS):
        sheet.column_dimensions[column_letter(index)].width = width
    sheet.page_setup.orientation = "landscape"
