"""Column filters: by text, or by selected values."""

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from ita_desktop.domain.dates import DateError, parse_date
from ita_desktop.domain.text import key, plain_number, to_arabic
from ita_desktop.i18n import tr
from ita_desktop.ui.table.column import Column, Row, RowT
from ita_desktop.ui.table.texts import bare, cell_text, cell_texts, seen_text

_COMPARE = re.compile(r"^\s*(<=|>=|<|>|=)\s*(\S.*)$")

_HOLDS: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
}


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
ANYWHERE: Final = ""
"""Stands for the key of a column in the filter of all columns, hidden ones too."""


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
