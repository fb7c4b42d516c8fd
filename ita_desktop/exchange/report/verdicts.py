"""Words and marks in the place of scores of O items (ผ่าน, ไม่มี, ✓): all points, or none."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.text import one_line
from ita_desktop.exchange.headings import TableHeading
from ita_desktop.exchange.kinds.results import PAIRS, ResultRow
from ita_desktop.exchange.remarks import CellPlace, Flaw, Remark, RowError
from ita_desktop.exchange.sheets import Origin, column_letter

_ALL, _NONE = Decimal(100), Decimal(0)
_CLEAR: Final = frozenset({"ไม่ผ่าน"})
"""Says that there are no points also where nothing else passes; others may mean no score."""
_READ_AS_SCORES: Final = "อ่าน {words} ในช่องคะแนนของข้อ O เป็น 100 หรือ 0 คะแนน ({count} ข้อ)"
_CHECK: Final = "ตรวจว่าเป็นผลทางการ และข้อที่ได้คะแนนบางส่วนไม่มี"


def graded(
    rows: Sequence[ResultRow], headings: Mapping[Origin, TableHeading]
) -> tuple[tuple[ResultRow, ...], tuple[Remark, ...], tuple[Flaw, ...]]:
    """Return the rows with the scores that their words and marks stand for, what is to be reported,
    and the cells that may as well say that there is no score: a missing score is no zero."""
    said = {row.verdict for row in rows}
    value: dict[str, Decimal] = {}
    for good, bad in PAIRS:
        value |= dict.fromkeys(good & said, _ALL)
        value |= dict.fromkeys(bad & said if good & said else bad & said & _CLEAR, _NONE)
    taken = [row for row in rows if row.verdict in value]
    notes = tuple(_notes(taken, value))
    unclear = (row for row in rows if row.verdict and row.verdict not in value)
    flaws = tuple(_unclear(row, headings[row.origin]) for row in unclear)
    scored = (
        replace(row, score=value[row.verdict]) if row.verdict in value else row for row in rows
    )
    return tuple(scored), notes, flaws


def _notes(rows: Sequence[ResultRow], value: dict[str, Decimal]) -> Iterator[Remark]:
    if rows:
        words = " ".join(f"“{word}”" for word in sorted(value, key=lambda word: -value[word]))
        yield Remark(rows[0].origin, _READ_AS_SCORES, _CHECK, {"words": words, "count": len(rows)})


def _unclear(row: ResultRow, heading: TableHeading) -> Flaw:
    error = RowError(
        "“{text}” อาจแปลว่าไม่มีคะแนน จึงไม่ได้อ่านเป็น 0",
        remedy="ถ้าเป็น 0 คะแนน พิมพ์ 0 แล้วนำเข้าใหม่",
        column=cell_phrase(heading, "score"),
        text=one_line(row.verdict),
    )
    return Flaw.of(row.origin, error.about("score", cell_of(heading, "score")))


def cell_of(heading: TableHeading, name: str) -> CellPlace:
    """Return the cell of a column in any row below a heading."""
    return CellPlace(name, heading.columns[name], one_line(heading.headings[name]))


def cell_phrase(heading: TableHeading, name: str) -> Phrase:
    """Return ``คอลัมน์ E “คะแนน”``."""
    cell = cell_of(heading, name)
    letter = column_letter(cell.index)
    return Phrase("คอลัมน์ {column} “{heading}”", column=letter, heading=cell.heading)
