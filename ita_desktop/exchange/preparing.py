"""The steps of preparing the rows of a table, in their order.

Cells with a ditto mark (บุพสัญญา, ``〃``) say the same as the one above. A row whose list of
items goes on behind a page or column break (``O1 - O5, O7`` above ``-12``) is joined with the
next, a name in brackets with the post above. Lists of duties become one duty a row: cells with
several are split, and points in rows of their own (``1.1`` below ``1``) are joined with their
duty. Rows of evidence without a code are of the item of the row above; those with several links
are split, wherever in the row these are. Rows with several items (``O1, O3``, ``O1-O3``) are
split in tables with one item per row."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ita_desktop.domain.dates import BUDDHIST_OFFSET, MONTHS, MONTHS_SHORT
from ita_desktop.domain.errors import joined
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.roster.matching import is_post
from ita_desktop.domain.text import key, one_line, to_arabic
from ita_desktop.exchange.cells import codes
from ita_desktop.exchange.cells.links import CellLink, has_link, links_of, points, without_addresses
from ita_desktop.exchange.cells.row import several
from ita_desktop.exchange.heading_words import PAST_YEAR
from ita_desktop.exchange.headings import TableHeading
from ita_desktop.exchange.kind import ImportKind
from ita_desktop.exchange.no_data import GROUP_ROW, is_named_below
from ita_desktop.exchange.remark_collector import rows_phrase
from ita_desktop.exchange.remarks import Remark
from ita_desktop.exchange.sheets import BadCell, DataSheet, Origin, SheetRow, Value

_PLACES: Final = ("location", "title", "data", "item")
"""Columns that may have links, in the order in which they are asked for the words of one."""
_MORE: Final = "location of "
"""What the names of further columns of links begin with."""
_OF_UNIT: Final = lazy_re(
    r"(?:ลิง(?:ก์|ค์)\s*(?:ของ)?\s*)?((?:ฝ่าย|โรงเรียน|กลุ่มงาน)(?!.*(?:รับผิดชอบ|เจ้าของ))[ก-๙ ()]+)"
)
"""The heading of a column of links that has those of one unit."""
_ITS: Final = "title of "
"""What the name of a column begins with that has the titles of such a one."""
_FILES: Final = lazy_re(r"ชื่อ(?:ไฟล์|แฟ้ม)|file\s?name", re.IGNORECASE)
"""The heading of names of files, which are the titles of the links beside them."""
_YEAR: Final = lazy_re(r"(?<!\d)(?:(20[12]\d)|(?:25)?([5-9]\d))(?!\d)", re.ASCII)
_MONTH: Final = lazy_re("|".join(map(re.escape, (*MONTHS, *MONTHS_SHORT))))
_PAST: Final = lazy_re(rf"เดิม|เก่า|{PAST_YEAR}|previous|old", re.IGNORECASE)
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
    files = _named_files(heading, sheet, first, found)
    if columns.get("location") in files.values():
        columns["location"] = found[0]
    # Beside the titles of the documents the names of their files are not read, which is told.
    named_beside = tuple(files.values()) if "title" in columns else ()
    if named_beside:
        files = {}
    if found and found[0] in files:
        columns["title"] = files[found[0]]
    if found and "location" not in columns:
        columns["location"] = found[0]
    added = [name for name in _PLACES[:2] if name not in columns]
    if "unit" not in columns and any(unit_of(heads[at]) for at in found):
        added.append("unit")
    columns |= {name: width + at for at, name in enumerate(added)}
    more = [at for at in found if at not in columns.values()]
    columns |= {f"{_MORE}{at}": at for at in more}
    columns |= {f"{_ITS}{_MORE}{at}": files[at] for at in more if at in files}
    heads |= {at: _head(sheet.rows[:first], heading, at) for at in files.values()}
    # Words of a cell merged over several stand before the heading of each.
    read = tuple(f" {heads[at]}" for at in (*found, *files.values()))
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
            ignored=tuple(text for text in heading.ignored if not f" {text}".endswith(read))
            + tuple(_head(sheet.rows[:first], heading, at) for at in named_beside),
            headed=heading.headed | {*columns.values()},
        ),
        remarks,
    )


def _named_files(
    heading: TableHeading, sheet: DataSheet, first: int, found: Sequence[int]
) -> dict[int, int]:
    """Return the columns of names of files by those of links beside them, the one before first; of
    a row without a link the name says where its document is."""
    beside: dict[int, int] = {}
    for link in found:
        for at in (link - 1, link + 1):
            is_free = at >= 0 and at not in {*found, *beside.values()} and link not in beside
            if is_free and _FILES.fullmatch(_head(sheet.rows[:first], heading, at).strip()):
                named = [row for row in sheet.rows[first:] if row.value(at) != ""]
                if named and all(has_link(row.value(link)) for row in named):
                    beside[link] = at
    return beside


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
    location, beside = row.value(at), row
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
    for usual, (name, link) in zip(titled, found, strict=True):
        its = heading.columns.get(f"{_ITS}{name}")
        title = usual if its is None else str(beside.value(its))
        words = codes.read_codes(link.words, "O").remainder if name == "item" else link.words
        if name.startswith(_PLACES[0]) and words not in title:
            # What stands beside one link may be a note, and no name of its own.
            data = str(row.value(heading.columns.get("data"))) if len(found) == 1 else ""
            words = " ".join(filter(None, (title or data, "" if words in data else words)))
        elif name != "title":
            words = title or words
        row = row.with_value(at, link.address)
        unit = heading.columns.get("unit")
        if unit is not None and (its_unit := unit_of(heading.headings.get(name, ""))):
            row = row.with_value(unit, beside.value(unit) or its_unit)
        yield row if isinstance(row.value(titles), BadCell) else row.with_value(titles, words)


def unit_of(head: str) -> str:
    """Return the unit that a column of links is called by, as they are of it; empty for none."""
    found = _OF_UNIT.fullmatch(head.strip())
    return found[1] if found is not None else ""


def _titles_of(title: Value, count: int) -> Iterator[str]:
    """Yield the title of each of ``count`` links: a line of it each, if it has as many."""
    text = str(title)
    lines = several(text) if "\n" in text else ()
    one = "" if points(text) else text
    yield from lines if len(lines) == count else [one] * count


def links_in(row: SheetRow, heading: TableHeading) -> list[tuple[str, CellLink]]:
    """Return the links of a row, each with the column in which it stands first; of those that units
    gave, once for each unit."""
    found: dict[tuple[str, str], tuple[str, CellLink]] = {}
    more = [name for name in heading.columns if name.startswith(_MORE)]
    for name in (_PLACES[0], *more, *_PLACES[1:]):
        unit = unit_of(heading.headings.get(name, ""))
        for link in links_of(row.value(heading.columns.get(name))):
            found.setdefault((link.key, unit), (name, link))
    return [*found.values()]


def _head(rows: Sequence[SheetRow], heading: TableHeading, at: int) -> str:
    """Return the heading of a column that may be none of the kind's, of all its rows together."""
    texts = (str(row.value(at)) for row in rows[len(rows) - heading.rows :])
    return " ".join(dict.fromkeys(filter(None, texts)))


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
    found = codes.read_codes(text, "O")
    if len(found.codes) < 2 or any(not code.startswith("O") for code in found.codes):
        return (row,)
    return tuple(row.with_value(at, f"{code} {found.remainder}".strip()) for code in found.codes)


_MARK: Final = lazy_re(r"[-–—\s]*(?:[\"“”„″〃ˮ]|''|’’|‘‘|′′|,,)[-–—\s]*")
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
    above: codes.LineNumber | None = None
    for row in table.rows:
        number, text = _number(row, order, duty)
        duties = _duties(row.text(duty))
        if len(duties) > 1:
            kept += (
                own if order is None else own.with_value(order, str(at))
                for at, own in enumerate((row.with_value(duty, each) for each in duties), 1)
            )
            several[row.number], above = len(duties), None
        elif (
            kept
            and (above and number and number.parts[:-1] == above.parts)
            and _is_of(row, kept[-1], body)
        ):
            point = f"{number.printed} {text}"
            kept[-1] = kept[-1].with_value(duty, f"{kept[-1].text(duty)}\n{point}")
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
        number, rest = codes.number_before("", line, len(duties))
        is_next = number is not None and number.parts == (len(duties) + 1,)
        if number and is_next and number.shape in {shape or number.shape} - {"0"}:
            shape = number.shape
            duties.append(rest)
        elif duties:
            duties[-1] += f"\n{line}"
        else:
            return [text]
    return duties


def _number(row: SheetRow, order: int | None, duty: int) -> tuple[codes.LineNumber | None, str]:
    """Return the number of a row, from its column or typed before the duty, and the text."""
    text = row.text(duty)
    alone = codes.number_alone(row.text(order)) if order is not None else None
    return (alone, text) if alone else codes.number_before("", one_line(text))


def _is_of(row: SheetRow, above: SheetRow, body: int | None) -> bool:
    """Return whether a row names no other body than the one above."""
    own = row.text(body)
    return own == "" or key(own) == key(above.text(body))


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
        elif above and own == "" and _is_evidence(row, heading) and not _names_group(row):
            if rows[-1] is above and not _says_more(above, places):
                heads.append(Origin(table.name, rows.pop().number))
            empty = {column for column in places if row.value(column) == ""}
            for column in empty:
                row = row.with_value(column, without_addresses(above.value(column)))  # noqa: PLW2901
            above = replace(row, merged=row.merged | empty)
            rows.append(above)
            found.append(Origin(table.name, row.number))
        else:
            has_code = bool(codes.read_codes(str(own), "O").codes)
            above = row if has_code and (row.filled > 1 or codes.is_coded(str(own))) else None
            is_head = own == "" and row.filled == 1
            if is_head and any(codes.is_coded(str(each.value(places[0]))) for each in following):
                heads.append(Origin(table.name, row.number))
            else:
                rows.append(row)
    aside = tuple(Remark(origin, GROUP_ROW) for origin in heads)
    fields = {"rows": rows_phrase(found)}
    told = [Remark(found[0], _BELOW, "ตรวจว่าเป็นข้อเดียวกันจริง", fields)] if found else []
    return Prepared(replace(table, rows=tuple(rows)), tuple(told), aside)


_GROUP: Final = lazy_re(r"(?:ตัวชี้วัด(?:ย่อย)?|องค์ประกอบ|หมวด|ด้าน|ส่วน)\s*(?:ที่)?\s*\d")


def _names_group(row: SheetRow) -> bool:
    """Return whether a row is of several items: ตัวชี้วัดย่อยที่ 9.2."""
    return any(isinstance(each, str) and _GROUP.match(to_arabic(each)) for each in row.values)


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
_BARE = lazy_re(_BREAK + r"\d{1,2}(?![\d.])")
_CODES_ALONE = lazy_re(
    _BREAK + r"(?:[IEO○]?\s?\d{1,2}[\s,;/–-]*(?:ถึง|และ)?\s*)+(?:[(\[][^)\]]*[)\]])?$", re.IGNORECASE
)
_CODE_AT_END = lazy_re(r"(?:^|[\s,/–-])[IEO○]\s?-?\d{1,2}\s*$", re.IGNORECASE)


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


_NAMED: Final = "ชื่อในวงเล็บเป็นของผู้ดำรงตำแหน่งในแถว {row} จึงรวมเป็นแถวเดียวกัน"


def with_names_below(table: DataSheet, heading: TableHeading) -> Prepared:
    """Join rows that have but a name in brackets with the post above, if the first post has one:
    below the last row alone, it is of who signs."""
    column = heading.columns.get("position")
    if column is None or "role" not in heading.columns:
        return Prepared(table)
    first = next((at for at, row in enumerate(table.rows) if row.filled > 1), 0)
    kept: list[SheetRow] = []
    with_row: dict[int, int] = {}
    for at, row in enumerate(table.rows):
        name = row.text(column)
        is_below = (
            row.filled == 1 and is_named_below(name) and is_post(table.rows[at - 1].text(column))
        )
        if is_below and (with_row or at == first + 1):
            with_row[row.number] = kept[-1].number
            kept[-1] = kept[-1].with_value(column, f"{kept[-1].text(column)}\n{name}")
        else:
            kept.append(row)
    if len(with_row) == 1:
        return Prepared(table)
    return Prepared(replace(table, rows=tuple(kept)), aside=joined_remarks(table, with_row, _NAMED))


_OF_TABLES: Final[tuple[Callable[[DataSheet, TableHeading], Prepared], ...]] = (
    with_dittos,
    with_lists_joined,
    with_names_below,
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
