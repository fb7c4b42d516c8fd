"""How the columns of a table share its width."""

from collections.abc import Collection, Mapping
from typing import Any, Final

from ita_desktop.ui.table.column import Column, ColumnKind
from ita_desktop.ui.table.header.span import caption_width

WORDED: Final = frozenset({ColumnKind.TEXT, ColumnKind.OWNERS})
"""Kinds whose words take another line in a narrower column."""
KEPT: Final = 2 / 3
"""The part of its width that a column of words keeps."""


def shared_widths(
    columns: Mapping[int, Column[Any]],
    own: Mapping[str, int],
    unused: Collection[str],
    room: int,
) -> dict[int, int]:
    """Returns the width of each shown column, by logical index, in a table with ``room`` px.

    Columns grow to show their captions, then stretching columns grow to their minimum, then other
    columns grow, then stretching ones take the rest. For what is lacking, columns of words become
    narrower, as far as their captions allow. Widths of one's ``own`` stay as they are.
    """
    free = {at: column for at, column in columns.items() if column.key not in own}
    widths = {
        at: own.get(column.key, column.unused if column.key in unused else column.width)
        for at, column in columns.items()
    }
    captions = {at: caption_width(column) - widths[at] for at, column in free.items()}
    left = room - sum(widths.values())
    lacking = sum(max(want, 0) for want in captions.values()) - left
    spare = {
        at: widths[at] - max(caption_width(column), int(widths[at] * KEPT))
        for at, column in free.items()
        if column.kind in WORDED and column.wrap
    }
    left += _change(widths, spare, lacking, -1)
    left -= _change(widths, captions, left)
    growing = {at: column for at, column in free.items() if column.key not in unused}
    elastic = {at: column for at, column in growing.items() if column.stretch}
    for some in (elastic, growing):
        wanted = {
            at: left if column.stretch and not column.wide else column.wide - widths[at]
            for at, column in some.items()
        }
        left -= _change(widths, wanted, left)
    _change(widths, dict.fromkeys(elastic, left), left)
    return widths


def _change(
    widths: dict[int, int], wanted: Mapping[int, int], room: int, direction: int = 1
) -> int:
    """Widens columns as ``wanted``, or narrows them, proportionally less if that exceeds ``room``
    px; returns the px used."""
    taken = 0
    still = sum(max(want, 0) for want in wanted.values())
    for at, want in wanted.items():
        if still <= 0 or room <= taken:
            break
        share = min(want, want * (room - taken) // still)
        still -= max(want, 0)
        if share > 0:
            widths[at] += direction * share
            taken += share
    return taken
