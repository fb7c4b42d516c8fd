import pytest

from ita_desktop.documents.content import Cell, TableRow
from ita_desktop.documents.layout.grid import covered, placed


def test_a_row_below_a_merged_cell_begins_beside_it() -> None:
    rows = (TableRow((Cell(rows=2), Cell())), TableRow((Cell(),)))
    places = placed(rows, 2)
    assert [(place.row, place.column) for place in places[1]] == [(1, 1)]
    assert [place.column for place in covered(places)[1]] == [0, 1]


def test_missing_cells_at_the_end_of_a_row_are_empty() -> None:
    assert [place.column for place in placed((TableRow((Cell(),)),), 3)[0]] == [0, 1, 2]


def test_a_merged_cell_ends_with_the_table() -> None:
    assert placed((TableRow((Cell(rows=5),)),), 1)[0][0].rows == 1


def test_more_cells_than_columns_are_refused() -> None:
    with pytest.raises(ValueError, match="more cells than 1 columns"):
        placed((TableRow((Cell(), Cell())),), 1)
