"""Measures written as running text come in where they say for which item they are."""

from collections.abc import Callable
from typing import Any

import pytest

from ita_desktop.exchange.sheets import Origin
from ita_desktop.services.imports.found.series import ImportSeries
from ita_desktop.storage.workspace import Workspace
from tests.exchange.files.word.made import p
from tests.services.imports.papers.test_other_offices import told
from tests.support.taken_in import plan_source

Take = Callable[[str], ImportSeries]
FIRST = (
    "มาตรการที่ 1 จัดทำคู่มือการให้บริการ",
    "ข้อ I1, I2",
    "ขั้นตอนการดำเนินการ",
    "1. รวบรวมขั้นตอน",
    "2. เผยแพร่ทางเว็บไซต์",
    "ผู้รับผิดชอบ : ฝ่ายทะเบียน",
    "ระยะเวลาดำเนินการ ต.ค. 67 - มี.ค. 68",
)
SECOND = (
    "มาตรการที่ ๒ : ประชาสัมพันธ์ช่องทางร้องเรียน",
    "ข้อ: E5",
    "ผู้รับผิดชอบ",
    "- ฝ่ายปกครอง",
    "ระยะเวลา: ทุกเดือน",
    "การติดตามผล: รายงานทุกไตรมาส",
)


def of_items(data: Any, measure: Any) -> list[str]:
    return sorted(one.item_code for one in data.measure_items if one.measure_id == measure.id)


@pytest.mark.parametrize("before", ["", "มาตรการส่งเสริมคุณธรรม ประจำปีงบประมาณ พ.ศ. 2568"])
def test_measures_of_a_text_are_taken_with_their_items(
    taken: Take, year: Callable[[], Any], before: str
) -> None:
    body = "".join(map(p, (before, *FIRST, *SECOND, "ลงท้ายด้วยข้อความอื่น")))
    series = taken(body)
    data = year()
    first, second = sorted(data.measures, key=lambda measure: measure.position)
    assert first.method == "จัดทำคู่มือการให้บริการ\n1. รวบรวมขั้นตอน\n2. เผยแพร่ทางเว็บไซต์"
    assert (of_items(data, first), of_items(data, second)) == (["I1", "I2"], ["E5"])
    assert first.schedule == "ต.ค. 67 - มี.ค. 68"
    assert second.method == "ประชาสัมพันธ์ช่องทางร้องเรียน"
    assert second.monitoring == "รายงานทุกไตรมาส"
    owners = {
        data.unit_name(owner.unit_id) for owner in data.measure_owners if owner.unit_id is not None
    }
    assert owners == {"ฝ่ายทะเบียน", "ฝ่ายปกครอง"}
    left = [each.text for each in series.left if not each.why]
    assert left[-1] == "ลงท้ายด้วยข้อความอื่น", "of no measure"
    assert all(not part.writes for part in taken(body).parts)


def test_a_measure_without_an_item_is_asked_for_it(
    taken: Take, workspace: Workspace, year: Callable[[], Any]
) -> None:
    series = taken("".join(map(p, (FIRST[0], *FIRST[2:]))) + "".join(map(p, SECOND)))
    assert [measure.method for measure in year().measures] == ["ประชาสัมพันธ์ช่องทางร้องเรียน"]
    assert "จัดทำคู่มือการให้บริการ" in told(series)
    (found,) = (each.part for each in series.parts if each.plan is not None)
    (skipped,) = (each.plan.skipped for each in series.parts if each.plan is not None)
    (cell,) = skipped
    column = found.source.sheets[0].rows[0].values.index("ข้อ")
    mended = found.source.with_cell(Origin(cell.sheet, cell.row), column, "I1")
    plan = plan_source(workspace, 2568, "measures", mended)
    assert [change.action for change in plan.changes] == ["add"]
