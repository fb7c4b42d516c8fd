"""Rows that could be several measures: each row is one of them, and the same ones again."""

import pytest

from ita_desktop.exchange.kinds.registry import kind_named
from ita_desktop.exchange.sheets import DataSheet, SheetRow
from ita_desktop.services.imports.items import perfect_matching
from ita_desktop.services.imports.plan import RecordUpdate
from tests.services.imports.test_importing_properties import applied, empty, sheet_of
from tests.support.taken_in import plan_import

__all__ = ["empty"]
MONTHLY = "ทุกเดือน"
OITS = "O1 – O3, O5 (100 คะแนน)"


def sheet(*rows):
    """Rows of subject, issue, method and schedule."""
    return sheet_of(
        "analysis",
        [(subject, "", issue, method, "", when, "") for subject, issue, method, when in rows],
    )


def year_of(empty, *rows):
    return applied(empty, plan_import(empty, "analysis", [sheet(*rows)]))


@pytest.mark.parametrize(
    ("before", "rows"),
    [
        (
            [("O5", "ก", "1. ก\n2. ข", MONTHLY)],
            [("O5", "", "1. ก", ""), ("O5", "", "ก", "")],
        ),
        (
            [(OITS, "ก", "", MONTHLY), (OITS, "", "1. ก", "")],
            [(OITS, "ก", "1. ก\n2. ข", ""), (OITS, "", "1. ก\n2. ข", "")],
        ),
        (
            [(OITS, "ก", "- ก", MONTHLY), ("I1", "ก", "1. ก\n2. ข", MONTHLY)],
            [("O5", "", "- ก", ""), ("O5", "ก", "ก", MONTHLY)],
        ),
        ([("I1 ก", "", "ก", MONTHLY)], [("I1 ข", "", "ก", ""), ("I1 ข", "ก", "ก", "")]),
    ],
    ids=["marks", "times", "more items", "found and not"],
)
def test_the_same_rows_are_the_same_measures_again(empty, before, rows):
    year = year_of(empty, *before)
    year = applied(year, plan_import(year, "analysis", [sheet(*rows)]))
    again = plan_import(year, "analysis", [sheet(*rows)])
    assert again.changes == ()
    assert again.writes() == []


def test_no_row_takes_the_measure_of_another_from_it(empty):
    year = year_of(empty, (OITS, "ก", "- ก\n- ข", MONTHLY))
    plan = plan_import(
        year, "analysis", [sheet(("O5", "ก", "1. ก\n2. ข", ""), (OITS, "", "1. ก", ""))]
    )
    changed = [write.record.id for write in plan.writes() if isinstance(write, RecordUpdate)]
    assert len(changed) == len(set(changed))
    methods = {measure.method for measure in applied(year, plan).measures}
    assert {"1. ก\n2. ข", "1. ก"} <= methods


def test_steps_that_another_row_takes_out_of_a_measure_are_not_already_there(empty):
    year = year_of(
        empty,
        ("ตัวชี้วัดที่ 1 ก\n- I1 ข", "", "- ก\n- ข", MONTHLY),
        ("ตัวชี้วัดที่ 1 ก\n- I1 ข", "", "1. ก\n2. ข", ""),
    )
    rows = sheet(("I1 ก", "ก", "1. ก", ""), ("I1 ก", "", "1. ก\n2. ข", ""))
    after = applied(year, plan_import(year, "analysis", [rows]))
    assert {"1. ก", "1. ก\n2. ข"} <= {measure.method for measure in after.measures}


def test_what_a_row_says_otherwise_of_a_measure_that_another_has_said_is_told(empty):
    year = year_of(empty, (OITS, "", "- ก", ""))
    plan = plan_import(
        year, "analysis", [sheet(("O5", "", "- ก", MONTHLY), ("O5", "", "ก", "ต.ค. 67 - มี.ค. 68"))]
    )
    told = [remark for remark in plan.warnings if "เดียวกับแถว" in remark.template]
    assert [remark.origin.row for remark in told] == [3]
    assert told[0].fields["row"] == 2
    assert told[0].fields["columns"] == "วิธีการปฏิบัติ ระยะเวลาดำเนินการ"
    after = applied(year, plan)
    assert [measure.schedule for measure in after.measures if measure.method][-1] == MONTHLY


def test_another_wording_of_an_item_that_another_row_has_said_is_told(empty):
    year = year_of(empty, (OITS, "", "- ก", ""))
    rows = sheet(("O5 ชื่อหนึ่ง", "", "- ก", ""), ("O5 อีกชื่อ", "", "- ก", ""))
    plan = plan_import(year, "analysis", [rows])
    told = [remark for remark in plan.warnings if "เดียวกับแถว" in remark.template]
    assert [(remark.fields["row"], remark.fields["columns"]) for remark in told] == [(2, "ข้อ")]


def test_another_status_of_a_measure_that_another_row_has_said_is_told(empty):
    year = year_of(empty, (OITS, "", "- ก", ""))
    kind = kind_named("measures")
    columns = ("items", "method", "status")
    rows = [
        tuple(kind.column(name).heading for name in columns),
        ("O1 O2 O3 O5", "- ก", "ดำเนินการแล้ว"),
        ("O5", "- ก", "ยังไม่ดำเนินการ"),
    ]
    numbered = tuple(SheetRow(number, row) for number, row in enumerate(rows, 1))
    plan = plan_import(year, "measures", [DataSheet("ก", numbered, "ก.xlsx")])
    told = [remark for remark in plan.warnings if "เดียวกับแถว" in remark.template]
    assert [(remark.fields["row"], remark.fields["columns"]) for remark in told] == [(2, "สถานะ")]


@pytest.mark.parametrize(
    ("fitting", "found"),
    [
        ([], []),
        ([[0, 1], [0]], [1, 0]),
        ([[0, 1, 2], [0, 1], [0]], [2, 1, 0]),
        ([[0], [0]], None),
        ([[0, 1], [0, 1], [0, 1]], None),
        ([[2], []], None),
    ],
)
def test_each_row_gets_a_measure_of_its_own_where_that_can_be(fitting, found):
    assert perfect_matching(fitting) == found
