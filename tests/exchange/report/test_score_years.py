"""Scores of several years in one file: those of the year that is meant are read."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from ita_desktop.exchange.report.reading import read_results
from ita_desktop.exchange.report.results import Results
from ita_desktop.exchange.sheets import DataSheet, SheetRow
from ita_desktop.exchange.source import ImportSource

COMPARED = (
    ("ข้อ", "ประเด็น", "คะแนน ปี 2566", "คะแนน ปี ๒๕๖๗", "ผลต่าง"),
    ("I1", "เต็มใจ", "96,50", "97.25", "+0.75"),
    ("I2", "สะดวก", "95.00%", "๙๖.๐๐", "+1.00"),
)
HEADED_TWICE = (
    ("ข้อ", "ประเด็น", "คะแนน", "", ""),
    ("ข้อ", "ประเด็น", "ปี 2566", "ปี 2567", "ผลต่าง"),
    *COMPARED[1:],
)
"""The first two headings are merged with the cells below."""
_ALONE = frozenset({0, 1})


def read(year: int | None, **sheets: Sequence[Sequence[str]]) -> Results:
    made = tuple(
        DataSheet(
            name,
            tuple(
                SheetRow(at, tuple(row), _ALONE if row[2:3] == ("ปี 2566",) else frozenset())
                for at, row in enumerate(rows, 1)
            ),
            "ผล.xlsx",
        )
        for name, rows in sheets.items()
    )
    return read_results(ImportSource("ผล.xlsx", made), year=year)


def told(results: Results) -> tuple[list[int], dict[str, Decimal]]:
    years = [each.value for each in results.years]
    return years, {figure.node: figure.value for figure in results.figures}


@pytest.mark.parametrize("rows", [COMPARED, HEADED_TWICE], ids=["one row", "two rows"])
@pytest.mark.parametrize(("year", "first"), [(2566, "96.50"), (2567, "97.25")])
def test_the_column_of_the_year_is_read(rows, year: int, first: str) -> None:
    years, scores = told(read(year, ผล=rows))
    assert (years, scores["I1"], len(scores)) == ([year], Decimal(first), 2)


@pytest.mark.parametrize("year", [None, 2568])
def test_of_two_years_neither_is_taken_for_another(year: int | None) -> None:
    assert told(read(year, ผล=COMPARED))[0] == [2566, 2567]


def test_a_column_names_the_year_before_the_title_does() -> None:
    title = ("ผลการประเมิน ITA เพื่อเตรียมการประเมิน ประจำปีงบประมาณ พ.ศ. 2568",)
    rows = (title, *((row[0], row[1], row[3]) for row in COMPARED))
    assert told(read(2568, ผล=rows)) == ([2567], {"I1": Decimal("97.25"), "I2": Decimal(96)})


SHEETS = {
    f"ปี {year}": (("ข้อ", "คะแนน"), ("I1", f"{90 + at}.00")) for at, year in enumerate((2565, 2566))
}


def test_the_sheet_of_the_year_is_read_and_the_others_are_told() -> None:
    results = read(2566, **SHEETS)
    assert told(results) == ([2566], {"I1": Decimal(91)})
    assert [(doubt.sheet, "2565" in doubt.why) for doubt in results.doubts] == [("ปี 2565", True)]


def test_sheets_of_several_years_are_no_result_of_one() -> None:
    assert told(read(2568, **SHEETS))[0] == [2565, 2566]
