"""Phrases about draft frameworks and the basis of dates."""

from collections.abc import Mapping
from typing import Final

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.frameworks.draft import DayBasis, DraftBlock

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
