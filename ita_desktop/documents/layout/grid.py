"""Places the cells of a table on its grid, resolving row and column spans, and decides what is
repeated where a table or a paragraph crosses a page break.

The group rows above a table row are repeated; the rest of a paragraph loses its list mark.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import inf

from ita_desktop.documents import content

MOST_REPEATED = 0.4
"""Greatest height of repeated headings or group rows, as a share of the page."""

END = 1 << 30
"""An offset beyond the end of any text."""


def cut(block: content.Paragraph, begin: int, end: int) -> content.Paragraph:
    """Returns the runs between two offsets, without the space at the end of a line."""
    if begin == 0 and end == END:
        return block
    runs, at = [], 0
    for run in block.runs:
        text = run.text[max(begin - at, 0) : max(end - at, 0)]
        at += len(run.text)
        if text or run.image is not None:
            runs.append(replace(run, text=text))
    if runs and end < len(block.text):
        runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip(" "))
    return replace(block, runs=tuple(runs))


def going_on(paragraphs: tuple[content.Paragraph, ...], mark: str) -> tuple[content.Paragraph, ...]:
    """Returns a cell's paragraphs with ``mark`` (``(ต่อ)``) appended unless already there, or the
    cell is empty: then nothing goes on."""
    if not mark or not any(paragraph.text.strip() for paragraph in paragraphs):
        return paragraphs
    *before, last = paragraphs
    if last.text.endswith(mark):
        return paragraphs
    bold = bool(last.runs) and last.runs[-1].bold
    return (*before, replace(last, runs=(*last.runs, content.Run(mark, bold))))


def again(column: content.TableColumn, cell: content.Cell) -> content.ContinuedCell:
    """Returns what a cell shows on the next page once all its text is printed. A merged cell is
    repeated and says that it goes on, because it belongs to the rows on that page too."""
    if column.on_break is content.ContinuedCell.EMPTY and cell.rows > 1 and not cell.pictures:
        return content.ContinuedCell.REPEAT_CONTINUED
    return column.on_break


def marked_row(row: content.TableRow, mark: str) -> content.TableRow:
    """Returns a group row with ``mark`` appended to its first cell; a row without cells of its own
    is returned unchanged."""
    if not row.cells:
        return row
    first, *more = row.cells
    return replace(row, cells=(replace(first, paragraphs=going_on(first.paragraphs, mark)), *more))


def leading_groups(table: content.Table) -> int:
    """Returns the number of leading group rows that apply to the whole table; 0 if there are others
    further down, or if group rows are not repeated."""
    if table.repeat_groups is content.ContinuedCell.EMPTY:
        return 0
    groups = [number for number, row in enumerate(table.rows) if row.group]
    leading = groups == list(range(len(groups))) and len(groups) < len(table.rows)
    alone = all(cell.rows == 1 for row in table.rows[: len(groups)] for cell in row.cells)
    return len(groups) if leading and alone else 0


def repeated_groups(
    table: content.Table, above: Sequence[content.TableRow], row: content.TableRow
) -> list[content.TableRow]:
    """Returns the group rows repeated on a page that begins with ``row``; ``above`` are the last
    group rows of each depth before it."""
    if table.repeat_groups is content.ContinuedCell.EMPTY:
        return []
    rows = [table_row for table_row in above if not row.group or table_row.depth < row.depth]
    if rows and not row.group and table.repeat_groups is content.ContinuedCell.REPEAT_CONTINUED:
        rows[-1] = marked_row(rows[-1], table.mark)
    return rows


def below(above: Sequence[content.TableRow], row: content.TableRow) -> list[content.TableRow]:
    """Returns the last group rows of each depth after ``row``; ``above`` are those before it."""
    return (
        [*(table_row for table_row in above if table_row.depth < row.depth), row]
        if row.group
        else [*above]
    )


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """A cell on the grid: it covers ``rows`` x ``columns`` from (``row``, ``column``)."""

    cell: content.Cell
    row: int
    column: int
    rows: int
    columns: int

    @property
    def last_row(self) -> int:
        return self.row + self.rows - 1


def placed(rows: tuple[content.TableRow, ...], columns: int) -> tuple[tuple[PlacedCell, ...], ...]:
    """Returns the placed cells of ``rows``, one tuple per row in which they begin.

    Missing cells at a row's end are filled with empty ones. A cell that extends below the last row
    is cut there. Raises ValueError if a row has more cells than ``columns``.
    """
    taken: set[tuple[int, int]] = set()
    result = []
    for number, row in enumerate(rows):
        line: list[PlacedCell] = []
        at = _free(taken, number, 0)
        for cell in row.cells:
            if at + cell.columns > columns:
                raise ValueError(f"row {number} has more cells than {columns} columns")
            height = min(cell.rows, len(rows) - number)
            line.append(PlacedCell(cell, number, at, height, cell.columns))
            for below in range(number, number + height):
                taken.update((below, place) for place in range(at, at + cell.columns))
            at = _free(taken, number, at + cell.columns)
        while at < columns:
            line.append(PlacedCell(content.Cell(), number, at, 1, 1))
            at = _free(taken, number, at + 1)
        result.append(tuple(line))
    return tuple(result)


def before_last(rows: Sequence[content.TableRow]) -> int:
    """Returns the row of a table that stays with its last one, so that no page has that one alone:
    the one above it that is no group row; -1 if there is none."""
    above = range(len(rows) - 2, -1, -1)
    return next((number for number in above if not rows[number].group), -1)


def covered(rows: tuple[tuple[PlacedCell, ...], ...]) -> list[list[PlacedCell]]:
    """Returns for every row the cells that cover it, left to right, including spans from above."""
    standing: list[list[PlacedCell]] = [[] for _row in rows]
    for place in (place for row in rows for place in row):
        for number in range(place.row, place.row + place.rows):
            standing[number].append(place)
    return [sorted(places, key=lambda place: place.column) for places in standing]


def dealt(
    rows: tuple[content.TableRow, ...],
    columns: int,
    high: Callable[[PlacedCell], float],
    most: float = inf,
) -> tuple[content.TableRow, ...]:
    """Returns ``rows`` with the pictures of each merged cell distributed to borderless cells of the
    rows it covers, as Word and LibreOffice cut merged cells at the foot of a page, and Excel breaks
    pages between rows; so is its text if that is higher than ``most``. ``high`` returns the height
    of a cell; in mm."""
    places = placed(rows, columns)

    def is_high(spot: PlacedCell) -> bool:
        return most < inf and high(replace(spot, cell=replace(spot.cell, pictures=()))) > most

    spans = (spot for row in places for spot in row if spot.rows > 1)
    shared = [(spot, is_high(spot)) for spot in spans]
    shared = [(spot, parted) for spot, parted in shared if parted or spot.cell.pictures]
    if not shared:
        return rows
    heights = [max((high(spot) for spot in row if spot.rows == 1), default=0.0) for row in places]
    cells = [{spot.column: spot.cell for spot in row} for row in places]
    for spot, parted in shared:
        pictures = tuple(beside for beside in spot.cell.pictures if beside)
        texts = spot.cell.paragraphs if parted else ()
        talls = [high(replace(spot, cell=content.Cell((text,)))) for text in texts]
        talls += [max(picture.image.height for picture in beside) for beside in pictures]
        shares = _shares(talls, heights[spot.row : spot.last_row + 1])
        for number in range(spot.rows):
            here = [at for at, row in enumerate(shares) if row == number]
            own = tuple(texts[at] for at in here if at < len(texts))
            cells[spot.row + number][spot.column] = replace(
                spot.cell,
                paragraphs=own if parted or number else spot.cell.paragraphs,
                rows=1,
                pictures=tuple(pictures[at - len(texts)] for at in here if at >= len(texts)),
                joined=number > 0,
            )
    return tuple(
        replace(row, cells=tuple(made[column] for column in sorted(made)))
        for row, made in zip(rows, cells, strict=True)
    )


def ending_apart(
    rows: tuple[content.TableRow, ...],
    columns: int,
    number: int,
    high: Callable[[PlacedCell], float],
    tail: Callable[[PlacedCell], int],
) -> tuple[content.TableRow, ...]:
    """Returns ``rows`` with row ``number`` as two: the second has the last paragraphs of its
    highest cells, from ``tail`` on (0: the cell has none), with no line above; the other cells, at
    least one, cover both. So a program that keeps no lines within a row together, as LibreOffice,
    moves those to the next page together. A row of one cell, or one that ends with pictures, stays
    as it is."""
    places = placed(rows, columns)
    own = [spot for spot in places[number] if spot.rows == 1]
    highest = max(own, key=high, default=None)
    if highest is None or highest.columns == columns or highest.cell.pictures:
        return rows
    begins = _without_end(highest, tail(highest))
    if begins is highest:
        return rows
    most = high(begins)
    ends = [
        spot
        for spot in sorted(own, key=high, reverse=True)
        if high(spot) > most
        and not spot.cell.pictures
        and _without_end(spot, tail(spot)) is not spot
    ]
    if sum(spot.columns for spot in ends) == columns:
        ends.pop()
    of = {spot.column: tail(spot) for spot in ends}
    made = []
    for at, (row, line) in enumerate(zip(rows, places, strict=True)):
        cells = (
            _without_end(spot, of[spot.column]).cell
            if at == number and spot.column in of
            else replace(spot.cell, rows=spot.rows + (spot.row <= number <= spot.last_row))
            for spot in line
        )
        made.append(replace(row, cells=tuple(cells)))
    last = (
        replace(spot.cell, paragraphs=spot.cell.paragraphs[of[spot.column] :], joined=True)
        for spot in own
        if spot.column in of
    )
    made.insert(number + 1, replace(rows[number], cells=tuple(last)))
    return tuple(made)


def _without_end(spot: PlacedCell, at: int) -> PlacedCell:
    """Returns a cell without its paragraphs from ``at`` on, or the cell itself if those are all."""
    if not 0 < at < len(spot.cell.paragraphs):
        return spot
    return replace(spot, cell=replace(spot.cell, paragraphs=spot.cell.paragraphs[:at]))


def _shares(talls: Sequence[float], heights: Sequence[float]) -> list[int]:
    """Returns the row of each part: a row takes those of which more than half fits beside its other
    cells; the last row takes the rest."""
    rows: list[int] = []
    number, used = 0, 0.0
    for tall in talls:
        while number < len(heights) - 1 and used + tall / 2 > heights[number] and used:
            number, used = number + 1, 0.0
        rows.append(number)
        used += tall
    return rows


def _free(taken: set[tuple[int, int]], row: int, column: int) -> int:
    while (row, column) in taken:
        column += 1
    return column
