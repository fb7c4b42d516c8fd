"""How the columns of a table share its width."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from ita_desktop.ui.table.column import Column, ColumnKind
from ita_desktop.ui.table.header.span import caption_width

WORDED: Final = frozenset({ColumnKind.TEXT, ColumnKind.OWNERS})
"""Kinds whose words take another line in a narrower column."""
KEPT: Final = 2 / 3
"""The part of its width that a column of words keeps."""


def least_width(column: Column[Any], own: Mapping[str, int]) -> int:
    """Returns how narrow a column may become: its caption is whole, and so are its values unless
    they are words in a column that gives way; a width of one's ``own`` stays as it is."""
    if column.key in own:
        return own[column.key]
    worded = column.kind in WORDED and column.wrap and not column.firm
    return max(caption_width(column), int(column.width * KEPT) if worded else column.width)


def without_room(
    columns: Sequence[Column[Any]],
    spare: Collection[str],
    own: Mapping[str, int],
    unused: Collection[str],
    room: int,
) -> set[str]:
    """Returns the keys of columns to leave out of a table with ``room`` px: of the ``spare`` ones
    those without content, then the last ones, until the others have their least width."""
    least = {column.key: least_width(column, own) for column in columns}
    giving = sorted(
        (column.key for column in columns if column.key in spare), key=unused.__contains__
    )
    gone: set[str] = set()
    while giving and sum(least.values()) > room:
        gone.add(key := giving.pop())
        del least[key]
    return gone


def shared_widths(
    columns: Mapping[int, Column[Any]],
    own: Mapping[str, int],
    unused: Collection[str],
    room: int,
) -> dict[int, int]:
    """Returns the width of each shown column, by logical index, in a table with ``room`` px.

    Columns grow to show their captions, then stretching columns grow to their minimum, then other
    columns grow, then stretching ones take the rest. For what is lacking, columns of words become
    narrower.
    """
    free = {at: column for at, column in columns.items() if column.key not in own}
    widths = {
        at: own.get(column.key, column.unused if column.key in unused else column.width)
        for at, column in columns.items()
    }
    captions = {at: caption_width(column) - widths[at] for at, column in free.items()}
    left = room - sum(widths.values())
    lacking = sum(max(want, 0) for want in captions.values()) - left
    spare = {at: widths[at] - least_width(column, own) for at, column in free.items()}
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
