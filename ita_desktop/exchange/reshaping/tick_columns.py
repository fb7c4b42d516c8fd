"""Finds the columns of a table that may be ticked, by their headings: months, units, a choice."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from ita_desktop.domain.dates import BUDDHIST_OFFSET, MONTHS_SHORT
from ita_desktop.domain.digits import to_arabic
from ita_desktop.domain.text import one_line
from ita_desktop.domain.tracking.said_state import said_state
from ita_desktop.exchange.cells.codes import is_coded
from ita_desktop.exchange.cells.marks import PASSED, THERE, is_mark
from ita_desktop.exchange.reshaping.fields import field_of
from ita_desktop.exchange.reshaping.months import is_month, is_one_month
from ita_desktop.exchange.sheets import SheetRow, Value

_UNIT: Final = re.compile(r"(?:ฝ่าย|กลุ่มงาน|กลุ่ม|โรงเรียน|รร\.|ศูนย์|สำนัก|ปลัด|งาน[ก-ฮ])")
_LAST_YEAR: Final = re.compile(r"(?:25)?\d\d$", re.ASCII)
_YEARS: Final = re.compile(
    r"(?:ปี)?\s*(?:งบประมาณ)?\s*(?:พ\.?\s*ศ\.?)?\s*(?:25)?\d\d(?:\s*-\s*(?:25)?\d\d)?", re.ASCII
)
LEAST: Final = 2
"""Minimum number of columns."""
_LONGEST: Final = 80
"""Number of letters from which on a heading names nothing that can be ticked."""
_CHOICES: Final = frozenset[str]().union(*PASSED, *THERE)
"""What may be chosen of a result below a heading that says so."""
_SCHEDULE, _OWNERS = "ระยะเวลาดำเนินการ", "หน่วยงานที่รับผิดชอบ"
_RESULT, _STATE = "ผลการประเมิน", "สถานะ"


@dataclass(frozen=True, slots=True)
class TickedColumns:
    """Columns of a table that are ticked, by the texts that head them."""

    at: int
    """Index of the row of these headings."""
    columns: range
    texts: tuple[str, ...]
    """The headings."""
    names: tuple[str, ...]
    """What is named if a column is ticked: the heading, of a month with the year above it."""
    heading: str
    """What they are together."""
    above: tuple[int, ...]
    """Indices of the rows above that head them, too, from the lowest."""

    @property
    def is_months(self) -> bool:
        return all(map(is_one_month, self.texts))

    @property
    def is_of_time(self) -> bool:
        return all(map(is_month, self.texts))

    @property
    def top(self) -> int:
        """Index of the first row of headings."""
        return min((self.at, *self.above))

    def head_rows(self, rows: Sequence[SheetRow]) -> Sequence[SheetRow]:
        """Return its rows of headings."""
        return rows[self.top : self.at + 1]


def ticked_columns(rows: Sequence[SheetRow], at: int) -> Iterator[TickedColumns]:
    """Yield the groups of neighbouring columns of a row that may be headings of ticks."""
    texts = [_heading(value) for value in rows[at].values]
    if at and rows[at].number == rows[at - 1].number + 1:
        over = [_heading(value) for value in rows[at - 1].values]
        for first, text in enumerate(over):
            if text and field_of(text):
                ends = (n for n in range(first + 1, len(over)) if over[n])
                last = min(next(ends, len(texts)), len(texts))
                own = [n for n in range(first, last) if texts[n] and n not in rows[at].merged]
                columns = range(first, first + len(own))
                if len(own) >= LEAST and own == [*columns] and not _is_data(texts, columns):
                    yield _no_score(_with_above(rows, at, columns, texts, text))
    for test, heading in _TESTS:
        for columns in _runs([test(text) for text in texts]):
            if test is is_month or not _is_data(texts, columns):
                yield _with_above(rows, at, columns, texts, heading)


def _is_data(texts: Sequence[str], columns: range) -> bool:
    """Return whether a row has no headings in these columns but what is told of an item: there is
    a mark among them, or the item's code beside them."""
    return any(map(is_mark, texts[columns.start : columns.stop])) or any(
        is_coded(text) for at, text in enumerate(texts) if at not in columns
    )


def _with_above(
    rows: Sequence[SheetRow], at: int, columns: range, texts: Sequence[str], heading: str
) -> TickedColumns:
    """Return a group with the rows above that head it: one of a known heading, and years below."""
    above: list[int] = []
    names = [texts[each] for each in columns]
    for up in range(at - 1, max(at - 3, -1), -1):
        own = [text for text in map(_heading, _cells(rows[up], columns)) if text]
        if not own or rows[up].number != rows[up + 1].number - 1:
            break
        if len(own) == 1 and (field_of(own[0]) or heading == _STATE):
            heading = heading if heading == _STATE else own[0]
            above.append(up)
            break
        if not all(_YEARS.fullmatch(to_arabic(text)) for text in own):
            break
        if len(own) > 1:
            names = list(_with_years(names, _cells(rows[up], columns)))
        above.append(up)
    return TickedColumns(
        at, columns, tuple(texts[each] for each in columns), tuple(names), heading, tuple(above)
    )


def _no_score(found: TickedColumns) -> TickedColumns:
    """Return a group that names no score of a hundred: 4 that is ticked of 1 to 5 is none."""
    if field_of(found.heading) != "score" or _CHOICES.issuperset(found.texts):
        return found
    return replace(found, names=tuple(f"{name} ✓" for name in found.names))


def _with_years(names: Sequence[str], over: Sequence[Value]) -> Iterator[str]:
    """Yield the months with the years above them, if these are several: one is that of the plan."""
    year = ""
    for name, value in zip(names, over, strict=True):
        found = _LAST_YEAR.search(to_arabic(_heading(value)))
        year = found[0] if found is not None else year
        yield f"{name} {year}".strip()


def _runs(flags: Sequence[bool]) -> Iterator[range]:
    first = 0
    for at, flag in enumerate([*flags, False]):
        if not flag:
            if at - first >= LEAST:
                yield range(first, at)
            first = at + 1


def _is_unit(text: str) -> bool:
    return bool(_UNIT.match(text)) and not field_of(text)


def _is_choice(text: str) -> bool:
    return any(text in words for words in PASSED)


def _is_state(text: str) -> bool:
    return said_state(text) is not None and not is_mark(text)


_TESTS: Final = (
    *((is_month, _SCHEDULE), (_is_unit, _OWNERS)),
    *((_is_choice, _RESULT), (_is_state, _STATE)),
)
"""What the columns of a group have in common, and what they are then together."""


def texts_of(row: SheetRow, found: TickedColumns) -> tuple[str, ...]:
    return tuple(map(_heading, _cells(row, found.columns)))


def _cells(row: SheetRow, columns: range) -> Sequence[Value]:
    return [row.value(at) for at in columns]


def _heading(value: Value) -> str:
    if isinstance(value, date):
        short = MONTHS_SHORT[value.month - 1]
        return f"{short} {value.year + BUDDHIST_OFFSET}" if value.day == 1 else ""
    text = one_line(value) if isinstance(value, str) else ""
    return text if len(text) <= _LONGEST else ""
