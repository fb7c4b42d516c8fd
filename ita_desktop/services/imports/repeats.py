"""Repeated rows in a file."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from ita_desktop.exchange.sheets import Origin
from ita_desktop.services.imports.draft import ImportDraft

RowT = TypeVar("RowT")


def once(
    draft: ImportDraft,
    rows: Iterable[RowT],
    content: Callable[[RowT], object],
    origin: Callable[[RowT], Origin],
) -> Iterator[RowT]:
    """Yield the rows without exact repetitions, which are reported as unchanged. ``content``
    returns what to compare; None for a row that may be repeated."""
    first: dict[object, Origin] = {}
    for row in rows:
        words = content(row)
        place = origin(row)
        other = first.setdefault(words, place) if words is not None else place
        if other is place:
            yield row
            continue
        draft.unchanged.append(place)
        draft.warn(place, "แถวนี้ซ้ำกับแถว {row} ทุกช่อง จึงนับครั้งเดียว", row=other.row)
