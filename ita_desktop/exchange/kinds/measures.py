"""Measures: steps for an item or indicator, owners, schedule, and follow-up.

The official table merges the cells of questions that share their steps (I4 and I5): such rows have
the column "ใช้ร่วมกับข้อ", merged cells of steps, or, where cells cannot be merged, empty owner and
period. Other merged cells are shared by separate measures.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from ita_desktop.domain.measure_cells import COLUMNS, NOTHING_TYPED, Typed
from ita_desktop.domain.pages import PageKey, Place
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.records import MOST_BAHT, MeasureStatus
from ita_desktop.domain.text import plain_number, to_arabic
from ita_desktop.domain.tracking.entries import EntryState
from ita_desktop.exchange.cells.codes import instrument_of, read_codes
from ita_desktop.exchange.cells.owners import (
    INDICATOR_COLUMN,
    ITEMS_COLUMN,
    OWNERS_COLUMN,
    SCORE_COLUMN,
    SUPPORTERS_COLUMN,
    TITLE_COLUMN,
    OwnerEntry,
    RowSubject,
    read_owners,
    read_subject,
)
from ita_desktop.exchange.cells.row import (
    Cells,
    more_than_state,
    read_state,
    shortened,
    without_marks,
)
from ita_desktop.exchange.kind import ChoiceList, ImportColumn, ImportKind, column, read_row
from ita_desktop.exchange.kinds.oit import indicator_group
from ita_desktop.exchange.kinds.people import unit_group
from ita_desktop.exchange.remarks import NoRecordError
from ita_desktop.exchange.sheets import Origin

STATUS_WORDS = {
    MeasureStatus.NOT_STARTED: "ยังไม่เริ่ม",
    MeasureStatus.DOING: "กำลังทำ",
    MeasureStatus.DONE: "เสร็จแล้ว",
}
_STATUSES = {
    EntryState.NOT_STARTED: MeasureStatus.NOT_STARTED,
    EntryState.DOING: MeasureStatus.DOING,
    EntryState.DONE: MeasureStatus.DONE,
}
SCHEDULE_COLUMN = ImportColumn(
    "schedule",
    "ระยะเวลาดำเนินการ",
    (
        *("เริ่มต้น-สิ้นสุด", "เริ่ม-สิ้นสุด", "วันเริ่มต้น-สิ้นสุด", "วันที่เริ่มต้น-สิ้นสุด", "วันที่เริ่ม-สิ้นสุด"),
        *("period", "schedule", "frequency", "ระยะเวลา", "ช่วงเวลา", "ช่วงเวลาดำเนินการ"),
        *("ความถี่", "กำหนดเวลา", "ระยะเวลาการติดตาม", "ระยะเวลาในการดำเนิน*"),
        *("ระยะเวลาการดำเนิน*", "ระยะเวลาที่ดำเนินการ", "ระยะเวลาดำเนินงาน", "ระยะเวลาดำเนินการ*"),
        *("ระยะเวลาดำเนินงาน*", "กำหนดระยะเวลา", "กรอบระยะเวลา", "กรอบเวลา", "ห้วงเวลา"),
        *("ห้วงเวลาดำเนินการ", "ห้วงระยะเวลา"),
    ),
    hint="เช่น ทุก 6 เดือน",
    width=20,
    choice=ChoiceList.FREQUENCIES,
)
BEGINS_COLUMN = ImportColumn(
    "begins",
    "เริ่มต้น",
    (
        *("เริ่ม", "วันเริ่ม", "วันที่เริ่ม", "วันเริ่มต้น", "วันที่เริ่มต้น", "เริ่มดำเนินการ"),
        *("ระยะเวลาเริ่มต้น", "ระยะเวลาดำเนินการเริ่มต้น"),
    ),
    in_template=False,
)
ENDS_COLUMN = ImportColumn(
    "ends",
    "สิ้นสุด",
    (
        *("วันสิ้นสุด", "วันที่สิ้นสุด", "แล้วเสร็จ", "แล้วเสร็จภายใน", "ระยะเวลาสิ้นสุด"),
        *("ระยะเวลาดำเนินการสิ้นสุด", "กำหนดแล้วเสร็จ", "กำหนดเสร็จ", "วันแล้วเสร็จ", "กำหนดวันแล้วเสร็จ"),
    ),
    in_template=False,
)
"""First and last day or month, where each has a column of its own."""
MONITORING_COLUMN = ImportColumn(
    "monitoring",
    "การกำกับติดตาม",
    (
        *("monitoring", "การติดตาม", "การติดตามผล*", "การติดตามประเมินผล*"),
        *("การติดตามและประเมินผล*", "การกำกับติดตาม*", "การกำกับและติดตาม*", "วิธีการติดตาม*"),
        *("วิธีการกำกับติดตาม*", "แนวทางการกำกับติดตาม*", "แนวทางการติดตาม*"),
    ),
    width=26,
)
ISSUE_HEADINGS = (
    *("finding", "findings", "ประเด็น", "ประเด็นที่ต้อง*", "ประเด็นที่จะต้อง*", "ประเด็นที่ควร*"),
    *("ประเด็นที่เป็นที่ต้อง*", "ประเด็นปัญหา*", "สภาพปัญหา*", "ข้อบกพร่อง*", "ข้อค้นพบ*"),
    *("ปัญหา/สาเหตุ", "สาเหตุ/ปัญหา"),
    *("จุดที่ต้องปรับปรุง*", "จุดที่ต้องพัฒนา*", "จุดที่ควร*", "สิ่งที่ต้องปรับปรุง*"),
    *("เรื่องที่ต้องปรับปรุง*", "เรื่องที่ต้องพัฒนา*", "สิ่งที่ต้องพัฒนา*"),
    *("การวิเคราะห์กรอบ*", "การวิเคราะห์รอบ*", "การวิเคราะห์", "ผลการวิเคราะห์", "ผลวิเคราะห์"),
)
_STEP_HEADINGS = (
    *("วิธีการ", "วิธีการปฏิบัติ*", "วิธีปฏิบัติ*", "วิธีดำเนิน*"),
    *("วิธีการดำเนิน*", "วิธีการ/ขั้นตอน*", "ขั้นตอนการปฏิบัติ*", "ขั้นตอนการดำเนิน*"),
    *("ขั้นตอน/วิธี*", "ขั้นตอนหรือวิธี*", "ขั้นตอนและวิธี*"),
)
METHOD_HEADINGS = (
    *("method", "measures", "measure", "มาตรการ", "มาตรการ/กิจกรรม*", "มาตรการ/แนวทาง*"),
    *("มาตรการ/วิธี*", "มาตรการ/ขั้นตอน*", "มาตรการ/โครงการ*", "มาตรการหรือ*", "มาตรการและ*"),
    *("มาตรการในการ*", "มาตรการที่กำหนด*", "มาตรการตามแผน*", "มาตรการแก้ไข*", "มาตรการปรับปรุง*"),
    *("มาตรการป้องกัน*", "ชื่อมาตรการ*", "กิจกรรม", "กิจกรรม/มาตรการ*", "โครงการ/กิจกรรม*"),
    *("แนวทาง", "แนวทาง/มาตรการ*", "แนวทางปฏิบัติ*", "แนวทางการปฏิบัติ*", "แนวทางดำเนินการ*"),
    *("แนวทางการดำเนิน*", "แนวทางแก้ไข*", "แนวทางการแก้ไข*", "แนวทางการพัฒนา*"),
    *("ข้อเสนอ", "ข้อเสนอการ*", "ข้อเสนอเพื่อ*", "ข้อเสนอแนวทาง*", "ข้อเสนอในการ*"),
    "แนวทางการปรับปรุง*",
    *_STEP_HEADINGS,
)
"""What offices head the steps of measures with, one word for all kinds of tables."""
_STEPS_COLUMN = ImportColumn("steps", "ขั้นตอน", _STEP_HEADINGS, in_template=False, tells_kind=False)
"""How a measure is carried out, where what it is called has a column of its own."""
STATUS_COLUMN = ImportColumn(
    "status",
    "สถานะ",
    ("status", "สถานะการ*", "สถานะของ*", "สถานะความ*", "สถานะผล*", "สถานะมาตรการ", "สถานภาพ*"),
    width=14,
    choice=ChoiceList.STATUSES,
)
NOTE_COLUMN = ImportColumn("note", "หมายเหตุ", ("note", "หมายเหตุ*"), width=18)
PICTURES_COLUMN = ImportColumn(
    "pictures",
    "ภาพกิจกรรม",
    ("ภาพ", "ภาพกิจกรรม*", "ภาพถ่าย*", "ภาพประกอบ*", "ภาพการ*", "รูปภาพ*", "รูปถ่าย*"),
    in_template=False,
    tells_kind=False,
)
"""Photographs with their captions, which are no text of the row."""
PLANNED = ("แผน", "แผนงาน", "แผนการดำเนินงาน", "แผนการดำเนินการ", "plan", "p")
"""What offices head what was planned with, beside what came of it."""
TARGET_COLUMN = ImportColumn(
    "target",
    "เป้าหมาย",
    ("target", "ค่าเป้าหมาย", *PLANNED),
    in_template=False,
    tells_kind=False,
)
SUCCESS_COLUMN = ImportColumn(
    "success",
    "ตัวชี้วัดความสำเร็จ",
    ("success", "ตัวชี้วัดความสำเร็จ*", "ตัวชี้วัดผลสำเร็จ*", "ผลสำเร็จที่คาดหวัง", "ผลที่คาดว่าจะได้รับ"),
    in_template=False,
    tells_kind=False,
)
BUDGET_COLUMN = ImportColumn(
    "budget",
    "งบประมาณ",
    ("budget", "งบประมาณที่ใช้", "วงเงิน", "วงเงินงบประมาณ"),
    in_template=False,
    tells_kind=False,
)
_BAHT = lazy_re(r"บาท(?:ถ้วน)?|\.-$")
_NO_BUDGET = lazy_re("ไม่(?:มี|ใช้|ได้ใช้|ต้องใช้|ขอ)")
"""Words of a measure that costs nothing: ``ไม่ใช้งบประมาณ``."""
MERGED_COLUMN = ImportColumn(
    "merged_with",
    "ใช้ร่วมกับข้อ",
    ("merged_with", "ใช้ร่วมกับ", "รวมกับข้อ", "ใช้มาตรการร่วมกับข้อ", "ใช้มาตรการร่วมกับ"),
    hint="รหัสข้อที่ใช้มาตรการเดียวกัน",
    width=12,
)


def read_budget(cells: Cells, name: str) -> Decimal | None:
    """Return the baht of a cell; None for none, as words for that say, too."""
    text = cells.own(name)
    plain = plain_number(_BAHT.sub("", to_arabic(text)).strip(" -–"))
    if not plain or _NO_BUDGET.match(plain):
        return None
    try:
        baht = Decimal(plain)
    except InvalidOperation:
        baht = Decimal(-1)
    if not baht.is_finite() or not 0 <= baht < MOST_BAHT:
        raise cells.fail(
            name,
            "“{text}” ไม่ใช่จำนวนเงิน",
            remedy="พิมพ์ตัวเลข เช่น 20000",
            text=shortened(text),
        )
    return baht


def read_schedule(cells: Cells, name: str) -> str:
    """Return the period of a measure, from its column or from those of its beginning and end."""
    begins, ends = cells.text("begins"), cells.text("ends")
    within = f"ภายใน {ends}" if ends and not begins else begins
    return cells.text(name) or (f"{begins} - {ends}" if begins and ends else within)


def read_status(cells: Cells, name: str = "status") -> MeasureStatus | None:
    """Return the status of a measure; None if not given; raises RowError."""
    state = read_state(cells, name)
    return None if state is None else _STATUSES.get(state)


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One row of a measures table; empty fields are not given."""

    origin: Origin
    items: Typed[str] = column(ITEMS_COLUMN, default=NOTHING_TYPED)
    """Item codes; empty for a measure of a whole indicator."""
    title: str = column(TITLE_COLUMN, default="")
    finding: str = column(
        "ประเด็นที่ต้องปรับปรุง",
        (*ISSUE_HEADINGS, "จุดด้อย", "จุดเด่น/จุดด้อย*"),
        reads=Cells.lines,
        width=26,
        default="",
    )
    method: str = column(
        "วิธีการปฏิบัติ",
        (*METHOD_HEADINGS, "การปรับปรุงในการดำเนินงาน*"),
        beside=(_STEPS_COLUMN,),
        hint="หนึ่งขั้นต่อบรรทัด",
        width=42,
        default="",
    )
    owners: tuple[OwnerEntry, ...] = column(
        OWNERS_COLUMN, reads=read_owners, beside=(SUPPORTERS_COLUMN,), default=()
    )
    schedule: str = column(
        SCHEDULE_COLUMN, reads=read_schedule, beside=(BEGINS_COLUMN, ENDS_COLUMN), default=""
    )
    monitoring: str = column(MONITORING_COLUMN, reads=Cells.lines, default="")
    target: str = column(TARGET_COLUMN, reads=without_marks, default="")
    success: str = column(SUCCESS_COLUMN, reads=Cells.lines, default="")
    budget: Decimal | None = column(BUDGET_COLUMN, reads=read_budget, default=None)
    """In baht."""
    status: MeasureStatus | None = column(STATUS_COLUMN, reads=read_status, default=None)
    merged_with: tuple[str, ...] = column(MERGED_COLUMN, default=())
    """Codes of the items whose measure this row belongs to; if its own are included, it is the
    measure of all these items."""
    note: str = column(NOTE_COLUMN, beside=(PICTURES_COLUMN,), default="")
    source: str = column(
        "ที่มาของมาตรการ",
        ("source", "ที่มา", "แหล่งที่มา", "ที่มาของมาตรการ*"),
        reads=Cells.lines,
        hint="หน่วยงานและปีที่นำมาตรการมา",
        width=18,
        default="",
    )
    indicator: str = column(INDICATOR_COLUMN, beside=(SCORE_COLUMN,), default="")
    merged_cells: frozenset[str] = frozenset()
    """The columns whose cell is merged with that of the row above."""
    merged: bool = False
    """Whether owner and period are merged with the row above; they are repeated in this row."""
    merged_steps: bool = False
    """Whether the steps are merged, too, and not repeated: the row has the measure above."""
    continues: bool = False
    """Whether the row has neither item nor indicator, and continues the row above."""
    continued: bool = False
    """Whether it repeats an item, and continues the row above."""
    says_merges: bool = False
    """Whether the table has a column for ``merged_with``, so that empty cells are only empty."""
    leaves_open: bool = False
    """Whether its cells for owner and period are empty; in a table without these columns, that for
    the follow-up."""
    steps_above: str = ""
    """The text of the cell, if the steps are merged."""


_NO_MEASURE = lazy_re(
    r"[(\[]?\s*(?:(?:ถูก|ขอ)?ยกเลิก(?:มาตรการ|กิจกรรม)?(?:นี้)?(?:แล้ว)?"
    r"|ไม่(?:เกี่ยวข้อง|มี(?:มาตรการ|กิจกรรม)|ต้อง(?:มีมาตรการ|ดำเนินการ)))\s*[)\]]?"
)
"""Words in the place of a measure where there is none."""
_BESIDE_STEPS = (
    *("finding", "steps", "owners", "supporters", "schedule", "begins", "ends", "monitoring"),
    "status",
    *("merged_with", "note", "source", "target", "success", "budget"),
)
"""What else a row may say of a measure."""


def read_measure(cells: Cells) -> MeasureRow:
    """Read one row of a measures table; raises RowError."""
    if cells.says_none("method") and not cells.has_any(*_BESIDE_STEPS):
        raise NoRecordError(
            "มีแต่ขีดแทนมาตรการ จึงไม่มีมาตรการของแถวนี้", remedy="ถ้ามีมาตรการ พิมพ์แทนขีด แล้วนำเข้าใหม่"
        )
    if says_no_measure(cells.text("method")):
        raise no_measure(cells.text("method"))
    subject = read_subject(cells, "finding", "method", "monitoring")
    note = "\n".join(filter(None, (cells.lines("note"), _beside_status(cells))))
    merged = cells.merged("owners") and cells.merged("schedule")
    goes_on = _goes_on(cells, subject, "owners", "schedule")
    # A row of further steps does not name the measure once more.
    is_named = not (goes_on and cells.merged("method") and cells.own("steps"))
    texts = (cells.lines("method") if is_named else "", cells.lines("steps"))
    method = "\n".join(filter(None, texts))
    row = measure_of(cells, subject, "method", method, note=note)
    return replace(
        row,
        merged=row.merged_steps or merged,
        continued=goes_on,
        says_merges=cells.has("merged_with"),
    )


def measure_of(
    cells: Cells, subject: RowSubject, place: str, method: str, **own: object
) -> MeasureRow:
    """Return the measure of a row, with the steps in column ``place`` and its ``own`` values. Rows
    merged in owner, period and follow-up have the measure of the row above."""
    beside = ("owners", "schedule", "monitoring")
    present = [name for name in beside if cells.has(name)]
    merged = _merged_steps(cells, place)
    return read_row(
        MeasureRow,
        cells,
        indicator=subject.indicator,
        items=subject.items,
        title=subject.title,
        method="" if merged else method,
        merged_with=_read_merged_with(cells, subject.indicator),
        merged_cells=merged_cells(cells),
        merged=merged or (bool(present) and all(map(cells.merged, present))),
        merged_steps=merged,
        continues=subject.continues,
        continued=_goes_on(cells, subject, *beside),
        leaves_open=_leaves_open(cells),
        steps_above=method if merged else "",
        **own,
    )


def says_no_measure(text: str) -> bool:
    """Return whether what stands in the place of a measure says that there is none."""
    return _NO_MEASURE.fullmatch(text) is not None


def no_measure(text: str) -> NoRecordError:
    """Return the error for such a row that says nothing else."""
    return NoRecordError(
        "“{text}” บอกว่าไม่มีมาตรการ จึงไม่ได้นำเข้าแถวนี้",
        remedy="ถ้ามีมาตรการ พิมพ์แทน แล้วนำเข้าใหม่",
        text=text,
    )


def _beside_status(cells: Cells) -> str:
    """Return the cell of the status if it says more than a status."""
    is_none = read_state(cells, "status") is EntryState.SKIPPED
    return cells.lines("status") if is_none else more_than_state(cells, "status")


def merged_cells(cells: Cells) -> frozenset[str]:
    """Return the sharable columns of a row whose cell is merged with the one above."""
    return frozenset(filter(cells.merged, COLUMNS))


def _merged_steps(cells: Cells, place: str) -> bool:
    """Return whether a row has the measure of the row above: the steps cell, in column ``place``,
    is merged, and no cell for further steps, owner, schedule or follow-up has text of its own."""
    texts = ("steps", "owners", "supporters", "schedule", "monitoring")
    apart = any(cells.own(name) and not cells.merged(name) for name in texts)
    return cells.merged(place) and not apart


def _goes_on(cells: Cells, subject: RowSubject, *columns: str) -> bool:
    """Return whether a row repeats an item to continue it: with ``(ต่อ)``, or in a merged cell and
    without text of its own in all of ``columns``, which would be a separate measure."""
    present = [name for name in columns if cells.has(name)]
    says = bool(present) and all(cells.own(text) and not cells.merged(text) for text in present)
    return subject.continued or (subject.merged and not says)


def _leaves_open(cells: Cells) -> bool:
    """Return whether the cells of a row that tell its measure from the one above are empty: owner
    and period, or the follow-up where a table has neither column. Dashes say that there is none."""
    fields = ("owners", "supporters", "schedule", "begins", "ends")
    names = [name for name in fields if cells.has(name)]
    names = names or [name for name in ("monitoring",) if cells.has(name)]
    return bool(names) and not cells.has_any(*names) and not all(map(cells.says_none, names))


def _read_merged_with(cells: Cells, indicator: str) -> tuple[str, ...]:
    """Return the items whose measure a row shares (``I1``, ``O1-O9``); raises RowError."""
    text = cells.text("merged_with")
    found = read_codes(text, instrument_of(indicator))
    if text and (not found.codes or found.remainder):
        raise cells.fail(
            "merged_with",
            "ไม่รู้จักรหัสข้อ “{text}” ที่ใช้มาตรการร่วมกัน",
            remedy="พิมพ์รหัสข้อ เช่น I1 หรือ O1-O9",
            text=shortened(found.remainder or text),
        )
    return found.codes


def _group(text: str) -> Mapping[str, str]:
    """Parse a row or sheet of an indicator, an instrument, or a unit whose measures are listed."""
    if group := indicator_group(text):
        return group
    return {"owners": unit} if (unit := unit_group(text)) else {}


MEASURES: ImportKind[MeasureRow] = ImportKind(
    name="measures",
    title="มาตรการ",
    row=MeasureRow,
    required=(("items", "indicator"), ("method",)),
    read=read_measure,
    group=_group,
    identity=frozenset({"items", "title", "indicator", "method"}),
    place=Place(PageKey.MEASURES, "measures:"),
    lists_whole_year=True,
    examples=(
        {
            "items": "I1",
            "title": "เต็มใจให้บริการ เท่าเทียม",
            "method": "1. ทำคู่มือการปฏิบัติงาน\n2. เผยแพร่ทางเว็บไซต์",
            "owners": "ทุกฝ่าย",
            "schedule": "ทุก 6 เดือน",
            "indicator": "1",
        },
        {
            "items": "I2",
            "title": "อำนวยความสะดวก",
            "method": "3. ติดแผนผังขั้นตอน",
            "merged_with": "I1",
            "indicator": "1",
        },
    ),
)
