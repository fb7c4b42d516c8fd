"""What the overview says of a year on a day."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from ita_desktop.domain.records import AssignmentOwner, MeasureStatus, Person, UnitKind
from ita_desktop.domain.scores.progress import State, tree_of
from ita_desktop.domain.scores.results import ScoreSource
from ita_desktop.domain.year import YearData
from ita_desktop.services import measures, tracking
from ita_desktop.services.edits import CellEdit, OwnerRef
from ita_desktop.services.oit import assignments, evidence
from ita_desktop.services.overview import OverKept, Overview, overview, owner_text, owner_units
from ita_desktop.services.places import PageKey, several_place
from ita_desktop.services.scores import scores
from ita_desktop.services.scores.scores import ScoreEdit
from ita_desktop.services.step_context import StepContext
from ita_desktop.services.steps.measures import steps as measure_steps
from ita_desktop.services.tracking import TimeKey
from ita_desktop.services.years import calendar
from ita_desktop.storage.workspace import Workspace

YEAR = 2567
TODAY = date(2024, 3, 14)


def _overview(office: Workspace, today: date = TODAY) -> Overview:
    data = office.year(YEAR)
    return overview(data, None, tree_of(data), today)


def _unit(office: Workspace, name: str) -> OwnerRef:
    return OwnerRef(unit_id=next(unit.id for unit in office.units() if unit.name == name))


def _complete(office: Workspace, item: str) -> None:
    points = office.year(YEAR).framework.item_by_code[item].requirements
    evidence.tick(office, YEAR, [point.code for point in points], met=True)


@pytest.fixture
def busy(office: Workspace) -> Workspace:
    """O1 late, O2 due tomorrow, O3 due in a month and a day, O4 done; O5 nobody's."""
    works = _unit(office, "ฝ่ายโยธา")
    for item, days in (("O1", -3), ("O2", 1), ("O3", 31), ("O4", -10)):
        assignments.assign(office, YEAR, [item], [works], TODAY + timedelta(days=days))
    assignments.assign(office, YEAR, ["O1"], [works, _unit(office, "ฝ่ายการคลัง")])
    _complete(office, "O4")
    return office


def test_what_is_late_and_soon_comes_in_order_of_its_date(busy: Workspace) -> None:
    seen = _overview(busy)
    assert [(todo.code, todo.state, todo.days_left) for todo in seen.todo] == [
        ("O1", State.LATE, -3),
        ("O2", State.NOT_STARTED, 1),
    ]
    assert (seen.late, seen.soon) == (1, 1)
    assert seen.todo[0].owners == "ฝ่ายโยธา +1"
    assert seen.states[State.DONE] == 1
    assert sum(seen.states.values()) == 22


def test_an_item_is_soon_from_thirty_days_before_it_is_due(busy: Workspace) -> None:
    day_after = _overview(busy, TODAY + timedelta(days=1))
    assert [(todo.code, todo.days_left) for todo in day_after.todo] == [
        ("O1", -4),
        ("O2", 0),
        ("O3", 30),
    ]
    assert (day_after.late, day_after.soon) == (1, 2)


def test_units_come_with_the_most_late_first(busy: Workspace) -> None:
    rows = {unit.unit.name: unit for unit in _overview(busy).units}
    assert list(rows)[:2] == ["ฝ่ายการคลัง", "ฝ่ายโยธา"]
    works = rows["ฝ่ายโยธา"]
    assert (works.total, works.done, works.doing, works.late) == (4, 1, 0, ("O1",))


def test_a_unit_that_has_given_its_part_is_not_late_with_the_others(busy: Workspace) -> None:
    works = _unit(busy, "ฝ่ายโยธา").unit_id
    points = busy.year(YEAR).framework.item_by_code["O1"].requirements
    evidence.tick(busy, YEAR, [point.code for point in points], met=True, unit_id=works)
    rows = {unit.unit.name: unit for unit in _overview(busy).units}
    assert rows["ฝ่ายการคลัง"].late == ("O1",)
    assert (rows["ฝ่ายโยธา"].total, rows["ฝ่ายโยธา"].done, rows["ฝ่ายโยธา"].late) == (4, 2, ())


def test_a_group_of_sections_counts_for_each_of_them(office: Workspace) -> None:
    every = _unit(office, "ทุกฝ่าย")
    assignments.assign(office, YEAR, ["O1"], [every, _unit(office, "ฝ่ายโยธา")], TODAY)
    rows = _overview(office).units
    assert len(rows) == 10
    assert {row.total for row in rows} == {1}


def test_schools_count_as_the_one_unit_that_is_named(office: Workspace) -> None:
    assignments.assign(office, YEAR, ["O1"], [_unit(office, "โรงเรียนในสังกัด")], TODAY)
    assert [row.unit.name for row in _overview(office).units] == ["โรงเรียนในสังกัด"]


def test_sub_indicators_tell_how_many_items_are_done(busy: Workspace) -> None:
    rows = _overview(busy).sub_indicators
    assert sum(row.total for row in rows) == 22
    assert sum(row.done for row in rows) == 1
    assert sum(row.late for row in rows) == 1
    assert rows[0].score is not None


def test_next_dates_join_the_calendar_and_what_is_due(busy: Workspace) -> None:
    calendar.add(busy, YEAR, "ประชุมคณะทำงาน", TODAY + timedelta(days=1))
    dates = _overview(busy).dates
    assert dates[0].day == TODAY + timedelta(days=1)
    assert dates[0].title == "ประชุมคณะทำงาน · กำหนดส่ง OIT 1 ข้อ"
    assert dates[0].days_left == 1
    assert all(next_date.days_left >= 0 for next_date in dates)
    assert [next_date.day for next_date in dates] == sorted(next_date.day for next_date in dates)


def test_bars_tell_what_each_instrument_lacks_for_the_level_worked_for(office: Workspace) -> None:
    given = {"IIT": "98.88", "EIT": "92.38", "OIT": "100"}
    edits = [ScoreEdit(code, Decimal(value)) for code, value in given.items()]
    scores.set_scores(office, YEAR, edits, ScoreSource.OFFICIAL)
    seen = _overview(office)
    assert seen.path.target is not None
    assert seen.path.target.code == "passes_excellently"
    assert [(bar.code, bar.needs, bar.missing) for bar in seen.path.bars] == [
        ("IIT", 95, 0),
        ("EIT", 95, Decimal("2.62")),
        ("OIT", 95, 0),
    ]


def test_a_new_year_has_nothing_to_do_yet(office: Workspace) -> None:
    seen = _overview(office)
    assert (seen.todo, seen.units, seen.late, seen.soon) == ((), (), 0, 0)
    assert {bar.value for bar in seen.path.bars} <= {None}
    assert seen.states == {State.NOT_STARTED: 22}


def test_each_thing_to_do_says_what_it_adds(busy: Workspace) -> None:
    first = _overview(busy).todo[0]
    assert first.score_gain == (Decimal("5.00"), Decimal("2.00"))
    assert (first.place.page, first.place.target) == ("oit", "O1")


def test_of_one_day_what_adds_most_comes_first(office: Workspace) -> None:
    assignments.assign(
        office, YEAR, ["O5", "O22"], [_unit(office, "ฝ่ายโยธา")], TODAY + timedelta(days=3)
    )
    assert [todo.code for todo in _overview(office).todo] == ["O22", "O5"]


def test_measures_late_since_one_day_are_one_line_after_the_late_items(busy: Workspace) -> None:
    new = [
        {"items": (code,), "method": "1. ติดป้าย\n2. รายงาน", "schedule": "ทุกเดือน"}
        for code in ("I1", "I2", "I3")
    ]
    made = measures.add(busy, YEAR, new)
    measures.edit(busy, YEAR, [CellEdit(made[0], "status", MeasureStatus.DOING)])
    seen = _overview(busy)
    assert [todo.code for todo in seen.todo] == ["O1", "I2", "O2", "I1"]
    late = seen.todo[1]
    assert late.title == "2 มาตรการยังไม่เริ่ม I2 I3"
    assert (late.due, late.score_gain, late.state) == (date(2024, 1, 31), None, State.LATE)
    assert late.place == several_place(PageKey.MEASURES, made[1:])
    assert seen.late == 3
    measures.edit(busy, YEAR, [CellEdit(made[2], "status", MeasureStatus.DOING)])
    assert _overview(busy).todo[1].title == "มาตรการ: 1. ติดป้าย 2. รายงาน"
    assert [todo.state for todo in _overview(busy).todo[2:]] == [State.NOT_STARTED, State.DOING]


def test_measures_due_within_thirty_days_are_shown_as_items_are(busy: Workspace) -> None:
    schedules = {
        "I1": "ภายใน 20 มีนาคม 2567",
        "I2": "ทุกเดือน",
        "I3": "ทุกเดือน",
        "I4": "ภายใน 13 เมษายน 2567",
        "I5": "ภายใน 14 เมษายน 2567",
    }
    new = [
        {"items": (code,), "method": "1. ติดป้าย\n2. รายงาน", "schedule": schedule}
        for code, schedule in schedules.items()
    ]
    made = measures.add(busy, YEAR, new)
    seen = _overview(busy)
    assert [(todo.code, todo.title, todo.days_left) for todo in seen.todo[2:]] == [
        ("I1", "มาตรการ: 1. ติดป้าย 2. รายงาน", 6),
        ("I2", "2 มาตรการครบรอบ I2 I3", 17),
        ("I4", "มาตรการ: 1. ติดป้าย 2. รายงาน", 30),
    ]
    assert {todo.state for todo in seen.todo[1:]} == {State.NOT_STARTED}
    assert seen.todo[3].place == several_place(PageKey.MEASURES, made[1:3])
    assert (seen.late, seen.soon) == (1, 5)
    tracking.mark_done(busy, YEAR, [TimeKey(made[2], date(2024, 3, 31))], TODAY)
    seen = _overview(busy)
    assert [todo.code for todo in seen.todo if todo.days_left == 17] == ["I2"]
    assert seen.soon == 4


def test_the_next_step_counts_the_measures_of_a_day_as_the_overview_does(busy: Workspace) -> None:
    """Also those that are late with an earlier time."""
    new = [
        {
            "items": (code,),
            "method": "ติดป้าย",
            "owners": [_unit(busy, "ฝ่ายโยธา")],
            "schedule": "ทุกเดือน",
        }
        for code in ("I1", "I2", "I3")
    ]
    made = measures.add(busy, YEAR, new)
    tracking.mark_done(busy, YEAR, [TimeKey(made[0], date(2024, 2, 29))], TODAY)
    seen = _overview(busy)
    data = busy.year(YEAR)
    found = measure_steps(StepContext(data, None, tree_of(data), TODAY))
    ends = next(step for step in found if step.day == date(2024, 3, 31))
    assert ends.sentence.startswith("3 มาตรการครบรอบ 31 มี.ค. 67")
    assert seen.late == 4
    assert [todo.title for todo in seen.todo if todo.days_left == 17] == [
        "3 มาตรการครบรอบ I1 I2 I3"
    ]


def test_next_dates_say_what_is_missing_for_each(busy: Workspace) -> None:
    dates = {next_date.day: next_date for next_date in _overview(busy).dates}
    due = dates[TODAY + timedelta(days=1)]
    assert (due.missing, due.short, due.place.target) == ("เหลือ 1 ข้อ", ("OIT 1 ข้อ",), "O2")
    assert dates[date(2024, 4, 30)].missing == "เหลือ 21 ข้อ"
    assert dates[date(2024, 9, 30)].missing == ""


def test_owners_are_told_short(office: Workspace) -> None:
    data = office.year(YEAR)
    assert owner_text(data, ()) == ""


def test_the_units_of_owners_are_those_of_their_persons_and_groups_too(office: Workspace) -> None:
    data = office.year(YEAR)
    works, every = (_unit(office, name).unit_id for name in ("ฝ่ายโยธา", "ทุกฝ่าย"))
    here, nowhere = (
        Person(id=key, prefix="นาย", name=f"ตัวอย่าง {key}", unit_id=unit)
        for key, unit in (("here", works), ("nowhere", None))
    )
    with_people = replace(data, people=(here, nowhere))

    def units(*owners: dict[str, str | None], of: YearData = with_people) -> list[str]:
        rows = [AssignmentOwner(id="o", assignment_id="a", **owner) for owner in owners]
        return [unit.name for unit in owner_units(of, rows)]

    by_person, by_nobody = {"person_id": "here"}, {"person_id": "nowhere"}
    assert units(by_person) == ["ฝ่ายโยธา"]
    assert units({"post": "เลขานุการ"}, by_nobody, {"person_id": "gone"}, by_person) == ["ฝ่ายโยธา"]
    assert units({"unit_id": works}, by_person) == ["ฝ่ายโยธา"]
    assert len(units({"unit_id": every}, by_person)) == 10
    alone = tuple(unit for unit in data.units if unit.id in {every, works})
    assert units({"unit_id": every}, of=replace(data, units=alone)) == ["ฝ่ายโยธา"]
    none = tuple(unit for unit in data.units if unit.kind is not UnitKind.SECTION)
    assert units({"unit_id": every}, of=replace(data, units=none)) == ["ทุกฝ่าย"]


def test_of_units_with_as_many_late_the_one_that_has_done_less_comes_first(
    office: Workspace,
) -> None:
    works, finance = _unit(office, "ฝ่ายโยธา"), _unit(office, "ฝ่ายการคลัง")
    later = TODAY + timedelta(days=90)
    assignments.assign(office, YEAR, ["O1", "O2", "O3", "O4"], [finance], later)
    assignments.assign(office, YEAR, ["O5", "O6"], [works], later)
    for code in ("O1", "O5"):
        _complete(office, code)
    rows = [(row.unit.name, row.done, row.total) for row in _overview(office).units]
    assert rows == [("ฝ่ายการคลัง", 1, 4), ("ฝ่ายโยธา", 1, 2)]


def test_sub_indicators_tell_what_is_begun_and_what_was_missed(busy: Workspace) -> None:
    evidence.tick(busy, YEAR, ["O2.1"], met=True)
    evidence.add(busy, YEAR, "O2", {"location": "https://district.example/2"})

    def counted(today: date) -> list[int]:
        rows = _overview(busy, today).sub_indicators
        numbers = [(row.done, row.doing, row.late, row.missed, row.total) for row in rows]
        return [sum(column) for column in zip(*numbers, strict=True)]

    assert counted(TODAY) == [1, 1, 1, 0, 22]
    assert counted(date(2024, 10, 2)) == [1, 0, 0, 21, 22]


def test_a_year_that_is_kept_too_long_is_late(busy: Workspace) -> None:
    data = busy.year(YEAR)
    until = TODAY - timedelta(days=5)
    seen = overview(data, None, tree_of(data), TODAY, over_kept=[OverKept(2560, until)])
    assert seen.late == 2
    (told,) = [todo for todo in seen.todo if todo.code == "2560"]
    assert told.title == "ข้อมูลส่วนบุคคลของปี 2560 เกินระยะเวลาเก็บ"
    assert (told.due, told.days_left, told.state, told.owners) == (until, -5, State.LATE, "")
    assert told.place.page is PageKey.DOCUMENTS


def test_a_measure_without_items_is_called_by_its_indicator(office: Workspace) -> None:
    made = [
        {"items": codes, "method": "ก", "schedule": "ภายใน 20 มีนาคม 2567"}
        for codes in (("I1",), ("I4", "I5"))
    ]
    first, _second = measures.add(office, YEAR, made)
    with office.change("ไม่มีข้อ") as change:
        data = office.year(YEAR)
        for row in data.items_of_measure(first):
            change.delete(row)
        change.update(data.measure_by_id[first], indicator="7")
    (told,) = _overview(office).todo
    assert told.title == "2 มาตรการครบรอบ 7 I4"
