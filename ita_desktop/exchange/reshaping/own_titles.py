"""Gives the items of a framework their codes where a table has their titles alone."""

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import Final

from ita_desktop.domain.digits import to_arabic
from ita_desktop.domain.text import key
from ita_desktop.exchange.cells.codes import is_coded
from ita_desktop.exchange.kinds.oit.assignments import ITEM_COLUMN
from ita_desktop.exchange.remarks import Remark
from ita_desktop.exchange.sheets import DataSheet, Origin

_ASSIGNS: Final = re.compile(r"รับผิดชอบ|เจ้าภาพ|หน่วยงาน|ฝ่าย|กำหนดส่ง|ลิงก์|ลิงค์|link|url", re.IGNORECASE)
"""What heads a column of a table of items that matters without scores."""
_OF_CODES: Final = frozenset(
    "".join(heading.split()) for heading in (ITEM_COLUMN.heading, *ITEM_COLUMN.also)
)
_MOST_ABOVE: Final = 20
"""The most rows above the first item."""
_LEAST: Final = 2
"""The least number of titles by which a table is one of items."""


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
    made = [
        row.with_value(width, codes.get(text, ""))
        for row, text in zip(sheet.rows, texts, strict=True)
    ]
    head = made[first - 1].with_value(width, "ข้อ")
    for at in numbers:
        head = head.with_value(at, "ที่")
    made[first - 1] = head.with_value(column, "ข้อมูล") if texts[first - 1] in _OF_CODES else head
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
