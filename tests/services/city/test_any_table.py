"""Whatever a table holds: no row is lost between offices, nothing raises, no score is made up."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from ita_desktop.exchange.report.offices import by_office
from ita_desktop.exchange.sheets import DataSheet, SheetRow
from ita_desktop.services.city.results import rows_of

_TITLE = "ผลการประเมิน ITA สำนักงานเขตบางแค ประจำปีงบประมาณ พ.ศ. 2566"
_HEADS = ("หน่วยงาน", "เขต", "IIT", "EIT", "O1", "คะแนนรวม", "ปีงบประมาณ")
_VALUES = ("", "สำนักงานเขตบางนา", "บางรัก", "๙๙.๕", "100.01", "-1", "ดี", "รวม", "2567")
_CELLS = st.sampled_from([_TITLE, *_HEADS, *_VALUES])
_ROWS = st.lists(st.lists(_CELLS, max_size=5).map(tuple), max_size=12)
_SHEETS = st.lists(st.tuples(st.sampled_from(["", "1", "บางกะปิ"]), _ROWS), max_size=3).map(
    lambda sheets: tuple(
        DataSheet(name, tuple(SheetRow(at, row) for at, row in enumerate(rows, 1)))
        for name, rows in sheets
    )
)


@given(_SHEETS)
def test_every_row_belongs_to_one_office(sheets: tuple[DataSheet, ...]) -> None:
    parts = list(by_office(sheets))
    found = [row for _office, some in parts for sheet in some for row in sheet.rows]
    whole = [row for sheet in sheets for row in sheet.rows]
    assert found == (whole if parts else [])


@given(_SHEETS)
def test_a_row_of_a_district_has_only_scores_that_stand_in_it(
    sheets: tuple[DataSheet, ...],
) -> None:
    for row in rows_of(sheets):
        assert row.problem is None or (row.scores == () and row.problem.remedy)
        assert {score.value for score in row.scores} <= {Decimal("99.50")}
        assert row.fiscal_year in {None, 2566, 2567}
        assert len({score.node for score in row.scores}) == len(row.scores)
