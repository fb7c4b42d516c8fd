"""Fiscal years: adding one, its framework copy, its level set."""

from datetime import date
from pathlib import Path

import pytest

from ita_desktop import frameworks
from ita_desktop.domain.dates import day_off
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.records import BodyKind
from ita_desktop.services.years import years
from ita_desktop.storage.workspace import Workspace


def test_a_year_is_added_with_its_framework_its_calendar_and_two_bodies(
    office: Workspace,
) -> None:
    before = office.dump()
    data = years.add_year(office, 2566)
    assert [year.year for year in office.years()] == [2566, 2567]
    assert len(data.framework.items_of("OIT")) == 30
    assert data.framework.code == "2566"
    assert [body.kind for body in data.bodies] == [BodyKind.STEERING, BodyKind.WORKING_GROUP]
    assert data.calendar[0].day == date(2022, 10, 1)
    assert data.units == office.year(2567).units
    assert office.edits.undo_label == "เพิ่มปีงบประมาณ 2566"
    office.undo()
    assert office.dump() == before


@pytest.mark.in_turn
@pytest.mark.parametrize("year", [2569, 2570, 2571, 2575])
def test_nobody_meets_or_signs_on_a_day_off_and_what_others_set_stays(
    office: Workspace, year: int
) -> None:
    data = years.add_year(office, year)
    days = {day.code: day.day for day in data.calendar}
    assert not any(map(day_off, (days["order_signed"], days["first_meeting"])))
    assert days["fiscal_year_start"] == date(year - 544, 10, 1)
    assert days["fiscal_year_end"] == date(year - 543, 9, 30)
    assert (days["oit_close"].month, days["oit_close"].day) == (4, 30)


def test_a_year_that_is_there_already_is_refused(office: Workspace) -> None:
    with pytest.raises(InputError, match="มีปีงบประมาณ 2567 อยู่แล้ว"):
        years.add_year(office, 2567)


@pytest.mark.parametrize(
    ("year", "framework_year", "code"),
    [
        (2565, None, "2564"),
        (2566, None, "2566"),
        (2567, None, "2567"),
        (2568, None, "2567"),
        (2569, None, "2567"),
        (2575, None, "2567"),
        (2568, 2566, "2566"),
    ],
)
def test_a_year_takes_its_own_framework_the_named_one_or_the_newest(
    year: int, framework_year: int | None, code: str
) -> None:
    assert years.framework_for(year, framework_year).code == code


def test_a_framework_speaks_of_the_year_that_uses_it() -> None:
    dates = {
        calendar_default.code: calendar_default.title
        for calendar_default in years.framework_for(2570).calendar
    }
    assert "2570" in dates["fiscal_year_start"]


@pytest.mark.parametrize(
    ("year", "framework_year", "says"),
    [
        (2563, None, "ไม่มีกรอบการประเมินของปี 2563 · เลือกกรอบที่มี คือ 2564 2565 2566 2567 2568"),
        (2568, 2560, "ไม่มีกรอบการประเมินของปี 2560"),
        (2024, None, "“2024” ไม่ใช่ปีงบประมาณ พ.ศ. · พิมพ์ปี พ.ศ. เช่น 2567"),
        (2006, None, "“2006” ไม่ใช่ปีงบประมาณ พ.ศ. · พิมพ์ปี พ.ศ. เช่น 2568"),
        (2007, None, "“2007” ไม่ใช่ปีงบประมาณ พ.ศ. · พิมพ์ปี พ.ศ. เช่น 2550"),
        (2156, None, "“2156” ไม่ใช่ปีงบประมาณ พ.ศ. · พิมพ์ปี พ.ศ. เช่น 2699"),
        (67, None, "“67” ไม่ใช่ปีงบประมาณ พ.ศ. · พิมพ์ปี พ.ศ. เช่น 2568"),
        (99999, 2567, "ไม่ใช่ปีงบประมาณ พ.ศ."),
        (-1, None, "ไม่ใช่ปีงบประมาณ พ.ศ."),
    ],
)
def test_a_year_without_a_framework_is_told_what_there_is(
    year: int, framework_year: int | None, says: str
) -> None:
    with pytest.raises(InputError) as raised:
        years.framework_for(year, framework_year)
    assert says in raised.value.sentence()


def test_a_framework_may_come_from_a_file(tmp_path: Path) -> None:
    shipped = next(info.path for info in years.shipped() if info.code == "2566")
    own = tmp_path / "ของเขต.yaml"
    own.write_text(shipped.read_text(encoding="utf-8"), encoding="utf-8")
    assert years.framework_for(2568, file=own) == frameworks.load(2566, used_in=2568)
    own.write_text("schema: ita-framework/1\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"ของเขต\.yaml"):
        years.framework_for(2568, file=own)


def test_an_unknown_level_set_is_told_what_there_is(office: Workspace) -> None:
    with pytest.raises(InputError, match="ไม่รู้จักเกณฑ์ระดับ “stars” · เลือกจาก letters names"):
        years.use_level_set(office, 2567, "stars")


def test_the_same_level_set_again_changes_nothing(office: Workspace) -> None:
    label = office.edits.undo_label
    years.use_level_set(office, 2567, "names")
    assert office.edits.undo_label == label


def test_each_year_has_a_level_set_of_its_own(office: Workspace) -> None:
    years.add_year(office, 2568)
    years.use_level_set(office, 2568, "letters")
    assert office.year(2567).framework.levels.code == "names"
    assert office.year(2568).framework.levels.code == "letters"
