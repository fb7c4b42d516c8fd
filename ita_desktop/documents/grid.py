"""Where the cells of a table stand once spans are resolved."""

from dataclasses import dataclass

from ita_desktop.documents.content import Cell, Row


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell at its place: it covers ``rows`` x ``columns`` from (``row``, ``column``)."""

    cell: Cell
    row: int
    column: int
    rows: int
    columns: int

    @property
    def last_row(self) -> int:
        return self.row + self.rows - 1


def placed(rows: tuple[Row, ...], columns: int) -> tuple[tuple[Placed, ...], ...]:
    """The cells of ``rows`` at their places, one tuple for each row they begin in.

    Missing cells at a row's end are added empty. A cell that reaches below the last row is cut
    there. Raises ValueError when a row has more cells than there are columns.
    """
    taken: set[tuple[int, int]] = set()
    result = []
    for number, row in enumerate(rows):
        line: list[Placed] = []
        at = _free(taken, number, 0)
        for cell in row.cells:
            if at + cell.columns > columns:
                raise ValueError(f"row {number} has more cells than {columns} columns")
            height = min(cell.rows, len(rows) - number)
            line.append(Placed(cell, number, at, height, cell.columns))
            for below in range(number, number + height):
                taken.update((below, place) for place in range(at, at + cell.columns))
            at = _free(taken, number, at + cell.columns)
        while at < columns:
            line.append(Placed(Cell(), number, at, 1, 1))
            at = _free(taken, number, at + 1)
        result.append(tuple(line))
    return tuple(result)


def covered(rows: tuple[tuple[Placed, ...], ...]) -> list[list[Placed]]:
    """For every row the cells that stand in it, left to right, those from rows above too."""
    standing: list[list[Placed]] = [[] for _row in rows]
    for place in (place for row in rows for place in row):
        for number in range(place.row, place.row + place.rows):
            standing[number].append(place)
    return [sorted(places, key=lambda place: place.column) for places in standing]


def _free(taken: set[tuple[int, int]], row: int, column: int) -> int:
    while (row, column) in taken:
        column += 1
    return column
