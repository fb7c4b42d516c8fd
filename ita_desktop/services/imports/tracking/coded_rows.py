"""Gives reports and lists of measures without codes those of the year's measures that they name by
their own words."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from ita_desktop.domain.text import key
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.cells.codes import is_coded
from ita_desktop.exchange.cells.row import text_of
from ita_desktop.exchange.kinds.book import CHAPTER_WORDS
from ita_desktop.exchange.kinds.progress import PROGRESS
from ita_desktop.exchange.kinds.registry import finders
from ita_desktop.exchange.remarks import Remark
from ita_desktop.exchange.reshaping.shapes import column_of
from ita_desktop.exchange.sheets import DataSheet, Origin
from ita_desktop.exchange.source import ChangedSheet, ImportSource

_MADE: Final = "ตารางไม่มีรหัสข้อ จึงใส่รหัสของมาตรการที่ข้อความตรงกับของปีนี้"
_CHECK: Final = "ตรวจว่าเป็นมาตรการเหล่านั้นจริง"


def with_codes_of_measures(source: ImportSource, data: YearData) -> ImportSource:
    """Return a file with a column of codes in its tables that have none, if most of what stands
    below their heading of measures is the text of one of the year's."""
    codes = _codes(data)
    return source.changed(lambda sheet: _coded(sheet, codes)) if codes else source


def _codes(data: YearData) -> Mapping[str, str]:
    """Return the codes of the measures, or the chapters of those without, by their texts, where a
    text is that of one alone."""
    found: dict[str, set[str]] = {}
    for measure in data.measures:
        of = ", ".join(link.item_code for link in data.items_of_measure(measure.id))
        found.setdefault(key(measure.method), set()).add(of or CHAPTER_WORDS.get(measure.kind, ""))
    return {text: code for text, (code, *more) in found.items() if text and code and not more}


def _coded(sheet: DataSheet, codes: Mapping[str, str]) -> ChangedSheet | None:
    cells = [[text_of(value) for value in row.values] for row in sheet.rows]
    found = column_of([list(map(key, row)) for row in cells], codes)
    if found is None or any(map(is_coded, (text for row in cells for text in row))):
        return None
    column, first, texts = found
    head = sheet.rows[first - 1]
    if finders()[PROGRESS.name].partly(head.values).columns.get("method") != column:
        return None
    width = max(map(len, cells))
    rows = list(sheet.rows)
    rows[first - 1] = head.with_value(width, PROGRESS.column("items").heading)
    for at in range(first, len(rows)):
        # What no measure says is no row of the one above.
        own = codes.get(texts[at]) or "".join(cells[at][column : column + 1])
        rows[at] = rows[at].with_value(width, own)
    remark = Remark(Origin(sheet.name, head.number), _MADE, _CHECK)
    return (replace(sheet, rows=tuple(rows)),), (remark,)
