"""What several rows have in common in a column, in the words of its cells."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from ita_desktop.i18n import tr
from ita_desktop.ui.table.column import Column, ColumnKind, Row
from ita_desktop.ui.table.rows import RowGroup
from ita_desktop.ui.table.texts import bare, cell_text, seen_text, value_text
from ita_desktop.ui.table.values import CellOwner, DoneCount, ScheduledTime, share_of


class SharedText(NamedTuple):
    """What stands in all the rows, or how they differ; ``is_same`` tells which of both it is."""

    text: str
    note: str = ""
    is_same: bool = True


def shared(column: Column[Any], rows: Sequence[Row], group: RowGroup | None = None) -> SharedText:
    """What ``rows`` (at least one) have in common in ``column``. A ``group`` that they stand
    under has figures of its own, which are told instead of theirs."""
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
    """How rows differ: how many stand how, or from what to what."""
    if column.kind is ColumnKind.STATE:
        return SharedText(
            " · ".join(f"{text} {many}" for text, many in Counter(texts).items() if text)
        )
    if column.kind in (ColumnKind.DATE, ColumnKind.NUMBER):
        return _span(column, values)
    return SharedText(tr("ไม่เหมือนกัน"), is_same=False)


def _owners(values: Sequence[object]) -> SharedText:
    """The owners of all rows; beside them how many there are of some rows only."""
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
    """How many of all are done."""
    done = of = 0
    for value in values:
        if isinstance(value, DoneCount):
            done, of = done + value.done, of + value.of
        elif isinstance(value, tuple):
            part = share_of(time for time in value if isinstance(time, ScheduledTime))
            done, of = done + part.done, of + part.of
    return SharedText(f"{done}/{of}" if of else "")


def _span(column: Column[Any], values: Sequence[Any]) -> SharedText:
    """From the least to the greatest, and how many rows have none."""
    known = [value for value in values if value is not None]
    ends = dict.fromkeys(value_text(end, column.numbers.decimals) for end in
                         (min(known), max(known)))  # fmt: skip
    missing = len(values) - len(known)
    note = tr("ยังไม่ระบุ {count}", count=missing) if missing else ""
    return SharedText(" – ".join(ends), note, is_same=False)
