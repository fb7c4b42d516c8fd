"""Phrases about what was carried over to a new year."""

from collections.abc import Mapping
from typing import Final

from ita_desktop.domain.errors import Phrase, joined
from ita_desktop.domain.frameworks.carry_list import Entered, Fate, ItemFate
from ita_desktop.services.years.carrying import LostEntry

CARRY_OVER: Final = "carry-over"
"""Name of the document with the list."""
FATES: Final[Mapping[Fate, Phrase]] = {
    Fate.GONE: Phrase("ไม่มีข้อที่ต่อกัน"),
    Fate.UNITED: Phrase("รวมเป็นข้อเดียว"),
    Fate.SPLIT: Phrase("แยกเป็นหลายข้อ"),
    Fate.CHANGED: Phrase("ขอบเขตหรือถ้อยคำต่างไป"),
}
COUNTED: Final[Mapping[Entered, str]] = {
    Entered.OWNERS: "ผู้รับผิดชอบ {count}",
    Entered.DATES: "วันของข้อ {count}",
    Entered.NOTES: "หมายเหตุ {count}",
    Entered.EVIDENCE: "ลิงก์หลักฐาน {count}",
    Entered.MEASURES: "มาตรการ {count}",
    Entered.FINDINGS: "ข้อค้นพบ {count}",
}


def entered_words(counts: Mapping[Entered, int]) -> str:
    """Return ``ผู้รับผิดชอบ 2 · มาตรการ 1``."""
    return joined(*(Phrase(COUNTED[what], count=count) for what, count in counts.items() if count))


def carried_words(counts: Mapping[str, int]) -> str:
    """Return what was carried over."""
    known = {what: counts[what.value] for what in Entered}
    return entered_words(known) or Phrase("ไม่มีสิ่งที่กรอกไว้ของปีก่อน")


def fate_words(fate: ItemFate) -> str:
    """Return what became of items: ``O3 O4 รวมเป็น O2``."""
    old, new = " ".join(fate.old), " ".join(fate.new)
    match fate.fate:
        case Fate.UNITED:
            return Phrase("{old} รวมเป็น {new}", old=old, new=new)
        case Fate.SPLIT:
            return Phrase("{old} แยกเป็น {new}", old=old, new=new)
        case Fate.CHANGED:
            return Phrase("{old} เป็น {new} ขอบเขตหรือถ้อยคำต่างไป", old=old, new=new)
        case _:
            return Phrase("{old} ไม่มีข้อที่ต่อกัน", old=old)


def loss_words(loss: LostEntry) -> str:
    """Return what of an item could not be carried over, and why."""
    what = Phrase(COUNTED[loss.what], count=loss.amount)
    return Phrase("{code} ไม่ได้ยกมา: {what} ({why})", code=loss.code, what=what, why=loss.why)
