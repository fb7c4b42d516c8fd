"""A report with a column for each month: what is told of a month is of the measure's own time."""

from datetime import date

import pytest

from ita_desktop.domain.dates import FISCAL_MONTHS, MONTHS_SHORT
from ita_desktop.domain.tracking.entries import EntryState
from ita_desktop.services.imports.importing import apply_import
from tests.support.taken_in import plan_file

MONTHS = [MONTHS_SHORT[month - 1] for month in FISCAL_MONTHS]
HEADS = tuple(f"{name} {67 if at < 3 else 68}" for at, name in enumerate(MONTHS))
TITLE = (
    "รายงานผลการดำเนินการตามมาตรการ ITA ประจำปีงบประมาณ พ.ศ. 2568 สำนักงานเขตตัวอย่าง",
    *[""] * 13,
)
OCTOBER, NOVEMBER, DECEMBER = date(2024, 10, 31), date(2024, 11, 30), date(2024, 12, 31)


def row(*cells: str) -> tuple[str, ...]:
    return (*cells, *[""] * (14 - len(cells)))


@pytest.fixture
def told(year):
    """What is recorded, by measure and time."""

    def read() -> dict[str, dict[date | None, tuple[EntryState, str]]]:
        assert not year().rounds
        assert {entry.round_id for entry in year().entries} <= {None}
        return {
            measure.method: {
                entry.occurrence: (entry.state, entry.text)
                for entry in year().entries_of(measure.id)
            }
            for measure in year().measures
        }

    return read


@pytest.fixture
def monthly(take_in):
    heads = ("ข้อ", "มาตรการ", "กำหนดเวลา")
    take_in("measures", heads, ("I1", "อบรม", "ทุกเดือน"), ("I2", "ติดป้าย", "ทุกไตรมาส"))


@pytest.fixture
def take_file(workspace, tmp_path):
    """Takes in a file with these rows, in its own shape."""

    def do(kind, *rows):
        path = tmp_path / "รายงาน.csv"
        path.write_text("\n".join(map(",".join, rows)), encoding="utf-8")
        plan = plan_file(workspace, 2568, kind, path)
        apply_import(workspace, plan)
        return plan

    return do


TABLES = {
    "below results": (
        row("ข้อ", "มาตรการ", "ผลการดำเนินการ"),
        row("", "", *HEADS),
    ),
    "alone": (row("ข้อ", "มาตรการ", *HEADS),),
}


@pytest.mark.parametrize("heads", TABLES.values(), ids=TABLES)
@pytest.mark.usefixtures("monthly")
def test_a_month_is_the_measures_own_time(take_in, told, heads) -> None:
    rows = (
        row("I1", "อบรม", "อบรมแล้ว 30 คน", "ยังไม่ได้ดำเนินการ", "อบรมแล้ว"),
        row("I2", "ติดป้าย", "", "", "ติดป้ายแล้ว 2 จุด"),
    )
    plan = take_in("progress", TITLE, *heads, *rows)
    assert (plan.unticked, plan.skipped, plan.ignored_columns) == (0, (), ())
    assert told() == {
        "อบรม": {
            OCTOBER: (EntryState.DONE, "อบรมแล้ว 30 คน"),
            NOVEMBER: (EntryState.NOT_STARTED, "ยังไม่ได้ดำเนินการ"),
            DECEMBER: (EntryState.DONE, "อบรมแล้ว"),
        },
        "ติดป้าย": {DECEMBER: (EntryState.DONE, "ติดป้ายแล้ว 2 จุด")},
    }
    before = told()
    again = take_in("progress", TITLE, *heads, *rows)
    assert (again.changes, told()) == ((), before)
    take_in("progress", TITLE, *heads, row("I1", "อบรม", "", "อบรมแล้ว 5 คน"))
    assert told()["อบรม"][NOVEMBER] == (EntryState.DONE, "อบรมแล้ว 5 คน")
    assert len(told()["อบรม"]) == 3


@pytest.mark.parametrize("heads", TABLES.values(), ids=TABLES)
@pytest.mark.usefixtures("monthly")
def test_ticks_below_results_are_done_in_their_month(take_file, told, heads) -> None:
    plan = take_file("progress", TITLE, *heads, row("I1", "อบรม", "✓", "", "✓"))
    assert plan.unticked == 0
    assert told()["อบรม"] == {OCTOBER: (EntryState.DONE, ""), DECEMBER: (EntryState.DONE, "")}


@pytest.mark.usefixtures("monthly")
def test_a_month_that_the_measure_has_no_time_in_needs_a_yes(take_in, year) -> None:
    plan = take_in("progress", TITLE, *TABLES["alone"], row("I2", "ติดป้าย", "ติดป้ายแล้ว"))
    assert (plan.unticked, year().entries) == (1, ())
    (reason,) = plan.reasons
    assert "“ต.ค. 67”" in reason.remark.why
    assert "พ.ย. 67" not in reason.remark.why


@pytest.mark.usefixtures("monthly")
def test_rows_of_plan_and_result_stay_what_they_are(take_in, year) -> None:
    heads = ("ข้อ", "มาตรการ", "", *HEADS)
    take_in(
        "measures",
        (*TITLE, ""),
        heads,
        (*row("I1", "อบรม", "แผน", "✓", "✓", "✓"), ""),
        (*row("", "", "ผล", "✓", "อบรมแล้ว"), ""),
    )
    assert (year().rounds, year().entries) == ((), ())
    assert [measure.schedule for measure in year().measures] == ["ทุกเดือน", "ทุกไตรมาส"]


def test_a_measure_of_the_report_has_its_months_by_its_schedule(take_in, told) -> None:
    heads = ("ข้อ", "มาตรการ", "กำหนดเวลา", "ผลการดำเนินงาน ต.ค. 67", "ผลการดำเนินงาน พ.ย. 67")
    plan = take_in("progress", heads, ("I1", "อบรม", "ทุกเดือน", "อบรมแล้ว", "✓"))
    assert plan.unticked == 0
    assert told()["อบรม"] == {
        OCTOBER: (EntryState.DONE, "อบรมแล้ว"),
        NOVEMBER: (EntryState.DONE, ""),
    }
