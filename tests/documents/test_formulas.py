"""Figures that Excel computes: what a formula gives, and when it is written."""

from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from ita_desktop.documents.backends.xlsx.cells import number_format
from ita_desktop.documents.content import Cell, Table, TableColumn, TableRow, paragraph
from ita_desktop.documents.export import render
from ita_desktop.documents.formulas import (
    CopyFormula,
    DifferenceFormula,
    Formula,
    MeanFormula,
    ScoreFormula,
    ShareFormula,
    Total,
    WeightedFormula,
    in_excel,
    result,
)
from ita_desktop.documents.kinds import Format
from tests.documents.readers.files import document

D = Decimal
FIGURES = {"a": D("99.30"), "b": D("98.75"), "c": D(3), "d": D(1), "zero": D(0)}
PLACES = {"a": "C3", "b": "C4", "c": "C5", "d": "D9", "zero": "C6"}


@pytest.mark.parametrize(
    ("formula", "gives", "written"),
    [
        (CopyFormula("a"), D("99.30"), "=C3"),
        (Total(("a", "b", "c")), D("201.05"), "=SUM(C3:C5)"),
        (MeanFormula(("a", "b")), D("99.03"), "=ROUND(AVERAGE(C3:C4),2)"),
        (MeanFormula(("a", "d")), D("50.15"), "=ROUND(AVERAGE(C3,D9),2)"),
        (
            WeightedFormula((("a", D(30)), ("b", D(70))), D(100)),
            D("98.92"),
            "=ROUND((C3*30+C4*70)/100,2)",
        ),
        (
            ScoreFormula((("c", D(100)), ("d", D(0)))),
            D("75.00"),
            "=ROUND((C5*100+D9*0)/SUM(C5,D9),2)",
        ),
        (ShareFormula("c", ("c", "d")), D("75.00"), "=C5/SUM(C5,D9)"),
        (DifferenceFormula("a", "b"), D("0.55"), "=C3-C4"),
    ],
)
def test_a_formula_gives_the_same_here_and_in_excel(
    formula: Formula, gives: Decimal, written: str
) -> None:
    assert result(formula, FIGURES) == gives
    assert in_excel(formula, PLACES.__getitem__) == written


@pytest.mark.parametrize(
    "formula",
    [
        MeanFormula(("a", "unknown")),
        MeanFormula(()),
        ShareFormula("zero", ("zero",)),
        ScoreFormula(()),
    ],
)
def test_a_formula_over_nothing_gives_nothing(formula: Formula) -> None:
    assert result(formula, FIGURES) is None


def figure(text: str, value: str, name: str = "", formula: Formula | None = None) -> Cell:
    return Cell((paragraph(text, "cell-number"),), value=D(value), name=name, formula=formula)


def sheet_of(*cells: Cell, data_only: bool = False) -> list[object]:
    table = Table((TableColumn(1),), tuple(TableRow((cell,)) for cell in cells))
    book = load_workbook(BytesIO(render(document(table), Format.XLSX)), data_only=data_only)
    return [row[0].value for row in book.worksheets[0].iter_rows()]


def test_a_formula_may_need_figures_below_it_and_is_stored_with_what_it_gives() -> None:
    cells = (
        figure("3.00", "3", "sum", Total(("x", "y"))),
        figure("1.00", "1", "x"),
        figure("2.00", "2", "y"),
    )
    assert sheet_of(*cells) == ["=SUM(A2:A3)", 1, 2]
    assert sheet_of(*cells, data_only=True) == [3, 1, 2]


def test_an_official_figure_that_does_not_follow_stays_as_it_is() -> None:
    cells = (
        figure("9.00", "9", "sum", Total(("x", "gone"))),
        figure("4.00", "4", "", Total(("x",))),
        figure("1.00", "1", "x"),
    )
    assert sheet_of(*cells) == [9, 4, 1]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("97.38", "0.00"),
        ("1,243", "#,##0"),
        ("0", "0"),
        ("98.88*", '0.00"*"'),
        ("96.96%", "0.00%"),
        ("0.96%*", '0.00%"*"'),
        ("+7.68", "+0.00;-0.00;0.00"),
        ("-0.40", "+0.00;-0.00;0.00"),
        ("๙๗.๓๘", "[$-D00041E]0.00"),
        ("-๐.๔๐", "[$-D00041E]+0.00;[$-D00041E]-0.00;[$-D00041E]0.00"),
    ],
)
def test_a_figure_is_shown_as_it_is_printed(text: str, form: str) -> None:
    assert number_format(text) == form
