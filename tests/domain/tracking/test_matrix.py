"""The units of the office against the times of measures and the parts of items."""

from dataclasses import replace
from datetime import date

from ita_desktop.domain.oit.parts import parts_of
from ita_desktop.domain.records import Unit, UnitKind
from ita_desktop.domain.scores.progress import item_progress
from ita_desktop.domain.tracking.entries import EntryState
from ita_desktop.domain.tracking.standing import TimeState
from ita_desktop.domain.tracking.worksheet import (
    Matrix,
    MatrixColumn,
    SummaryCell,
    item_matrix,
    measure_matrix,
    months_of,
    units_of_all,
)
from tests.domain.oit import test_parts as oit
from tests.domain.tracking.test_state import JANUARY, MARCH, on
from tests.domain.tracking.test_units import CIVIL, EVERYBODY, LAW, by, given_to


def of_measure(*entries) -> Matrix:
    matrix = measure_matrix(on(given_to(EVERYBODY, entries=entries)))
    assert matrix is not None
    return matrix


def of_item(code: str, *given, today: date = oit.TODAY) -> Matrix:
    data = oit.year(code, *given)
    matrix = item_matrix(item_progress(data, today)[code])
    assert matrix is not None
    return matrix


def test_a_cell_sums_up_a_units_year_by_what_is_most_urgent() -> None:
    skipped = by(LAW, state=EntryState.SKIPPED, reason="ก")
    matrix = of_measure(by(CIVIL), skipped, by(None, MARCH))
    assert matrix.cell("c") == SummaryCell(TimeState.COMING, 2, 4, for_all=False)
    assert matrix.cell("r") == SummaryCell(TimeState.LATE, 1, 4, for_all=True)
    assert matrix.cell("l") == SummaryCell(TimeState.COMING, 1, 3, for_all=True), "one is skipped"


def test_a_cell_of_a_month_knows_only_what_ends_in_it() -> None:
    matrix = of_measure(by(CIVIL), by(None, MARCH))
    assert matrix.cell("c", "2024-12") == SummaryCell(TimeState.DONE, 1, 1, for_all=False)
    assert matrix.cell("r", "2024-12") == SummaryCell(TimeState.LATE, 0, 1, for_all=False)
    assert matrix.cell("r", "2025-03") == SummaryCell(TimeState.DONE, 1, 1, for_all=True)
    assert matrix.cell("c", "2025-01") is None


def test_who_has_nothing_to_do_has_no_cell() -> None:
    assert of_measure(by(CIVIL)).cell("s") is None
    processes = of_item("O26", oit.evidence("O26", oit.CIVIL))
    assert [column.key for column in processes.columns] == ["O26.6", "O26.7", "O26.8", ""]
    states = {row.unit.id: row.states for row in processes.rows}
    assert states["h"] == (None, None, TimeState.LATE, None)
    assert processes.cell("h") == SummaryCell(TimeState.LATE, 0, 1, for_all=False)


def test_the_months_of_all_are_in_order_and_a_process_has_none() -> None:
    measure, months = of_measure(by(None, JANUARY)), of_item("O12")
    found = months_of([measure, of_item("O26"), months])
    assert found[:2] == ("2022-10", "2022-11")
    assert found[-4:] == ("2024-12", "2025-03", "2025-06", "2025-09")
    assert len(found) == 6 + 4
    assert MatrixColumn("2568", "").month == "2568"
    assert MatrixColumn("O26.6", "").month == ""


def test_the_units_of_all_stand_once_in_the_order_of_the_register() -> None:
    last, first, second = (
        Unit(id=name, name=name, kind=UnitKind.SECTION, position=position)
        for name, position in (("ก", 2), ("ข", 1), ("ค", 1))
    )
    one, other = given_to(last, second), given_to(first, last)
    matrices = [
        measure_matrix(on(replace(data, units=(last, second, first)))) for data in (one, other)
    ]
    assert units_of_all(filter(None, matrices)) == (first, second, last)


def test_a_measure_of_one_unit_has_no_matrix() -> None:
    assert measure_matrix(on(given_to(CIVIL))) is None


def test_a_month_given_for_all_is_no_units_own() -> None:
    first, *_ = parts_of(oit.item("O12"))
    matrix = of_item(
        "O12", oit.evidence("O12", part=first.code), oit.evidence("O12", oit.CIVIL, first.code)
    )
    at = {row.unit.id: (row.states[0], row.for_all[0]) for row in matrix.rows}
    assert at == {
        "c": (TimeState.DONE, False),
        "h": (TimeState.DONE, True),
        "r": (TimeState.DONE, True),
    }
    assert matrix.rows[0].for_all[1:] == (False,) * 5
    complete = of_item("O12")
    assert complete.cell("c") == SummaryCell(TimeState.DONE, 6, 6, for_all=True)


def test_what_is_missing_is_due_until_its_day_then_late_and_missed_when_the_year_is_over() -> None:
    def states(today: date) -> set[TimeState | None]:
        given = oit.evidence("O13", oit.CIVIL)
        return {row.states[0] for row in of_item("O13", given, today=today).rows[1:]}

    assert states(date(2023, 3, 31)) == {TimeState.DUE}
    assert states(date(2023, 4, 1)) == {TimeState.LATE}
    assert states(date(2023, 10, 1)) == {TimeState.MISSED}
