"""Reads a plan with two rows for each measure, of which the lower one says what was done when."""

from dataclasses import replace
from typing import Final

from ita_desktop.exchange.cells.marks import NO_MARK, meaning
from ita_desktop.exchange.cells.row import text_of
from ita_desktop.exchange.heading_words import heading_key
from ita_desktop.exchange.remarks import Remark
from ita_desktop.exchange.sheets import DataSheet, LinkedText, Origin, SheetRow

PLANNED: Final = frozenset({"แผน", "แผนงาน", "แผนการดำเนินงาน", "แผนการดำเนินการ", "plan", "p"})
DONE: Final = frozenset(
    {"ผล", "ผลงาน", "ผลการดำเนินงาน", "ผลการดำเนินการ", "ปฏิบัติจริง", "ทำจริง", "actual", "a"}
)
_TOLD: Final = "แถว “{name}” บอกว่าทำจริงเมื่อใด จึงไม่ได้อ่านเป็นระยะเวลาของมาตรการ: {text}"


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
