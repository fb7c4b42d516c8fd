"""A list that a file has alone is planned as one among several: only the rows that the file lacks
are shown beside it."""

from dataclasses import replace

import pytest

from ita_desktop.exchange.source import read_pasted
from ita_desktop.services.imports.found.find import find_parts
from ita_desktop.services.imports.found.part import Removals
from ita_desktop.services.imports.found.planned_years import PlannedYears
from ita_desktop.services.imports.found.series import plan_part
from ita_desktop.services.imports.plan import Action

ROSTER = ("คณะ", "ลำดับ", "ชื่อ - สกุล", "ตำแหน่ง", "สังกัด", "บทบาท")
MEASURES = ("ข้อ", "วิธีการปฏิบัติ", "ผู้รับผิดชอบ", "ระยะเวลา")
DUTIES = ("คณะ", "ข้อ", "หน้าที่และอำนาจ")


def _member(number: str, name: str, role: str) -> tuple[str, ...]:
    return "คณะทำงาน", number, name, "นักวิชาการ", "ฝ่ายโยธา", role


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        (
            "roster",
            (ROSTER, _member("1", "นายก ข", "ประธานคณะทำงาน"), _member("2", "นายค ง", "คณะทำงาน")),
            (ROSTER, _member("1", "นายค ง", "ประธานคณะทำงาน"), _member("2", "นายจ ฉ", "คณะทำงาน")),
        ),
        (
            "measures",
            (MEASURES, ("I3", "1. จัดทำคู่มือประชาชน\n2. ประชุมชี้แจงทุกเดือน", "ฝ่ายโยธา", "ทุกเดือน")),
            (MEASURES, ("I3", "ติดตั้งกล้องวงจรปิด", "ฝ่ายรายได้", "มี.ค. 68")),
        ),
        (
            "duties",
            (DUTIES, ("คณะทำงาน", "1", "ประชาสัมพันธ์ให้ข้าราชการและบุคลากรทุกคนตอบแบบวัดผ่านระบบ")),
            (DUTIES, ("คณะทำงาน", "1", "ประชาสัมพันธ์")),
        ),
        (
            "people",
            (("ชื่อ - สกุล", "ตำแหน่ง"), ("นายก ข", "นักวิชาการ"), ("นายค ง", "นักวิชาการ")),
            (("ชื่อ - สกุล", "ตำแหน่ง"), ("นายค ง", "นักวิชาการ"), ("นายก ข", "นักวิชาการ")),
        ),
    ],
)
def test_what_is_shown_to_be_removed_changes_nothing_else(
    take_in, workspace, kind, before, after
) -> None:
    take_in(kind, *before)
    (part,) = find_parts([read_pasted(after, "ตาราง")])

    def planned(removals: Removals) -> list[tuple[object, ...]]:
        plan = plan_part(
            PlannedYears(workspace), replace(part, kind=kind, removals=removals), shown=2568
        )
        return [
            (change.action, change.cells, change.key in plan.accepted)
            for change in plan.changes
            if change.action is not Action.REMOVE
        ]

    assert planned(Removals.LISTED) == planned(Removals.NONE)
