"""Finds scores of an office's own survey of satisfaction, which is no official result."""

from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from typing import Final

from ita_desktop.domain.framework import TOTAL
from ita_desktop.domain.text import one_line
from ita_desktop.exchange.heading_words import heading_key
from ita_desktop.exchange.remarks import Remark
from ita_desktop.exchange.sheets import Origin
from ita_desktop.exchange.source import ImportSource

_WORD: Final = "พึงพอใจ"
_DEVIATIONS: Final = frozenset(map(heading_key, ("S.D.", "ส่วนเบี่ยงเบน", "ส่วนเบี่ยงเบนมาตรฐาน")))
"""Headings of a column that no official result has."""
_MOST: Final = Decimal(5)
"""The highest mean of answers from 1 to 5."""
_LEAST: Final = 2
"""Minimum number of scores that tell of their scale."""
_OWN: Final = (
    "หัวตารางเป็นของแบบสำรวจความพึงพอใจของสำนักงานเอง (“{text}”) ซึ่งไม่ใช่คะแนนทางการ จึงยังไม่ได้เลือก"
)
CHOOSE: Final = "ถ้าเป็นคะแนนทางการจริง เลือกแถวคะแนนในหน้าตรวจก่อนนำเข้า"
_OF_FIVE: Final = "คะแนนทุกค่าไม่เกิน 5 อาจเป็นค่าเฉลี่ยเต็ม 5 ไม่ใช่คะแนนทางการเต็ม 100 จึงยังไม่ได้เลือก"


def own_survey(
    source: ImportSource, scores: Mapping[str, Decimal], origins: Collection[Origin]
) -> Remark | None:
    """Return what to report on ``scores`` by node, read from the rows of ``origins``, that are
    those of an office's own survey; None for no sign. OIT items are never surveyed."""
    if source.results is not None or any(node.startswith("O") for node in scores):
        return None
    text = next((text for text in _heads(source, origins) if _is_of_survey(text)), None)
    if text is not None:
        return Remark(None, _OWN, CHOOSE, {"text": one_line(text)})
    values = [value for node, value in scores.items() if node != TOTAL]
    # Scores of at most 1 are told as shares.
    if len(values) >= _LEAST and 1 < max(values) <= _MOST:
        return Remark(None, _OF_FIVE, CHOOSE)
    return None


def _is_of_survey(text: str) -> bool:
    return _WORD in text or heading_key(text) in _DEVIATIONS


def _heads(source: ImportSource, origins: Collection[Origin]) -> Iterator[str]:
    """Yield the texts above the first row that was read in each table: titles and headings."""
    for sheet in source.sheets if not source.is_report else ():
        rows = [origin.row for origin in origins if origin.sheet == sheet.name]
        for row in sheet.rows if rows and not sheet.of_lines else ():
            if row.number >= min(rows):
                break
            yield from (value for value in row.values if isinstance(value, str))
