"""The communication measures (การสื่อสารสร้างการรับรู้): five columns, no merged cells."""

import re
from collections.abc import Mapping
from dataclasses import replace

from ita_desktop.domain.pages import PageKey, Place
from ita_desktop.exchange.cells.owners import OWNERS_COLUMN, SUPPORTERS_COLUMN
from ita_desktop.exchange.cells.row import Cells
from ita_desktop.exchange.cells.subject import INDICATOR_COLUMN, ITEMS_COLUMN, TITLE_COLUMN
from ita_desktop.exchange.kind import ImportColumn, ImportKind
from ita_desktop.exchange.kinds.measures.analysis import METHOD_COLUMN
from ita_desktop.exchange.kinds.measures.measures import (
    BUDGET_COLUMN,
    MONITORING_COLUMN,
    SCHEDULE_COLUMN,
    SUCCESS_COLUMN,
    TARGET_COLUMN,
    MeasureRow,
    read_measure,
)
from ita_desktop.exchange.kinds.oit.assignments import indicator_group

_TITLES = re.compile(r"(?:\d\.\s*)?มาตรการ/กิจกรรมในการสื่อสาร|และผู้มีส่วนได้ส่วนเสียภายนอก|ภาพการดำเนินการ")
"""Beginnings of the titles above the table, and above its photographs."""


def _group(text: str) -> Mapping[str, str]:
    return indicator_group(text) or ({"above": text} if _TITLES.match(text) else {})


def _read(cells: Cells) -> MeasureRow:
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
    read=_read,
    group=_group,
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
