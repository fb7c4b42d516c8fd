"""Parses item codes as typed: ``I1, I2``, ``O1-O3``, with Thai digits or spaces."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TypeVar

from ita_desktop.domain.analysis.findings import Finding, FindingItem
from ita_desktop.domain.errors import InputError, UnreadableError
from ita_desktop.domain.measures.typed_lists import Typed, typed_items
from ita_desktop.domain.records import Measure, MeasureItem
from ita_desktop.domain.text import one_line
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.cells.codes import read_codes
from ita_desktop.services.edits import number
from ita_desktop.storage.workspace import Workspace


def parse_items(data: YearData, text: str) -> Typed[str]:
    """Return the distinct item codes in ``text``, in typed order, with what was typed.

    Raises UnreadableError for a code that is neither in the year's framework nor at any measure or
    finding of the year; :func:`check_typed` says whether it may be at this one.
    """
    found = read_codes(text)
    present = {link.item_code for link in data.measure_items}
    present |= {link.item_code for link in data.finding_items}
    unknown = _unknown(data, found.codes, present)
    if found.remainder:
        unknown.append(found.remainder)
    if unknown:
        raise _unreadable(data, unknown)
    return typed_items(found.codes, one_line(text))


def check_typed(data: YearData, codes: object, present: Collection[str] = ()) -> None:
    """Raise UnreadableError for :func:`parse_items`' codes that :func:`check_items` refuses."""
    if isinstance(codes, tuple) and (unknown := _unknown(data, codes, present)):
        raise _unreadable(data, unknown)


def check_items(data: YearData, codes: Iterable[str], present: Collection[str] = ()) -> None:
    """Raise InputError for codes that are not in the year's framework. Those already ``present``
    stay although the framework has changed since, until they are removed."""
    if unknown := _unknown(data, codes, present):
        raise InputError(
            "กรอบปี {year} ไม่มีข้อ {codes}",
            remedy="ใช้รหัสข้อของปีนี้ เช่น {example}",
            year=data.year,
            codes=" ".join(unknown),
            example=next((item.code for item in reversed(data.framework.items)), "O1"),
        )


def _unknown(data: YearData, codes: Iterable[str], present: Collection[str]) -> list[str]:
    known = data.framework.item_by_code
    return [code for code in codes if code not in known and code not in present]


def _unreadable(data: YearData, unknown: Sequence[str]) -> UnreadableError:
    return UnreadableError(
        "กรอบปี {year} ไม่มีข้อ {codes}",
        remedy="พิมพ์รหัสข้อ เช่น I1, I2 หรือ O1-O3",
        year=data.year,
        codes=one_line(" ".join(unknown[:5]))[:60],
    )


def indicator_of(data: YearData, codes: Iterable[str]) -> str:
    """Return the indicator of the first of these items in the framework; empty if none is."""
    known = data.framework.item_by_code
    return next((known[code].indicator for code in codes if code in known), "")


_I = TypeVar("_I", Finding, Measure)


def put_in_framework_order(
    workspace: Workspace,
    data: YearData,
    rows: Sequence[_I],
    items_of: Callable[[str], Iterable[FindingItem | MeasureItem]],
    template: str,
) -> None:
    """Set positions of ``rows`` in the framework's order of their first item (``items_of`` by row
    id), else of their indicator; others come last. One unit of work labelled by ``template``, none
    if the order is unchanged."""
    places = {place.code: at for at, place in enumerate(data.framework.outline)}

    def place(row: _I) -> int:
        codes = (item.item_code for item in items_of(row.id))
        known = [places[code] for code in codes if code in places]
        return min(known) if known else places.get(row.indicator, len(places))

    order = sorted(rows, key=place)
    if order != list(rows):
        with workspace.change(template) as change:
            number(change, order)
