"""Summarises the values of several rows in a column."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from ita_desktop.i18n import tr
from ita_desktop.ui.table.column import Column, ColumnKind, Row
from ita_desktop.ui.table.rows import RowGroup
from ita_desktop.ui.table.texts import bare, cell_text, seen_text, value_text
from ita_desktop.ui.table.values import CellOwner, DoneCount, ScheduledTime, share_of


class SharedText(NamedTuple):
    """The common text of the rows, or a description of their differences; ``is_same`` tells
    which."""

    text: str
    note: str = ""
    is_same: bool = True


def shared(column: Column[Any], rows: Sequence[Row], group: RowGroup | None = None) -> SharedText:
    """Returns the common text of ``rows`` (at least one) in ``column``. Aggregate values of their
    ``group``, if given, take precedence."""
    if group is not None and column.right and column.key in group.cells:
        return SharedText(value_text(group.cells[column.key], column.numbers.decimals))
    values = [bare(column.value(row)) for row in rows]
    if column.kind is ColumnKind.OWNERS:
        return _owners(values)
    if column.kind in (ColumnKind.FRACTION, ColumnKind.SCHEDULE):
        return _counted(values)
    texts = [seen_text(column, cell_text(column, row)) for row in rows]
    if len(set(texts)) == 1:
        return SharedText(texts[0])
    return _differing(column, values, texts)


def _differing(column: Column[Any], values: Sequence[Any], texts: Sequence[str]) -> SharedText:
    """Describes differing values: a count per state, or a range."""
    if column.kind is ColumnKind.STATE:
        return SharedText(
            " · ".join(f"{text} {many}" for text, many in Counter(texts).items() if text)
        )
    if column.kind in (ColumnKind.DATE, ColumnKind.NUMBER):
        return _span(column, values)
    return SharedText(tr("ไม่เหมือนกัน"), is_same=False)


def _owners(values: Sequence[object]) -> SharedText:
    """Returns the common owners; and the number of others."""
    cells = [[owner for owner in cell if isinstance(owner, CellOwner)] for cell in values
             if isinstance(cell, tuple)]  # fmt: skip
    first = cells[0] if cells else []
    common = [owner for owner in first if all(owner in cell for cell in cells)]
    others = {owner.id for cell in cells for owner in cell} - {owner.id for owner in common}
    words = ", ".join(owner.label for owner in common)
    if not others:
        return SharedText(words)
    if not common:
        return SharedText(tr("ไม่เหมือนกัน"), is_same=False)
    return SharedText(words, tr("และบางแถว +{count}", count=len(others)))


def _counted(values: Sequence[object]) -> SharedText:
    """Returns the sum of done and total counts."""
    done = of = 0
    for value in values:
        if isinstance(value, DoneCount):
            done, of = done + value.done, of + value.of
        elif isinstance(value, tuple):
            part = share_of(time for time in value if isinstance(time, ScheduledTime))
            done, of = done + part.done, of + part.of
    return SharedText(f"{done}/{of}" if of else "")


def _span(column: Column[Any], values: Sequence[Any]) -> SharedText:
    """Returns the range of values, and the number of rows without one."""
    known = [value for value in values if value is not None]
    ends = dict.fromkeys(value_text(end, column.numbers.decimals) for end in
                         (min(known), max(known)))  # fmt: skip
    missing = len(values) - len(known)
    note = tr("ยังไม่ระบุ {count}", count=missing) if missing else ""
    return SharedText(" – ".join(ends), note, is_same=False)
