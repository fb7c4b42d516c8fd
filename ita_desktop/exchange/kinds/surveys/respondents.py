"""Respondents of the surveys: head counts by unit and kind of people."""

from dataclasses import dataclass

from ita_desktop.domain.pages import PageKey, Place
from ita_desktop.exchange.cells.row import Cells
from ita_desktop.exchange.kind import ImportColumn, ImportKind
from ita_desktop.exchange.kinds.surveys.columns import (
    GROUP_HEADINGS,
    INSTRUMENT,
    UNIT,
    by_survey,
    instrument_above,
    read_group,
    read_people,
    read_unit,
    survey_in,
    survey_of,
    with_surveys,
)
from ita_desktop.exchange.remarks import NoRecordError
from ita_desktop.exchange.sheets import Origin


@dataclass(frozen=True, slots=True)
class RespondentsRow:
    """One group of people."""

    origin: Origin
    instrument: str
    """Empty if nothing says it."""
    unit: str
    """Empty for the whole office."""
    kind: str
    population: int | None
    required: int | None
    note: str


def _read(cells: Cells) -> RespondentsRow:
    instrument, unit, kind = (
        survey_of(cells, "population"),
        read_unit(cells),
        read_group(cells, "kind"),
    )
    of_heading = survey_in(cells.headings["population"])
    if of_heading and not cells.has_any("population", "required"):
        raise NoRecordError(
            "ไม่มีจำนวนคนของ {survey} ในแถวนี้ จึงไม่มีกลุ่ม",
            remedy="ถ้ามี ใส่จำนวนคน แล้วนำเข้าใหม่",
            survey=of_heading,
        )
    return RespondentsRow(
        cells.origin,
        instrument,
        unit,
        kind,
        read_people(cells, "population"),
        read_people(cells, "required"),
        cells.lines("note"),
    )


RESPONDENTS: ImportKind[RespondentsRow] = ImportKind(
    name="respondents",
    title="จำนวนผู้ตอบแบบสำรวจ",
    columns=(
        INSTRUMENT,
        UNIT,
        ImportColumn(
            "kind",
            "กลุ่ม",
            ("kind", *GROUP_HEADINGS),
            hint="เช่น ข้าราชการ ลูกจ้าง ผู้รับบริการ",
            width=24,
        ),
        ImportColumn(
            "population",
            "จำนวนคน",
            (
                "population",
                *with_surveys("จำนวนบุคลากร", "จำนวนบุคลากรทั้งหมด", "จำนวนคน"),
                *("จำนวน (คน)", "จำนวนผู้มีสิทธิ*", "จำนวนผู้มีส่วนได้ส่วนเสีย*"),
                *("บุคลากรทั้งหมด*", "จำนวนคนทั้งหมด", "อัตรากำลัง"),
            ),
            hint="ผู้ที่ตอบได้ทั้งหมด ไม่ใส่ชื่อ",
            width=12,
        ),
        ImportColumn(
            "required",
            "กำหนดเอง",
            (
                *("required", "ต้องตอบ", "จำนวนที่ต้องตอบ", "จำนวนผู้ที่ต้องตอบ"),
                *("จำนวนกลุ่มตัวอย่าง", "กลุ่มตัวอย่าง", "เป้าหมาย"),
            ),
            hint="เว้นว่างคือตามเกณฑ์ของปี",
            width=12,
        ),
        ImportColumn("note", "หมายเหตุ", ("note", "หมายเหตุ*"), width=26),
    ),
    required=(("kind", "unit"), ("population",)),
    read=_read,
    group=instrument_above,
    across=by_survey("population"),
    identity=frozenset({"instrument", "unit", "kind"}),
    place=Place(PageKey.SURVEYS, "groups"),
    lists_whole_year=True,
    examples=(
        {"instrument": "IIT", "unit": "ฝ่ายโยธา", "kind": "ข้าราชการ", "population": "18"},
        {"instrument": "EIT", "kind": "ผู้รับบริการ"},
    ),
)
