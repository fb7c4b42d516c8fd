"""Recognises the answers of an online form, a row for each respondent: they are no official scores,
whatever their columns look like."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ita_desktop.domain.text import one_line
from ita_desktop.exchange.heading_words import heading_key
from ita_desktop.exchange.remarks import Remark
from ita_desktop.exchange.report.lines.lines import origin_of
from ita_desktop.exchange.sheets import DataSheet, SheetRow
from ita_desktop.exchange.source import ImportSource
from ita_desktop.services.imports.found.part import Part

_TIMES: Final = frozenset(
    map(heading_key, ("ประทับเวลา", "การประทับเวลา", "Timestamp", "วันที่และเวลาที่ตอบ", "เวลาที่ตอบ"))
)
_QUESTION: Final = re.compile(r"^[(\[]?\s*[IE]\s?\d{1,2}(?!\d)|ท่าน|เพียงใด|หรือไม่|\?", re.IGNORECASE)
_LEAST: Final = 2
"""Minimum number of questions: a form may also collect names or links."""
_HEAD_ROWS: Final = 5
_RAW: Final = "ตารางนี้เป็นคำตอบดิบของแบบฟอร์ม แถวละหนึ่งผู้ตอบ ไม่ใช่คะแนนทางการของ IIT หรือ EIT จึงไม่ได้นำเข้า"
_INSTEAD: Final = "นำเข้ารายงานผลการประเมินจากระบบประเมินแทน ส่วนจำนวนผู้ตอบใช้แบบกรอกยอดตอบ"


def without_raw_answers(source: ImportSource) -> tuple[ImportSource, list[Part]]:
    """Return a file without its tables of raw answers, and these as parts that are reported."""
    found = {sheet.name: sheet for sheet in source.sheets if _is_raw(sheet.rows[:_HEAD_ROWS])}
    if not found:
        return source, []
    return source.without(found), [_part(source, sheet) for sheet in found.values()]


def _is_raw(rows: Sequence[SheetRow]) -> bool:
    for row in rows:
        texts = [one_line(value) for value in row.values if isinstance(value, str) and value]
        if texts and heading_key(texts[0]) in _TIMES:
            return sum(1 for text in texts if _QUESTION.search(text)) >= _LEAST
    return False


def _part(source: ImportSource, sheet: DataSheet) -> Part:
    doubt = Remark(origin_of(sheet, sheet.rows[0].number), _RAW, _INSTEAD)
    own = replace(source, sheets=(sheet,))
    return Part("", None, own, "", len(sheet.rows), (doubt,), is_taken=False)
