"""The first record of a year that is under way makes nothing late."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.tracking.standing import TimeState
from ita_desktop.domain.tracking.state import tracked
from ita_desktop.domain.tracking.worksheet import MEASURE_COLUMNS, measure_key
from ita_desktop.services import measures, tracking
from ita_desktop.services.imports.importing import apply_import
from ita_desktop.services.tracking import TimeKey, months
from ita_desktop.services.years import years
from ita_desktop.storage.workspace import Workspace
from tests.support.taken_in import plan_file

YEAR = 2567
TODAY = date(2024, 3, 14)
JANUARY, FEBRUARY, MARCH = date(2024, 1, 31), date(2024, 2, 29), date(2024, 3, 31)


@pytest.fixture
def monthly(office: Workspace, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("ITA_DESKTOP_TODAY", TODAY.isoformat())
    fields = [{"items": (code,), "method": "ก", "schedule": "ทุกเดือน"} for code in ("I1", "I2")]
    return measures.add(office, YEAR, fields)[0]


def late(office: Workspace, day: date = TODAY) -> int:
    known = tracked(office.year(YEAR), day).values()
    return sum(time.state is TimeState.LATE for one in known for time in one.times)


def test_the_first_record_within_the_year_makes_nothing_late(
    office: Workspace, monthly: str
) -> None:
    tracking.mark_done(office, YEAR, [TimeKey(monthly, FEBRUARY)], TODAY)
    year = office.year(YEAR)
    assert year.fiscal_year.counts_from == date(2024, 3, 1)
    assert late(office) == 0
    one = tracked(year, TODAY)[monthly]
    assert [time.state for time in one.times if time.last == JANUARY] == [TimeState.EXCLUDED]
    assert one.share(FEBRUARY).percent == 100
    assert late(office, date(2024, 4, 2)) == 2
    office.undo()
    year = office.year(YEAR)
    assert (year.entries, year.fiscal_year.counts_from) == ((), None)


@pytest.mark.parametrize("kind", ["record", "skip"])
def test_it_does_not_matter_how_the_record_begins(
    office: Workspace, monthly: str, kind: str
) -> None:
    if kind == "record":
        tracking.record(office, YEAR, monthly, text="ทำแล้ว")
    else:
        tracking.skip(office, YEAR, [TimeKey(monthly, FEBRUARY)], "เลื่อน")
    assert late(office) == 0


def test_whoever_begins_in_time_counts_from_the_first_day(
    office: Workspace, monthly: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ITA_DESKTOP_TODAY", "2023-11-02")
    tracking.record(office, YEAR, monthly, text="ทำแล้ว")
    assert office.year(YEAR).fiscal_year.counts_from is None


def test_the_month_is_chosen_once_and_later_records_leave_it(
    office: Workspace, monthly: str
) -> None:
    tracking.mark_done(office, YEAR, [TimeKey(monthly, FEBRUARY)], TODAY)
    years.count_from(office, YEAR, date(2024, 2, 1))
    assert late(office) == 1
    tracking.mark_done(office, YEAR, [TimeKey(monthly, MARCH)], TODAY)
    assert office.year(YEAR).fiscal_year.counts_from == date(2024, 2, 1)
    years.count_from(office, YEAR, date(2023, 10, 1))
    assert office.year(YEAR).fiscal_year.counts_from is None
    with pytest.raises(InputError, match="อยู่นอกปีงบประมาณ"):
        years.count_from(office, YEAR, date(2025, 1, 1))


def test_a_year_has_twelve_months_from_october() -> None:
    months_of = [(day.year, day.month, day.day) for day in months(YEAR)]
    before = [(2023, month, 1) for month in (10, 11, 12)]
    assert months_of == before + [(2024, month, 1) for month in range(1, 10)]


def sheet_of(office: Workspace, measure: str, tmp_path: Path) -> Path:
    """What a unit sends back in March: one time of a measure is filled in."""
    head = [column.heading for column in MEASURE_COLUMNS]
    filled = {"items": "I1", "method": "ก", "key": measure_key(measure, FEBRUARY, ""), "text": "ทำ"}
    cells = [filled.get(column.name, "") for column in MEASURE_COLUMNS]
    path = tmp_path / "ใบงาน.csv"
    path.write_text("\n".join(",".join(row) for row in (head, cells)), encoding="utf-8")
    return path


def report_of(_office: Workspace, _measure: str, tmp_path: Path) -> Path:
    """The report of the first round, with measures of its own."""
    path = tmp_path / "รายงาน.csv"
    path.write_text(
        "ประเด็นการประเมิน,ประเด็นที่เป็นที่ต้องปรับปรุง/ยกระดับการพัฒนา,"
        "มาตรการ/กิจกรรม ในการเตรียมความพร้อมรับการประเมิน,"
        "ผลการดำเนินการตามมาตรการยกระดับคุณธรรมและความโปร่งใสภายในหน่วยงาน\n"
        "ประจำปีงบประมาณ พ.ศ. 2567 รอบ 6 เดือนแรก (ตุลาคม 2566 - มีนาคม 2567),,,\n"
        "I1,ข,1. ก,1. ทำแล้ว\n",
        encoding="utf-8",
    )
    return path


@pytest.mark.parametrize(("kind", "file"), [("worksheet", sheet_of), ("progress", report_of)])
def test_a_record_that_begins_by_an_import_makes_nothing_late(
    office: Workspace, monthly: str, tmp_path: Path, kind: str,
    file: Callable[[Workspace, str, Path], Path],
) -> None:  # fmt: skip
    before = office.dump()
    plan = plan_file(office, YEAR, kind, file(office, monthly, tmp_path))
    apply_import(office, plan)
    year = office.year(YEAR)
    assert year.entries
    assert year.fiscal_year.counts_from == date(2024, 3, 1)
    assert late(office) == 0
    office.undo()
    assert office.dump() == before


def test_a_second_import_leaves_the_month_that_was_chosen(
    office: Workspace, monthly: str, tmp_path: Path
) -> None:
    apply_import(office, plan_file(office, YEAR, "worksheet", sheet_of(office, monthly, tmp_path)))
    years.count_from(office, YEAR, date(2024, 2, 1))
    apply_import(office, plan_file(office, YEAR, "progress", report_of(office, monthly, tmp_path)))
    assert office.year(YEAR).fiscal_year.counts_from == date(2024, 2, 1)


def test_only_what_is_ticked_of_an_import_begins_the_record(
    office: Workspace, monthly: str, tmp_path: Path
) -> None:
    plan = plan_file(office, YEAR, "worksheet", sheet_of(office, monthly, tmp_path))
    apply_import(office, plan.accept([]))
    assert office.year(YEAR).fiscal_year.counts_from is None
