"""The links of a year's evidence, and what their items ask of them."""

from collections.abc import Iterable
from datetime import date

from ita_desktop.domain.dates import fiscal_year_bounds, fiscal_year_of
from ita_desktop.domain.framework import Item
from ita_desktop.domain.oit.locations import is_address
from ita_desktop.domain.oit.parts import parts_of
from ita_desktop.domain.records import Evidence, Statement
from ita_desktop.domain.year import YearData
from ita_desktop.web.link import Asked, LinkRequest
from ita_desktop.web.times import times_in

_NEAR = 3
"""Years around the fiscal year that an item's words may mean."""
_THAI = ("th",)


def links_of(data: YearData, item: str = "") -> dict[tuple[str, str], list[Evidence]]:
    """Return the evidence with links by item and address, in order: of one ``item``, or of all."""
    found: dict[tuple[str, str], list[Evidence]] = {}
    for row in data.evidence:
        wanted = not item or row.item_code == item
        if wanted and row.statement is not Statement.MET and is_address(row.location):
            found.setdefault((row.item_code, row.location), []).append(row)
    order = {known.code: at for at, known in enumerate(data.framework.items)}
    return dict(sorted(found.items(), key=lambda pair: order.get(pair[0][0], len(order))))


def requests_for(data: YearData, today: date, item: str = "") -> list[LinkRequest]:
    """Return what to check: each link once an item."""
    return [
        LinkRequest(url, asked_of(data, code, rows, today), code)
        for (code, url), rows in links_of(data, item).items()
    ]


def asked_of(data: YearData, code: str, rows: Iterable[Evidence], today: date) -> Asked:
    """Return what an item asks of a link that is its evidence in these ``rows``. Months that are
    not over ask for nothing yet."""
    item = data.framework.item_by_code.get(code)
    if item is None:
        return Asked(frozenset((data.year,)), languages=_THAI)
    formats = item.formats if item.formats and not item.formats.applies_to else None
    kinds = (*(("pdf",) if formats.pdf else ()), *formats.machine_readable) if formats else ()
    return Asked(
        years=_years(item, data.year),
        months=_months(item, {row.part for row in rows}, today),
        formats=kinds,
        languages=(item.formats.languages if item.formats else ()) or _THAI,
        not_before=_not_before(item),
    )


def _years(item: Item, year: int) -> frozenset[int]:
    """Return the year itself, those of the item's period, and those that its words name."""
    words = "\n".join([item.title, *(point.text for point in item.requirements)])
    times = times_in(words, is_title=True)
    named = {known for known in times.named | times.mentioned if abs(known - year) <= _NEAR}
    period = item.period
    if period is not None:
        months = (month for month in (period.start, period.end) if month)
        named |= {fiscal_year_of(date.fromisoformat(f"{month}-01")) for month in months}
    if item.as_of is not None:
        named.add(fiscal_year_of(item.as_of))
    return frozenset({year, *named})


def _months(item: Item, parts: set[str], today: date) -> tuple[str, ...]:
    months = [part.code for part in parts_of(item) if not part.unit]
    # Evidence for no month alone is for all.
    wanted = months if "" in parts else [month for month in months if month in parts] or months
    return tuple(month for month in wanted if month < f"{today:%Y-%m}")


def _not_before(item: Item) -> date | None:
    if item.as_of is not None:
        return fiscal_year_bounds(fiscal_year_of(item.as_of))[0]
    if item.period is not None and item.period.start:
        return date.fromisoformat(f"{item.period.start}-01")
    return None
