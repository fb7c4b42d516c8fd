"""Assignment tables without headings: their columns are known by what stands in them."""

import pytest

from ita_desktop.exchange.sheets import SheetRow
from ita_desktop.services.imports.pasted import assignment_columns

UNITS = {"ฝ่ายปกครอง", "ทุกฝ่าย"}


def columns(*rows: list[str]) -> tuple[str, ...]:
    made = [SheetRow(number, tuple(row)) for number, row in enumerate(rows, 1)]
    return assignment_columns(made, UNITS.__contains__, 2568)


def test_codes_units_and_days_tell_their_columns_wherever_they_stand() -> None:
    assert columns(
        ["", "ตัวชี้วัดที่ 9.1", "", "", ""],
        ["1", "O1", "ข้อมูลพื้นฐาน", "31 ม.ค. 68", "- ฝ่ายปกครอง\n- ทุกฝ่าย"],
        ["2", "O2", "นโยบาย", "", "ทุกฝ่าย"],
    ) == ("", "item", "", "due", "owners")


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([["ฝ่ายปกครอง", "31 ม.ค. 68"], ["ทุกฝ่าย", ""]], id="no codes"),
        pytest.param([["O1", "ข้อมูลพื้นฐาน"], ["O2", "นโยบาย"]], id="nothing is assigned"),
        pytest.param([["1", "ทุกฝ่าย"], ["2", "ทุกฝ่าย"]], id="numbers are no codes"),
        pytest.param([["I1", "ทุกฝ่าย"], ["E2", "ทุกฝ่าย"]], id="questions of surveys"),
        pytest.param([], id="nothing"),
    ],
)
def test_other_blocks_are_no_such_table(rows) -> None:
    assert columns(*rows) == ()
