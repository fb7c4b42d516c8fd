"""Phrases about draft frameworks and the basis of dates."""

from collections.abc import Mapping
from typing import Final

from ita_desktop.domain.errors import Phrase, joined
from ita_desktop.domain.frameworks.draft import DayBasis, DraftBlock, parts_of
from ita_desktop.domain.year import YearData

UNCONFIRMED: Final = Phrase("ยังไม่ยืนยัน")
BLOCKS: Final[Mapping[DraftBlock, Phrase]] = {
    DraftBlock.WEIGHTS: Phrase("น้ำหนัก"),
    DraftBlock.LEVELS: Phrase("เกณฑ์ระดับผล"),
    DraftBlock.ITEMS: Phrase("ข้อ"),
    DraftBlock.DATES: Phrase("วันสำคัญ"),
}
BASES: Final[Mapping[DayBasis, str]] = {
    DayBasis.KNOWN: "",
    DayBasis.ASSUMED: Phrase("ประมาณไว้"),
    DayBasis.UNCONFIRMED: UNCONFIRMED,
}
"""The mark beside a date."""
YEARS: Final[Mapping[str, str]] = {"2564": "2564-2565", "2567": "2567-2568"}
"""The years of shipped frameworks that are for more than the one of their code. Reading their files
would take too long for a first page; a test compares."""


def used_meanwhile(data: YearData) -> str:
    """Return the sentence that the year uses the framework of others until its own is announced,
    with what is confirmed already; empty if nothing is left to be confirmed."""
    parts = parts_of(data)
    done = sum(part.confirmed for part in parts)
    if done == len(parts):
        return ""
    code = data.framework.drafted_from
    source = YEARS.get(code, code)
    said = Phrase("ยังไม่มีเกณฑ์ปี {year} ใช้ของปี {source} ไปก่อน", year=data.year, source=source)
    if not done:
        return said
    count = Phrase("เทียบกับหนังสือเวียนแล้ว {done} จาก {of} แห่ง", done=done, of=len(parts))
    return joined(said, count)
