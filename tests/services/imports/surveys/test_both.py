"""A table of how many may answer and how many have is of both kinds."""

from datetime import date

from ita_desktop.services.imports.found.find import find_parts
from ita_desktop.services.imports.found.series import apply_series, plan_parts
from tests.services.imports.found.books import workbook

HEADS = ("กลุ่มผู้มีส่วนได้ส่วนเสียภายนอก", "จำนวนประชากร", "จำนวนผู้ตอบแบบ EIT")


def test_a_table_with_the_columns_of_both_is_read_as_both(workspace, year):
    title = ("จำนวนผู้ตอบ EIT ปีงบประมาณ พ.ศ. 2568 ข้อมูล ณ วันที่ 15 มีนาคม 2568",)
    source = workbook((title, HEADS, ("ผู้รับบริการ", 400, 120)))
    parts = find_parts([source])
    assert [part.kind for part in parts] == ["respondents", "answered"]
    series = plan_parts(workspace, parts, shown=2568)
    apply_series(workspace, series)
    assert [group.population for group in year().survey_groups] == [400]
    counts = [(count.day, count.answered) for count in year().survey_counts]
    assert counts == [(date(2025, 3, 15), 120)]
    assert not series.left


def test_what_has_no_day_is_told(workspace, year):
    title = ("จำนวนผู้ตอบ EIT ปีงบประมาณ พ.ศ. 2568",)
    source = workbook((title, HEADS, ("ผู้รับบริการ", 400, 120)))
    series = plan_parts(workspace, find_parts([source]), shown=2568)
    apply_series(workspace, series)
    assert [group.population for group in year().survey_groups] == [400]
    assert ["วันที่" in one.why for one in series.parts[1].plan.skipped] == [True]
