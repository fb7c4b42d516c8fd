"""Reports without codes are those of the measures whose texts they have."""

import pytest

from ita_desktop.domain.tracking.entries import EntryState
from ita_desktop.services.imports.found.reading import find_in
from ita_desktop.services.imports.found.series import apply_series, plan_parts

ROUND = ("รายงานผลการดำเนินการตามมาตรการ ITA ปี 2568 รอบ 6 เดือน",)
MEASURES = (
    *(("I1", "ทำคู่มือ"), ("I2", "ติดป้าย"), ("I3", "อบรม")),
    *(("O13", "เผยแพร่แผน"), ("O14", "เผยแพร่แผน")),
)
HEADS = ("ที่", "มาตรการ/กิจกรรม", "ผลการดำเนินงาน", "สถานะ")


@pytest.fixture
def taken(workspace, tmp_path, year):
    """Takes in a file with these rows, beside the measures; returns the plan."""

    def do(take_in, *rows):
        take_in("measures", ("ข้อ", "มาตรการ"), *MEASURES)
        path = tmp_path / "รายงาน.csv"
        path.write_text("\n".join(map(",".join, rows)), encoding="utf-8")
        series = plan_parts(workspace, find_in([path], year()).parts, shown=2568)
        apply_series(workspace, series)
        return series

    return do


def told(year):
    return {
        measure.method: [(entry.state, entry.text) for entry in year().entries_of(measure.id)]
        for measure in year().measures
    }


def test_a_report_without_codes_has_those_of_the_measures(taken, take_in, year):
    rows = (("1", "ทำ คู่มือ", "แจกแล้ว", "ดำเนินการแล้ว"), ("2", "ติดป้าย", "รองบ", "ยังไม่ดำเนินการ"))
    series = taken(take_in, ROUND, HEADS, *rows)
    assert [planned.part.kind for planned in series.parts] == ["progress"]
    assert told(year)["ทำคู่มือ"] == [(EntryState.DONE, "แจกแล้ว")]
    assert told(year)["ติดป้าย"] == [(EntryState.NOT_STARTED, "รองบ")]


def test_what_no_measure_or_more_than_one_says_is_left(taken, take_in, year):
    rows = (
        *(("1", "ทำคู่มือ", "แจกแล้ว", ""), ("2", "ติดป้าย", "ติดแล้ว", "")),
        *(("3", "อบรม", "อบรมแล้ว", ""), ("4", "เผยแพร่แผน", "ลงเว็บแล้ว", "")),
        ("", "อย่างอื่น", "เสร็จ", ""),
    )
    (planned,) = taken(take_in, ROUND, HEADS, *rows).parts
    assert [skipped.row for skipped in planned.plan.skipped] == [6, 7]
    assert told(year)["ติดป้าย"] == [(EntryState.DONE, "ติดแล้ว")]
    assert told(year)["เผยแพร่แผน"] == []


@pytest.mark.parametrize("second", ["ติดป้ายหน้าห้อง", "ประกวด"])
def test_a_table_of_other_measures_stays_unknown(taken, take_in, year, second):
    rows = (("1", "ทำคู่มือ", "แจกแล้ว", ""), ("2", second, "เสร็จ", ""))
    (planned,) = taken(take_in, ROUND, HEADS, *rows).parts
    assert planned.part.kind == ""
    assert not any(told(year).values())
