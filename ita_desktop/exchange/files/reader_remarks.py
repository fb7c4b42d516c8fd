"""What readers of documents report of what they do not read, or not as it is."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.text import to_arabic
from ita_desktop.domain.tracking.worksheet import place_of
from ita_desktop.exchange.cells.row import NOT_COMPUTED, shortened, shown_row
from ita_desktop.exchange.files.assembling import Note
from ita_desktop.exchange.files.own_list import ListHead
from ita_desktop.exchange.remarks import Remark, UnreadPart, UnreadText
from ita_desktop.exchange.sheets import DataSheet, Origin, SheetRow, column_letter

CHANGES, COMMENTS, HIDDEN, EMBEDDED = "changes", "comments", "hidden", "embedded"
SHAPES, PICTURES = "shapes", "pictures"
"""What is counted to be told of a whole file."""
_WHOLE_FILE: Final = (
    (
        CHANGES,
        "ไฟล์นี้มีการแก้ไขที่ยังไม่ได้ยอมรับ จึงอ่านเหมือนยอมรับการแก้ไขทั้งหมดแล้ว",
        "ถ้าไม่ต้องการ เปิดในโปรแกรมเดิม ยอมรับหรือปฏิเสธการแก้ไขก่อน แล้วนำเข้าใหม่",
    ),
    (COMMENTS, "ไม่ได้อ่านข้อคิดเห็น {count} รายการ", ""),
    (
        SHAPES,
        "ไม่ได้อ่านกล่องข้อความที่วางบนแผ่น {count} แห่ง",
        "ถ้าต้องใช้ พิมพ์ไว้ในช่อง แล้วนำเข้าใหม่",
    ),
    (PICTURES, "ไม่ได้อ่านภาพ {count} ภาพบนแผ่น", "ถ้าต้องใช้ เพิ่มภาพเองหลังนำเข้า"),
    (HIDDEN, "ไม่ได้อ่านข้อความที่ซ่อนไว้ {count} แห่ง", "ถ้าต้องใช้ เลิกซ่อนในโปรแกรมเดิม แล้วนำเข้าใหม่"),
    (
        EMBEDDED,
        "ไม่ได้อ่านเนื้อหาที่ฝังมาจากไฟล์อื่น {count} แห่ง",
        "ถ้าเป็นตารางที่ต้องการ คัดลอกมาเป็นตารางธรรมดา แล้วนำเข้าใหม่",
    ),
)
_HIDDEN_SHEETS: Final = "ไม่ได้อ่านแผ่นที่ซ่อนไว้ {sheets}"
_UNHIDE: Final = "ถ้าต้องใช้ เลิกซ่อนในโปรแกรมเดิม แล้วนำเข้าใหม่"
_HIDDEN_ROWS: Final = "อ่านแถวที่ซ่อนหรือถูกกรองไว้ด้วย {count} แถว คือ{rows}"
_HIDDEN_COLUMNS: Final = "อ่านคอลัมน์ที่ซ่อนไว้ด้วย คือ{columns}"
_FORMER: Final = "ไม่ได้อ่านช่องที่ซ่อนไว้ในแผ่น “{sheet}” ซึ่งมีช่องที่เห็นอยู่แทน"
_OF_ITEM: Final = lazy_re(r"[IEO]IT|ITA|[IEO]\d{1,2}|\d{1,2}(?:\.\d)?")
_FIGURE: Final = lazy_re(r"\d{1,3}(?:\.\d+)?%?")
_LEAVE: Final = "ถ้าไม่ต้องการ ไม่ต้องเลือกรายการนั้น หรือลบออกจากไฟล์ แล้วนำเข้าใหม่"
_UNCOMPUTED: Final = "ไม่ทราบค่าของ {count} ช่อง เพราะเป็นสูตรที่ยังไม่มีผลลัพธ์เก็บไว้ คือ {cells}"
_MOST_ROWS: Final = 20
"""Maximum number of rows, and of cells, listed by number."""
_OWN_HIDDEN: Final = frozenset({"รายการให้เลือก", "ข้อมูลภาพ"})


class Unread:
    """What a reader does not read of a file: how many of each kind, and their words."""

    def __init__(self) -> None:
        self.counted: Counter[str] = Counter()
        self._texts: dict[str, list[UnreadPart]] = {}

    def add(self, name: str, part: UnreadPart, *, goes_on: bool = False) -> None:
        """Note a text that people have written and no table shows; one that ``goes_on`` is of the
        last one."""
        if goes_on:
            last = self._texts[name].pop()
            part = last._replace(text=last.text + part.text)
        self.counted[name] += not goes_on
        self._texts.setdefault(name, []).append(part)

    def remarks(self) -> Iterator[Remark]:
        """Yield what to report on the whole file."""
        for name, template, remedy in _WHOLE_FILE:
            if count := self.counted[name]:
                found = self._texts.get(name, ())
                parts = (each._replace(text=each.text.strip()) for each in found)
                texts = tuple(each for each in parts if each.text)
                yield UnreadText(None, template, remedy, {"count": count}, texts=texts)


def without_pictures(remarks: Iterable[Remark]) -> Iterator[Remark]:
    """Yield remarks but those on pictures, of a file whose pictures are read, and on formulas,
    which may be those of the pictures."""
    (left,) = (template for name, template, _ in _WHOLE_FILE if name == PICTURES)
    return (remark for remark in remarks if remark.template not in {left, _UNCOMPUTED})


def hidden_sheets(sheets: Iterable[DataSheet]) -> Iterator[Remark]:
    """Yield what to report on the hidden sheets of a workbook; those in which this program
    keeps choices and the figures of charts are not hers."""
    others = [sheet for sheet in sheets if sheet.name not in _OWN_HIDDEN]
    if others:
        texts = tuple(
            UnreadPart("\n".join(map(shown_row, sheet.rows)), Origin(sheet.name, first.number))
            for sheet in others
            for first in sheet.rows[:1]
        )
        names = " · ".join(sheet.name for sheet in others)
        yield UnreadText(None, _HIDDEN_SHEETS, _UNHIDE, {"sheets": names}, texts=texts)


@dataclass(frozen=True, slots=True)
class Hidden:
    """What a sheet does not show, by hand or by a filter: numbers of rows, indices of columns."""

    rows: Collection[int] = ()
    columns: Collection[int] = ()
    is_filtered: bool = False
    """Whether rows may be hidden because of what a filter looks for, and not by hand."""


def without_former(sheet: DataSheet, hidden: Hidden) -> tuple[DataSheet, list[Remark]]:
    """Return a sheet without what it hides and shows anew, and what to report on its hidden cells:
    a column with the heading of a visible one, a row of an item that a visible row repeats but for
    one cell; of one that a filter leaves out, a figure."""
    shown: dict[str, list[SheetRow]] = {}
    for row in sheet.rows if hidden.rows else ():
        if row.number not in hidden.rows and (code := _code(row)):
            shown.setdefault(code, []).append(row)
    columns = [at for at in sorted(hidden.columns) if _is_shown_anew(at, sheet.rows, hidden)]
    rows: list[SheetRow] = []
    left: list[UnreadPart] = []
    for row in sheet.rows:
        origin = Origin(sheet.name, row.number)
        of_item = shown.get(_code(row), ()) if row.number in hidden.rows else ()
        if any(_is_former(row, other, hidden) for other in of_item):
            left.append(UnreadPart(shown_row(row), origin))
            continue
        filled = [at for at in columns if row.value(at) != ""]
        left += [UnreadPart(str(row.value(at)), origin) for at in filled]
        values = tuple("" if at in filled else value for at, value in enumerate(row.values))
        rows.append(replace(row, values=values))
    cleared = replace(sheet, rows=tuple(row for row in rows if row.filled))
    told = [UnreadText(None, _FORMER, _UNHIDE, {"sheet": sheet.name}, texts=tuple(left))]
    return cleared, [*told[: len(left)], *hidden_cells(cleared, hidden)]


def _is_shown_anew(column: int, rows: Iterable[SheetRow], hidden: Hidden) -> bool:
    """Return whether a visible column has the heading of a hidden one."""
    first = next((row for row in rows if row.value(column) != ""), None)
    return first is not None and any(
        value == first.value(column)
        for at, value in enumerate(first.values)
        if at not in hidden.columns
    )


def _code(row: SheetRow) -> str:
    """Return the code or number that a row begins with; empty if it begins with something else."""
    first = next((str(value) for value in row.values if value != ""), "")
    return first if _OF_ITEM.fullmatch(to_arabic(first).strip()) else ""


def _is_former(row: SheetRow, shown: SheetRow, hidden: Hidden) -> bool:
    """Return whether a hidden row of an item differs from a visible one in one cell that both have,
    and in nothing else. Rows that a filter leaves out may be others of the item, if it is words."""
    width = max(len(row.values), len(shown.values))
    pairs = [(row.value(at), shown.value(at)) for at in range(width)]
    others = [pair for pair in pairs if pair[0] != pair[1]]
    if len(others) != 1 or "" in others[0]:
        return False
    texts = [to_arabic(str(value)).strip() for value in others[0]]
    return not hidden.is_filtered or all(map(_FIGURE.fullmatch, texts))


def hidden_cells(sheet: DataSheet, hidden: Hidden) -> Iterator[Remark]:
    """Yield what to report on hidden rows and columns with content, which are read as the
    others; a column with this program's keys of rows is not hers."""
    rows = [row.number for row in sheet.rows if row.number in hidden.rows]
    if rows:
        numbers = (*map(str, rows[:_MOST_ROWS]), *(["…"] if len(rows) > _MOST_ROWS else []))
        shown = Phrase("แถว {row}", row=" ".join(numbers))
        fields = {"count": len(rows), "rows": shown}
        yield Remark(Origin(sheet.name, rows[0]), _HIDDEN_ROWS, _LEAVE, fields)
    filled: dict[int, list[tuple[int, str]]] = {}
    for row in sheet.rows if hidden.columns else ():
        for at, value in enumerate(row.values):
            if at in hidden.columns and value != "":
                filled.setdefault(at, []).append((row.number, str(value)))
    own = {
        at
        for at, cells in filled.items()
        if any(place_of(text) or ListHead.read(text) for _, text in cells)
    }
    if others := sorted(filled.keys() - own):
        first = min(number for at in others for number, _ in filled[at])
        letters = " ".join(map(column_letter, others))
        shown = Phrase("คอลัมน์ {column}", column=letters)
        yield Remark(Origin(sheet.name, first), _HIDDEN_COLUMNS, _LEAVE, {"columns": shown})


def uncomputed_cells(sheet: DataSheet) -> Iterator[Remark]:
    """Yield what to report on formulas without a stored result: what their cells say is unknown."""
    found = [
        (row.number, f"{column_letter(at)}{row.number}")
        for row in sheet.rows
        for at, value in enumerate(row.values)
        if value is NOT_COMPUTED
    ]
    if found:
        cells = " ".join(
            (*(cell for _, cell in found[:_MOST_ROWS]), *["…"][: len(found) > _MOST_ROWS])
        )
        fields = {"count": len(found), "cells": cells}
        yield Remark(Origin(sheet.name, found[0][0]), _UNCOMPUTED, NOT_COMPUTED.remedy, fields)


def footnote(row: int, text: str) -> Note:
    """Return the note about a footnote in a cell."""
    return Note(
        row,
        "เชิงอรรถ “{text}” ไม่ได้รวมไว้ในช่อง",
        "ถ้าต้องใช้ พิมพ์ไว้ในช่อง แล้วนำเข้าใหม่",
        {"text": shortened(text)},
        text,
    )


def table_in_cell(row: int) -> Note:
    """Return the note about a table in a cell."""
    return Note(
        row,
        "มีตารางอยู่ในช่อง จึงอ่านเป็นข้อความของช่องนั้น",
        "ถ้าตารางในช่องคือรายการที่ต้องการ ย้ายออกมาเป็นตารางต่างหาก แล้วนำเข้าใหม่",
    )


def captions_in_cell(row: int) -> Note:
    """Return the note about a table of pictures in a cell."""
    return Note(row, "คำบรรยายใต้ภาพไม่ได้รวมไว้ในช่อง")
