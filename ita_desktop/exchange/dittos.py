"""Ditto marks (บุพสัญญา): a cell with ``〃`` says the same as the one above and is shared with it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ita_desktop.exchange.headings import TableHeading
from ita_desktop.exchange.sheets import SheetRow, Value

_MARK: Final = re.compile(r"[-–—\s]*(?:[\"“”„″〃ˮ]|''|’’|‘‘|′′|,,)[-–—\s]*")
_LONGEST: Final = 8
"""Number of letters of the longest cell that is looked at."""


def with_dittos(
    rows: Sequence[SheetRow], heading: TableHeading
) -> tuple[tuple[SheetRow, ...], list[int]]:
    """Return the rows with the texts above in place of ditto marks, as cells that are merged with
    these; and the numbers of the rows that have such marks."""
    above: dict[int, Value] = {}
    found: list[int] = []
    written: list[SheetRow] = []
    for row in rows:
        marks = {at for at, value in enumerate(row.values) if _is_mark(value) and at in above}
        if marks:
            values = (above[at] if at in marks else value for at, value in enumerate(row.values))
            row = replace(row, values=tuple(values), merged=row.merged | marks)  # noqa: PLW2901
            found.append(row.number)
        written.append(row)
        # Neither a group's name nor a heading that is repeated is above the cells of a column.
        if row.filled > 1 and not heading.texts.issuperset(filter(None, row.values)):
            above |= {at: value for at, value in enumerate(row.values) if value != ""}
    return tuple(written), found


def _is_mark(value: Value) -> bool:
    return (
        isinstance(value, str) and 0 < len(value) <= _LONGEST and _MARK.fullmatch(value) is not None
    )
