"""Repeated rows in a file."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any, Final, Protocol, TypeVar, cast

from ita_desktop.exchange.remarks import RowError
from ita_desktop.exchange.sheets import Origin
from ita_desktop.services.imports.draft import ImportDraft


class _Row(Protocol):
    @property
    def origin(self) -> Origin: ...


RowT = TypeVar("RowT", bound=_Row)
_NOWHERE: Final = Origin("", 0)


def without_origin(row: RowT) -> RowT:
    """Return a row's content: the row, wherever it stands in its file."""
    content: Any = row
    return cast(RowT, replace(content, origin=_NOWHERE))


def once(
    draft: ImportDraft, rows: Iterable[RowT], content: Callable[[RowT], object] = without_origin
) -> Iterator[RowT]:
    """Yield the rows without exact repetitions, which are reported as unchanged. ``content``
    returns what to compare; None for a row that may be repeated."""
    first: dict[object, Origin] = {}
    for row in rows:
        words = content(row)
        place = row.origin
        other = first.setdefault(words, place) if words is not None else place
        if other is place:
            yield row
            continue
        draft.keep(place)
        draft.warn(place, "แถวนี้ซ้ำกับแถว {row} ทุกช่อง จึงนับครั้งเดียว", row=other.seen_from(place))


def same_again(draft: ImportDraft, row: Origin, first: Origin, what: str) -> None:
    """Report a row that says the same of ``what`` as the ``first`` one."""
    draft.keep(row)
    draft.warn(row, "{what} ซ้ำกับแถว {row}", what=what, row=first.seen_from(row))


def other_again(row: Origin, first: Origin, what: str) -> RowError:
    """Return the error of a row that says something else of ``what`` than the ``first`` one."""
    return RowError(
        "{what} มีอยู่แล้วในแถว {row} แต่ข้อมูลไม่ตรงกัน",
        remedy="แก้ให้ตรงกัน หรือเว้นแถวนี้ไว้",
        what=what,
        row=first.seen_from(row),
    )


def warn_of_repeats(draft: ImportDraft, rows: Iterable[RowT]) -> None:
    """Warn about measures that say the same as one before: each is one of its own."""
    first: dict[RowT, Origin] = {}
    for row in rows:
        other = first.setdefault(without_origin(row), row.origin)
        if other is not row.origin:
            draft.warn(
                row.origin,
                "แถวนี้ซ้ำกับแถว {row} ทุกช่อง แต่นับเป็นอีกมาตรการหนึ่ง",
                "ถ้าพิมพ์ซ้ำ ลบแถวหนึ่ง แล้วนำเข้าใหม่",
                row=other.seen_from(row.origin),
            )
