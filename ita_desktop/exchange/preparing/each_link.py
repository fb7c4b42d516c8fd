"""Splits rows of evidence by their links, wherever in the row these are."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from ita_desktop.domain.dates import BUDDHIST_OFFSET, MONTHS, MONTHS_SHORT
from ita_desktop.domain.digits import to_arabic
from ita_desktop.domain.errors import joined
from ita_desktop.exchange.cells.codes import read_codes
from ita_desktop.exchange.cells.links import CellLink, has_link, links_of, points, without_addresses
from ita_desktop.exchange.cells.row import several
from ita_desktop.exchange.headings import TableHeading
from ita_desktop.exchange.kind import ImportKind
from ita_desktop.exchange.remarks import Remark
from ita_desktop.exchange.sheets import BadCell, DataSheet, Origin, SheetRow, Value

_PLACES: Final = ("location", "title", "data", "item")
"""Columns that may have links, in the order in which they are asked for the words of one."""
_MORE: Final = "location of "
"""What the names of further columns of links begin with."""
_YEAR: Final = re.compile(r"(?<!\d)(?:(20[12]\d)|(?:25)?([5-9]\d))(?!\d)", re.ASCII)
_MONTH: Final = re.compile("|".join(map(re.escape, (*MONTHS, *MONTHS_SHORT))))
_PAST: Final = re.compile(r"เดิม|เก่า|ปีก่อน|ปีที่(?:แล้ว|ผ่านมา)|previous|old", re.IGNORECASE)
_LONG_AGO: Final = 1
"""The year of what is called former."""
_OTHER_YEAR: Final = "ไม่ได้นำเข้าลิงก์ในคอลัมน์ {columns} เพราะเป็นของเดิมหรือของปีอื่น ไม่ใช่ของปี {year}"
_IMPORT: Final = "ถ้าต้องใช้ นำเข้าไฟล์นี้ในปีนั้นอีกครั้ง"


def with_places(
    heading: TableHeading, sheet: DataSheet, first: int, fiscal_year: int | None
) -> tuple[TableHeading, tuple[Remark, ...]]:
    """Return a heading that has columns of links and titles, those that the table lacks behind its
    last one, and all columns with links below row index ``first`` among them; of several years only
    those of the Buddhist ``fiscal_year``, else of the newest; and what is left out."""
    rows = sheet.rows[first:]
    width = max((len(row.values) for row in sheet.rows), default=0)
    named = {at: name for name, at in heading.columns.items()}
    found = [
        at
        for at in range(width)
        if named.get(at, "location") == "location" and any(has_link(row.value(at)) for row in rows)
    ]
    heads = {at: _head(sheet.rows[:first], heading, at) for at in found}
    years = {at: year for at, text in heads.items() if (year := year_in(text))}
    own = max(years.values(), default=0)
    if fiscal_year is not None and (fiscal_year in years.values() or len(years) < len(found)):
        own = fiscal_year
    others = [at for at in found if len(found) > 1 and years.get(at, own) != own]
    found = [at for at in found if at not in others]
    columns = {name: at for name, at in heading.columns.items() if at not in others}
    if found and "location" not in columns:
        columns["location"] = found[0]
    added = [name for name in _PLACES[:2] if name not in columns]
    columns |= {name: width + at for at, name in enumerate(added)}
    more = [at for at in found if at not in columns.values()]
    columns |= {f"{_MORE}{at}": at for at in more}
    read = {heads[at] for at in found}
    remarks: tuple[Remark, ...] = ()
    if others:
        shown = joined(*(f"“{heads[at]}”" for at in others))
        origin = Origin(sheet.name, sheet.rows[max(first - 1, 0)].number)
        remarks = (Remark(origin, _OTHER_YEAR, _IMPORT, {"columns": shown, "year": own}),)
    return (
        replace(
            heading,
            columns=columns,
            headings={
                name: heads.get(at) or heading.headings.get(name, "")
                for name, at in columns.items()
            },
            ignored=tuple(text for text in heading.ignored if text not in read),
            headed=heading.headed | {*columns.values()},
        ),
        remarks,
    )


def year_of_links(kind: ImportKind[object], heading: TableHeading, shown: int | None) -> int | None:
    """Return the year of the links of a table that may stand beside those of former years: the
    Buddhist year ``shown``, else the newest; None for other kinds, and if they name no year."""
    texts = (heading.headings.get("location", ""), *heading.ignored)
    years = [year for year in map(year_in, texts) if year > _LONG_AGO]
    if not (kind.of_each_link and years and year_in(texts[0])):
        return None
    return shown if shown in years else max(years)


def year_in(text: str) -> int:
    """Return the Buddhist year that the heading of a column of links names; 0 for none, and
    ``_LONG_AGO`` if it only says that they are former ones."""
    found = _YEAR.search(to_arabic(text))
    if _MONTH.search(text):
        return 0  # October 67 is of the year 68
    if found is None:
        return _LONG_AGO if _PAST.search(text) else 0
    return int(found[1]) + BUDDHIST_OFFSET if found[1] else int(f"25{found[2]}")


def of_each_link(
    row: SheetRow, heading: TableHeading, found: Sequence[tuple[str, CellLink]]
) -> Iterator[SheetRow]:
    """Yield a copy of the row for each of the links ``found`` in it, with the address alone in its
    place and the words beside it in the title; also the row itself if it names a file, or if there
    is no link."""
    at, titles = heading.columns["location"], heading.columns["title"]
    location = row.value(at)
    for name, column in heading.columns.items() if found else ():
        if name in _PLACES[1:] or name.startswith(_MORE):
            text = without_addresses(row.value(column))
            is_more = name.startswith(_MORE) and has_link(row.value(column))
            row = row.with_value(column, "" if is_more else text)
    is_file = not (location == "" or has_link(location) or points(str(location)))
    titled = [*_titles_of(row.value(titles), len(found))]
    if not found or (is_file and row.value(titles) != ""):
        yield row
    elif is_file:
        titled = [str(location)] * len(found)
    for title, (name, link) in zip(titled, found, strict=True):
        words = read_codes(link.words, "O").remainder if name == "item" else link.words
        if name == "location" and words not in title:
            words = f"{title} {words}".strip()
        elif name != "title":
            words = title or words
        row = row.with_value(at, link.address)
        yield row if isinstance(row.value(titles), BadCell) else row.with_value(titles, words)


def _titles_of(title: Value, count: int) -> Iterator[str]:
    """Yield the title of each of ``count`` links: a line of it each, if it has as many."""
    text = str(title)
    lines = several(text) if "\n" in text else ()
    one = "" if points(text) else text
    yield from lines if len(lines) == count else [one] * count


def links_in(row: SheetRow, heading: TableHeading) -> list[tuple[str, CellLink]]:
    """Return the links of a row, each with the column in which it stands first."""
    found: dict[str, tuple[str, CellLink]] = {}
    more = [name for name in heading.columns if name.startswith(_MORE)]
    for name in (_PLACES[0], *more, *_PLACES[1:]):
        for link in links_of(row.value(heading.columns.get(name))):
            found.setdefault(link.key, ("location" if name in more else name, link))
    return [*found.values()]


def _head(rows: Sequence[SheetRow], heading: TableHeading, at: int) -> str:
    """Return the heading of a column that may be none of the kind's, of all its rows together."""
    texts = (str(row.value(at)) for row in rows[len(rows) - heading.rows :])
    return " ".join(dict.fromkeys(filter(None, texts)))
