"""Merges cells of adjacent rows that hold the same entry; equal texts alone are not merged."""

from collections.abc import Callable, Hashable, Sequence
from typing import NamedTuple

from ita_desktop.documents.content import Cell, Paragraph, Picture, TableRow
from ita_desktop.domain.measures.shared_cells import keys_of
from ita_desktop.domain.records import Measure


class CellPart(NamedTuple):
    """The content of a column in one row; adjacent parts with the same ``key`` are merged. A part
    with key None is never merged."""

    paragraphs: tuple[Paragraph, ...]
    key: Hashable | None = None
    pictures: tuple[tuple[Picture, ...], ...] = ()


def shared_key(measures: Sequence[Measure], column: str, words: Hashable) -> Hashable | None:
    """Returns the merge key of the cell for ``column`` of some measures: equal for rows of the same
    measures, and for single measures that share the cell and its text."""
    if not measures:
        return None
    of = keys_of(measures[0]).get(column, "") if len(measures) == 1 else ""
    return ("cell", of, words) if of else ("measures", tuple(measure.id for measure in measures))


def paragraphs_once(
    measures: Sequence[Measure],
    column: str,
    texts: Sequence[str],
    describe: Callable[[list[str]], list[tuple[Paragraph, ...]]],
) -> list[tuple[Paragraph, ...]]:
    """Returns the results of ``describe`` for the measures' ``texts``; a shared cell is passed
    once, so that continuous numbers count its steps once."""
    keys = [
        shared_key((measure,), column, text) for measure, text in zip(measures, texts, strict=True)
    ]
    first = dict(zip(reversed(keys), reversed(texts), strict=True))
    distinct = list(dict.fromkeys(keys))
    described = dict(zip(distinct, describe([first[key] for key in distinct]), strict=True))
    return [described[key] for key in keys]


def shared_rows(lines: Sequence[Sequence[CellPart]]) -> tuple[TableRow, ...]:
    """Returns the table rows of ``lines``, which have a part per column."""
    rows = []
    for number, line in enumerate(lines):
        cells = []
        for column, part in enumerate(line):
            if number and _same(lines[number - 1][column], part):
                continue
            count = 1
            while number + count < len(lines) and _same(part, lines[number + count][column]):
                count += 1
            cells.append(Cell(part.paragraphs, rows=count, pictures=part.pictures))
        rows.append(TableRow(tuple(cells)))
    return tuple(rows)


def _same(part: CellPart, other: CellPart) -> bool:
    return part.key is not None and part.key == other.key
