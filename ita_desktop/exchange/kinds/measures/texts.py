"""Measures in chapters of text: preparation, permit centre, image of the services.

They have no items. The chapter is given in the row, or in a row above: as the chapter's heading in
the book, or its name in the window.

The communication measures (การสื่อสารสร้างการรับรู้): five columns, no merged cells.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from ita_desktop.domain.pages import PageKey, Place
from ita_desktop.domain.records import MeasureKind
from ita_desktop.domain.text import key
from ita_desktop.exchange.cells.owners import OWNERS_COLUMN, SUPPORTERS_COLUMN, read_owners
from ita_desktop.exchange.cells.row import Cells
from ita_desktop.exchange.cells.subject import INDICATOR_COLUMN, ITEMS_COLUMN, TITLE_COLUMN
from ita_desktop.exchange.kind import ChoiceList, ImportColumn, ImportKind
from ita_desktop.exchange.kinds.measures.analysis import METHOD_COLUMN
from ita_desktop.exchange.kinds.measures.measures import (
    BUDGET_COLUMN,
    MONITORING_COLUMN,
    SCHEDULE_COLUMN,
    STATUS_COLUMN,
    SUCCESS_COLUMN,
    TARGET_COLUMN,
    MeasureRow,
    merged_cells,
    read_measure,
    read_status,
)
from ita_desktop.exchange.kinds.oit.assignments import indicator_group
from ita_desktop.exchange.sheets import Origin

CHAPTER_WORDS = {
    MeasureKind.PREPARATION: "การเตรียมการ",
    MeasureKind.ONE_STOP: "ศูนย์ BMA OSS",
    MeasureKind.IMAGE: "สื่อสารภาพลักษณ์",
    MeasureKind.OWN: "อื่น ๆ ของหน่วยงาน",
}
"""The names of the chapters in the window."""
_NUMBER = r"(?:[\d๐-๙]{1,2}[.)]\s*)?"
_HEADS = {
    MeasureKind.PREPARATION: (
        r"มาตรการยกระดับคุณธรรม.*เตรียมความพร้อม.*|(?:มาตรการ|การ)?เตรียม(?:การ|ความพร้อม)(?:รับการประเมิน)?"
    ),
    MeasureKind.ONE_STOP: (
        r"(?:มาตรการ.{0,40})?ศูนย์รับคำขออนุญาต.*|ศูนย์ BMA OSS|(?:BMA )?OSS|One Stop Service"
    ),
    MeasureKind.IMAGE: (
        r"มาตรการ.{0,30}สื่อสาร(?:สร้าง)?ภาพลักษณ์.*|(?:การ)?สื่อสาร(?:สร้าง)?ภาพลักษณ์(?:การให้บริการ)?"
    ),
    MeasureKind.OWN: r"มาตรการอื่น(?:\s*ๆ)?|อื่น\s*ๆ\s*ของหน่วยงาน",
    MeasureKind.COMMUNICATION: r"(?:การ)?สื่อสารสร้างการรับรู้",
}
_CHAPTERS = {
    kind: re.compile(rf"{_NUMBER}(?:{head})", re.IGNORECASE) for kind, head in _HEADS.items()
}
_ABOVE = re.compile(r"\(?Bangkok Metropolitan Administration One Stop Service.*|ประจำปีงบประมาณ.*")
"""Further lines of the headings."""


@dataclass(frozen=True, slots=True)
class TextRow:
    """One measure of a chapter."""

    chapter: MeasureKind
    measure: MeasureRow

    @property
    def origin(self) -> Origin:
        return self.measure.origin


def chapter_of(text: str) -> MeasureKind | None:
    """Return the chapter that a heading or name means, or None.

    >>> chapter_of("5. มาตรการส่งเสริม สนับสนุน และประชาสัมพันธ์ศูนย์รับคำขออนุญาตของกรุงเทพมหานคร")
    <MeasureKind.ONE_STOP: 'one_stop'>
    """
    return next((kind for kind, head in _CHAPTERS.items() if head.fullmatch(text.strip())), None)


def _group(text: str) -> Mapping[str, str]:
    chapter = chapter_of(text)
    if chapter is not None and chapter in CHAPTER_WORDS:
        return {"chapter": CHAPTER_WORDS[chapter]}
    return {"above": text} if _ABOVE.fullmatch(text) else {}


def read_chapter(cells: Cells) -> MeasureKind:
    """Return the chapter of a row; raises RowError."""
    text = cells.text("chapter")
    chapter = chapter_of(text)
    if chapter is None or chapter not in CHAPTER_WORDS:
        raise cells.fail(
            "chapter",
            "ไม่รู้จักบท “{text}”" if text else "ไม่รู้ว่าเป็นมาตรการของบทใด",
            remedy="พิมพ์ชื่อบทใดบทหนึ่ง: {known}",
            known=" ".join(f"“{word}”" for word in CHAPTER_WORDS.values()),
        )
    return chapter


def _read(cells: Cells) -> TextRow:
    chapter = read_chapter(cells)
    method = cells.lines("method")
    if not key(method):
        raise cells.fail("method", "ไม่มีมาตรการ", remedy="พิมพ์มาตรการหนึ่งเรื่องต่อแถว")
    measure = MeasureRow(
        cells.origin,
        method=method,
        owners=read_owners(cells),
        schedule=cells.text("schedule"),
        monitoring=cells.lines("monitoring"),
        status=read_status(cells),
        note=cells.lines("note"),
        merged_cells=merged_cells(cells),
        says_merges=True,
    )
    return TextRow(chapter, measure)


TEXTS: ImportKind[TextRow] = ImportKind(
    name="texts",
    title="มาตรการในบทข้อความ",
    columns=(
        ImportColumn(
            "chapter",
            "บท",
            ("chapter", "ชื่อบท", "ประเภท", "ประเภทมาตรการ", "เรื่อง"),
            hint="เลือกบทที่มาตรการอยู่",
            width=22,
            choice=ChoiceList.CHAPTERS,
            inherit=True,
        ),
        METHOD_COLUMN,
        OWNERS_COLUMN,
        SUPPORTERS_COLUMN,
        SCHEDULE_COLUMN,
        MONITORING_COLUMN,
        STATUS_COLUMN,
        ImportColumn("note", "หมายเหตุ", ("note", "หมายเหตุ*"), width=18),
    ),
    required=(("chapter",), ("method",)),
    read=_read,
    group=_group,
    identity=frozenset({"chapter", "method"}),
    place=Place(PageKey.MEASURES, "measures:"),
    lists_whole_year=True,
    examples=(
        {
            "chapter": "การเตรียมการ",
            "method": "จัดทำคำสั่งแต่งตั้งคณะทำงาน ITA",
            "owners": "ฝ่ายปกครอง",
        },
        {
            "chapter": "สื่อสารภาพลักษณ์",
            "method": "สภาพแวดล้อมและจุดให้บริการ:\n- จัดที่นั่งพักคอย\n- จัดป้ายบอกขั้นตอน",
            "owners": "ทุกฝ่าย",
            "schedule": "ทุก 6 เดือน",
        },
    ),
)

_TITLES = re.compile(r"(?:\d\.\s*)?มาตรการ/กิจกรรมในการสื่อสาร|และผู้มีส่วนได้ส่วนเสียภายนอก|ภาพการดำเนินการ")
"""Beginnings of the titles above the table, and above its photographs."""


def _year_group(text: str) -> Mapping[str, str]:
    return indicator_group(text) or ({"above": text} if _TITLES.match(text) else {})


def _read_communication(cells: Cells) -> MeasureRow:
    """Read a row as a measure; empty cells are empty, not shared with the row above."""
    return replace(read_measure(cells), says_merges=True)


COMMUNICATIONS: ImportKind[MeasureRow] = ImportKind(
    name="communications",
    title="มาตรการสื่อสารสร้างการรับรู้",
    columns=(
        ITEMS_COLUMN,
        TITLE_COLUMN,
        METHOD_COLUMN,
        SCHEDULE_COLUMN,
        OWNERS_COLUMN,
        SUPPORTERS_COLUMN,
        MONITORING_COLUMN,
        TARGET_COLUMN,
        SUCCESS_COLUMN,
        BUDGET_COLUMN,
        ImportColumn("note", "หมายเหตุ", ("note", "หมายเหตุ*"), width=18),
        INDICATOR_COLUMN,
    ),
    required=(("items", "indicator"), ("method",)),
    read=_read_communication,
    group=_year_group,
    identity=frozenset({"items", "title", "indicator", "method"}),
    place=Place(PageKey.MEASURES, "measures:"),
    lists_whole_year=True,
    examples=(
        {
            "items": "I1",
            "title": "เต็มใจให้บริการ เท่าเทียม",
            "method": "หัวหน้าฝ่ายสื่อสารกับเจ้าหน้าที่ในการประชุมฝ่าย",
            "schedule": "เดือนละ 1 ครั้ง ในระหว่างเดือน ตุลาคม 2567 - กันยายน 2568",
            "owners": "หัวหน้าฝ่าย ทุกฝ่าย",
            "monitoring": "ผู้อำนวยการเขตติดตามในการประชุมผู้บริหารเขตทุกเดือน",
            "indicator": "1",
        },
    ),
)
