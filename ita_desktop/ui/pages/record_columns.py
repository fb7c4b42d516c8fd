"""Columns of tables made from the fields of their records."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from ita_desktop.domain.records import Record, TypedField, typed_fields
from ita_desktop.i18n import in_language
from ita_desktop.ui.table.column import Column, ColumnKind
from ita_desktop.ui.table.values import Numbers


def with_fields(
    columns: Sequence[Column[Any]],
    record: type[Record],
    *,
    year: int = 0,
    today: Callable[[], date] = date.today,
    without: Sequence[str] = (),
) -> list[Column[Any]]:
    """Returns the columns of a table with those of all further fields that people type into its
    record, which is the row or its ``record``. Typed dates default to the Buddhist fiscal ``year``,
    with ``today`` as base; what a field ``without`` a column says is shown by another one."""
    of: Any = record
    known = {column.key for column in columns} | {*without}
    more = (field for field in typed_fields(of) if field.name not in known)
    made = [_column(field, year, today) for field in more if not issubclass(field.takes, StrEnum)]
    return [*columns, *made]


def _column(field: TypedField, year: int, today: Callable[[], date]) -> Column[Any]:
    def value(row: Any) -> object:
        found = getattr(getattr(row, "record", row), field.name)
        return Decimal(found) if isinstance(found, int) else found

    title = in_language(field.word)
    if field.takes is date:
        kind, required = ColumnKind.DATE, not field.may_lack
        return Column(field.name, title, value, kind=kind, editable=True, required=required,
                      fiscal_year=year or None, today=today)  # fmt: skip
    if field.takes is str:
        return Column(field.name, title, value, editable=True, empty="")
    decimals = 0 if field.takes is int else 2
    return Column(field.name, title, value, kind=ColumnKind.NUMBER, editable=True,
                  numbers=Numbers(high=Decimal(10**9), decimals=decimals))  # fmt: skip
