"""Item codes as a clerk types them: ``I1, I2``, ``O1-O3``, with Thai digits or spaces."""

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

from ita_desktop.domain.errors import InputError, UnreadableError
from ita_desktop.domain.text import one_line
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.cells.codes import read_codes


def parse_items(data: YearData, text: str) -> tuple[str, ...]:
    """The item codes that ``text`` lists, each once, in typed order.

    Raises UnreadableError for a code that the year's framework lacks.
    """
    found = read_codes(text)
    unknown = [code for code in found.codes if code not in data.framework.item_by_code]
    if found.rest:
        unknown.append(found.rest)
    if unknown:
        raise UnreadableError(
            "กรอบปี {year} ไม่มีข้อ {codes}",
            remedy="พิมพ์รหัสข้อ เช่น I1, I2 หรือ O1-O3",
            year=data.year,
            codes=one_line(" ".join(unknown[:5]))[:60],
        )
    return found.codes


def check_items(data: YearData, codes: Iterable[str]) -> None:
    """Raises InputError for codes that the year's framework lacks."""
    unknown = [code for code in codes if code not in data.framework.item_by_code]
    if unknown:
        raise InputError(
            "กรอบปี {year} ไม่มีข้อ {codes}",
            remedy="ใช้รหัสข้อของปีนี้",
            year=data.year,
            codes=" ".join(unknown),
        )


def indicator_of(data: YearData, codes: Iterable[str]) -> str:
    """The indicator of the first of these items that the year's framework has, or nothing."""
    known = data.framework.item_by_code
    return next((known[code].indicator for code in codes if code in known), "")


class _Indicated(Protocol):
    @property
    def indicator(self) -> str: ...


_I = TypeVar("_I", bound=_Indicated)


def in_framework_order(
    data: YearData, rows: Iterable[_I], codes_of: Callable[[_I], Iterable[str]]
) -> list[_I]:
    """``rows`` in the framework's order: each where the first of its items stands, else where its
    indicator does; those about neither last."""
    places = {place.code: at for at, place in enumerate(data.framework.outline)}

    def place(row: _I) -> int:
        known = [places[code] for code in codes_of(row) if code in places]
        return min(known) if known else places.get(row.indicator, len(places))

    return sorted(rows, key=place)
