"""Measures: the steps for an item or indicator, who takes them, how often, and who follows up.

The official table merges the cells of questions that share their steps (I4 and I5): such a row
says so with the column "ใช้ร่วมกับข้อ", with merged cells of steps, or, where no cell can be merged,
by leaving owner and period empty. Other merged cells are shared by measures of their own.
"""

from dataclasses import dataclass

from ita_desktop.domain.measures.shared_cells import COLUMNS
from ita_desktop.domain.records import MeasureStatus
from ita_desktop.domain.text import key
from ita_desktop.exchange.cells.codes import instrument_of, read_codes
from ita_desktop.exchange.cells.owners import (
    OWNERS_COLUMN,
    SUPPORTERS_COLUMN,
    OwnerEntry,
    read_owners,
)
from ita_desktop.exchange.cells.row import Cells, shortened
from ita_desktop.exchange.cells.states import read_state
from ita_desktop.exchange.cells.subject import (
    INDICATOR_COLUMN,
    ITEMS_COLUMN,
    TITLE_COLUMN,
    RowSubject,
    read_subject,
)
from ita_desktop.exchange.kind import ChoiceList, ImportColumn, ImportKind
from ita_desktop.exchange.kinds.oit.assignments import indicator_group
from ita_desktop.exchange.sheets import Origin

STATUS_WORDS = {
    MeasureStatus.NOT_STARTED: "ยังไม่เริ่ม",
    MeasureStatus.DOING: "กำลังทำ",
    MeasureStatus.DONE: "เสร็จแล้ว",
}
_STATUSES = {key(word): status for status, word in STATUS_WORDS.items()} | {
    **{status.value: status for status in MeasureStatus},
    "ยังไม่ดำเนินการ": MeasureStatus.NOT_STARTED,
    "กำลังดำเนินการ": MeasureStatus.DOING,
    "อยู่ระหว่างดำเนินการ": MeasureStatus.DOING,
    "แล้วเสร็จ": MeasureStatus.DONE,
    "ดำเนินการแล้ว": MeasureStatus.DONE,
    "ดำเนินการแล้วเสร็จ": MeasureStatus.DONE,
    "ครบแล้ว": MeasureStatus.DONE,
}


SCHEDULE_COLUMN = ImportColumn(
    "schedule",
    "ระยะเวลาดำเนินการ",
    (
        "period",
        "schedule",
        "frequency",
        "ระยะเวลา",
        "ช่วงเวลา",
        "ช่วงเวลาดำเนินการ",
        "ความถี่",
        "กำหนดเวลา",
        "ระยะเวลาการติดตาม",
    ),
    hint="เช่น ทุก 6 เดือน",
    width=20,
    choice=ChoiceList.FREQUENCIES,
)
MONITORING_COLUMN = ImportColumn(
    "monitoring",
    "การกำกับติดตาม",
    ("monitoring", "การติดตาม", "วิธีการติดตาม", "การกำกับติดตาม*"),
    width=26,
)
STATUS_COLUMN = ImportColumn("status", "สถานะ", ("status",), width=14, choice=ChoiceList.STATUSES)
MERGED_COLUMN = ImportColumn(
    "merged_with",
    "ใช้ร่วมกับข้อ",
    ("merged_with", "ใช้ร่วมกับ", "รวมกับข้อ", "ใช้มาตรการร่วมกับข้อ", "ใช้มาตรการร่วมกับ"),
    hint="รหัสข้อที่ใช้มาตรการเดียวกัน",
    width=12,
)


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One row of a measures table; empty fields say nothing."""

    origin: Origin
    indicator: str
    items: tuple[str, ...]
    """Item codes; empty for a measure of a whole indicator."""
    title: str
    finding: str
    method: str
    owners: tuple[OwnerEntry, ...]
    schedule: str
    monitoring: str
    status: MeasureStatus | None
    note: str
    merged_with: tuple[str, ...]
    """Codes of the items whose measure this row belongs to; with its own among them, the measure
    is that of all these items."""
    merged_cells: frozenset[str]
    """The columns whose cell is merged with that of the row above."""
    merged: bool
    """Owner and period are merged with the row above; they are said again in this row."""
    merged_steps: bool
    """So are the steps, which are not said again: the row has the measure of the one above."""
    continues: bool
    """The row names neither item nor indicator: it goes on with the row above."""
    continued: bool
    """It names an item once more, and goes on with the row above."""
    says_merges: bool
    """The table has a column for ``merged_with``, so empty cells mean nothing."""


def read_measure(cells: Cells) -> MeasureRow:
    """One row of a table of measures; raises RowError."""
    subject = read_subject(cells, "finding", "method", "monitoring")
    one = merged_steps(cells, "method")
    return MeasureRow(
        cells.origin,
        subject.indicator,
        subject.items,
        subject.title,
        cells.lines("finding"),
        "" if one else cells.lines("method"),
        read_owners(cells),
        cells.text("schedule"),
        cells.lines("monitoring"),
        read_status(cells),
        cells.lines("note"),
        read_merged_with(cells, subject.indicator),
        merged_cells(cells),
        one or (cells.merged("owners") and cells.merged("schedule")),
        one,
        subject.continues,
        goes_on(cells, subject, "owners", "schedule"),
        cells.has("merged_with"),
    )


def read_status(cells: Cells) -> MeasureStatus | None:
    """How far a measure is, None where a row does not say; raises RowError."""
    return read_state(cells, "status", _STATUSES, STATUS_WORDS.values())


def merged_cells(cells: Cells) -> frozenset[str]:
    """The columns of a row that measures can share whose cell is merged with the one above."""
    return frozenset(filter(cells.merged, COLUMNS))


def merged_steps(cells: Cells, place: str) -> bool:
    """Whether a row has the measure of the row above: the cell of the steps, in the column
    ``place``, is merged, and no other one says who, when or how it is followed for itself."""
    texts = ("owners", "supporters", "schedule", "monitoring")
    apart = any(cells.own(name) and not cells.merged(name) for name in texts)
    return cells.merged(place) and not apart


def goes_on(cells: Cells, subject: RowSubject, *columns: str) -> bool:
    """Whether a row names an item once more to go on with it: with ``(ต่อ)``, or in a merged cell
    and without saying all of ``columns`` itself, which makes a measure of its own."""
    present = [name for name in columns if cells.has(name)]
    says = bool(present) and all(cells.own(text) and not cells.merged(text) for text in present)
    return subject.continued or (subject.merged and not says)


def read_merged_with(cells: Cells, indicator: str) -> tuple[str, ...]:
    """The items whose measure a row shares (``I1``, ``O1-O9``), empty for none; raises RowError."""
    text = cells.text("merged_with")
    found = read_codes(text, instrument_of(indicator))
    if text and (not found.codes or found.rest):
        raise cells.fail(
            "merged_with",
            "ไม่รู้จักรหัสข้อ “{text}” ที่ใช้มาตรการร่วมกัน",
            remedy="พิมพ์รหัสข้อ เช่น I1 หรือ O1-O9",
            text=shortened(found.rest or text),
        )
    return found.codes


MEASURES: ImportKind[MeasureRow] = ImportKind(
    name="measures",
    title="มาตรการ",
    columns=(
        ITEMS_COLUMN,
        TITLE_COLUMN,
        ImportColumn(
            "finding",
            "ประเด็นที่ต้องปรับปรุง",
            (
                "finding",
                "findings",
                "ประเด็น",
                "ประเด็นที่ต้องปรับปรุง*",
                "ประเด็นที่จะต้องแก้ไข",
                "จุดด้อย",
                "ข้อค้นพบ",
                "จุดเด่น/จุดด้อย*",
                "การวิเคราะห์กรอบ*",
            ),
            width=26,
        ),
        ImportColumn(
            "method",
            "วิธีการปฏิบัติ",
            (
                "method",
                "measures",
                "measure",
                "วิธีการปฏิบัติ*",
                "มาตรการ",
                "มาตรการ/กิจกรรม*",
                "ขั้นตอนหรือวิธีการ*",
                "การปรับปรุงในการดำเนินงาน*",
            ),
            hint="หนึ่งขั้นต่อบรรทัด",
            width=42,
        ),
        OWNERS_COLUMN,
        SUPPORTERS_COLUMN,
        SCHEDULE_COLUMN,
        MONITORING_COLUMN,
        STATUS_COLUMN,
        MERGED_COLUMN,
        ImportColumn("note", "หมายเหตุ", ("note",), width=18),
        INDICATOR_COLUMN,
    ),
    required=(("items", "indicator"), ("method",)),
    read=read_measure,
    group=indicator_group,
    identity=frozenset({"items", "title", "indicator", "method"}),
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
