"""Determines the lines of a table and their order: sorts and folds rows, and filters them by text,
or by selected values.
"""

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any, Final, NamedTuple

from ita_desktop.domain.dates import DateError, parse_date
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.text import key, plain_number, sort_key, to_arabic
from ita_desktop.i18n import tr
from ita_desktop.settings import stored_choice, stored_entries, stored_texts
from ita_desktop.ui.table.column import Column, ColumnKind, Row, RowGroup, Rows, RowT, SheetLine
from ita_desktop.ui.table.texts import bare, cell_text, cell_texts, seen_text
from ita_desktop.ui.table.values import DoneCount, ProgressCell, StatusCell
from ita_desktop.ui.widgets.marks import Mark

Test = Callable[[Any], bool]
_URGENCY = {Mark.LATE: 0, Mark.DOING: 1, Mark.NONE: 2, Mark.MISSED: 3, Mark.TOLD: 4, Mark.DONE: 5}


_COMPARE = lazy_re(r"^\s*(<=|>=|<|>|=)\s*(\S.*)$")

_HOLDS: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
}
ANYWHERE: Final = ""
"""Stands for the key of a column in the filter of all columns, hidden ones too."""


@dataclass(frozen=True, slots=True)
class ColumnFilter:
    """Accepts cells that contain ``text`` (ignoring spaces, case and kind of digits), or, if
    ``values`` is not empty, cells with one of these texts; '' stands for an empty cell.

    ``<50``, ``>=31/1/68`` and ``=ฝ่ายโยธา`` are comparisons.
    """

    text: str = ""
    values: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.text.strip() or self.values)

    @property
    def words(self) -> str:
        """The text of the filter as displayed."""
        if not self.values:
            return self.text
        if len(self.values) == 1:
            (only,) = self.values
            return only or tr("(ว่าง)")
        return tr("{count} ค่า", count=len(self.values))


NO_FILTER: Final = ColumnFilter()


def test_of(column: Column[RowT], wanted: ColumnFilter) -> Callable[[RowT], bool]:
    """Returns the filter as a predicate on rows."""
    if wanted.values:
        return lambda row: not wanted.values.isdisjoint(cell_texts(column, row))
    if match := _COMPARE.match(to_arabic(wanted.text)):
        compare = _comparison(column, match[1], match[2])
        if compare is not None:
            return compare
    needle = key(wanted.text)
    return lambda row: needle in key(seen_text(column, cell_text(column, row)))


def names_group(wanted: ColumnFilter, code: str) -> bool:
    """Returns whether a filter of the code column matches a group's code, exactly (``9.3``,
    ``=9.3``) or as a prefix (``9`` and ``9.`` match 9.1 and 9.3)."""
    needle = key(to_arabic(wanted.text).strip().removeprefix("="))
    if wanted.values or not needle or not code:
        return False
    own = key(code)
    return own == needle or own.startswith(f"{needle.removesuffix('.')}.")


def _comparison(column: Column[RowT], sign: str, other: str) -> Callable[[RowT], bool] | None:
    """Returns the predicate of ``<50``; None while its operand is incomplete."""
    holds = _HOLDS[sign]
    limit = _limit(column, other)
    if limit is None and sign == "=":
        return lambda row: key(seen_text(column, cell_text(column, row))) == key(other)
    if limit is None:
        return None

    def test(row: Row) -> bool:
        value = bare(column.value(row))  # type: ignore[arg-type]
        if isinstance(limit, date):
            return isinstance(value, date) and holds(value, limit)
        return (
            isinstance(value, int | float | Decimal)
            and not isinstance(value, bool)
            and holds(Decimal(str(value)), limit)
        )

    return test


def _limit(column: Column[RowT], text: str) -> Decimal | date | None:
    try:
        return Decimal(plain_number(text))
    except ArithmeticError:
        pass
    try:
        return parse_date(text, fiscal_year=column.fiscal_year, today=column.today())
    except DateError:
        return None


class NamedFilter(NamedTuple):
    """A named predicate on rows, and its description for messages (ฝ่ายโยธา)."""

    test: Test
    words: str = ""


@dataclass(frozen=True)
class RowArrangement:
    """How rows are sorted, filtered and folded.

    ``quick`` are predicates by name (the chips above a table); a row is shown if it passes all of
    them and every column filter. While filtered, every group with a match is unfolded unless it is
    in ``closed``.
    """

    sort: str | None = None
    descending: bool = False
    filters: Mapping[str, ColumnFilter] = field(default_factory=dict)
    quick: Mapping[str, NamedFilter] = field(default_factory=dict)
    folded: frozenset[str] = frozenset()
    closed: frozenset[str] = frozenset()

    @property
    def filtered(self) -> bool:
        """Whether any filter is active."""
        return bool(self.filters or self.quick)

    def is_folded(self, group: str) -> bool:
        """Returns whether a group is folded."""
        return group in (self.closed if self.filtered else self.folded)

    def fold(self, groups: Iterable[str], shut: bool) -> "RowArrangement":
        """Returns a copy with groups folded or unfolded."""
        before = self.closed if self.filtered else self.folded
        after = before | set(groups) if shut else before - set(groups)
        return replace(self, closed=after) if self.filtered else replace(self, folded=after)

    def memory(self) -> dict[str, Any]:
        """Returns sort order, filters and folded groups as plain values, for storage."""
        filters = {
            key: {"text": wanted.text, "values": sorted(wanted.values)}
            for key, wanted in self.filters.items()
        }
        return {
            "sort": self.sort,
            "descending": self.descending,
            "filters": filters,
            "folded": sorted(self.folded),
        }

    def recalled(
        self, memory: Mapping[str, Any], columns: Sequence[Column[Any]]
    ) -> "RowArrangement":
        """Returns a copy with a :meth:`memory` restored as far as it applies to ``columns``."""
        keys = {column.key for column in columns}
        filters = {
            key: ColumnFilter(
                str(kept.get("text", "")), frozenset(stored_texts(kept.get("values")))
            )
            for key, kept in stored_entries(memory.get("filters")).items()
            if key in keys and isinstance(kept, dict)
        }
        return replace(
            self,
            sort=stored_choice(memory.get("sort"), keys),
            descending=bool(memory.get("descending", False)),
            filters={key: wanted for key, wanted in filters.items() if wanted},
            folded=frozenset(stored_texts(memory.get("folded"))),
        )


def arrange(
    rows: Rows,
    columns: Sequence[Column[Any]],
    how: RowArrangement,
    known: Mapping[str, SheetLine],
) -> tuple[list[SheetLine], int]:
    """Returns the lines to show, and the number of rows that pass the filters, including folded
    ones.

    Lines in ``known`` whose row is unchanged are reused with their measurements.
    """
    walk = _Walk(rows, columns, how, known)
    passed = walk.level(rows, 0, None, True)
    return walk.lines, passed


class _Walk:
    """One pass over groups and rows that collects the lines."""

    def __init__(
        self,
        rows: Rows,
        columns: Sequence[Column[Any]],
        how: RowArrangement,
        known: Mapping[str, SheetLine],
    ) -> None:
        by_key = {column.key: column for column in columns}
        self.lines: list[SheetLine] = []
        self._how = how
        self._known = known
        self._sorting = by_key.get(how.sort) if how.sort is not None else None
        self._tests = _tests(rows, columns, how)

    def level(self, level: Rows, depth: int, parent: SheetLine | None, seen: bool) -> int:
        """Adds the sorted rows, then the groups in their order; returns how many rows pass."""
        leaves = [row for row in level if not isinstance(row, RowGroup)]
        if self._tests:
            leaves = [row for row in leaves if all(test(row) for test in self._tests)]
        if self._sorting is not None:
            leaves = in_order(leaves, self._sorting, self._how.descending)
        if seen:
            self.lines.extend(self._line(row, depth, parent) for row in leaves)
        groups = (row for row in level if isinstance(row, RowGroup))
        return len(leaves) + sum(self._group(group, depth, parent, seen) for group in groups)

    def _group(self, group: RowGroup, depth: int, parent: SheetLine | None, seen: bool) -> int:
        line = self._line(group, depth, parent)
        at = len(self.lines)
        if seen:
            self.lines.append(line)
        inside = seen and not self._how.is_folded(group.id)
        passed = self.level(group.rows, depth + 1, line, inside)
        if self._tests and not passed:
            del self.lines[at:]
        elif self._tests and passed < (of := sum(1 for _ in group.leaves())):
            # Its sums are those of all its rows.
            note = tr("แสดง {shown} จาก {count}", shown=passed, count=of)
            if seen:
                self.lines[at] = told = self._line(replace(group, note=note), depth, parent)
                for inner in self.lines[at + 1 :]:
                    inner.parent = told if inner.parent is line else inner.parent
        return passed

    def _line(self, row: Row | RowGroup, depth: int, parent: SheetLine | None) -> SheetLine:
        line = self._known.get(row.id)
        if line is None or line.depth != depth or not (line.row is row or line.row == row):
            return SheetLine(row, depth, parent)
        line.parent = parent
        return line


def _tests(rows: Rows, columns: Sequence[Column[Any]], how: RowArrangement) -> list[Test]:
    """Returns the predicates that a row must pass."""
    filters = [(column, how.filters[column.key]) for column in columns if column.key in how.filters]
    tests = [_test(rows, columns, column, wanted) for column, wanted in filters]
    if anywhere := how.filters.get(ANYWHERE):
        each = [_test(rows, columns, column, anywhere) for column in columns]
        tests.append(lambda row: any(test(row) for test in each))
    return [*tests, *(quick.test for quick in how.quick.values())]


def _test(
    rows: Rows, columns: Sequence[Column[Any]], column: Column[Any], wanted: ColumnFilter
) -> Test:
    """Returns the predicate of a column filter. In the code column, rows also pass if their group's
    code matches."""
    test = test_of(column, wanted)
    if column is not code_column(columns):
        return test
    named, code_of = _named(rows, wanted), column.group
    if code_of is None:
        return (lambda row: row.id in named or test(row)) if named else test
    return lambda row: row.id in named or names_group(wanted, code_of(row)) or test(row)


def _named(rows: Rows, wanted: ColumnFilter) -> frozenset[str]:
    """Returns the ids of all rows of groups matched by a filter of the code column."""
    found: set[str] = set()
    for group in (row for row in rows if isinstance(row, RowGroup)):
        if names_group(wanted, group.code):
            found.update(row.id for row in group.leaves())
        else:
            found |= _named(group.rows, wanted)
    return frozenset(found)


def code_column(columns: Sequence[Column[Any]]) -> Column[Any] | None:
    """Returns the column that shows groups' codes."""
    return next((column for column in columns if column.kind is ColumnKind.CODE), None)


def passing(
    within: Iterable[Row], rows: Rows, columns: Sequence[Column[Any]], how: RowArrangement
) -> Iterator[Row]:
    """Yields the rows of ``within``, a part of ``rows``, that pass all filters."""
    tests = _tests(rows, columns, how)
    return (row for row in within if all(test(row) for test in tests))


def in_order(rows: Sequence[Row], column: Column[Any], descending: bool) -> list[Row]:
    """Returns the rows sorted by a column, empty cells always last."""
    keyed = [(_order(column, row), row) for row in rows]
    full = [pair for pair in keyed if pair[0] is not None]
    full.sort(key=lambda pair: pair[0], reverse=descending)
    return [row for _, row in full] + [row for order, row in keyed if order is None]


def _order(column: Column[Any], row: Row) -> Any:
    """Returns the sort key of a row; None if its cell is empty."""
    if column.sort is not None:
        return column.sort(row)
    value = bare(column.value(row))
    if isinstance(value, Mark | StatusCell):
        return _URGENCY[value if isinstance(value, Mark) else value.mark]
    if isinstance(value, DoneCount):
        return (value.done / value.of if value.of else 0.0, value.of)
    if isinstance(value, ProgressCell):
        return value.share
    if column.kind in (ColumnKind.NUMBER, ColumnKind.DATE) and isinstance(
        value, int | float | Decimal | date
    ):
        return value
    text = cell_text(column, row)
    return sort_key(text) if text else None
