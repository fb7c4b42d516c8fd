"""The tables of the page as open data: CSV, XLSX and JSON with the same rows."""

import csv
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO, StringIO
from typing import Any, Final

from ita_desktop.domain.rich import plain
from ita_desktop.filing.fixed_zip import MOMENT
from ita_desktop.filing.xlsx_texts import no_markup
from ita_desktop.site.items import ItemGroup, PublishedLink
from ita_desktop.site.measures import MeasureSection

FORMATS: Final = ("csv", "xlsx", "json")
Value = str | int | None
_FORMULA: Final = tuple("=+-@\t\r")
_LONGEST_CELL: Final = 32_767
"""Greatest length of a text in a cell of Excel."""
_WIDEST: Final = 60
_SHEET: Final = 31


@dataclass(frozen=True, slots=True)
class OpenTable:
    """A table of open data; ``columns`` are the keys of JSON and the headings of the others."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


def open_tables(
    groups: Sequence[ItemGroup], sections: Sequence[MeasureSection]
) -> tuple[OpenTable, ...]:
    """Return the tables of items, of their links, and of measures."""
    return (_items(groups), _links(groups), _measures(sections))


def _items(groups: Sequence[ItemGroup]) -> OpenTable:
    columns = ("indicator", "indicator_name", "item", "title", "state", "links", "updated",
               "as_of", "period", "units", "requirements")  # fmt: skip
    rows = tuple(
        (
            group.code, group.name, item.code, item.title, item.state, len(item.links),
            _day(item.updated), _day(item.as_of), item.period, ", ".join(item.units),
            "\n".join(point.text for point in item.requirements),
        )
        for group in groups
        for item in group.items
    )  # fmt: skip
    return OpenTable("oit-items", columns, rows)


def _links(groups: Sequence[ItemGroup]) -> OpenTable:
    columns = ("item", "title", "address", "format", "published", "as_of", "unit", "part",
               "nothing")  # fmt: skip
    rows = tuple(
        (
            item.code, link.title, link.link or _relative_path(link) or link.address, link.format,
            _day(link.published), _day(link.as_of),
            link.unit, link.part, "1" if link.nothing else "0",
        )
        for group in groups
        for item in group.items
        for link in item.links
    )  # fmt: skip
    return OpenTable("oit-links", columns, rows)


def _relative_path(link: PublishedLink) -> str:
    """Return the way from the folder of the tables to a file of the page."""
    return f"../files/{link.file.rpartition('/')[2]}" if link.file else ""


def _measures(sections: Sequence[MeasureSection]) -> OpenTable:
    columns = ("indicator", "items", "measure", "schedule", "units", "times_done", "times",
               "day", "unit", "skipped", "text", "result", "participants", "links",
               "source")  # fmt: skip
    rows: list[tuple[Value, ...]] = []
    for section in sections:
        for measure in section.measures:
            head = (
                section.code, ", ".join(measure.codes), plain(measure.method), measure.schedule,
                ", ".join(measure.units), measure.done, measure.of or None,
            )  # fmt: skip
            entries = [
                (
                    _day(entry.day), entry.unit, "1" if entry.skipped else "0",
                    plain(entry.text), plain(entry.result), entry.participants,
                    "\n".join(address for _link, address in entry.links),
                )
                for entry in measure.entries
            ]  # fmt: skip
            silent = [("", "", "", "", "", None, "")]
            rows += [(*head, *entry, measure.source) for entry in entries or silent]
    return OpenTable("measures", columns, tuple(rows))


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def file_of(table: OpenTable, form: str) -> bytes:
    """Return a table as a file of one of :data:`FORMATS`, the same bytes for the same rows."""
    return {"csv": _csv, "xlsx": _xlsx, "json": _json}[form](table)


def _csv(table: OpenTable) -> bytes:
    """Return UTF-8 with a mark, by which Excel reads Thai; what a spreadsheet would compute begins
    with an apostrophe."""
    target = StringIO(newline="")
    writer = csv.writer(target)
    writer.writerow(table.columns)
    writer.writerows(map(_inert, table.rows))
    return target.getvalue().encode("utf-8-sig", errors="replace")


def _inert(row: Sequence[Value]) -> list[Value]:
    return [
        f"'{value}" if isinstance(value, str) and value.lstrip(" ").startswith(_FORMULA) else value
        for value in row
    ]


def _json(table: OpenTable) -> bytes:
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    return (json.dumps(rows, ensure_ascii=False, indent=1) + "\n").encode(errors="replace")


def _xlsx(table: OpenTable) -> bytes:
    from xlsxwriter import Workbook

    target = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False,
               "strings_to_urls": False}  # fmt: skip
    book: Any = Workbook(target, options)
    book.set_properties({"title": table.name, "created": MOMENT})
    sheet = book.add_worksheet(table.name[:_SHEET])
    head = book.add_format({"bold": True, "bottom": 1})
    cell = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.freeze_panes(1, 0)
    for at, name in enumerate(table.columns):
        sheet.set_column(at, at, _width(table, at))
        sheet.write_string(0, at, name, head)
    for number, row in enumerate(table.rows, 1):
        for at, value in enumerate(row):
            if isinstance(value, int):
                sheet.write_number(number, at, value, cell)
            elif value:
                sheet.write_string(number, at, _fitting(value), cell)
    sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.columns) - 1)
    book.close()
    return target.getvalue()


def _fitting(text: str) -> str:
    """Return a text that a cell holds; one that is cut says so."""
    text = no_markup(text)
    return text if len(text) <= _LONGEST_CELL else f"{text[: _LONGEST_CELL - 1]}…"


def _width(table: OpenTable, at: int) -> int:
    longest = max((len(str(row[at] or "")) for row in table.rows), default=0)
    return min(max(longest, len(table.columns[at])) + 2, _WIDEST)
