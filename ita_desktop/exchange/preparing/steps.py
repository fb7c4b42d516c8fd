"""The steps of preparing the rows of a table, in their order.

Cells with a ditto mark (บุพสัญญา, ``〃``) say the same as the one above. A row whose list of items
goes on behind a page or column break (``O1 - O5, O7`` above ``-12``) is joined with the next. Lists
of duties become one duty a row: cells with several are split, and points in rows of their own
(``1.1`` below ``1``) are joined with their duty. Rows of evidence without a code are of the item of
the row above. Rows with several items (``O1, O3``, ``O1-O3``) are split in tables with one item per
row."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ita_desktop.domain.digits import to_arabic
from ita_desktop.domain.text import key, one_line
from ita_desktop.exchange.cells.codes import (
    LineNumber,
    is_coded,
    number_alone,
    number_before,
    read_codes,
)
from ita_desktop.exchange.cells.links import CellLink, has_link, without_addresses
from ita_desktop.exchange.headings import TableHeading
from ita_desktop.exchange.no_data import GROUP_ROW
from ita_desktop.exchange.preparing.each_link import links_in, of_each_link
from ita_desktop.exchange.remark_collector import rows_phrase
from ita_desktop.exchange.remarks import Remark
from ita_desktop.exchange.sheets import DataSheet, Origin, SheetRow, Value

_SPLIT: Final = "แถวนี้บอก {count} ข้อ จึงรับเป็นข้อละแถวด้วยข้อมูลเดียวกัน"


@dataclass(frozen=True, slots=True)
class Prepared:
    """A table with other rows below its heading, and what is to be told of them."""

    table: DataSheet
    doubts: tuple[Remark, ...] = ()
    aside: tuple[Remark, ...] = ()
    """Rows that became a part of another one."""


def split_remark(origin: Origin, count: int) -> Remark:
    """Return that a row was read once for each of its items."""
    return Remark(origin, _SPLIT, "ตรวจว่าทุกข้อใช้ข้อมูลของแถวนี้จริง", {"count": count})


def joined_remarks(table: DataSheet, above: Mapping[int, int], template: str) -> tuple[Remark, ...]:
    """Return of rows that they became a part of the row whose number is given."""
    return tuple(
        Remark(Origin(table.name, number), template, fields={"row": row})
        for number, row in above.items()
    )


def of_each_item(row: SheetRow, heading: TableHeading) -> tuple[SheetRow, ...]:
    """Return a copy of the row for each of its items; the row itself if it has at most one, or the
    table has no column for one item."""
    at = heading.columns.get("item")
    text = row.value(at)
    if at is None or not isinstance(text, str):
        return (row,)
    found = read_codes(text, "O")
    if len(found.codes) < 2 or any(not code.startswith("O") for code in found.codes):
        return (row,)
    return tuple(row.with_value(at, f"{code} {found.remainder}".strip()) for code in found.codes)


_MARK: Final = re.compile(r"[-–—\s]*(?:[\"“”„″〃ˮ]|''|’’|‘‘|′′|,,)[-–—\s]*")
_LONGEST: Final = 8
"""Number of letters of the longest cell that is looked at."""
_DITTO: Final = "{rows}มีเครื่องหมายบุพสัญญา (〃) จึงใช้ข้อความของช่องเหนือขึ้นไป"
_CHECK: Final = "ตรวจว่าหมายถึงช่องเหนือขึ้นไปจริง"


def with_dittos(table: DataSheet, heading: TableHeading) -> Prepared:
    """Put the texts above in place of ditto marks, as cells that are merged with these."""
    above: dict[int, Value] = {}
    found: list[Origin] = []
    written: list[SheetRow] = []
    for row in table.rows:
        marks = {at for at, value in enumerate(row.values) if _is_mark(value) and at in above}
        if marks:
            values = (above[at] if at in marks else value for at, value in enumerate(row.values))
            row = replace(row, values=tuple(values), merged=row.merged | marks)  # noqa: PLW2901
            found.append(Origin(table.name, row.number))
        written.append(row)
        # Neither a group's name nor a heading that is repeated is above the cells of a column.
        if row.filled > 1 and not heading.texts.issuperset(filter(None, row.values)):
            above |= {at: value for at, value in enumerate(row.values) if value != ""}
    if not found:
        return Prepared(table)
    told = Remark(found[0], _DITTO, _CHECK, {"rows": rows_phrase(found)})
    return Prepared(replace(table, rows=tuple(written)), doubts=(told,))


def _is_mark(value: Value) -> bool:
    return (
        isinstance(value, str) and 0 < len(value) <= _LONGEST and _MARK.fullmatch(value) is not None
    )


_POINT: Final = "ข้อย่อยของแถว {row} จึงรวมเป็นข้อเดียวกัน"


def with_a_duty_a_row(table: DataSheet, heading: TableHeading) -> Prepared:
    """Split and join the rows of a table with a column of duties."""
    duty = heading.columns.get("duty")
    if duty is None:
        return Prepared(table)
    order, body = heading.columns.get("order"), heading.columns.get("body")
    several: dict[int, int] = {}
    points: dict[int, int] = {}
    kept: list[SheetRow] = []
    above: LineNumber | None = None
    for row in table.rows:
        number, text = _number(row, order, duty)
        duties = _duties(_text(row, duty))
        if len(duties) > 1:
            kept += (
                own if order is None else own.with_value(order, str(at))
                for at, own in enumerate((row.with_value(duty, each) for each in duties), 1)
            )
            several[row.number], above = len(duties), None
        elif kept and above and _is_below(number, above) and _is_of(row, kept[-1], body):
            point = f"{number.printed if number else ''} {text}"
            kept[-1] = kept[-1].with_value(duty, f"{_text(kept[-1], duty)}\n{point}")
            points[row.number] = kept[-1].number
        else:
            kept.append(row)
            above = number
    return Prepared(
        replace(table, rows=tuple(kept)),
        tuple(split_remark(Origin(table.name, at), count) for at, count in several.items()),
        joined_remarks(table, points, _POINT),
    )


def _duties(text: str) -> list[str]:
    """Return the duties of a cell, if its lines are numbered from 1 on; else the text as one."""
    duties: list[str] = []
    shape = ""
    for line in text.split("\n"):
        number, rest = number_before("", line, len(duties))
        is_next = number is not None and number.parts == (len(duties) + 1,)
        if number and is_next and number.shape in {shape or number.shape} - {"0"}:
            shape = number.shape
            duties.append(rest)
        elif duties:
            duties[-1] += f"\n{line}"
        else:
            return [text]
    return duties


def _number(row: SheetRow, order: int | None, duty: int) -> tuple[LineNumber | None, str]:
    """Return the number of a row, from its column or typed before the duty, and the text."""
    text = _text(row, duty)
    alone = number_alone(_text(row, order)) if order is not None else None
    return (alone, text) if alone else number_before("", one_line(text))


def _is_below(number: LineNumber | None, above: LineNumber) -> bool:
    return number is not None and number.parts[:-1] == above.parts


def _is_of(row: SheetRow, above: SheetRow, body: int | None) -> bool:
    """Return whether a row names no other body than the one above."""
    own = _text(row, body)
    return own == "" or key(own) == key(_text(above, body))


def _text(row: SheetRow, at: int | None) -> str:
    value = row.value(at)
    return value if isinstance(value, str) else ""


_BELOW: Final = "{rows} ไม่มีรหัสข้อ จึงเป็นหลักฐานของข้อเหนือขึ้นไป"


def with_codes_below(table: DataSheet, heading: TableHeading) -> Prepared:
    """Put the code of the row above, and what that calls the data, into rows with a link and
    without a code, as cells that are merged with these; a title or an empty row ends an item."""
    places = [heading.columns[name] for name in ("item", "data") if name in heading.columns]
    above: SheetRow | None = None
    rows: list[SheetRow] = []
    found: list[Origin] = []
    heads: list[Origin] = []
    for at, row in enumerate(table.rows):
        own = row.value(places[0])
        last, following = table.rows[at - 1], table.rows[at + 1 : at + 2]
        above = above if row.number == last.number + 1 else None
        if heading.texts.issuperset(filter(None, row.values)):
            rows.append(row)  # a heading that is repeated
        elif above is not None and own == "" and _is_evidence(row, heading):
            if rows[-1] is above and not _says_more(above, places):
                heads.append(Origin(table.name, rows.pop().number))
            empty = {column for column in places if row.value(column) == ""}
            for column in empty:
                row = row.with_value(column, without_addresses(above.value(column)))  # noqa: PLW2901
            above = replace(row, merged=row.merged | empty)
            rows.append(above)
            found.append(Origin(table.name, row.number))
        else:
            has_code = bool(read_codes(str(own), "O").codes)
            above = row if has_code and (row.filled > 1 or is_coded(str(own))) else None
            is_head = own == "" and row.filled == 1
            if is_head and any(is_coded(str(each.value(places[0]))) for each in following):
                heads.append(Origin(table.name, row.number))
            else:
                rows.append(row)
    aside = tuple(Remark(origin, GROUP_ROW) for origin in heads)
    fields = {"rows": rows_phrase(found)}
    told = [Remark(found[0], _BELOW, "ตรวจว่าเป็นข้อเดียวกันจริง", fields)] if found else []
    return Prepared(replace(table, rows=tuple(rows)), tuple(told), aside)


def _is_evidence(row: SheetRow, heading: TableHeading) -> bool:
    """Return whether a row has a link, or says of a document where it is, or that it is not."""
    says = [row.value(heading.columns.get(name)) != "" for name in ("title", "location")]
    return all(says) or any(map(has_link, row.values))


def _says_more(row: SheetRow, places: Sequence[int]) -> bool:
    """Return whether a row has a link, or cells but its code and what it calls the data."""
    others = (value for at, value in enumerate(row.values) if at not in places and value != "")
    return any(others) or any(map(has_link, row.values))


_JOINED: Final = "รหัสข้อต่อจากแถว {row} จึงรวมเป็นแถวเดียวกัน"
_BREAK = r"^(?:[-–—~,/]|ถึง|และ)\s*"
_BARE = re.compile(_BREAK + r"\d{1,2}(?![\d.])")
_CODES_ALONE = re.compile(
    _BREAK + r"(?:[IEO○]?\s?\d{1,2}[\s,;/–-]*(?:ถึง|และ)?\s*)+(?:[(\[][^)\]]*[)\]])?$", re.IGNORECASE
)
_CODE_AT_END = re.compile(r"(?:^|[\s,/–-])[IEO○]\s?-?\d{1,2}\s*$", re.IGNORECASE)


def runs_on(text: str) -> bool:
    """Return whether an item cell begins within a list (``-12 ...``): a number after a hyphen
    without its letter is not a code."""
    return bool(_BARE.match(to_arabic(one_line(text))))


def with_lists_joined(table: DataSheet, heading: TableHeading) -> Prepared:
    """Join rows whose cell of items continues that of the row above: the row above ends with a code
    and the next has no other content."""
    column = heading.columns.get("items", heading.columns.get("item"))
    if column is None:
        return Prepared(table)
    kept: list[SheetRow] = []
    with_row: dict[int, int] = {}
    for row in table.rows:
        if kept and _only_runs_on(row, column) and _ends_with_code(kept[-1], column):
            above = kept[-1]
            cell = f"{above.values[column]} {row.values[column]}"
            kept[-1] = above.with_value(column, cell)
            with_row[row.number] = above.number
        else:
            kept.append(row)
    return Prepared(
        replace(table, rows=tuple(kept)), aside=joined_remarks(table, with_row, _JOINED)
    )


def _only_runs_on(row: SheetRow, column: int) -> bool:
    filled = [at for at, value in enumerate(row.values) if value != "" and at not in row.merged]
    value = row.value(column)
    if filled != [column] or not isinstance(value, str):
        return False
    return bool(_CODES_ALONE.match(to_arabic(one_line(value))))


def _ends_with_code(row: SheetRow, column: int) -> bool:
    value = row.value(column)
    return isinstance(value, str) and bool(_CODE_AT_END.search(to_arabic(one_line(value))))


_OF_TABLES: Final[tuple[Callable[[DataSheet, TableHeading], Prepared], ...]] = (
    with_dittos,
    with_lists_joined,
    with_a_duty_a_row,
)
"""What is done with the rows below a heading, before any of them is judged."""


def prepared(table: DataSheet, heading: TableHeading, *, by_link: bool) -> Prepared:
    """Return a table, without the rows above and of its ``heading``, with its rows made ready;
    those of one that is read ``by_link`` may have the code above."""
    made = Prepared(table)
    for step in (*_OF_TABLES, *[with_codes_below] * by_link):
        done = step(made.table, heading)
        made = Prepared(done.table, (*made.doubts, *done.doubts), (*made.aside, *done.aside))
    return made


def records_of(
    row: SheetRow, heading: TableHeading, *, by_link: bool
) -> tuple[tuple[SheetRow, ...], int, tuple[CellLink, ...]]:
    """Return a row of data once for each record that it is of, the number of its items, and the
    links of one that is read ``by_link``."""
    of_items = of_each_item(row, heading)
    if not by_link:
        return of_items, len(of_items), ()
    found = links_in(row, heading)
    rows = (part for each in of_items for part in of_each_link(each, heading, found))
    return tuple(rows), len(of_items), tuple(link for _, link in found)
