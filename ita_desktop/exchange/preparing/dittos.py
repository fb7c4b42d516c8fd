"""Ditto marks (บุพสัญญา): a cell with ``〃`` says the same as the one above and is shared with it."""

import re
from dataclasses import replace
from typing import Final

from ita_desktop.exchange.headings import TableHeading
from ita_desktop.exchange.preparing.prepared import Prepared
from ita_desktop.exchange.remark_collector import rows_phrase
from ita_desktop.exchange.remarks import Remark
from ita_desktop.exchange.sheets import DataSheet, Origin, SheetRow, Value

_MARK: Final = re.compile(r"[-–—\s]*(?:[\"“”„″〃ˮ]|''|’’|‘‘|′′|,,)[-–—\s]*")
_LONGEST: Final = 8
"""Number of letters of the longest cell that is looked at."""
_DITTO: Final = "{rows}มีเครื่องหมายบุพสัญญา (〃) จึงใช้ข้อความของช่องเหนือขึ้นไป"
_CHECK: Final = "ตรวจว่าหมายถึงช่องเหนือขึ้นไปจริง"


def with_dittos(table: DataSheet, heading: TableHeading) -> Prepared:
    """Put the texts above in place of ditto marks, as cells that are merged with these."""
    above: dict[int, Value] = {}
    found: list[Origin] = []
    written: list[SheetRow] = []
    for row in table.rows:
        marks = {at for at, value in enumerate(row.values) if _is_mark(value) and at in above}
        if marks:
            values = (above[at] if at in marks else value for at, value in enumerate(row.values))
            row = replace(row, values=tuple(values), merged=row.merged | marks)  # noqa: PLW2901
            found.append(Origin(table.name, row.number))
        written.append(row)
        # Neither a group's name nor a heading that is repeated is above the cells of a column.
        if row.filled > 1 and not heading.texts.issuperset(filter(None, row.values)):
            above |= {at: value for at, value in enumerate(row.values) if value != ""}
    if not found:
        return Prepared(table)
    told = Remark(found[0], _DITTO, _CHECK, {"rows": rows_phrase(found)})
    return Prepared(replace(table, rows=tuple(written)), doubts=(told,))


def _is_mark(value: Value) -> bool:
    return (
        isinstance(value, str) and 0 < len(value) <= _LONGEST and _MARK.fullmatch(value) is not None
    )
