"""Brings the tables of a document into the shapes that are read.

A table with the titles of a framework's items alone gets their codes. Of a plan with two rows for
each measure the lower one says what was done when."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Final

from ita_desktop.domain.digits import to_arabic
from ita_desktop.domain.text import key
from ita_desktop.exchange.blocks import Block, SourceBlocks, Table
from ita_desktop.exchange.cells.codes import is_coded
from ita_desktop.exchange.cells.marks import NO_MARK, meaning
from ita_desktop.exchange.cells.row import text_of
from ita_desktop.exchange.heading_words import heading_key
from ita_desktop.exchange.kinds.oit.assignments import ITEM_COLUMN
from ita_desktop.exchange.remarks import Remark
from ita_desktop.exchange.reshaping.link_lists import with_link_heads, with_link_lists
from ita_desktop.exchange.reshaping.ticks import without_ticks
from ita_desktop.exchange.reshaping.years_down import with_scores_named, years_across
from ita_desktop.exchange.sheets import DataSheet, LinkedText, Origin, SheetRow

_ASSIGNS: Final = re.compile(r"รับผิดชอบ|เจ้าภาพ|หน่วยงาน|ฝ่าย|กำหนดส่ง|ลิงก์|ลิงค์|link|url", re.IGNORECASE)
"""What heads a column of a table of items that matters without scores."""
_OF_CODES: Final = frozenset(
    "".join(heading.split()) for heading in (ITEM_COLUMN.heading, *ITEM_COLUMN.also)
)
_MOST_ABOVE: Final = 20
"""The most rows above the first item."""
_LEAST: Final = 2
"""The least number of titles by which a table is one of items."""
PLANNED: Final = frozenset({"แผน", "แผนงาน", "แผนการดำเนินงาน", "แผนการดำเนินการ", "plan", "p"})
DONE: Final = frozenset(
    {"ผล", "ผลงาน", "ผลการดำเนินงาน", "ผลการดำเนินการ", "ปฏิบัติจริง", "ทำจริง", "actual", "a"}
)
_TOLD: Final = "แถว “{name}” บอกว่าทำจริงเมื่อใด จึงไม่ได้อ่านเป็นระยะเวลาของมาตรการ: {text}"


def reshaped(document: SourceBlocks, source: str) -> SourceBlocks:
    """Return a document called ``source`` whose lists of links are tables, and whose tables are in
    the shapes that are read, with what is to be reported."""
    blocks: list[Block] = []
    remarks = list(document.remarks)
    for block in with_link_lists(document.blocks, source):
        if not isinstance(block, Table):
            blocks.append(block)
            continue
        sheets, found = reshaped_sheet(block.sheet)
        blocks.extend(replace(block, sheet=sheet) for sheet in sheets)
        remarks.extend(found)
    return replace(document, blocks=tuple(blocks), remarks=tuple(remarks))


def reshaped_sheet(sheet: DataSheet) -> tuple[tuple[DataSheet, ...], tuple[Remark, ...]]:
    """Return a sheet as tables in the shapes that are read, and what is to be reported."""
    coded, titles = with_codes(sheet)
    headed, linked = with_link_heads(coded)
    planned, actual = without_actual_rows(headed)
    named, ticks = without_ticks(planned)
    sheets, turned = years_across(named)
    return tuple(map(with_scores_named, sheets)), (*titles, *linked, *actual, *ticks, *turned)


def with_codes(sheet: DataSheet) -> tuple[DataSheet, tuple[Remark, ...]]:
    """Return a sheet with a column of codes for its rows with the title of an item, and that it was
    made: if most cells of a column are such titles, and no row has a code. The titles are those of
    the shipped framework that has most of them, the newest of several."""
    heads = (str(value) for row in sheet.rows[:_MOST_ABOVE] for value in row.values)
    if sheet.of_lines or not any(map(_ASSIGNS.search, heads)):
        return sheet, ()
    grid = [
        [
            "".join(value.casefold().split()) if isinstance(value, str) else ""
            for value in row.values
        ]
        for row in sheet.rows
    ]
    codes = max(_titles(), key=lambda each: sum(text in each for row in grid for text in row))
    columns = Counter(at for row in grid for at, text in enumerate(row) if text in codes)
    column, count = next(iter(columns.most_common(1)), (0, 0))
    texts = [row[column] if column < len(row) else "" for row in grid]
    first = next((at for at, text in enumerate(texts) if text in codes), 0)
    is_of_items = count >= _LEAST and 2 * count > sum(map(bool, texts[first:]))
    has_head = first and texts[first - 1] and any(map(_ASSIGNS.search, grid[first - 1]))
    if not (is_of_items and has_head) or _has_codes(sheet, first):
        return sheet, ()
    numbers = [at for at, text in enumerate(grid[first - 1]) if text in _OF_CODES and at != column]
    of_titles = [(row, codes[text]) for row, text in zip(grid, texts, strict=True) if text in codes]
    if any(
        all(to_arabic("".join(row[at : at + 1])) == code[1:] for row, code in of_titles)
        for at in numbers
    ):
        return sheet, ()
    width = max(map(len, grid))
    if all(code.startswith("O") for _, code in of_titles):
        made = [
            row.with_value(width, codes.get(text, ""))
            for row, text in zip(sheet.rows, texts, strict=True)
        ]
        head = made[first - 1].with_value(width, "ข้อ")
        for at in numbers:
            head = head.with_value(at, "ที่")
        is_code = texts[first - 1] in _OF_CODES
        made[first - 1] = head.with_value(column, "ข้อมูล") if is_code else head
    else:
        # Tables of measures have code and title in one cell.
        made = [
            row.with_value(column, f"{codes[text]} {row.values[column]}") if text in codes else row
            for row, text in zip(sheet.rows, texts, strict=True)
        ]
    remark = Remark(
        Origin(sheet.name, sheet.rows[first - 1].number),
        "ตารางไม่มีรหัสข้อ จึงใส่รหัสของข้อที่ชื่อตรงกับกรอบการประเมิน",
        "ตรวจว่าเป็นข้อเหล่านั้นจริง",
    )
    return DataSheet(sheet.name, tuple(made), sheet.source), (remark,)


def _has_codes(sheet: DataSheet, first: int) -> bool:
    return any(is_coded(str(value)) for row in sheet.rows[first:] for value in row.values)


@cache
def _titles() -> tuple[Mapping[str, str], ...]:
    """The codes of items by their titles, of each shipped framework, the newest first."""
    from ita_desktop.frameworks import shipped

    found = []
    for info in reversed(shipped.available()):
        items = shipped.load(info.fiscal_years[-1]).items
        titles = Counter(item.title for item in items)
        named = [item for item in items if item.title and titles[item.title] == 1]
        plain = {"".join(item.title.casefold().split()): item.code for item in named}
        found.append(plain | {key(item.title): item.code for item in named})
    return tuple(found)


def without_actual_rows(sheet: DataSheet) -> tuple[DataSheet, tuple[Remark, ...]]:
    """Return a sheet with the rows of what was planned alone, and what the others say."""
    if any(isinstance(value, LinkedText) for row in sheet.rows for value in row.values):
        return sheet, ()  # words of links
    width = max((len(row.values) for row in sheet.rows), default=0)
    for at in range(width):
        words = [heading_key(text_of(row.value(at))) for row in sheet.rows]
        planned = [n for n, word in enumerate(words) if word in PLANNED]
        done = [n for n, word in enumerate(words) if word in DONE]
        if len(planned) > 1 and {n - 1 for n in done} == {*planned}:
            return _planned(sheet, at, planned, done)
    return sheet, ()


def _planned(
    sheet: DataSheet, at: int, planned: list[int], done: list[int]
) -> tuple[DataSheet, tuple[Remark, ...]]:
    """Return a sheet without the rows ``done`` and without the column ``at`` that names them."""
    heads = sheet.rows[: planned[0]]
    told = {n: said for n in done if (said := _said(sheet.rows[n], sheet.rows[n - 1], heads, at))}
    kept = (
        row.with_value(at, "") if number >= planned[0] - 1 else row
        for number, row in enumerate(sheet.rows)
        if number not in done
    )
    remarks = (
        Remark(
            Origin(sheet.name, sheet.rows[n].number),
            _TOLD,
            "บันทึกผลที่หน้ามาตรการ",
            {"name": text_of(sheet.rows[n].value(at)), "text": said},
        )
        for n, said in told.items()
    )
    return replace(sheet, rows=tuple(kept)), tuple(remarks)


def _said(row: SheetRow, above: SheetRow, heads: tuple[SheetRow, ...], at: int) -> str:
    """Return the cells that a row has besides those of the row above it, with their headings."""
    found: list[str] = []
    for n, value in enumerate(row.values):
        text = text_of(value)
        is_repeated = n in row.merged or (n < at and value == above.value(n))
        if n == at or text in NO_MARK or is_repeated:
            continue
        head = next((text_of(one.value(n)) for one in reversed(heads) if one.value(n) != ""), "")
        found.append(head if meaning([text]) and head else f"{head} {text}".strip())
    return ", ".join(found)
