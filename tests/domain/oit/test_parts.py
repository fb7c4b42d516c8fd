"""What units deliver for months and processes of OIT items."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from ita_desktop.domain.framework import Framework, Item
from ita_desktop.domain.oit.parts import (
    counts_by_row,
    month_code,
    moved_month,
    open_units,
    open_words,
    part_title,
    parts_of,
    rows_of,
)
from ita_desktop.domain.oit.proofs import carried_note
from ita_desktop.domain.records import (
    Assignment,
    AssignmentOwner,
    CheckMark,
    Evidence,
    FiscalYear,
    GroupOf,
    Organisation,
    Statement,
    Unit,
    UnitKind,
)
from ita_desktop.domain.scores.progress import State, item_progress, self_marks
from ita_desktop.domain.scores.results import Score, ScoreSource
from ita_desktop.domain.year import YearData
from ita_desktop.frameworks.shipped import load

EVERYBODY = Unit(id="all", name="ทุกฝ่าย", kind=UnitKind.GROUP, group_of=GroupOf.SECTIONS)
CIVIL = Unit(id="c", name="ฝ่ายโยธา", kind=UnitKind.SECTION)
HEALTH = Unit(id="h", name="ฝ่ายสิ่งแวดล้อมและสุขาภิบาล", kind=UnitKind.SECTION)
REVENUE = Unit(id="r", name="ฝ่ายรายได้", kind=UnitKind.SECTION)
TODAY = date(2023, 4, 10)
FRAMEWORK: Framework = load(2566)


def item(code: str) -> Item:
    return FRAMEWORK.item_by_code[code]


def evidence(code: str, unit: Unit | None = None, part: str = "", **fields) -> Evidence:
    fields.setdefault("location", "https://example.go.th")
    return Evidence(
        id=f"{code} {unit and unit.id} {part}",
        year_id="y",
        item_code=code,
        unit_id=unit.id if unit else None,
        part=part,
        title="",
        **fields,
    )


def year(code: str, *given: Evidence, owners: tuple[Unit, ...] = (EVERYBODY,)) -> YearData:
    """The year 2566 in which these own an item, all of whose requirements are ticked."""
    return YearData(
        organisation=Organisation(id="office", name="สำนักงานเขตตัวอย่าง"),
        fiscal_year=FiscalYear(
            id="y", year=2566, framework_code="2566", framework_title="", level_set="one"
        ),
        framework=FRAMEWORK,
        units=(EVERYBODY, CIVIL, HEALTH, REVENUE),
        assignments=(Assignment(id="a", year_id="y", item_code=code, due=date(2023, 3, 31)),),
        assignment_owners=tuple(
            AssignmentOwner(id=unit.id, assignment_id="a", unit_id=unit.id) for unit in owners
        ),
        evidence=given,
        check_marks=tuple(
            CheckMark(id=point.code, year_id="y", requirement=point.code)
            for point in item(code).requirements
        ),
    )


def test_procurement_asks_for_six_months_and_permits_for_a_process_each() -> None:
    months = parts_of(item("O12"))
    assert [part.title for part in months][:4] == ["ต.ค. 65", "พ.ย. 65", "ธ.ค. 65", "ม.ค. 66"]
    assert [part.code for part in months][-1] == "2023-03"
    assert [(part.code, part.unit) for part in parts_of(item("O15"))] == [
        ("O15.2", "ฝ่ายโยธา"),
        ("O15.3", "ฝ่ายโยธา"),
        ("O15.4", "ฝ่ายสิ่งแวดล้อมและสุขาภิบาล"),
    ]
    assert parts_of(item("O13")) == ()
    assert part_title(item("O12"), "2024-05") == "2024-05"


def test_each_unit_delivers_each_month() -> None:
    given = [evidence("O12", CIVIL, part.code) for part in parts_of(item("O12"))]
    none = evidence("O12", HEALTH, "2022-10", statement=Statement.NOTHING, location="")
    data = year("O12", *given, none)
    rows = rows_of(data, item("O12"))
    assert len(rows) == 3 * 6
    assert open_units(rows) == (HEALTH, REVENUE)
    assert open_words(item("O12"), rows[:8]) == "ฝ่ายสิ่งแวดล้อมและสุขาภิบาล (พ.ย. 65)"
    assert [[given.statement for given in row.given] for row in rows[5:8]] == [
        [Statement.PUBLISHED],
        [Statement.NOTHING],
        [],
    ]


def test_processes_are_delivered_by_their_units_and_others_once() -> None:
    rows = rows_of(year("O26"), item("O26"))
    assert [(row.unit, row.part) for row in rows] == [
        (CIVIL, "O26.6"),
        (CIVIL, "O26.7"),
        (HEALTH, "O26.8"),
        (REVENUE, ""),
    ]
    without = replace(year("O26"), units=(EVERYBODY, CIVIL, REVENUE))
    assert [(row.unit, row.part) for row in rows_of(without, item("O26"))][-1] == (None, "O26.8")


def test_one_unit_closes_nothing_for_the_others() -> None:
    data = year("O13", evidence("O13", CIVIL))
    progress = item_progress(data, TODAY)["O13"]
    assert (progress.state, progress.mark, len(progress.open_rows)) == (State.LATE, 0, 2)
    every = replace(data, evidence=tuple(evidence("O13", one) for one in (CIVIL, HEALTH, REVENUE)))
    assert item_progress(every, TODAY)["O13"].state is State.DONE
    assert self_marks(every)["O13"] == 100


def test_a_link_of_the_whole_closes_no_unit_that_has_not_given_its_own() -> None:
    for own in ((), (evidence("O13", CIVIL),)):
        data = replace(year("O13", evidence("O13"), *own), check_marks=())
        progress = item_progress(data, TODAY)["O13"]
        states = {unit.id: progress.state_of(unit.id) for unit in (CIVIL, HEALTH, REVENUE)}
        assert states == {"c": State.DONE if own else State.LATE, "h": State.LATE, "r": State.LATE}


def test_a_unit_that_has_given_all_is_done_though_others_are_late() -> None:
    progress = item_progress(year("O13", evidence("O13", CIVIL)), TODAY)["O13"]
    states = {unit.id: progress.state_of(unit.id) for unit in (CIVIL, HEALTH)}
    assert states == {"c": State.DONE, "h": State.LATE}
    first = evidence("O12", CIVIL, "2022-10")
    assert item_progress(year("O12", first), TODAY)["O12"].state_of("c") is State.LATE
    process = item_progress(year("O26", evidence("O26", CIVIL)), TODAY)["O26"]
    assert process.state_of("all") is State.LATE, "it has nothing to give by itself"
    none = item_progress(year("O13"), TODAY)["O13"]
    assert (none.by_row, none.state_of("c")) == (False, State.DONE)


def test_what_has_its_full_mark_lacks_nothing_of_any_unit() -> None:
    given = year("O13", evidence("O13", CIVIL))
    full = Score(id="s", year_id="y", node="O13", source=ScoreSource.SELF, value=Decimal(100))
    progress = item_progress(replace(given, scores=(full,)), TODAY)["O13"]
    assert (progress.state, progress.by_row, progress.open_rows) == (State.DONE, True, ())


def test_what_one_unit_gives_of_its_own_item_is_given_as_a_whole() -> None:
    data = year("O13", evidence("O13", CIVIL), owners=(CIVIL,))
    progress = item_progress(data, TODAY)["O13"]
    assert (progress.rows, progress.by_row, progress.state) == ((), False, State.DONE)


def test_what_years_before_have_is_given_for_all() -> None:
    for given in ((), (evidence("O13"),)):
        data = year("O13", *given)
        progress = item_progress(data, TODAY)["O13"]
        assert (progress.state, progress.by_row) == (State.DONE, False)
        assert not counts_by_row(data, item("O13"))
    assert all(row.for_all and row.is_given for row in progress.rows)
    carried = evidence("O13", CIVIL, note=carried_note(2565, ""))
    assert item_progress(year("O13", carried), TODAY)["O13"].state is State.DONE


def test_an_item_of_one_unit_has_a_row_for_each_month_and_none_without() -> None:
    assert [row.unit for row in rows_of(year("O12", owners=(CIVIL,)), item("O12"))] == [None] * 6
    assert rows_of(year("O13", owners=(CIVIL,)), item("O13")) == ()
    one = year("O12", evidence("O12", part="2022-10"), owners=(CIVIL,))
    progress = item_progress(one, TODAY)["O12"]
    assert (progress.state, len(progress.open_rows)) == (State.LATE, 5)


def test_a_month_is_carried_into_the_next_year_and_a_process_stays() -> None:
    assert (moved_month("2022-10", 1), moved_month("O15.2", 1), moved_month("", 1)) == (
        "2023-10",
        "O15.2",
        "",
    )


def test_a_month_is_known_by_its_name_and_falls_into_the_fiscal_year() -> None:
    for text, code in (
        ("ตุลาคม 2565", "2022-10"), ("ต.ค. 65", "2022-10"), ("ธ.ค.", "2022-12"),
        ("ม.ค. 66", "2023-01"), ("กันยายน", "2023-09"), ("ไตรมาส 1", ""), ("", ""),
    ):  # fmt: skip
        assert month_code(text, 2566) == code
